"""Weeks published, corrected, withdrawn, settled, and what counts afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.visits import Visit
from service.ledger import Ledger, LedgerError, Telling
from solver.split import allocate
from tests.service.published_weeks import MONDAY, accounts, asking, crates_of, split_of


def test_a_week_is_published_once(url: str) -> None:
    with Ledger(url) as ledger:
        ledger.publish(split_of())
        lines = ledger.entries("tiny")
        with pytest.raises(LedgerError, match="published already"):
            ledger.publish(split_of())
        with pytest.raises(LedgerError, match="published already"):
            ledger.draft(split_of())
        assert ledger.entries("tiny") == lines
        assert ledger.weeks("tiny") == [MONDAY]


def test_what_is_published_is_what_was_split(url: str) -> None:
    made = split_of()
    with Ledger(url) as ledger:
        ledger.draft(made)
        assert ledger.entries("tiny") == []
        ledger.publish(made)
        balances = {one.association: one for one in ledger.balances("tiny")}
    for standing in made.standings:
        balance = balances[standing.association]
        assert balance.promised_kg == pytest.approx(standing.received_kg, abs=0.1)
        assert balance.received_kg == balance.promised_kg
        assert balance.need_kg == pytest.approx(standing.need_kg)


def test_corrections_are_visible_lines_and_move_the_balance(url: str) -> None:
    with Ledger(url) as ledger:
        ledger.publish(split_of())
        before = {one.association: one.received_kg for one in ledger.balances("tiny")}
        count = len(ledger.entries("tiny"))
        ledger.correct("tiny", MONDAY, "secours", "fruit", "received", -3.0, "short")
        ledger.correct("tiny", MONDAY, "secours", "fruit", "returned", 2.0, "spoilt")
        after = {one.association: one.received_kg for one in ledger.balances("tiny")}
        assert len(ledger.entries("tiny")) == count + 2
        assert after["secours"] == pytest.approx(before["secours"] - 5.0)
        assert after["restos"] == before["restos"]
        with pytest.raises(LedgerError, match="cannot leave"):
            ledger.correct("tiny", MONDAY, "secours", "fruit", "returned", 1e4, "too much")
        with pytest.raises(LedgerError, match="not published"):
            ledger.correct(
                "tiny", MONDAY + timedelta(weeks=1), "secours", "fruit", "refused", 1.0, "x"
            )
        assert len(ledger.entries("tiny")) == count + 2


def test_a_withdrawn_week_counts_no_more_and_may_be_published_again(url: str) -> None:
    """Its lines stay, and the line that withdrew it shows why."""
    with Ledger(url) as ledger:
        ledger.publish(split_of())
        first = ledger.balances("tiny")
        ledger.withdraw("tiny", MONDAY, "a store closed")
        assert ledger.weeks("tiny") == []
        assert ledger.entries("tiny") == []
        assert ledger.balances("tiny") == []
        assert ledger.history(asking(1, window=8)).weeks == 0
        (told,) = ledger.withdrawn("tiny")
        assert (told.week_of, told.reason) == (MONDAY, "a store closed")
        with pytest.raises(LedgerError, match="not published"):
            ledger.withdraw("tiny", MONDAY, "again")
        with pytest.raises(LedgerError, match="not published"):
            ledger.correct("tiny", MONDAY, "secours", "fruit", "returned", 1.0, "late")
        ledger.publish(split_of())
        assert ledger.weeks("tiny") == [MONDAY]
        assert ledger.balances("tiny") == first
        ledger.withdraw("tiny", MONDAY, "twice")
        assert len(ledger.withdrawn("tiny")) == 2


def test_a_week_is_settled_once(url: str) -> None:
    """What each keeps becomes what a later split gives; nothing is written again."""
    with Ledger(url) as ledger:
        with pytest.raises(LedgerError, match="not published"):
            ledger.settle(crates_of(0), "weighed")
        ledger.publish(split_of())
        assert ledger.settle(crates_of(0), "weighed") > 0
        assert ledger.settle(crates_of(0), "weighed") == 0
        kept = {one.association: one.received_kg for one in ledger.balances("tiny")}
    for one in crates_of(0).standings:
        assert kept[one.association] == pytest.approx(one.received_kg, abs=0.05)


def test_what_was_weighed_is_withdrawn_no_more(url: str) -> None:
    """Nor what is closed; a week beside it is free."""
    visit = Visit(
        day=MONDAY, donor="super", association="restos", holder="restos", outcome="closed"
    )
    with Ledger(url) as ledger:
        for week in range(3):
            ledger.publish(split_of(week))
        ledger.tell("tiny", Telling((visit,)))
        ledger.close_week("tiny", MONDAY + timedelta(weeks=1))
        for week in range(2):
            with pytest.raises(LedgerError, match="withdrawn no more"):
                ledger.withdraw("tiny", MONDAY + timedelta(weeks=week), "late")
        ledger.withdraw("tiny", MONDAY + timedelta(weeks=2), "early")
        assert len(ledger.weeks("tiny")) == 2


def test_the_window_rolls(url: str) -> None:
    with Ledger(url) as ledger:
        for week in range(4):
            ledger.publish(split_of(week))
        assert ledger.history(asking(4, window=8)).weeks == 4
        assert ledger.history(asking(4, window=3)).weeks == 2
        assert ledger.history(asking(4, window=1)).weeks == 0
        assert ledger.history(asking(0, window=8)).weeks == 0
        assert ledger.history(asking(4, window=8, id="elsewhere")).weeks == 0
        two = ledger.history(asking(4, window=3))
        one = split_of(3).standing["secours"]
        assert sum(two.received_kg["secours"].values()) == pytest.approx(
            2 * one.received_kg, abs=0.5
        )


def test_who_was_short_is_served_first_afterwards(url: str) -> None:
    made = split_of()
    with Ledger(url) as ledger:
        ledger.publish(made)
        for lot in made.portions:
            family = made.supply.lot[lot.lot].family
            if lot.association == "restos":
                ledger.correct("tiny", MONDAY, "restos", family, "refused", lot.kg - 0.01, "late")
        after = split_of(1)
        history = ledger.history(asking(1, window=8))
    again = allocate(after.scenario, after.supply, history=history, compare=False)
    assert again.standing["restos"].received_kg >= after.standing["restos"].received_kg - 0.1
    assert again.standing["secours"].received_kg <= after.standing["secours"].received_kg + 0.1


def test_accounts_are_what_was_due_less_what_is_kept(url: str) -> None:
    """Two thirds and one third of what is shared among those with a right to it; no week ends."""
    with Ledger(url) as ledger:
        for week in range(10):
            ledger.publish(crates_of(week))
        account = ledger.history(asking(10, window=8)).account_kg
        kept = {one.association: one.received_kg for one in ledger.balances("tiny")}
    assert account["secours"]["dry"] == pytest.approx(200 * 2 / 3 - kept["secours"], abs=1e-3)
    assert account["restos"]["dry"] == pytest.approx(200 / 3 - kept["restos"], abs=1e-3)
    assert account["ccas"]["dry"] == 0.0


def test_corrections_move_accounts_and_take_nothing_from_nobody(url: str) -> None:
    """What was refused was not shared; what lacked and what came back neither."""
    with Ledger(url) as ledger:
        ledger.publish(crates_of(0))
        assert accounts(ledger) == {"secours": 3.33, "restos": -3.33, "ccas": 0.0}
        ledger.correct("tiny", MONDAY, "restos", "dry", "refused", 10.0, "late")
        assert accounts(ledger) == {"secours": -3.33, "restos": 3.33, "ccas": 0.0}
        ledger.correct("tiny", MONDAY, "secours", "dry", "received", 2.0, "heavier")
        ledger.correct("tiny", MONDAY, "secours", "dry", "returned", 6.0, "spoilt")
        assert accounts(ledger) == {"secours": -2.0, "restos": 2.0, "ccas": 0.0}
