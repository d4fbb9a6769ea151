"""A first choice of rounds, by diving through linear relaxations.

The rounds that the relaxation wants most are held, those first that go to a door with a floor and
no round yet; rounds of the menus are priced against what is held, and so on, until every choice is
whole. This is the pure diving of Sadykov, Vanderbeck, Pessoa, Tahiri and Uchoa (2019, "Primal
heuristics for branch and price", INFORMS J. Computing 31(2), section 3.1). No chance enters: the
same program gives the same choice. The rounds that the relaxations made on the way are few, and a
better choice among them is soon found: the restricted master of section 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from solver.ramasse.master import Master
from solver.ramasse.objectives import Aim
from solver.ramasse.pricing import Pricing
from solver.ramasse.week import Floats

CHOSEN = 0.999
"""Part of a round from which the relaxation makes it whole."""
ABSENT = 1e-6
"""Part of a round below which the relaxation does not make it."""


@dataclass
class Dive:
    """What a dive came to."""

    chosen: dict[int, float] = field(default_factory=dict)
    """A value, 0 or 1, of every column that chooses a round or joins two halves."""
    met: set[int] = field(default_factory=set)
    """Those of them that some relaxation on the way made, be it in part."""

    def others(self) -> dict[int, float]:
        """Return the columns that no relaxation made, at zero."""
        return dict.fromkeys(self.chosen.keys() - self.met, 0.0)


def dive(pricing: Pricing, objective: Aim) -> Dive | None:
    """Choose rounds.

    None when the relaxation has no solution. When the time is over, rounds that were not reached
    are left out, unless the budget is patient.
    """
    master = pricing.master
    held: dict[int, float] = {}
    met: set[int] = set()
    unserved = {who for who, floor in master.floors.items() if floor > 0}
    last: int | None = None
    while True:
        relaxed = pricing.priced(objective, held)
        if relaxed is None:
            if last is None:
                return None
            held[last], last = 0.0, None
            continue
        open_ = _open(master, relaxed.values, held)
        met |= open_.keys()
        held |= {column: 1.0 for column, part in open_.items() if part >= CHOSEN}
        open_ = {column: part for column, part in open_.items() if part < CHOSEN}
        if not open_ or pricing.budget.hurried:
            return Dive({column: held.get(column, 0.0) for column in master.choices}, met)
        unserved -= _doors(master, [column for column, value in held.items() if value])
        needed = {c: part for c, part in open_.items() if unserved & _doors(master, [c])}
        last = _most(needed or open_)
        held[last] = 1.0


def _most(parts: Mapping[int, float]) -> int:
    """Return the column of the largest part; the first of equals."""
    return max(parts, key=lambda column: (parts[column], -column))


def _open(master: Master, values: Floats, held: Mapping[int, float]) -> dict[int, float]:
    """Return the parts of rounds in a relaxation, of those not held."""
    return {
        column: float(values[column])
        for column in master.choices
        if column not in held and values[column] > ABSENT
    }


def _doors(master: Master, columns: Iterable[int]) -> set[str]:
    """Return the doors that some rounds go to."""
    found: set[str] = set()
    for column in columns:
        if column in master.parts:
            kind, position, row = master.parts[column]
            menu = master.menu(kind, position)
            first = len(menu.nodes.site) - len(menu.doors)
            found |= {menu.doors[stop - first] for stop in menu.sequences[row] if stop >= first}
    return found
