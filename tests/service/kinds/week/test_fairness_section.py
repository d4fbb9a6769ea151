"""The price of fairness is read on the page, in both languages."""

from __future__ import annotations

from functools import cache
from html import unescape
from typing import get_args

import pytest

from models.base import Language
from models.study import Study
from service.kinds.week.fairness_section import FAIRNESS
from service.kinds.week.page import week_page
from service.pages.html import html
from solver.settings import Settings
from solver.study import run
from tests.helpers.outline import sound
from tests.helpers.results import printed
from tests.helpers.scarce import scarce

LANGUAGES = get_args(Language)


@cache
def fair() -> Study:
    return run(scarce(rare=True), Settings(time_limit_s=20.0, seed=1, weeks=0))


def said(language: Language) -> str:
    """What the terminal prints, blanks as one space."""
    return " ".join(printed(week_page(fair(), language), language).split())


def test_the_price_in_food_and_in_hours_is_told() -> None:
    assert "À nourriture égale, le niveau le plus bas passe de 0 % (Association B) à 61 %" in said(
        "fr"
    )
    assert "h de plus, à nourriture tenue, font passer le niveau le plus bas de 0 %" in said("fr")
    assert "With the same food, the lowest level rises from 0% (Association B) to 61%." in said(
        "en"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_shows_what_is_proved(language: Language) -> None:
    page = html(week_page(fair(), language), language)
    sound(page)
    assert FAIRNESS.in_(language) in unescape(page).replace("\xa0", " ")
    assert {"fr": "Niveaux des familles rares", "en": "Levels of rare families"}[language] in page


def test_a_week_without_it_has_no_such_section() -> None:
    titles = [one.title for one in week_page(fair().changed(fairness=None), "fr").sections]
    assert FAIRNESS.fr not in titles
