"""What is in a ledger stays: several hands, crashes, older versions, files that are in the way."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, inspect, text

from service.database_errors import DatabaseError, UnavailableError
from service.ledger import Ledger, LedgerError
from service.ledger.lines import published_lines
from service.ledger.store import MIGRATIONS, VERSION_TABLE
from service.ledger.tables import entries, metadata, publications
from tests.service.published_weeks import MONDAY, accounts, crates_of, split_of


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
from tests.service.published_weeks import MONDAY, split_of
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
        with pytest.raises(UnavailableError, match="Another program holds the database"):
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
