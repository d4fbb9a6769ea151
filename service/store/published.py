"""Weeks published: which run is a town's word for a week, beside what the ledger promises."""

from __future__ import annotations

import zlib
from datetime import UTC, date, datetime

from sqlalchemy import Connection, select

from models.allocation import Allocation
from models.base import Model
from service.database import Database
from service.ledger import Ledger
from service.store.scenarios import in_utc
from service.store.tables import published


class PublishedWeek(Model):
    """A week of a town that was published from a run."""

    town: str
    week_of: date
    run: str
    published_at: datetime


def publish(ledger: Ledger, run: str, allocation: Allocation) -> None:
    """Publish a week in the ledger and note the run, both or neither.

    The ledger and the store live in one database.

    Raises
    ------
    LedgerError
        The week is published already.
    """
    world = allocation.scenario

    def note(connection: Connection) -> None:
        connection.execute(
            published.insert().values(
                town=world.id,
                week_of=world.week_of,
                run=run,
                allocation=zlib.compress(allocation.model_dump_json().encode()),
                published_at=datetime.now(UTC),
            )
        )

    ledger.publish(allocation, note)


def weeks(database: Database, town: str) -> list[PublishedWeek]:
    """Return the weeks of a town that were published from runs, the newest first."""
    query = (
        select(published.c.town, published.c.week_of, published.c.run, published.c.published_at)
        .where(published.c.town == town)
        .order_by(published.c.week_of.desc())
    )
    with database.connect() as connection:
        return [
            PublishedWeek(**(row._asdict() | {"published_at": in_utc(row.published_at)}))
            for row in connection.execute(query)
        ]


def allocation(database: Database, town: str, week_of: date) -> Allocation | None:
    """Return what a published week promised, with its reasons; none if it has no run."""
    query = select(published.c.allocation).where(
        published.c.town == town, published.c.week_of == week_of
    )
    with database.connect() as connection:
        found = connection.scalar(query)
    return None if found is None else Allocation.model_validate_json(zlib.decompress(found))
