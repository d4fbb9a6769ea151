"""The bookings as a constraint program (OR-Tools CP-SAT): its variables and its rules.

Every request has one start, and is met on at most one truck by one driver; bookings of a truck do
not overlap, turnaround included, nor do those of a driver. Redundant: in each stretch of a truck's
hours its bookings fill no more than is free; never more at once than trucks, or drivers, that suit.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.booking_study import Booking
from solver.trucks.problem import BookingProblem, Span

Kept = Mapping[str, Booking]
"""Bookings to stay close to, by request."""


@dataclass
class Program:
    """The program of one problem; positions are those of the problem.

    Parameters
    ----------
    problem
        What bookings are chosen from.
    kept
        Bookings to stay close to: trucks that they name are never taken one for the other.
    """

    problem: BookingProblem
    kept: Kept = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Lay variables and rules."""
        from ortools.sat.python import cp_model

        self.cp = cp_model
        self.model: Any = cp_model.CpModel()
        self.met: list[Any] = []
        """Whether each request is met."""
        self.start: list[Any] = []
        """Its start, in steps; of no meaning when it is not met."""
        self.chosen: list[list[tuple[Any, int]]] = []
        """For each request, whether each of its stretches of starts is taken, and its choice."""
        self.on_truck: dict[tuple[int, int], Any] = {}
        """Whether a request is met on a truck, where its hours ever allow it."""
        self.by_driver: dict[tuple[int, int], Any] = {}
        """Whether a request is met by a driver, where their hours ever allow it."""
        for number in range(len(self.problem.requests)):
            self._add_request(number)
        self._part_trucks()
        self._order_equal_trucks()
        self._part_drivers()
        self._limit_groups()

    # -- variables ----------------------------------------------------------------------------

    def _add_request(self, number: int) -> None:
        request, model = self.problem.requests[number], self.model
        met = model.new_bool_var(f"met{number}")
        self.met.append(met)
        spans = [span for span, _ in request.starts] or [(0, 0)]
        start = model.new_int_var_from_domain(
            self.cp.Domain.from_intervals([list(span) for span in spans]), f"start{number}"
        )
        self.start.append(start)
        chosen = []
        for place, (span, choice) in enumerate(request.starts):
            here = model.new_bool_var(f"choice{number}.{place}")
            model.add_linear_expression_in_domain(start, self.cp.Domain(*span)).only_enforce_if(
                here
            )
            chosen.append((here, choice))
        self.chosen.append(chosen)
        model.add(sum(here for here, _ in chosen) == met)
        for truck in request.trucks:
            self._add_truck(number, truck)
        licensed = {d for t in request.trucks for d in self.problem.trucks[t].drivers}
        for driver in request.drivers:
            if driver in licensed:
                self._add_driver(number, driver)
        model.add(sum(on for _, on in self.trucks_of(number)) == met)
        model.add(sum(by for _, by in self.drivers_of(number)) == met)
        self._allow_drivers(number)

    def _add_truck(self, number: int, truck: int) -> None:
        request, shared = self.problem.requests[number], self.problem.trucks[truck]
        taken = [(begins, ends + shared.turnaround) for begins, ends in shared.rounds]
        length = request.steps + shared.turnaround
        self._add_use(self.on_truck, (number, truck), shared.free, length, taken)

    def _add_driver(self, number: int, driver: int) -> None:
        person = self.problem.drivers[driver]
        if person.outings > 0:
            length = self.problem.requests[number].steps
            self._add_use(self.by_driver, (number, driver), person.free, length, person.rounds)

    def _add_use(
        self,
        uses: dict[tuple[int, int], Any],
        pair: tuple[int, int],
        free: Sequence[Span],
        length: int,
        taken: Sequence[Span],
    ) -> None:
        """Add whether a request uses a truck or a driver, if a length fits in hours not taken."""
        number = pair[0]
        starts = [span for span, _ in self.problem.requests[number].starts]
        spans = fitting_starts(starts, free, length, taken)
        if spans:
            use = self.model.new_bool_var("")
            self.model.add_linear_expression_in_domain(
                self.start[number], self.cp.Domain.from_intervals([list(span) for span in spans])
            ).only_enforce_if(use)
            uses[pair] = use

    def trucks_of(self, number: int) -> list[tuple[int, Any]]:
        """Return the trucks that may meet a request, each with whether it does."""
        trucks = self.problem.requests[number].trucks
        return [(t, self.on_truck[number, t]) for t in trucks if (number, t) in self.on_truck]

    def drivers_of(self, number: int) -> list[tuple[int, Any]]:
        """Return the drivers who may meet a request, each with whether they do."""
        drivers = self.problem.requests[number].drivers
        return [(d, self.by_driver[number, d]) for d in drivers if (number, d) in self.by_driver]

    def _allow_drivers(self, number: int) -> None:
        """Let a driver take only a truck that they may drive."""
        for truck, on in self.trucks_of(number):
            allowed = set(self.problem.trucks[truck].drivers)
            for driver, by in self.drivers_of(number):
                if driver not in allowed:
                    self.model.add_bool_or(on.negated(), by.negated())

    # -- rules --------------------------------------------------------------------------------

    def _users(self, truck: int) -> list[int]:
        """Return the requests that a truck may meet."""
        return [n for n in range(len(self.problem.requests)) if (n, truck) in self.on_truck]

    def _part_trucks(self) -> None:
        """Let bookings of one truck not overlap, turnaround included."""
        requests, model = self.problem.requests, self.model
        for truck, shared in enumerate(self.problem.trucks):
            users = self._users(truck)
            model.add_no_overlap(
                model.new_optional_fixed_size_interval_var(
                    self.start[n],
                    requests[n].steps + shared.turnaround,
                    self.on_truck[n, truck],
                    "",
                )
                for n in users
            )
            taken = merged((a, b + shared.turnaround) for a, b in shared.rounds)
            for opens, closes in merged(shared.free):
                inside = [
                    n
                    for n in users
                    if all(opens <= a and b < closes for (a, b), _ in requests[n].starts)
                ]
                rounds = sum(max(0, min(b, closes) - max(a, opens)) for a, b in taken)
                model.add(
                    sum(
                        (requests[n].steps + shared.turnaround) * self.on_truck[n, truck]
                        for n in inside
                    )
                    <= closes - opens - rounds
                )

    def _order_equal_trucks(self) -> None:
        """Order trucks that nothing tells apart, so that no plan is met several times.

        The next one serves only a request that comes after one that the truck before it serves
        (value precedence, Law and Lee 2006, "Symmetry breaking constraints for value symmetries in
        constraint satisfaction"). That keeps the plan which ties are broken towards.
        """
        named = {booking.truck for booking in self.kept.values()}
        groups: dict[object, list[int]] = {}
        for truck, shared in enumerate(self.problem.trucks):
            alike = (
                shared.free,
                shared.turnaround,
                shared.drivers,
                shared.rounds,
                tuple(self._users(truck)),
                (shared.eur_per_step, shared.eur_per_day, shared.week_eur),
                truck if shared.id in named else None,
            )
            groups.setdefault(alike, []).append(truck)
        for trucks in groups.values():
            users = self._users(trucks[0])
            for a, b in itertools.pairwise(trucks):
                for place, n in enumerate(users):
                    earlier = [self.on_truck[m, a] for m in users[:place]]
                    self.model.add_bool_or(*earlier, self.on_truck[n, b].negated())

    def _part_drivers(self) -> None:
        """Let bookings of one driver not overlap, and be no more than their outings."""
        requests, model = self.problem.requests, self.model
        for driver, person in enumerate(self.problem.drivers):
            users = [n for n in range(len(requests)) if (n, driver) in self.by_driver]
            model.add_no_overlap(
                model.new_optional_fixed_size_interval_var(
                    self.start[n], requests[n].steps, self.by_driver[n, driver], ""
                )
                for n in users
            )
            model.add(sum(self.by_driver[n, driver] for n in users) <= person.outings)

    def _limit_groups(self) -> None:
        """Add what follows for whole groups: no more at once than trucks, or drivers, that suit."""
        problem = self.problem
        by_trucks: dict[tuple[int, ...], list[int]] = {}
        by_drivers: dict[tuple[int, ...], list[int]] = {}
        for number in range(len(problem.requests)):
            by_trucks.setdefault(tuple(t for t, _ in self.trucks_of(number)), []).append(number)
            by_drivers.setdefault(tuple(d for d, _ in self.drivers_of(number)), []).append(number)
        for trucks in by_trucks:
            if len(trucks) > 1:
                inside = [
                    n
                    for other, numbers in by_trucks.items()
                    if set(other) <= set(trucks)
                    for n in numbers
                ]
                pause = min(problem.trucks[t].turnaround for t in trucks)
                self._limit_at_once(inside, len(trucks), pause)
        for drivers, numbers in by_drivers.items():
            if len(drivers) > 1:
                self._limit_at_once(numbers, len(drivers), 0)
                outings = sum(problem.drivers[d].outings for d in drivers)
                self.model.add(sum(self.met[n] for n in numbers) <= outings)

    def _limit_at_once(self, numbers: Sequence[int], most: int, pause: int) -> None:
        intervals = [
            self.model.new_optional_fixed_size_interval_var(
                self.start[n], self.problem.requests[n].steps + pause, self.met[n], ""
            )
            for n in numbers
        ]
        self.model.add_cumulative(intervals, [1] * len(intervals), most)


def fitting_starts(
    starts: Sequence[Span], free: Sequence[Span], length: int, taken: Sequence[Span]
) -> list[Span]:
    """Return the starts for which a length lies in free hours and outside hours taken.

    Examples
    --------
    >>> fitting_starts([(0, 9)], [(2, 10)], 3, [(5, 6)])
    [(2, 2), (6, 7)]
    """
    found = [
        (max(first, opens), min(last, closes - length))
        for first, last in starts
        for opens, closes in free
    ]
    for begins, ends in taken:
        found = [
            piece
            for low, high in found
            for piece in ((low, min(high, begins - length)), (max(low, ends), high))
        ]
    return [(low, high) for low, high in found if low <= high]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the same hours in stretches that neither overlap nor touch.

    Examples
    --------
    >>> merged([(8, 10), (9, 12), (14, 16)])
    [(8, 12), (14, 16)]
    """
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found
