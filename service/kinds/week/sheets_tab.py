"""The drivers' sheets as HTML, to be printed from the page of a result."""

from __future__ import annotations

from pathlib import Path

from models.base import Language
from models.study import Study
from service.kinds.week.driver_sheets import sheets
from service.kinds.week.words import SHEET_WORDS
from service.words.labels import word
from service.words.sentences import colon

TEMPLATE = Path(__file__).with_name("sheets_tab.html.j2")


def sheets_tab(study: Study, language: Language) -> str:
    """Return a section for each round: what the PDF has on a page."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    own = {key: text.in_(language) for key, text in SHEET_WORDS.items()}
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        data=sheets(study, language),
        w={**word.all_in(language), **own},
        colon=colon(language),
    )
