"""What is tried: a sum more in each envelope, its conditions lifted, each funder leaving."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from models.grants_study import (
    FunderLeaves,
    GrantPart,
    MoreTried,
    StructureLoss,
    TerritoryGain,
)
from models.warehouse_study import WarehouseStudy
from solver.grants.giving import Given
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

    def told(name: str, kind: str, then: Fairest) -> MoreTried:
        totals = _totals(given, then)
        return MoreTried.model_validate(
            {
                "envelope": name,
                "kind": kind,
                "gains": _gains(before, totals),
                "lowest": lowest_of(then),
                "used_cents": round(100 * (sum(totals.values()) - sum(before.values()))),
            }
        )

    priced = {name for one in now.settled for name in one.prices}
    for name, one in sorted(given.envelopes.items()):
        # prices without the envelope prove every level, whatever it holds more
        useful = f"envelope:{name}" in priced
        yield told(name, "more", given.by_territory((name, tried_eur)) if useful else now)
        if one.eur and (one.uses or one.territories or one.structures or one.most_eur is not None):
            free = one.changed(uses=(), territories=(), structures=(), most_eur=None)
            yield told(name, "lifted", given.with_envelope(free).by_territory())


def leaving(
    given: Given,
    parts: Collection[GrantPart],
    warehouse: WarehouseStudy | None,
) -> Iterator[FunderLeaves]:
    """Yield what changes if each funder of the list leaves.

    Parameters
    ----------
    parts
        Those of the year.
    """
    settled = given.by_territory()
    before, totals = lowest_of(settled), _totals(given, settled)
    now = min((one.have / one.size for one in given.territories), default=0.0)
    funded: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in parts:
        if not one.passed:
            funded[one.structure][one.funder] += one.cents
    given_to = {who: sum(max(0, cents) for cents in by.values()) for who, by in funded.items()}
    for funder in given.grants.funders:
        gone = {one.id for one in funder.envelopes}
        lost = tuple(_lost(parts, funder.id))
        if not lost and not gone:
            continue
        left = _left(given, gone, lost)
        then = left.by_territory()
        by = _by_structure(lost)
        yield FunderLeaves(
            funder=funder.id,
            lost_cents=sum(one.cents for one in parts if one.funder == funder.id),
            losses=tuple(
                StructureLoss(
                    structure=name,
                    lost_cents=cents,
                    through_cents=cents - _by_structure(lost, funder.id).get(name, 0),
                    share=min(1.0, cents / max(1, given_to[name])),
                )
                for name, cents in sorted(by.items(), key=lambda one: (-one[1], one[0]))
                if cents > 0
            ),
            unfunded=tuple(
                name
                for name, cents in sorted(_arriving(lost).items())
                if 0 < given_to[name] <= cents
            ),
            gains=_gains(totals, _totals(left, then)),
            lowest_now=now,
            lowest_before=before,
            lowest_then=lowest_of(then),
            warehouse_eur=_stress(warehouse, funder.id),
        )


def _lost(parts: Collection[GrantPart], funder: str) -> Iterator[GrantPart]:
    """Yield what is lost: a funder's own grants, and what others pass on of its money.

    One that passes money on passes on less in proportion to what it no longer receives; what it
    gives of its own stays. It loses what it cannot pass on no more than once.
    """
    received: dict[str, int] = defaultdict(int)
    gone: dict[str, int] = defaultdict(int)
    passed: dict[tuple[str, int], int] = defaultdict(int)
    for one in parts:
        if one.passed:
            passed[one.structure, one.award] -= one.cents
        else:
            received[one.structure] += max(0, one.cents)
            if one.funder == funder:
                gone[one.structure] += one.cents
                if one.cents:
                    yield one
    given: dict[tuple[str, int], int] = defaultdict(int)
    for one in parts:
        if not one.passed and (one.funder, one.award) in passed:
            given[one.funder, one.award] += one.cents
    for one in parts:
        whole = given.get((one.funder, one.award), 0)
        if one.passed or whole <= 0 or gone[one.funder] <= 0:
            continue
        share = min(1.0, gone[one.funder] / received[one.funder])
        less = round(share * one.cents * passed[one.funder, one.award] / whole)
        if less:
            yield one.changed(cents=less)
            yield one.changed(structure=one.funder, territory=None, cents=-less)


def _by_structure(lost: Collection[GrantPart], funder: str | None = None) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for one in lost:
        if funder is None or one.funder == funder:
            found[one.structure] += one.cents
    return dict(found)


def _arriving(lost: Collection[GrantPart]) -> dict[str, int]:
    """Return what no longer arrives at each structure, kept or passed on."""
    return _by_structure([one for one in lost if one.structure != one.funder])


def _left(given: Given, gone: Collection[str], lost: Collection[GrantPart]) -> Given:
    """Return the money of the others, beside what the year has without what is lost."""
    places: dict[str, float] = defaultdict(float)
    for one in lost:
        if one.territory is not None:
            places[one.territory] += one.cents / 100
    by = _by_structure(lost)
    had = {name: eur - by.get(name, 0) / 100 for name, eur in given.had.items()}
    left = given.without(gone, places)
    return Given(left.grants, left.have, had, left.envelopes)


def _stress(warehouse: WarehouseStudy | None, funder: str) -> dict[str, float]:
    """Return what each network would pay more, by the warehouse's own stress test."""
    if warehouse is None or warehouse.funding is None:
        return {}
    for one in warehouse.funding.stress:
        if one.who == funder and one.kind in ("funder_leaves", "subsidy_stops"):
            return dict(one.change_eur)
    return {}
