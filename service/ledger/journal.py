"""The journal of visits, beside the ledger: written all at once, corrected by lines that show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Literal

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, Select, func, select, text

from models.memory import uncollected
from models.recurrence import monday_of
from models.visits import Journal, Outing, Visit
from service.acting import author
from service.ledger.chain import (
    NOTHING,
    Checked,
    Line,
    LineKind,
    checked,
    digest_of,
    expected,
)
from service.ledger.remarks import MARK, Remarks, keep, sound_marks
from service.ledger.tables import journal

Key = tuple[str, date, str]
VISITS = TypeAdapter(tuple[Visit, ...])
LINE = [column for column in journal.c if column.name != "id"]
"""In the order of the fields of a line."""
OUTINGS = TypeAdapter(tuple[Outing, ...])


@dataclass(frozen=True)
class Telling:
    """What is told of a town's days in one deed."""

    visits: tuple[Visit, ...] = ()
    outings: tuple[Outing, ...] = ()
    untold: tuple[Visit | Outing, ...] = ()
    """Told before and taken back: of these only which they are counts, not what they say."""
    seen: int | None = None
    """Number of the town's last line when it was begun; none when nothing was looked at."""
    correcting: bool = False
    """Whether it stands in place of what was told before."""
    reason: str = ""
    """Why it corrects; a closed week asks for it."""

    @property
    def lines(self) -> list[Visit | Outing]:
        """All that is told or taken back, visits first."""
        return [*self.visits, *self.outings, *self.untold]

    def content(self, told: Visit | Outing) -> str:
        """Return what the line of one of them has."""
        return NOTHING if any(told is one for one in self.untold) else content_of(told)

    def says(self, line: Line | None, told: Visit | Outing) -> bool:
        """Return whether what stands tells the same as one of them, by whatever hand."""
        if any(told is one for one in self.untold):
            return line is None or line.untold
        return line is not None and says(line, told)


@dataclass(frozen=True)
class Clash:
    """Something told that what is written already does not allow, and why."""

    told: Visit | Outing
    why: Literal["twice", "told", "meanwhile", "closed"]
    """Twice in what is told; told already; told since it was begun; in a closed week."""
    line: Line | None = None
    """The line that stands."""


@dataclass(frozen=True)
class Standing:
    """The lines of a town that stand, over some days, and the weeks of them that are closed."""

    lines: Mapping[Key, Line]
    closed: frozenset[date]
    """Mondays."""
    last: int
    """Number of the town's last line; 0 when there is none."""

    @property
    def told(self) -> list[Line]:
        """The lines that tell something: not those that take back what was told."""
        return [one for one in self.lines.values() if not one.untold]


def key_of(told: Visit | Outing) -> Key:
    """Return what a visit or an outing is of: none other that stands has the same.

    Examples
    --------
    >>> one = Visit(day="2026-12-01", donor="lidl", association="ccas", holder="ccas")
    >>> key_of(one)
    ('visit', datetime.date(2026, 12, 1), 'lidl/ccas')
    >>> key_of(one.changed(pickup="lidl_tue"))[2]
    'lidl/lidl_tue/'
    """
    if isinstance(told, Outing):
        return "outing", told.day, f"{told.vehicle}/{told.round or ''}"
    # unplanned, two associations may both have gone
    which = told.association if told.pickup is None else f"{told.pickup}/"
    return "visit", told.day, f"{told.donor}/{which}"


def content_of(told: Visit | Outing) -> str:
    """Return a visit or an outing as its line has it."""
    return told.model_dump_json(exclude_defaults=True)


def says(line: Line, told: Visit | Outing) -> bool:
    """Return whether a line tells the same, by whatever hand."""
    either = (told, told.changed(by_telephone=not told.by_telephone))
    return line.content in [content_of(one) for one in either]


