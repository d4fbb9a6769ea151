"""A rota as one would write it with CP-SAT alone: a yes or no for each person and duty."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from solver.rota.problem import RotaProblem, fortnight_cap


@dataclass(frozen=True)
class PeerRota:
    """What the program found."""

    filled: int
    loads: int
    """1 for someone's first duty, 2 for the second …, added up."""
    proved: bool
    seconds: float


def cp_sat_rota(problem: RotaProblem, seconds: float, seed: int = 1) -> PeerRota:
    """Fill rank by rank in one weighted goal, then even the loads, each for half the seconds."""
    from ortools.sat.python import cp_model

    began = time.monotonic()
    model: Any = cp_model.CpModel()
    on: dict[tuple[int, int], Any] = {}
    for who, halves in enumerate(problem.half_days):
        person = problem.people[who]
        capped: dict[tuple[str, object], tuple[int, list[Any]]] = {}
        for half in halves:
            mine = [model.new_bool_var("") for _ in half.duties]
            on |= {(who, duty): var for duty, var in zip(half.duties, mine, strict=True)}
            model.add_at_most_one(mine)
            for key, cap in (
                (("day", half.when), person.max_per_day),
                (("week", half.week), person.max_per_week),
                (("fortnight", half.week // 2), fortnight_cap(person)),
            ):
                capped.setdefault(key, (cap, []))[1].extend(mine)
        for cap, variables in capped.values():
            model.add(sum(variables) <= cap)
    at: dict[int, list[Any]] = defaultdict(list)
    of: dict[int, list[Any]] = defaultdict(list)
    for (who, duty), var in on.items():
        at[duty].append(var)
        of[who].append(var)
    for duty, variables in at.items():
        model.add(sum(variables) <= problem.duties[duty].places)
    worth = sum((10 - problem.duties[duty].priority) * sum(vars_) for duty, vars_ in at.items())
    model.maximize(worth)
    solver: Any = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds / 2
    solver.parameters.random_seed = seed
    first = solver.solve(model)
    best = round(solver.objective_value)
    model.clear_hints()
    for var in on.values():
        model.add_hint(var, solver.value(var))
    model.add(worth >= best)
    squares = []
    for variables in of.values():
        load = model.new_int_var(0, len(variables), "")
        model.add(load == sum(variables))
        square = model.new_int_var(0, len(variables) ** 2, "")
        model.add_multiplication_equality(square, [load, load])
        squares.append(square + load)
    model.minimize(sum(squares))
    second = solver.solve(model)
    proved = first == cp_model.OPTIMAL and second == cp_model.OPTIMAL
    known = second in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return PeerRota(
        sum(int(solver.value(var)) for var in on.values()) if known else 0,
        round(solver.objective_value) // 2 if known else 0,
        proved,
        time.monotonic() - began,
    )
