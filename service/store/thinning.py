"""Which studies are kept: all of the last weeks, then those that something else stands on.

A study older than ``KEPT`` stays where a published week was made from it, or from one that was made
from it, and where it is the newest of its kind for its scenario. The others are erased; what was
asked stays, so that each of them can be run again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from models.base import Text
from service.database import Database
from service.store.tables import events, published, results, runs

KEPT = timedelta(days=60)
"""For so long every study is kept."""


def thin(database: Database, now: datetime | None = None) -> int:
    """Erase the studies that need not be kept; return of how many runs.

    Parameters
    ----------
    now
        By default, the time it is.
    """
    until = (now or datetime.now(UTC)) - KEPT
    with database.begin() as connection:
        old = set(
            connection.scalars(
                select(runs.c.id)
                .join(results, results.c.run == runs.c.id)
                .where(runs.c.ended_at < until)
                .distinct()
            )
        )
        gone = sorted(old - _needed(connection)) if old else []
        for name in gone:
            for table in (results, events):
                connection.execute(table.delete().where(table.c.run == name))
            told = {"error_fr": ERASED.fr, "error_en": ERASED.en}
            connection.execute(runs.update().where(runs.c.id == name).values(told))
    return len(gone)


def _needed(connection: Connection) -> set[str]:
    """Return the runs whose studies something else stands on."""
    newest = select(func.max(runs.c.number)).group_by(runs.c.scenario, runs.c.kind)
    kept = set(connection.scalars(select(runs.c.id).where(runs.c.number.in_(newest))))
    kept |= set(connection.scalars(select(published.c.run)))
    asked = {row.id: row.asked for row in connection.execute(select(runs.c.id, runs.c.asked))}
    waiting = list(kept)
    while waiting:
        for name in _texts(json.loads(asked[waiting.pop()])):
            if name in asked and name not in kept:
                kept.add(name)
                waiting.append(name)
    return kept


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in what was asked: ids of earlier runs are among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


ERASED = Text(
    fr=f"Ce résultat a été effacé pour faire de la place : il avait plus de {KEPT.days} jours et "
    "aucune semaine publiée n'en venait. Relancez le calcul pour le retrouver.",
    en=f"This result was erased to make room: it was over {KEPT.days} days old and no published "
    "week came from it. Run it again to have it back.",
)