def clashes(telling: Telling, there: Standing) -> list[Clash]:
    """Return what of a telling is refused by what is written; what is the same is not."""
    found, met = [], set()
    for told in telling.lines:
        key = key_of(told)
        line = there.lines.get(key)
        if key in met:
            found.append(Clash(told, "twice", line))
            continue
        met.add(key)
        if telling.says(line, told):
            continue
        if line is not None and telling.seen is not None and line.number > telling.seen:
            found.append(Clash(told, "meanwhile", line))
        elif line is not None and not line.untold and not telling.correcting:
            found.append(Clash(told, "told", line))
        elif monday_of(told.day) in there.closed and not telling.reason:
            found.append(Clash(told, "closed", line))
    return found


def hold(connection: Connection) -> None:
    """Let nobody else write the journal until this deed is done."""
    if connection.dialect.name == "postgresql":  # SQLite holds all of it from the start
        connection.execute(text("lock table journal in share row exclusive mode"))


def standing(connection: Connection, town: str, first: date, last: date) -> Standing:
    """Return the lines that stand from one day to another, both included."""
    found = _shown(
        connection, town, _lines(connection, _standing(town).where(_between(first, last)))
    )
    closed = select(journal.c.day).where(
        journal.c.town == town,
        journal.c.kind == "closed",
        journal.c.day.between(monday_of(first), last),
    )
    return Standing(
        {line.key: line for line in found},
        frozenset(connection.scalars(closed)),
        last_number(connection, town),
    )


def last_number(connection: Connection, town: str) -> int:
    """Return the number of a town's last line, 0 when there is none."""
    query = select(func.max(journal.c.number)).where(journal.c.town == town)
    return connection.scalar(query) or 0


def write(connection: Connection, town: str, telling: Telling, there: Standing) -> int:
    """Write what is told and not yet written; return how many lines that made."""
    rows = []
    for told in telling.lines:
        kind, day, place = key_of(told)
        line = there.lines.get((kind, day, place))
        if not telling.says(line, told):
            number = None if line is None else line.number
            content = telling.content(told)
            if content != NOTHING and isinstance(told, Visit) and told.note:
                content = content_of(told.changed(note=keep(connection, town, told.note)))
            reason = keep(connection, town, telling.reason)
            rows.append((kind, day, place, number, content, reason))
    _append(connection, town, rows)
    return len(rows)


def close(connection: Connection, town: str, week_of: date) -> bool:
    """Close a week; return whether it was not closed yet."""
    if week_of in closed_weeks(connection, town):
        return False
    _append(connection, town, [("closed", week_of, "", None, NOTHING, "")])
    return True


def closed_weeks(connection: Connection, town: str) -> list[date]:
    """Return the Mondays of the closed weeks of a town, ascending."""
    query = select(journal.c.day).where(journal.c.town == town, journal.c.kind == "closed")
    return sorted(connection.scalars(query))


def ends(connection: Connection, town: str) -> list[date]:
    """Return the first and the last day of which a town told something that stands, if it did."""
    first, last = func.min(journal.c.day), func.max(journal.c.day)
    told = (journal.c.kind.in_(("visit", "outing")), journal.c.content != NOTHING)
    query = _standing(town, first, last).where(*told)
    return [day for day in connection.execute(query).one() if day is not None]


def read(connection: Connection, town: str, first: date | None, last: date | None) -> Journal:
    """Return what a town told and that stands, over some days or all."""
    with uncollected():
        visits = VISITS.validate_json(_contents(connection, town, "visit", first, last))
        outings = OUTINGS.validate_json(_contents(connection, town, "outing", first, last))
    days = {one.day for one in visits} | {one.day for one in outings}
    weeks = {monday_of(one) for one in days}
    return Journal(town=town, weeks=tuple(sorted(weeks)), visits=visits, outings=outings)


def all_lines(
    connection: Connection, town: str, first: date | None = None, last: date | None = None
) -> Iterable[Line]:
    """Yield every line of a town, or of some of its days, in the order of their writing.

    As they are chained: what people wrote beside them is a mark.
    """
    query = select(*LINE).where(journal.c.town == town).order_by(journal.c.number)
    if first is not None and last is not None:
        query = query.where(_between(first, last))
    return _lines(connection, query)


def shown_lines(
    connection: Connection, town: str, first: date | None = None, last: date | None = None
) -> list[Line]:
    """Return the same lines with what people wrote beside them."""
    return _shown(connection, town, all_lines(connection, town, first, last))


