"""What sheets and columns are called, in French and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from models.base import Language, Text
from models.calendar import DAY_NUMBER
from scenarios.fields import Slot
from scenarios.workbook.cells import expected
from scenarios.workbook.field_words import FIELDS
from scenarios.workbook.layout import TOP, Column, Table
from scenarios.workbook.letters import bare
from scenarios.workbook.sheet_words import SHEETS
from scenarios.workbook.value_words import NO, YES, value_word

GUIDE = Text(fr="Lisez-moi", en="Read me")
TOWN = Text(fr="Scénario", en="Scenario")
VARIANT_NAMES = Text(fr="Variantes", en="Variants")
CHANGES = Text(fr="Changements", en="Changes")
NONE: Mapping[str, str] = MappingProxyType({})
META = "_meta"
LISTS = "_listes"
FREE = "#"
"""A sheet whose name begins so is not read."""

TEXT = Text(fr="Texte", en="Text")


def sheet_name(table: Table) -> Text:
    """Return what a table's sheet is called; its path when it has no other name."""
    named = SHEETS.get(table.name)
    return named[0] if named is not None else Text(fr=table.name, en=table.name)


def purpose(table: Table) -> Text:
    """Return what a table is for."""
    named = SHEETS.get(table.name)
    return named[1] if named is not None else Text(fr="", en="")


def heading(one: Column, language: Language, labels: Mapping[str, str] = NONE) -> str:
    """Return the title of a column; a key that has a label is called by it.

    Examples
    --------
    >>> from scenarios.workbook.layout import column
    >>> offer = TOP.keys["donors"].item.keys["offers"].item
    >>> one = column(offer, "day_kg.mon")
    >>> heading(one, "fr"), heading(one, "en"), heading(column(offer, "days.mon"), "fr")
    ('kg attendus : lundi', 'Day kg: Monday', 'Lundi')
    """
    name = one.owner.partition(".")[2]
    plain = name.replace("_", " ").capitalize()
    words = FIELDS.get(one.owner, (plain, ""))[0] if language == "fr" else plain
    if one.key is None:
        return words
    key = labels.get(one.key) or value_word(one.key, language)
    if one.form == "cross" and one.key in DAY_NUMBER:
        return key.capitalize()
    return f"{words}{' : ' if language == 'fr' else ': '}{key}"


def headings(
    found: Iterable[Column], language: Language, labels: Mapping[str, str] = NONE
) -> dict[str, str]:
    """Return the titles of a sheet's columns by id; two that would be alike say where they lie."""
    columns = tuple(found)
    titles = [heading(one, language, labels) for one in columns]
    return {
        one.id: title if titles.count(title) == 1 else f"{title} ({one.id})"
        for one, title in zip(columns, titles, strict=True)
    }


def note(one: Column, language: Language) -> str:
    """Return what a column is for, what its cells hold, and what holds when they are empty."""
    field = fields()[one.owner]
    said = FIELDS.get(one.owner, ("", ""))[1] if language == "fr" else field[0] or ""
    lines = [said, _form(one, language)]
    if one.required and one.form == "cross":
        lines.append({"fr": "Au moins une.", "en": "At least one."}[language])
    elif one.required:
        lines.append({"fr": "Obligatoire.", "en": "Required."}[language])
    elif field[1] is not None and one.key is None:
        start = {"fr": "Vide : ", "en": "Empty: "}[language]
        lines.append(f"{start}{_default(field[1], language)}.")
    return "\n".join(line for line in lines if line)


def _form(one: Column, language: Language) -> str:
    """Return what cells hold, as a sentence."""
    if one.form == "cross":
        return {"fr": "Une croix (x) ou rien.", "en": "A cross (x) or nothing."}[language]
    if one.form == "list":
        item = expected(one.place.item).in_(language)
        return {
            "fr": f"Séparés par des virgules. Chacun : {item}.",
            "en": f"With commas. Each: {item}.",
        }[language]
    if one.form == "yaml":
        return {"fr": "Écrit comme en YAML.", "en": "Written as in YAML."}[language]
    said = expected(one.place).in_(language)
    return said[:1].upper() + said[1:] + "."


def _default(value: object, language: Language) -> str:
    if isinstance(value, bool):
        return (YES if value else NO).in_(language)
    if isinstance(value, float):
        return f"{value:g}".replace(".", "," if language == "fr" else ".")
    if isinstance(value, str):
        return value_word(value, language)
    if isinstance(value, tuple):
        return ", ".join(value_word(str(one), language) for one in value)
    return str(value)


@cache
def fields() -> Mapping[str, tuple[str | None, object]]:
    """Return the description and plain default of every field of the models, as ``Model.field``."""
    found: dict[str, tuple[str | None, object]] = {}
    _walk(TOP, found)
    return found


def _walk(place: Slot, found: dict[str, tuple[str | None, object]]) -> None:
    while place.kind in ("list", "mapping"):
        place = place.item
    if place.kind != "record":
        return
    model: type[BaseModel] = place.annotation
    for name, field in model.model_fields.items():
        default = field.get_default(call_default_factory=False)
        plain = isinstance(default, bool | int | float | str) and default != ""
        listed = isinstance(default, tuple) and all(isinstance(one, str) for one in default)
        known = default if default is not PydanticUndefined and (plain or listed) else None
        found[f"{model.__name__}.{name}"] = (field.description, known if known != () else None)
    for child in place.keys.values():
        _walk(child, found)


@cache
def known_headings(names: tuple[tuple[str, str, str], ...]) -> Mapping[str, str]:
    """Return the id that each title means, from (id, French title, English title)."""
    return {bare(title): one for one, fr, en in names for title in (en, fr)}
