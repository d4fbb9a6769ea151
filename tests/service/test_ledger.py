from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, inspect, text

from models.allocation import Allocation, Supply, SupplyLot
from models.scenario import Scenario
from models.visits import Visit
from service.database import DatabaseError, UnavailableError
from service.ledger import Ledger, LedgerError, Telling
from service.ledger.lines import published_lines
from service.ledger.store import MIGRATIONS, VERSION_TABLE
from service.ledger.tables import entries, metadata, publications
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


def test_weeks_published_before_withdrawals_stay(url: str) -> None:
    """A ledger of the third version is brought up to date with all its lines, still kept."""
    made = split_of()
    engine = create_engine(url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        config.attributes["version_table"] = VERSION_TABLE
        command.upgrade(config, "0003")
        moment = datetime(2026, 12, 1, tzinfo=UTC)
        key = {"town": "tiny", "week_of": MONDAY, "rule": "picking", "digest": "0" * 64}
        connection.execute(publications.insert().values(**key, published_at=moment))
        shared = {"publication_id": 1, "reason": "", "recorded_at": moment}
        connection.execute(entries.insert(), [line | shared for line in published_lines(made)])
    engine.dispose()
    with Ledger(url) as ledger:
        assert len(ledger.entries("tiny")) == len(published_lines(made))
        with pytest.raises(LedgerError, match="published already"):
            ledger.publish(made)
    with pytest.raises(Exception, match="append-only"), engine.begin() as connection:
        connection.execute(text("update publications set town = 'x'"))
    engine.dispose()


@pytest.mark.parametrize(
    "deed",
    [
        "update entries set kg = 0",
        "delete from entries",
        "delete from publications",
        "update fair_parts set part = 0",
        "delete from fair_parts",
    ],
)
def test_nothing_published_can_be_changed(url: str, deed: str) -> None:
    with Ledger(url) as ledger:
        ledger.publish(split_of())
        lines = ledger.entries("tiny")
    engine = create_engine(url)
    with pytest.raises(Exception, match="append-only"), engine.begin() as connection:
        connection.execute(text(deed))
    engine.dispose()
    with Ledger(url) as ledger:
        assert ledger.entries("tiny") == lines


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


def accounts(ledger: Ledger) -> dict[str, float]:
    found = ledger.history(asking(1, window=8)).account_kg
    return {who: round(row["dry"], 2) for who, row in found.items()}


def test_weeks_published_before_fair_parts_count_by_need(url: str) -> None:
    """A ledger of the first version is brought up to date, and its weeks are remembered."""
    made = crates_of(0)
    engine = create_engine(url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        config.attributes["version_table"] = VERSION_TABLE
        command.upgrade(config, "0001")
        assert "fair_parts" not in inspect(connection).get_table_names()
        moment = datetime(2026, 12, 1, tzinfo=UTC)
        key = {"town": "tiny", "week_of": MONDAY, "rule": "picking", "digest": "0" * 64}
        connection.execute(publications.insert().values(**key, published_at=moment))
        shared = {"publication_id": 1, "reason": "", "recorded_at": moment}
        connection.execute(entries.insert(), [line | shared for line in published_lines(made)])
    engine.dispose()
    with Ledger(url) as ledger:
        assert accounts(ledger) == {"secours": 0.0, "restos": -5.0, "ccas": 5.0}


def test_two_hands_publish_one_week(url: str) -> None:
    Ledger(url).close()
    made, outcomes = split_of(), []

    def hand() -> None:
        with Ledger(url) as ledger:
            try:
                ledger.publish(made)
                outcomes.append("published")
            except LedgerError:
                outcomes.append("refused")

    hands = [threading.Thread(target=hand) for _ in range(4)]
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    assert sorted(outcomes) == ["published", "refused", "refused", "refused"]
    with Ledger(url) as ledger:
        keys = [(e.association, e.family, e.kind) for e in ledger.entries("tiny")]
    assert len(keys) == len(set(keys))


CRASH = """
import os, signal, sys
from service.ledger import store, writing
from tests.service.test_ledger import MONDAY, split_of
real = writing.published_lines
def lines(allocation):
    found = real(allocation)
    if sys.argv[2] == "lines":
        os.kill(os.getpid(), signal.SIGKILL)
    return found
writing.published_lines = lines
ledger = store.Ledger(sys.argv[1])
if sys.argv[2] == "commit":
    from sqlalchemy import event
    event.listen(ledger.database.engine, "commit", lambda _: os.kill(os.getpid(), signal.SIGKILL))
if sys.argv[3] == "publish":
    ledger.publish(split_of())
else:
    ledger.withdraw("tiny", MONDAY, "late")
"""


@pytest.mark.parametrize("moment", ["lines", "commit"])
def test_a_crash_loses_nothing_and_doubles_nothing(url: str, moment: str) -> None:
    Ledger(url).close()
    ran = subprocess.run(
        [sys.executable, "-c", CRASH, url, moment, "publish"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        timeout=60,
        env=os.environ,
        check=False,
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr.decode()
    with Ledger(url) as ledger:
        assert ledger.entries("tiny") == []
        ledger.publish(split_of())
        keys = [(e.association, e.family, e.kind) for e in ledger.entries("tiny")]
        assert keys
        assert len(keys) == len(set(keys))


def test_a_crash_while_withdrawing_leaves_the_week_published(url: str) -> None:
    """Killed before it is kept, nothing is withdrawn."""
    with Ledger(url) as ledger:
        ledger.publish(split_of())
    ran = subprocess.run(
        [sys.executable, "-c", CRASH, url, "commit", "withdraw"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        timeout=60,
        env=os.environ,
        check=False,
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr.decode()
    with Ledger(url) as ledger:
        assert ledger.weeks("tiny") == [MONDAY]
        assert ledger.withdrawn("tiny") == []


def test_migrations_make_the_tables_of_the_code(url: str) -> None:
    Ledger(url).close()
    engine = create_engine(url)
    found = inspect(engine)
    for name, table in metadata.tables.items():
        made = {column["name"]: column["nullable"] for column in found.get_columns(name)}
        assert made == {column.name: column.nullable for column in table.columns}
    engine.dispose()


def test_a_ledger_of_another_version_is_refused(url: str) -> None:
    Ledger(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    engine.dispose()
    with pytest.raises(LedgerError, match="another version"):
        Ledger(url)


def test_a_locked_ledger_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.database.LOCK_S", 0.1)
    path = tmp_path / "ledger.db"
    with Ledger(f"sqlite:///{path}") as ledger, closing(sqlite3.connect(path)) as other:
        other.execute("begin exclusive")
        with pytest.raises(UnavailableError, match="locked"):
            ledger.publish(split_of())
        other.rollback()
        assert ledger.entries("tiny") == []


def test_a_ledger_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    Ledger(f"sqlite:///{path}").close()
    with Ledger(f"sqlite:///file:{path}?mode=ro&uri=true") as ledger:
        with pytest.raises(UnavailableError, match="readonly"):
            ledger.publish(split_of())
        assert ledger.entries("tiny") == []


@pytest.mark.parametrize(
    "wrong",
    [
        "nonsense",
        "oracle://x",
        "sqlite:////no/such/folder/l.db",
        "postgresql+psycopg://127.0.0.1:1/x",
    ],
)
def test_a_wrong_address_is_said(wrong: str) -> None:
    with pytest.raises(DatabaseError):
        Ledger(wrong)


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.write_text("this is a letter, not a database; " * 40)
    with pytest.raises(UnavailableError, match="not a database"):
        Ledger(f"sqlite:///{path}")
    assert path.read_text().startswith("this is a letter")
