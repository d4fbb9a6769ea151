"""Somebody found, then replaced everywhere, at once or not at all: kilograms stay.

The ledger and the journal hold ids of structures and free remarks only. Remarks stand beside the
chains, which have their salted hash: who is named there is taken out, and the chains still verify.
Lines of before that are put beside first. An account is erased by itself, where accounts are.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import secrets
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, select, text, update
from sqlalchemy.exc import SQLAlchemyError

from models.base import Text
from scenarios import ScenarioError, load
from service.accounts.audit import noted
from service.accounts.tables import accounts, grants, tokens, wishes
from service.acting import only_town
from service.database import Database
from service.ledger.resealing import reseal
from service.ledger.tables import entries, journal, publications, remarks, withdrawals
from service.privacy.found import Found
from service.privacy.kept_plans import kept_plans
from service.privacy.rewriting import Rewriter, known_of
from service.privacy.spelling import Wanted, wanted
from service.sources import Upload
from service.store.photos import of_people
from service.store.tables import (
    beside,
    deeds,
    drafts,
    events,
    photos,
    published,
    results,
    runs,
    versions,
)

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
BROKEN = "broken"
STAYS = frozenset((BROKEN, "accounts"))


@dataclass(frozen=True)
class Search:
    """What a search for somebody found."""

    who: Wanted
    found: tuple[Found, ...]

    @property
    def changeable(self) -> int:
        """How many times they can be replaced."""
        return sum(one.times for one in self.found if one.place not in STAYS)


class TooLittleError(ValueError):
    """What is looked for would be found in too much."""

    text = Text(
        fr="C'est trop court pour être cherché. Attendu : un nom d'au moins trois lettres, un "
        "téléphone entier ou un courriel.",
        en="This is too short to be looked for. Expected: a name of three letters at least, a "
        "whole telephone number or an e-mail.",
    )


def look(database: Database, who: str) -> Search:
    """Return where somebody is, and in which spellings; nothing is changed.

    Raises
    ------
    TooLittleError
        It is too little to be looked for.
    """
    sought = wanted(who)
    if sought is None:
        raise TooLittleError
    with database.connect() as connection:
        known = _known(connection, sought)
        rows = [*_each(connection, known, "x", write=False)]
        rows += _remarks(connection, known, "x", write=False)
        rows += _accounts(connection, known)
    rows += kept_plans(known, write=False)
    return Search(known, tuple(rows))


def forget(database: Database, who: str) -> Search:
    """Replace somebody everywhere, all of it or nothing; return where they were.

    Raises
    ------
    TooLittleError
        It is too little to be looked for.
    """
    sought = wanted(who)
    if sought is None:
        raise TooLittleError
    by = "personne-" + "".join(secrets.choice(LETTERS) for _ in range(6))
    with database.begin() as connection:
        if connection.dialect.name == "sqlite":
            # what is replaced is not left behind in the file
            connection.exec_driver_sql("pragma secure_delete=on")
        known = _known(connection, sought)
        rows = [*_each(connection, known, by, write=True)]
        rows += _remarks(connection, known, by, write=True)
        rows += _accounts(connection, known)
        # last: a plan that is made again meanwhile is of what is there by then
        rows += kept_plans(known, write=True)
        if rows:
            noted("forgotten", only_town() or "", by)(connection)
    _swept(database)
    return Search(known, tuple(rows))


def _swept(database: Database) -> None:
    """Give back the room of what was replaced, where the database is free to."""
    with contextlib.suppress(SQLAlchemyError):
        engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
        if database.engine.dialect.name == "sqlite":
            raw = database.engine.raw_connection()
            try:
                with contextlib.suppress(Exception):  # another program reads: its room is reused
                    raw.cursor().execute("vacuum")
            finally:
                raw.close()
            return
        with engine.connect() as connection:
            connection.execute(text("vacuum"))


def _known(connection: Connection, who: Wanted) -> Wanted:
    """Return somebody with what files and results say more of them."""
    before = None
    while before != who:
        before = who
        for town, upload in _uploads(connection, who):
            # a file that is not sound any more is gone through by its letters alone
            with (
                contextlib.suppress(ScenarioError, UnicodeDecodeError),
                upload.at_hand() as path,
            ):
                who = known_of(who, load(path).scenario.model_dump(mode="json"), town)
        for town, content in _studies(connection):
            if who.pattern.search(content):
                who = known_of(who, json.loads(content), town)
    return who


def _uploads(connection: Connection, who: Wanted) -> Iterator[tuple[str, Upload]]:
    """Yield the files in which somebody is named, with those beside them."""
    query = select(versions).where(*_in_town(versions))
    for row in connection.execute(query).all():
        content = _plain(row.content)
        if Rewriter(who, "x").file(content) is not None:
            mine = (beside.c.scenario == row.scenario, beside.c.number == row.number)
            there = connection.execute(select(beside.c.name, beside.c.content).where(*mine))
            yield row.town, Upload(row.name, content, {one.name: one.content for one in there})


def _studies(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield the town and the JSON of every study that is kept."""
    of = select(runs.c.town, results.c.content).join(runs, runs.c.id == results.c.run)
    weeks = select(published.c.town, published.c.allocation).where(*_in_town(published))
    for query in (of.where(*_in_town(runs)), weeks):
        for town, content in connection.execute(query).all():
            yield town, zlib.decompress(content).decode()


