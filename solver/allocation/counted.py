"""Goods counted in units are handed over in whole units: nobody receives half a packet.

A rule splits kg. Of a family that is counted each part is rounded down to whole units, and the
units that this leaves of a lot go one at a time to the lowest received over entitled, as whole lots
do, weeks before included. Who would fall below what it would have alone comes first.
"""

from __future__ import annotations

import numpy as np

from models.base import Text
from solver.allocation.base import Floats
from solver.allocation.lots import Entries
from solver.allocation.supply import OpenSupply

WHOLE = 1e-6
"""Units that miss a whole number by less are as many; levels this near are the same."""
LESS_THAN_ONE = Text(
    fr="Ce qui reste pèse moins qu'une unité ({unit}).",
    en="What is left weighs less than one unit ({unit}).",
)
LITTLE_LACKS = Text(
    fr="À personne il n'en manque encore une demi-unité ({unit}) cette semaine.",
    en="Nobody lacks half a unit ({unit}) of it any more this week.",
)


def unit_kg(made: OpenSupply) -> Floats:
    """(F,): what a unit of each family weighs, kg; 0 where it is split by kg.

    What is only expected or planned is a mean of weeks, and no packet yet.
    """
    if made.supply.source != "weighed" or made.supply.whole:
        return np.zeros(len(made.scenario.families))
    return np.array([one.handed_kg or 0.0 for one in made.scenario.families])


def in_whole_units(made: OpenSupply, kg: Floats) -> Floats:
    """Return kg along each arc (A,), whole units of families that are counted.

    A unit may exceed the week's need by less than its half.

    Parameters
    ----------
    kg : (A,)
        As a rule splits it.
    """
    split, each = made.split, unit_kg(made)[made.split.family]
    open_ = np.flatnonzero(each > 0)
    if not len(open_):
        return kg
    given = kg.copy()
    given[open_] = np.floor(kg[open_] / each[open_] + WHOLE) * each[open_]
    entries, slack = Entries(split.rows), split.limits - split.rows @ given
    missing = split.need_kg - split.received(given)
    scopes = split.scopes()
    first, last = scopes[0], scopes[-1]
    points = {id(one): one.past + one.gains @ given for one in (first, last)}
    rare = np.zeros(len(split.points), dtype=np.bool_) if len(scopes) == 1 else split.rare
    assert rare is not None
    place = _places([one.id for one in made.scenario.associations])
    turn = _places([one.id for one in made.supply.lots])
    while True:
        who, family = split.association[open_], split.family[open_]
        lacks = missing[who, family] >= each[open_] / 2 - WHOLE
        open_ = open_[lacks & (entries.least(slack, open_) >= each[open_] - WHOLE)]
        if not len(open_):
            return given
        who, family = split.association[open_], split.family[open_]
        short = (split.need_kg - missing) @ split.points < split.floors - WHOLE
        rarely, mostly = (one.reached(points[id(one)])[who] for one in (first, last))
        level = np.round(np.where(rare[family], rarely, mostly) / WHOLE)
        order = np.lexsort((turn[made.lot[open_]], place[who], level, ~short[who], ~rare[family]))
        arc = int(open_[order[0]])
        given[arc] += each[arc]
        entries.use(slack, arc, each[arc])
        missing[split.association[arc], split.family[arc]] -= each[arc]
        for one in (first, last):
            points[id(one)] = one.past + one.gains @ given


def why_left(made: OpenSupply, kg: Floats, lot: int) -> Text | None:
    """Return why units of a lot stay where its needs and stores are not what holds them back."""
    family = made.scenario.family[made.supply.lots[lot].family]
    column = [one.id for one in made.scenario.families].index(family.id)
    each, arcs = float(unit_kg(made)[column]), np.flatnonzero(made.lot == lot)
    if not each or not len(arcs):
        return None
    if made.supply.lots[lot].kg - float(kg[arcs].sum()) < each - WHOLE:
        return LESS_THAN_ONE.format(unit=family.unit)
    missing = (made.split.need_kg - made.split.received(kg))[made.split.association[arcs], column]
    return LITTLE_LACKS.format(unit=family.unit) if missing.max() < each / 2 - WHOLE else None


def _places(names: list[str]) -> Floats:
    """Return the place of each name in ascending order."""
    places = np.empty(len(names))
    places[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
    return places
