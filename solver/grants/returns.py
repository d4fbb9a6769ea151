"""The annual return: counts by structure and class, with nothing under eleven to be found out.

A count under eleven is not written. Others are not either, so that no subtraction gives it: a
hidden cell follows from what is written only where no other way leads from its row to its column by
hidden cells (Gusfield 1988, "A graph theoretic approach to statistical data security", §3).
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping

from models.grants import Grants
from models.grants_study import CountRow
from models.publics import LEAST_TOLD

ALL = ""
"""The line and the column of totals."""
Cell = tuple[str, str]


def annual_return(grants: Grants) -> tuple[CountRow, ...]:
    """Return the table of counts, its totals last; nothing where nobody counted."""
    cells: dict[Cell, int] = {}
    for one in grants.counts:
        key = one.structure, one.counted
        cells[key] = cells.get(key, 0) + one.people
    if not cells:
        return ()
    rows = [one.id for one in grants.structures if any(row == one.id for row, _ in cells)]
    classes = [one.id for one in grants.classes]
    table = {(row, kind): cells.get((row, kind), 0) for row in rows for kind in classes}
    for row in rows:
        table[row, ALL] = sum(table[row, kind] for kind in classes)
    for kind in (*classes, ALL):
        table[ALL, kind] = sum(table[row, kind] for row in rows)
    away = hidden(table)

    def told(row: str, kind: str) -> int | None:
        return None if (row, kind) in away else table[row, kind]

    return tuple(
        CountRow(
            structure=row or None,
            people={kind: told(row, kind) for kind in classes},
            total=told(row, ALL),
        )
        for row in (*rows, ALL)
    )


def hidden(table: Mapping[Cell, int]) -> frozenset[Cell]:
    """Return the cells that are not written, of a table with its totals.

    Examples
    --------
    >>> four = {("a", "x"): 5, ("a", "y"): 30, ("b", "x"): 40, ("b", "y"): 50}
    >>> totals = {("a", ""): 35, ("b", ""): 90, ("", "x"): 45, ("", "y"): 80, ("", ""): 125}
    >>> sorted(hidden(four | totals))
    [('a', 'x'), ('a', 'y'), ('b', 'x'), ('b', 'y')]
    """
    away = {cell for cell, count in table.items() if 0 < count < LEAST_TOLD}
    for cell in sorted(away):
        away |= _cover(table, away, cell)
    return frozenset(away)


def _cover(table: Mapping[Cell, int], away: set[Cell], cell: Cell) -> set[Cell]:
    """Return what else to hide, lest one cell follow: the shortest way from its row to its column.

    A way goes from rows to columns and back by cells that are not zero. It takes those hidden
    already first, then as few others as can be, those of fewest people, no totals if possible.
    """
    whole = 1 + max(table.values())
    near: dict[str, list[tuple[str, Cell]]] = {}
    for other, count in table.items():
        if count and other != cell:
            row, column = f"r{other[0]}", f"c{other[1]}"
            near.setdefault(row, []).append((column, other))
            near.setdefault(column, []).append((row, other))
    goal = f"c{cell[1]}"
    waiting: list[tuple[float, str, tuple[Cell, ...]]] = [(0.0, f"r{cell[0]}", ())]
    seen = set[str]()
    while waiting:
        cost, at, way = heapq.heappop(waiting)
        if at == goal:
            return set(way)
        if at in seen:
            continue
        seen.add(at)
        for then, other in near.get(at, ()):
            more = 0.0 if other in away else 1 + table[other] / whole + len(table) * (ALL in other)
            heapq.heappush(waiting, (cost + more, then, (*way, other)))
    return set()
