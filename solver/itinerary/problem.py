"""A cycle of visits as integers: every outing that a van could make, with its times.

Tours of at most ``max_stops`` stops are enumerated, each in its shortest order. All is in
ascending order of ids, so that the order of the file decides nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.associations import Association
from models.calendar import DAY_NUMBER, Day, Shift
from models.itinerary import HalfDay, Itinerary, VanStop, VisitingVan
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.travel import matrix

GRID_S = 300
"""Halts begin on this grid, seconds: their times are to be remembered."""
Slot = tuple[str, Day, str]
"""A half-day of each week: van, day, shift."""


@dataclass(frozen=True)
class Tour:
    """One outing that is possible in a slot, in any week."""

    slot: Slot
    stops: tuple[str, ...]
    """In the order in which they are met."""
    starts_s: tuple[int, ...]
    """When each halt begins, seconds since midnight."""
    leaves_s: int
    returns_s: int
    metres: int
    crew: int
    takes: int
    """Households that one halt receives, at most."""

    @property
    def seconds(self) -> int:
        """From leaving to coming back."""
        return self.returns_s - self.leaves_s


@dataclass(frozen=True)
class Need:
    """What a stop would need over the cycle."""

    id: str
    low: int
    high: int
    weeks: int
    """Weeks of the cycle in which it wants a visit, at most."""


@dataclass(frozen=True)
class VisitProblem:
    """Everything that a cycle of visits is chosen from."""

    weeks: int
    needs: tuple[Need, ...]
    slots: tuple[Slot, ...]
    tours: tuple[Tour, ...]
    spare: frozenset[Slot] = frozenset()
    """Slots that are not given: more half-days, of which so many a week may be taken."""
    spare_a_week: int = 0
    fewer_a_week: int = 0
    """Half-days that each week goes without."""


def travel_of(scenario: Scenario, folder: Path | None = None) -> TravelMatrix:
    """Return travel between the bases of the vans and all stops.

    Raises
    ------
    solver.travel.TravelError
        When the travel table or the roads cannot be used.
    """
    asked = scenario.itinerary
    bases = sorted({van.base for van in asked.vans})
    places = {name: (scenario.association[name].label, scenario.sites[name]) for name in bases}
    places |= {one.id: (one.label, one.place) for one in asked.stops}
    sites = tuple(
        Association(id=name, label=label, place=place, people=0)
        for name, (label, place) in places.items()
    )
    return matrix(scenario.changed(associations=sites, donors=(), donor_kinds=()), folder)


def visit_problem(
    scenario: Scenario,
    travel: TravelMatrix,
    *,
    asked: Itinerary | None = None,
    extra: int = 0,
) -> VisitProblem:
    """Return the problem of a scenario's cycle.

    Parameters
    ----------
    asked
        What takes the place of the scenario's own stops and vans.
    extra
        Half-days a week that may be taken besides, on any day of rounds and in any shift; negative:
        that each week goes without.
    """
    itinerary = asked or scenario.itinerary
    stops = sorted(itinerary.stops, key=lambda one: one.id)
    slots, spare, tours = list[Slot](), set[Slot](), list[Tour]()
    for van in sorted(itinerary.vans, key=lambda one: one.id):
        given = [(one.day, one.shift) for one in van.half_days]
        others = [
            HalfDay(day=day, shift=shift.id)
            for day in scenario.days
            for shift in scenario.shifts
            if (day, shift.id) not in given
        ]
        for half_day in (*_in_order(van.half_days), *_in_order(others if extra > 0 else ())):
            slot: Slot = (van.id, half_day.day, half_day.shift)
            if slot in slots:
                continue
            slots.append(slot)
            if (half_day.day, half_day.shift) not in given:
                spare.add(slot)
            shift = scenario.shift[half_day.shift]
            tours += tours_of(itinerary, van, slot, shift, stops, travel)
    weeks = itinerary.cycle_weeks
    needs = tuple(
        Need(one.id, one.households_low, one.households_high, -(-weeks // one.every_weeks))
        for one in stops
        if one.households_high > 0
    )
    return VisitProblem(
        weeks,
        needs,
        tuple(slots),
        tuple(tours),
        frozenset(spare),
        max(0, extra),
        max(0, -extra),
    )


def _in_order(half_days: Sequence[HalfDay]) -> list[HalfDay]:
    return sorted(half_days, key=lambda one: (DAY_NUMBER[one.day], one.shift))


def takes_households(itinerary: Itinerary, van: VisitingVan) -> int:
    """Return how many households a van may serve on one half-day: places, load, cold."""
    most = [van.households_per_half_day or 10**6]
    if van.payload_kg is not None and itinerary.parcel_kg > 0:
        most.append(int(van.payload_kg / itinerary.parcel_kg + 1e-9))
    if van.cold_kg is not None and itinerary.parcel_cold_kg > 0:
        most.append(int(van.cold_kg / itinerary.parcel_cold_kg + 1e-9))
    return min(most)


def tours_of(
    itinerary: Itinerary,
    van: VisitingVan,
    slot: Slot,
    shift: Shift,
    stops: Sequence[VanStop],
    travel: TravelMatrix,
) -> Iterator[Tour]:
    """Yield the outings that a van can make in one half-day, each set of stops once.

    A tour is loaded for all who might come, so that nobody is sent away while others are served.
    """
    on_board = takes_households(itinerary, van)
    takes = min(van.households_per_stop, on_board)
    if takes < 1:
        return
    here = [
        one
        for one in stops
        if one.parking is not None
        and one.households_high > 0
        and slot[1] in (one.days or slot[1:2])
    ]
    for size in range(1, van.max_stops + 1):
        for some in itertools.combinations(here, size):
            if size > 1 and sum(min(one.households_high, takes) for one in some) > on_board:
                continue
            orders = itertools.permutations(some)
            timed = (_timed(van, slot, shift, order, travel, takes) for order in orders)
            found = [one for one in timed if one is not None]
            if found:
                yield min(found, key=lambda one: (one.seconds, one.metres, one.stops))


def _timed(
    van: VisitingVan,
    slot: Slot,
    shift: Shift,
    order: tuple[VanStop, ...],
    travel: TravelMatrix,
    takes: int,
) -> Tour | None:
    """Return an order of stops with its times, leaving as late as is no loss; none if too long."""
    at, home = travel.index, travel.index[van.base]
    now, before, starts, metres = shift.starts_s, home, list[int](), 0
    for stop in order:
        now = max(now + travel.seconds[before][at[stop.id]], stop.opens_s)
        now = -(-now // GRID_S) * GRID_S
        starts.append(now)
        metres += travel.metres[before][at[stop.id]]
        now += stop.minutes * 60
        if now > stop.closes_s:
            return None
        before = at[stop.id]
    back = now + travel.seconds[before][home]
    metres += travel.metres[before][home]
    # waiting is shifted to before the outing begins, as far as that moves no halt
    leaves = starts[0] - travel.seconds[home][at[order[0].id]]
    if back > shift.ends_s or back - leaves > shift.max_min * 60:
        return None
    names = tuple(one.id for one in order)
    return Tour(slot, names, tuple(starts), leaves, back, metres, van.crew, takes)
