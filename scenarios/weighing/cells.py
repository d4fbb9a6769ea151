"""The cells of a row of what came in: each read as what it says, or said not to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from models.base import Text
from models.dates import read_date
from models.letters import bare
from models.numbers import read_number
from models.scenario import Scenario
from scenarios.faults import EMPTY_CELL, Complaint, Mark, choices, did_you_mean, nearest, shown
from scenarios.lines import Found
from scenarios.weighing import words
from scenarios.weighing.before import Before
from tabular import Row

MOST = {
    "kg": 100_000,
    "crates": 10_000,
    "units": 100_000,
    "km": 2_000,
    "hours": 24,
    "people": 20,
    "waited": 1_440,
}
"""What numbers may be, at most."""
BOTH = ", "
"""Parts the ids of things that are called alike."""
LONGEST_SLUG = 60
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
"""Line ends and what no letter is: no list and no database has to hold them."""
_NO_SLUG = re.compile("[^a-z0-9_-]+")
_CLOCK = re.compile(r"(\d{1,2})\s*[:hH]\s*(\d{2})?(:00)?")


@dataclass(frozen=True)
class Said:
    """One row, as it was typed, and where it stands."""

    values: Mapping[str, Any]
    """By field; what is empty is not there."""
    name: str = ""
    """Of a row of a form."""
    found: Found | None = None
    row: Row | None = None
    """Of a table: in place of a name."""
    place: str = ""
    """What it is about, of a row that stands nowhere."""

    def complaint(self, field: str, text: Text) -> Complaint:
        """Return what is wrong with one of its cells."""
        if self.found is not None and self.row is not None:
            return self.found.about(self.row, field, text)
        if self.place:
            return Complaint(Mark(self.place), "", text)
        return Complaint(Mark(""), f"{self.name}.{field}" if self.name else field, text)


ALSO: Mapping[str, str] = {"fait": "done", "ok": "done", "refuse": "refused"}
"""Further words for what came of a visit, as lists of one's own have them."""


UNTOLD = "untold"
UNTOLD_WORDS = frozenset((UNTOLD, "non dit", "pas dit", "pas encore dit", "not told"))
"""In place of what came of a visit or an outing: it was told before, and is not told any more."""


