"""Weeks published: which run is a town's word for a week, beside what the ledger promises."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, select

from models.base import Model
from service.database import Database
from service.store.scenarios import in_utc
from service.store.tables import published


class PublishedWeek(Model):
    """A week of a town that was published from a run."""

    town: str
    week_of: date
    run: str
    published_at: datetime
    withdrawn_at: datetime | None = None


def note(
    run: str, town: str, week_of: date, content: bytes, at: datetime | None = None
) -> Callable[[Connection], None]:
    """Return what notes that a week is published from a run, within the ledger's own deed.

    The ledger and the store live in one database: both are written, or neither.

    Parameters
    ----------
    content
        What the week promises, as JSON.
    at
        When; by default, as it is written.
    """

    def noted(connection: Connection) -> None:
        connection.execute(
            published.insert().values(
                town=town,
                week_of=week_of,
                run=run,
                allocation=zlib.compress(content),
                published_at=at or datetime.now(UTC),
            )
        )

    return noted


def note_withdrawn(town: str, week_of: date) -> Callable[[Connection], None]:
    """Return what notes that a week is withdrawn, within the ledger's own deed."""

    def noted(connection: Connection) -> None:
        connection.execute(
            published.update()
            .where(
                published.c.town == town,
                published.c.week_of == week_of,
                published.c.withdrawn_at.is_(None),
            )
            .values(withdrawn_at=datetime.now(UTC))
        )

    return noted


def note_withdrawn_where_kept(town: str, week_of: date) -> Callable[[Connection], None]:
    """Return the same for a ledger that may be by itself: no run is a town's word there."""

    def noted(connection: Connection) -> None:
        if connection.dialect.has_table(connection, published.name):
            note_withdrawn(town, week_of)(connection)

    return noted


def weeks(database: Database, town: str) -> list[PublishedWeek]:
    """Return the weeks of a town that are published from runs, the newest first."""
    return _weeks(database, published.c.town == town, published.c.withdrawn_at.is_(None))


def withdrawn(database: Database, town: str, since: datetime) -> list[PublishedWeek]:
    """Return the publications of a town that were withdrawn since a moment, the newest first."""
    return _weeks(database, published.c.town == town, published.c.withdrawn_at >= since)


def _weeks(database: Database, *which: Any) -> list[PublishedWeek]:
    columns = ("town", "week_of", "run", "published_at", "withdrawn_at")
    query = (
        select(*(published.c[name] for name in columns))
        .where(*which)
        .order_by(published.c.week_of.desc(), published.c.published_at.desc())
    )
    with database.connect() as connection:
        return [
            PublishedWeek(
                town=row.town,
                week_of=row.week_of,
                run=row.run,
                published_at=in_utc(row.published_at),
                withdrawn_at=None if row.withdrawn_at is None else in_utc(row.withdrawn_at),
            )
            for row in connection.execute(query)
        ]
