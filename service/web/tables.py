"""Which lists of a scenario are edited as tables: those that say so beside their field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.base import Text
from models.fields import titled_of
from models.lists import Tabled, table_of
from scenarios.contents import at, things
from scenarios.fields import Slot
from scenarios.workbook.layout import TOP, tables


@dataclass(frozen=True)
class Table:
    """One list of the file, shown a row each; or the rows of a list within each of its things."""

    name: str
    """Dotted path of the list, through the one that it lies in."""
    path: str
    """Dotted path of the list whose things it shows, or goes through."""
    title: Text
    told: Tabled
    place: Slot
    """What one thing of the list is."""
    nested: str | None = None
    """The list within each thing whose rows are shown instead."""

    @property
    def one(self) -> Text:
        """What one row is."""
        return self.told.one

    @property
    def columns(self) -> tuple[str, ...]:
        """Fields shown in the table, dotted where they lie in a record within."""
        return self.told.columns

    @property
    def row(self) -> Slot:
        """What one row of the table is."""
        return self.place if self.nested is None else self.place.keys[self.nested].item

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field of a thing but its id."""
        return tuple(name for name in self.place.keys if name != "id")

    @property
    def part(self) -> str | None:
        """The part of a scenario that it is about, where a town may be without."""
        first = self.path.partition(".")[0]
        return first if first in PARTS else None


def _tables() -> dict[str, Table]:
    found = {}
    for one in tables():
        told = table_of(one.holder, one.path[-1])
        if told is not None:
            around = one.parent or one
            nested = one.path[-1] if one.parent is not None else None
            title = titled_of(one.holder, one.path[-1]).title
            found[one.name] = Table(one.name, around.name, title, told, around.place.item, nested)
    return found


PARTS = frozenset(
    name for name, place in TOP.keys.items() if place.kind == "record" and place.optional
)
"""Parts of a scenario that a town may be without."""

TABLES: Mapping[str, Table] = _tables()
"""By name, in the order in which they are offered."""


NOT_OWN = ("schema_version", "id", "variant", "default_variant", "variants")
RULES = "policy"
AGREED = ("pooling.key", "pooling.baseline")
"""What the group agreed on, which papers of the month and the history ask for."""


def own_fields() -> tuple[str, ...]:
    """Return what a town says of itself and of its rules, lists that have tables left out.

    Examples
    --------
    >>> own_fields()[:4], "policy.pools" in own_fields()
    (('label', 'language', 'week_of', 'odd_week_of'), False)
    """
    own = [
        name
        for name, place in TOP.keys.items()
        if name not in NOT_OWN and (place.kind == "leaf" or _is_words(place))
    ]
    rules = (f"{RULES}.{name}" for name in TOP.keys[RULES].keys)
    return tuple(name for name in (*own, *rules, *AGREED) if name not in TABLES)


def _is_words(place: Slot) -> bool:
    return place.kind == "list" and place.item.kind == "leaf"


def offered(content: Mapping[str, Any]) -> tuple[Table, ...]:
    """Return the tables of a scenario: those of what it is about, and those with something in.

    A town with none of the parts that it may be without is about its week.
    """
    about = [name for name in PARTS if isinstance(content.get(name), Mapping)]
    return tuple(
        table
        for table in TABLES.values()
        if things(content, table.path)
        or (
            (table.part in about if about else table.part is None)
            and not table.told.seldom
            # its rows may stand in a file beside the scenario
            and not at(content, f"{table.path}_table")
        )
    )