@dataclass
class Cells:
    """Reads the cells of rows about a town, and says all that is wrong with them."""

    world: Scenario
    complaints: list[Complaint]
    before: Before

    def complain(self, said: Said, name: str, text: Text, **values: object) -> None:
        """Say what is wrong with a cell."""
        self.complaints.append(said.complaint(name, text.format(**values)))

    @cached_property
    def stores(self) -> dict[str, str]:
        """Stores by what they are called."""
        gone = {one: one for one in self.before.stores}
        return gone | _by_name((one.id, one.label) for one in self.world.donors)

    @cached_property
    def associations(self) -> dict[str, str]:
        """Associations by what they are called."""
        gone = {one: one for one in self.before.associations}
        return gone | _by_name(
            (one.id, name)
            for one in self.world.associations
            for name in (one.label, one.short)
            if name
        )

    @cached_property
    def families(self) -> dict[str, str]:
        """Families by what they are called."""
        return _by_name((one.id, one.label) for one in self.world.families)

    @cached_property
    def vehicles(self) -> dict[str, str]:
        """Vehicles by what they are called."""
        gone = {one: one for one in self.before.vehicles}
        return gone | _by_name((one.id, one.label) for one in self.world.vehicles)

    def untold(self, said: Said) -> bool:
        """Tell whether a row takes back what was told before."""
        return bare(str(said.values.get("outcome", ""))) in UNTOLD_WORDS

    def town(self, said: Said) -> None:
        """Say that a row is of another town, if it says so."""
        found = said.values.get("town")
        mine = {bare(self.world.id), bare(self.world.label)}
        if found is not None and bare(str(found)) not in mine:
            town = self.world.label
            self.complain(said, "town", words.OTHER_TOWN, found=shown(str(found)), town=town)

    def named(
        self, said: Said, name: str, known: Mapping[str, str], *, required: bool = True
    ) -> str | None:
        """Return the id of a thing by what it is called."""
        value = said.values.get(name)
        if value is None:
            if required:
                what = Text(fr="un nom connu de la ville", en="a name that the town knows")
                self.complain(said, name, EMPTY_CELL, expected=what)
            return None
        found = known.get(bare(str(value)))
        if found is None:
            self._unknown(said, name, str(value), known)
        elif BOTH in found:
            self.complain(said, name, words.SEVERAL, found=shown(str(value)), known=found)
            return None
        return found

    def _unknown(self, said: Said, name: str, value: str, known: Mapping[str, str]) -> None:
        close = nearest(bare(value), known)
        world, ids = self.world, set(known.values())
        labels = {one.id: one.label for one in world.donors}
        labels |= {one.id: one.label for one in world.associations}
        labels |= {one.id: one.label for one in world.vehicles}
        labels |= {one.id: one.label for one in world.families}
        called = {one: label for one, label in labels.items() if one in ids}
        named = choices(called.values())
        remedy = (
            words.CORRECT.format(known=named)
            if close is None
            else did_you_mean(called.get(known[close], close))
        )
        self.complain(said, name, words.UNKNOWN, found=shown(value), remedy=remedy)

    def word(self, said: Said, name: str, names: Mapping[Any, Text]) -> Any:
        """Return a fixed choice by its word in either language."""
        value = said.values.get(name)
        if value is None:
            return None
        known = {bare(one): key for key, text in names.items() for one in (text.fr, text.en)}
        known |= {bare(key.replace("_", " ")): key for key in names} | {key: key for key in names}
        known |= {also: key for also, key in ALSO.items() if key in names}
        found = known.get(bare(str(value)))
        if found is None:
            close = nearest(bare(str(value)), known)
            listed = Text(
                fr=choices(one.fr for one in names.values()),
                en=choices(one.en for one in names.values()),
            )
            said_so = names[known[close]] if close is not None else None
            remedy = (
                words.CORRECT.format(known=listed) if said_so is None else did_you_mean(said_so)
            )
            self.complain(said, name, words.UNKNOWN, found=shown(str(value)), remedy=remedy)
        return found

    def day(self, said: Said, name: str, *, required: bool = False) -> date | None:
        """Return a date."""
        cell = said.values.get(name)
        if cell is None:
            if required:
                what = Text(fr="une date", en="a date")
                self.complain(said, name, EMPTY_CELL, expected=what)
            return None
        day = cell.date() if isinstance(cell, datetime) else cell
        found = day if isinstance(day, date) else read_date(str(cell))
        if found is None:
            self.complain(said, name, words.NO_DAY, found=shown(str(cell)))
        return found

    def number(self, said: Said, name: str, most: float) -> float | None:
        """Return a number from 0 to a bound, none when it is not there or not one."""
        cell = said.values.get(name)
        if cell is None:
            return None
        is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
        value = cell if is_number else read_number(str(cell))
        if value is None or not 0 <= value <= most:
            self.complain(said, name, words.NO_NUMBER, found=shown(str(cell)), most=most)
            return None
        return float(value)

    def hours(self, said: Said) -> float | None:
        """Return hours written as a number, or as 3h15."""
        clock = _CLOCK.fullmatch(str(said.values.get("hours", "")).strip())
        if clock is None:
            return self.number(said, "hours", MOST["hours"])
        hours, minutes = int(clock[1]), int(clock[2] or 0)
        if minutes > 59 or hours + minutes / 60 > MOST["hours"]:
            values = {"found": shown(str(said.values["hours"])), "most": MOST["hours"]}
            self.complain(said, "hours", words.NO_NUMBER, **values)
            return None
        return hours + minutes / 60

    def count(self, said: Said, name: str) -> int | None:
        """Return a whole number from 0 on, none when it is not there or not one."""
        found = self.number(said, name, MOST[name])
        if found is None or found == int(found):
            return None if found is None else int(found)
        self.complain(said, name, words.NO_COUNT, found=shown(str(said.values[name])))
        return None

    def slug(self, said: Said, name: str) -> str | None:
        """Return what a plan calls a thing; a name that none has, written as ids are."""
        value = said.values.get(name)
        if not value:
            return None
        written = _NO_SLUG.sub("_", bare(str(value))).strip("_-")
        if len(written) > LONGEST_SLUG:
            self.complain(said, name, words.TOO_LONG, size=len(written), most=LONGEST_SLUG)
            return None
        return written or None

    def temperature(self, said: Said) -> float | None:
        """Return degrees."""
        cell = said.values.get("temperature_c")
        if cell is None:
            return None
        value = read_number(str(cell).replace("°C", "").replace("°", ""))
        if value is None or not -60 <= value <= 60:
            self.complain(said, "temperature_c", words.NO_TEMPERATURE, found=shown(str(cell)))
            return None
        return float(value)

    def clock(self, said: Said) -> str | None:
        """Return the time of arrival, ``HH:MM``."""
        cell = said.values.get("arrived")
        if cell is None:
            return None
        text = cell.strftime("%H:%M") if hasattr(cell, "strftime") else str(cell).strip()
        found = _CLOCK.fullmatch(text)
        if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
            self.complain(said, "arrived", words.NO_CLOCK, found=shown(str(cell)))
            return None
        return f"{int(found[1]):02d}:{int(found[2] or 0):02d}"

    def text(self, said: Said, name: str, most: int) -> str:
        """Return a text, empty when it is not there."""
        text = _UNSEEN.sub(" ", str(said.values.get(name, ""))).strip()
        if len(text) > most:
            self.complain(said, name, words.TOO_LONG, size=len(text), most=most)
        return text


def _by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return ids by what things are called; all the ids of what several are called alike.

    An id is the thing's own, whatever others are called.
    """
    known: dict[str, str] = {}
    ids = []
    for one, name in pairs:
        ids.append(one)
        there = known.get(bare(name), one)
        known[bare(name)] = one if there == one else f"{there}{BOTH}{one}"
    return known | {one: one for one in ids}
