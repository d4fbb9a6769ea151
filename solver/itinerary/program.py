"""One CP-SAT model of a cycle of visits: its solutions, and the levels held so far.

Levels of stops are a set without convexity, so leximin goes by counts: for each level that can be
reached, lowest first, the fewest stops that stay at it or below; each count is held.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Literal

from models.itinerary_study import VisitLevel
from solver.itinerary.problem import Need, Slot, Tour, VisitProblem
from solver.parallel import Brake
from solver.programs.cp_sat import Limits, solve

WORK = 2.0
"""CP-SAT's deterministic time of one solve, for each iteration."""
WORKERS = 2
"""Searches that CP-SAT runs side by side."""
LEAST_S = 0.05
"""Seconds of any solve, at least."""
TIES_S, TIES_WORK = 1.0, 0.1
"""Seconds, or work, in which plans equally good are told apart, at most."""
Scope = Literal["low", "high"]
Visited = frozenset[tuple[int, Slot, str]]
"""Weeks, slots and stops visited."""


@dataclass(frozen=True)
class Effort:
    """How long to search."""

    seconds: float | None = 10.0
    """Of everything; none where work is counted."""
    work: float = WORK
    """CP-SAT's deterministic time of each solve, where seconds are none."""
    seed: int = 1
    stop: Brake = field(default_factory=threading.Event)


@dataclass(frozen=True)
class Sought:
    """What one level came to."""

    value: float
    """In the unit of the program: metres, seconds, counts; the lowest level."""
    proved: bool
    behind: tuple[int, ...] = ()
    """Of leximin: how many stops stay at each level that can be reached, or below."""

    def unit(self, level: VisitLevel) -> float:
        """Return the value in the unit that is told."""
        return self.value / {"km": 1000.0, "hours": 3600.0}.get(level, 1.0)


