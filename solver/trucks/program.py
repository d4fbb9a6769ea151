"""The bookings as a constraint program (OR-Tools CP-SAT): objectives one after the other.

Every request has one start, and is met on at most one truck by one driver; bookings of a truck do
not overlap, turnaround included, nor do those of a driver. Redundant: on each day a truck's
bookings fill no more than its free hours.
"""

from __future__ import annotations

import itertools
import math
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from models.booking_study import Booking, BookingLevel, Level
from solver.parallel import WATCH_S, Brake
from solver.trucks.problem import Problem

WORKERS = 8
"""Searches that CP-SAT runs side by side; they differ, so they help even on two cores."""
CENTS = 100
Kept = Mapping[str, Booking]
"""Bookings to stay close to, by request."""


@dataclass
class Limits:
    """How long to search."""

    seconds: float | None
    """Wall clock for all levels; none for a reproducible search."""
    work: float | None = None
    """CP-SAT's deterministic time of each solve, when seconds are none."""
    seed: int = 1
    stop: Brake | None = None


@dataclass
class Answer:
    """The bookings found, and what each level proved."""

    bookings: tuple[Booking, ...]
    levels: tuple[Level, ...]
    solved: bool = True
    """Whether any plan was found; without one, nothing was tried long enough."""


@dataclass
class Program:
    """The program of one problem."""

    problem: Problem
    kept: Kept = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Lay variables and rules."""
        from ortools.sat.python import cp_model

        self.cp = cp_model
        self.model: Any = cp_model.CpModel()
        self.met: list[Any] = []
        self.start: list[Any] = []
        self.rank: list[list[tuple[Any, int]]] = []
        self.on: dict[tuple[int, int], Any] = {}
        self.by: dict[tuple[int, int], Any] = {}
        self._solution: list[int] = []
        self._asks()
        self._machines()
        self._drivers()
        self._together()

    # -- variables ----------------------------------------------------------------------------

    def _asks(self) -> None:
        problem, model = self.problem, self.model
        for number, ask in enumerate(problem.asks):
            met = model.new_bool_var(f"met{number}")
            self.met.append(met)
            spans = [span for span, _ in ask.starts] or [(0, 0)]
            start = model.new_int_var_from_domain(
                self.cp.Domain.from_intervals([list(span) for span in spans]), f"start{number}"
            )
            self.start.append(start)
            ranks = []
            for place, (span, rank) in enumerate(ask.starts):
                chosen = model.new_bool_var(f"choice{number}.{place}")
                model.add_linear_expression_in_domain(start, self.cp.Domain(*span)).only_enforce_if(
                    chosen
                )
                ranks.append((chosen, rank))
            model.add(sum(chosen for chosen, _ in ranks) == met)
            self.rank.append(ranks)
            for truck in ask.trucks:
                self._pair(number, truck)
            model.add(sum(self.on[number, t] for t in ask.trucks if (number, t) in self.on) == met)
            able = {d for t in ask.trucks for d in problem.machines[t].drivers}
            for driver in ask.drivers:
                if driver in able:
                    self._person(number, driver)
            drivers = [self.by[number, d] for d in ask.drivers if (number, d) in self.by]
            model.add(sum(drivers) == met)
            self._licensed(number)

    def _starts(
        self,
        number: int,
        free: Sequence[tuple[int, int]],
        length: int,
        taken: Sequence[tuple[int, int]],
    ) -> list[list[int]]:
        """Return the starts of an ask for which a length fits in free hours and not in others."""
        found = []
        for (first, last), _ in self.problem.asks[number].starts:
            for opens, closes in free:
                low, high = max(first, opens), min(last, closes - length)
                if low <= high:
                    found.append((low, high))
        for begins, ends in taken:
            found = [
                piece
                for low, high in found
                for piece in ((low, min(high, begins - length)), (max(low, ends), high))
                if piece[0] <= piece[1]
            ]
        return [list(span) for span in found]

    def _pair(self, number: int, truck: int) -> None:
        ask, machine = self.problem.asks[number], self.problem.machines[truck]
        spans = self._starts(number, machine.free, ask.steps + machine.turnaround, machine.taken)
        if not spans:
            return
        on = self.model.new_bool_var(f"on{number}.{truck}")
        self.model.add_linear_expression_in_domain(
            self.start[number], self.cp.Domain.from_intervals(spans)
        ).only_enforce_if(on)
        self.on[number, truck] = on

    def _person(self, number: int, driver: int) -> None:
        who = self.problem.drivers[driver]
        spans = self._starts(number, who.free, self.problem.asks[number].steps, who.taken)
        if not spans or who.most <= 0:
            return
        by = self.model.new_bool_var(f"by{number}.{driver}")
        self.model.add_linear_expression_in_domain(
            self.start[number], self.cp.Domain.from_intervals(spans)
        ).only_enforce_if(by)
        self.by[number, driver] = by

    def _licensed(self, number: int) -> None:
        """Let a driver take only a truck that they may drive."""
        for truck in self.problem.asks[number].trucks:
            if (number, truck) not in self.on:
                continue
            allowed = set(self.problem.machines[truck].drivers)
            for driver in self.problem.asks[number].drivers:
                if (number, driver) in self.by and driver not in allowed:
                    self.model.add_bool_or(
                        self.on[number, truck].negated(), self.by[number, driver].negated()
                    )

    # -- rules --------------------------------------------------------------------------------

    def _machines(self) -> None:
        problem, model = self.problem, self.model
        for truck, machine in enumerate(problem.machines):
            here = [number for number in range(len(problem.asks)) if (number, truck) in self.on]
            intervals = [
                model.new_optional_fixed_size_interval_var(
                    self.start[n],
                    problem.asks[n].steps + machine.turnaround,
                    self.on[n, truck],
                    f"use{n}.{truck}",
                )
                for n in here
            ]
            model.add_no_overlap(intervals)
            for opens, closes in machine.free:
                inside = [
                    n
                    for n in here
                    if all(opens <= a and b < closes for (a, b), _ in problem.asks[n].starts)
                ]
                room = (
                    closes
                    - opens
                    - sum(max(0, min(b, closes) - max(a, opens)) for a, b in machine.taken)
                )
                model.add(
                    sum(
                        (problem.asks[n].steps + machine.turnaround) * self.on[n, truck]
                        for n in inside
                    )
                    <= max(0, room)
                )
        self._alike()

    def _alike(self) -> None:
        """Order trucks that nothing tells apart, so that plans are not met several times."""
        problem = self.problem
        named = {booking.truck for booking in self.kept.values()}
        groups: dict[object, list[int]] = {}
        for truck, machine in enumerate(problem.machines):
            booked = tuple(n for n in range(len(problem.asks)) if (n, truck) in self.on)
            alike = (
                machine.free,
                machine.turnaround,
                machine.drivers,
                machine.taken,
                booked,
                machine.eur_per_step,
                machine.eur_per_day,
                machine.id in named,
            )
            groups.setdefault(alike, []).append(truck)
        for trucks in groups.values():
            for a, b in itertools.pairwise(trucks):
                users = [n for n in range(len(problem.asks)) if (n, a) in self.on]
                self.model.add(
                    sum(self.on[n, a] for n in users) >= sum(self.on[n, b] for n in users)
                )

    def _drivers(self) -> None:
        problem, model = self.problem, self.model
        for driver, who in enumerate(problem.drivers):
            here = [number for number in range(len(problem.asks)) if (number, driver) in self.by]
            model.add_no_overlap(
                [
                    model.new_optional_fixed_size_interval_var(
                        self.start[n], problem.asks[n].steps, self.by[n, driver], f"d{n}.{driver}"
                    )
                    for n in here
                ]
            )
            model.add(sum(self.by[n, driver] for n in here) <= who.most)

    def _together(self) -> None:
        """Add what follows for whole groups: no more at once than trucks, or drivers, that suit."""
        problem = self.problem
        groups: dict[tuple[int, ...], list[int]] = {}
        for number, ask in enumerate(problem.asks):
            trucks = tuple(t for t in ask.trucks if (number, t) in self.on)
            groups.setdefault(trucks, []).append(number)
        for trucks in groups:
            if len(trucks) > 1:
                inside = [
                    n for other, mine in groups.items() if set(other) <= set(trucks) for n in mine
                ]
                pause = min(problem.machines[t].turnaround for t in trucks)
                self._at_once(inside, len(trucks), pause)
        people: dict[tuple[int, ...], list[int]] = {}
        for number, ask in enumerate(problem.asks):
            drivers = tuple(d for d in ask.drivers if (number, d) in self.by)
            people.setdefault(drivers, []).append(number)
        for drivers, mine in people.items():
            if len(drivers) > 1:
                self._at_once(mine, len(drivers), 0)
                most = sum(problem.drivers[d].most for d in drivers)
                self.model.add(sum(self.met[n] for n in mine) <= most)

    def _at_once(self, numbers: Sequence[int], most: int, pause: int) -> None:
        intervals = [
            self.model.new_optional_fixed_size_interval_var(
                self.start[n], self.problem.asks[n].steps + pause, self.met[n], f"any{n}.{most}"
            )
            for n in numbers
        ]
        self.model.add_cumulative(intervals, [1] * len(intervals), most)

    # -- objectives ---------------------------------------------------------------------------

    def promised(self) -> Any:
        """Return how many promised bookings are made."""
        return sum(met for ask, met in zip(self.problem.asks, self.met, strict=True) if ask.fixed)

    def require(self, number: int) -> None:
        """Require one request."""
        self.model.add(self.met[number] == 1)

    def weekly_cents(self) -> Any:
        """Return the week's part of what trucks that are used cost a year."""
        terms = []
        for truck, machine in enumerate(self.problem.machines):
            if machine.week_eur > 0:
                used = self.model.new_bool_var(f"used{truck}")
                for (_, one), on in self.on.items():
                    if one == truck:
                        self.model.add_implication(on, used)
                terms.append(round(machine.week_eur * CENTS) * used)
        return sum(terms)

    def count(self) -> Any:
        """Return how many requests are met."""
        return sum(self.met)

    def priorities(self) -> Any:
        """Return the priorities met, in all."""
        return sum(ask.priority * met for ask, met in zip(self.problem.asks, self.met, strict=True))

    def ranks(self) -> Any:
        """Return how far down the choices are, in all."""
        return sum(rank * chosen for ranks in self.rank for chosen, rank in ranks)

    def changes(self) -> Any:
        """Return how many bookings kept are not made as they were: met, truck and start."""
        problem = self.problem
        position = {machine.id: n for n, machine in enumerate(problem.machines)}
        changed = []
        for number, ask in enumerate(problem.asks):
            before = self.kept.get(ask.id)
            if before is None:
                continue
            truck = position.get(before.truck)
            if truck is None or (number, truck) not in self.on:
                changed.append(1)
                continue
            same = self.model.new_bool_var(f"same{number}")
            self.model.add_implication(same, self.on[number, truck])
            self.model.add(self.start[number] == before.starts_s // problem.step_s).only_enforce_if(
                same
            )
            changed.append(1 - same)
        return sum(changed)

    def cents(self) -> Any:
        """Return the cost of a week: hours, and days on which trucks are out."""
        problem = self.problem
        terms: list[Any] = []
        for truck, machine in enumerate(problem.machines):
            here = [n for n in range(len(problem.asks)) if (n, truck) in self.on]
            each = machine.eur_per_step * CENTS
            terms += [round(each * problem.asks[n].steps) * self.on[n, truck] for n in here]
            if machine.eur_per_day:
                terms.append(self._days_out(truck, here) * round(machine.eur_per_day * CENTS))
        return sum(terms)

    def _days_out(self, truck: int, here: Sequence[int]) -> Any:
        """Return on how many days a truck is out."""
        problem, model = self.problem, self.model
        out = {}
        for n in here:
            for chosen, ((first, _), _) in zip(
                (c for c, _ in self.rank[n]), problem.asks[n].starts, strict=True
            ):
                day = first // problem.steps_a_day
                if day not in out:
                    out[day] = model.new_bool_var(f"out{truck}.{day}")
                model.add_bool_or(self.on[n, truck].negated(), chosen.negated(), out[day])
        return sum(out.values())

    def access(self, association: str) -> tuple[Any, int, int]:
        """Return an association's requests met in all weeks, how many it made, how many now."""
        problem = self.problem
        mine = [n for n, ask in enumerate(problem.asks) if ask.association == association]
        before = problem.met_before.get(association, 0)
        asked = problem.asked_before.get(association, 0) + len(mine)
        return before + sum(self.met[n] for n in mine), asked, len(mine)

    # -- solving ------------------------------------------------------------------------------

    def optimise(self, goal: Any, limits: Limits, seconds: float | None, *, most: bool) -> Any:
        """Solve for one objective from the last solution; return the solver, or none."""
        solver = self.cp.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = WORKERS
        parameters.random_seed = limits.seed
        if seconds is None:
            parameters.max_deterministic_time = limits.work or 5.0
            parameters.interleave_search = True
        else:
            parameters.max_time_in_seconds = max(0.05, seconds)
        self.model.clear_hints()
        for index, value in enumerate(self._solution):
            self.model.add_hint(self.model.get_int_var_from_proto_index(index), value)
        if isinstance(goal, int):
            self.model.clear_objective()
        elif most:
            self.model.maximize(goal)
        else:
            self.model.minimize(goal)
        with _halted(solver, limits.stop):
            status = solver.solve(self.model)
        if status not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            return None
        self._solution = list(solver.response_proto.solution)
        self._solver, self.proved = solver, status == self.cp.OPTIMAL
        return solver

    def objective(self) -> float:
        """Return the value of the last objective."""
        return float(self._solver.objective_value)

    def bookings(self) -> tuple[Booking, ...]:
        """Return the bookings of the last solution, in time order."""
        problem, solver = self.problem, self._solver
        found = []
        for number, ask in enumerate(problem.asks):
            if not solver.boolean_value(self.met[number]):
                continue
            truck = next(
                t
                for t in ask.trucks
                if (number, t) in self.on and solver.boolean_value(self.on[number, t])
            )
            driver = next(
                d
                for d in ask.drivers
                if (number, d) in self.by and solver.boolean_value(self.by[number, d])
            )
            start = solver.value(self.start[number]) * problem.step_s
            rank = min(
                rank
                for (first, last), rank in ask.starts
                if first <= solver.value(self.start[number]) <= last
            )
            found.append(
                Booking(
                    request=ask.id,
                    truck=problem.machines[truck].id,
                    driver=problem.drivers[driver].id,
                    starts_s=start,
                    ends_s=start + ask.steps * problem.step_s,
                    choice=rank,
                )
            )
        return tuple(sorted(found, key=lambda one: (one.starts_s, one.truck, one.request)))


@contextmanager
def _halted(solver: Any, stop: Brake | None) -> Iterator[None]:
    """End a search when the brake is pulled."""
    done = threading.Event()

    def watch() -> None:
        while stop is not None and not done.wait(WATCH_S):
            if stop.is_set():
                solver.stop_search()

    thread = threading.Thread(target=watch, daemon=True)
    if stop is not None:
        thread.start()
    try:
        yield
    finally:
        done.set()
        if stop is not None:
            thread.join()


def level(name: BookingLevel, value: float, bound: float, proved: bool) -> Level:
    """Return a level, its bound as far from the value as it is, whatever the rounding."""
    rounded = bound if math.isfinite(bound) else value
    return Level(level=name, value=value, bound=value if proved else rounded, proved=proved)