def _shown(connection: Connection, town: str, lines: Iterable[Line]) -> list[Line]:
    found, there = list(lines), Remarks(connection, town)
    return [
        replace(one, reason=there.shown(one.reason), content=there.in_json(one.content))
        for one in found
    ]


def _between(first: date, last: date) -> ColumnElement[bool]:
    return journal.c.day.between(first, last)


def check(connection: Connection, town: str) -> Checked:
    """Return whether every line of a town is as it was written.

    A line that cannot be read any more is none.
    """
    ids = select(journal.c.id).where(journal.c.town == town).order_by(journal.c.number)
    try:
        found = checked(all_lines(connection, town))
        if found.broken is None:
            # remarks stand beside: one that is not as it was written breaks the chain at its line
            sound = sound_marks(connection, town)
            for line in all_lines(connection, town):
                if not sound.issuperset(MARK.findall(line.reason + line.content)):
                    return replace(found, broken=line.number)
        return found
    except (TypeError, ValueError):  # a date that is none, bytes for a text
        numbers = list(connection.scalars(ids))
        found = checked(_readable(connection, numbers))
        last = connection.scalar(select(journal.c.digest).where(journal.c.id == numbers[-1]))
        return Checked(len(numbers), str(last), found.broken or found.lines + 1)


def _readable(connection: Connection, ids: Iterable[int]) -> Iterable[Line]:
    """Yield lines up to the first that cannot be read."""
    for one in ids:
        try:
            (line,) = _lines(connection, select(*LINE).where(journal.c.id == one))
            expected(line, line.before)
        except (TypeError, ValueError):
            return
        yield line


def _contents(
    connection: Connection, town: str, kind: LineKind, first: date | None, last: date | None
) -> str:
    """Return the lines of a kind that stand as one JSON list, by day, then place."""
    told = (journal.c.kind == kind, journal.c.content != NOTHING)
    query = _standing(town, journal.c.content).where(*told)
    if first is not None:
        query = query.where(journal.c.day >= first)
    if last is not None:
        query = query.where(journal.c.day <= last)
    found = connection.scalars(query.order_by(journal.c.day, journal.c.place))
    return Remarks(connection, town).in_json(f"[{','.join(found)}]")


def _standing(town: str, *columns: Any) -> Select[Any]:
    """Return the query of a town's lines in whose place no other stands."""
    later = journal.alias()
    replaced = (later.c.town == journal.c.town) & (later.c.replaces == journal.c.number)
    return (
        select(*(columns or LINE))
        .outerjoin_from(journal, later, replaced)
        .where(journal.c.town == town, later.c.id.is_(None))
    )


def _lines(connection: Connection, query: Select[Any]) -> Iterable[Line]:
    for row in connection.execute(query):
        town, number, kind, day, place, replaces, content, reason, at, before, digest, by = row
        if at.tzinfo is None:  # SQLite keeps no zone: it was written in UTC
            at = at.replace(tzinfo=UTC)
        of = (town, number, kind, day, place, replaces, content, reason, at, before, digest)
        yield Line(*of, by)


def _append(
    connection: Connection,
    town: str,
    rows: Sequence[tuple[str, date, str, int | None, str, str]],
) -> None:
    """Write lines after a town's last one, each chained to the one before."""
    number = last_number(connection, town)
    last = select(journal.c.digest).where(journal.c.town == town, journal.c.number == number)
    before, moment, made = connection.scalar(last) or "", datetime.now(UTC), []
    by = author()
    for kind, day, place, replaces, content, reason in rows:
        number += 1
        digest = digest_of(
            town, number, kind, day, place, replaces, content, reason, moment, before, by
        )
        made.append(
            {
                "town": town,
                "number": number,
                "kind": kind,
                "day": day,
                "place": place,
                "replaces": replaces,
                "content": content,
                "reason": reason,
                "recorded_at": moment,
                "before": before,
                "digest": digest,
                "author": by,
            }
        )
        before = digest
    if made:
        connection.execute(journal.insert(), made)
