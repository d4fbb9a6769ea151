"""Bookings by trying them all: nothing shared with the search but the models and the checker."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from models.booking_study import Booking, BookingPlan, Busy
from models.bookings import DAY_S, SlotRequest, Truck
from models.scenario import Scenario
from models.vehicles import Person
from solver.review.check_bookings import check_bookings

Access = tuple[Fraction, ...]
"""Met over asked of those who ask, earlier weeks included, from the lowest."""
Worth = tuple[int, int, int, int, Access, int, int, int]
"""Promises kept, requests met, priorities, changes if they come first, access, ranks of choices,
changes, cents; the larger, the better."""
Kept = Mapping[str, Booking]
MOST_PLANS = 200_000
"""Plans that are tried, at most."""


class TooManyError(Exception):
    """A week with more plans than can be tried."""


@dataclass(frozen=True)
class Best:
    """The best plan of a week, and what it is worth, larger before smaller."""

    worth: Worth
    bookings: tuple[Booking, ...]


def best_plan(
    scenario: Scenario, busy: Sequence[Busy] = (), kept: Kept | None = None, *, keep_first: bool
) -> Best:
    """Return the best plan of a week, found by trying every one.

    Raises
    ------
    TooManyError
        There are more than ``MOST_PLANS`` ways to book the requests one by one.
    """
    asked = sorted(asked_now(scenario), key=lambda one: one.id)
    places = [placements(scenario, request, busy) for request in asked]
    ways = 1
    for one in places:
        ways *= len(one) + 1
    if ways > MOST_PLANS:
        raise TooManyError(str(ways))
    found: list[Best] = []
    _try(scenario, asked, places, (), busy, kept or {}, keep_first, found)
    return min(found, key=lambda one: tie(one.bookings, asked, kept or {}))


def asked_now(scenario: Scenario) -> list[SlotRequest]:
    """Return the requests of the scenario's week, in the order of the file."""
    odd = scenario.week_of.isocalendar().week % 2 == 1
    return [
        request
        for request in scenario.bookings.requests
        if request.every == "week" or (request.every == "odd") == odd
    ]


def fleet(scenario: Scenario) -> list[Truck]:
    """Return the trucks that are there."""
    return [truck for truck in scenario.bookings.trucks if truck.tenure != "candidate"]


