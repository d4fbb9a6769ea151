"""What runs leave: their study, and the best plan so far."""

from __future__ import annotations

import zlib
from hashlib import sha256

from sqlalchemy import Connection, select

from service.database import Database
from service.store.tables import results


def study(database: Database, name: str) -> bytes | None:
    """Return the study of a run as JSON, none if it has none."""
    return _result(database, name, "study")


def mark(database: Database, name: str) -> str | None:
    """Return what tells the study of a run from any other, none if it has none."""
    query = select(results.c.content).where(results.c.run == name, results.c.kind == "study")
    with database.connect() as connection:
        found = connection.scalar(query)
    return None if found is None else sha256(found).hexdigest()


def best(database: Database, name: str) -> bytes | None:
    """Return the best plan so far of a run as JSON, none if it has none."""
    return _result(database, name, "best")


def _result(database: Database, name: str, kind: str) -> bytes | None:
    query = select(results.c.content).where(results.c.run == name, results.c.kind == kind)
    with database.connect() as connection:
        found = connection.scalar(query)
    return None if found is None else zlib.decompress(found)


def keep(connection: Connection, name: str, kind: str, content: bytes) -> None:
    """Keep what a run leaves, in place of what it left before."""
    connection.execute(results.delete().where(results.c.run == name, results.c.kind == kind))
    connection.execute(
        results.insert().values(run=name, kind=kind, content=zlib.compress(content, 6))
    )
