import io
from typing import Any

import pytest
from openpyxl import load_workbook

from service.kinds.week.run_workbook import run_workbook
from tests.helpers.hostile import hostile
from tests.helpers.studies import planned, study


@pytest.mark.parametrize("language", ["fr", "en"])
def test_figures_are_numbers_and_add_up(language: Any) -> None:
    found = planned()
    book = load_workbook(io.BytesIO(run_workbook(found, language)))
    names = {"fr": ("Parts", "Tournées"), "en": ("Shares", "Rounds")}[language]
    shares = [row[2] for row in book[names[0]].iter_rows(min_row=5, values_only=True)]
    assert sum(float(str(kg)) for kg in shares if kg is not None) == pytest.approx(
        found.plan.usable_kg, abs=0.1
    )
    rounds = list(book[names[1]].iter_rows(min_row=5, values_only=True))
    assert [row[0] for row in rounds if row[0]] != []
    assert len(book.sheetnames) == 7


def test_names_are_never_formulas() -> None:
    world = hostile()
    label = '=HYPERLINK("http://x","y")'
    bad = world.changed(
        donors=tuple(one.changed(label=label) for one in world.donors),
        vehicles=tuple(one.changed(label="+1+1") for one in world.vehicles),
        people=tuple(one.changed(label="@SUM(A1)") for one in world.people),
    )
    book = load_workbook(io.BytesIO(run_workbook(study(bad, planned().plan), "fr")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == label for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)
    assert all(cell.quotePrefix for cell in cells if str(cell.value)[:1] in "=+@" and cell.value)
