"""Failed log-ins are counted, by account and by address: too many have to wait."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import func, select, text

from models.base import Text
from service.accounts.tables import attempts
from service.database import Database
from service.database_errors import DatabaseError
from service.store.scenarios import in_utc

WINDOW = timedelta(minutes=15)
"""Failures older than that count no more."""
MOST_PAIR, MOST_ADDRESS, MOST_NAME = 5, 30, 50
"""Failures: of a name from one address, of an address, of a name from everywhere.

The last is far above the first: nobody can lock another out from one address.
"""


class TooManyError(DatabaseError):
    """Too many failures, and when one may try again."""

    def __init__(self, until: datetime, seconds: int) -> None:
        self.until = until
        self.seconds = seconds
        when = until.astimezone().strftime("%H:%M")
        super().__init__(TOO_MANY.format(when=when))


def take(database: Database, name: str, address: str, now: datetime | None = None) -> list[int]:
    """Count an attempt as a failure before it is tried, so that many at once are all counted.

    Returns
    -------
    list of int
        What was counted, to be taken back when it succeeds.

    Raises
    ------
    TooManyError
        With the moment from which one may try again.
    """
    moment = now or datetime.now(UTC)
    made = []
    with database.begin() as connection:
        if connection.dialect.name == "postgresql":  # SQLite holds all of it from the start
            connection.execute(text("lock table login_attempts in share row exclusive mode"))
        for key, most in _keys(name, address):
            query = (
                select(attempts.c.at)
                .where(attempts.c.key == key, attempts.c.at > moment - WINDOW)
                .order_by(attempts.c.at.desc())
                .limit(most)
            )
            found = list(connection.scalars(query))
            if len(found) >= most:
                # the oldest of the last few goes first
                until = in_utc(found[-1]) + WINDOW
                raise TooManyError(until, max(1, int((until - moment).total_seconds()) + 1))
        for key, _ in _keys(name, address):
            row = connection.execute(attempts.insert().values(key=key, at=moment))
            assert row.inserted_primary_key is not None
            made.append(int(row.inserted_primary_key[0]))
    return made


def succeeded(database: Database, name: str, address: str, taken: list[int]) -> None:
    """Forget the failures of a name from an address, and that this attempt was counted."""
    (pair, _), *_ = _keys(name, address)
    with database.begin() as connection:
        mine = (attempts.c.key == pair) | attempts.c.id.in_(taken)
        connection.execute(attempts.delete().where(mine))


def counted(database: Database) -> int:
    """Return how many failures are kept."""
    with database.connect() as connection:
        return connection.scalar(select(func.count()).select_from(attempts)) or 0


def _keys(name: str, address: str) -> Iterator[tuple[str, int]]:
    for words, most in (
        (f"pair\0{name}\0{address}", MOST_PAIR),
        (f"address\0{address}", MOST_ADDRESS),
        (f"name\0{name}", MOST_NAME),
    ):
        yield sha256(words.encode()).hexdigest(), most


TOO_MANY = Text(
    fr="Trop d'essais manqués. Vous pourrez réessayer à {when}.",
    en="Too many failed attempts. You may try again at {when}.",
)
