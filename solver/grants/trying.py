"""What is tried: a sum more in each envelope, its conditions lifted, each funder leaving."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from models.grants import Envelope
from models.grants_study import (
    FunderLeaves,
    GrantPart,
    MoreTried,
    Proposal,
    StructureLoss,
    TerritoryGain,
)
from models.warehouse_study import WarehouseStudy
from solver.grants.giving import Given, chosen
from solver.grants.leximin import Fairest

LEAST = 1
"""Cents of a territory under which nothing changed."""


def _totals(given: Given, found: Fairest) -> dict[str, float]:
    """Return euros by territory at its level."""
    return {one.name: one.size * found.level[one.name] for one in given.territories}


def _gains(before: Mapping[str, float], then: Mapping[str, float]) -> tuple[TerritoryGain, ...]:
    found = [
        TerritoryGain(
            territory=name.partition(":")[2], cents=round(100 * (then[name] - before[name]))
        )
        for name in sorted(before)
    ]
    return tuple(one for one in found if abs(one.cents) >= LEAST)


def lowest_of(found: Fairest) -> float:
    """Return the lowest level; nothing where there is none."""
    return min((one.level for one in found.settled), default=0.0)


def more_tried(given: Given, tried_eur: float) -> Iterator[MoreTried]:
    """Yield what a sum more changes in each envelope, and what its conditions cost."""
    now = given.by_territory()
    before = _totals(given, now)

    def tried(name: str, kind: str, changed: Envelope) -> MoreTried:
        other = given.with_envelope(changed)
        then = other.by_territory()
        totals = _totals(other, then)
        used = sum(totals.values()) - sum(before.values())
        return MoreTried.model_validate(
            {
                "envelope": name,
                "kind": kind,
                "gains": _gains(before, totals),
                "lowest": lowest_of(then),
                "used_cents": round(100 * used),
            }
        )

    for name, one in sorted(given.envelopes.items()):
        yield tried(name, "more", one.changed(eur=one.eur + tried_eur))
        if one.eur and (one.uses or one.territories or one.structures or one.most_eur is not None):
            free = one.changed(uses=(), territories=(), structures=(), most_eur=None)
            yield tried(name, "lifted", free)


def leaving(
    given: Given,
    parts: Collection[GrantPart],
    proposals: Collection[Proposal],
    warehouse: WarehouseStudy | None,
) -> Iterator[FunderLeaves]:
    """Yield what changes if each funder of the list leaves.

    Parameters
    ----------
    parts
        Those of the year.
    proposals
        Where money still to give goes while nobody leaves.
    """
    grants = given.grants
    before = lowest_of(given.by_territory())
    now = min((one.have / one.size for one in given.territories), default=0.0)
    funded: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in parts:
        funded[one.structure][one.funder] += one.cents
    planned = _sums(proposals)
    for funder in grants.funders:
        gone = {one.id for one in funder.envelopes}
        lost: dict[str, int] = defaultdict(int)
        places: dict[str, float] = defaultdict(float)
        for part in parts:
            if part.funder == funder.id:
                lost[part.structure] += part.cents
                if part.territory is not None:
                    places[part.territory] += part.cents / 100
        if not lost and not gone:
            continue
        had = {name: given.had.get(name, 0.0) - lost[name] / 100 for name in given.had}
        left = given.without(gone, places)
        left = Given(grants, left.have, had, left.envelopes)
        then = left.by_territory()
        made_good = _sums(chosen(left)[0])
        yield FunderLeaves(
            funder=funder.id,
            lost_cents=sum(lost.values()),
            losses=tuple(
                StructureLoss(
                    structure=name,
                    lost_cents=cents,
                    share=cents / sum(funded[name].values())
                    if sum(funded[name].values()) > 0
                    else 0.0,
                    then_cents=made_good.get(name, 0) - planned.get(name, 0),
                )
                for name, cents in sorted(lost.items(), key=lambda one: (-one[1], one[0]))
                if cents > 0
            ),
            unfunded=tuple(
                name
                for name in sorted(lost)
                if not any(cents > 0 for other, cents in funded[name].items() if other != funder.id)
            ),
            lowest_now=now,
            lowest_before=before,
            lowest_then=lowest_of(then),
            warehouse_eur=_stress(warehouse, funder.id),
        )


def _sums(proposals: Collection[Proposal]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in proposals:
        found[one.structure] = found.get(one.structure, 0) + one.cents
    return found


def _stress(warehouse: WarehouseStudy | None, funder: str) -> dict[str, float]:
    """Return what each network would pay more, by the warehouse's own stress test."""
    if warehouse is None or warehouse.funding is None:
        return {}
    for one in warehouse.funding.stress:
        if one.who == funder and one.kind in ("funder_leaves", "subsidy_stops"):
            return dict(one.change_eur)
    return {}
