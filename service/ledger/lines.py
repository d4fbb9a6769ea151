"""The ledger's lines: what a week writes, what each adds to what is kept, and their sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from models.allocation import Allocation

LEAST_KG = 0.01
"""Less than that is a rounding, and writes no line."""
Kind = Literal["need", "promised", "received", "refused", "returned"]


@dataclass(frozen=True)
class Entry:
    """One line of the ledger."""

    week_of: date
    association: str
    family: str
    kind: Kind
    kg: float
    reason: str
    recorded_at: datetime
    author: str | None = None
    """Number of the account that wrote it, where one did."""


@dataclass(frozen=True)
class Withdrawn:
    """A publication that was taken back: nothing of it counts."""

    week_of: date
    published_at: datetime
    reason: str
    withdrawn_at: datetime
    author: str | None = None


@dataclass(frozen=True)
class FairPart:
    """The fraction of what a week shared of a family that was due to an association."""

    week_of: date
    association: str
    family: str
    part: float
    largest_lot_kg: float
    """Of the family and week; 0 when it was shared by kg."""


@dataclass(frozen=True)
class Balance:
    """What one association got over some weeks, kg."""

    association: str
    need_kg: float
    promised_kg: float
    received_kg: float
    """What it keeps: promised, as corrected, less what it refused and returned."""
    by_family_kg: Mapping[str, float]
    """What it keeps, by family."""
    weeks: int


def kept_kg(kind: str, kg: float) -> float:
    """Return what a line adds to what an association keeps."""
    if kind in ("promised", "received"):
        return kg
    return -kg if kind in ("refused", "returned") else 0.0


def balance(who: str, lines: Sequence[Entry]) -> Balance:
    """Return what the lines of one association come to."""
    families: dict[str, float] = defaultdict(float)
    for one in lines:
        families[one.family] += kept_kg(one.kind, one.kg)
    return Balance(
        association=who,
        need_kg=sum(one.kg for one in lines if one.kind == "need"),
        promised_kg=sum(one.kg for one in lines if one.kind == "promised"),
        received_kg=sum(families.values()),
        by_family_kg=dict(families),
        weeks=len({one.week_of for one in lines}),
    )


def published_lines(allocation: Allocation) -> list[dict[str, Any]]:
    """Return the needs and promises that a split publishes, as rows of ``entries``."""
    scenario = allocation.scenario
    promised: dict[tuple[str, str], float] = defaultdict(float)
    for portion in allocation.portions:
        promised[portion.association, allocation.supply.lot[portion.lot].family] += portion.kg
    found = []
    for who in scenario.associations:
        for family in scenario.families:
            place = {"association": who.id, "family": family.id}
            need = scenario.need_kg(who.id, family.id)
            if need > 0:
                found.append(place | {"kind": "need", "kg": need})
            if promised[who.id, family.id] > 0:
                found.append(place | {"kind": "promised", "kg": promised[who.id, family.id]})
    return found


def differences(
    allocation: Allocation, written: Iterable[tuple[str, str, Any]]
) -> list[dict[str, Any]]:
    """Return the lines that bring what is kept to what a split gives, as rows of ``entries``.

    Parameters
    ----------
    written
        Association, family, and a line with its ``kind`` and ``kg``.
    """
    kept: dict[tuple[str, str], float] = defaultdict(float)
    for who, family, line in written:
        kept[who, family] += kept_kg(line.kind, line.kg)
    given: dict[tuple[str, str], float] = defaultdict(float)
    for portion in allocation.portions:
        given[portion.association, allocation.supply.lot[portion.lot].family] += portion.kg
    return [
        {"association": who, "family": family, "kind": "received", "kg": change}
        for who, family in sorted(given.keys() | kept.keys())
        if abs(change := round(given[who, family] - kept[who, family], 3)) >= LEAST_KG
    ]


def published_parts(allocation: Allocation) -> list[dict[str, Any]]:
    """Return the fair parts in what a split shares, as rows of ``fair_parts``."""
    found = []
    for family in allocation.scenario.families:
        fair = {one.association: one.fair_kg.get(family.id, 0.0) for one in allocation.standings}
        total = sum(fair.values())
        largest = max(
            (
                lot.kg / lot.units
                for lot in allocation.supply.lots
                if lot.family == family.id and allocation.supply.whole
            ),
            default=0.0,
        )
        found += [
            {
                "association": who,
                "family": family.id,
                "part": min(1.0, kg / total),
                "largest_lot_kg": largest,
            }
            for who, kg in fair.items()
            if kg > 0
        ]
    return found
