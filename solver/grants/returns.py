"""The annual return: counts by structure and class, with nothing under eleven to be found out.

A count under eleven is not written. Another of its line and column is not either, so that no
subtraction gives it: a hidden cell follows from the totals where, among rows and columns joined by
hidden cells, it is the only way from its row to its column.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.grants import Grants
from models.grants_study import CountRow
from models.openings import LEAST_TOLD

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
        while _follows(away, cell):
            beside = [
                other
                for other, count in table.items()
                if count and other not in away and _hides(away, cell, other)
            ]
            if not beside:
                break
            away.add(min(beside, key=lambda other: (ALL in other, table[other], other)))
    return frozenset(away)


def _joined(away: set[Cell], cell: Cell) -> tuple[set[str], set[str]]:
    """Return the rows and columns that hidden cells join to the row of one, itself left out."""
    rows, columns = {cell[0]}, set[str]()
    while True:
        more = {c for r, c in away if r in rows and (r, c) != cell} - columns
        columns |= more
        back = {r for r, c in away if c in columns and (r, c) != cell} - rows
        rows |= back
        if not more and not back:
            return rows, columns


def _follows(away: set[Cell], cell: Cell) -> bool:
    """Tell whether a hidden cell follows from all that is written."""
    return cell[1] not in _joined(away, cell)[1]


def _hides(away: set[Cell], cell: Cell, other: Cell) -> bool:
    """Tell whether hiding another cell leads further from the row of one."""
    rows, columns = _joined(away, cell)
    return (other[0] in rows) != (other[1] in columns)
