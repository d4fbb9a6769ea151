from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from service.database_errors import DatabaseError
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
