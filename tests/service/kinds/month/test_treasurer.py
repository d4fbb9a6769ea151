from __future__ import annotations

from datetime import date
from html import unescape
from typing import get_args

import pytest

from models.base import Language
from models.month import MonthStudy
from models.periods import month_of, year_of
from service.kinds.month.treasurer import treasurer_page
from service.pages.html import page_body
from service.pages.page import Number, Section
from solver.told.month import month_study
from tests.helpers.made_journal import made_journal
from tests.service.told_towns import FIRST, WEEKS, keyed, past

NOVEMBER = month_of(date(2025, 11, 1))
TODAY = date(2025, 12, 8)


def study(key: str | None = "people", *, year: bool = False) -> MonthStudy:
    world = keyed(key=key)
    period = year_of(2025) if year else NOVEMBER
    journal = made_journal(world, FIRST, WEEKS)
    return month_study(journal, past(world, FIRST, WEEKS), world, period, today=TODAY)


def figures(section: Section) -> list[float]:
    """The figures of a statement's tiles, cents."""
    tiles = next(one for one in section.tables if one.tiles)
    cells = [row[1] for row in tiles.rows]
    return [round(100 * (one.value or 0)) for one in cells if isinstance(one, Number)]


@pytest.mark.parametrize("language", get_args(Language))
def test_each_statement_settles_to_the_cent(language: Language) -> None:
    """What its outings cost, and what it pays less what it is paid, make its share."""
    made = study()
    (pool,) = made.settlements
    page = treasurer_page(made, language)
    titles = [one.title for one in page.sections]
    for who in pool.members:
        label = made.scenario.association[who].label
        (section,) = [one for one in page.sections if one.title.endswith(f": {label}")]
        cost, share, *flows = figures(section)
        paid = sum(one.cents for one in pool.payments if one.payer == who)
        got = sum(one.cents for one in pool.payments if one.payee == who)
        assert cost + paid - got == share
        assert sum(flows) == paid + got
    assert len(titles) == len(set(titles))
    assert str(len(pool.payments)) in page.answer
    # each outing is there, and is not read first
    (drives,) = [one for one in page.sections[1:] if one.gist.endswith(("sorties", "outings"))]
    assert len(drives.tables[0].rows) == len(pool.drives)
    # one key is agreed on: others are not read first
    assert all(one.closed for one in page.sections[1 + len(pool.members) :])


def test_without_a_key_it_says_what_to_agree_on_and_nobody_owes() -> None:
    page = treasurer_page(study(None), "fr")
    assert "Aucune clé n'est convenue" in page.answer
    body = unescape(page_body(page, "fr"))
    assert "Convenez d'une clé" in body
    assert "Relevé" not in body


def test_a_year_has_no_settlement() -> None:
    assert "mois par mois" in treasurer_page(study(year=True), "fr").answer
