"""Pairings and week-ends apart by CP-SAT, level after level, from the flow and under its bounds.

No flow knows these rules. The flow without them costs each level at least; a level that reaches
that, those before it too, is proved by the flow's prices.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from models.rota import WEEKEND
from models.rota_study import RotaLevel
from solver.parallel import halted
from solver.rota.flow import Flow
from solver.rota.limits import WORK, Limits
from solver.rota.measures import empties, level_costs
from solver.rota.network import LOWEST_RANK, places_by_association, shortage_ranks
from solver.rota.problem import RotaProblem, fortnight_cap

WORKERS = 8
LEAST_S = 0.2
"""Seconds of one level, at least."""
Pair = tuple[int, int]


@dataclass(frozen=True)
class Searched:
    """What the search found."""

    placements: tuple[Pair, ...]
    bounds: dict[RotaLevel, float]
    proved: dict[RotaLevel, bool]


class ImpossibleError(Exception):
    """No rota holds what is decided and the rules."""

    def __init__(self, problem: RotaProblem) -> None:
        self.problem = problem
        super().__init__("no rota holds what is decided")


def search(problem: RotaProblem, flow: Flow, limits: Limits) -> Searched:
    """Return a rota that holds pairings and week-ends apart.

    Raises
    ------
    ImpossibleError
        Proved that none does.
    """
    found = repaired(problem, flow.placements)
    floors = {one.level: one.cost for one in flow.levels}
    met = all(any((one.person, duty) in found for duty in one.duties) for one in problem.musts)
    if met and level_costs(problem, found) == floors:
        return Searched(found, dict(floors), dict.fromkeys(floors, True))
    program = _Program(problem)
    holds = True
    """Whether all levels so far cost what the flow says."""
    bounds: dict[RotaLevel, float] = {}
    proved: dict[RotaLevel, bool] = {}
    stages = program.stages()
    for number, (level, rank, goal) in enumerate(stages):
        # a rank by rank filling by the flow is least in each rank, those before it held
        least = floors[level] if rank is None else rank_cost(problem, flow.placements, rank)
        floor = least if holds else None
        seconds = limits.left_s
        if seconds is not None:
            seconds = max(LEAST_S, seconds / (len(stages) - number))
        done = program.solve(goal, floor, found, seconds, limits)
        if done is None and number == 0 and program.impossible:
            raise ImpossibleError(problem)
        found = found if done is None else done
        proved[level] = proved.get(level, True) and program.proved
        now = level_costs(problem, found)[level]
        reached = now if rank is None else rank_cost(problem, found, rank)
        program.hold(goal, reached)
        holds = holds and reached == least
        if rank is None:
            bounds[level] = now if program.proved else max(program.bound, floor or 0.0)
        else:
            # the ranks that are proved, and what the flow says of all
            bounds[level] = now if proved[level] else floors[level]
    return Searched(found, bounds, proved)


def rank_cost(problem: RotaProblem, placements: Sequence[Pair], rank: int) -> int:
    """Return what the empty places of one rank cost."""
    left = empties(problem, placements)
    return sum(
        (LOWEST_RANK - rank) * left[n]
        for n, duty in enumerate(problem.duties)
        if duty.priority == rank
    )


def repaired(problem: RotaProblem, placements: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return placements without those that break a pairing or week-ends apart, quickly."""
    kept = set(placements)
    if problem.rules.weekends_apart:
        for who in range(len(problem.people)):
            last = -1 if who in problem.last_weekend else -2
            mine = sorted(pair for pair in kept if pair[0] == who and _weekend(problem, pair[1]))
            weeks = sorted({problem.week(duty) for _, duty in mine})
            for week in weeks:
                if week - last == 1:
                    kept -= {pair for pair in mine if problem.week(pair[1]) == week}
                else:
                    last = week
    changed = True
    while changed:
        changed = False
        at: dict[str, set[int]] = defaultdict(set)
        for who, duty in kept:
            at[problem.duties[duty].activity].add(who)
        for rule, group in problem.groups:
            for activity, there in at.items():
                mine_there = there & set(group)
                if rule == "together" and mine_there and len(mine_there) < len(set(group)):
                    gone = mine_there
                elif rule == "apart" and len(mine_there) > 1:
                    gone = mine_there - {min(mine_there)}
                else:
                    continue
                changed = True
                kept -= {
                    pair
                    for pair in kept
                    if pair[0] in gone and problem.duties[pair[1]].activity == activity
                }
                there -= gone
    return tuple(sorted(kept))


def _weekend(problem: RotaProblem, duty: int) -> bool:
    return problem.duties[duty].day in WEEKEND


