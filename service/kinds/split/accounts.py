"""The accounts of whole lots: what each was owed, is due this week, receives, and keeps."""

from __future__ import annotations

from dataclasses import dataclass

from models.allocation import Allocation
from models.products import Family

HEADS = ("association", "family", "owed_before", "fair_part", "received_kg", "owed_after")
SHOWN_KG = 0.05
"""Below this an account is even, and nothing was shared."""


@dataclass(frozen=True)
class Account:
    """One account in one week, kg."""

    association: str
    family: Family
    before_kg: float
    fair_kg: float
    received_kg: float
    after_kg: float


def accounts(allocation: Allocation) -> list[Account]:
    """Return the accounts of the families shared this week; none when they are shared by kg."""
    if not allocation.supply.whole:
        return []
    shared = {
        family
        for one in allocation.standings
        for family, kg in one.by_family_kg.items()
        if kg > SHOWN_KG
    }
    found = []
    for family in allocation.scenario.families:
        for one in allocation.standings:
            if family.id not in shared or family.id not in one.account_kg:
                continue
            fair, after = one.fair_kg[family.id], one.account_kg[family.id]
            received = one.by_family_kg.get(family.id, 0.0)
            before = after - fair + received
            if max(abs(before), fair, received) > SHOWN_KG:
                label = allocation.scenario.association[one.association].label
                found.append(Account(label, family, before, fair, received, after))
    return found
