from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from service.database import DatabaseError
from service.ledger import Ledger
from service.store import opened
from service.store.alone import hold
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


def test_one_server_at_a_time_works_on_a_database(url: str) -> None:
    first, second = opened(url), opened(url)
    release = hold(first)
    with pytest.raises(DatabaseError, match="works on this database already"):
        hold(second)
    release()
    hold(second)()
    for one in (first, second):
        one.close()
