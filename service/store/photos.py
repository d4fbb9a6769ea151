"""Photos of stops: one each, the last taken; erased by whoever may, with a person, or by age."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, Connection, delete, select

from models.base import Text
from scenarios.faults import shown
from service.acting import only_town
from service.database import Database
from service.store.jpeg import bare
from service.store.once import Beside
from service.store.scenarios import UnknownError, in_utc
from service.store.tables import photos


@dataclass(frozen=True)
class Photo:
    """A photo that is kept, without its picture."""

    id: int
    town: str
    day: date
    donor: str
    taken_at: datetime


@dataclass(frozen=True)
class Taken:
    """Of which stop a photo is, and who was aboard."""

    town: str
    run: str
    round: str
    stop: int
    day: date
    donor: str
    crew: tuple[str, ...]


def keep(database: Database, of: Taken, content: bytes) -> None:
    """Keep the photo of a stop, bare, in the place of an earlier one.

    Raises
    ------
    UnusableError
        It is no photo, or too large.
    """
    picture = bare(content)
    with database.begin() as connection:
        connection.execute(delete(photos).where(*_of(of.run, of.round, of.stop)))
        connection.execute(
            photos.insert().values(
                town=of.town,
                run=of.run,
                round=of.round,
                stop=of.stop,
                day=of.day,
                donor=of.donor,
                crew=json.dumps(sorted(of.crew)),
                content=picture,
                taken_at=datetime.now(UTC),
            )
        )


def let_go(database: Database, run: str, item: str, stop: int) -> None:
    """Erase the photo of a stop, if there is one."""
    with database.begin() as connection:
        connection.execute(delete(photos).where(*_of(run, item, stop)))


def listed(database: Database, town: str, first: date, last: date) -> list[Photo]:
    """Return the photos of some days of a town, in their order."""
    columns = (photos.c.id, photos.c.town, photos.c.day, photos.c.donor, photos.c.taken_at)
    query = (
        select(*columns)
        .where(photos.c.town == town, photos.c.day.between(first, last), *_seen())
        .order_by(photos.c.day, photos.c.id)
    )
    with database.connect() as connection:
        rows = connection.execute(query)
        return [Photo(*row[:-1], taken_at=in_utc(row.taken_at)) for row in rows]


def picture(database: Database, town: str, number: int) -> bytes:
    """Return the picture of a photo.

    Raises
    ------
    UnknownError
        There is none.
    """
    query = select(photos.c.content).where(photos.c.id == number, photos.c.town == town, *_seen())
    with database.connect() as connection:
        found: bytes | None = connection.scalar(query)
    if found is None:
        raise UnknownError(NONE.format(photo=shown(str(number))))
    return found


def erase(database: Database, town: str, number: int, beside: Beside) -> None:
    """Erase a photo, and write what goes with it: both, or neither.

    Raises
    ------
    UnknownError
        There is none.
    """
    with database.begin() as connection:
        where = (photos.c.id == number, photos.c.town == town, *_seen())
        if connection.execute(delete(photos).where(*where)).rowcount != 1:
            raise UnknownError(NONE.format(photo=shown(str(number))))
        beside(connection)


def of_people(connection: Connection, ids: Iterable[tuple[str, str]]) -> list[int]:
    """Return the photos of rounds in which somebody of some towns and ids was aboard."""
    wanted = set(ids)
    query = select(photos.c.id, photos.c.town, photos.c.crew).where(*_seen())
    return [
        row.id
        for row in connection.execute(query)
        if wanted & {(row.town, one) for one in json.loads(row.crew)}
    ]


def _of(run: str, item: str, stop: int) -> tuple[ColumnElement[bool], ...]:
    return (photos.c.run == run, photos.c.round == item, photos.c.stop == stop)


def _seen() -> tuple[ColumnElement[bool], ...]:
    town = only_town()
    return () if town is None else (photos.c.town == town,)


NONE = Text(
    fr="Aucune photo {photo} n'est gardée ici : elle a été effacée, ou remplacée.",
    en="No photo {photo} is kept here: it was erased, or replaced.",
)
