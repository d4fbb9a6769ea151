from __future__ import annotations

from models.allocation import Supply
from service.kinds.split.accounts import Account, accounts
from service.kinds.split.page import split_page
from solver.allocation.supply import expected
from solver.split import allocate
from tests.helpers.scenarios import tiny
from tests.helpers.weeks import Weeks
from tests.solver.test_crates_over_weeks import DRY, association, crates, town


def test_accounts_go_from_before_the_week_to_after_it() -> None:
    weeks = Weeks()
    for week in range(2):
        scenario = town([association("a", 100), association("b", 100)], week)
        made = weeks.split(scenario, crates(scenario, {DRY: 1}))
    family = scenario.family[DRY]
    assert accounts(made) == [
        Account("A", family, -5.0, 5.0, 0.0, 0.0),
        Account("B", family, 5.0, 5.0, 10.0, 0.0),
    ]
    titles = [section.title for section in split_page(made, "en").sections]
    assert "Accounts of whole lots (kg)" in titles


def test_what_is_shared_by_kg_shows_no_account() -> None:
    scenario = tiny("hub")
    made = allocate(scenario, Supply(source="weighed", lots=expected(scenario).lots), compare=False)
    assert accounts(made) == []
    titles = [section.title for section in split_page(made, "en").sections]
    assert "Accounts of whole lots (kg)" not in titles
