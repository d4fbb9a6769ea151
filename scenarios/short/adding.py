"""Rows added to a short workbook that is there, all else left as it is."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from models.base import Language
from models.letters import bare
from scenarios.beginning.answers import RHYTHM
from scenarios.faults import Complaint, Mark
from scenarios.short.drawing import cell_of
from scenarios.short.layout import BY_NAME, SHEETS, Sheet
from scenarios.workbook.cells import plain_text
from scenarios.workbook.opening import checked
from scenarios.yaml_text import UnreadableError
from tabular.opening import UNREADABLE


def associations_of(content: bytes, label: str) -> list[str]:
    """Return the names of the associations of a short workbook, in order.

    Parameters
    ----------
    label
        How faults name the file.

    Raises
    ------
    UnreadableError
        It is no workbook that may be read.
    """
    drawn, columns = _sheet(_book(content, label, values=True), SHEETS[1])
    at = columns.get("label")
    if drawn is None or at is None:
        return []
    names = (plain_text(row[0]) for row in drawn.iter_rows(2, None, at, at, values_only=True))
    return [name for name in names if name.strip()]


def with_rows(
    content: bytes, label: str, kind: str, rows: Sequence[Mapping[str, Any]], language: Language
) -> bytes:
    """Return a short workbook with rows below those of one of its lists.

    Parameters
    ----------
    label
        How faults name the file.
    kind
        The list, as ``Answers`` calls it.
    rows
        Answers; associations by their name.

    Raises
    ------
    UnreadableError
        It is no workbook that may be read.
    LookupError
        It has no such sheet, or not the columns that are needed.
    """
    book = _book(content, label, values=False)
    sheet = next(one for one in SHEETS if one.name == kind)
    drawn, columns = _sheet(book, sheet)
    needed = {key for row in rows for key in row} - set(RHYTHM)
    if drawn is None or not needed <= set(columns):
        raise LookupError(sheet.title.in_(language))
    filled = [row for (row, at), one in drawn._cells.items() if one.value not in (None, "") and at]
    first = max(filled, default=1) + 1
    for number, row in enumerate(rows, start=first):
        for key in row.keys() & needed:
            cell = drawn.cell(number, columns[key])
            cell.value = cell_of(row, sheet, key, language, {})
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _book(content: bytes, label: str, *, values: bool) -> Any:
    """Return an open workbook: with the values of formulas, or the formulas, to be written back."""
    from openpyxl import load_workbook

    checked(content, label)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(content), data_only=values, keep_links=False)
    except Exception as error:
        # a hostile file can make the library fail in any way
        raise UnreadableError([Complaint(Mark(label), "", UNREADABLE)]) from error


def _sheet(book: Any, sheet: Sheet) -> tuple[Any, dict[str, int]]:
    """Return a sheet of an open workbook, none without, and where its columns stand."""
    for drawn in book.worksheets:
        if BY_NAME.get(bare(drawn.title)) is sheet:
            fields = {sheet.headers.field(plain_text(cell.value)): cell.column for cell in drawn[1]}
            return drawn, {name: at for name, at in fields.items() if name is not None}
    return None, {}
