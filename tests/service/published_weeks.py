"""Weeks that were split, to be published in a ledger."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from models.allocation import Allocation, Supply, SupplyLot
from models.scenario import Scenario
from service.ledger import Ledger
from solver.allocation.supply import expected
from solver.split import allocate
from tests.helpers.scenarios import changed, tiny

MONDAY = date(2026, 11, 30)


def split_of(week: int = 0, **changes: Any) -> Allocation:
    base: Scenario = changed(tiny("hub"), week_of=MONDAY + timedelta(weeks=week), **changes)
    return allocate(base, expected(base), compare=False)


def asking(week: int, *, window: int, **changes: Any) -> Scenario:
    policy = tiny("hub").policy
    rule = policy.split.changed(window_weeks=window)
    at = MONDAY + timedelta(weeks=week)
    return changed(tiny("hub"), week_of=at, policy=policy.changed(split=rule), **changes)


def crates_of(week: int, *, members: tuple[str, ...] = ("secours", "restos")) -> Allocation:
    """Two crates of dry food for two that need 40 and 20 kg of it, and a third that needs 20."""
    base = asking(week, window=8)
    needs = {"secours": 40.0, "restos": 20.0, "ccas": 20.0}
    everyone = [
        one.changed(weekly_need_kg={"dry": needs[one.id]}, refuses=()) for one in base.associations
    ]
    lot = SupplyLot(
        id="dry",
        label="Dry",
        family="dry",
        kg=20.0,
        container="crate",
        units=2,
        ready_s=0,
        use_by=60,
        members=members,
    )
    supply = Supply(source="weighed", lots=(lot,))
    return allocate(changed(base, associations=everyone), supply, compare=False)


def accounts(ledger: Ledger) -> dict[str, float]:
    found = ledger.history(asking(1, window=8)).account_kg
    return {who: round(row["dry"], 2) for who, row in found.items()}