def _each(connection: Connection, who: Wanted, by: str, *, write: bool) -> Iterator[Found]:
    """Yield each row in which somebody is found; replaced, if that is asked."""
    for table, columns, about in _TEXTS:
        yield from _texts(connection, table, columns, about, who, by, write=write)
    yield from _files(connection, who, by, write=write)
    yield from _zipped(connection, results, results.c.content, who, by, write=write)
    yield from _zipped(connection, published, published.c.allocation, who, by, write=write)
    yield from _roles(connection, who, by, write=write)
    yield from _photos(connection, who, write=write)


_TEXTS: tuple[tuple[Table, tuple[str, ...], tuple[str, ...]], ...] = (
    (versions, ("label", "variants", "note"), ("scenario", "number")),
    (drafts, ("label", "answers"), ("id",)),
    (runs, ("label", "asked", "error_fr", "error_en"), ("id",)),
    (events, ("step",), ("run", "number")),
    (wishes, ("words",), ("id",)),
    (tokens, ("label",), ("id",)),
    (deeds, ("answer",), ("done_at",)),
)
_JSON = frozenset(("variants", "answers", "asked", "step", "answer"))


def _texts(
    connection: Connection,
    table: Table,
    columns: tuple[str, ...],
    about: tuple[str, ...],
    who: Wanted,
    by: str,
    *,
    write: bool,
) -> Iterator[Found]:
    towns = _towns(connection) if table is events else {}
    for row in connection.execute(select(table).where(*_in_town(table))).all():
        town = towns.get(row.run, "") if towns else row._mapping.get("town", "")
        change, values = Rewriter(who, by, town), {}
        for name in columns:
            old = row._mapping[name]
            if name in _JSON:
                values[name] = change.json(old) or old
            else:
                values[name] = change.text(old)
        if not change.count:
            continue
        if write:
            _write(connection, table, row, values)
        told = " ".join(str(row._mapping[name]) for name in about)
        yield Found(table.name, told, change.count)


def _files(connection: Connection, who: Wanted, by: str, *, write: bool) -> Iterator[Found]:
    query = select(versions).where(*_in_town(versions))
    for row in connection.execute(query).all():
        change = Rewriter(who, by, row.town)
        plain = _plain(row.content)
        made = change.file(plain)
        if made is not None:
            yield Found(versions.name, f"{row.scenario} {row.number}", change.count)
            if write:
                kept = zlib.compress(made) if plain is not row.content else made
                digest = hashlib.sha256(made).hexdigest()
                values = {"content": kept, "bytes": len(made), "digest": digest}
                _write(connection, versions, row, values)
        mine = (beside.c.scenario == row.scenario, beside.c.number == row.number)
        for one in connection.execute(select(beside).where(*mine)).all():
            change = Rewriter(who, by, row.town)
            made = change.file(one.content)
            if made is not None:
                yield Found(beside.name, f"{row.scenario} {row.number} {one.name}", change.count)
                if write:
                    _write(connection, beside, one, {"content": made})


def _zipped(
    connection: Connection, table: Table, column: Any, who: Wanted, by: str, *, write: bool
) -> Iterator[Found]:
    query = select(table)
    if table is results:
        query = query.join(runs, runs.c.id == results.c.run).where(*_in_town(runs))
    else:
        query = query.where(*_in_town(table))
    towns = _towns(connection)
    for row in connection.execute(query).all():
        change = Rewriter(who, by, row._mapping.get("town") or towns.get(row.run, ""))
        made = change.json(zlib.decompress(row._mapping[column.name]))
        if made is None:
            continue
        if write:
            _write(connection, table, row, {column.name: zlib.compress(made.encode(), 6)})
        week = row._mapping.get("week_of")
        told = f"{row.town} {week}" if isinstance(week, date) else str(row.run)
        yield Found(table.name, told, change.count)


