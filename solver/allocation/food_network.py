"""Leximin where food flows through a network: exact by a few dozen maximum flows.

When every arc draws on one stock, fills at most one store of its association, and points per kg
do not differ within a store, what associations can receive (in points) is the base polyhedron of
a submodular function. The lexicographically optimal base is then found by decomposition
(Fujishige 1980; Groenevelt 1991): share the total by a common level; where a maximum flow cannot
bring that much, its minimum cut parts those who are short, who are settled first on their own,
from the others, who share the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from solver.allocation.base import Flags, Floats, Ints, Scope, Split

GRAIN = 1 << 40
"""Units that the whole supply is counted in: flows are integers."""
NOTHING = 1e-6
"""Points too few to share."""


@dataclass(frozen=True)
class FoodNetwork:
    """Stocks, cells, stores and doors, in points."""

    stock: Ints
    """(A,): the stock that each arc draws on."""
    store: Ints
    """(A,): the store that each arc fills; stores without limit included."""
    door: Ints
    """(A,): the association of each arc."""
    stock_points: Floats
    """What each stock holds."""
    store_points: Floats
    """What each store holds."""
    arc_points: Floats
    """(A,): the most along each arc."""
    worth: Floats
    """(A,): points per kg."""


def network(split: Split) -> FoodNetwork | None:
    """Return the split as a network, or none if it is not one.

    None also where rare families or floors tie stores together: that takes linear programs.
    """
    if len(split.scopes()) > 1 or not len(split.association):
        return None
    worth = split.points[split.family]
    table = csr_array(split.rows)
    ones = bool((table.data == 1).all())
    cell = split.association * split.need_kg.shape[1] + split.family
    if not ones or (worth <= 0).any() or len(np.unique(cell)) < len(cell):
        return None
    arcs, associations = len(cell), len(split.need_kg)
    stock, store = np.full(arcs, -1), np.full(arcs, -1)
    most = split.need_kg.ravel()[cell] * worth
    stock_points: list[float] = []
    store_points: list[float] = []
    for row, limit in enumerate(split.limits):
        there = table.indices[table.indptr[row] : table.indptr[row + 1]]
        if not len(there):
            continue
        if (worth[there] != worth[there[0]]).any():
            return None
        if len(there) == 1:
            most[there] = np.minimum(most[there], limit * worth[there])
            continue
        mine = len(np.unique(split.association[there])) == 1
        place, points = (store, store_points) if mine else (stock, stock_points)
        if (place[there] >= 0).any():
            return None
        place[there] = len(points)
        points.append(float(limit) * float(worth[there[0]]))
    unlimited = stock < 0
    stock[unlimited] = len(stock_points) + np.flatnonzero(unlimited)
    free = store < 0
    store[free] = len(store_points) + split.association[free]
    return FoodNetwork(
        stock=stock,
        store=store,
        door=split.association,
        stock_points=np.maximum(
            np.concatenate([stock_points, np.where(unlimited, most, 0.0)]), 0.0
        ),
        store_points=np.concatenate([store_points, np.full(associations, most.sum())]),
        arc_points=most,
        worth=worth,
    )


def settle(net: FoodNetwork, scope: Scope, least: Floats) -> Floats:
    """Return the kg along each arc (A,) of the leximin split.

    Parameters
    ----------
    least
        (I,): points that each association receives whatever happens; they can be had together.
    """
    if min(net.stock_points.sum(), net.arc_points.sum()) <= NOTHING:
        return np.zeros(len(net.door))
    flows = _Flows(net, len(scope.past))
    found = np.zeros(len(scope.past), dtype=np.int64)
    low = np.floor(least * flows.unit).astype(np.int64)
    served = np.flatnonzero(np.bincount(net.door, minlength=len(found)) > 0)
    limit = np.zeros(len(found), dtype=np.int64)
    limit[served] = 2 * GRAIN
    total = flows.most(limit)
    waiting: list[tuple[Ints, int]] = [(served, total)]
    while waiting:
        who, total = waiting.pop()
        aim = _shared(scope, who, total, low, flows.alone, flows.unit)
        limit = found.copy()
        limit[who] = aim
        reached = flows.most(limit)
        missing = int(limit.sum()) - reached
        short = ~flows.reachable()[who]
        if missing <= len(who) or not short.any() or short.all():
            found[who] = aim
            continue
        # Those short share all that can reach them; the others share the rest, after them.
        theirs = int(aim[short].sum()) - missing
        waiting.append((who[~short], total - theirs))
        waiting.append((who[short], theirs))
    flows.most(found)
    kg: Floats = flows.along() / flows.unit / net.worth
    return kg


def _shared(scope: Scope, who: Ints, total: int, low: Ints, most: Ints, unit: float) -> Ints:
    """Return ``total`` units shared so that levels are equal, within least and most of each."""
    past, due = scope.past[who] * unit, np.maximum(scope.entitled[who] * unit, 1e-9)
    least = low[who]
    top = np.maximum(most[who], least)
    # Raise the level through its ends: each takes part from its least to its most.
    ends = np.concatenate([(past + least) / due, (past + top) / due])
    order = np.argsort(ends, kind="stable")
    ends, slopes = ends[order], np.cumsum(np.concatenate([due, -due])[order])
    spent = least.sum() + np.concatenate([[0.0], np.cumsum(slopes[:-1] * np.diff(ends))])
    last = max(int(np.searchsorted(spent, total, side="right")) - 1, 0)
    rise = (total - spent[last]) / slopes[last] if slopes[last] > 0 else 0.0
    aim = np.clip(np.floor((ends[last] + rise) * due - past).astype(np.int64), least, top)
    left = total - int(aim.sum())
    room = top - aim if left > 0 else aim - least
    one = int(np.argmax(room)) if room.any() else int(np.argmax(aim))
    aim[one] += left
    shared: Ints = np.maximum(aim, 0)
    return shared


class _Flows:
    """The maximum flows of a network under changing limits at the doors."""

    def __init__(self, net: FoodNetwork, doors: int) -> None:
        from ortools.graph.python import max_flow

        supply = min(float(net.stock_points.sum()), float(net.arc_points.sum()))
        self.unit = GRAIN / supply
        stocks, stores = len(net.stock_points), len(net.store_points)
        self.source, self.sink = stocks + stores + doors, stocks + stores + doors + 1
        self.first_door = stocks + stores
        of_store = np.full(stores, -1)
        of_store[net.store] = net.door
        used = np.flatnonzero(of_store >= 0)
        tails = [
            np.full(stocks, self.source),
            net.stock,
            stocks + used,
            self.first_door + np.arange(doors),
        ]
        heads = [
            np.arange(stocks),
            stocks + net.store,
            self.first_door + of_store[used],
            np.full(doors, self.sink),
        ]
        sizes = [net.stock_points, net.arc_points, net.store_points[used], np.zeros(doors)]
        self.flow = max_flow.SimpleMaxFlow()
        capacity = np.floor(np.minimum(np.concatenate(sizes), supply) * self.unit).astype(np.int64)
        self.arcs = self.flow.add_arcs_with_capacity(
            np.concatenate(tails).astype(np.int32), np.concatenate(heads).astype(np.int32), capacity
        )
        first, last = stocks, stocks + len(net.stock)
        self.middle = self.arcs[first:last]
        within = np.minimum(capacity[first:last], capacity[net.stock])
        filled = np.zeros(stores, dtype=np.int64)
        np.add.at(filled, net.store, within)
        self.alone = np.zeros(doors, dtype=np.int64)
        """(I,): the most units that each could receive if there were nobody else."""
        np.add.at(
            self.alone, of_store[used], np.minimum(filled[used], capacity[last : last + len(used)])
        )
        self.doors = self.arcs[len(self.arcs) - doors :]

    def most(self, limit: Ints) -> int:
        """Return the largest flow with these limits at the doors (I,)."""
        self.flow.set_arcs_capacity(self.doors, limit)
        status = self.flow.solve(self.source, self.sink)
        if status != self.flow.OPTIMAL:
            raise RuntimeError(f"the split has no solution: {status}")
        return int(self.flow.optimal_flow())

    def reachable(self) -> Flags:
        """(I,): doors on the source's side of the minimum cut."""
        side = np.zeros(self.sink + 1, dtype=np.bool_)
        side[self.flow.get_source_side_min_cut()] = True
        found: Flags = side[self.first_door : self.sink - 1]
        return found

    def along(self) -> Floats:
        """Return the flow along each arc (A,)."""
        found: Floats = np.asarray(self.flow.flows(self.middle), dtype=np.float64)
        return found
