"""The fair part of each lot: by need between those who have a right to it, lifted to floors.

Of every family each association is due the same proportion of its need. Where that leaves one
below its floor (what it would have alone, in points), its parts are raised until the floor is
reached, as far as the lots and its needs allow, at the expense of those above theirs: iterative
proportional fitting between what there is of each family and what each is due in points
(Deming & Stephan 1940).
"""

from __future__ import annotations

import numpy as np

from solver.allocation.base import Flags, Floats, Ints
from solver.allocation.supply import OpenSupply

ROUNDS = 60
"""Passes of the fitting, at most."""
NEAR = 1e-7
"""Relative distance at which points due are reached."""


def parts_of(made: OpenSupply) -> Floats:
    """(L, I): the fair fractions of the lots of an offer.

    Dates and stores take no right away: whoever cannot have one lot is owed more of the next.
    """
    families = [one.id for one in made.scenario.families]
    places = {one.id: place for place, one in enumerate(made.scenario.associations)}
    lots = {lot.id: number for number, lot in enumerate(made.supply.lots)}
    rights = np.ones((len(lots), len(places)), dtype=np.bool_)
    for (lot, who), barrier in made.barriers.items():
        if barrier in ("member", "accreditation"):
            rights[lots[lot], places[who]] = False
    return fair_parts(
        np.array([families.index(lot.family) for lot in made.supply.lots], dtype=np.int64),
        np.array([lot.kg for lot in made.supply.lots]),
        rights,
        made.split.need_kg,
        made.split.points,
        made.split.floors,
    )


def due(made: OpenSupply, kg: Floats) -> Floats:
    """(I, F): the fair parts of what goes along each arc (A,), kg."""
    given = np.bincount(made.lot, weights=kg, minlength=len(made.supply.lots))
    families = [one.id for one in made.scenario.families]
    total = np.zeros((len(families), len(made.split.need_kg)))
    family = [families.index(lot.family) for lot in made.supply.lots]
    np.add.at(total, family, parts_of(made) * given[:, None])
    fair: Floats = total.T
    return fair


def fair_parts(
    family: Ints, kg: Floats, rights: Flags, need_kg: Floats, points: Floats, floors: Floats
) -> Floats:
    """(L, I): fraction of each lot that is due to each association; rows sum to 1, or are empty.

    Parameters
    ----------
    family
        (L,): the family of each lot.
    kg
        (L,): each lot, all its units.
    rights
        (L, I): who may have a lot: members, accredited where that is asked.
    need_kg
        (I, F): this week's needs.
    points
        (F,): points per kg.
    floors
        (I,): points that each would have alone.
    """
    need = need_kg.T[family] * rights
    due = _due_kg(need, kg, _caps(family, kg, rights, need_kg), points[family], floors)
    total = due.sum(axis=1, keepdims=True)
    parts: Floats = np.divide(due, total, out=np.zeros_like(due), where=total > 0)
    return parts


def _caps(family: Ints, kg: Floats, rights: Flags, need_kg: Floats) -> Floats:
    """(L, I): most kg of each lot that are due: the need of its family, spread over its lots."""
    offered = np.zeros((len(need_kg), need_kg.shape[1]))
    np.add.at(offered.T, family, rights * kg[:, None])
    share = np.divide(need_kg, offered, out=np.zeros_like(need_kg), where=offered > 0)
    caps: Floats = share.T[family] * rights * kg[:, None]
    return caps


def _due_kg(need: Floats, kg: Floats, caps: Floats, worth: Floats, floors: Floats) -> Floats:
    """(L, I): kg due of each lot."""
    weight = np.ones(need.shape[1])
    due = _filled(need, caps, kg)
    reachable = worth @ np.minimum(caps, kg[:, None])
    total = float((worth @ due).sum())
    # floors that exceed what there is are lowered in proportion, those out of reach as far
    wanted = _filled(floors[None, :], np.minimum(floors, reachable)[None, :], np.array([total]))[0]
    for _ in range(ROUNDS):
        points = worth @ due
        target = _targets(points, wanted)
        if (np.abs(target - points) <= NEAR * np.maximum(target, 1.0)).all():
            break
        weight *= np.divide(target, points, out=np.ones_like(points), where=points > 0)
        weight /= weight.max()
        due = _filled(need * weight, caps, kg)
    return due


def _targets(points: Floats, floors: Floats) -> Floats:
    """Return points (I,) of the same total, nobody below its floor if that can be."""
    total = float(points.sum())
    held: Flags = points < floors
    while True:
        free = total - float(floors[held].sum())
        rest = float(points[~held].sum())
        target: Floats = np.where(held, floors, points * (free / rest if rest > 0 else 0.0))
        below = (target < floors) & ~held
        if not below.any():
            return target
        held |= below


def _filled(weight: Floats, caps: Floats, kg: Floats) -> Floats:
    """Return each lot (L, I) divided in proportion to weights, none above its cap."""
    due: Floats = np.zeros_like(weight)
    rising = (weight > 0) & (caps > 0)
    left = np.minimum(kg, np.where(rising, caps, 0.0).sum(axis=1))
    while rising.any():
        share = np.where(rising, weight, 0.0)
        total = share.sum(axis=1, keepdims=True)
        step = share * np.divide(left[:, None], total, out=np.zeros_like(total), where=total > 0)
        full = rising & (step >= caps)
        if not full.any():
            due = due + step
            break
        due = np.where(full, caps, due)
        left = left - np.where(full, caps, 0.0).sum(axis=1)
        rising &= ~full
    return due
