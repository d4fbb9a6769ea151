"""Deeds done once however often they are asked: who lost the answer asks again under the same key.

The key is kept with the answer, in the very transaction that does the deed: both are there, or
neither. It is kept for ``KEPT``; after that the same key is a new one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from models.base import Model, Text
from service.database import Database
from service.database_errors import DatabaseError, UnusableError
from service.store.tables import deeds

KEPT = timedelta(days=7)
LONGEST = 200
"""Letters of a key."""
M = TypeVar("M", bound=Model)
Beside = Callable[[Connection], None]


def asked_of(*parts: Any) -> str:
    """Return what tells what is asked from anything else."""
    said = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(said.encode()).hexdigest()


def together(*deeds: Beside | None) -> Beside:
    """Return one deed of several, those that there are, within another."""

    def done(connection: Connection) -> None:
        for deed in deeds:
            if deed is not None:
                deed(connection)

    return done


def done_once(
    database: Database,
    key: str | None,
    asked: str,
    answer: M,
    do: Callable[[Beside | None], object],
) -> tuple[M, bool]:
    """Do something unless it was done under the key already; return the first answer to it.

    Parameters
    ----------
    key
        The caller's; none: it is done each time that it is asked.
    asked
        What tells what is asked from anything else.
    answer
        What is answered once it is done.
    do
        Does it, given what is to be written with it: with it, or not at all.

    Returns
    -------
    tuple
        The answer, and whether it was done before.

    Raises
    ------
    UnusableError
        The key was used for something else.
    """
    if key is None:
        do(None)
        return answer, False
    there = _answered(database, key, asked, answer)
    if there is not None:
        return there, True
    try:
        do(_noted(key, asked, answer.model_dump_json()))
    except (IntegrityError, DatabaseError):
        # another hand may have done it meanwhile under the same key
        there = _answered(database, key, asked, answer)
        if there is None:
            raise
        return there, True
    return answer, False


def _answered(database: Database, key: str, asked: str, like: M) -> M | None:
    query = select(deeds.c.asked, deeds.c.answer).where(
        deeds.c.key == key, deeds.c.done_at >= datetime.now(UTC) - KEPT
    )
    with database.connect() as connection:
        row = connection.execute(query).first()
    if row is None:
        return None
    if row.asked != asked:
        raise UnusableError(OTHER)
    return type(like).model_validate_json(row.answer)


def _noted(key: str, asked: str, answer: str) -> Beside:
    def noted(connection: Connection) -> None:
        now = datetime.now(UTC)
        connection.execute(deeds.delete().where(deeds.c.done_at < now - KEPT))
        connection.execute(deeds.insert().values(key=key, asked=asked, answer=answer, done_at=now))

    return noted


OTHER = Text(
    fr="Cette clé a déjà servi à une autre demande. Rien n'a été fait. Attendu : une clé neuve par "
    "demande. Rechargez la page, ou changez de clé.",
    en="This key was used for another request already. Nothing was done. Expected: a new key for "
    "each request. Load the page again, or change the key.",
)
