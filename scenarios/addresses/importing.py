"""A department's file of the Base Adresse Nationale, read once into a book of addresses.

The file is the one that the BAN publishes for a department (``adresses-13.csv.gz``, Licence
Ouverte 2.0, format "csv" of its documentation): a line an address, WGS 84 in ``lon`` and ``lat``.
"""

from __future__ import annotations

import csv
import errno
import gzip
import re
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TextIO

from models.base import Text
from models.folders import own_folder
from models.unread import why_unread
from scenarios.addresses.communes import name_of
from scenarios.addresses.spelling import words_of
from scenarios.faults import Fault, ScenarioError, choices
from tabular import TableFault
from tabular.letters import encoding_of
from tabular.separated import streamed

FORM = 1
"""Of a book; one of another form is read from its file again."""
NEEDED = ("numero", "rep", "nom_voie", "code_postal", "code_insee", "nom_commune", "lon", "lat")
PROBED = 1_000_000
"""Bytes by which it is told how a file is written."""
MOST_LINES = 6_000_000
"""Lines of a file, at most: the largest department has under two million."""
MOST_TOLD = 10
BATCH = 20_000
TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE communes (code TEXT PRIMARY KEY, name TEXT, key TEXT, arrondissement INTEGER,
  postcodes TEXT, lat REAL, lon REAL, addresses INTEGER);
CREATE TABLE streets (id INTEGER PRIMARY KEY, code TEXT, postcode TEXT, name TEXT, words TEXT,
  also TEXT, lat REAL, lon REAL);
CREATE TABLE numbers (street INTEGER, number INTEGER, suffix TEXT, lat REAL, lon REAL);
"""
INDEXES = """
CREATE INDEX streets_of ON streets (code);
CREATE INDEX numbers_of ON numbers (street, number);
"""


@dataclass(frozen=True)
class Imported:
    """What was read of a file."""

    book: Path
    addresses: int
    streets: int
    communes: int
    left_out: int
    """Lines without a position or a street, which no address can be found by."""


@dataclass
class _Street:
    number: int
    code: str
    postcode: str
    name: str
    also: str
    north: float = 0.0
    east: float = 0.0
    count: int = 0


@dataclass
class _Commune:
    name: str
    postcodes: dict[str, None] = field(default_factory=dict)
    north: float = 0.0
    east: float = 0.0
    count: int = 0


def import_file(source: Path, folder: Path) -> Imported:
    """Read a file of addresses into a book of the same name, instead of an earlier one.

    Parameters
    ----------
    source
        ``.csv`` or ``.csv.gz``, as the BAN publishes it.
    folder
        Where books are kept; made when it is not there.

    Raises
    ------
    ScenarioError
        The file cannot be read, or is no file of addresses; nothing is changed.
    OSError
        The book cannot be written.
    """
    stem = re.sub(r"[^\w-]+", "-", re.sub(r"(\.csv)?(\.gz)?$", "", source.name, flags=re.I))
    own_folder(folder)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".import-") as apart:
        made = Path(apart) / "book.sqlite"
        reading = _Reading(str(source))
        try:
            with closing(sqlite3.connect(made)) as database:
                reading.fill(database, source)
        except (OSError, EOFError, zlib.error, UnicodeDecodeError, csv.Error) as error:
            raise _refused(source, reading.line, error) from error
        except sqlite3.Error as error:
            raise OSError(errno.EIO, str(error)) from error
        target = folder / f"{stem or 'addresses'}.sqlite"
        made.replace(target)
    counts = (reading.addresses, len(reading.streets), len(reading.communes), reading.left_out)
    return Imported(target, *counts)


class _Reading:
    """The lines of one file, being read."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.line = 1
        self.addresses = self.left_out = 0
        self.streets: dict[tuple[str, str, str], _Street] = {}
        self.communes: dict[str, _Commune] = {}
        self.faults: list[Fault] = []

    def fill(self, database: sqlite3.Connection, source: Path) -> None:
        """Put the lines of a file in a database that is empty."""
        database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + TABLES)
        with opened(source) as file:
            numbers = self._numbers(file)
            while batch := list(islice(numbers, BATCH)):
                database.executemany("INSERT INTO numbers VALUES (?,?,?,?,?)", batch)
        if not self.addresses and not self.faults:
            self._say(2, NO_ADDRESS)
        if self.faults:
            raise ScenarioError(self.faults)
        database.executemany("INSERT INTO streets VALUES (?,?,?,?,?,?,?,?)", self._street_rows())
        database.executemany("INSERT INTO communes VALUES (?,?,?,?,?,?,?,?)", self._commune_rows())
        about = {"form": FORM, "file": source.name, "addresses": self.addresses}
        database.executemany("INSERT INTO about VALUES (?,?)", about.items())
        database.executescript(INDEXES)
        database.commit()

    def _say(self, line: int, text: Text) -> None:
        if len(self.faults) < MOST_TOLD:
            self.faults.append(Fault(place=f"{self.label}:{line}", path="", text=text))

    def _numbers(self, file: TextIO) -> Iterator[tuple[int, int, str, float, float]]:
        lines = streamed(file, lambda title: title.strip().lower() in NEEDED)
        names: list[str] = []
        at: list[int] = []
        alias: int | None = None
        for one in lines:
            if isinstance(one, TableFault):
                self._say(one.line or self.line, one.text)
                continue
            self.line, cells = one.number, one.cells
            if not names:
                names = [cell.strip().lower() for cell in cells]
                missing = [each for each in NEEDED if each not in names]
                if missing:
                    needed = choices(NEEDED)
                    self._say(self.line, NOT_BAN.format(missing=choices(missing), needed=needed))
                    return
                at = [names.index(each) for each in NEEDED]
                alias = names.index("alias") if "alias" in names else None
                continue
            if len(cells) != len(names):
                text = WIDTH.format(found=len(cells), expected=len(names))
                self._say(self.line, text)
                continue
            if self.addresses + self.left_out >= MOST_LINES:
                self._say(self.line, TOO_LONG)
                return
            number, suffix, name, postcode, code, town, lon, lat = (cells[n] for n in at)
            try:
                east, north = float(lon.replace(",", ".")), float(lat.replace(",", "."))
            except ValueError:
                self.left_out += 1
                continue
            if not name or not code or not (-90 <= north <= 90 and -180 <= east <= 180):
                self.left_out += 1
                continue
            street = self._street(code, postcode, name, "" if alias is None else cells[alias])
            commune = self.communes.setdefault(code, _Commune(town))
            commune.postcodes[postcode] = None
            for within in (street, commune):
                within.north += north
                within.east += east
                within.count += 1
            self.addresses += 1
            whole = int(number) if number.isdecimal() and len(number) < 6 else 0
            yield street.number, whole, suffix.strip().lower(), north, east
        if not names and not self.faults:
            self._say(1, NOT_BAN.format(missing=choices(NEEDED), needed=choices(NEEDED)))

    def _street(self, code: str, postcode: str, name: str, also: str) -> _Street:
        key = (code, postcode, name)
        found = self.streets.get(key)
        if found is None:
            found = _Street(len(self.streets) + 1, code, postcode, name, also)
            self.streets[key] = found
        elif also and not found.also:
            found.also = also
        return found

    def _street_rows(self) -> Iterator[tuple[object, ...]]:
        for one in self.streets.values():
            words = " ".join(words_of(one.name))
            also = "|".join(" ".join(words_of(part)) for part in one.also.split("|") if part)
            middle = (one.north / one.count, one.east / one.count)
            yield (one.number, one.code, one.postcode, one.name, words, also, *middle)

    def _commune_rows(self) -> Iterator[tuple[object, ...]]:
        for code, one in self.communes.items():
            name = name_of(one.name, code)
            middle = (one.north / one.count, one.east / one.count)
            postcodes = " ".join(sorted(one.postcodes))
            yield (code, one.name, name.key, name.arrondissement, postcodes, *middle, one.count)


