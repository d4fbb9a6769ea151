"""The rota as a program of CP-SAT: rules that no flow knows, and what is to be small in turn."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

from models.duties import WEEKEND
from models.rota_study import RotaLevel
from solver.programs.cp_sat import Limits, solve
from solver.rota.measures import Pair, empties, level_costs
from solver.rota.network import LOWEST_RANK, places_by_association, shortage_ranks
from solver.rota.problem import RotaProblem, fortnight_cap

WORK = 5.0
"""CP-SAT's deterministic time of one level, where work is counted instead of seconds."""


@dataclass(frozen=True)
class Stage:
    """Something that is to be small, as a sum of the program and counted from placements."""

    level: RotaLevel
    goal: Any
    measured: Callable[[Sequence[Pair]], int]
    whole: bool = True
    """Whether it is all of its level."""
    counts: bool = False
    """Whether it counts what is above some height, the next one of its level a lower height."""


def rank_cost(problem: RotaProblem, placements: Sequence[Pair], rank: int) -> int:
    """Return what the empty places of one rank cost."""
    left = empties(problem, placements)
    return sum(
        (LOWEST_RANK - rank) * left[n]
        for n, duty in enumerate(problem.duties)
        if duty.priority == rank
    )


def _lacking(problem: RotaProblem, placements: Sequence[Pair], more_than: dict[str, int]) -> int:
    """Return how many associations lack more places than some numbers."""
    lacks: Counter[str] = Counter()
    for duty, empty in zip(problem.duties, empties(problem, placements), strict=True):
        lacks[duty.association] += empty
    return sum(lacks[who] > most for who, most in more_than.items())


def _above(placements: Sequence[Pair], height: int) -> int:
    """Return how many people do more than so many duties."""
    return sum(count > height for count in Counter(who for who, _ in placements).values())


def is_weekend(problem: RotaProblem, duty: int) -> bool:
    """Tell whether a duty is in a week-end."""
    return problem.duties[duty].day in WEEKEND


