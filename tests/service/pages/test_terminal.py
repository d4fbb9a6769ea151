from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from service.pages.page import Alert, Head, Line, Number, Page, Section, Table, row
from service.pages.terminal import show
from tests.helpers.hostile import HOSTILE, LONG
from tests.helpers.results import printed

WIDE = Table(
    ("Request", *(f"Association number {n}" for n in range(9))),
    ((("Tuesday's round"), *(Number(1000 + n, 2, "€") for n in range(9))),),
)


def page(*parts: str | Line | Table, alerts: tuple[Alert, ...] = ()) -> Page:
    return Page("Town", "Week 1", "All is well.", alerts, (Section("Part", parts),))


def test_answer_alarms_then_parts() -> None:
    lines = printed(page("Said.", alerts=(Alert("Refused.", "error"), Alert("Late.")))).splitlines()
    assert lines == [
        "All is well.",
        "Town · Week 1",
        "! Refused.",
        "! Late.",
        "",
        "Part",
        "  Said.",
    ]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_nothing_is_wider_than_the_screen_and_no_word_is_cut(width: int) -> None:
    words = "approvisionnement hebdomadaire des structures"
    table = Table(("Qui", "Pourquoi", "kg"), (row(words, (words, Number(1234567, unit="kg"))),) * 2)
    text = printed(page(f"{words} {words} {words}", table, WIDE), "fr", width)
    assert max(len(line) for line in text.splitlines()) <= width
    for word in words.split():
        assert text.count(word) == 3 + 2 * 2
    assert "1 234 567 kg" in text


def test_what_is_too_wide_is_told_row_by_row() -> None:
    text = printed(page(WIDE), "en")
    assert "  Tuesday's round\n" in text
    assert "Association number 3: 1,003.00 €;" in " ".join(text.split())


def test_days_of_a_wide_week_take_a_line_each() -> None:
    hours = "08:00–10:30 Grocery\n18:30–21:30 Parcels"
    table = Table(("Truck", *DAYS), (("Shared truck", hours, "·", *(hours,) * 5),))
    text = printed(page(table), "en")
    assert "    Monday: 08:00–10:30 Grocery, 18:30–21:30 Parcels\n" in text
    assert "Tuesday" not in text


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def test_reasons_are_paragraphs_and_those_beyond_the_most_are_counted() -> None:
    rows = tuple(
        (f"Store {n}", Number(10 * n, unit="kg"), "Too heavy.", "A larger van.") for n in range(5)
    )
    table = Table(("Store", "kg", "why", "what"), rows, reasons=2, most=3)
    text = printed(page(table), "fr")
    assert "  Store 1, 10 kg : Too heavy.\n    → A larger van.\n" in text
    assert text.count("→") == 3
    assert "  + 2 autres (70 kg)\n" in text
    assert printed(page(Table(table.heads, rows, reasons=2)), "fr").count("→") == 5


def test_short_heads_and_what_they_mean() -> None:
    head = Head("Mean coverage", short="mean", note="of all")
    text = printed(page(Table(("Rule", head), (("a", "1"),))), "en")
    assert "  Rule  mean\n  a     1" in text
    assert "  mean: of all.\n" in text


def test_a_number_stays_with_its_unit_and_a_word_with_its_sign() -> None:
    text = printed(page("mot " * 14 + "12\u00a0345\u00a0kg " + "mot " * 12 + "fin ; suite"), "fr")
    assert "12 345 kg" in text
    assert not any(line.lstrip().startswith(";") for line in text.splitlines())


def test_names_are_never_markup_and_long_ones_are_broken() -> None:
    text = printed(page(HOSTILE, Table((HOSTILE, LONG), ((LONG, HOSTILE),))), "fr")
    assert "[red]r[/red]" in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_a_folder_of_files_is_named_once(tmp_path: Path) -> None:
    console = Console(width=300, highlight=False)
    files = [tmp_path / name for name in ("study.json", "traces/a.gpx", "traces/b.gpx")]
    with console.capture() as captured:
        show(page("Said."), console, "en", files)
    assert captured.get().splitlines()[-3:] == [
        "Files",
        f"  {tmp_path / 'study.json'}",
        f"  {tmp_path / 'traces'}",
    ]
