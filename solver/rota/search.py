"""Pairings and week-ends apart by CP-SAT, level after level, from the flow and under its bounds.

No flow knows these rules. The flow without them costs each level at least; a level that reaches
that, those before it too, is proved by the flow's prices.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from models.rota_study import RotaLevel
from solver.programs.cp_sat import Limits
from solver.rota.flow import Flow
from solver.rota.measures import Pair, level_costs
from solver.rota.problem import RotaProblem
from solver.rota.program import RotaProgram, Stage, is_weekend

LEAST_S = 0.2
"""Seconds of one level, at least."""


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
    program = RotaProgram(problem)
    holds = True
    """Whether all stages so far cost what the flow says."""
    bounds: dict[RotaLevel, float] = {}
    proved: dict[RotaLevel, bool] = {}
    stages = program.stages()
    before: tuple[RotaLevel, int] | None = None
    for number, stage in enumerate(stages):
        # the flow is least in each stage, those before it held
        least = stage.measured(flow.placements)
        floor = least if holds else None
        if stage.counts and before is not None and before[0] == stage.level:
            # whoever is above one height is above all lower ones
            floor = max(floor or 0, before[1])
        seconds = limits.left_s
        if seconds is not None:
            seconds = max(LEAST_S, seconds / _to_come(stages[number:]))
        reached = stage.measured(found)
        if number and floor is not None and reached == floor:
            program.proved = True
        else:
            done = program.solve(stage.goal, floor, found, seconds, limits)
            if done is None and number == 0 and program.impossible:
                raise ImpossibleError(problem)
            found = found if done is None else done
            reached = stage.measured(found)
        proved[stage.level] = proved.get(stage.level, True) and program.proved
        program.hold(stage.goal, reached)
        holds = holds and reached == least
        before = (stage.level, reached if program.proved else floor or 0)
        cost = level_costs(problem, found)[stage.level]
        if stage.whole:
            bounds[stage.level] = cost if program.proved else max(program.bound, floor or 0.0)
        else:
            # the stages that are proved, and what the flow says of all
            bounds[stage.level] = cost if proved[stage.level] else floors[stage.level]
    return Searched(found, bounds, proved)


def _to_come(stages: Sequence[Stage]) -> int:
    """Return for how many goals there has to be time: heights of one level count once."""
    apart = sum(not one.counts for one in stages)
    return apart + len({one.level for one in stages if one.counts})


def repaired(problem: RotaProblem, placements: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return placements without those that break a pairing or week-ends apart, quickly."""
    kept = set(placements)
    if problem.rules.weekends_apart:
        for who in range(len(problem.people)):
            last = -1 if who in problem.last_weekend else -2
            mine = sorted(pair for pair in kept if pair[0] == who and is_weekend(problem, pair[1]))
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


def holds(problem: RotaProblem, limits: Limits) -> bool:
    """Tell whether some rota holds decisions and rules; true where the search does not tell."""
    program = RotaProgram(problem)
    program.solve(0, None, (), limits.left_s, limits)
    return not program.impossible
