"""The sheets of the short workbook and their columns: the questions of ``Answers``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from models.base import Text
from models.calendar import Day
from models.fields import Titled, titled_of
from models.letters import bare
from models.measures import measure_of, numbered, stem
from models.words import MY_TOWN
from scenarios.beginning.answers import LISTS, RHYTHM, Answers
from scenarios.day_words import EVERY_WEEK, read_times
from scenarios.fields import Slot, slot
from scenarios.nodes import Scalar
from scenarios.workbook.cells import Raw, from_cell, plain_text
from scenarios.workbook.layout import tables
from scenarios.workbook.letters import unescaped
from tabular import Headers

TOP = slot(Answers)
KEPT = "id"
"""A hidden column: the ids that things have already, so that another label changes none."""
SHORTEST = 4
"""Letters by which the unit of a title is told: "pers."."""
WHOLE = ("scenario",)
"""Sheets, as ``bare`` writes them, that tell a whole workbook."""


@dataclass(frozen=True)
class Sheet:
    """One list of answers, or the town's own."""

    name: str
    """Its field in ``Answers``; empty for the town's own values."""
    title: Text

    @cached_property
    def item(self) -> Slot:
        """What one row says."""
        return TOP.keys[self.name].item if self.name else TOP

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The columns, in order; of the town, the rows."""
        lists = {one.name for one in SHEETS}
        return tuple(
            key
            for key, place in self.item.keys.items()
            if key not in (KEPT, *RHYTHM, *lists) and place.kind != "record"
        )

    @cached_property
    def headers(self) -> Headers:
        """What the columns may be called."""
        called = {
            key: (self.told(key).title.fr, key, self.told(key).title.en) for key in self.fields
        }
        return Headers({**called, KEPT: (KEPT,)}, frozenset((KEPT,)))

    def told(self, key: str) -> Titled:
        """Return what is said of a column beside its field."""
        return titled_of(self.item.annotation, key)

    def is_days(self, key: str) -> bool:
        """Tell whether a column holds days, and with them their rhythm."""
        place = self.item.keys[key]
        return place.kind == "list" and bool(place.item.annotation == Day)

    def times(self, raw: Raw) -> tuple[dict[str, Any], Text | None]:
        """Return the days that a cell says, by field, and what is wrong with it.

        Examples
        --------
        >>> BY_NAME["magasins"].times("mardi (semaines paires)")[0]
        {'days': ['tue'], 'weeks': 'even', 'of_month': []}
        >>> BY_NAME["vehicules"].times("lun, jeu")[0], BY_NAME["vehicules"].times("mer pair")[0]
        ({'days': ['mon', 'thu']}, {})
        """
        found = read_times(plain_text(raw))
        if isinstance(found, Text):
            return {}, found
        if RHYTHM[0] not in self.item.keys:
            return ({"days": list(found.days)}, None) if found.weekly else ({}, EVERY_WEEK)
        of_month = list(found.of_month)
        return {"days": list(found.days), "weeks": found.weeks, "of_month": of_month}, None

    def value(self, key: str, raw: Raw) -> tuple[Scalar, Text | None]:
        """Return the value of a cell that is not empty, and what is wrong with it.

        A unit that the title of its column names may stand behind a number.

        Examples
        --------
        >>> stores = BY_NAME["magasins"]
        >>> stores.value("crates", "14 cagettes"), stores.value("kg", "3,5 T")
        ((14, None), (3500, None))
        >>> stores.value("crates", "14 kg")[0]
        '14 kg'
        """
        place = self.item.keys[key]
        if isinstance(raw, str) and place.annotation in (int, float):
            raw = _without_unit(raw, self.told(key).title)
        return from_cell(raw, place, key)


def _without_unit(raw: str, title: Text) -> Raw:
    """Return the number of a cell without a unit, or with one that a title names; else the cell."""
    said = numbered(unescaped(raw))
    if said is None:
        return raw
    number, word = said
    named = {stem(one) for one in re.findall(r"\w+", f"{title.fr} {title.en}")}
    measure, each = measure_of(word) or ("", 1)
    if measure in {found[0] for one in named if (found := measure_of(one))}:
        return number * each
    short = len(word) >= SHORTEST and any(one.startswith(stem(word)) for one in named)
    return number if not word or short or stem(word) in named else raw


TOWN = Sheet("", MY_TOWN)
_TITLES = {table.name: table.title for table in tables()}
SHEETS: tuple[Sheet, ...] = (
    TOWN,
    # a list of answers is called like the sheet of the whole workbook that it becomes
    *(Sheet(name, _TITLES[table]) for table, name in LISTS.items()),
)
BY_NAME: Mapping[str, Sheet] = {
    bare(word): one for one in SHEETS for word in (one.title.fr, one.title.en)
}


def is_short(names: Iterable[str]) -> bool:
    """Tell whether sheets of some names are those of a short workbook.

    Examples
    --------
    >>> is_short(["Ma ville", "Associations"]), is_short(["Scénario", "Associations"])
    (True, False)
    """
    there = {bare(name) for name in names}
    town = {bare(TOWN.title.fr), bare(TOWN.title.en)}
    return bool(there & town) and not there & set(WHOLE)


SOME_DAYS = Text(
    fr="des jours, par exemple « lundi, jeudi », « du lundi au vendredi », « mardi (semaines "
    "paires) » ou « 1er mardi du mois »",
    en='days, such as "Monday, Thursday", "Monday to Friday", "Tuesday (even weeks)" or "1st '
    'Tuesday of the month"',
)
ASSOCIATION = Text(
    fr="le nom d'une association de la feuille « Associations »",
    en='the name of an association of the sheet "Associations"',
)
"""What is expected in some cells."""
