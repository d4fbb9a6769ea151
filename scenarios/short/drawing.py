"""The short workbook, drawn: five sheets to fill in, or to change."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from models.base import Language, Text
from models.words import NO, YES
from scenarios.beginning.answers import RHYTHM, THREE_DAYS, WEEKDAYS
from scenarios.day_words import days_in_words
from scenarios.faults import ScenarioError, ordered
from scenarios.fields import Slot, is_free_text
from scenarios.short.layout import ASSOCIATION, KEPT, SHEETS, SOME_DAYS, TOWN, Sheet
from scenarios.workbook.cells import expected, to_cell
from scenarios.workbook.layout import words
from scenarios.workbook.pen import Pen
from scenarios.workbook.sheets import letters, quoted
from scenarios.workbook.styles import BOLD, HEAD, OPTIONAL, WHITE, WRAP, page
from scenarios.workbook.value_words import value_word

FIRST = 2
ROWS = 200
"""Rows for which choices are offered."""
_WIDE = ("label", "address", "holder", "owner", "association", "days")


def book(answers: Mapping[str, Any], language: Language, label: str) -> bytes:
    """Return the short workbook of some answers, whole or not.

    Parameters
    ----------
    answers
        As plain values of the shape of ``Answers``.
    language
        Of titles, notes and words; both are read.
    label
        How faults name the file.

    Raises
    ------
    ScenarioError
        A text is longer than a cell can hold.
    """
    made = Workbook()
    made.properties.creator = "ramasse"
    pen = Pen(language, label)
    names = {
        str(one.get(KEPT)): str(one.get("label"))
        for one in answers.get("associations", ())
        if isinstance(one, Mapping)
    }
    first = made.active
    assert first is not None
    _town(first, pen, answers, names)
    for sheet in SHEETS[1:]:
        drawn = made.create_sheet(sheet.title.in_(language))
        _list(drawn, pen, sheet, answers.get(sheet.name) or (), names)
    if pen.said:
        raise ScenarioError(ordered(pen.said))
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def _town(drawn: Any, pen: Pen, answers: Mapping[str, Any], names: Mapping[str, str]) -> None:
    language = pen.language
    drawn.title = TOWN.title.in_(language)
    for column, title in enumerate((_ASKED, _ANSWER, _HELP), start=1):
        cell = pen.put(drawn, 1, column, title.in_(language))
        cell.font, cell.fill = WHITE, HEAD
    for row, key in enumerate(TOWN.fields, start=2):
        pen.put(drawn, row, 1, TOWN.told(key).title.in_(language)).font = BOLD
        cell = pen.put(drawn, row, 2, cell_of(answers, TOWN, key, language, names))
        cell.number_format = _form(TOWN.item.keys[key])
        help_ = pen.put(drawn, row, 3, _note(TOWN, key, language))
        help_.alignment = WRAP
        _choices(drawn, f"B{row}", TOWN, key, language)
    for at, width in zip("ABC", (32, 32, 70), strict=True):
        drawn.column_dimensions[at].width = width
    page(drawn)


def _list(
    drawn: Any, pen: Pen, sheet: Sheet, rows: Sequence[Any], names: Mapping[str, str]
) -> None:
    language = pen.language
    for column, key in enumerate(sheet.fields, start=1):
        cell = pen.put(drawn, 1, column, sheet.told(key).title.in_(language))
        cell.font, cell.alignment = WHITE, WRAP
        cell.fill = HEAD if key in sheet.item.required else OPTIONAL
        note = _note(sheet, key, language)
        cell.comment = Comment(note, "ramasse", height=50 + len(note) // 2, width=300)
        at = letters(column)
        drawn.column_dimensions[at].width = 30 if key in _WIDE else 14
        drawn.column_dimensions[at].number_format = _form(sheet.item.keys[key])
        _choices(drawn, f"{at}{FIRST}:{at}{ROWS}", sheet, key, language)
        for row, one in enumerate(rows, start=FIRST):
            put = pen.put(drawn, row, column, cell_of(one, sheet, key, language, names))
            put.number_format = _form(sheet.item.keys[key])
    last = len(sheet.fields) + 1
    pen.put(drawn, 1, last, KEPT)
    for row, one in enumerate(rows, start=FIRST):
        pen.put(drawn, row, last, one.get(KEPT))
    drawn.column_dimensions[letters(last)].hidden = True
    drawn.row_dimensions[1].height = 34
    drawn.freeze_panes = "B2"
    page(drawn)


def cell_of(
    row: Mapping[str, Any], sheet: Sheet, key: str, language: Language, names: Mapping[str, str]
) -> Any:
    """Return an answer of a row as a cell says it; who is named, by the name."""
    place, value = sheet.item.keys[key], row.get(key)
    if value is None:
        return None
    if sheet.told(key).refers:
        return names.get(str(value), str(value))
    if place.kind == "list":
        return days_in_words(value, language, **{one: row[one] for one in RHYTHM if one in row})
    return to_cell(value, place, language)


def _form(place: Slot) -> str:
    if place.annotation is date:
        return "dd/mm/yyyy"
    text = place.kind == "list" or (place.annotation is str and not place.constraints)
    return "@" if text else "General"


def _note(sheet: Sheet, key: str, language: Language) -> str:
    """Return what a column is for, what its cells hold, and what holds when they are empty."""
    place = sheet.item.keys[key]
    told = sheet.told(key).note
    says = SOME_DAYS if sheet.is_days(key) else expected(place)
    says = ASSOCIATION if sheet.told(key).refers else says
    lines = [told.in_(language) if told is not None else ""]
    if says is ASSOCIATION or not is_free_text(place):
        lines.append(says.in_(language)[:1].upper() + says.in_(language)[1:] + ".")
    default = sheet.item.annotation.model_fields[key]
    if default.is_required():
        lines.append({"fr": "Obligatoire.", "en": "Required."}[language])
    elif default.default is not None:
        lines.append(_usual(default.default, language))
    return " ".join(line for line in lines if line)


def _usual(value: Any, language: Language) -> str:
    said = str(value)
    if isinstance(value, bool):
        said = (YES if value else NO).in_(language)
    elif value in (WEEKDAYS, THREE_DAYS):
        said = days_in_words(value, language)
    elif isinstance(value, str):
        said = value_word(value, language)
    return f"Vide : {said}." if language == "fr" else f"Empty: {said}."


def _choices(drawn: Any, cells: str, sheet: Sheet, key: str, language: Language) -> None:
    """Offer the fixed choices of a column, or the names of associations."""
    place = sheet.item.keys[key]
    known = [value_word(one, language) for one in words(place)]
    if place.annotation is bool:
        known = [YES.in_(language), NO.in_(language)]
    formula = '"' + ",".join(known) + '"'
    if sheet.told(key).refers:
        title = SHEETS[1].title.in_(language)
        formula = f"{quoted(title)}!$A${FIRST}:$A${ROWS}"
    elif not known or len(formula) > 255 or any("," in one for one in known):
        return
    # what is offered is not all that is understood
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
    rule.add(cells)
    drawn.add_data_validation(rule)


_ASKED = Text(fr="Question", en="Question")
_ANSWER = Text(fr="Votre réponse", en="Your answer")
_HELP = Text(fr="À savoir", en="Help")
