"""The file of a backup: each table as lines of JSON, and a list of them with what they sum to.

A ZIP archive. ``ramasse.json`` comes last: a file that was cut has none. Moments are UTC, bytes are
base64, whichever database they come from.
"""

from __future__ import annotations

import base64
import binascii
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Literal

from pydantic import Field, ValidationError

from models.base import Model, Text
from service.database_errors import DatabaseError

FORMAT = 1
LIST = "ramasse.json"
MOST_LINE = 400_000_000
"""Bytes of one row, at most."""
HURT = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, RuntimeError, OSError)
"""What reading a file raises that was cut or changed: places in it that there are none of, too."""
Kind = Literal["bytes", "moment", "day", "plain"]


class BackupError(DatabaseError):
    """A backup that cannot be made, read or put back."""


class Kept(Model):
    """One table of a backup."""

    name: str = Field(pattern=r"^[a-z_]{1,60}$")
    columns: tuple[str, ...]
    kinds: tuple[Kind, ...]
    rows: int = Field(ge=0)
    digest: str

    @property
    def member(self) -> str:
        """Its name in the archive."""
        return f"tables/{self.name}.jsonl"


class Chain(Model):
    """The journal of a town, or its ledger, as its chain of digests ends."""

    town: str
    of: Literal["journal", "ledger"] = "journal"
    lines: int
    digest: str
    broken: int | None = None
    """Number of the first line that was not as written when the backup was made."""


class Contents(Model):
    """What a backup holds."""

    format: Literal[1] = 1
    program: str
    made_at: datetime
    revisions: dict[str, str]
    """Of the tables, by the name of the table that notes it."""
    tables: tuple[Kept, ...]
    chains: tuple[Chain, ...]

    @property
    def rows(self) -> int:
        """All rows."""
        return sum(one.rows for one in self.tables)


@dataclass(frozen=True)
class Table:
    """A table to be written: its columns, what they hold, and its rows."""

    name: str
    columns: Sequence[str]
    kinds: Sequence[Kind]
    rows: Iterable[Sequence[Any]]


def write(archive: zipfile.ZipFile, table: Table) -> Kept:
    """Write a table, and return what it sums to."""
    digest, rows = sha256(), 0
    with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as member:
        for row in table.rows:
            line = line_of(row, table.kinds)
            digest.update(line)
            member.write(line)
            rows += 1
    return Kept(
        name=table.name,
        columns=tuple(table.columns),
        kinds=tuple(table.kinds),
        rows=rows,
        digest=digest.hexdigest(),
    )


def line_of(row: Sequence[Any], kinds: Sequence[Kind]) -> bytes:
    r"""Return a row as one line.

    Examples
    --------
    >>> line_of([1, b"ab", None], ["plain", "bytes", "moment"])
    b'[1,"YWI=",null]\n'
    """
    told = [_told(value, kind) for value, kind in zip(row, kinds, strict=True)]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _told(value: Any, kind: Kind) -> Any:
    if value is None:
        return None
    if kind == "bytes":
        return base64.b64encode(value).decode()
    if kind == "moment":
        # SQLite keeps no zone: it was written in UTC
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return aware.isoformat(timespec="microseconds")
    return value.isoformat() if kind == "day" else value


def _value(told: Any, kind: Kind) -> Any:
    if told is None or kind == "plain":
        return told
    if kind == "bytes":
        return base64.b64decode(told, validate=True)
    return datetime.fromisoformat(told) if kind == "moment" else date.fromisoformat(told)


def contents_of(path: Path) -> Contents:
    """Return what a backup holds, after every line of it was read and summed.

    Raises
    ------
    BackupError
        It is no backup, was cut or changed, or comes from a later program.
    OSError
        It cannot be read.
    """
    with path.open("rb") as file:
        try:
            with zipfile.ZipFile(file) as archive:
                found = _listed(archive)
                for one in found.tables:
                    _check(archive, one)
                return found
        except HURT as error:
            raise BackupError(BROKEN.format(name=path.name)) from error


def _listed(archive: zipfile.ZipFile) -> Contents:
    content = archive.read(LIST)
    said = json.loads(content)
    if isinstance(said, dict) and isinstance(said.get("format"), int) and said["format"] > FORMAT:
        raise BackupError(LATER)
    try:
        found = Contents.model_validate_json(content)
    except ValidationError as error:
        raise ValueError(str(error)) from error
    if {one.member for one in found.tables} | {LIST} != set(archive.namelist()):
        raise ValueError("other members")
    if len(archive.namelist()) != len(found.tables) + 1:
        raise ValueError("members twice")
    return found


def _check(archive: zipfile.ZipFile, kept: Kept) -> None:
    digest, rows = sha256(), 0
    with archive.open(kept.member) as member:
        for line in _lines(member):
            digest.update(line)
            _row(line, kept)
            rows += 1
    if (rows, digest.hexdigest()) != (kept.rows, kept.digest):
        raise ValueError(kept.name)


def rows_of(archive: zipfile.ZipFile, kept: Kept) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table, by column."""
    with archive.open(kept.member) as member:
        for line in _lines(member):
            yield dict(zip(kept.columns, _row(line, kept), strict=True))


def _lines(member: Any) -> Iterator[bytes]:
    file: BinaryIO = member
    while line := file.readline(MOST_LINE):
        yield line


def _row(line: bytes, kept: Kept) -> list[Any]:
    told = json.loads(line)
    if not isinstance(told, list) or len(told) != len(kept.columns):
        raise ValueError(kept.name)
    try:
        return [_value(value, kind) for value, kind in zip(told, kept.kinds, strict=True)]
    except (TypeError, binascii.Error) as error:
        raise ValueError(kept.name) from error


BROKEN = Text(
    fr="{name} n'est pas une sauvegarde entière de ramasse : le fichier est coupé, modifié ou d'un "
    "autre genre. Rien n'a été écrit. Attendu : un fichier fait par « ramasse backup ». Prenez une "
    "autre copie.",
    en="{name} is no whole backup of ramasse: the file is cut, changed or of another kind. Nothing "
    'was written. Expected: a file made by "ramasse backup". Take another copy.',
)
LATER = Text(
    fr="Cette sauvegarde vient d'une version plus récente de ramasse. Rien n'a été écrit. Mettez "
    "ramasse à jour, puis recommencez.",
    en="This backup comes from a later version of ramasse. Nothing was written. Update ramasse, "
    "then try again.",
)
