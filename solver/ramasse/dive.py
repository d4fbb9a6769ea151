"""A first choice of rounds, by diving through linear relaxations.

The rounds that the relaxation wants most are held, rounds of the menus are priced against what is
held, and so on, until every choice is whole: the pure diving of Sadykov, Vanderbeck, Pessoa,
Tahiri and Uchoa (2019, "Primal heuristics for branch and price", INFORMS J. Computing 31(2), 3.1).
No chance enters: the same program gives the same choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from solver.ramasse.master import Master
from solver.ramasse.objectives import Aim
from solver.ramasse.pricing import Pricing
from solver.ramasse.week import Floats

CHOSEN = 0.999
"""Part of a round from which the relaxation makes it whole."""
ABSENT = 1e-6
"""Part of a round below which the relaxation does not make it."""


def dive(
    pricing: Pricing, objective: Aim, given: Mapping[int, float] = MappingProxyType({})
) -> dict[int, float] | None:
    """Return a value, 0 or 1, of every column that chooses a round or joins two halves.

    None when the relaxation has no solution. When the time is over, rounds that were not reached
    are left out.

    Parameters
    ----------
    given
        Columns held from the beginning.
    """
    master = pricing.master
    held = dict(given)
    last: int | None = None
    while True:
        relaxed = pricing.priced(objective, held)
        if relaxed is None:
            if last is None:
                return None
            held[last], last = 0.0, None
            continue
        open_ = _open(master, relaxed.values, held)
        held |= {column: 1.0 for column, part in open_.items() if part >= CHOSEN}
        rest = {column: part for column, part in open_.items() if part < CHOSEN}
        if not rest or pricing.budget.over:
            every = (*master.parts, *master.joins.values())
            return {column: held.get(column, 0.0) for column in every}
        last = max(rest, key=lambda column: (rest[column], -column))
        held[last] = 1.0


def _open(master: Master, values: Floats, held: Mapping[int, float]) -> dict[int, float]:
    """Return the parts of rounds in a relaxation, of those not held."""
    return {
        column: float(values[column])
        for column in (*master.parts, *master.joins.values())
        if column not in held and values[column] > ABSENT
    }
