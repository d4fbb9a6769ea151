"""What a form shows for the values of a scenario file, built from the models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from models.base import Language
from models.calendar import DAYS
from models.fields import Titled, titled_of
from scenarios.addresses.finding import Finder, default_finder
from scenarios.contents import named
from scenarios.faults import Fault
from scenarios.fields import CLOCK, Slot, describe, pattern
from scenarios.workbook.value_words import value_word
from service.asking.typed import ABSENT
from service.web.form_parts import Control, Group, Kind, Option, Part, Rows, control_id
from service.web.pins import Pin, is_place, pin_of
from service.web.posted import default_of, words_of
from service.web.words import say
from service.words.sentences import colon


@dataclass(frozen=True)
class _Spot:
    """A field of a record of the file, and what it holds."""

    holder: Slot
    place: Slot
    field: str
    value: Any
    """``ABSENT`` when its key is not in the file."""
    name: str
    """Of the control, dotted."""
    path: str
    """In the file, as faults say it."""

    @property
    def default(self) -> Any:
        return default_of(self.holder, self.field)

    @property
    def told(self) -> Titled:
        return titled_of(self.holder.annotation, self.field)


@dataclass
class Form:
    """Builds the fields of one form, and puts each fault beside the field that it names."""

    content: Mapping[str, Any]
    """The whole file, for the names that a field may hold."""
    language: Language
    faults: Sequence[Fault] = ()
    notes: bool = True
    """Whether fields say what they are for."""
    look_up: str = ""
    """Name of the place whose address is looked up."""
    placed: dict[int, str] = field(default_factory=dict)
    """The page's id of the field beside which each fault stands, by the fault's number."""
    told: dict[int, str] = field(default_factory=dict)
    """What the list of faults says of each that stands beside a field: its title, then why."""

    @cached_property
    def finder(self) -> Finder:
        """Where the addresses of its places are looked up, opened once."""
        return default_finder()

    def parts(
        self, place: Slot, value: Any, name: str, path: str, fields: Sequence[str]
    ) -> tuple[Part, ...]:
        """Return the fields of a record.

        Parameters
        ----------
        place, value
            The record, and what the file says of it.
        name
            What their names begin with, without the dot.
        path
            Of the record in the file, as faults say it; empty at its root.
        fields
            Names of fields, dotted where they lie in a record within.
        """
        made = []
        for one in fields:
            holder, inner = place, value
            *around, last = one.split(".")
            for step in around:
                holder, inner = holder.keys[step], _held(inner, step)
            spot = _Spot(
                holder,
                holder.keys[last],
                last,
                _held(inner, last),
                f"{name}.{one}",
                f"{path}.{one}" if path else one,
            )
            made.append(self._part(spot))
        return tuple(made)

    def _part(self, spot: _Spot) -> Part:
        place = spot.place
        if place.kind == "mapping":
            return self._mapping(spot)
        if place.kind == "list" and place.item.kind == "record":
            return self._rows(spot)
        if place.kind == "record":
            parts = self.parts(place, spot.value, spot.name, spot.path, tuple(place.keys))
            pin = self._pin(spot) if is_place(place.annotation) else None
            faults = self._said(spot.path, spot.name)
            return Group(spot.name, self._title(spot), parts, faults, pin=pin)
        return self._control(spot)

    def _pin(self, spot: _Spot) -> Pin | None:
        """Return the small map of a place; what its address may mean where that is asked."""
        optional = spot.place.optional and spot.value in (ABSENT, None)
        doubted = any(one.path == f"{spot.path}.address" for one in self.faults)
        look_up = doubted or self.look_up == spot.name
        if optional and not look_up:
            return None
        return pin_of(
            spot.name, spot.value, self.content, self.language, self.finder, look_up=look_up
        )

    def _title(self, spot: _Spot) -> str:
        return spot.told.title.in_(self.language)

    def _rows(self, spot: _Spot) -> Rows:
        title, item = self._title(spot), spot.place.item
        there = spot.value if isinstance(spot.value, list) else []
        groups = []
        for n, one in enumerate((*there, {})):
            name, path = f"{spot.name}.{n}", f"{spot.path}.{n}"
            parts = self.parts(item, one, name, path, tuple(item.keys))
            label = say("one_more", self.language) if n == len(there) else f"{title} {n + 1}"
            groups.append(Group(name, label, parts, self._said(path, name)))
        faults = self._said(spot.path, spot.name)
        return Rows(spot.name, title, tuple(groups), faults, spot.default is ABSENT)

    def _mapping(self, spot: _Spot) -> Group:
        there = spot.value if isinstance(spot.value, Mapping) else {}
        known = named(self.content, *spot.told.refers)
        known |= {word: value_word(word, self.language) for word in words_of(spot.place.name)}
        known |= {key: key for key in there if key not in known}
        parts = []
        for key, label in known.items():
            name = f"{spot.name}.{key}"
            faults = self._said(f"{spot.path}.{key}", name)
            parts.append(
                Control(name, label, "number", self._written(there.get(key)), faults=faults)
            )
        faults = self._said(spot.path, spot.name)
        folded = not faults and not any(one.value or one.faults for one in parts)
        return Group(spot.name, self._title(spot), tuple(parts), faults, folded)

    def _control(self, spot: _Spot) -> Control:
        leaf = spot.place.item if spot.place.kind == "list" else spot.place
        shown = spot.value
        if shown is ABSENT and (leaf.annotation is bool or words_of(leaf)):
            shown = spot.default
        options = self._options(leaf, shown, spot.told.refers)
        return Control(
            name=spot.name,
            label=self._title(spot),
            kind=_kind(spot.place, bool(options)),
            value=self._written(shown),
            options=options,
            required=spot.default is ABSENT,
            default=self._default(spot, bool(options)),
            hint=self._hint(spot),
            faults=self._of_control(spot, bool(options)),
        )

    def _hint(self, spot: _Spot) -> str:
        if not self.notes:
            return ""
        if spot.told.note is not None:
            return spot.told.note.in_(self.language)
        if spot.field == "id":
            return say("short_name", self.language)
        return ""

    def _of_control(self, spot: _Spot, chosen: bool) -> tuple[str, ...]:
        """Return what is wrong with a field; that it is empty is said as of a form."""
        cleared = spot.value == [] and chosen
        if not cleared and (spot.value is not ABSENT or spot.default is not ABSENT):
            return self._said(spot.path, spot.name, self._title(spot))
        if chosen:
            several = spot.place.kind == "list"
            empty = say("tick_one" if several else "choose_one", self.language)
        else:
            expected = describe(spot.place).in_(self.language)
            empty = say("fill_in", self.language, expected=expected)
        return self._said(spot.path, spot.name, self._title(spot), empty)

    def _default(self, spot: _Spot, chosen: bool) -> str:
        default = spot.default
        number = isinstance(default, int | float) and not isinstance(default, bool)
        said = number or (isinstance(default, str) and pattern(spot.place) == CLOCK)
        return self._written(default) if said and not chosen else ""

    def _options(self, leaf: Slot, shown: Any, lists: tuple[str, ...]) -> tuple[Option, ...]:
        known = {word: value_word(word, self.language) for word in words_of(leaf)}
        if leaf.annotation is str:
            known |= named(self.content, *lists)
        if not known:
            return ()
        held = shown if isinstance(shown, list) else [shown]
        chosen = [str(one) for one in held if one is not None and one is not ABSENT]
        known |= {one: one for one in chosen if one not in known}
        return tuple(
            Option(one, label, one in chosen, label[:2] if one in DAYS else "")
            for one, label in known.items()
        )

    def _written(self, value: Any) -> str:
        """Return a value as it is typed."""
        if value is None or value is ABSENT:
            return ""
        if isinstance(value, bool):
            return "1" if value else ""
        if isinstance(value, list):
            return "\n".join(self._written(one) for one in value)
        if isinstance(value, float):
            text = f"{value:.10g}"
            return text.replace(".", ",") if self.language == "fr" else text
        return str(value)

    def _said(self, path: str, name: str, title: str = "", instead: str = "") -> tuple[str, ...]:
        """Return what is wrong at a path, or below it where no field of its own shows it."""
        found = []
        for n, fault in enumerate(self.faults):
            if n not in self.placed and (fault.path == path or fault.path.startswith(f"{path}.")):
                self.placed[n] = control_id(name)
                text = instead or fault.text.in_(self.language)
                self.told[n] = f"{title}{colon(self.language)}{text}" if title else text
                found.append(text)
        return tuple(found)


def _held(value: Any, key: str) -> Any:
    return value.get(key, ABSENT) if isinstance(value, Mapping) else ABSENT


def _kind(place: Slot, options: bool) -> Kind:
    if place.kind == "list":
        return "boxes" if options else "lines"
    if options:
        return "choice"
    if place.annotation is bool:
        return "flag"
    if place.annotation is date:
        return "date"
    if place.annotation in (int, float):
        return "number"
    return "clock" if pattern(place) == CLOCK else "text"
