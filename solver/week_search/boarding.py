"""What load units on board are worth at most, given what each is worth: a knapsack a trip."""

from __future__ import annotations

import numpy as np

from solver.week_search.arrays import B8, BOXES, DAY_BOXES, FAR, GRAMS, I64, PALLETS, Arrays
from solver.week_search.catalogue import Catalogue
from solver.week_search.compiled import jit

FINEST = 1500
"""Steps of weight of a vehicle, at most; finer ones are rounded down, which only lets more in."""
COARSEST = 150
EASY = 5000
"""Different loads up to which the finest steps are taken."""
MOST_PLACES = 64
"""Steps of pallets, at most."""


@jit
def _fill(
    weight: I64, places: I64, worth: I64, n: int, kg: int, room: int, best: I64, took: B8
) -> int:
    """Return the most that units on board can be worth; ``took[i, ...]`` says where unit i pays."""
    for w in range(kg + 1):
        for r in range(room + 1):
            best[w, r] = 0
    for i in range(n):
        for w in range(kg, -1, -1):
            for r in range(room, -1, -1):
                took[i, w, r] = False
                if w >= weight[i] and r >= places[i]:
                    with_it = best[w - weight[i], r - places[i]] + worth[i]
                    if with_it > best[w, r]:
                        best[w, r] = with_it
                        took[i, w, r] = True
    return best[kg, room]


@jit
def _worths(
    begins: I64,
    units: I64,
    size: I64,
    limits: I64,
    grain: I64,
    worth: I64,
    extra: I64,
    days: I64,
    asked: I64,
    most: int,
    chosen: B8,
    answer: I64,
) -> None:
    """See ``Boarding.worths``; ``chosen``, unless empty, receives who is on board."""
    weight = np.empty(most, np.int64)
    places = np.empty(most, np.int64)
    value = np.empty(most, np.int64)
    who = np.empty(most, np.int64)
    best = np.empty((FINEST + 1, MOST_PLACES + 1), np.int64)
    tell = chosen.shape[0] > 0
    took = np.empty((most if tell else 1, FINEST + 1, MOST_PLACES + 1), np.bool_)
    for a in range(asked.size):
        load = asked[a]
        n = 0
        kg = 0
        room = 0
        total = 0
        for j in range(begins[load], begins[load + 1]):
            u = units[j]
            net = worth[u] - extra[days[load]] * size[2, u]
            if net > 0:
                who[n], value[n] = u, net
                weight[n], places[n] = size[0, u], size[1, u]
                kg += size[0, u]
                room += size[1, u]
                total += net
                n += 1
        if kg <= limits[0, load] and room <= limits[1, load]:
            answer[a] = total
            if tell:
                for i in range(n):
                    chosen[a, who[i]] = True
            continue
        gw, gp = grain[0, load], grain[1, load]
        kg, room = limits[0, load] // gw, min(room, limits[1, load]) // gp
        for i in range(n):
            weight[i] //= gw
            places[i] //= gp
        if tell:
            answer[a] = _fill(weight, places, value, n, kg, room, best, took)
            for i in range(n - 1, -1, -1):
                if took[i, kg, room]:
                    chosen[a, who[i]] = True
                    kg -= weight[i]
                    room -= places[i]
        else:
            answer[a] = _most(weight, places, value, n, kg, room, best)


@jit
def _most(weight: I64, places: I64, worth: I64, n: int, kg: int, room: int, best: I64) -> int:
    for w in range(kg + 1):
        for r in range(room + 1):
            best[w, r] = 0
    for i in range(n):
        for w in range(kg, weight[i] - 1, -1):
            for r in range(room, places[i] - 1, -1):
                with_it = best[w - weight[i], r - places[i]] + worth[i]
                if with_it > best[w, r]:
                    best[w, r] = with_it
    return best[kg, room]


class Boarding:
    """The loads of a catalogue, ready to be valued."""

    def __init__(self, p: Arrays, catalogue: Catalogue) -> None:
        lengths = [len(board) for board in catalogue.boards]
        self._begins = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        self._units = np.array([u for board in catalogue.boards for u in board], dtype=np.int64)
        self._size = np.ascontiguousarray(p.items[:, [GRAMS, PALLETS, BOXES]].T)
        self._limits = np.ascontiguousarray(np.array(catalogue.limits, dtype=np.int64).T)
        self._days = np.array(catalogue.days, dtype=np.int64)
        self._most = max(1, *lengths)
        self.units: I64 = np.unique(self._units)
        """Units that some load could hold: the others, nobody can bring."""
        on = self.units
        self.boxed = bool(p.facts[DAY_BOXES] < FAR) and bool((p.items[on, BOXES] > 0).any())
        distinct: dict[tuple[object, ...], int] = {}
        same = []
        for load, board in enumerate(catalogue.boards):
            day = catalogue.days[load] if self.boxed else 0
            key = (board, catalogue.limits[load], day)
            same.append(distinct.setdefault(key, load))
        self._first, self._of = np.unique(np.array(same, dtype=np.int64), return_inverse=True)
        fine = min(FINEST, max(COARSEST, FINEST * EASY // max(1, len(self._first))))
        self._grain = np.array(
            [
                _grains(self._size[row, on], self._limits[row], steps)
                for row, steps in ((0, fine), (1, MOST_PLACES))
            ]
        )

    def worths(self, worth: I64, extra: I64) -> I64:
        """Return (loads,): the most that units on board of each load can be worth together.

        Parameters
        ----------
        worth : (items,)
            What each unit is worth.
        extra : (days,)
            What one hundredth of a box costs, by day.
        """
        answer = np.zeros(len(self._first), np.int64)
        self._run(worth, extra, self._first, np.zeros((0, 1), np.bool_), answer)
        found: I64 = answer[self._of]
        return found

    def best_on_board(self, worth: I64, extra: I64, loads: I64) -> tuple[I64, B8]:
        """Return what some loads can be worth at most, and which units are on board then.

        Parameters
        ----------
        worth : (items,)
            What each unit is worth.
        extra : (days,)
            What one hundredth of a box costs, by day.
        loads
            Numbers of the loads asked for.

        Returns
        -------
        (loads,), (loads, items)
        """
        answer = np.zeros(len(loads), np.int64)
        chosen = np.zeros((len(loads), len(worth)), np.bool_)
        self._run(worth, extra, loads, chosen, answer)
        return answer, chosen

    def _run(self, worth: I64, extra: I64, asked: I64, chosen: B8, answer: I64) -> None:
        _worths(
            self._begins,
            self._units,
            self._size,
            self._limits,
            self._grain,
            worth,
            extra,
            self._days,
            asked,
            self._most,
            chosen,
            answer,
        )


def _grains(sizes: I64, limits: I64, steps: int) -> I64:
    """Return (loads,): the step in which each load is measured.

    A multiple of the common measure of all units where that is fine enough; sizes and limits are
    rounded down to it.
    """
    unit = max(1, int(np.gcd.reduce(sizes[sizes > 0], initial=0)))
    reach = np.minimum(limits, max(1, int(sizes.sum())))
    found: I64 = unit * np.maximum(1, -(-(reach // unit) // steps))
    return found
