"""The sheets of the short workbook and their columns: the questions of ``Answers``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.base import Text
from models.fields import Titled, titled_of
from models.letters import bare
from models.words import MY_TOWN
from scenarios.beginning.answers import Answers
from scenarios.fields import Slot, slot
from scenarios.workbook.layout import tables
from tabular import Headers

TOP = slot(Answers)
KEPT = "id"
"""A hidden column: the ids that things have already, so that another label changes none."""
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
            if key not in (KEPT, *lists) and place.kind != "record"
        )

    @cached_property
    def headers(self) -> Headers:
        """What the columns may be called."""
        called = {
            key: (self.told(key).title.fr, key, self.told(key).title.en) for key in self.fields
        }
        return Headers({**called, KEPT: (KEPT,)})

    def told(self, key: str) -> Titled:
        """Return what is said of a column beside its field."""
        return titled_of(self.item.annotation, key)


TOWN = Sheet("", MY_TOWN)
OF_TABLES: Mapping[str, str] = {
    "associations": "associations",
    "stores": "donors",
    "vehicles": "vehicles",
    "crews": "people",
}
"""The sheet of the whole workbook that each list of answers becomes, and is called like."""
_TITLES = {table.name: table.title for table in tables()}
SHEETS: tuple[Sheet, ...] = (
    TOWN,
    *(Sheet(name, _TITLES[table]) for name, table in OF_TABLES.items()),
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
    fr="des jours, par exemple « lundi, jeudi » ou « du lundi au vendredi »",
    en='days, such as "Monday, Thursday" or "Monday to Friday"',
)
ASSOCIATION = Text(
    fr="le nom d'une association de la feuille « Associations »",
    en='the name of an association of the sheet "Associations"',
)
"""What is expected in some cells."""
