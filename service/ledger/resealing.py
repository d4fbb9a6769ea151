"""Lines of before remarks stood beside the chains: their words taken out, and the chain made anew.

It is done only to erase somebody who is named in them, only where the chain is intact, and the
digest that it ended with before is told, to be noted with the deed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection, Table, select, text, update

from service.ledger import deeds, journal
from service.ledger.chain import Checked, expected
from service.ledger.remarks import MARK, keep
from service.ledger.tables import deeds as deeds_table
from service.ledger.tables import entries, publications, withdrawals
from service.ledger.tables import journal as journal_table

Named = Callable[[str], bool]
"""Tells whether somebody is named in a text."""
NOTE = "note"
"""Field of a visit that holds free words."""


@dataclass(frozen=True)
class Resealed:
    """A chain that was made anew, and how it ended before."""

    of: Literal["journal", "ledger"]
    town: str
    before: Checked


def reseal(connection: Connection, towns: list[str], named: Named) -> list[Resealed]:
    """Put remarks in which somebody is named beside their chains; return the chains changed.

    A chain that is broken already stays as it is.
    """
    found = []
    for town in towns:
        for one in (_journal(connection, town, named), _ledger(connection, town, named)):
            found += [] if one is None else [one]
    return found


def _journal(connection: Connection, town: str, named: Named) -> Resealed | None:
    journal.hold(connection)
    before = journal.check(connection, town)
    lines = list(journal.all_lines(connection, town)) if before.broken is None else []
    if not any(_plain(one.reason, named) or _plain(one.content, named) for one in lines):
        return None
    last = ""
    with _loose(connection, journal_table):
        for line in lines:
            values: dict[str, Any] = {"before": last}
            if _plain(line.reason, named):
                values["reason"] = keep(connection, town, line.reason)
            if _plain(line.content, named):
                told = json.loads(line.content)
                told[NOTE] = keep(connection, town, told[NOTE])
                # as it is written by those who wrote it: no space, and no letter escaped
                values["content"] = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
            last = values["digest"] = expected(replace(line, **values), last)
            where = (journal_table.c.town == town, journal_table.c.number == line.number)
            connection.execute(update(journal_table).where(*where).values(values))
    return Resealed("journal", town, before)


def _ledger(connection: Connection, town: str, named: Named) -> Resealed | None:
    deeds.hold(connection)
    before = deeds.check(connection, town)
    if before.broken is not None:
        return None
    changed = False
    for table in (entries, withdrawals):
        of = select(publications.c.id).where(publications.c.town == town)
        query = select(table.c.id, table.c.reason).where(table.c.publication_id.in_(of))
        rows = [one for one in connection.execute(query).all() if _plain(one.reason, named)]
        if not rows:
            continue
        changed = True
        with _loose(connection, table):
            for row in rows:
                mark = keep(connection, town, row.reason)
                connection.execute(update(table).where(table.c.id == row.id).values(reason=mark))
    if not changed:
        return None
    with _loose(connection, deeds_table):
        deeds.chain_anew(connection, town)
    return Resealed("ledger", town, before)


def _plain(words: str, named: Named) -> bool:
    return named(MARK.sub("", words))


@contextmanager
def _loose(connection: Connection, table: Table) -> Iterator[None]:
    """Let the lines of a table be changed, within this very deed."""
    name = table.name
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"alter table {name} disable trigger user"))
        yield
        connection.execute(text(f"alter table {name} enable trigger user"))
        return
    query = text("select name, sql from sqlite_master where type = 'trigger' and tbl_name = :name")
    there = connection.execute(query, {"name": name}).all()
    for one in there:
        connection.execute(text(f"drop trigger {one.name}"))
    yield
    for one in there:
        connection.exec_driver_sql(one.sql)
