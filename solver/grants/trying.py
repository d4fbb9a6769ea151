"""What is tried: a sum more in each envelope, its conditions lifted, each funder leaving."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from models.grants import GrantFunder
from models.grants_study import (
    FunderLeaves,
    GrantPart,
    MoreTried,
    StructureLoss,
    TerritoryGain,
)
from models.letters import bare
from models.warehouse_study import WarehouseStudy
from solver.grants.giving import Given
from solver.grants.leximin import Fairest, Limit, Raising
from solver.programs.solved import INFINITY

LEAST = 1
"""Cents of a territory under which nothing changed."""


class Wide:
    """The money still to give, conditions being limits that can be lifted.

    Every envelope reaches whatever lacks: what its conditions forbid is a sum of at most nothing.
    """

    def __init__(self, given: Given) -> None:
        """Raise the levels once; all that is tried goes on from there."""
        free = {
            name: one.changed(uses=(), territories=(), structures=())
            for name, one in given.envelopes.items()
        }
        open_ = Given(given.grants, given.have, given.had, free)
        allowed = set(given.choices)
        closed: dict[str, list[int]] = defaultdict(list)
        for n, choice in enumerate(open_.choices):
            if choice not in allowed:
                closed[f"closed:{choice[0]}"].append(n)
        self.limits = [
            *open_.limits,
            *(Limit(name, 0.0, tuple(some)) for name, some in sorted(closed.items())),
        ]
        self.raising = Raising(len(open_.choices), open_.territories, self.limits)

    def conditions(self, envelope: str) -> dict[str, float]:
        """Return the limits that its conditions are, lifted."""
        return {
            one.name: INFINITY
            for one in self.limits
            if one.name == f"closed:{envelope}" or one.name.startswith(f"cap:{envelope}/")
        }


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
    wide = Wide(given)
    before = _totals(given, wide.raising.found)

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

    for name, one in sorted(given.envelopes.items()):
        yield told(name, "more", wide.raising.again({f"envelope:{name}": one.eur + tried_eur}))
        if one.eur and (one.uses or one.territories or one.structures or one.most_eur is not None):
            yield told(name, "lifted", wide.raising.again(wide.conditions(name)))


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
    raising = given.raising
    settled = raising.found
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
        limits = {f"envelope:{name}": 0.0 for name in gone}
        then = raising.again(limits, _left(given, lost))
        by, own = _by_structure(lost), _by_structure(lost, funder.id)
        yield FunderLeaves(
            funder=funder.id,
            lost_cents=sum(one.cents for one in parts if one.funder == funder.id),
            losses=tuple(
                StructureLoss(
                    structure=name,
                    lost_cents=cents,
                    through_cents=cents - own.get(name, 0),
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
            gains=_gains(totals, _totals(given, then)),
            lowest_now=now,
            lowest_before=before,
            lowest_then=lowest_of(then),
            warehouse_eur=stress_of(warehouse, funder),
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


def _left(given: Given, lost: Collection[GrantPart]) -> dict[str, float]:
    """Return what each territory has of the year without what is lost."""
    places: dict[str, float] = defaultdict(float)
    for one in lost:
        if one.territory is not None:
            places[f"territory:{one.territory}"] += one.cents / 100
    return {one.name: one.have - places[one.name] for one in given.territories}


def payers_of(warehouse: WarehouseStudy | None) -> dict[str, str]:
    """Return what those who pay for a warehouse without using it are called, by id."""
    place = None if warehouse is None else warehouse.scenario.warehouse
    money = None if place is None else place.funding
    if money is None:
        return {}
    funders = {one.id: one.label for one in money.funders}
    return funders | {one.id: one.label for one in money.subsidies}


def same_payer(warehouse: WarehouseStudy | None, funder: GrantFunder) -> str | None:
    """Return who of a warehouse's payers a funder is: of the same id, or called the same."""
    known = payers_of(warehouse)
    if funder.id in known:
        return funder.id
    return next((one for one, label in known.items() if bare(label) == bare(funder.label)), None)


def stress_of(warehouse: WarehouseStudy | None, funder: GrantFunder) -> dict[str, float]:
    """Return what each network would pay more, by name: the warehouse's own stress test."""
    who = same_payer(warehouse, funder)
    if warehouse is None or warehouse.funding is None or who is None:
        return {}
    place = warehouse.scenario.warehouse
    names = {} if place is None else {one.id: one.label for one in place.networks}
    for one in warehouse.funding.stress:
        if one.who == who and one.kind in ("funder_leaves", "subsidy_stops"):
            return {names.get(name, name): eur for name, eur in one.change_eur.items()}
    return {}
