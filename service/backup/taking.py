"""A backup taken: everything as it is at one moment, while servers go on working."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, select
from sqlalchemy.exc import SQLAlchemyError

from models.base import Text
from service.backup import archive, tables
from service.backup.archive import LIST, BackupError, Contents
from service.database import engine_of, refusal, sqlite_path
from service.database_errors import UnavailableError

AT_ONCE = 200
"""Rows read at once."""


def take(url: str, path: Path) -> Contents:
    """Write all that a database keeps to a file, read it back and check it, then name it.

    Raises
    ------
    BackupError
        There is no such database, or nothing of ramasse in it.
    DatabaseError
        It does not answer.
    OSError
        The file cannot be written; an earlier one of the same name is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    made, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    os.close(made)
    try:
        with _snapshot(url, path.parent) as connection:
            written = _write(connection, Path(name))
        read = archive.contents_of(Path(name))
        if read != written:
            raise BackupError(DIFFERS)
        with Path(name).open("rb") as file:
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return read


def _write(connection: Connection, path: Path) -> Contents:
    found = [one for one in tables.reflected(connection) if one.name not in tables.PASSING]
    if not found:
        raise BackupError(NOTHING)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        kept = [archive.write(made, _table(connection, one)) for one in found]
        contents = Contents(
            program=version("ramasse"),
            made_at=datetime.now(UTC),
            revisions=tables.revisions(connection),
            tables=tuple(kept),
            chains=tuple(tables.chains(connection)),
        )
        made.writestr(LIST, contents.model_dump_json(indent=1))
    return contents


def _table(connection: Connection, table: Table) -> archive.Table:
    order = list(table.primary_key.columns) or list(table.columns)
    query = select(*table.columns).order_by(*order)
    rows = connection.execution_options(yield_per=AT_ONCE).execute(query)
    names = [column.name for column in table.columns]
    return archive.Table(table.name, names, tables.kinds_of(table), (tuple(row) for row in rows))


@contextmanager
def _snapshot(url: str, folder: Path) -> Iterator[Connection]:
    """Yield a connection that sees a database as it is now, whatever is written meanwhile."""
    engine = engine_of(url, BackupError)
    try:
        if engine.dialect.name == "sqlite":
            with _copied(engine, folder) as copy, copy.connect() as connection:
                yield connection
        else:
            with engine.connect() as plain:
                connection = plain.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
                yield connection
    except SQLAlchemyError as error:
        raise UnavailableError(refusal(error)) from error
    finally:
        engine.dispose()


@contextmanager
def _copied(engine: Engine, folder: Path) -> Iterator[Engine]:
    """Yield a copy of a SQLite file, made at one moment by its own means, beside the backup."""
    path = sqlite_path(engine.url)
    if path is None or not path.is_file():
        raise BackupError(MISSING)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".ramasse-") as apart:
        name = Path(apart) / "copy.db"
        try:
            with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(name)) as copy:
                source.backup(copy)
        except sqlite3.Error as error:
            raise UnavailableError(refusal(error)) from error
        found = engine_of(f"sqlite:///{name}", BackupError)
        try:
            yield found
        finally:
            found.dispose()


MISSING = Text(
    fr="Il n'y a pas de base à cet endroit. Attendu : une base de ramasse. Indiquez-la par "
    "--database.",
    en="There is no database at this place. Expected: a database of ramasse. Name it with "
    "--database.",
)
NOTHING = Text(
    fr="Cette base ne contient rien de ramasse. Attendu : une base de ramasse. Indiquez-la par "
    "--database.",
    en="This database has nothing of ramasse. Expected: a database of ramasse. Name it with "
    "--database.",
)
DIFFERS = Text(
    fr="La sauvegarde relue n'est pas ce qui a été écrit : le disque est peut-être abîmé. Rien n'a "
    "été gardé. Écrivez-la sur un autre disque.",
    en="The backup read back is not what was written: the disk may be damaged. Nothing was kept. "
    "Write it to another disk.",
)
