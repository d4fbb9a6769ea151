"""The outlets that a scenario already has: associations that distribute, places of its calendar."""

from __future__ import annotations

from collections.abc import Iterator

from models.associations import Association
from models.outlets import Outlet
from models.scenario import Scenario
from models.territory import AidPoint

WEEKS_A_YEAR, MONTHS_A_YEAR = 52, 12


def own_points(scenario: Scenario) -> Iterator[AidPoint]:
    """Yield the points of help typed into a scenario, then those that its other parts tell of.

    An outlet of the calendar stands at its association's place; an association that has none of
    these, and distributes, is one itself.
    """
    yield from scenario.territory.points
    taken = {one.id for one in scenario.territory.points}
    held = {one.association for one in scenario.openings.outlets}
    for outlet in scenario.openings.outlets:
        if outlet.id not in taken:
            yield _of_outlet(outlet, scenario.association[outlet.association], scenario.label)
    for who in scenario.associations:
        if who.openings and who.id not in held and who.id not in taken:
            yield _of_association(who, scenario.label)


def _of_association(who: Association, source: str) -> AidPoint:
    often = sum(1.0 if one.weeks == "any" else 0.5 for one in who.openings)
    days = min(7.0, often)
    return AidPoint(
        id=who.id,
        label=who.label,
        place=who.place,
        days_a_week=days,
        people_a_day=round(who.people / days) if who.people and days else None,
        updated=who.counted_on,
        source=source,
    )


def _of_outlet(outlet: Outlet, who: Association, source: str) -> AidPoint:
    """Return an outlet with the people that its households make, where both are known."""
    often, households = 0.0, 0.0
    unknown = False
    for slot in outlet.slots:
        if not slot.today or slot.school == "holidays" or slot.only_in:
            continue
        times = 1.0 if slot.weeks == "any" else 0.5
        if slot.of_month:
            times *= len(slot.of_month) * MONTHS_A_YEAR / WEEKS_A_YEAR
        often += times
        unknown = unknown or slot.households is None
        households += times * (slot.households or 0)
    each = who.people / who.households if who.households and who.people else None
    known = not unknown and each is not None and often > 0
    return AidPoint(
        id=outlet.id,
        label=outlet.label,
        # an outlet has no position of its own: its association's stands for it
        place=who.place.changed(assumed=True),
        mode=outlet.mode,
        admits=outlet.admits,
        days_a_week=min(7.0, often),
        people_a_day=round(households * (each or 0.0) / often) if known else None,
        updated=outlet.hours_told,
        source=source,
    )