def placements(
    scenario: Scenario, request: SlotRequest, busy: Sequence[Busy] = ()
) -> list[Booking]:
    """Return every way to book one request with an empty calendar."""
    step = scenario.bookings.step_min
    steps = -(-request.duration_min // step)
    world = on_grid(scenario)
    rounded = whole_steps(busy, 60 * step)
    drivers = [person for person in scenario.people if "driver" in person.roles]
    found = []
    starts = range(0, 7 * 1440, step)
    inside = [
        start
        for start in starts
        if any(
            one.opens_s <= 60 * start and 60 * (start + steps * step) <= one.closes_s
            for one in request.choices
        )
    ]
    for start, truck, person in itertools.product(inside, fleet(scenario), drivers):
        one = booking(request, truck, person, 60 * start, 60 * (start + steps * step))
        if not check_bookings(world, BookingPlan(bookings=(one,)), rounded):
            found.append(one)
    return found


def on_grid(scenario: Scenario) -> Scenario:
    """Return the scenario with trucks' turnaround and hours rounded to the grid of bookings."""
    step = scenario.bookings.step_min
    trucks = tuple(
        truck.changed(turnaround_min=float(-(-round(truck.turnaround_min) // step) * step))
        for truck in scenario.bookings.trucks
    )
    trucks = tuple(
        truck.changed(
            available=tuple(
                window.changed(
                    closes=f"{m // 60:02d}:{m % 60:02d}",
                )
                for window in truck.available
                for m in (window.closes_s // 60 // step * step,)
            )
        )
        for truck in trucks
    )
    return scenario.changed(bookings=scenario.bookings.changed(trucks=trucks))


def whole_steps(busy: Sequence[Busy], step_s: int) -> tuple[Busy, ...]:
    """Return rounds' hours rounded to the grid of bookings, outwards."""
    return tuple(
        one.changed(
            starts_s=one.starts_s // step_s * step_s, ends_s=-(-one.ends_s // step_s) * step_s
        )
        for one in busy
    )


def booking(
    request: SlotRequest, truck: Truck, person: Person, starts_s: int, ends_s: int
) -> Booking:
    """Return one booking, at the best choice that its hours allow."""
    choice = next(
        n
        for n, one in enumerate(request.choices)
        if one.opens_s <= starts_s and ends_s <= one.closes_s
    )
    return Booking(
        request=request.id,
        truck=truck.id,
        driver=person.id,
        starts_s=starts_s,
        ends_s=ends_s,
        choice=choice,
    )


def _try(
    scenario: Scenario,
    asked: Sequence[SlotRequest],
    places: Sequence[Sequence[Booking]],
    made: tuple[Booking, ...],
    busy: Sequence[Busy],
    kept: Kept,
    keep_first: bool,
    found: list[Best],
) -> None:
    if not places:
        now = worth(scenario, asked, made, kept, keep_first=keep_first)
        if found and now > found[0].worth:
            found.clear()
        if not found or now == found[0].worth:
            found.append(Best(now, made))
        return
    for one in places[0]:
        if all(_apart(scenario, one, other) for other in made) and _rested(
            scenario, one, made, busy
        ):
            _try(scenario, asked, places[1:], (*made, one), busy, kept, keep_first, found)
    _try(scenario, asked, places[1:], made, busy, kept, keep_first, found)


def _apart(scenario: Scenario, a: Booking, b: Booking) -> bool:
    step_s = 60 * scenario.bookings.step_min
    pause = -(-round(60 * scenario.truck[a.truck].turnaround_min) // step_s) * step_s
    if a.truck == b.truck and a.starts_s < b.ends_s + pause and b.starts_s < a.ends_s + pause:
        return False
    return a.driver != b.driver or a.starts_s >= b.ends_s or b.starts_s >= a.ends_s


def _rested(
    scenario: Scenario, one: Booking, made: Sequence[Booking], busy: Sequence[Busy]
) -> bool:
    others = sum(other.driver == one.driver for other in made)
    rounds = sum(taken.id == one.driver for taken in busy)
    return others + rounds < scenario.person[one.driver].most_shifts


def worth(
    scenario: Scenario,
    asked: Sequence[SlotRequest],
    made: Sequence[Booking],
    kept: Kept,
    *,
    keep_first: bool,
) -> Worth:
    """Return what a plan is worth, level after level."""
    now = {one.request: one for one in made}
    access = access_of(scenario, asked, set(now))
    changes = -sum(
        name not in now or (now[name].truck, now[name].starts_s) != (before.truck, before.starts_s)
        for name, before in kept.items()
        if name in {one.id for one in asked}
    )
    return (
        sum(one.fixed for one in asked if one.id in now),
        len(made),
        sum(one.priority for one in asked if one.id in now),
        changes if keep_first else 0,
        access,
        -sum(one.choice for one in made),
        0 if keep_first else changes,
        -round(100 * _eur(scenario, made)),
    )


def access_of(scenario: Scenario, asked: Sequence[SlotRequest], met: set[str]) -> Access:
    """Return the access of those who ask."""
    before = {one.association: one for one in scenario.bookings.history}
    found = []
    for who in {one.association for one in asked}:
        mine = [one.id for one in asked if one.association == who]
        had, wanted = (before[who].met, before[who].asked) if who in before else (0, 0)
        found.append(Fraction(had + sum(name in met for name in mine), wanted + len(mine)))
    return tuple(sorted(found))


def _eur(scenario: Scenario, made: Sequence[Booking]) -> float:
    """Return what hours and days out cost."""
    hours = sum(
        (one.ends_s - one.starts_s) / 3600 * scenario.truck[one.truck].eur_per_hour for one in made
    )
    out = {(one.truck, one.starts_s // DAY_S) for one in made}
    return hours + sum(scenario.truck[name].eur_per_day for name, _ in out)


def tie(
    bookings: Sequence[Booking], asked: Sequence[SlotRequest], kept: Kept
) -> tuple[tuple[object, ...], ...]:
    """Return what equal plans are told apart by: the smaller comes first."""
    now = {one.request: one for one in bookings}
    found: list[tuple[object, ...]] = []
    for request in sorted(asked, key=lambda one: one.id):
        one = now.get(request.id)
        if one is None:
            found.append((1,))
            continue
        before = kept.get(request.id)
        other = before is None or before.driver != one.driver
        found.append((0, one.starts_s, one.truck, other, one.driver))
    return tuple(found)
