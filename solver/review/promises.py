"""Promises to stores that a plan does not keep: told first, with the reason that was tried."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from models.base import Text
from models.calendar import DAY_NAMES
from models.donors import Pickup
from models.findings import Finding, Unserved
from models.plan import Plan
from models.policy import Commitment
from models.scenario import Scenario
from solver.review.checks.violations import name

BROKEN = Text(
    fr="Promesse non tenue : {donor}, {day}{at}, promis à {vehicle}. {reason}",
    en="A promise is not kept: {donor}, {day}{at}, promised to {vehicle}. {reason}",
)
MOVED = Text(
    fr="Promesse tenue par un autre véhicule : {donor}, {day}{at}, promis à {vehicle}, est fait "
    "par {other}.",
    en="A promise is kept by another vehicle: {donor}, {day}{at}, promised to {vehicle}, is made "
    "by {other}.",
)
Why = Callable[[Commitment, Pickup], Text | None]
"""Returns what keeps the promised vehicle from a pick-up, where it was tried."""
NO_ROUND = Text(fr="Aucune tournée n'y passe.", en="No round goes there.")


def broken_promises(
    scenario: Scenario,
    plan: Plan,
    unserved: Iterable[Unserved],
    promised: Iterable[Commitment] | None = None,
    why: Why | None = None,
) -> tuple[Finding, ...]:
    """Return a warning for each promise that a plan does not keep.

    Parameters
    ----------
    unserved
        What is left behind, and the reason that was tried.
    promised
        Other promises than the scenario's, which may have been lifted.
    why
        What keeps the promised vehicle away, which is told first.
    """
    reasons = {one.pickup: one.reason for one in unserved}
    found = []
    for one in scenario.promises if promised is None else promised:
        offered = [
            pickup
            for pickup in scenario.pickups.values()
            if (pickup.donor, pickup.day) == (one.donor, one.day) and pickup.gross_kg > 0
        ]
        made = [
            item
            for item in plan.rounds
            if item.day == one.day and any(stop.site == one.donor for stop in item.collected)
        ]
        if not offered or any(item.vehicle == one.vehicle for item in made):
            continue
        own = () if why is None or made else (why(one, pickup) for pickup in offered)
        told = (*own, *(reasons.get(pickup.id) for pickup in offered))
        said = {
            "donor": name(scenario, one.donor),
            "day": DAY_NAMES[one.day],
            "at": "" if one.at is None else f" {one.at}",
            "vehicle": name(scenario, one.vehicle),
            "reason": next((text for text in told if text is not None), NO_ROUND),
            "other": "" if not made else name(scenario, made[0].vehicle),
        }
        found.append(
            Finding(
                code="promise_moved" if made else "promise_broken",
                severity="warning",
                text=(MOVED if made else BROKEN).format(**said),
                where=(one.donor, one.vehicle, one.day),
            )
        )
    return tuple(found)
