"""Workbooks written when English titles were made from ids are still read."""

from __future__ import annotations

from typing import Any

import pytest

from scenarios.forms import canonical, content, workbook
from scenarios.nodes import plain
from scenarios.workbook.layout import Table, columns, tables
from scenarios.workbook.reading import parse
from tests.helpers.long import quick
from tests.scenarios.workbook.books import changed

SHEETS = {"Crews": "People"}
"""Names of sheets that were others."""


def retitle(book: Any, table: Table) -> None:
    """Give a sheet its former titles, and take its ids away."""
    sheet = book[table.title.en]
    spread = {one.id: one for one in columns(table.place.item, table.name, lambda _: ())}
    if len({(one.field, one.key) for one in spread.values()}) < len(spread):
        return  # it came later: two of its columns would have been called alike
    for cell in sheet[2]:
        name, title = str(cell.value), sheet[1][cell.column - 1]
        if name == table.parent_id:
            continue
        one = spread.get(name)
        if one is None:
            field = name.rpartition(".")[0].rpartition(".")[2]
            title.value = f"{field.replace('_', ' ').capitalize()}: {title.value.split(': ')[1]}"
        elif one.form != "cross":
            words = one.field.replace("_", " ").capitalize()
            key = title.value.rpartition(": ")[2]
            title.value = words if one.key is None else f"{words}: {key}"
        cell.value = None


@pytest.mark.parametrize("name", quick(("aubagne", "marseille"), 1))
def test_english_titles_made_from_ids_are_known(name: str) -> None:
    said = content(name)

    def spoil(book: Any) -> None:
        for table in tables():
            if not table.flat:
                retitle(book, table)
        assert book["Donors"]["N1"].value == "Area m2"
        for new, old in SHEETS.items():
            book[new].title = old

    root, complaints, _ = parse(changed(workbook(said, "en", "f.xlsx"), spoil), "f.xlsx")
    assert complaints == []
    assert canonical(plain(root)) == said
