from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from models.base import Language
from models.pooling import Baseline
from models.town_history import TownHistory
from service.kinds.history.page import history_page
from service.pages.html import html
from service.pages.page import Table
from service.pages.pictures import Areas, Curve
from service.pages.workbook import workbook
from solver.told.town import town_history
from tests.helpers.made_journal import made_journal, told
from tests.service.commands import app
from tests.service.told_towns import FIRST, keyed, past, told_town

LANGUAGES: tuple[Language, ...] = ("fr", "en")
TODAY = date(2026, 3, 2)
WEEKS = 12


def study() -> TownHistory:
    """Twelve weeks, the third not told; pooled from the sixth on."""
    world = keyed(baseline=Baseline(since=FIRST + timedelta(weeks=5), kg=600, source="relevé"))
    whole = made_journal(world, FIRST, WEEKS)
    gone = FIRST + timedelta(weeks=2)
    journal = told(
        world.id,
        [one for one in whole.visits if one.week_of != gone],
        [one for one in whole.outings if not 0 <= (one.day - gone).days < 7],
    )
    return town_history(journal, past(world, FIRST, WEEKS), world, today=TODAY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_picture_has_its_table_and_a_week_not_told_is_blank(language: Language) -> None:
    """Shaded in the areas, a gap in the curves, said in the table: never zero."""
    page = history_page(study(), language)
    for section in page.sections[:3]:
        assert section.pictures
        assert section.tables
    (areas,) = (one for one in page.sections[0].parts if isinstance(one, Areas))
    assert areas.untold == (2,)
    curves = [one for section in page.sections for one in section.pictures]
    driven = [one for one in curves if isinstance(one, Curve) and one.unit in ("km", "h")]
    assert len(driven) == 2
    assert all(one.values[0][2] is None for one in driven)
    assert all(one.events[0][0] == 5 for one in driven)
    text = html(page, language)
    assert {"fr": "non dit", "en": "not told"}[language] in text
    assert {"fr": "relevé", "en": "relevé"}[language] in text


def test_the_workbook_has_every_week(tmp_path: Path) -> None:
    """The page lists the last ones alone."""
    del tmp_path
    book = load_workbook(io.BytesIO(workbook(history_page(study(), "fr"), "fr")))
    rows = list(book["Par semaine"].iter_rows(values_only=True))
    assert (
        sum(row[1] in ("dite en entier", "dite en partie", "rien n'est dit") for row in rows)
        == WEEKS
    )
    missing = next(row for row in rows if row[1] == "rien n'est dit")
    assert missing[0] == f"{FIRST + timedelta(weeks=2):%d/%m/%Y}"
    assert set(missing[5:]) == {None}


def test_before_and_since_say_where_before_comes_from() -> None:
    """Typed kg, km measured over the four weeks told before pooling."""
    page = history_page(study(), "en")
    section = next(one for one in page.sections if one.title == "Before and since pooling")
    (table,) = (one for one in section.parts if isinstance(one, Table))
    assert [row[-1] for row in table.rows[:2]] == ["typed in the scenario", "measured over 4 weeks"]


def test_the_command_shows_it_and_writes_it(tmp_path: Path) -> None:
    """From the first week told on."""
    town = told_town(tmp_path)
    words = ["history", town.path, "--database", town.url, "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(app, [*words, "--lang", "fr"])
    assert done.exit_code == 0, done.output
    assert "ramassés par semaine sur les 8 dernières dites" in " ".join(done.stdout.split())
    assert (tmp_path / "out" / "report.html").exists()
