"""Where each value of a scenario stands in a workbook, found from the models.

Every list of records is a *table*, a sheet with one row an item; a list within the items of
another names its item in a first column. Other values are *columns* of their record: the leaves
of records within it (``place.lat``), one column a day or key (``days.mon``,
``family_shares.bread``). What has no such form (an empty list where absent would mean another
thing, lists of lists) is written in one cell as in YAML. The town's own values are a column too,
drawn as rows of the first sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from models.base import Text
from models.fields import Titled, titled_of
from models.lists import is_everyday, sheet_of
from scenarios.fields import SLUG, Slot, pattern, records, slot
from scenarios.variants import ScenarioFile

Form = Literal["leaf", "cross", "list", "yaml"]
"""How a cell holds a value: itself; a cross for one of a list's words; a list with separators;
anything as in YAML."""

MOST_CROSSES = 7
TOP = slot(ScenarioFile)
VERSION = "schema_version"
VARIANTS = "variants"
APART = (VERSION, VARIANTS, "variant")
"""Fields of the file that are written elsewhere, or made while reading."""

Keys = Callable[[tuple[str, ...]], Iterable[str]]
"""The keys that a mapping could have, by the lists whose ids they are."""


@dataclass(frozen=True)
class Table:
    """A list that is a sheet."""

    path: tuple[str, ...]
    """From the file's root, through lists."""
    place: Slot
    """The list."""
    holder: type[BaseModel]
    """The model that has the list as a field."""
    parent: Table | None = None

    @property
    def name(self) -> str:
        """Its dotted path: its identifier in every file."""
        return ".".join(self.path)

    @property
    def title(self) -> Text:
        """What its sheet is called."""
        return sheet_of(self.holder, self.path[-1])

    @property
    def told(self) -> Titled:
        """What is said of it beside its field."""
        return titled_of(self.holder, self.path[-1])

    @property
    def everyday(self) -> bool:
        """Whether its sheet is shown even when it is empty."""
        return is_everyday(TOP.annotation, self.path[0])

    @property
    def below(self) -> tuple[str, ...]:
        """The path from one item of the parent, or from the root."""
        return self.path[len(self.parent.path) :] if self.parent is not None else self.path

    @property
    def parent_id(self) -> str:
        """The column that names the item of the parent."""
        return f"{self.parent.name}.id" if self.parent is not None else ""

    @property
    def flat(self) -> bool:
        """Whether a row is one text, or a few values, rather than a record."""
        return self.place.item.kind != "record"


@dataclass(frozen=True)
class Column:
    """A value of a record, and how a cell holds it."""

    id: str
    place: Slot
    form: Form
    holder: type[BaseModel]
    """The model that has the field it comes from."""
    field: str
    key: str | None = None
    """The key or word of a field that is spread over columns."""
    required: bool = False

    @property
    def steps(self) -> tuple[str, ...]:
        """Its path from the record."""
        return tuple(self.id.split("."))

    @property
    def told(self) -> Titled:
        """What is said of it beside its field."""
        return titled_of(self.holder, self.field)

    @property
    def ids_of(self) -> tuple[str, ...]:
        """The lists whose ids its cells hold, none when they hold other values."""
        place = self.place.item if self.form == "list" else self.place
        return self.told.refers if pattern(place) == SLUG else ()


@cache
def tables() -> tuple[Table, ...]:
    """Return the sheets of lists, in the order of the models.

    Examples
    --------
    >>> [table.name for table in tables()][:3]
    ['shifts', 'families', 'associations']
    """
    return tuple(_tables(TOP, (), None))


def _tables(record: Slot, path: tuple[str, ...], parent: Table | None) -> Iterator[Table]:
    for key, place in record.keys.items():
        here = (*path, key)
        if place.kind == "record":
            yield from _tables(place, here, parent)
        elif place.kind == "list" and _is_table(place, parent):
            table = Table(here, place, record.annotation, parent)
            yield table
            if parent is None and place.has_ids:
                yield from _tables(place.item, here, table)


def _is_table(place: Slot, parent: Table | None) -> bool:
    item = place.item
    if item.kind == "record":
        return True
    return parent is None and (is_text(item) or bool(pair(item)))


@cache
def key_tables() -> tuple[str, ...]:
    """Return the names of the tables whose ids are keys of mappings."""
    found = (
        name
        for model in records(TOP.annotation)
        for field, place in slot(model).keys.items()
        if place.kind == "mapping"
        for name in titled_of(model, field).refers
    )
    return tuple(dict.fromkeys(found))


