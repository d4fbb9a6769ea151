"""What each point should get of what its network issues in a week, in whole kg.

Of each family, points are filled from the emptiest: what is on the shelf and what is brought, over
the need, is raised together (need-weighted leximin of one family), never above the need.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.networks import Point
from models.warehouse import Warehouse
from models.warehouse_study import StockPlan

Due = dict[str, dict[str, int]]
"""kg by point and family."""


def due(warehouse: Warehouse, stock: StockPlan, week: int) -> Due:
    """Return what each point of the admitted networks is due in a week, whole kg by family.

    Parameters
    ----------
    week
        From 0, within the horizon of the stock.
    """
    found: Due = {}
    names = {network.id for network in warehouse.admitted}
    points: dict[str, list[Point]] = {name: [] for name in names}
    for point in warehouse.points:
        if point.network in names:
            points[point.network].append(point)
            found[point.id] = {}
    for row in stock.ledger:
        if row.week == week and row.issued_kg and points[row.network]:
            mine = points[row.network]
            needs = [warehouse.need_kg(point, row.family) for point in mine]
            held = [point.stock_kg.get(row.family, 0.0) for point in mine]
            for point, kg in zip(mine, raised(row.issued_kg, needs, held), strict=True):
                if kg:
                    found[point.id][row.family] = kg
    return found


def raised(total: int, needs: Sequence[float], held: Sequence[float]) -> list[int]:
    """Share out whole kg so that the least provided rise together.

    Parameters
    ----------
    total
        kg to share out; if it is more than what all lack, shelves are filled up to their needs
        whatever they hold, and no further.
    needs, held
        Of each, in kg.

    Examples
    --------
    >>> raised(90, [100.0, 100.0], [50.0, 0.0])
    [20, 70]
    """
    lacks = [max(0.0, need - has) for need, has in zip(needs, held, strict=True)]
    if sum(lacks) < total:
        held = [0.0] * len(needs)
        lacks = list(needs)
    level = _level(total, needs, held)
    parts = [
        min(lack, max(0.0, level * need - has))
        for need, has, lack in zip(needs, held, lacks, strict=True)
    ]
    return _whole(min(total, round(sum(parts))), parts)


def _level(total: float, needs: Sequence[float], held: Sequence[float]) -> float:
    """Return the level at which what is missing to it adds up to the total, at most 1."""
    order = sorted((has / need, need) for need, has in zip(needs, held, strict=True) if need > 0)
    width = base = 0.0
    for position, (start, need) in enumerate(order):
        width += need
        base += need * start
        level = (total + base) / width
        if position + 1 == len(order) or level <= order[position + 1][0]:
            return min(level, 1.0)
    return 0.0


def _whole(total: int, parts: Sequence[float]) -> list[int]:
    """Round parts down, then give what is over to the largest remainders, the first of equals."""
    found = [int(part + 1e-9) for part in parts]
    order = sorted(range(len(parts)), key=lambda n: (found[n] - parts[n], n))
    for n in order[: max(0, total - sum(found))]:
        found[n] += 1
    return found


def divided(kg: Mapping[str, int], parts: int) -> list[dict[str, int]]:
    """Divide kg by family into equal loads, in whole kg; the first loads have the odd ones.

    Examples
    --------
    >>> divided({"dry": 5, "fresh": 1}, 2)
    [{'dry': 3, 'fresh': 1}, {'dry': 2}]
    """
    found = []
    for n in range(parts):
        load = {f: one // parts + (1 if n < one % parts else 0) for f, one in kg.items()}
        found.append({family: one for family, one in load.items() if one})
    return [load for load in found if load]
