"""Drafts of scenarios: answers kept step by step, whole and right or not, until a town is made.

A version of a scenario is sound and never changes; a draft is neither, so it has a table of its
own. Each save counts up its number, so that two hands cannot undo each other in silence.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, select

from models.base import Text
from scenarios.faults import shown
from service.database import Database
from service.store.scenarios import NewerError, UnknownError, in_utc
from service.store.tables import drafts

LONGEST_LABEL = 200


@dataclass(frozen=True)
class Draft:
    """A town that is being begun."""

    id: str
    label: str
    """What it is called so far; empty before anything was said."""
    answers: Mapping[str, Any]
    number: int
    """Of saves, from 1."""
    scenario: str | None
    """The stored scenario that was made of it, if one was."""
    version: int | None
    """Its last version that was."""
    changed_at: datetime


def add(database: Database, answers: Mapping[str, Any]) -> Draft:
    """Store a new draft."""
    name, now = secrets.token_hex(8), datetime.now(UTC)
    with database.begin() as connection:
        connection.execute(
            drafts.insert().values(
                id=name, **_said(answers), number=1, created_at=now, changed_at=now
            )
        )
    return draft(database, name)


def draft(database: Database, name: str) -> Draft:
    """Return one draft.

    Raises
    ------
    UnknownError
        There is no such draft.
    """
    with database.connect() as connection:
        found = connection.execute(select(drafts).where(drafts.c.id == name)).first()
    if found is None:
        raise UnknownError(NO_DRAFT.format(draft=shown(name)))
    return _of(found)


def unfinished(database: Database) -> list[Draft]:
    """Return the drafts that no scenario was made of yet, the last changed first."""
    query = select(drafts).where(drafts.c.scenario.is_(None)).order_by(drafts.c.changed_at.desc())
    with database.connect() as connection:
        return [_of(row) for row in connection.execute(query)]


def save(database: Database, name: str, answers: Mapping[str, Any], after: int) -> Draft:
    """Store what a draft says now.

    Parameters
    ----------
    after
        The save that it was changed from, which must be the last; the same once more is none.

    Raises
    ------
    UnknownError
        There is no such draft.
    NewerError
        Something else was saved meanwhile.
    """
    with database.begin() as connection:
        held = select(drafts).where(drafts.c.id == name).with_for_update()
        found = connection.execute(held).first()
        if found is None:
            raise UnknownError(NO_DRAFT.format(draft=shown(name)))
        if json.loads(found.answers) == answers:
            return _of(found)
        if found.number != after:
            raise NewerError(found.number)
        connection.execute(
            drafts.update()
            .where(drafts.c.id == name)
            .values(**_said(answers), number=after + 1, changed_at=datetime.now(UTC))
        )
    return draft(database, name)


def made(database: Database, name: str, scenario: str, version: int) -> None:
    """Note the scenario that was made of a draft."""
    with database.begin() as connection:
        connection.execute(
            drafts.update().where(drafts.c.id == name).values(scenario=scenario, version=version)
        )


def remove(database: Database, name: str) -> None:
    """Take a draft away; what was made of it stays."""
    with database.begin() as connection:
        connection.execute(drafts.delete().where(drafts.c.id == name))


def _said(answers: Mapping[str, Any]) -> dict[str, str]:
    label = str(answers.get("label") or "")[:LONGEST_LABEL]
    return {"label": label, "answers": json.dumps(answers, ensure_ascii=False)}


def _of(row: Row[Any]) -> Draft:
    return Draft(
        row.id,
        row.label,
        json.loads(row.answers),
        row.number,
        row.scenario,
        row.version,
        in_utc(row.changed_at),
    )


NO_DRAFT = Text(
    fr="Aucun brouillon {draft} n'est enregistré ici. Attendu : l'un de ceux de la page d'accueil. "
    "Ouvrez-le de là, ou commencez une ville.",
    en="No draft {draft} is stored here. Expected: one of those of the first page. Open it from "
    "there, or begin a town.",
)