@cache
def sections() -> Mapping[str, Text]:
    """Return the parts of the town's own values by the path that they begin with, in order.

    Days to be crossed are a part of their own: each is called by its name alone.
    """
    return {"": Text(fr="Le scénario", en="The scenario"), **dict(_sections(TOP, ""))}


def _sections(record: Slot, prefix: str) -> Iterator[tuple[str, Text]]:
    inner = [(key, one) for key, one in record.keys.items() if one.kind in ("record", "list")]
    # the crosses of a part come before the parts within it
    for key, place in sorted(inner, key=lambda one: one[1].kind == "record"):
        if place.kind == "record" or crosses(place):
            yield f"{prefix}{key}", titled_of(record.annotation, key).title
        if place.kind == "record":
            yield from _sections(place, f"{prefix}{key}.")


@cache
def table_names() -> frozenset[str]:
    """Return the paths of all tables."""
    return frozenset(table.name for table in tables())


def is_text(place: Slot) -> bool:
    """Tell whether a place holds words that may contain anything, commas included."""
    return place.kind == "leaf" and place.annotation is str and pattern(place) != SLUG


def pair(place: Slot) -> tuple[Any, ...]:
    """Return the parts of a list of fixed length, none when it is another thing."""
    if place.kind != "list":
        return ()
    parts = get_args(place.annotation)
    return () if Ellipsis in parts or any(slot(one).kind != "leaf" for one in parts) else parts


def words(place: Slot) -> tuple[str, ...]:
    """Return the fixed choices of a place, if it has any."""
    if place.kind == "leaf" and get_origin(place.annotation) is Literal:
        return tuple(str(one) for one in get_args(place.annotation))
    return ()


def crosses(place: Slot) -> tuple[str, ...]:
    """Return the words of a list that has a column for each."""
    found = words(place.item) if place.kind == "list" else ()
    return found if len(found) <= MOST_CROSSES else ()


def column(record: Slot, name: str) -> Column | None:
    """Return the column of an identifier, none when nothing of the record is called so.

    Examples
    --------
    >>> donor = TOP.keys["donors"].item
    >>> column(donor, "place.lat").told.title.en, column(donor, "place.lag")
    ('Latitude', None)
    """
    place, holder, field, key, required = record, record.annotation, "", None, True
    steps = name.split(".")
    for number, step in enumerate(steps):
        if place.kind == "record":
            if step not in place.keys:
                return None
            holder, field = place.annotation, step
            required = required and step in place.required
            place = place.keys[step]
        elif place.kind == "mapping":
            if words(place.name) and step not in words(place.name):
                return None
            key, place, required = step, place.item, False
        elif step in crosses(place) and number == len(steps) - 1:
            return Column(name, place.item, "cross", holder, field, step, required)
        else:
            return None
    listed = place.kind == "list" and place.item.kind == "leaf" and not is_text(place.item)
    form: Form = "leaf" if place.kind == "leaf" else "list" if listed else "yaml"
    return Column(name, place, form, holder, field, key, required)


def columns(record: Slot, path: str, keys: Keys, prefix: str = "") -> Iterator[Column]:
    """Yield the columns that a record always has.

    Parameters
    ----------
    record
        The record.
    path
        Dotted path of the table it is a row of; empty for the town's own values.
    keys
        The keys to offer for a mapping.
    prefix
        Where it lies in its row.
    """
    for key, place in record.keys.items():
        here = prefix + key
        if (f"{path}.{here}" if path else here) in (*table_names(), *APART):
            continue
        if place.kind == "record":
            yield from columns(place, path, keys, f"{here}.")
            continue
        names = [here]
        if place.kind == "mapping" and place.item.kind == "leaf":
            offered = words(place.name) or keys(titled_of(record.annotation, key).refers)
            names = [f"{here}.{one}" for one in offered]
        elif crosses(place):
            names = [f"{here}.{one}" for one in crosses(place)]
        for name in names:
            found = column(record, name[len(prefix) :])
            if found is not None:
                yield replace(found, id=name)


def empty_says_something(record: Slot, key: str) -> bool:
    """Tell whether an empty list or block differs from leaving a field out."""
    field = record.annotation.model_fields[key]
    if field.is_required():
        return True
    default = field.get_default(call_default_factory=True)
    if isinstance(default, BaseModel):
        return bool(default != type(default)())
    return default is None or bool(default)
