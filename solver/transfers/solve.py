"""Levels of transfers sought in turn, each held: what is saved, who stays covered, km, kg moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from solver.programs.solved import INFINITY, Floats, SolveLimits
from solver.transfers.problem import TransferProblem
from solver.transfers.program import SLACK, Answer, Reached, TransferProgram

ROUNDS = 2
"""How often kg that move are gathered on fewer hand-overs."""
BINDS = 1e-7
"""A dual above it is strictly positive."""


def choose(problem: TransferProblem, limits: SolveLimits) -> Answer:
    """Return the transfers of a problem in parts of kg, every level with its bound.

    Raises
    ------
    NoSolutionError
        When not even doing nothing satisfies the rows.
    """
    program = TransferProgram(problem, limits=limits)
    levels: dict[str, Reached] = {}
    if program.short:
        levels["fixed"] = program.place_fixed()
    saved = program.least_lost()
    assert saved is not None
    levels["saved"] = saved
    program.hold("saved", program.saving, saved.value - program.at_risk_kg)
    levels["cover"] = _cover(program)
    if program.driven:
        levels["km"] = _kilometres(program)
    values, levels["moved"] = _moved(program)
    return program.read(values, levels)


def _cover(program: TransferProgram) -> Reached:
    """Raise the days of cover, the lowest first; return the lowest."""
    ahead, rows = program.problem.ahead, program.program
    level = rows.column((), lower=0.0, upper=float(ahead.end_s - ahead.first_s) / 86_400)
    open_, fixed_trips, first = dict[str, int](), dict[int, float](), None
    for who, entries in program.cells.items():
        daily = ahead.daily[who]
        if daily > 0 and entries:
            row = rows.row(("days", who), -ahead.brought.get(who, 0.0) / daily, INFINITY)
            rows.put(row, [(column, one / daily) for column, one in entries])
            rows.put(row, [(level, -1.0)])
            open_[who] = row
    while open_:
        rows.aim({level: -1.0})
        if program.driven and first is None:
            found = rows.solve(program.limits)
            if found is None:
                break
            first = Reached(-found.objective, -found.bound, found.proved)
            fixed_trips = {c: round(float(found.values[c])) for c in program.driven.values()}
        found = rows.relax(fixed_trips)
        if found is None:
            break
        reached = float(found.values[level])
        if first is None:
            first = Reached(reached, reached, True)
        duals = {who: abs(float(found.duals[row])) for who, row in open_.items()}
        most = max(duals.values())
        for who, row in list(open_.items()):
            if duals[who] > BINDS or duals[who] == most:
                daily = ahead.daily[who]
                brought = ahead.brought.get(who, 0.0) / daily
                rows.put(row, [(level, 0.0)])
                rows.limit(("days", who), reached - brought - SLACK, INFINITY)
                del open_[who]
    return first or Reached(0.0, 0.0, True)


def _kilometres(program: TransferProgram) -> Reached:
    """Drive as few kilometres for transfers alone as can be, and hold the trips."""
    rows = program.program
    costs = {
        column: program.problem.trips[number].said.metres / 1000
        for number, column in program.driven.items()
    }
    rows.aim(costs)
    found = rows.solve(program.limits)
    if found is None:
        return Reached(0.0, 0.0, False)
    program.hold("km", costs, found.objective)
    program.held = {c: round(float(found.values[c])) for c in program.driven.values()}
    return Reached(found.objective, found.bound, found.proved)


def _moved(program: TransferProgram) -> tuple[Floats, Reached]:
    """Move as few kg as can be, then the same kg in as few hand-overs as is easily found."""
    rows, costs = program.program, dict.fromkeys(program.x, 1.0)
    rows.aim(costs)
    found = rows.relax(program.held)
    if found is None:  # held trips blur a level by rounding: nothing is asked of kg moved
        found = rows.solve(program.limits)
        assert found is not None
        return found.values, Reached(float(sum(found.values[c] for c in program.x)), 0.0, False)
    reached = Reached(found.objective, found.objective, True)
    program.hold("moved", costs, found.objective)
    for _ in range(ROUNDS):
        totals = handover_kg(program.problem, {n: found.values[c] for n, c in enumerate(program.x)})
        weights = {
            column: 1.0 / (totals[key_of(program.problem, n)] + 1.0)
            for n, column in enumerate(program.x)
        }
        rows.aim(weights)
        again = rows.relax(program.held)
        if again is None:
            break
        found = again
    return np.maximum(found.values, 0.0), reached


Key = tuple[int, int, int]
"""A hand-over: trip, from which halt, to which."""


def key_of(problem: TransferProblem, arc: int) -> Key:
    """Return the hand-over that an arc is part of."""
    one = problem.arcs[arc]
    return one.trip, one.from_stop, one.to_stop


def handover_kg(problem: TransferProblem, arcs: Mapping[int, float]) -> dict[Key, float]:
    """Return the kg of every hand-over, of kg by arc."""
    found: dict[Key, float] = defaultdict(float)
    for number, kg in arcs.items():
        found[key_of(problem, number)] += float(kg)
    return found
