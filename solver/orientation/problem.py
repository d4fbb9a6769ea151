"""Groups, outlets and who may go where, as integers; all in ascending order of ids."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import floor

from models.outlets import Outlet
from models.publics import PublicGroup
from models.scenario import Scenario

WEEKS_A_YEAR, MONTHS_A_YEAR = 52, 12


@dataclass(frozen=True)
class Orienting:
    """Everything that an orientation is chosen from."""

    need: dict[str, int]
    """Places that each group asks for in a week."""
    capacity: dict[str, int | None]
    """Households that each outlet receives in a week; none: no limit is known."""
    reached: dict[str, tuple[str, ...]]
    """Outlets that receive each group."""
    minutes: dict[tuple[str, str], int]
    """Way of a group to an outlet, whole minutes."""
    today: dict[tuple[str, str], int]

    def with_places(self, outlet: str, places: int) -> Orienting:
        """Return the same with some places more at an outlet."""
        had = self.capacity[outlet]
        more = None if had is None else had + places
        return replace(self, capacity=self.capacity | {outlet: more})


def orienting(scenario: Scenario) -> Orienting:
    """Return who may go where in a scenario's usual week.

    Groups whose households are not known are left out: unknown stays unknown.
    """
    asked, extra = scenario.openings, scenario.orientation
    groups = sorted(
        (one for one in asked.groups if one.households is not None), key=lambda one: one.id
    )
    twice = 1 + extra.served_twice
    reached = {one.id: _received(scenario, one) for one in groups}
    named = asked.outlet
    return Orienting(
        {one.id: round((one.households or 0) * twice) for one in groups},
        {one.id: weekly_places(one) for one in sorted(asked.outlets, key=lambda one: one.id)},
        reached,
        {
            (one.id, outlet): _way_min(named[outlet], one)
            for one in groups
            for outlet in reached[one.id]
        },
        {(one.group, one.outlet): one.households for one in extra.flows},
    )


def weekly_places(outlet: Outlet) -> int | None:
    """Return how many households an outlet receives in a usual week; none where it is not known.

    A slot of every other week counts for half, one of the month for 12 weeks of 52.
    """
    total = 0.0
    for slot in outlet.slots:
        if not slot.today or slot.school == "holidays" or slot.only_in:
            continue
        if slot.households is None:
            return None
        often = 1.0 if slot.weeks == "any" else 0.5
        if slot.of_month:
            often *= len(slot.of_month) * MONTHS_A_YEAR / WEEKS_A_YEAR
        total += slot.households * often
    return floor(total + 1e-9)


def _received(scenario: Scenario, group: PublicGroup) -> tuple[str, ...]:
    """Return the outlets that receive a group: near, of the right help, by their rules."""
    found = []
    for outlet in scenario.openings.reached(group):
        rules = [
            one
            for one in scenario.orientation.rules
            if one.outlet == outlet.id and one.audience in (None, group.audience)
        ]
        if all(group.sector in one.sectors for one in rules):
            found.append(outlet.id)
    return tuple(sorted(found))


def _way_min(outlet: Outlet, group: PublicGroup) -> int:
    return 0 if outlet.sector == group.sector else round(outlet.reach_min[group.sector])
