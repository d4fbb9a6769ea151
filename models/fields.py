"""What the fields of models are called and what they are for, written beside the fields.

A field says it in its annotation, a line in each language::

    class Shelf(Model):
        kg: Annotated[float, fr("Charge (kg)", "Au plus."), en("Load (kg)", "At most.")] = 40.0

Command options, forms, workbooks and the JSON schema all read it from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from models.base import Language, Text

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Titled:
    """What people read of a field, in both languages."""

    title: Text
    """A few words, with the unit in brackets where there is one."""
    note: Text | None = None
    """One sentence; none where the title says it all."""
    refers: tuple[str, ...] = ()
    """Dotted paths of the lists whose ids the field holds, or has as its keys."""
    each: Text | None = None
    """What one value of a mapping is called, before its key; the title when absent."""


@dataclass(frozen=True, slots=True)
class Worded:
    """What people read of a field in one language; it stands in the field's annotation."""

    language: Language
    title: str
    note: str = ""
    each: str = ""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the field by its English note."""
        found = handler(core_schema)
        if self.language == "en" and self.note:
            found["description"] = self.note
        return found


@dataclass(frozen=True, slots=True)
class Refers:
    """The lists whose ids a field holds; it stands in the field's annotation."""

    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """Marks a required field that a file may leave out: its value is found while reading."""


SOUGHT = Sought()


def fr(title: str, note: str = "", *, each: str = "") -> Worded:
    """Return what is read of a field in French, to be put in its annotation.

    Parameters
    ----------
    title
        A few words, with the unit in brackets where there is one.
    note
        One sentence that says more, or nothing: in both languages or in none.
    each
        What one value of a mapping is called, before its key; its title when absent.
    """
    return Worded("fr", title, note, each)


def en(title: str, note: str = "", *, each: str = "") -> Worded:
    """Return what is read of a field in English, as ``fr`` does in French.

    The note is also the field's description in the JSON schema.
    """
    return Worded("en", title, note, each)


def refers(*lists: str) -> Refers:
    """Return which lists the ids of a field are of, to be put in its annotation.

    Parameters
    ----------
    lists
        Dotted paths from the root of what is described (``warehouse.networks``).
    """
    return Refers(lists)


@cache
def titled_of(model: type[BaseModel], field: str) -> Titled:
    """Return what people read of a field of a model.

    Raises
    ------
    LookupError
        The model has no such field, or the field is not told in both languages.

    Examples
    --------
    >>> from models.places import Place
    >>> titled_of(Place, "assumed").title
    Text(fr='Position supposée', en='Assumed position')
    """
    said = {one.language: one for one in told_of(model, field, Worded)}
    french, english = said.get("fr"), said.get("en")
    name = f"{model.__name__}.{field}"
    if french is None or english is None:
        raise LookupError(f'{name} has no title: add fr("…"), en("…") to its annotation')
    if bool(french.note) != bool(english.note) or bool(french.each) != bool(english.each):
        raise LookupError(f"{name} says more in one language than in the other")
    return Titled(
        title=Text(fr=french.title, en=english.title),
        note=Text(fr=french.note, en=english.note) if english.note else None,
        refers=refers_of(model, field),
        each=Text(fr=french.each, en=english.each) if english.each else None,
    )


def refers_of(model: type[BaseModel], field: str) -> tuple[str, ...]:
    """Return the lists whose ids a field of a model holds, or has as its keys.

    Raises
    ------
    LookupError
        The model has no such field.
    """
    found = told_of(model, field, Refers)
    return found[-1].lists if found else ()


def is_sought(model: type[BaseModel], field: str) -> bool:
    """Tell whether a file may leave out a required field, whose value is then found.

    Raises
    ------
    LookupError
        The model has no such field.
    """
    return bool(told_of(model, field, Sought))


def told_of(model: type[BaseModel], field: str, kind: type[Told]) -> list[Told]:
    """Return all of one kind that the annotation of a field tells, the innermost first.

    Raises
    ------
    LookupError
        The model has no such field.
    """
    declared: Any = model.model_fields.get(field)
    if declared is None:
        raise LookupError(f"{model.__name__} has no field {field}")
    return [one for one in declared.metadata if isinstance(one, kind)]
