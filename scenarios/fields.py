"""What the models allow at each place of a file: the keys, and a description of the values."""

from __future__ import annotations

import types
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel, StringConstraints

from models.base import Clock, Slug, Text
from models.fields import is_sought
from scenarios.faults import choices

ONE_OF_WORDS = Text(fr="l'un de ces mots : {words}", en="one of these words: {words}")
Kind = Literal["record", "either", "list", "mapping", "leaf"]


@dataclass(frozen=True)
class Slot:
    """A place in a file and what belongs there."""

    kind: Kind
    annotation: Any
    """The type, without ``None`` and without constraints."""
    constraints: tuple[Any, ...] = ()
    optional: bool = False
    tag: str = ""
    """Of one of several records: the key that says which."""

    @property
    def either(self) -> dict[str, Slot]:
        """Each of several records, by the word that its tag holds."""
        return {
            word: slot(part)
            for part in (get_args(self.annotation) if self.kind == "either" else ())
            for word in get_args(part.model_fields[self.tag].annotation)
        }

    @property
    def keys(self) -> dict[str, Slot]:
        """The keys of a record."""
        return _keys(self.annotation) if self.kind == "record" else {}

    @property
    def required(self) -> tuple[str, ...]:
        """The keys that a record of a file must have."""
        return _required(self.annotation) if self.kind == "record" else ()

    @property
    def sought(self) -> tuple[str, ...]:
        """The keys that a record of a file may leave out, since they are found while reading."""
        return tuple(name for name in self.keys if is_sought(self.annotation, name))

    @property
    def item(self) -> Slot:
        """What one item of a list, or one value of a mapping, must be."""
        arguments = get_args(self.annotation)
        return slot(arguments[1] if self.kind == "mapping" else arguments[0])

    @property
    def name(self) -> Slot:
        """What the names of a mapping must be."""
        return slot(get_args(self.annotation)[0])

    @property
    def has_ids(self) -> bool:
        """Whether this is a list of things that have an id."""
        return self.kind == "list" and "id" in self.item.keys

    def child(self, step: str | int) -> Slot | None:
        """Return the place one step further, none when nothing can stand there."""
        if self.kind == "record":
            return self.keys.get(str(step))
        if self.kind == "either":
            return self.either.get(str(step))
        if self.kind == "leaf":
            return None
        return self.item

    def written(self, loc: Sequence[str | int]) -> tuple[str | int, ...]:
        """Return a path as it is written: the word that says which of several records is no key."""
        found: Slot | None = self
        steps: list[str | int] = []
        for step in loc:
            steps += [] if found is not None and found.kind == "either" else [step]
            found = found.child(step) if found is not None else None
        return tuple(steps)

    def at(self, loc: Sequence[str | int]) -> Slot | None:
        """Return the place at the end of a path."""
        found: Slot | None = self
        for step in loc:
            found = found.child(step) if found is not None else None
        return found


@cache
def _keys(model: type[BaseModel]) -> dict[str, Slot]:
    return {
        name: slot(field.annotation, tuple(field.metadata))
        for name, field in model.model_fields.items()
    }


