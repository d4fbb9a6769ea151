from __future__ import annotations

import re

from service.pages.html import html
from service.pages.page import Alert, Head, Line, Number, Page, Section, Table, Words, row
from service.pages.pictures import Bars, Block, Grid, Map, Spot, Way
from tests.helpers.hostile import HOSTILE
from tests.helpers.outline import sound

WEEK = Grid("Week", ("monday",), (("Van", (Block(0, 8, 9, HOSTILE, 0),)),), ("round",), 7, 19)
PLACES = Map("Map", (Spot(43.0, 5.0, HOSTILE, 0, labelled=True),), ("store",), (), note=HOSTILE)
PARTS = (
    Line("Too heavy.", "A larger van."),
    Table((HOSTILE, "kg"), (row(HOSTILE, (Number(3, unit="kg", bar=0.5),), "bad"),), "Title"),
    WEEK,
    PLACES,
    Bars("Bars", "kg", ("a", "b"), (HOSTILE,), ((1, 2),)),
)


def page(*sections: Section, alerts: tuple[Alert, ...] = ()) -> str:
    return html(Page(HOSTILE, "Week 1", "All is well.", alerts, sections), "en")


def text(made: str) -> str:
    body = made[made.index("<main") :]
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


def test_hostile_names_stay_names_in_every_part() -> None:
    made = page(Section(HOSTILE, PARTS), alerts=(Alert(HOSTILE),))
    outline = sound(made)
    assert outline.tags.count("figure") == 3
    assert "&lt;script&gt;" in made
    assert "{{ 7*7 }}" in made
    assert "→ A larger van." in made


def test_answer_then_errors_then_warnings_then_sections() -> None:
    alerts = (Alert("Late."), Alert("Refused.", "error"))
    made = page(Section("Part", (Line("Said."),)), alerts=alerts)
    told = text(made)
    order = [told.index(one) for one in ("All is well.", "Refused.", "Late.", "Part", "Said.")]
    assert order == sorted(order)
    assert made.count('role="alert"') == 1
    assert '<div class="alert" role="alert"><ul><li>Refused.' in made
    assert 'role="alert"' not in page(Section("Part", ("Said.",)), alerts=alerts[:1])


def test_contents_of_long_pages_alone_and_no_empty_part() -> None:
    parts = [Section(f"Part {number}", ("Said.",)) for number in range(4)]
    assert "<nav" not in page(*parts[:3])
    made = page(*parts, Section("Nothing"))
    assert made.count("<li><a href") == 4
    assert "Nothing" not in text(made)


def test_folded_parts_are_details_that_keep_their_title() -> None:
    made = page(Section("Proof", ("Said.",), folded=True))
    assert re.search(r"<details[^>]*><summary><h2 id=\"s1\">Proof</h2></summary>", made)
    assert "Said." in made


def test_where_it_comes_from_is_told_at_the_end() -> None:
    made = html(Page("Town", "Week", "Well.", (), (Section("P", ("x",)),), (("Seed", "7"),)), "en")
    sound(made)
    assert text(made).endswith("Where the figures come from Seed 7")


def test_tiles_say_what_beside_figures_is_about() -> None:
    table = Table(
        ("Figure", "Value", "Alone"),
        (
            row("Food", (Number(12, unit="kg"), Number(9, unit="kg"))),
            row("Km", (Number(3), Number(None))),
        ),
        tiles=True,
    )
    told = text(page(Section("In short", (table,))))
    assert "Food 12\u00a0kg Alone: 9\u00a0kg".replace("\u00a0", " ") in told.replace("\u00a0", " ")
    assert told.count("Alone") == 1
    assert "<table" not in page(Section("In short", (table,)))


def test_totals_notes_and_lines_of_cells() -> None:
    table = Table(
        ("Who", Head("level", note="what it gets")),
        (row("a", ("08:00 load\n09:00 drop",)), row("all", (Words("2", "good"),))),
        total=True,
    )
    made = page(Section("Part", (table,)))
    assert '<ul class="lines"><li>08:00 load</li><li>09:00 drop</li></ul>' in made
    assert '<tr class="total"><th scope="row">all</th>' in made
    assert "Level: what it gets" in text(made)


def test_long_tables_are_folded() -> None:
    rows = tuple((str(number),) for number in range(61))
    assert "Show the 61 rows" in page(Section("Part", (Table(("n",), rows),)))
    assert "<details" not in page(Section("Part", (Table(("n",), rows[:60]),)))


def test_ways_are_named_beside_their_map_while_they_are_few() -> None:
    def many(count: int) -> str:
        ways = tuple(Way(((43.0, 5.0), (43.1, 5.1)), f"round {n}", n) for n in range(count))
        return page(Section("Map", (Map("Map", PLACES.spots, ("store",), ways), PARTS[1])))

    assert text(many(2)).count("round 1") == 2
    assert text(many(40)).count("round 1 ") == 1
