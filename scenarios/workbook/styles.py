"""How the cells of a workbook look."""

from __future__ import annotations

import textwrap
from datetime import date
from typing import Any

from openpyxl.styles import Alignment, Font, PatternFill

from scenarios.fields import CLOCK, Slot, pattern
from scenarios.workbook.cells import is_share
from scenarios.workbook.layout import Column
from scenarios.workbook.sheets import letters
from scenarios.workbook.spreading import FLAT

HEAD = PatternFill("solid", fgColor="1F3A52")
OPTIONAL = PatternFill("solid", fgColor="5B7083")
WHITE = Font(bold=True, color="FFFFFF")
GREY = Font(color="8A949E", size=8)
BOLD = Font(bold=True)
BIG = Font(bold=True, size=14)
LINE_PT = 14.0
"""Height of a line of text, points."""
WRAP = Alignment(wrap_text=True, vertical="top")
LEFT = Alignment(horizontal="left", vertical="top")


def look(one: Column) -> tuple[str, float]:
    """Return the number format and the width of a column."""
    place: Slot = one.place
    if one.form == "cross":
        return "General", 11
    if one.form != "leaf":
        return "@", 30
    if place.annotation is date:
        return "dd/mm/yyyy", 13
    if pattern(place) == CLOCK:
        return "hh:mm", 10
    if place.annotation is float and is_share(place):
        return "0.0##%", 11
    if place.annotation is str:
        wide = one.id in ("label", "backup", FLAT) or one.id.endswith("source")
        return "@", 60 if one.id == FLAT else 36 if wide else 20
    return "General", 13


def style(sheet: Any, number: int, form: str, width: float) -> None:
    """Set the number format and the width of a column, rows still to come included."""
    dimension = sheet.column_dimensions[letters(number)]
    dimension.width = width
    dimension.number_format = form


def page(sheet: Any) -> None:
    """Print a sheet one page across."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def heighten(sheet: Any, row: int, text: str, letters: int) -> None:
    """Make a row high enough for a text in a column of so many letters."""
    lines = len(textwrap.wrap(text, letters))
    if lines > 1:
        sheet.row_dimensions[row].height = LINE_PT * lines