@cache
def _required(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(
        name
        for name, field in model.model_fields.items()
        if field.is_required() and not is_sought(model, name)
    )


def slot(annotation: Any, constraints: tuple[Any, ...] = ()) -> Slot:
    """Return the place that a type annotation describes."""
    optional = False
    while True:
        origin = get_origin(annotation)
        tag = next((str(one) for part in constraints if (one := _tag_of(part))), "")
        if origin is Annotated:
            annotation, *more = get_args(annotation)
            constraints += tuple(more)
        elif tag and origin in (Union, types.UnionType):
            return Slot("either", annotation, (), optional, tag)
        elif origin in (Union, types.UnionType):
            annotation = next(part for part in get_args(annotation) if part is not type(None))
            optional = True
        else:
            break
    kind: Kind = "leaf"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        kind = "record"
    elif origin is tuple:
        kind = "list"
    elif origin is dict:
        kind = "mapping"
    # a constraint may itself be a field declaration that carries others
    flat = [part for one in constraints for part in (getattr(one, "metadata", None) or [one])]
    return Slot(kind, annotation, tuple(flat), optional)


def _tag_of(part: object) -> object:
    return getattr(part, "discriminator", None)


@cache
def records(model: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """Return a model and all that its fields hold, at any depth, each once.

    Examples
    --------
    >>> from models.vehicles import Vehicle
    >>> [one.__name__ for one in records(Vehicle)]
    ['Vehicle', 'Loan', 'Taken', 'Absence']
    """
    found = [model]
    for place in _keys(model).values():
        while place.kind in ("list", "mapping"):
            place = place.item
        if place.kind == "record":
            found += records(place.annotation)
    return tuple(dict.fromkeys(found))


def pattern(place: Slot) -> str | None:
    """Return the regular expression that a text must match, if any."""
    found = [part.pattern for part in place.constraints if isinstance(part, StringConstraints)]
    return next((str(one) for one in found if one), None)


def is_share(place: Slot) -> bool:
    """Tell whether a place holds a proportion, from 0 to 1."""
    least = [one.ge for one in place.constraints if isinstance(one, Ge)]
    most = [one.le for one in place.constraints if isinstance(one, Le)]
    return place.annotation is float and least == [0] and most == [1]


def is_free_text(place: Slot) -> bool:
    """Tell whether any text will do at a place: neither an id nor a time nor one of some words."""
    return place.annotation is str and pattern(place) not in (SLUG, CLOCK)


_BARE = ("un nombre", "un nombre entier")
SLUG = pattern(slot(Slug))
CLOCK = pattern(slot(Clock))


def describe(place: Slot) -> Text:
    """Return what is expected at a place, as a few words."""
    if place.kind == "record":
        required, sought = choices(place.required, none=""), choices(place.sought, none="")
        fr, en = "un bloc « clé: valeur »", 'a block "key: value"'
        if required:
            return Text(fr=f"{fr} avec au moins {required}", en=f"{en} with at least {required}")
        if sought:
            return Text(fr=f"{fr} avec par exemple {sought}", en=f"{en} with, say, {sought}")
        return Text(fr=fr, en=en)
    if place.kind == "either":
        words = choices(place.either)
        return Text(
            fr=f"un bloc dont « {place.tag} » est l'un de ces mots : {words}",
            en=f'a block whose "{place.tag}" is one of these words: {words}',
        )
    if place.kind == "mapping":
        return Text(fr="un bloc « nom: valeur »", en='a block "name: value"')
    if place.kind == "list":
        return Text(fr="une liste « [a, b] »", en='a list "[a, b]"')
    if get_origin(place.annotation) is Literal:
        words = choices(str(word) for word in get_args(place.annotation))
        return ONE_OF_WORDS.format(words=words)
    if place.annotation in (int, float):
        return _number(place)
    if place.annotation is str and pattern(place) == SLUG:
        return Text(
            fr="un identifiant (minuscules sans accent, chiffres, « - » et « _ », 60 au plus)",
            en='an id (lower-case letters without accents, digits, "-" and "_", 60 at most)',
        )
    if place.annotation is str and pattern(place) == CLOCK:
        return Text(
            fr="une heure « HH:MM », de 00:00 à 23:59", en='a time "HH:MM", from 00:00 to 23:59'
        )
    plain = {
        bool: Text(fr="true (oui) ou false (non)", en="true or false"),
        date: Text(fr="une date « AAAA-MM-JJ »", en='a date "YYYY-MM-DD"'),
        str: _text(place),
    }
    return plain.get(place.annotation, Text(fr="une autre valeur", en="another value"))


def _number(place: Slot) -> Text:
    whole = place.annotation is int
    fr, en = ("un nombre entier", "a whole number") if whole else ("un nombre", "a number")
    for kind, name, fr_bound, en_bound in (
        (Ge, "ge", "d'au moins", "of at least"),
        (Gt, "gt", "plus grand que", "greater than"),
        (Le, "le", "d'au plus", "of at most"),
        (Lt, "lt", "plus petit que", "smaller than"),
    ):
        for part in place.constraints:
            if isinstance(part, kind):
                bound = f"{float(getattr(part, name)):.12g}"
                joint = ("", "") if fr in _BARE else (" et", " and")
                fr, en = f"{fr}{joint[0]} {fr_bound} {bound}", f"{en}{joint[1]} {en_bound} {bound}"
    return Text(fr=fr, en=en)


def _text(place: Slot) -> Text:
    least = most = None
    for part in place.constraints:
        least = getattr(part, "min_length", None) or least
        most = getattr(part, "max_length", None) or most
    fr, en = "un texte", "a text"
    if pattern(place) is not None:
        fr, en = "un texte sans caractère invisible", "a text without hidden characters"
    if least:
        fr, en = f"{fr}, non vide", f"{en}, not empty"
    if most:
        fr, en = f"{fr}, {most} caractères au plus", f"{en}, {most} characters at most"
    return Text(fr=fr, en=en)
