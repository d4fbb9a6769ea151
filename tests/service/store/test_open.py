from __future__ import annotations

import errno
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from service import database as databases
from service.database_errors import DatabaseError, UnavailableError
from service.ledger import Ledger
from service.store import opened
from service.store.servers import arrive
from service.store.tables import metadata


def test_migrations_make_the_tables_of_the_code(url: str) -> None:
    opened(url).close()
    engine = create_engine(url)
    found = inspect(engine)
    for name, table in metadata.tables.items():
        made = {column["name"]: column["nullable"] for column in found.get_columns(name)}
        assert made == {column.name: column.nullable for column in table.columns}, name
    engine.dispose()


def test_store_and_ledger_share_a_database_and_each_knows_its_version(url: str) -> None:
    for _ in range(2):
        opened(url).close()
        Ledger(url).close()
    engine = create_engine(url)
    tables = set(inspect(engine).get_table_names())
    assert {"runs", "publications", "store_version", "alembic_version"} <= tables
    engine.dispose()


def test_a_store_of_another_version_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 's.db'}"
    opened(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("update store_version set version_num = '9999'"))
    engine.dispose()
    with pytest.raises(DatabaseError, match="another version"):
        opened(url)


def test_a_file_has_one_server_at_a_time_and_a_database_server_many(url: str) -> None:
    """Two servers of a file would both run what waits; of PostgreSQL they tell each other."""
    first, second = opened(url), opened(url)
    held = arrive(first)
    if held.alone:
        with pytest.raises(DatabaseError, match="works on this database already"):
            arrive(second)
    else:
        assert arrive(second).name != held.name
    held.release()
    arrive(second).release()
    for one in (first, second):
        one.close()


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """The folder may let nobody write, or hold a folder of that name."""
    database = opened(f"sqlite:///{tmp_path / 's.db'}")
    (tmp_path / "s.db.lock").mkdir()
    with pytest.raises(DatabaseError, match=r"s\.db\.lock cannot be opened"):
        arrive(database)
    database.close()


def test_a_disk_that_knows_no_locks_is_not_told_as_another_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(handle: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("service.store.servers._lock", none)
    database = opened(f"sqlite:///{tmp_path / 's.db'}")
    with pytest.raises(DatabaseError, match="No locks available"):
        arrive(database)
    database.close()


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_servers_that_start_together_make_the_tables_once(url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        for one in pool.map(lambda _: (opened(url), Ledger(url)), range(4)):
            for each in one:
                each.close()


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_deed_waits_for_another_no_longer_than_with_a_file(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "LOCK_S", 0.1)
    database, engine = opened(url), create_engine(url)
    with engine.begin() as other:
        other.execute(text("lock table servers in access exclusive mode"))
        with pytest.raises(UnavailableError, match="Another program holds"):
            arrive(database)
    arrive(database)
    database.close()
    engine.dispose()


def test_a_database_that_takes_a_call_and_says_nothing_is_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("psycopg")
    monkeypatch.setitem(databases.PATIENCE, "connect_timeout", 1)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        at = f"postgresql+psycopg://a@127.0.0.1:{mute.getsockname()[1]}/a"
        with pytest.raises(UnavailableError):
            opened(at)
