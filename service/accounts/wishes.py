"""What associations ask of their coordinators for the weeks to come, in their own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from service.accounts.tables import wishes
from service.acting import author
from service.database import Database
from service.store.scenarios import in_utc

LONGEST = 1_000
"""Letters."""
SHOWN = 20


@dataclass(frozen=True)
class Wish:
    """One wish."""

    association: str
    words: str
    at: datetime


def keep(database: Database, town: str, association: str, words: str) -> None:
    """Keep a wish; the same one sent twice is kept once."""
    with database.begin() as connection:
        mine = (wishes.c.town == town, wishes.c.association == association)
        last = select(wishes.c.words).where(*mine).order_by(wishes.c.id.desc()).limit(1)
        if connection.scalar(last) != words:
            connection.execute(
                wishes.insert().values(
                    town=town,
                    association=association,
                    account=author() or "",
                    words=words,
                    at=datetime.now(UTC),
                )
            )


def listed(database: Database, town: str, association: str | None = None) -> list[Wish]:
    """Return the last wishes of a town, or of one of its associations, the newest first."""
    query = select(wishes).where(wishes.c.town == town).order_by(wishes.c.id.desc()).limit(SHOWN)
    if association is not None:
        query = query.where(wishes.c.association == association)
    with database.connect() as connection:
        return [
            Wish(row.association, row.words, in_utc(row.at)) for row in connection.execute(query)
        ]
