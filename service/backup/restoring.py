"""A backup put back: all of it, checked against what it sums to, or nothing."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from models.base import Text
from service.backup import tables
from service.backup.archive import LATER, BackupError, Contents, Kept, contents_of, line_of, rows_of
from service.database import engine_of, known_revisions, migrate, refusal, sqlite_path
from service.database_errors import UnavailableError
from service.store.servers import heard_of, held_alone

AT_ONCE = 200
"""Rows written at once."""


def restore(path: Path, url: str, *, replace: bool = False) -> Contents:
    """Put a backup into a database, and bring its tables up to date.

    Parameters
    ----------
    replace
        Whether what the database keeps already goes.

    Raises
    ------
    BackupError
        The file is no whole backup, or the database keeps something already.
    DatabaseError
        The database does not answer, or a server works on it.
    OSError
        The file cannot be read, or the database not written.
    """
    contents = contents_of(path)
    for one, revision in contents.revisions.items():
        if one not in tables.SETS or revision not in known_revisions(tables.SETS[one]):
            raise BackupError(LATER)
    engine = engine_of(url, BackupError)
    target = sqlite_path(engine.url)
    try:
        if engine.dialect.name == "sqlite":
            _into_file(path, contents, engine, replace)
        else:
            with engine.begin() as connection:
                if heard_of(connection):
                    raise BackupError(SERVED)
                _free(connection, replace)
                _into(connection, path, contents)
    except SQLAlchemyError as error:
        raise UnavailableError(refusal(error)) from error
    finally:
        engine.dispose()
        if target is not None and target.exists() and not target.stat().st_size:
            target.unlink()  # opened empty: nothing was put there
    return contents


def _into_file(path: Path, contents: Contents, engine: Engine, replace: bool) -> None:
    """Make a new SQLite file, which takes the place of another in one step."""
    target = sqlite_path(engine.url)
    if target is None:
        raise BackupError(IN_MEMORY)
    with held_alone(target):
        if target.exists() and target.stat().st_size and not replace:
            with engine.connect() as connection:
                _free(connection, replace)
        apart = target.with_name(f".{target.name}-{os.getpid()}")
        made = engine_of(f"sqlite:///{apart}", BackupError)
        try:
            with made.begin() as connection:
                _into(connection, path, contents)
            made.dispose()
            apart.replace(target)
        finally:
            made.dispose()
            apart.unlink(missing_ok=True)


def _free(connection: Connection, replace: bool) -> None:
    """Refuse a database that keeps something, or take it away if that is asked."""
    there = tables.reflected(connection)
    kept = [one for one in there if one.name not in tables.PASSING]
    if not replace and any(_rows(connection, one) for one in kept):
        raise BackupError(NOT_EMPTY)
    if connection.dialect.name == "sqlite":
        return
    noted = [one for one in tables.SETS if one in inspect(connection).get_table_names()]
    for name in (*(one.name for one in reversed(there)), *noted):
        connection.execute(text(f"drop table {name} cascade"))
    connection.execute(text("drop function if exists ledger_is_append_only() cascade"))


def _into(connection: Connection, path: Path, contents: Contents) -> None:
    """Make the tables as the backup's program had them, fill, compare, then bring them on."""
    for noted, revision in contents.revisions.items():
        migrate(connection, tables.SETS[noted], noted, BackupError, revision)
    there = {one.name: one for one in tables.reflected(connection)}
    if not {one.name for one in contents.tables} <= set(there):
        raise BackupError(LATER)
    if any(set(one.columns) - set(there[one.name].columns.keys()) for one in contents.tables):
        raise BackupError(CHANGED)
    listed = {one.name: one for one in contents.tables}
    with zipfile.ZipFile(path) as file:
        for name, table in there.items():
            if name in listed:
                _fill(connection, table, rows_of(file, listed[name]))
    for one in contents.tables:
        if _digest(connection, there[one.name], one) != one.digest:
            raise BackupError(CHANGED)
    if tuple(tables.chains(connection)) != contents.chains:
        raise BackupError(CHANGED)
    for noted, folder in tables.SETS.items():
        migrate(connection, folder, noted, BackupError)


def _fill(connection: Connection, table: Table, rows: Iterator[Mapping[str, Any]]) -> None:
    if _rows(connection, table):
        # rows that a migration itself wrote are among those of the backup
        connection.execute(table.delete())
    while some := list(islice(rows, AT_ONCE)):
        connection.execute(table.insert(), some)
    if connection.dialect.name == "postgresql":
        for column in table.primary_key.columns:
            query = text("select pg_get_serial_sequence(:table, :column)")
            of = {"table": table.name, "column": column.name}
            sequence = connection.scalar(query, of)
            last = connection.scalar(select(func.max(column)))
            if sequence is not None and last is not None:
                connection.execute(
                    text("select setval(:name, :last)"), {"name": sequence, "last": last}
                )


def _digest(connection: Connection, table: Table, kept: Kept) -> str:
    """Return what the rows of a table sum to, as the backup's did."""
    order = list(table.primary_key.columns) or list(table.columns)
    query = select(*(table.columns[name] for name in kept.columns)).order_by(*order)
    digest = sha256()
    rows = connection.execute(query, execution_options={"yield_per": AT_ONCE})
    for row in rows:
        digest.update(line_of(tuple(row), kept.kinds))
    return digest.hexdigest()


def _rows(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


NOT_EMPTY = Text(
    fr="Cette base contient déjà des données de ramasse. Rien n'a été écrit. Attendu : une base "
    "vide. Choisissez-en une autre par --database, ou ajoutez --replace pour effacer celle-ci.",
    en="This database keeps data of ramasse already. Nothing was written. Expected: an empty "
    "database. Choose another with --database, or add --replace to erase this one.",
)
SERVED = Text(
    fr="Un « ramasse serve » travaille sur cette base. Rien n'a été écrit. Arrêtez-le, attendez "
    "vingt secondes, puis recommencez.",
    en='A "ramasse serve" works on this database. Nothing was written. Stop it, wait twenty '
    "seconds, then try again.",
)
CHANGED = Text(
    fr="Ce que la base a gardé n'est pas ce que dit la sauvegarde. Rien n'a été écrit. Attendu : "
    "une sauvegarde faite par ramasse et jamais modifiée. Prenez une autre copie.",
    en="What the database kept is not what the backup says. Nothing was written. Expected: a "
    "backup made by ramasse and never changed. Take another copy.",
)
IN_MEMORY = Text(
    fr="Une base en mémoire ne garde rien. Attendu : un fichier, sqlite:///fichier.db.",
    en="A database in memory keeps nothing. Expected: a file, sqlite:///file.db.",
)
