from __future__ import annotations

from service.pages.page import (
    EVERYWHERE,
    LONG,
    WORKBOOK,
    Head,
    Line,
    Number,
    Section,
    Table,
    Words,
    row,
    table_of,
)
from service.pages.pictures import Bars

BARS = Bars("Bars", "kg", ("a",), ("b",), ((1.0,),))


def test_a_row_gives_its_tone_to_cells_without_one() -> None:
    cells = row("a", ("b", Number(1), Number(2, tone="good")), "bad")
    assert cells == (
        Words("a", "bad"),
        Words("b", "bad"),
        Number(1, tone="bad"),
        Number(2, tone="good"),
    )
    assert row("a", ("b",)) == ("a", "b")


def test_columns_are_shown_where_they_say() -> None:
    table = Table(("who", Head("km", LONG), Head("lot", WORKBOOK)), (("a", "1", "x"),))
    assert [head.text for head in table.on("terminal").columns] == ["who"]
    assert table.on("report").rows == (("a", "1"),)
    assert table.on("workbook").rows == (("a", "1", "x"),)


def test_parts_are_shown_where_they_or_their_section_say() -> None:
    told, kept = Table(("a",), (("1",),)), Table(("b",), (("2",),), where=EVERYWHERE)
    shown = Section("open", ("said", told, BARS))
    assert [type(part) for part in shown.on("terminal")] == [Line, Table]
    assert [type(part) for part in shown.on("report")] == [Line, Table, Bars]
    folded = Section("details", ("said", told, BARS, kept), folded=True)
    assert [part.heads for part in folded.on("terminal") if isinstance(part, Table)] == [
        (Head("b"),)
    ]
    assert len(folded.on("report")) == 4
    assert len(folded.on("workbook")) == 3
    assert (shown.lines, shown.tables, shown.pictures) == (("said",), (told,), (BARS,))


def test_a_table_without_rows_is_in_the_workbook_alone() -> None:
    section = Section("left", ("Nothing is left.", Table(("who", "kg"), ())))
    assert [type(part) for part in section.on("terminal")] == [Line]
    assert [type(part) for part in section.on("report")] == [Line]
    assert [type(part) for part in section.on("workbook")] == [Line, Table]


def test_a_table_told_column_by_column() -> None:
    nothing = {2: None, 3: None}
    table = table_of(
        (2, 3), ("n", str), (Head("square", LONG), lambda n: n * n), ("kg", nothing.get)
    )
    assert table.rows[0] == ("2", Number(4), Number(None))
    assert [head.text for head in table.on("terminal").columns] == ["n", "kg"]


def test_numbers_are_written_as_people_write_them() -> None:
    assert Number(None).written("fr") == "–"
    assert Number(0.5, share=True).written("en") == "50%"
    assert Number(12.4, unit="kg", sign=True).written("en") == "+12\u00a0kg"
    assert Number(0.124, 1, share=True, sign=True).written("en") == "+12.4%"
    assert Number(3, note="(not decided)").written("en") == "3 (not decided)"
