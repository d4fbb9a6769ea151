from __future__ import annotations

import io

from openpyxl import Workbook, load_workbook

from service.pages.page import WORKBOOK, Alert, Head, Number, Page, Section, Table, row
from service.pages.workbook import workbook

FOOD = Table(
    ("Who", "kg", Head("level", note="of its need")),
    (
        row("=1+1", (Number(12.5, 1, "kg"), Number(0.25, share=True))),
        row("all", (Number(12.5), "")),
    ),
    total=True,
)


def opened(*sections: Section, alerts: tuple[Alert, ...] = ()) -> Workbook:
    page = Page("Town", "Week 1", "All is well.", alerts, sections, (("Seed", "1"),))
    return load_workbook(io.BytesIO(workbook(page, "en")))


def test_a_sheet_is_ready_to_be_pivoted() -> None:
    sheet = opened(Section("Food", (FOOD,), sheet="Balances"))["Balances"]
    assert [cell.value for cell in sheet["A"][:4]] == [
        "Food",
        "Town, Week 1",
        "All is well.",
        "Who",
    ]
    assert [cell.value for cell in sheet[5]][:3] == ["=1+1", 12.5, 0.25]
    assert (sheet["B5"].number_format, sheet["C5"].number_format) == ('#,##0.0" kg"', "0%")
    assert sheet.freeze_panes == "B5"
    assert sheet["A6"].font.bold
    assert sheet["A8"].value == "Level: of its need"
    assert "A8:" in " ".join(str(one) for one in sheet.merged_cells.ranges)


def test_alarms_stand_before_the_first_table_alone() -> None:
    book = opened(Section("One", (FOOD,)), Section("Two", (FOOD,)), alerts=(Alert("Late."),))
    assert [cell.value for cell in book["One"]["A"][2:6]] == ["All is well.", "Late.", None, "Who"]
    assert book["Two"]["A4"].value == "Who"
    assert book["Two"]["A3"].value is None


def test_texts_are_texts_and_tables_follow_them() -> None:
    sheet = opened(Section("Why", ("=2+2", FOOD)))["Why"]
    assert [cell.value for cell in sheet["A"][3:6]] == ["=2+2", None, "Who"]
    assert sheet["A4"].data_type == "s"
    assert sheet["A4"].quotePrefix


def test_sheets_that_have_something_and_their_names() -> None:
    flat = Table(("n",), (("1",),), where=WORKBOOK)
    book = opened(Section("Price of l'équité", (flat,)), Section("Nothing"))
    assert book.sheetnames == ["Price of l’équité", "Where the figures come from"]
    assert [cell.value for cell in book.worksheets[-1][1]] == ["Seed", "1"]


def test_a_difference_that_rounds_to_nothing_has_no_sign() -> None:
    cells = (Number(-0.018, unit="kg", sign=True), Number(-2.4, sign=True), Number(None, sign=True))
    sheet = opened(Section("Gains", (Table(("who", "a", "b", "c"), (row("x", cells),)),)))["Gains"]
    assert [cell.value for cell in sheet[5]][1:4] == [0, -2.4, None]
