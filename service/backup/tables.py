"""Which tables of a database are ours, and what their columns hold."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import (
    Connection,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    Table,
    inspect,
    select,
    text,
)

from service.backup.archive import Chain, Kind
from service.ledger import journal
from service.ledger import store as ledger
from service.ledger import tables as ledger_tables
from service.store import MIGRATIONS, VERSION_TABLE
from service.store import tables as store_tables

SETS: Mapping[str, Path] = {
    VERSION_TABLE: MIGRATIONS,
    ledger.VERSION_TABLE: ledger.MIGRATIONS,
}
"""Folders of migrations, by the table that notes the last one applied; in this order."""
OURS = (*store_tables.metadata.tables, *ledger_tables.metadata.tables)
PASSING = ("servers",)
"""What says who works on a database now: nothing to be kept."""


def reflected(connection: Connection) -> list[Table]:
    """Return our tables of a database as they are there, those that others refer to first."""
    there = [one for one in inspect(connection).get_table_names() if one in OURS]
    found = MetaData()
    found.reflect(connection, only=there)
    return [one for one in found.sorted_tables if one.name in there]


def kinds_of(table: Table) -> list[Kind]:
    """Return what the columns of a table hold."""
    return [_kind(column.type) for column in table.columns]


def _kind(of: object) -> Kind:
    if isinstance(of, LargeBinary):
        return "bytes"
    if isinstance(of, DateTime):
        return "moment"
    return "day" if isinstance(of, Date) else "plain"


def revisions(connection: Connection) -> dict[str, str]:
    """Return the last migration applied, by the table that notes it."""
    there = set(inspect(connection).get_table_names())
    return {
        one: str(connection.scalar(text(f"select version_num from {one}")))  # noqa: S608
        for one in SETS
        if one in there
    }


def chains(connection: Connection) -> list[Chain]:
    """Return how the chain of each town's journal ends, every line of it checked."""
    if "journal" not in inspect(connection).get_table_names():
        return []
    town = ledger_tables.journal.c.town
    found = []
    for name in connection.scalars(select(town).distinct().order_by(town)):
        one = journal.check(connection, name)
        found.append(Chain(town=name, lines=one.lines, digest=one.digest, broken=one.broken))
    return found
