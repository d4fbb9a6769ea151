"""What sheets and columns are called, in French and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from pydantic.fields import FieldInfo

from models.base import Language, Text
from models.calendar import DAY_NUMBER
from models.words import NO, SCENARIO, YES
from scenarios.fields import is_free_text
from scenarios.workbook.cells import expected
from scenarios.workbook.layout import Column
from scenarios.workbook.letters import bare
from scenarios.workbook.value_words import value_word

GUIDE = Text(fr="Lisez-moi", en="Read me")
TOWN = SCENARIO
VARIANT_NAMES = Text(fr="Variantes", en="Variants")
CHANGES = Text(fr="Changements", en="Changes")
NONE: Mapping[str, str] = MappingProxyType({})

TEXT = Text(fr="Texte", en="Text")


def heading(one: Column, language: Language, labels: Mapping[str, str] = NONE) -> str:
    """Return the title of a column; a key that has a label is called by it.

    Examples
    --------
    >>> from scenarios.workbook.layout import TOP, column
    >>> offer = TOP.keys["donors"].item.keys["offers"].item
    >>> one = column(offer, "day_kg.mon")
    >>> heading(one, "fr"), heading(one, "en"), heading(column(offer, "days.mon"), "fr")
    ('kg attendus : lundi', 'kg expected: Monday', 'Lundi')
    """
    named = one.told.title if one.key is None else one.told.each or one.told.title
    words = named.in_(language)
    if one.key is None:
        return words
    # a family called "frozen" does not rename the temperature
    known = labels if one.told.refers else NONE
    key = known.get(one.key) or value_word(one.key, language)
    if one.form == "cross" and one.key in DAY_NUMBER:
        return key.capitalize()
    return f"{words}{' : ' if language == 'fr' else ': '}{key}"


def former_heading(one: Column) -> str:
    """Return the English title that earlier workbooks have, which was made from the id.

    Examples
    --------
    >>> from scenarios.workbook.layout import TOP, column
    >>> former_heading(column(TOP.keys["donors"].item, "area_m2"))
    'Area m2'
    """
    words = one.field.replace("_", " ").capitalize()
    return words if one.key is None else f"{words}: {value_word(one.key, 'en')}"


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
    said = one.told.note.in_(language) if one.told.note is not None else ""
    default = _plain_default(one.holder.model_fields[one.field])
    lines = [said, _form(one, language)]
    if one.required and one.form == "cross":
        lines.append({"fr": "Au moins une.", "en": "At least one."}[language])
    elif one.required:
        lines.append({"fr": "Obligatoire.", "en": "Required."}[language])
    elif default is not None and one.key is None:
        start = {"fr": "Vide : ", "en": "Empty: "}[language]
        lines.append(f"{start}{_default(default, language)}.")
    return "\n".join(line for line in lines if line)


def _form(one: Column, language: Language) -> str:
    """Return what cells hold, as a sentence."""
    if one.form == "cross":
        return {"fr": "Une croix (x) ou rien.", "en": "A cross (x) or nothing."}[language]
    if one.form == "list":
        said = {"fr": "Séparés par des virgules.", "en": "With commas."}[language]
        if is_free_text(one.place.item):
            return said
        each = {"fr": "Chacun : ", "en": "Each: "}[language]
        return f"{said} {each}{expected(one.place.item).in_(language)}."
    if one.form == "yaml":
        return {"fr": "Écrit comme en YAML.", "en": "Written as in YAML."}[language]
    if is_free_text(one.place):
        return ""
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


def _plain_default(field: FieldInfo) -> object:
    """Return what holds when a field is left out, none when that cannot be told in a word."""
    default = field.get_default(call_default_factory=False)
    plain = isinstance(default, bool | int | float | str) and default != ""
    listed = isinstance(default, tuple) and all(isinstance(one, str) for one in default)
    return default if plain or (listed and default) else None


@cache
def known_headings(found: tuple[Column, ...]) -> Mapping[str, str]:
    """Return the id that each title means, in either language; earlier titles give way.

    A mapping that is spread over columns is known by what they have in common.
    """
    titles = [(former_heading(one), one.id) for one in found]
    for language in ("en", "fr"):
        titles += [(heading(one, language), one.id) for one in found]
        titles += [
            (one.told.each.in_(language), one.id)
            for one in found
            if one.key is None and one.told.each is not None
        ]
    return {bare(title): name for title, name in titles}
