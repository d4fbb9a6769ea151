"""Whole households by group and outlet: the fairest totals, fewest moved from today, shortest ways.

Totals are the levels rounded down, and one more wherever there is room, the lowest level first;
then ties go by id. Given these, a minimum-cost flow sends as few households as can be where they do
not go today, then by the shortest ways.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor

from solver.orientation.levels import Block
from solver.orientation.problem import Orienting

Flows = dict[tuple[str, str], int]


def flows(problem: Orienting, found: Sequence[Block]) -> Flows:
    """Return how many households of each group go to each outlet."""
    level = {name: block.level for block in found for name in block.groups}
    base = {name: floor(level[name] * need) for name, need in problem.need.items() if need > 0}
    order = sorted(base, key=lambda name: (level[name], name))
    rank = {name: place for place, name in enumerate(order)}
    rest = {name: int(problem.need[name] > base[name]) for name in base}
    totals = _totals(_sent(problem, base, rest, rank, {}))
    return {
        key: households
        for key, households in _sent(problem, totals, {}, {}, problem.today).items()
        if households > 0
    }


def _totals(sent: Flows) -> dict[str, int]:
    found: dict[str, int] = {}
    for (name, _), households in sent.items():
        found[name] = found.get(name, 0) + households
    return found


def _sent(
    problem: Orienting,
    base: Mapping[str, int],
    extra: Mapping[str, int],
    rank: Mapping[str, int],
    today: Mapping[tuple[str, str], int],
) -> Flows:
    """Return a flow of all of ``base``, then of ``extra`` by rank, moving and driving least."""
    from ortools.graph.python import min_cost_flow

    groups, outlets = sorted(base), list(problem.capacity)
    at = {name: n + 2 for n, name in enumerate([*groups, *outlets])}
    graph = min_cost_flow.SimpleMinCostFlow()
    total = sum(base.values()) + sum(extra.values())
    settled = not rank
    """Whether who is served is settled, and only where to is asked."""
    moving = 1 + total * max(problem.minutes.values(), default=0)
    add = graph.add_arc_with_capacity_and_unit_cost
    arcs: list[tuple[int, str, str]] = []
    for name in groups:
        add(0, at[name], base[name], 0 if settled else -((len(groups) + 1) ** 2))
        if extra.get(name):
            add(0, at[name], extra[name], rank[name] - len(groups))
        for one in problem.reached[name]:
            goes = today.get((name, one), 0)
            way = problem.minutes[name, one] if settled else 0
            if goes:
                arcs.append((add(at[name], at[one], goes, way), name, one))
            cost = way + moving if settled else 0
            arcs.append((add(at[name], at[one], total, cost), name, one))
    for one in outlets:
        had = problem.capacity[one]
        add(at[one], 1, total if had is None else had, 0)
    if not settled:
        add(0, 1, total, 0)  # who finds no place
    graph.set_nodes_supplies([0, 1], [total, -total])
    status = graph.solve()
    assert status == graph.OPTIMAL
    found: Flows = {}
    for arc, name, one in arcs:
        found[name, one] = found.get((name, one), 0) + graph.flow(arc)
    return found