def _roles(connection: Connection, who: Wanted, by: str, *, write: bool) -> Iterator[Found]:
    """Yield the roles of accounts that drive as somebody: they go with the person."""
    of = select(grants, accounts.c.town).join(accounts, accounts.c.number == grants.c.account)
    rows = connection.execute(of.where(grants.c.role == "driver", *_in_town(accounts))).all()
    for row in rows:
        if (row.town, row.of) in who.ids:
            if write:
                _write(connection, grants, row, {"of": by})
            yield Found(grants.name, row.account, 1)


def _photos(connection: Connection, who: Wanted, *, write: bool) -> Iterator[Found]:
    """Yield the photos of rounds on which somebody was aboard; they may be on them."""
    found = of_people(connection, who.ids)
    if found and write:
        connection.execute(photos.delete().where(photos.c.id.in_(found)))
    if found:
        yield Found(photos.name, "", len(found))


def _accounts(connection: Connection, who: Wanted) -> Iterator[Found]:
    """Yield accounts of that name, which are erased by themselves."""
    for row in connection.execute(select(accounts).where(*_in_town(accounts))).all():
        if who.pattern.search(row.name):
            yield Found(accounts.name, row.number, 1)


def _remarks(connection: Connection, who: Wanted, by: str, *, write: bool) -> Iterator[Found]:
    """Yield remarks of chained lines by town; those that a chain holds itself are put beside."""
    if not connection.dialect.has_table(connection, remarks.name):
        return
    named = who.pattern.search
    plain = _chained(connection, who)
    if write:
        for one in reseal(connection, sorted(plain), lambda words: bool(named(words))):
            ended = f"{one.of} {one.town} {one.before.lines} {one.before.digest}"
            noted("resealed", one.town, ended)(connection)
    times: dict[str, int] = {} if write else dict(plain)
    for row in connection.execute(select(remarks).where(*_in_town(remarks))).all():
        made, count = who.replaced(row.words, by)
        if count:
            times[row.town] = times.get(row.town, 0) + 1
            if write:
                # without its salt nobody can try names against the hash
                _write(connection, remarks, row, {"words": made, "salt": ""})
    for town, count in sorted(times.items()):
        yield Found(remarks.name, town, count)
    if write:
        for town, count in sorted(_chained(connection, who).items()):
            yield Found(BROKEN, town, count)


def _chained(connection: Connection, who: Wanted) -> dict[str, int]:
    """Return in how many lines somebody is named within the chains, by town."""
    queries = [select(journal.c.town, journal.c.content, journal.c.reason)]
    for table in (entries, withdrawals):
        of = table.join(publications, publications.c.id == table.c.publication_id)
        queries.append(select(publications.c.town, table.c.reason).select_from(of))
    times: dict[str, int] = {}
    for query, table in zip(queries, (journal, publications, publications), strict=True):
        for town, *words in connection.execute(query.where(*_in_town(table))):
            if any(who.pattern.search(one) for one in words):
                times[town] = times.get(town, 0) + 1
    return times


def _towns(connection: Connection) -> dict[str, str]:
    """Return the town of each run."""
    return {row.id: row.town for row in connection.execute(select(runs.c.id, runs.c.town))}


def _in_town(table: Table) -> tuple[Any, ...]:
    """Return what holds of the rows of a table that may be known of."""
    town = only_town()
    if town is None:
        return ()
    if "town" in table.c:
        return (table.c.town == town,)
    if table is events:
        return (events.c.run.in_(select(runs.c.id).where(runs.c.town == town)),)
    # a town that is being begun is of who sees all of them
    return (text("1 = 0"),)


def _write(connection: Connection, table: Table, row: Any, values: dict[str, Any]) -> None:
    key = [column == row._mapping[column.name] for column in table.primary_key]
    connection.execute(update(table).where(*key).values(values))


def _plain(content: bytes) -> bytes:
    """Return a file as it was sent: an earlier version kept some of them compressed."""
    if content[:1] != b"\x78":
        return content
    try:
        return zlib.decompress(content)
    except zlib.error:
        return content
