from __future__ import annotations

from datetime import date

import pytest

from models.month import Untold
from models.periods import month_of, year_of
from models.visits import Visit, Weighed
from solver.allocation.accounts import PastWeek
from solver.told.food import food_of, holders, months, told_counts
from solver.told.month import month_study
from tests.helpers.made_journal import made_journal
from tests.helpers.scenarios import tiny

MONDAY = date(2026, 11, 2)


def visit(day: int, holder: str, kg: float, rejected: float = 0.0, family: str = "bread") -> Visit:
    food = (Weighed(family=family, kg=kg, rejected_kg={"spoilt": rejected} if rejected else {}),)
    return Visit(
        day=date(2026, 11, day), donor="baker", association=holder, holder=holder, food=food
    )


def test_food_is_added_up_by_family_in_the_scenarios_order() -> None:
    """A family that the scenario lost comes last, under its id."""
    visits = [visit(2, "ccas", 5.0, 1.0), visit(3, "ccas", 7.0, family="old"), visit(4, "ccas", 3)]
    found = food_of(visits, [one.id for one in tiny("hub").families])
    assert [(one.family, one.collected_kg, one.rejected_kg, one.kept_kg) for one in found] == [
        ("bread", 8.0, 1.0, 7.0),
        ("old", 7.0, 0.0, 7.0),
    ]


def test_a_store_that_changed_hands_counts_for_each_holder() -> None:
    """By the holder of each day; what the pool gave is told beside it."""
    visits = [visit(2, "restos", 10.0), visit(20, "ccas", 4.0)]
    week = PastWeek(MONDAY, {"ccas": {"bread": 9.0}}, {"ccas": {"bread": 6.0}})
    found = {one.association: one for one in holders(visits, tiny("hub"), [week], Untold())}
    assert found["restos"].collected_kg == 10
    assert found["ccas"].collected_kg == 4
    assert found["ccas"].received_kg == {"bread": 6.0}
    assert found["secours"].done == 0


def test_every_kg_told_is_in_one_month_of_a_year() -> None:
    """Sums over months are those of the visits; months before anything was told are not of zero."""
    journal = made_journal(tiny("hub"), date(2026, 9, 28), 12)
    year = year_of(2026)
    found = months(journal.visits, year, Untold())
    assert len(found) == 12
    assert sum(one.collected_kg for one in found) == pytest.approx(
        sum(one.kg for one in journal.visits)
    )
    assert [one.done for one in found[:8]] == [0] * 8
    assert [one.told for one in found] == [False] * 8 + [True] * 4


def test_a_week_of_the_ledger_counts_in_the_month_of_its_thursday() -> None:
    """The week of 28 September 2026 is October's: its Thursday is the 1st."""
    october = month_of(date(2026, 10, 1))
    assert october.own_weeks[0] == date(2026, 9, 28)
    assert month_of(date(2026, 9, 1)).own_weeks[-1] == date(2026, 9, 21)


def test_small_counts_are_not_told_and_cannot_be_worked_out() -> None:
    """One hidden alone would be the total less the others: a second one is hidden."""
    assert told_counts({"a": 10, "b": 11, "c": 19}) == {"a": None, "b": None, "c": 19}
    assert told_counts({"a": 4, "b": 1, "c": 19}) == {"a": None, "b": None, "c": 19}
    assert told_counts({"a": 11, "b": 0}) == {"a": 11, "b": 0}
    assert told_counts({"a": 2}) == {"a": None}


def test_a_year_has_counts_and_no_visits() -> None:
    """Its study stays small; a month has its visits, no month's counts."""
    journal = made_journal(tiny("hub"), date(2026, 9, 28), 12)
    today = date(2027, 1, 4)
    year = month_study(journal, [], tiny("hub"), year_of(2026), today=today)
    assert (year.journal.visits, len(year.months), len(year.people)) == ((), 12, 3)
    assert year.settlements == ()
    month = month_study(journal, [], tiny("hub"), month_of(MONDAY), today=today)
    assert len(month.journal.visits) == sum(one.done + one.empty for one in month.holders)
    assert month.months == ()
