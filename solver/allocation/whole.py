"""From an offer to whole lots: what a crate may be given for, and how long it lasts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.sparse import csr_array

from models.allocation import SupplyLot
from models.history import History
from solver.allocation.base import Floats, Ints
from solver.allocation.fair_parts import parts_of
from solver.allocation.lots import Lots
from solver.allocation.supply import DAY_S, OpenSupply, table

ALIKE_DIGITS = 6
"""Those whose needs and fair parts agree to this many digits are alike."""


def stocked(made: OpenSupply, past: History) -> OpenSupply:
    """Return an offer in which what is in store from earlier weeks takes its room."""
    carried, _ = _carried(made, past)
    names = [one.id for one in made.scenario.associations]
    ambient = np.array([one.temperature == "ambient" for one in made.scenario.families])
    limits = made.split.limits.copy()
    for who, group, row in made.stores:
        held = ambient if group == "ambient" else ~ambient
        limits[row] = max(0.0, limits[row] - float(carried[names.index(who), held].sum()))
    return replace(made, split=replace(made.split, limits=limits))


def whole_lots(made: OpenSupply, past: History) -> Lots:
    """Return the crates and pallets of an offer, each kind with its units."""
    supply = made.supply.lots
    carried, account = _carried(made, past)
    units = np.array([lot.units for lot in supply], dtype=np.int64)
    last = np.array([lot.use_by for lot in supply], dtype=np.int64)
    fair = parts_of(made)
    return Lots(
        split=made.split,
        lot=made.lot,
        kg=np.array([lot.kg for lot in supply]) / units,
        units=units,
        fair=fair,
        weeks=1 + np.maximum(0, last[made.lot] - made.opening_s // DAY_S) // 7,
        account_kg=account,
        carried_kg=carried,
        rank=_places([one.id for one in made.scenario.associations]),
        turn=_places([_order(lot) for lot in supply]),
        alike=_alike(made, fair),
        later=_later(made),
    )


def _carried(made: OpenSupply, past: History) -> tuple[Floats, Floats]:
    """Return what is in store (I, F) and what is owed (I, F) from the weeks before."""
    names = [one.id for one in made.scenario.associations]
    families = [one.id for one in made.scenario.families]
    return table(past.carried_kg, names, families), table(past.account_kg, names, families)


def _order(lot: SupplyLot) -> tuple[object, ...]:
    """Return what lots are taken by when all else is equal: never their place in a file."""
    return (
        lot.family,
        -lot.kg / lot.units,
        lot.use_by,
        lot.ready_s,
        lot.accredited_only,
        sorted(lot.members),
        lot.label,
        lot.id,
    )


def _places(keys: list[str] | list[tuple[object, ...]]) -> Ints:
    """Return the place of each key in ascending order."""
    places = np.empty(len(keys), dtype=np.int64)
    places[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
    return places


def _alike(made: OpenSupply, fair: Floats) -> Ints:
    """(I,): a number that those share whose needs, stores and fair parts are the same.

    Refusals leave no need; rights and floors show in the fair parts.
    """
    numbers: dict[tuple[object, ...], int] = {}
    found = []
    for place, who in enumerate(made.scenario.associations):
        key = (
            who.cold_storage_kg,
            who.ambient_storage_kg,
            tuple(np.round(made.split.need_kg[place], ALIKE_DIGITS)),
            tuple(np.round(fair[:, place], ALIKE_DIGITS)),
        )
        found.append(numbers.setdefault(key, len(numbers)))
    return np.array(found, dtype=np.int64)


def _later(made: OpenSupply) -> csr_array:
    """(R, A): 1 where the store of an arc is full at a moment that the arc's row does not hold.

    What a lot brings beyond the week's need stays in store after its distribution.
    """
    split = made.split
    names = [one.id for one in made.scenario.associations]
    ambient = np.array([one.temperature == "ambient" for one in made.scenario.families])
    rows: list[int] = []
    columns: list[int] = []
    for who, group, row in made.stores:
        stored = ambient[split.family] == (group == "ambient")
        mine = np.flatnonzero((split.association == names.index(who)) & stored)
        others = np.setdiff1d(mine, split.rows[[row]].indices).tolist()
        columns += others
        rows += [row] * len(others)
    return csr_array((np.ones(len(rows)), (rows, columns)), shape=split.rows.shape)