def holds(problem: RotaProblem, limits: Limits) -> bool:
    """Tell whether some rota holds decisions and rules; true where the search does not tell."""
    program = _Program(problem)
    program.solve(0, None, (), limits.left_s, limits)
    return not program.impossible


class _Program:
    """The rota as a program of yes and no."""

    def __init__(self, problem: RotaProblem) -> None:
        from ortools.sat.python import cp_model

        self._cp: Any = cp_model
        self._problem = problem
        self._model: Any = cp_model.CpModel()
        self._on: dict[Pair, Any] = {}
        self._hinted: dict[int, int] = {}
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
            if _weekend(self._problem, duty):
                key = (who, self._problem.week(duty))
                if key not in comes:
                    comes[key] = self._model.new_bool_var("")
                self._model.add_implication(var, comes[key])
        for (who, week), var in comes.items():
            if week == 0 and who in self._problem.last_weekend:
                self._model.add(var == 0)
            if (who, week + 1) in comes:
                self._model.add_at_most_one(var, comes[who, week + 1])

    def stages(self) -> list[tuple[RotaLevel, int | None, Any]]:
        """Return what is to be small, one after the other: each rank of places by itself."""
        problem = self._problem
        ranks = sorted({one.priority for one in problem.duties})
        found: list[tuple[RotaLevel, int | None, Any]] = []
        for rank in ranks:
            mine = [self._empty[n] for n, one in enumerate(problem.duties) if one.priority == rank]
            found.append(("filled", rank, (LOWEST_RANK - rank) * sum(mine)))
        found.append(("spread", None, self._spread()))
        if problem.rules.kept is not None:
            kept = [-self._on[pair] for pair in sorted(problem.kept)]
            found.append(("changes", None, sum(kept)))
        found.append(("loads", None, self._loads()))
        costs = []
        for who, halves in enumerate(problem.half_days):
            for half in halves:
                costs += [self._on[who, d] for d in half.duties if problem.cost(who, half, d)]
        found.append(("wishes", None, sum(costs)))
        if problem.rules.before is not None:
            new = [var for pair, var in self._on.items() if pair not in problem.continued]
            found.append(("continuity", None, sum(new)))
        return found

    def _steps(self, amount: Any, most: int, costs: Sequence[int]) -> Any:
        """Return a convex cost of an amount: what its first, second … unit costs."""
        steps = [self._model.new_bool_var("") for _ in range(most)]
        self._model.add(sum(steps) == amount)
        for one, other in pairwise(steps):
            self._model.add_implication(other, one)
        return sum(cost * step for cost, step in zip(costs, steps, strict=False))

    def _spread(self) -> Any:
        places = places_by_association(self._problem)
        lacks: dict[str, list[Any]] = defaultdict(list)
        for number, one in enumerate(self._problem.duties):
            lacks[one.association].append(self._empty[number])
        ranks = shortage_ranks(places)
        return sum(self._steps(sum(lacks[who]), places[who], ranks[who]) for who in places)

    def _loads(self) -> Any:
        mine: dict[int, list[Any]] = defaultdict(list)
        for (who, _), var in self._on.items():
            mine[who].append(var)
        most = {who: len(self._problem.half_days[who]) for who in mine}
        return sum(
            self._steps(sum(variables), most[who], range(1, most[who] + 1))
            for who, variables in mine.items()
        )

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
        model.clear_hints()
        there = set(start)
        for pair, var in self._on.items():
            model.add_hint(var, int(pair in there))
        taken = Counter(duty for _, duty in there)
        for number, one in enumerate(self._problem.duties):
            model.add_hint(self._empty[number], one.places - taken[number])
        if isinstance(goal, int):
            model.clear_objective()
        else:
            if floor is not None:
                model.add(goal >= floor)
            model.minimize(goal)
        solver = self._cp.CpSolver()
        solver.parameters.num_workers = WORKERS
        solver.parameters.random_seed = limits.seed
        if seconds is None:
            solver.parameters.max_deterministic_time = limits.work or WORK
            solver.parameters.interleave_search = True
        else:
            solver.parameters.max_time_in_seconds = seconds
        with halted(solver, limits.stop):
            status = solver.solve(model)
        self.proved = status == self._cp.OPTIMAL
        self.impossible = status == self._cp.INFEASIBLE
        if status not in (self._cp.OPTIMAL, self._cp.FEASIBLE):
            self.bound = float(floor or 0)
            return None
        self.bound = float(goal) if isinstance(goal, int) else float(solver.best_objective_bound)
        return tuple(sorted(pair for pair, var in self._on.items() if solver.value(var)))

    def hold(self, goal: Any, value: int) -> None:
        """Let what comes after cost no more in a goal than what was found."""
        if not isinstance(goal, int):
            self._model.add(goal <= value)
