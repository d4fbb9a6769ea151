"""Why a request is refused: the rules that bind, each tried by relaxing it.

The other bookings stay where they are. Every place is looked at (truck, driver, start) with all the
rules that forbid it; relaxed together, these would let the request be met there. The fewest that
any place at its own hours has are the rules that bind: with fewer relaxed, no place is left there.
Where three or more would have to be relaxed, a truck or a driver more is said to be lacking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
import numpy.typing as npt

from models.booking_study import Booking, BookingRule, Busy
from models.bookings import SlotRequest
from models.scenario import Scenario
from solver.trucks.problem import (
    BookingProblem,
    SharedTruck,
    Span,
    TruckDriver,
    booking_problem,
    chilled_kg,
    choice_starts,
    may_drive,
    promised_start,
    shared_trucks,
    truck_drivers,
)

RULES: tuple[BookingRule, ...] = get_args(BookingRule)
"""In the order in which they are told: of equally few that bind, the first."""
BIT: dict[BookingRule, int] = {rule: 1 << place for place, rule in enumerate(RULES)}
OWN: set[BookingRule] = {"promise", "hours"}
"""What the request asks for: told only where nothing else lets it be met as it asks."""
LACKING: set[BookingRule] = {"no_truck", "no_driver"}
"""Relaxed by one more truck, or driver."""
MINUTE_S = 60
Masks = npt.NDArray[np.int64]
"""For each start of the week, the rules that forbid it, one bit each."""


@dataclass(frozen=True)
class Binding:
    """The fewest rules that forbid a request, the others where they are."""

    rules: tuple[BookingRule, ...]
    """None when there is room as it is."""
    trucks: tuple[str, ...] = ()
    """Where these rules and no other forbid it: ids of trucks, and of drivers."""
    drivers: tuple[str, ...] = ()

    def told_before(self, other: Binding) -> bool:
        """Tell whether these rules are fewer, or as few and first in order."""
        mine, theirs = (sum(BIT[rule] for rule in one.rules) for one in (self, other))
        first, second = _key(np.array([mine, theirs]))
        return bool(first < second)


def binding_rules(
    scenario: Scenario, busy: Sequence[Busy], request: SlotRequest, others: Sequence[Booking]
) -> Binding:
    """Return the rules that bind for a request.

    Parameters
    ----------
    busy
        Hours taken by rounds.
    others
        Bookings that stay where they are; none of the request.
    """
    found = _fewest(_Week(scenario, busy, None, others), request)
    if len(found.rules) < 2 and not OWN & {*found.rules}:
        return found
    # off the grid, bookings may start at any minute and last what they last
    exact = _fewest(_Week(scenario, busy, MINUTE_S, others), request)
    rules = tuple(sorted({*exact.rules, "grid"}, key=RULES.index))
    free = Binding(rules, exact.trucks, exact.drivers)
    return free if free.told_before(found) else found


def has_room(
    scenario: Scenario, busy: Sequence[Busy], request: SlotRequest, others: Sequence[Booking]
) -> Booking | None:
    """Return a booking of a request beside others that stay where they are, if there is one."""
    week = _Week(scenario, busy, None, others)
    problem = week.problem
    for truck, driver, masks in week.places(request):
        (starts,) = np.nonzero(masks == 0)
        if truck is None or driver is None or not len(starts):
            continue
        start = int(starts[0])
        steps = -(-request.duration_min * 60 // problem.step_s)
        return Booking(
            request=request.id,
            truck=truck.id,
            driver=driver.id,
            starts_s=start * problem.step_s,
            ends_s=(start + steps) * problem.step_s,
            choice=next(
                choice
                for (first, last), choice in choice_starts(request, problem.step_s)
                if first <= start <= last
            ),
        )
    return None


def _key(masks: Masks) -> Masks:
    """Return what rules are compared by: not the request's own, fewer, first in order.

    One more truck or driver weighs as two and a half of the other rules.
    """
    own = np.where(masks & sum(BIT[rule] for rule in OWN), 1 << 60, 0)
    lacking = np.bitwise_count(masks & sum(BIT[rule] for rule in LACKING)).astype(np.int64)
    weight = 2 * np.bitwise_count(masks).astype(np.int64) + 3 * lacking
    key: Masks = own | weight << len(RULES) | masks
    return key


def _fewest(week: _Week, request: SlotRequest) -> Binding:
    """Return the fewest rules over every place of a week."""
    fewest, trucks, drivers = np.iinfo(np.int64).max, set[str](), set[str]()
    for truck, driver, masks in week.places(request):
        keys = _key(masks)
        place = int(np.argmin(keys))
        key = int(keys[place])
        if key < fewest:
            fewest, found, trucks, drivers = key, int(masks[place]), set(), set()
        if key == fewest:
            trucks |= {truck.id} if truck is not None else set()
            drivers |= {driver.id} if driver is not None else set()
    rules = tuple(rule for rule in RULES if found & BIT[rule])
    return Binding(rules, tuple(sorted(trucks)), tuple(sorted(drivers)))


class _Week:
    """A week in which one more request looks for a place.

    Parameters
    ----------
    step_s
        Length of a step in seconds; the scenario's grid when absent.
    """

    def __init__(
        self,
        scenario: Scenario,
        busy: Sequence[Busy],
        step_s: int | None,
        others: Sequence[Booking],
    ) -> None:
        alone = scenario.changed(bookings=scenario.bookings.changed(requests=()))
        self.problem: BookingProblem = booking_problem(alone, busy, step_s)
        self._fleet, self._people = shared_trucks(scenario), truck_drivers(scenario)
        self._others = others
        self._starts = np.arange(self.problem.week_steps)

    def places(
        self, request: SlotRequest
    ) -> Iterator[tuple[SharedTruck | None, TruckDriver | None, Masks]]:
        """Yield every truck with everybody who could drive, and the rules that forbid each start.

        A truck that needs time after each booking comes twice: with its turnaround, and without it
        by relaxing that rule. None stands for one truck more that suits, or one driver more.
        """
        steps = -(-request.duration_min * 60 // self.problem.step_s)
        own = self._own(request)
        may = may_drive(request, self._people)
        drivers = [
            (n, self._driver(n, steps)) for n, one in enumerate(self._people) if one.id in may
        ]
        for number, truck in enumerate(self.problem.trucks):
            for pause in sorted({truck.turnaround, 0}, reverse=True):
                masks = own | self._truck(request, number, steps, pause)
                for who, theirs in drivers:
                    pair = self._pair(number, who)
                    yield truck, self.problem.drivers[who], masks | theirs | pair
                yield truck, None, masks | BIT["no_driver"]
        for who, theirs in drivers:
            yield None, self.problem.drivers[who], own | theirs | BIT["no_truck"]
        yield None, None, own | BIT["no_truck"] | BIT["no_driver"]

    def _own(self, request: SlotRequest) -> Masks:
        """Return what the request itself forbids."""
        step_s = self.problem.step_s
        inside = np.zeros(len(self._starts), dtype=bool)
        for (first, last), _ in choice_starts(request, step_s):
            inside |= (first <= self._starts) & (self._starts <= last)
        masks = np.where(inside, 0, BIT["hours"])
        if request.fixed:
            masks |= np.where(self._starts == promised_start(request, step_s), 0, BIT["promise"])
        return masks

    def _truck(self, request: SlotRequest, number: int, steps: int, pause: int) -> Masks:
        """Return what a truck forbids, with a pause after each use."""
        truck, shared = self._fleet[number], self.problem.trucks[number]
        load = sum(request.load_kg.values())
        always = BIT["turnaround"] if pause < shared.turnaround else 0
        always |= BIT["wish"] if request.truck not in (None, truck.id) else 0
        always |= BIT["load"] if load > truck.payload_kg else 0
        always |= BIT["cold"] if chilled_kg(request) > 0 and not truck.refrigerated else 0
        length = steps + pause
        return (
            np.where(self._within(shared.free, length), 0, BIT["truck_hours"])
            | self._overlap(shared.rounds, length, pause, "rounds")
            | self._overlap(self._spans("truck", truck.id), length, pause, "taken")
            | always
        )

    def _driver(self, number: int, steps: int) -> Masks:
        """Return what a driver forbids."""
        person = self.problem.drivers[number]
        driving = self._spans("driver", person.id)
        always = BIT["outings"] if len(driving) >= person.outings else 0
        return (
            np.where(self._within(person.free, steps), 0, BIT["driver_hours"])
            | self._overlap(person.rounds, steps, 0, "driver_rounds")
            | self._overlap(driving, steps, 0, "driving")
            | always
        )

    def _pair(self, number: int, who: int) -> int:
        """Return what keeps a driver from a truck."""
        truck, person = self._fleet[number], self._people[who]
        licence = 0 if truck.licence in person.licences else BIT["licence"]
        allowed = truck.drivers is None or person.id in truck.drivers
        return licence | (0 if allowed else BIT["allowed"])

    def _spans(self, field: str, name: str) -> list[Span]:
        """Return the hours of the other bookings of a truck or of a driver, in steps."""
        step_s = self.problem.step_s
        return [
            (one.starts_s // step_s, -(-one.ends_s // step_s))
            for one in self._others
            if getattr(one, field) == name
        ]

    def _within(self, free: Iterable[Span], length: int) -> npt.NDArray[np.bool_]:
        """Return the starts from which a length lies within hours."""
        found = np.zeros(len(self._starts), dtype=bool)
        for opens, closes in free:
            found |= (opens <= self._starts) & (self._starts + length <= closes)
        return found

    def _overlap(self, spans: Iterable[Span], length: int, pause: int, rule: BookingRule) -> Masks:
        """Return a rule's bit for the starts from which a length, or a pause before, overlaps."""
        found = np.zeros(len(self._starts), dtype=bool)
        for begins, ends in spans:
            found |= (self._starts < ends + pause) & (begins < self._starts + length)
        return np.where(found, BIT[rule], 0)
