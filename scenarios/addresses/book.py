"""A book of addresses: one imported file, looked up street by street."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from models.places import km_between
from scenarios.addresses.candidates import CERTAIN, Candidate, Level
from scenarios.addresses.communes import Name, alike, name_of
from scenarios.addresses.importing import FORM
from scenarios.addresses.matching import Street, Streets
from scenarios.addresses.spelling import Address, Written
from scenarios.kept_files import KEPT, KeptFile, kept_files

WORTH = 0.35
"""Likeness below which a street is not looked at."""
LOOKED_AT = 24
"""Streets whose numbers are looked up for one address, at most."""
NEAR_NUMBER, NO_SUFFIX, OTHER_POSTCODE = 0.85, 0.95, 0.9
"""What is left of a score where another number is known, or the postcode is another."""
KEPT_FOUND = 4096
_Number = tuple[int, str, float, float]
"""A number, its suffix, and where it is."""


@dataclass(frozen=True)
class BookCommune:
    """A commune that a book has addresses of."""

    code: str
    name: str
    key: Name
    postcodes: tuple[str, ...]
    lat: float
    lon: float
    """The middle of its addresses."""
    addresses: int


@dataclass(frozen=True)
class Book(KeptFile):
    """An imported file of addresses."""

    @property
    def addresses(self) -> int:
        """How many addresses it holds."""
        return int(self.about.get("addresses", 0))

    @property
    def communes(self) -> tuple[BookCommune, ...]:
        """The communes that it has addresses of."""
        return _communes(self)

    def communes_of(self, name: str) -> tuple[BookCommune, ...]:
        """Return the communes that a name means: all arrondissements of a city."""
        wanted = name_of(name)
        return tuple(one for one in self.communes if one.key.meets(wanted))

    def nearest_name(self, name: str) -> str | None:
        """Return the name of the commune that is most like another, if any is."""
        names = {one.key.key: one.name for one in self.communes}
        return alike(name, names)

    def find(self, asked: Address, communes: Sequence[BookCommune]) -> list[Candidate]:
        """Return what an address may mean within some communes, the best first."""
        found: list[Candidate] = []
        for part in asked.parts:
            here = _found(self, part, tuple(communes), asked.postcode)
            found += here
            if part.number is not None and here and here[0].score >= CERTAIN:
                # a building or a zone named beside it says no more than the number does
                break
        best: dict[tuple[str, float, float], Candidate] = {}
        for one in sorted(found, key=lambda one: -one.score):
            best.setdefault((one.label, one.lat, one.lon), one)
        return list(best.values())


def books(folder: Path) -> tuple[Book, ...]:
    """Return the books of a folder by name; those of an earlier form are passed over."""
    return kept_files(folder, FORM, Book)


@lru_cache(maxsize=KEPT)
def _communes(book: Book) -> tuple[BookCommune, ...]:
    query = "SELECT code, name, key, arrondissement, postcodes, lat, lon, addresses FROM communes"
    return tuple(
        BookCommune(
            str(code),
            str(name),
            Name(str(key), None if number is None else int(str(number))),
            tuple(str(postcodes).split()),
            float(str(lat)),
            float(str(lon)),
            int(str(count)),
        )
        for code, name, key, number, postcodes, lat, lon, count in book.rows(query)
    )


@lru_cache(maxsize=KEPT)
def _streets(book: Book, codes: tuple[str, ...]) -> Streets:
    """Return the streets of some communes; of all when none is named."""
    query = "SELECT id, code, postcode, name, lat, lon, words, also FROM streets"
    if codes:
        query += f" WHERE code IN ({','.join('?' * len(codes))})"
    found = []
    for number, code, postcode, name, lat, lon, words, also in book.rows(query, codes):
        street = Street(
            int(str(number)),
            str(code),
            str(postcode),
            str(name),
            float(str(lat)),
            float(str(lon)),
        )
        called = (str(words), *str(also).split("|"))
        found.append((street, tuple(tuple(one.split()) for one in called if one)))
    return Streets(tuple(found))


@lru_cache(maxsize=KEPT_FOUND)
def _found(
    book: Book, part: Written, communes: tuple[BookCommune, ...], postcode: str
) -> tuple[Candidate, ...]:
    streets = _streets(book, tuple(one.code for one in communes))
    near = [one for one in streets.best(part.words, LOOKED_AT) if one[0] >= WORTH]
    numbers = _numbers(book, [street.id for _, street in near])
    found = [_candidate(book, part, one, numbers[one[1].id], postcode) for one in near]
    return tuple(sorted(found, key=lambda one: (-one.score, one.label, one.lat, one.lon)))


def _numbers(book: Book, streets: Sequence[int]) -> dict[int, list[_Number]]:
    """Return the numbers of some streets."""
    found: dict[int, list[_Number]] = {one: [] for one in streets}
    query = "SELECT street, number, suffix, lat, lon FROM numbers"
    query += f" WHERE street IN ({','.join('?' * len(streets))})"
    for street, number, suffix, lat, lon in book.rows(query, streets):
        held = (int(str(number)), str(suffix), float(str(lat)), float(str(lon)))
        found[int(str(street))].append(held)
    return found


def _candidate(
    book: Book,
    part: Written,
    near: tuple[float, Street],
    rows: Sequence[_Number],
    postcode: str,
) -> Candidate:
    score, street = near
    level: Level = "street"
    if part.number is None:
        # a point of the street, and the one that is nearest its middle
        number, suffix, lat, lon = min(
            rows,
            key=lambda one: (km_between(one[2:], (street.lat, street.lon)), one[0]),
        )
        said = street.name
    else:
        number, suffix, lat, lon = min(rows, key=lambda one: _away(part, one[0], one[1]))
        level = "number" if number == part.number else "near"
        score *= 1.0 if (number, suffix) == (part.number, part.suffix) else NO_SUFFIX
        score *= 1.0 if level == "number" else NEAR_NUMBER / NO_SUFFIX
        said = f"{number}{f' {suffix}' if suffix else ''} {street.name}" if number else street.name
    if postcode and street.postcode != postcode:
        score *= OTHER_POSTCODE
    town = next(one.name for one in book.communes if one.code == street.code)
    return Candidate(
        label=f"{said}, {street.postcode} {town}",
        street=said,
        commune=town,
        code=street.code,
        postcode=street.postcode,
        lat=lat,
        lon=lon,
        score=round(score, 4),
        level=level,
        origin="file",
        found_in=book.name,
    )


def _away(part: Written, number: int, suffix: str) -> tuple[int, int, int, str]:
    """Return how far a number is from the one asked for: same side of the street first."""
    assert part.number is not None
    gap = abs(number - part.number)
    return (gap + (gap % 2) * 4, suffix != part.suffix, number, suffix)
