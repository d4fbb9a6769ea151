"""The ledger's deeds, each chained to the one before: who did what, and the lines it wrote."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, select, text

from service.acting import author
from service.ledger.chain import Checked
from service.ledger.remarks import MARK, sound_marks
from service.ledger.tables import deeds, entries, publications, withdrawals

DeedKind = Literal["published", "settled", "corrected", "withdrawn"]
_written = json.JSONEncoder(ensure_ascii=False).encode


def hold(connection: Connection) -> None:
    """Let nobody else write the ledger until this deed is done."""
    if connection.dialect.name == "postgresql":  # SQLite holds all of it from the start
        connection.execute(text("lock table ledger_deeds in share row exclusive mode"))


def chain(
    connection: Connection,
    town: str,
    kind: DeedKind,
    publication: int,
    written: Sequence[int],
    moment: datetime,
) -> None:
    """Write a deed after the town's last one.

    Parameters
    ----------
    written
        Ids of the entries that it wrote, ascending.
    """
    hold(connection)
    of = select(func.max(deeds.c.number)).where(deeds.c.town == town)
    number = connection.scalar(of) or 0
    last = select(deeds.c.digest).where(deeds.c.town == town, deeds.c.number == number)
    before = connection.scalar(last) or ""
    values: dict[str, Any] = {
        "town": town,
        "number": number + 1,
        "kind": kind,
        "publication_id": publication,
        "first_entry": written[0] if written else 0,
        "last_entry": written[-1] if written else 0,
        "author": author(),
        "recorded_at": moment,
        "before": before,
    }
    values["digest"] = _digest(connection, values)
    connection.execute(deeds.insert().values(values))


def chain_anew(connection: Connection, town: str) -> None:
    """Give the deeds of a town the digests of what they are about as it is now, in their order."""
    before = ""
    rows = connection.execute(select(deeds).where(deeds.c.town == town).order_by(deeds.c.number))
    for row in rows.all():
        values = _values(row) | {"before": before}
        before = values["digest"] = _digest(connection, values)
        written = {"before": values["before"], "digest": before}
        connection.execute(deeds.update().where(deeds.c.id == row.id).values(written))


def check(connection: Connection, town: str) -> Checked:
    """Return whether the deeds of a town, and the lines that they wrote, are as they were written.

    A line that no deed wrote, after the first deed, breaks the chain where it stands.
    """
    rows = connection.execute(select(deeds).where(deeds.c.town == town).order_by(deeds.c.number))
    number, before, broken, covered, first = 0, "", None, set[int](), None
    for row in rows.all():
        values = _values(row)
        try:
            expected = _digest(connection, values)
        except (TypeError, ValueError, AttributeError):
            expected = ""
        ours = set(_ids(connection, row.publication_id, row.first_entry, row.last_entry))
        sound = (row.number, row.before, row.digest) == (number + 1, before, expected)
        if broken is None and (not sound or covered & ours):
            broken = number + 1
        covered |= ours
        first = row.first_entry or None if first is None else first
        number, before = number + 1, row.digest
    if broken is None and first is not None and _strays(connection, town, first, covered):
        broken = number + 1
    if broken is None and _untrue(connection, town):
        broken = number + 1
    return Checked(number, before, broken)


def _digest(connection: Connection, deed: dict[str, Any]) -> str:
    """Return the SHA-256 of a deed, of what it was about and of all that it wrote."""
    of = select(publications).where(publications.c.id == deed["publication_id"])
    about = connection.execute(of).one()
    first, last = deed["first_entry"], deed["last_entry"]
    query = select(entries).where(
        entries.c.id.between(first, last), entries.c.publication_id == deed["publication_id"]
    )
    lines = [_told(row) for row in connection.execute(query.order_by(entries.c.id))]
    told: list[Any] = [_plain(value) for key, value in deed.items() if key != "digest"]
    told += [_told(about), lines]
    if deed["kind"] == "withdrawn":
        gone = select(withdrawals).where(withdrawals.c.publication_id == deed["publication_id"])
        told.append(_told(connection.execute(gone).one()))
    return sha256(_written(told).encode()).hexdigest()


def _values(row: Row[Any]) -> dict[str, Any]:
    return {name: row._mapping[name] for name in deeds.c.keys() if name != "id"}  # noqa: SIM118


def _untrue(connection: Connection, town: str) -> bool:
    """Tell whether a remark of a town's lines is not as it was written."""
    sound = sound_marks(connection, town)
    for table in (entries, withdrawals):
        of = table.join(publications, publications.c.id == table.c.publication_id)
        query = select(table.c.reason).select_from(of).where(publications.c.town == town)
        for words in connection.scalars(query.where(table.c.reason != "")):
            if not sound.issuperset(MARK.findall(words)):
                return True
    return False


def _told(row: Row[Any]) -> list[Any]:
    return [_plain(value) for value in row]


def _plain(value: Any) -> Any:
    """Return a value as it is hashed: moments in UTC, which SQLite keeps without their zone."""
    if isinstance(value, datetime):
        moment = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
        return moment.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


def _ids(connection: Connection, publication: int, first: int, last: int) -> list[int]:
    query = select(entries.c.id).where(
        entries.c.publication_id == publication, entries.c.id.between(first, last)
    )
    return list(connection.scalars(query))


def _strays(connection: Connection, town: str, first: int, covered: set[int]) -> bool:
    """Tell whether a town has lines after its first deed that no deed wrote."""
    query = (
        select(entries.c.id)
        .join(publications, publications.c.id == entries.c.publication_id)
        .where(publications.c.town == town, entries.c.id >= first)
    )
    return bool(set(connection.scalars(query)) - covered)
