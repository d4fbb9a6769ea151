"""Whole lots (crates, pallets): the next one goes to whoever's account is highest.

Each association has an account per family: its fair part of what was shared in the weeks in which
it needed some, less what it received (``solver.allocation.accounts``). Every lot that is given
credits all who have a right to it, and is taken off the account of its owner; so accounts stay
near zero, and whoever is owed most comes next. The variant published by Chakraborty, Igarashi,
Suksompong & Zick (2021) counts picks from zero instead; it is strongly WEF1, which holds for no
other clock and under no storage limit: ``jealous`` lists the pairs for which it fails.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np

from solver.allocation.base import Floats, Ints, Scope, Split
from solver.allocation.claims import Claims, Queue
from solver.allocation.lots import Lots

Clock = Literal["accounts", "picks"]


def pick(lots: Lots, clock: Clock = "accounts") -> Ints:
    """Return how many units go along each arc (A,).

    A unit is of use when the rows of the split hold it whole and at least half of it is still
    needed: needs are estimates, and a crate is not opened. Beyond that, a unit whose food lasts
    at the pace of the need is of use to those who need any of it and whose account pays for it;
    when nobody has such a use for anything, also to those whose account pays for it though the
    week's need is covered, and, where it is more than anyone's need, to those who need any of it:
    they have earned it together, and take turns. Rare families go first.

    By accounts, the largest lots of a family first, each goes to the highest account counted in
    lots; then the lowest level, then the lowest id; and never to one while another that is like
    it in all and may have the lot is owed more: those alike stay within one lot of each other.
    By picks, the next picker is whoever has the fewest for what it is entitled to, and it takes
    what is worth most.
    """
    claims = Claims(lots)
    scopes = lots.split.scopes()
    for number, scope in enumerate(scopes):
        last = number == len(scopes) - 1
        counted = np.unique(lots.split.family[scope.gains.indices])
        families = np.arange(len(lots.split.points)) if last else counted
        if clock == "picks":
            _by_picks(claims, scope, families)
        else:
            _by_accounts(Queue(claims, scope, families))
    return claims.units


def _by_accounts(queue: Queue) -> None:
    while (arc := queue.next()) is not None:
        queue.take(arc)


def _by_picks(claims: Claims, scope: Scope, families: Ints) -> None:
    """Let whoever has the fewest picks for its due take what is worth most to it."""
    lots, split = claims.lots, claims.lots.split
    counted = np.flatnonzero(np.isin(split.family, families))
    worth = claims.kg * split.points[split.family]
    while True:
        arcs = counted[claims.free(counted) & claims.half_needed(counted)]
        if not len(arcs):
            return
        picks = np.bincount(split.association, weights=claims.units, minlength=len(lots.rank))
        turns = picks / np.maximum(scope.entitled, 1e-9)
        who = split.association[arcs]
        arcs = arcs[who == who[np.lexsort((lots.rank[who], turns[who]))[0]]]
        claims.take(int(arcs[np.lexsort((lots.turn[lots.lot[arcs]], -worth[arcs]))[0]]))


def picked_kg(lots: Lots, split: Split) -> Floats:
    """Return the kg along each arc (A,) when the lots are picked under another split's limits."""
    return pick(replace(lots, split=split)) * lots.kg[lots.lot]


def jealous(lots: Lots, units: Ints) -> list[tuple[int, int]]:
    """Return the pairs (i, j) for which i would rather have j's lots, even without the best one.

    Bundles are weighed by what each is entitled to; lots that i may not take are worth nothing
    to it (weighted envy-freeness up to one lot, the strong form).

    Parameters
    ----------
    units
        (A,): how many go along each arc.
    """
    split = lots.split
    count = len(split.need_kg)
    value = np.zeros((count, len(lots.kg)))
    value[split.association, lots.lot] = lots.kg[lots.lot] * split.points[split.family]
    owned = np.zeros((count, len(lots.kg)))
    np.add.at(owned, (split.association, lots.lot), units)
    due = np.maximum(split.scopes()[-1].entitled, 1e-9)
    found = []
    for i in range(count):
        mine = value[i] @ owned[i] / due[i]
        for j in range(count):
            theirs = value[i][owned[j] > 0]
            rest = (value[i] @ owned[j] - theirs.max(initial=0.0)) / due[j]
            if i != j and len(theirs) and mine < rest - 1e-9:
                found.append((i, j))
    return found
