"""The rule that binds a pick-up left behind, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.base import Text
from models.calendar import DAY_NAMES
from models.plan import Round
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.review.checks.violations import amount, round_name
from solver.review.indicators import aboard, metres
from solver.review.insertion import InsertionTrial
from solver.review.left_behind import Left
from solver.review.wording import OF_DELIVERIES, OF_ROUNDS, OTHER, SWAP


@dataclass(frozen=True)
class Reason:
    """Why a pick-up stays behind."""

    code: str
    text: Text


def bound_by(code: str, scenario: Scenario, item: Round) -> Reason:
    """Return the reason of a rule that a round would break."""
    said = OF_ROUNDS.get(code) or OF_DELIVERIES.get(code, OTHER)
    who = round_name(scenario, item)
    return Reason(code, said.format(who=who, day=DAY_NAMES[item.day]))


def nothing_fits(scenario: Scenario, left: Left) -> Reason:
    """Return the reason where no round could even be tried: nobody goes, or nobody receives."""
    day, hub = left.pickup.day, None if left.stream is None else left.stream.hub
    if hub is not None and not scenario.receives_s(hub, day):
        who = scenario.association[hub].name
        return Reason("closed", OF_ROUNDS["closed"].format(who=who, day=DAY_NAMES[day]))
    return Reason("no_means", OF_ROUNDS["no_means"].format(day=DAY_NAMES[day]))


def swapped(scenario: Scenario, sound: Sequence[InsertionTrial]) -> Reason:
    """Return the reason where another round of the same vehicle would have to be given up."""
    others = [one.instead for one in sound if one.instead is not None]
    instead = min(others, key=lambda one: one.id)
    return Reason("crowded_out", SWAP.format(who=round_name(scenario, instead)))


def crowded(
    scenario: Scenario,
    travel: TravelMatrix,
    left: Left,
    feasible: Sequence[InsertionTrial],
    carrier: InsertionTrial | None = None,
) -> Reason:
    """Return what it would cost to add a pick-up that could be added, the cheapest way.

    Parameters
    ----------
    carrier
        A round more that carries it on.
    """
    hours, km = min(extra(scenario, travel, trial) for trial in feasible)
    if carrier is not None:
        more_hours, more_km = extra(scenario, travel, carrier)
        hours, km = hours + more_hours, km + more_km
    sorting = scenario.policy.sorting_hours_per_kg * left.useful_kg
    spent = amount(round(max(0.0, hours) + sorting, 1))
    values = {"kg": f"{left.useful_kg:.0f}", "hours": spent, "km": f"{km:.0f}"}
    return Reason("crowded_out", CROWDED.format(**values))


def extra(scenario: Scenario, travel: TravelMatrix, trial: InsertionTrial) -> tuple[float, float]:
    """Return the person-hours and km that a trial takes more than the plan."""

    def spent(item: Round) -> tuple[float, float]:
        who = aboard(scenario, item) if item.vehicle in scenario.vehicle else len(item.crew)
        return who * item.duration_s / 3600, metres(travel, item) / 1000

    hours, km = spent(trial.item)
    if trial.before is None:
        return hours, km
    before = spent(trial.before)
    return hours - before[0], km - before[1]


CROWDED = Text(
    fr="Écarté au profit d'autres usages des moyens : {kg} kg utilisables au plus demanderaient "
    "{hours} h de bénévoles et {km} km.",
    en="Crowded out by other uses of the means: {kg} usable kg at most would take {hours} "
    "person-hours and {km} km.",
)
