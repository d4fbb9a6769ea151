"""How long each thing is kept that tells of people: one table, obeyed at each start and daily."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, Table, func, select, update

from models.base import Text
from scenarios import ScenarioError, load
from service.accounts.audit import noted
from service.accounts.sessions import ABSOLUTE
from service.accounts.tables import accounts, attempts, audit, grants, sessions, tokens, wishes
from service.database import Database
from service.privacy.rewriting import CONTACT, records, without_contacts, workbook
from service.sources import Upload
from service.store.once import KEPT as ONCE
from service.store.tables import deeds, drafts, photos, published, results, runs, versions
from service.store.thinning import KEPT

YEAR = timedelta(days=365)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Age:
    """How long something is kept, and what happens then."""

    what: Text
    kept: timedelta | None
    """None: as long as the program says beside."""
    then: Text


ERASED = Text(fr="effacement", en="erased")
AGES: Mapping[str, Age] = {
    "contacts": Age(
        Text(
            fr="Contacts dans les versions remplacées, les résultats et les semaines publiées",
            en="Contacts in versions that were replaced, in results and in published weeks",
        ),
        YEAR,
        Text(fr="vidés ; le reste demeure", en="emptied; the rest stays"),
    ),
    "results": Age(
        Text(
            fr="Résultats dont aucune semaine publiée ne vient",
            en="Results that no published week comes from",
        ),
        KEPT,
        ERASED,
    ),
    "drafts": Age(
        Text(fr="Villes en cours de saisie, sans changement", en="Towns being begun, unchanged"),
        YEAR,
        ERASED,
    ),
    "wishes": Age(Text(fr="Demandes des associations", en="Wishes of associations"), YEAR, ERASED),
    "audit": Age(
        Text(fr="Qui a fait quoi (numéros de comptes)", en="Who did what (numbers of accounts)"),
        YEAR,
        ERASED,
    ),
    "disabled": Age(
        Text(fr="Comptes bloqués", en="Disabled accounts"),
        YEAR,
        Text(
            fr="effacés ; leur numéro ne désigne plus personne",
            en="erased; their number means nobody",
        ),
    ),
    "photos": Age(
        Text(fr="Photos prises aux arrêts", en="Photos taken at stops"),
        timedelta(days=30),
        ERASED,
    ),
    "deeds": Age(
        Text(fr="Réponses gardées à des demandes", en="Answers kept to requests"),
        ONCE,
        ERASED,
    ),
    "sessions": Age(Text(fr="Connexions ouvertes", en="Open sessions"), ABSOLUTE, ERASED),
    "attempts": Age(Text(fr="Essais manqués de connexion", en="Failed log-ins"), DAY, ERASED),
    "tokens": Age(
        Text(fr="Jetons donnés à des programmes", en="Tokens given to programs"),
        None,
        Text(
            fr="effacés à la date choisie à leur création", en="erased on the day chosen when made"
        ),
    ),
}
"""By what it is of. The ledger and the journal stay: names of people are in remarks alone."""
_YAML = re.compile(
    r"(?P<key>(?:^|(?<=[\s{,]))[\"']?contact[\"']?\s*:\s*)"
    r"(?P<value>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\n]|'')*'|[^\s\"'#{},\n][^{},#\n]*)",
    re.MULTILINE,
)
_TOLD = re.compile(rb'"contact":\s*"[^"]')


def age(database: Database, now: datetime | None = None) -> dict[str, int]:
    """Erase what is past its age; return how many of each.

    Parameters
    ----------
    now
        By default, the time it is.
    """
    moment = now or datetime.now(UTC)
    gone = {}
    with database.begin() as connection:
        for name, table, column in (
            ("drafts", drafts, "changed_at"),
            ("wishes", wishes, "at"),
            ("audit", audit, "at"),
            ("photos", photos, "taken_at"),
            ("deeds", deeds, "done_at"),
            ("sessions", sessions, "created_at"),
            ("attempts", attempts, "at"),
        ):
            kept = AGES[name].kept
            assert kept is not None
            old = table.c[column] < moment - kept
            gone[name] = connection.execute(table.delete().where(old)).rowcount
        gone["tokens"] = connection.execute(tokens.delete().where(tokens.c.until < moment)).rowcount
        gone["disabled"] = _accounts(connection, moment - YEAR)
        gone["contacts"] = _contacts(connection, moment - YEAR)
        if gone["contacts"]:
            noted("aged")(connection)
    return gone


def emptied(upload: Upload) -> bytes:
    """Return a scenario's file with every contact emptied, the same where there is none."""
    if upload.form == "xlsx":
        try:
            with upload.at_hand() as path:
                world = load(path).scenario.model_dump(mode="json")
        except (ScenarioError, OSError):
            return upload.content
        found = {one[CONTACT].strip() for one in records(world)} - {""}
        change = partial(_but, found)
        return workbook(upload.content, change) if found else upload.content
    text = upload.content.decode("utf-8", "surrogateescape")
    return _YAML.sub(r'\g<key>""', text).encode("utf-8", "surrogateescape")


def _but(gone: Collection[str], text: str) -> str:
    return "" if text.strip() in gone else text


def _accounts(connection: Connection, until: datetime) -> int:
    old = select(accounts.c.number).where(accounts.c.disabled_at < until)
    numbers = list(connection.scalars(old))
    for table in (sessions, tokens, grants):
        connection.execute(table.delete().where(table.c.account.in_(numbers)))
    connection.execute(accounts.delete().where(accounts.c.number.in_(numbers)))
    return len(numbers)


def _contacts(connection: Connection, until: datetime) -> int:
    """Empty the contacts of what is older, the last version of each scenario left alone."""
    count = 0
    last = select(versions.c.scenario, func.max(versions.c.number)).group_by(versions.c.scenario)
    newest: dict[str, int] = {row[0]: row[1] for row in connection.execute(last)}
    for row in connection.execute(select(versions).where(versions.c.created_at < until)).all():
        if row.number == newest[row.scenario]:
            continue
        made = emptied(Upload(row.name, row.content, {}))
        if made != row.content:
            digest = hashlib.sha256(made).hexdigest()
            _write(connection, versions, row, content=made, bytes=len(made), digest=digest)
            count += 1
    ended = select(results).join(runs, runs.c.id == results.c.run).where(runs.c.ended_at < until)
    weeks = select(published).where(published.c.published_at < until)
    for table, query, name in (
        (results, ended, "content"),
        (published, weeks, "allocation"),
    ):
        for row in connection.execute(query).all():
            text = zlib.decompress(row._mapping[name])
            if not _TOLD.search(text):
                continue
            plain = json.dumps(without_contacts(json.loads(text)), ensure_ascii=False)
            _write(connection, table, row, **{name: zlib.compress(plain.encode(), 6)})
            count += 1
    return count


def _write(connection: Connection, table: Table, row: Any, **values: Any) -> None:
    key = [column == row._mapping[column.name] for column in table.primary_key]
    connection.execute(update(table).where(*key).values(values))
