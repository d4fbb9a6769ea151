"""Databases to test with: SQLite always, PostgreSQL where it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from sqlalchemy import create_engine, text

from scenarios import dump
from service.database import Database
from service.sources import Upload, check
from service.store import scenarios
from service.store.scenarios import Version
from tests.helpers.scenarios import tiny


@contextmanager
def fresh(server: str, name: str) -> Iterator[str]:
    """Yield the URL of a new database of a PostgreSQL server."""
    made = f"test_{sha256(name.encode()).hexdigest()[:20]}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"create database {made}"))
    engine.dispose()
    yield server.rsplit("/", 1)[0] + f"/{made}"


def tiny_file(folder: Path | None = None) -> Upload:
    """The tiny town as a file that was sent; also put in a folder, if one is given."""
    content = dump(tiny("hub")).encode()
    if folder is not None:
        (folder / "tiny.yaml").write_bytes(content)
    return Upload("tiny.yaml", content)


def with_tiny(database: Database) -> Version:
    """Store the tiny town."""
    return scenarios.add(database, check(tiny_file()))
