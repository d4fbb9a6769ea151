from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.products import Family
from solver.allocation.accounts import Accounts, PastWeek, accounts

MONDAY = date(2026, 11, 30)
CRATE_KG = 10.0
FRESH = Family(
    id="fresh", label="Frais", temperature="chilled", shelf_days=3, target_kg_per_person=1.0
)
FROZEN = FRESH.changed(id="frozen", temperature="frozen", shelf_days=30)


def week(
    number: int,
    need: dict[str, float],
    received: dict[str, float],
    *,
    family: str = "fresh",
    parts: dict[str, float] | None = None,
    largest_kg: float = 0.0,
) -> PastWeek:
    return PastWeek(
        MONDAY + timedelta(weeks=number),
        {who: {family: kg} for who, kg in need.items()},
        {who: {family: kg} for who, kg in received.items()},
        {who: {family: part} for who, part in (parts or {}).items()},
        {family: largest_kg},
    )


def after(*weeks: PastWeek, window: int = 8, later: int = 1) -> Accounts:
    families = {one.id: one for one in (FRESH, FROZEN)}
    at = (weeks[-1].week_of if weeks else MONDAY) + timedelta(weeks=later)
    return accounts(weeks, families, at, window)


def test_nothing_is_owed_before_the_first_week() -> None:
    assert after() == Accounts({}, {})


def test_the_fair_part_is_by_need_and_all_that_was_kept_counts_as_shared() -> None:
    found = after(week(0, {"a": 30, "b": 10}, {"a": 20, "b": 0}))
    assert found.owed_kg == {"a": {"fresh": -5.0}, "b": {"fresh": 5.0}}


def test_noted_parts_come_before_needs() -> None:
    """The lots of that week were for members: the third had no right to them."""
    found = after(
        week(0, {"a": 10, "b": 10, "c": 10}, {"a": 20.0}, parts={"a": 0.25, "b": 0.75, "c": 0.0})
    )
    assert found.owed_kg == {"a": {"fresh": -15.0}, "b": {"fresh": 15.0}, "c": {"fresh": 0.0}}


def test_an_account_starts_at_zero_and_stands_still_without_need() -> None:
    both, one = {"a": 10.0, "b": 10.0}, {"a": 10.0}
    found = after(
        week(0, both, {"a": 10.0}),
        week(1, one, {"a": 10.0}),
        week(2, {**both, "c": 20.0}, {"b": 8.0, "c": 4.0}),
    )
    assert found.owed_kg["a"]["fresh"] == pytest.approx(-5.0 + 3.0)
    assert found.owed_kg["b"]["fresh"] == pytest.approx(5.0 + 3.0 - 8.0)
    assert found.owed_kg["c"]["fresh"] == pytest.approx(6.0 - 4.0)


def test_what_is_received_without_need_counts_for_nobody() -> None:
    found = after(week(0, {"a": 10.0}, {"a": 4.0, "b": 6.0}))
    assert found.owed_kg == {"a": {"fresh": 0.0}}


def test_below_one_crate_no_window_cuts() -> None:
    weeks = [week(n, {"a": 1.0, "b": 49.0}, {"b": 20.0}) for n in range(24)]
    assert after(*weeks, window=2).owed_kg["a"]["fresh"] == pytest.approx(24 * 0.4)


def test_beyond_a_window_accounts_fade_but_never_change_places() -> None:
    """Two that can never have any, one of them owed a crate more: bounded, and still in order."""
    need = {"a": 10.0, "b": 10.0, "c": 10.0}
    weeks = [week(0, need, {"b": 10.0, "c": 20.0})]
    weeks += [week(n, need, {"c": 30.0}) for n in range(1, 60)]
    found = after(*weeks, window=3).owed_kg
    assert found["a"]["fresh"] > found["b"]["fresh"] > 30.0
    assert found["a"]["fresh"] < 30.0 + 10.0 * 4
    assert after(*weeks[:3], window=3).owed_kg["a"]["fresh"] == pytest.approx(30.0)
    assert after(*weeks, window=104).owed_kg["a"]["fresh"] == pytest.approx(600.0)


def test_one_crate_is_the_largest_lot_that_was_shared() -> None:
    weeks = [
        week(n, {"a": 1.0, "b": 49.0}, {"b": 20.0}, largest_kg=300.0 if n == 0 else CRATE_KG)
        for n in range(60)
    ]
    assert after(*weeks, window=2).owed_kg["a"]["fresh"] == pytest.approx(60 * 0.4)


@pytest.mark.parametrize(("apart", "left"), [(1, 5.5), (2, 1.0), (3, 0.0)])
def test_what_a_crate_leaves_is_used_at_the_pace_of_the_need(apart: int, left: float) -> None:
    found = after(week(0, {"a": 4.5}, {"a": 10.0}, family="frozen"), later=apart)
    assert found.carried_kg == {"a": {"frozen": left}}


def test_what_does_not_keep_is_not_carried_over() -> None:
    assert after(week(0, {"a": 4.5}, {"a": 10.0})).carried_kg == {"a": {"fresh": 0.0}}
    much = after(week(0, {"a": 1.0}, {"a": 100.0}, family="frozen"))
    assert much.carried_kg == {"a": {"frozen": 4.0}}
