"""What a unit of each need is billed to each member, once a purchase is made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from solver.buying.cover import Key, part_of
from solver.buying.problem import BuyingProblem


def billed(
    problem: BuyingProblem,
    units: Mapping[Key, int],
    bills: Mapping[str, int],
    alone: Mapping[Key, float],
    saved: float,
) -> dict[Key, float]:
    """Return what a unit of each need is billed to each member, €.

    Parameters
    ----------
    units
        What each has of each need.
    bills
        Of each member, in cents.
    alone
        What a unit costs each alone, €: the price, less what all save, of who is billed nothing.
    saved
        The part of their prices alone that all pay.
    """
    listed = {one.id: one.list_price for one in problem.needs}
    worth: dict[str, float] = defaultdict(float)
    for (who, need), many in units.items():
        worth[who] += listed[need] * many
    return {
        (who, need): listed[need] * bills[who] / 100 / worth[who]
        if bills.get(who) and worth[who]
        else price * saved
        for (who, need), price in alone.items()
    }


def parts_of(problem: BuyingProblem, units: Mapping[Key, int]) -> list[float]:
    """Return the parts of their needs that some units cover of each member, the least first."""
    return sorted(round(part_of(problem, units, who), 6) for who in problem.members)
