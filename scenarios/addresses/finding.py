"""What an address means: asked of the imported files, then on line where that is switched on.

Both are settings of the computer, not of a scenario: ``RAMASSE_ADDRESSES`` is the folder of the
files that were imported (the user's cache when unset), ``RAMASSE_GEOCODING`` the address of a
service to ask on line (none when unset: nothing is ever sent).
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from models.folders import default_folder
from scenarios.addresses.book import Book, books
from scenarios.addresses.candidates import Candidate, chosen
from scenarios.addresses.communes import commune as commune_of
from scenarios.addresses.communes import name_of
from scenarios.addresses.communes import nearest_name as nearest_of_table
from scenarios.addresses.online import Online
from scenarios.addresses.spelling import WAYS, Address, Written, read

FOLDER, SERVICE = "RAMASSE_ADDRESSES", "RAMASSE_GEOCODING"
KEPT = "answers.db"
"""File of what was answered on line, beside the books."""
LIMIT = 8


@dataclass(frozen=True)
class Finder:
    """Where addresses are looked up."""

    books: tuple[Book, ...] = ()
    online: Online | None = None

    def find(self, text: str, commune: str = "", limit: int = LIMIT) -> tuple[Candidate, ...]:
        """Return what an address may mean, the best first.

        Parameters
        ----------
        text
            The address, with or without its postcode and commune.
        commune
            Its commune; where empty, what the text says of it, else all communes are searched.
        limit
            Candidates, at most.
        """
        asked = read(text)
        town = commune or asked.town or ("" if asked.postcode else self._town_within(asked))
        asked = _without(asked, town)
        found: list[Candidate] = []
        for book in self.books:
            here = book.communes_of(town) if town else ()
            if not here and asked.postcode:
                here = tuple(one for one in book.communes if asked.postcode in one.postcodes)
            if here or not (town or asked.postcode):
                found += book.find(asked, here)
        if self.online is not None and chosen(_ordered(found)) is None:
            known = commune_of(town)
            whole = text if not commune or commune.lower() in text.lower() else f"{text} {commune}"
            found += self.online.find(whole, known.code if known is not None else "")
        return tuple(_ordered(found)[:limit])

    def _town_within(self, asked: Address) -> str:
        """Return the commune that a part of an address is, or ends with; nothing if none does."""
        keys = {one.key.key for book in self.books for one in book.communes}
        for part in reversed(asked.parts):
            for length in range(len(part.words), 0, -1):
                name = " ".join(part.words[-length:])
                before = part.words[:-length]
                if name in keys and (not before or any(one not in WAYS for one in before)):
                    return name
        return ""

    def centre(self, commune: str) -> Candidate | None:
        """Return the centre of a commune, none where neither the table nor a book has it."""
        known = commune_of(commune)
        if known is not None:
            postcode = known.postcodes[0] if len(known.postcodes) == 1 else ""
            return _centre(known.name, known.code, postcode, (known.lat, known.lon), "")
        for book in self.books:
            here = book.communes_of(commune)
            count = sum(one.addresses for one in here)
            if count:
                lat = sum(one.lat * one.addresses for one in here) / count
                lon = sum(one.lon * one.addresses for one in here) / count
                return _centre(here[0].name, here[0].code, "", (lat, lon), book.name)
        return None

    def postcodes(self, commune: str) -> frozenset[str]:
        """Return the postcodes of a commune, as far as they are known."""
        known = commune_of(commune)
        found = () if known is None else known.postcodes
        here = (one.postcodes for book in self.books for one in book.communes_of(commune))
        return frozenset(found).union(*here)

    def covers(self, commune: str) -> bool:
        """Tell whether a book has addresses of a commune."""
        return any(book.communes_of(commune) for book in self.books)

    def nearest_commune(self, name: str) -> str | None:
        """Return the commune whose name is most like another, if any is."""
        close = nearest_of_table(name)
        found = (book.nearest_name(name) for book in self.books)
        return close if close is not None else next((one for one in found if one), None)


def find(
    text: str, commune: str = "", finder: Finder | None = None, limit: int = LIMIT
) -> tuple[Candidate, ...]:
    """Return what an address may mean, the best first; see ``Finder.find``.

    Parameters
    ----------
    finder
        Where it is looked up; by default, as this computer is set.
    """
    return (finder or default_finder()).find(text, commune, limit)


def default_finder() -> Finder:
    """Return the finder of this computer, as its settings say."""
    service = os.environ.get(SERVICE, "").strip()
    folder = books_folder()
    return Finder(books(folder), Online(service, folder / KEPT) if service else None)


def books_folder() -> Path:
    """Return where imported files are kept."""
    given = os.environ.get(FOLDER, "").strip()
    return Path(given) if given else default_folder("addresses")


def _ordered(found: list[Candidate]) -> list[Candidate]:
    return sorted(found, key=lambda one: (-one.score, one.label, one.lat, one.lon))


def _centre(
    name: str, code: str, postcode: str, at: tuple[float, float], found_in: str
) -> Candidate:
    return Candidate(
        label=name,
        street="",
        commune=name,
        code=code,
        postcode=postcode,
        lat=round(at[0], 4),
        lon=round(at[1], 4),
        score=1.0,
        level="commune",
        origin="file" if found_in else "table",
        found_in=found_in,
    )


def _without(asked: Address, commune: str) -> Address:
    """Return an address without the name of its commune at the end of its parts."""
    name = tuple(name_of(commune or asked.town).key.split())
    if not name:
        return asked

    def cut(part: Written) -> Written:
        ends = part.words[-len(name) :] == name and len(part.words) > len(name)
        kind_left = part.words[: -len(name)]
        # "route de Gémenos" in Gémenos is a street: its kind alone would be left
        return replace(part, words=kind_left) if ends and len(kind_left) > 1 else part

    parts = tuple(cut(one) for one in asked.parts if one.words != name)
    return replace(asked, parts=tuple(dict.fromkeys(parts)))