def opened(source: Path) -> TextIO:
    """Return a file of addresses as text, unpacked where it is packed."""
    with source.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    with gzip.open(source) if packed else source.open("rb") as file:
        encoding = encoding_of(file.read(PROBED))
    if packed:
        return gzip.open(source, "rt", encoding=encoding, newline="")
    return source.open(encoding=encoding, newline="")


def _refused(source: Path, line: int, error: Exception) -> ScenarioError:
    if isinstance(error, OSError) and not isinstance(error, gzip.BadGzipFile):
        return ScenarioError([Fault(place=str(source), path="", text=why_unread(source, error))])
    return ScenarioError([Fault(place=f"{source}:{line}", path="", text=BROKEN)])


NOT_BAN = Text(
    fr="Il manque des colonnes : {missing}. Attendu : celles de l'export de la Base Adresse "
    "Nationale ({needed}…). Téléchargez le fichier du département, par exemple adresses-13.csv.gz.",
    en="Columns are missing: {missing}. Expected: those of the export of the Base Adresse "
    "Nationale ({needed}…). Download the file of the department, such as adresses-13.csv.gz.",
)
WIDTH = Text(
    fr="{found} cellules. Attendu : {expected}, comme sur la ligne de titres. Téléchargez le "
    "fichier de nouveau.",
    en="{found} cells. Expected: {expected}, as on the line of headers. Download the file again.",
)
NO_ADDRESS = Text(
    fr="Aucune adresse avec sa position. Attendu : une ligne par adresse. Téléchargez le fichier "
    "de nouveau.",
    en="No address with its position. Expected: a line an address. Download the file again.",
)
TOO_LONG = Text(
    fr=f"Plus de {MOST_LINES} adresses. Attendu : le fichier d'un département. Importez-les un par "
    "un.",
    en=f"More than {MOST_LINES} addresses. Expected: the file of one department. Import them one "
    "by one.",
)
BROKEN = Text(
    fr="Ce fichier est abîmé, ou n'est pas un texte UTF-8. Attendu : le fichier d'un département "
    "tel que la Base Adresse Nationale le publie. Téléchargez-le de nouveau.",
    en="This file is damaged, or is no UTF-8 text. Expected: the file of a department as the Base "
    "Adresse Nationale publishes it. Download it again.",
)
