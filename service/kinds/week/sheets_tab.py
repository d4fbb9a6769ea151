"""The drivers' sheets as HTML, to be printed from the page of a result."""

from __future__ import annotations

from pathlib import Path

from models.base import Language
from models.study import Study
from service.kinds.week.driver_sheets import sheets
from service.kinds.week.phone_page import phone_rounds
from service.kinds.week.words import SHEET_WORDS
from service.pages.templates import template
from service.words.labels import word
from service.words.sentences import colon

HERE = Path(__file__).parent


def sheets_tab(study: Study, language: Language) -> str:
    """Return a section for each round: what the PDF has on a page."""
    own = {key: text.in_(language) for key, text in SHEET_WORDS.items()}
    return template(HERE, "sheets_tab.html.j2").render(
        data=sheets(study, language),
        phones=phone_rounds(study, language),
        w={**word.all_in(language), **own},
        colon=colon(language),
    )
