"""The journal's lines, each chained to the one before, and the check that nothing was altered."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Literal

_written = json.JSONEncoder(ensure_ascii=False).encode
NOTHING = "{}"
"""Content of a line that takes back what was told: it counts neither as zero nor as promised."""
LineKind = Literal["visit", "outing", "closed"]


@dataclass(frozen=True)
class Line:
    """One line of a town's journal, as it was written."""

    town: str
    number: int
    """From 1 in each town."""
    kind: LineKind
    day: date
    """Of a closing, the Monday of its week."""
    place: str
    """Which visit or outing of the day it is."""
    replaces: int | None
    """Number of the line in whose place it stands."""
    content: str
    """The visit or the outing, as JSON."""
    reason: str
    recorded_at: datetime
    before: str
    """Digest of the line before; empty for the first."""
    digest: str
    author: str | None = None
    """Random number of the account that wrote it; none where no account did, as before there were
    any. Names stand in the book of accounts alone."""

    @property
    def untold(self) -> bool:
        """Whether it says that what was told is not told any more."""
        return self.content == NOTHING and self.kind != "closed"

    @property
    def key(self) -> tuple[str, date, str]:
        """What it tells of: a line that stands has it alone."""
        return self.kind, self.day, self.place


@dataclass(frozen=True)
class Checked:
    """What the check of a town's journal found."""

    lines: int
    digest: str
    """Of the last line: noted elsewhere, it shows that none was taken away from the end."""
    broken: int | None
    """Number of the first line that is not as it was written, or that is missing."""


def digest_of(
    town: str,
    number: int,
    kind: str,
    day: date,
    place: str,
    replaces: int | None,
    content: str,
    reason: str,
    recorded_at: datetime,
    before: str,
    author: str | None = None,
) -> str:
    """Return the SHA-256 of a line's content and of the digest of the line before it.

    The author is in it where there is one: lines of before there were accounts stay as they are.

    Examples
    --------
    >>> moment = datetime(2026, 12, 1, tzinfo=UTC)
    >>> digest_of("a", 1, "visit", date(2026, 12, 1), "lidl/", None, "{}", "", moment, "")[:8]
    '9cd02983'
    """
    moment = recorded_at.astimezone(UTC).isoformat(timespec="microseconds")
    told = [town, number, kind, day.isoformat(), place, replaces, content, reason, moment, before]
    if author is not None:
        told.append(author)
    return sha256(_written(told).encode()).hexdigest()


def expected(line: Line, before: str) -> str:
    """Return the digest that a line must have after another one."""
    return digest_of(
        line.town,
        line.number,
        line.kind,
        line.day,
        line.place,
        line.replaces,
        line.content,
        line.reason,
        line.recorded_at,
        before,
        line.author,
    )


def checked(lines: Iterable[Line]) -> Checked:
    """Return whether a town's lines, in the order of their numbers, are as they were written."""
    last, before, broken = 0, "", None
    for line in lines:
        written = expected(line, before)
        sound = (line.number, line.before, line.digest) == (last + 1, before, written)
        if broken is None and not sound:
            broken = last + 1
        last, before = last + 1, line.digest
    return Checked(last, before, broken)
