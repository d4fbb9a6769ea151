"""Cheapest flows, one level after the other, each with prices that prove it.

After a level is solved its prices say which arcs every cheapest flow leaves empty and which it
fills: the next level chooses among the others alone. So all levels are optimal, in their order,
and the checker can verify it: see Ahuja, Magnanti and Orlin, *Network Flows* (1993), section 9.3
(complementary slackness).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.rota_study import RotaLevel
from solver.rota.network import Ints, Network


@dataclass(frozen=True)
class LevelFlow:
    """One level solved."""

    level: RotaLevel
    cost: int
    prices: dict[str, int]
    """By the name of a node, where not that of the node above it."""


@dataclass(frozen=True)
class Flow:
    """The flow that is cheapest level after level."""

    arcs: Ints
    levels: tuple[LevelFlow, ...]
    placements: tuple[tuple[int, int], ...]
    """Person and duty."""
    empty: tuple[int, ...]
    """Empty places by duty."""


class NoFlowError(Exception):
    """Nothing fills what must be filled: decisions contradict each other."""


def lexicographic(net: Network, duties: int) -> Flow:
    """Return the flow that is cheapest level after level.

    Raises
    ------
    NoFlowError
        No flow holds the bounds.
    """
    lower, upper = net.lower.copy(), net.upper.copy()
    levels = []
    flow = lower
    for level, cost in net.costs.items():
        flow = cheapest(net, lower, upper, cost)
        prices = potentials(net, flow, lower, upper, cost)
        reduced = cost + prices[net.tail] - prices[net.head]
        # what costs nothing to change stays free: all other arcs are as in every cheapest flow
        fixed = reduced != 0
        lower[fixed] = upper[fixed] = flow[fixed]
        levels.append(LevelFlow(level, int(cost @ flow), told(net, prices)))
    return Flow(flow, tuple(levels), placements(net, flow), empty_places(net, flow, duties))


def cheapest(net: Network, lower: Ints, upper: Ints, cost: Ints) -> Ints:
    """Return a cheapest flow between bounds.

    Raises
    ------
    NoFlowError
        There is none.
    """
    supply = net.supply.copy()
    np.subtract.at(supply, net.tail, lower)
    np.add.at(supply, net.head, lower)
    free = np.flatnonzero(upper > lower)
    program = _program()
    program.add_arcs_with_capacity_and_unit_cost(
        net.tail[free], net.head[free], (upper - lower)[free], cost[free]
    )
    program.set_nodes_supplies(np.arange(len(supply)), supply)
    if program.solve() != program.OPTIMAL:
        raise NoFlowError
    flow = lower.copy()
    if len(free):
        flow[free] += program.flows(np.arange(len(free)))
    return flow


def _program() -> Any:
    from ortools.graph.python import min_cost_flow

    return min_cost_flow.SimpleMinCostFlow()


def potentials(net: Network, flow: Ints, lower: Ints, upper: Ints, cost: Ints) -> Ints:
    """Return prices under which no arc that could carry more is cheap, nor less dear.

    Shortest distances in the residual network, from all nodes at once (Bellman and Ford): there is
    no negative cycle, since the flow is cheapest. The source has price 0.
    """
    more, less = flow < upper, flow > lower
    tail = np.concatenate((net.tail[more], net.head[less]))
    head = np.concatenate((net.head[more], net.tail[less]))
    length = np.concatenate((cost[more], -cost[less]))
    found = np.zeros(len(net.supply), dtype=np.int64)
    for _ in range(len(found) + 1):
        now = found.copy()
        np.minimum.at(now, head, found[tail] + length)
        if np.array_equal(now, found):
            return np.asarray(now - now[0], dtype=np.int64)
        found = now
    raise AssertionError("a cheapest flow has no negative cycle")


def told(net: Network, prices: Ints) -> dict[str, int]:
    """Return the prices by name, where they are not those of the node above."""
    found = {}
    for node, name in enumerate(net.names):
        above = net.parents[node]
        if prices[node] != (prices[above] if above >= 0 else 0):
            found[name] = int(prices[node])
    return found


def placements(net: Network, flow: Ints) -> tuple[tuple[int, int], ...]:
    """Return who does what in a flow, person and duty by number."""
    return tuple((person, duty) for arc, person, duty in net.placed if flow[arc])


def empty_places(net: Network, flow: Ints, duties: int) -> tuple[int, ...]:
    """Return how many places of each duty stay empty in a flow."""
    found: dict[int, int] = defaultdict(int)
    for arc, duty in net.empty:
        found[duty] += int(flow[arc])
    return tuple(found[n] for n in range(duties))
