"""Which tables of a database are ours, and what their columns hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

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

from service.accounts import tables as account_tables
from service.backup.archive import Chain, Kind
from service.ledger import deeds, journal
from service.ledger import store as ledger
from service.ledger import tables as ledger_tables
from service.ledger.chain import Checked
from service.store import MIGRATIONS, VERSION_TABLE
from service.store import tables as store_tables

Check = Callable[[Connection, str], Checked]
SETS: Mapping[str, Path] = {
    VERSION_TABLE: MIGRATIONS,
    ledger.VERSION_TABLE: ledger.MIGRATIONS,
}
"""Folders of migrations, by the table that notes the last one applied; in this order."""
OURS = tuple(
    dict.fromkeys(
        (
            *store_tables.metadata.tables,
            *account_tables.accounts.metadata.tables,
            *ledger_tables.metadata.tables,
        )
    )
)
PASSING = ("servers", "account_sessions", "login_attempts")
"""What says who works on a database now, or is logged in: nothing to be kept."""


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
    """Return how the chains of each town's journal and ledger end, every line of them checked."""
    there, found = set(inspect(connection).get_table_names()), list[Chain]()
    checks: tuple[tuple[Literal["journal", "ledger"], Table, Check], ...] = (
        ("journal", ledger_tables.journal, journal.check),
        ("ledger", ledger_tables.deeds, deeds.check),
    )
    for of, table, check in checks:
        if table.name in there:
            town = table.c.town
            for name in connection.scalars(select(town).distinct().order_by(town)):
                one = check(connection, name)
                end = {"lines": one.lines, "digest": one.digest, "broken": one.broken}
                found.append(Chain.model_validate({"town": name, "of": of} | end))
    return found
