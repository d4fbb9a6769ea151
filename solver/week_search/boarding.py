"""What load units on board are worth at most, given what each is worth: a knapsack a trip.

Boards are sorted, so that each begins with the units of the one before as far as they are the
same: one table of knapsacks grows and shrinks along them, and answers for every vehicle of about
the same size.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.week_search.arrays import B8, BOXES, DAY_BOXES, FAR, GRAMS, I64, PALLETS, Arrays
from solver.week_search.catalogue import Catalogue
from solver.week_search.compiled import jit

COARSE, FINE = 150, 1500
"""Steps of weight of a vehicle, at most; finer ones are rounded down, which only lets more in."""
MOST_PLACES = 64
"""Steps of pallets, at most."""


@jit
def _grow(tables: I64, at: int, kg: int, places: int, worth: int) -> None:
    """Fill the table of one unit more from the one before."""
    before, after = tables[at], tables[at + 1]
    if worth <= 0:
        after[:] = before
        return
    for w in range(after.shape[0]):
        for r in range(after.shape[1]):
            most = before[w, r]
            if w >= kg and r >= places:
                most = max(most, before[w - kg, r - places] + worth)
            after[w, r] = most


@jit
def _along(
    begins: I64,
    units: I64,
    size: I64,
    worth: I64,
    asks: I64,
    ask: I64,
    wanted: B8,
    tables: I64,
    answer: I64,
) -> None:
    """Answer the asks of those boards, all being sorted, that are wanted; see ``_Group``."""
    last = np.full(tables.shape[0], -1, np.int64)
    known = 0
    for board in range(begins.size - 1):
        if not wanted[board]:
            continue
        first, n = begins[board], begins[board + 1] - begins[board]
        same = 0
        while same < n and same < known and last[same] == units[first + same]:
            same += 1
        for i in range(same, n):
            u = units[first + i]
            last[i] = u
            _grow(tables, i, size[0, u], size[1, u], worth[u])
        known = n
        for j in range(asks[board], asks[board + 1]):
            answer[j] = tables[n, ask[0, j], ask[1, j]]


@jit
def _aboard(board: I64, size: I64, worth: I64, kg: int, room: int, tables: I64, chosen: B8) -> None:
    """Tell which units of a board make it worth most."""
    n = board.size
    for i in range(n):
        u = board[i]
        _grow(tables, i, size[0, u], size[1, u], worth[u])
    for i in range(n - 1, -1, -1):
        if tables[i + 1, kg, room] > tables[i, kg, room]:
            chosen[board[i]] = True
            kg -= size[0, board[i]]
            room -= size[1, board[i]]


@dataclass(frozen=True)
class _Group:
    """Loads of vehicles of about the same size, measured in the same steps."""

    begins: I64
    """(boards + 1,): where the units of each board begin."""
    units: I64
    size: I64
    """(2, items): steps of weight and of pallets."""
    asks: I64
    """(boards + 1,): where the loads of each board begin."""
    loads: I64
    """Numbers of the loads."""
    ask: I64
    """(2, loads): steps that each holds."""
    tables: I64
    """(longest board + 1, steps + 1, steps + 1): to work in; the first is zero."""


class Boarding:
    """The loads of a catalogue, ready to be valued."""

    def __init__(self, p: Arrays, catalogue: Catalogue) -> None:
        self._p, self._c = p, catalogue
        self.units: I64 = np.unique(
            np.array([u for board in catalogue.boards for u in board], dtype=np.int64)
        )
        """Units that some load could hold: the others, nobody can bring."""
        self.boxed = bool(p.facts[DAY_BOXES] < FAR) and bool((p.items[self.units, BOXES] > 0).any())
        self._days = np.array(catalogue.days, dtype=np.int64)
        reach = [int(p.items[:, size].sum()) for size in (GRAMS, PALLETS)]
        self._limits = np.minimum(np.array(catalogue.limits, dtype=np.int64), reach)
        buckets: dict[tuple[int, int], list[int]] = {}
        for load, board in enumerate(catalogue.boards):
            if board:
                kg, room = (int(limit).bit_length() for limit in self._limits[load])
                buckets.setdefault((kg, room), []).append(load)
        for loads in buckets.values():
            loads.sort(key=catalogue.boards.__getitem__)
        self._groups = {
            steps: [self._group(loads, steps) for loads in buckets.values()]
            for steps in (COARSE, FINE)
        }
        self._place = np.zeros((len(catalogue.boards), 2), np.int64)
        """Group of each load, and its place in it."""
        for number, group in enumerate(self._groups[FINE]):
            self._place[group.loads, 0] = number
            self._place[group.loads, 1] = np.arange(len(group.loads))

    def _group(self, loads: list[int], steps: int) -> _Group:
        """Return loads, sorted by their boards, in steps of their weight."""
        p, boards = self._p, self._c.boards
        begins, asks, units = [0], [0], list[int]()
        for n, load in enumerate(loads):
            if n == 0 or boards[load] != boards[loads[n - 1]]:
                units += boards[load]
                begins.append(len(units))
                asks.append(n)
            asks[-1] = n + 1
        carried = np.unique(units)
        limits = self._limits[loads].T
        size, ask = [], []
        for row, (column, most) in enumerate(((GRAMS, steps), (PALLETS, MOST_PLACES))):
            sizes = p.items[:, column]
            total = max(int(sizes[list(boards[load])].sum()) for load in loads)
            limit = np.minimum(limits[row], total)
            unit = max(1, int(np.gcd.reduce(sizes[carried][sizes[carried] > 0], initial=0)))
            grain = unit * max(1, -(-(int(limit.max()) // unit) // most))
            size.append(sizes // grain)
            ask.append(limit // grain)
        longest = max(len(boards[load]) for load in loads)
        return _Group(
            begins=np.array(begins, dtype=np.int64),
            units=np.array(units, dtype=np.int64),
            size=np.array(size, dtype=np.int64),
            asks=np.array(asks, dtype=np.int64),
            loads=np.array(loads, dtype=np.int64),
            ask=np.array(ask, dtype=np.int64),
            tables=np.zeros(
                (longest + 1, int(ask[0].max()) + 1, int(ask[1].max()) + 1), dtype=np.int64
            ),
        )

    def worths(self, worth: I64, extra: I64, steps: int, wanted: B8 | None = None) -> I64:
        """Return (loads,): the most that units on board of each load can be worth together.

        Parameters
        ----------
        worth : (items,)
            What each unit is worth.
        extra : (days,)
            What one hundredth of a box costs, by day.
        steps
            ``COARSE`` or ``FINE``: the finer, the less.
        wanted : (loads,)
            The others are not looked at; all are when absent.
        """
        found = np.zeros(len(self._days), np.int64)
        prices = extra[self._days]
        for price in np.unique(extra):
            net = worth - price * self._p.items[:, BOXES]
            for group in self._groups[steps]:
                own = prices[group.loads] == price
                if wanted is not None:
                    own &= wanted[group.loads]
                if not own.any():
                    continue
                answer = np.zeros(len(group.loads), np.int64)
                _along(
                    group.begins,
                    group.units,
                    group.size,
                    net,
                    group.asks,
                    group.ask,
                    np.logical_or.reduceat(own, group.asks[:-1]),
                    group.tables,
                    answer,
                )
                found[group.loads[own]] = answer[own]
        return found

    def best_on_board(self, worth: I64, extra: I64, loads: I64) -> dict[int, tuple[int, ...]]:
        """Return the units on board of some loads, by load, when they are worth most.

        Parameters
        ----------
        worth : (items,)
            What each unit is worth.
        extra : (days,)
            What one hundredth of a box costs, by day.
        loads
            Numbers of the loads asked for.
        """
        found: dict[int, tuple[int, ...]] = {}
        for load in loads.tolist():
            board = np.array(self._c.boards[load], dtype=np.int64)
            chosen = np.zeros(len(worth), dtype=np.bool_)
            if len(board):
                number, place = self._place[load]
                group = self._groups[FINE][number]
                net = worth - extra[self._days[load]] * self._p.items[:, BOXES]
                kg, room = group.ask[:, place]
                _aboard(board, group.size, net, kg, room, group.tables, chosen)
            found[load] = tuple(np.flatnonzero(chosen).tolist())
        return found