class RotaProgram:
    """The rota as a program of yes and no."""

    def __init__(self, problem: RotaProblem) -> None:
        from ortools.sat.python import cp_model

        self._problem = problem
        self._model: Any = cp_model.CpModel()
        self._on: dict[Pair, Any] = {}
        self.proved = self.impossible = False
        self.bound = 0.0
        for who, halves in enumerate(problem.half_days):
            self._person(who, halves)
        for must in problem.musts:
            self._model.add_exactly_one(self._on[must.person, duty] for duty in must.duties)
        self._empty = [self._model.new_int_var(0, one.places, "") for one in problem.duties]
        taken: dict[int, list[Any]] = defaultdict(list)
        for (_, duty), var in self._on.items():
            taken[duty].append(var)
        for number, one in enumerate(problem.duties):
            self._model.add(sum(taken[number]) + self._empty[number] == one.places)
        self._pairings()
        if problem.rules.weekends_apart:
            self._weekends()

    def _person(self, who: int, halves: Sequence[Any]) -> None:
        person = self._problem.people[who]
        nodes: dict[tuple[str, object], tuple[int, list[Any]]] = {}
        for half in halves:
            mine = []
            for duty in half.duties:
                var = self._model.new_bool_var("")
                self._on[who, duty] = var
                mine.append(var)
            if len(mine) > 1:
                self._model.add_at_most_one(mine)
            for key, cap in (
                (("day", half.when), person.max_per_day),
                (("week", half.week), person.max_per_week),
                (("fortnight", half.week // 2), fortnight_cap(person)),
            ):
                nodes.setdefault(key, (cap, []))[1].extend(mine)
        for cap, variables in nodes.values():
            if len(variables) > cap:
                self._model.add(sum(variables) <= cap)

    def _at(self) -> dict[str, dict[int, list[Any]]]:
        """Return the variables of an activity, by person."""
        found: dict[str, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for (who, duty), var in self._on.items():
            found[self._problem.duties[duty].activity][who].append(var)
        return found

    def _pairings(self) -> None:
        at = self._at()
        for rule, group in self._problem.groups:
            for there in at.values():
                sums = [sum(there[who]) if who in there else 0 for who in dict.fromkeys(group)]
                if all(isinstance(one, int) for one in sums):
                    continue
                if rule == "apart":
                    self._model.add(sum(sums) <= 1)
                else:
                    for one, other in pairwise(sums):
                        self._model.add(one == other)

    def _weekends(self) -> None:
        comes: dict[Pair, Any] = {}
        for (who, duty), var in self._on.items():
            if is_weekend(self._problem, duty):
                key = (who, self._problem.week(duty))
                if key not in comes:
                    comes[key] = self._model.new_bool_var("")
                self._model.add_implication(var, comes[key])
        for (who, week), var in comes.items():
            if week == 0 and who in self._problem.last_weekend:
                self._model.add(var == 0)
            if (who, week + 1) in comes:
                self._model.add_at_most_one(var, comes[who, week + 1])

    def stages(self) -> list[Stage]:
        """Return what is to be small, one after the other.

        Each rank of places by itself. Shortages and loads as the counts of who is above a height,
        the highest first: the vector, sorted, is then the least in the order of its highest parts,
        which sums of squares are not once rules hold that no flow knows.
        """
        problem = self._problem
        found: list[Stage] = []
        for rank in sorted({one.priority for one in problem.duties}):
            mine = [n for n, duty in enumerate(problem.duties) if duty.priority == rank]
            goal = sum((LOWEST_RANK - rank) * self._empty[n] for n in mine)
            measured = partial(rank_cost, problem, rank=rank)
            found.append(Stage("filled", goal, measured, whole=False))
        found += self._spread()
        if problem.rules.kept is not None:
            goal = -sum(self._on[pair] for pair in sorted(problem.kept))
            found.append(self._all_of("changes", goal))
        found += self._loads()
        half_of = [{d: half for half in mine for d in half.duties} for mine in problem.half_days]
        disliked = [
            var
            for (who, duty), var in self._on.items()
            if problem.cost(who, half_of[who][duty], duty)
        ]
        found.append(self._all_of("wishes", sum(disliked)))
        if problem.rules.before is not None:
            new = [var for pair, var in self._on.items() if pair not in problem.continued]
            found.append(self._all_of("continuity", sum(new)))
        return found

    def _all_of(self, level: RotaLevel, goal: Any) -> Stage:
        problem = self._problem
        return Stage(level, goal, lambda placed: level_costs(problem, placed)[level])

    def _steps(self, amount: Any, most: int) -> list[Any]:
        """Return what is true where an amount is 1 at least, 2 at least, and so on."""
        steps = [self._model.new_bool_var("") for _ in range(most)]
        self._model.add(sum(steps) == amount)
        for one, other in pairwise(steps):
            self._model.add_implication(other, one)
        return steps

    def _spread(self) -> Iterator[Stage]:
        """Yield how many associations lack some share of their places, the highest share first."""
        problem = self._problem
        places = places_by_association(problem)
        lacks: dict[str, list[Any]] = defaultdict(list)
        for number, one in enumerate(problem.duties):
            lacks[one.association].append(self._empty[number])
        ranks = shortage_ranks(places)
        steps = {who: self._steps(sum(lacks[who]), places[who]) for who in places}
        for height in sorted({rank for mine in ranks.values() for rank in mine}, reverse=True):
            first = {who: bisect_left(mine, height) for who, mine in ranks.items()}
            goal = sum(steps[who][n] for who, n in first.items() if n < places[who])
            measured = partial(_lacking, problem, more_than=first)
            yield Stage("spread", goal, measured, whole=False, counts=True)

    def _loads(self) -> Iterator[Stage]:
        """Yield how many people do more than some duties, the most first."""
        mine: dict[int, list[Any]] = defaultdict(list)
        for (who, _), var in self._on.items():
            mine[who].append(var)
        most = {who: len(self._problem.half_days[who]) for who in mine}
        steps = {who: self._steps(sum(variables), most[who]) for who, variables in mine.items()}
        for height in range(max(most.values(), default=0) - 1, -1, -1):
            goal = sum(one[height] for one in steps.values() if height < len(one))
            yield Stage("loads", goal, partial(_above, height=height), whole=False, counts=True)

    def solve(
        self,
        goal: Any,
        floor: int | None,
        start: Sequence[Pair],
        seconds: float | None,
        limits: Limits,
    ) -> tuple[Pair, ...] | None:
        """Return better placements, none where none were found in time."""
        model = self._model
        there = set(start)
        begins = {var.index: int(pair in there) for pair, var in self._on.items()}
        taken = Counter(duty for _, duty in there)
        for empty, (number, one) in zip(self._empty, enumerate(self._problem.duties), strict=True):
            begins[empty.index] = one.places - taken[number]
        if floor is not None and not isinstance(goal, int):
            model.add(goal >= floor)
        made = solve(
            model,
            goal,
            limits,
            seconds=seconds,
            work=(limits.work or WORK) if seconds is None else None,
            start=begins,
        )
        self.proved, self.impossible = made.proved and made.found, made.impossible
        self.bound = made.bound if made.found else float(floor or 0)
        if not made.found:
            return None
        return tuple(sorted(pair for pair, var in self._on.items() if made.at(var)))

    def hold(self, goal: Any, value: int) -> None:
        """Let what comes after cost no more in a goal than what was found."""
        if not isinstance(goal, int):
            self._model.add(goal <= value)