class VisitProgram:
    """One CP-SAT model, its solutions, and the levels held so far."""

    def __init__(
        self, problem: VisitProblem, effort: Effort, began: float, *, aggregated: bool = False
    ) -> None:
        from ortools.sat.python import cp_model

        self._model: Any = cp_model.CpModel()
        self.problem, self._effort, self._began = problem, effort, began
        self._times = problem.weeks if aggregated else 1
        """How often a tour may be made in what stands for a week."""
        self._weeks = 1 if aggregated else problem.weeks
        self.found = False
        self._solution: tuple[int, ...] = ()
        weeks = range(self._weeks)
        self._on = {
            (week, number): self._model.new_int_var(0, self._times, f"w{week}t{number}")
            for week in weeks
            for number in range(len(problem.tours))
        }
        self._visits = {
            (one.id, week): self._in_week(one.id, week) for one in problem.needs for week in weeks
        }
        self._served: dict[Scope, dict[str, Any]] = {"low": {}, "high": {}}
        self._one_tour_a_slot()
        for one in problem.needs:
            self._serve(one)

    def _in_week(self, stop: str, week: int) -> list[tuple[Any, Tour]]:
        tours = self.problem.tours
        return [(self._on[week, n], one) for n, one in enumerate(tours) if stop in one.stops]

    def _one_tour_a_slot(self) -> None:
        problem = self.problem
        by_slot: dict[Slot, list[int]] = {slot: [] for slot in problem.slots}
        for number, tour in enumerate(problem.tours):
            by_slot[tour.slot].append(number)
        # a half-day without is the same in every week, so that the cycle stays one people can learn
        spare = {
            slot: self._model.new_bool_var(f"spare{n}")
            for n, slot in enumerate(problem.slots)
            if slot in problem.spare
        }
        cut = {
            s: self._model.new_bool_var(f"cut{n}")
            for n, s in enumerate(problem.slots)
            if problem.fewer_a_week
        }
        self._model.add(sum(spare.values()) <= problem.spare_a_week)
        if cut:
            self._model.add(sum(cut.values()) >= min(problem.fewer_a_week, len(cut)))
        for slot, week in itertools.product(problem.slots, range(self._weeks)):
            room = spare.get(slot, 1) if slot not in cut else 1 - cut[slot]
            self._model.add(sum(self._on[week, n] for n in by_slot[slot]) <= self._times * room)

    def _serve(self, need: Need) -> None:
        """Say how many households are served: no more than there are, or than visits receive."""
        model, met = self._model, []
        totals: dict[Scope, list[Any]] = {"low": [], "high": []}
        for week in range(self._weeks):
            here = self._visits[need.id, week]
            takes = max((one.takes for _, one in here), default=0)
            most = max(1, max((-(-need.high // one.takes) for _, one in here), default=1))
            some = model.new_int_var(0, self._times, "")  # weeks with a visit
            met.append(some)
            visits = sum(on for on, _ in here)
            model.add(visits <= most * some)
            model.add(visits >= some)
            for day in {one.slot[1] for _, one in here}:  # nobody comes twice on one day
                model.add(sum(on for on, one in here if one.slot[1] == day) <= self._times)
            for scope, households in (("low", need.low), ("high", need.high)):
                served = model.new_int_var(0, households * self._times, "")
                model.add(served <= sum(min(one.takes, households) * on for on, one in here))
                rest = max(0, households - takes)
                model.add(served <= min(takes, households) * some + rest * (visits - some))
                totals[scope].append(served)  # type: ignore[index]
        model.add(sum(met) <= need.weeks)
        for scope, parts in totals.items():
            self._served[scope][need.id] = sum(parts)

    # levels

    def seek(
        self, level: VisitLevel, kept: Visited, left: int, bound: Sought | None = None
    ) -> Sought | None:
        """Seek one level and hold it; none if nothing was found.

        Parameters
        ----------
        left
            How many levels there are still.
        bound
            What no calendar improves on.
        """
        if level in ("low", "high"):
            return self._leximin("low" if level == "low" else "high", left, bound)
        goal = self._goal(level, kept)
        if bound is not None and bound.proved:
            self._model.add(goal >= int(bound.value))
        told = self._minimise(goal, left)
        if told is not None:
            self._model.add(goal <= int(told.value))
        return told

    def _goal(self, level: VisitLevel, kept: Visited) -> Any:
        """Return what is to be small at a level."""
        if level == "changes":
            return self._changes(kept)
        if level == "half_days":
            return self._half_days()
        if level == "gaps":
            return self._gaps()
        if level == "km":
            return self._sum(lambda one: one.metres)
        return self._sum(lambda one: one.seconds * one.crew)

    def _leximin(self, scope: Scope, left: int, bound: Sought | None) -> Sought | None:
        needs = [one for one in self.problem.needs if _households(one, scope) > 0]
        due = {one.id: one.weeks * _households(one, scope) for one in needs}
        within = {one.id: self._reached(one, scope) for one in needs}
        reached = sorted({Fraction(kg, due[name]) for name, all_ in within.items() for kg in all_})
        behind = list[int]()
        goals = [self._behind(level, due, within, scope) for level in reached[:-1]]
        proved = True
        if bound is not None and bound.proved and len(bound.behind) == len(goals):
            for goal, least in zip(goals, bound.behind, strict=True):
                self._model.add(goal >= least)
            held = self._minimise(sum(goals), left)
            if held is not None and held.value == sum(bound.behind):
                self._model.add(sum(goals) <= sum(bound.behind))
                behind = list(bound.behind)
        for number, goal in enumerate(goals if len(behind) < len(goals) else ()):
            told = self._minimise(goal, left + len(goals) - number)
            if told is None:
                return None
            proved &= told.proved
            behind.append(int(told.value))
            self._model.add(goal <= behind[-1])
        if not goals and self._minimise(0, left) is None:
            return None
        served = self.served()[scope]
        lowest = min((served[name] / due[name] for name in due), default=1.0)
        return Sought(lowest, proved, tuple(behind))

    def _behind(
        self,
        level: Fraction,
        due: Mapping[str, int],
        within: Mapping[str, Sequence[int]],
        scope: Scope,
    ) -> Any:
        """Return how many stops stay at a level or below."""
        above = []
        for name, all_ in within.items():
            least = next((one for one in all_ if Fraction(one, due[name]) > level), None)
            if least is not None:
                is_above = self._model.new_bool_var("")
                self._model.add(self._served[scope][name] >= least).only_enforce_if(is_above)
                above.append(is_above)
        return len(due) - sum(above)

    def _reached(self, need: Need, scope: Scope) -> list[int]:
        """Return the household-visits that a stop may be served over the cycle, ascending."""
        households = _households(need, scope)
        takes = {one.takes for one in self.problem.tours if need.id in one.stops}
        week, most = {0}, -(-need.high // min(takes)) if takes else 0
        for _ in range(most):
            week |= {min(households, had + one) for had in week for one in takes}
        found = {0}
        for _ in range(need.weeks if takes else 0):
            found |= {had + one for had in found for one in week}
        return sorted(found)

    def _changes(self, kept: Visited) -> Any:
        differs, there = [], set()
        for (week, number), on in self._on.items():
            tour = self.problem.tours[number]
            for stop in tour.stops:
                known = (week, tour.slot, stop) in kept
                differs.append(-on if known else on)
                if known:
                    there.add((week, tour.slot, stop))
        return sum(differs) + len(kept)

    def _half_days(self) -> Any:
        """Different half-days of each stop, beyond its first."""
        more = []
        for one in self.problem.needs:
            used = []
            for slot in self.problem.slots:
                here = [
                    on
                    for week in range(self._weeks)
                    for on, tour in self._visits[one.id, week]
                    if tour.slot == slot
                ]
                if here:
                    is_used = self._model.new_bool_var("")
                    self._model.add_max_equality(is_used, here)
                    used.append(is_used)
            if len(used) > 1:
                some = self._model.new_bool_var("")
                self._model.add_max_equality(some, used)
                more.append(sum(used) - some)
        return sum(more)

    def _gaps(self) -> Any:
        """Stretches of weeks without a visit, of each length: least where visits are even."""
        weeks, empty = self.problem.weeks, []
        for one, length in itertools.product(self.problem.needs, range(2, weeks + 1)):
            for first in range(weeks):
                here = [
                    on
                    for week in range(first, first + length)
                    for on, _ in self._visits[one.id, week % weeks]
                ]
                if here:
                    none = self._model.new_bool_var("")
                    self._model.add_bool_or([*here, none])
                    empty.append(none)
        return sum(empty)

    def _sum(self, of: Any) -> Any:
        return sum(of(self.problem.tours[number]) * on for (_, number), on in self._on.items())

    def with_its_spares(self) -> VisitProblem:
        """Return the problem with those half-days besides alone that the last solution takes."""
        problem, taken = self.problem, {tour.slot for _, tour in self.outings()}
        slots = tuple(one for one in problem.slots if one not in problem.spare or one in taken)
        tours = tuple(one for one in problem.tours if one.slot in slots)
        return replace(problem, slots=slots, tours=tours, spare=problem.spare & set(slots))

    def break_ties(self) -> None:
        """Of plans equally good take the first: early weeks, days, and ids decide."""
        goal = sum(
            (week * len(self.problem.tours) + number + 1) * on
            for (week, number), on in self._on.items()
        )
        self._minimise(goal, 1, TIES_S, TIES_WORK)

    # solving

    def _minimise(
        self,
        goal: Any,
        shares: int,
        most_s: float | None = None,
        most_work: float | None = None,
    ) -> Sought | None:
        """Solve; return the value and whether it is proved, none where nothing is found."""
        if self._effort.stop.is_set() and self.found:
            return None
        effort = self._effort
        seconds: float | None = None
        work: float | None = None
        if effort.seconds is None:
            work = min(effort.work, most_work or 1e9)
        else:
            left = effort.seconds - (time.monotonic() - self._began)
            if left <= 0 and self.found:
                return None
            seconds = max(LEAST_S, left / max(1, min(shares, 3)))
            seconds = min(seconds, most_s or seconds)
        made = solve(
            self._model,
            goal,
            Limits(seed=effort.seed, stop=effort.stop),
            seconds=seconds,
            work=work,
            workers=WORKERS if work is None else 1,  # one makes the same plan each time
            start=dict(enumerate(self._solution)),
        )
        if made.solution is None:
            return None
        self.found, self._solution = True, made.solution
        return Sought(round(made.value), made.proved)

    def outings(self) -> tuple[tuple[int, Tour], ...]:
        """Return the tours of the last solution."""
        if not self.found:
            return ()
        return tuple(
            (week, self.problem.tours[number])
            for (week, number), on in self._on.items()
            if self._solution[on.index]
        )

    def served(self) -> dict[Scope, dict[str, int]]:
        """Return the households served by the visits of the last solution, by stop."""
        found: dict[Scope, dict[str, int]] = {"low": {}, "high": {}}
        for one in self.problem.needs:
            for scope in ("low", "high"):
                households = _households(one, scope)
                found[scope][one.id] = sum(
                    min(households * self._times, self._received(one.id, week))
                    for week in range(self._weeks)
                )
        return found

    def _received(self, stop: str, week: int) -> int:
        if not self.found:
            return 0
        visits = self._visits[stop, week]
        return sum(one.takes * self._solution[on.index] for on, one in visits)


def _households(need: Need, scope: Scope) -> int:
    return need.low if scope == "low" else need.high
