"""Workbooks to spoil, and the faults found in them."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from scenarios import Fault, Loaded, ScenarioError, load
from scenarios.forms import content, workbook
from scenarios.workbook.sheets import META, shown_name
from tests.helpers.once import once
from tests.scenarios.files import SOUND

NAME = "village.xlsx"

Spoil = Callable[[Any], object]
"""What is done to an openpyxl workbook."""


@once
def village() -> bytes:
    """The workbook of the small sound file of ``tests/scenarios/files.py``.

    The sheets that are empty and hidden are taken out: to open a hundred takes most of a second.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "village.yaml")
        path.write_text(SOUND, encoding="utf-8")
        whole = workbook(content(path), "fr", NAME)

    def lean(opened: Any) -> None:
        for one in opened.worksheets:
            if one.sheet_state == "hidden" and one.title != META:
                opened.remove(one)

    return changed(whole, lean)


def changed(book: bytes, spoil: Spoil) -> bytes:
    """A workbook after something was done to it."""
    opened: Workbook = load_workbook(io.BytesIO(book))
    spoil(opened)
    made = io.BytesIO()
    opened.save(made)
    return made.getvalue()


def cell(book: Any, sheet: str, name: str, row: int = 3) -> Any:
    """The cell of a column, by its id, in a row."""
    heads = {one.value: one.column for one in book[sheet][2]}
    return book[sheet].cell(row=row, column=heads[name])


def typed(book: Any, sheet: str, name: str, value: object, row: int = 3) -> str:
    """Type a value in the column of an id; return where, as faults say it."""
    found = cell(book, sheet, name, row)
    found.value = value
    return f"{shown_name(sheet)}!{found.coordinate}"


def setting(book: Any, name: str) -> Any:
    """The cell of one of the town's values."""
    return next(row[1] for row in book["Scénario"].iter_rows() if row[2].value == name)


def read(folder: Path, book: bytes, variant: str | None = None) -> Loaded:
    """The scenario of a workbook."""
    path = folder / NAME
    path.write_bytes(book)
    return load(path, variant)


def faults(folder: Path, book: bytes, variant: str | None = None) -> dict[str, Fault]:
    """The faults of a workbook, by sheet and cell."""
    with pytest.raises(ScenarioError) as caught:
        read(folder, book, variant)
    found = {}
    for fault in caught.value.faults:
        assert fault.text.fr != fault.text.en
        assert "{" not in fault.text.fr + fault.text.en
        place = fault.place.removeprefix(f"{folder}/{NAME}").lstrip(":")
        assert place not in found, f"two faults at {place}"
        found[place] = fault
    return found


def repacked(book: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """A workbook file with some parts replaced, added or taken out."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, part in parts.items():
            if part is not None:
                target.writestr(name, part)
    return made.getvalue()
