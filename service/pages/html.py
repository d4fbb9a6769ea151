"""A page as HTML that opens anywhere, offline: every picture has its table."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.base import Language
from service.pages.drawn_areas import drawn_areas
from service.pages.drawn_bars import drawn_bars
from service.pages.drawn_choropleth import drawn_choropleth
from service.pages.drawn_curve import drawn_curve
from service.pages.drawn_grid import drawn_grid
from service.pages.drawn_heat import drawn_heat
from service.pages.drawn_map import drawn_map
from service.pages.page import Line, Linked, Number, Page, Table, Words
from service.pages.pictures import Areas, Bars, Choropleth, Curve, Grid, Heat, Map, Picture
from service.pages.templates import environment
from service.words.labels import word
from service.words.sentences import capital, colon

if TYPE_CHECKING:
    from jinja2 import Environment

SHAPES = {"number": Number, "words": Words, "line": Line, "table": Table, "linked": Linked}
SVG = '<svg xmlns="http://www.w3.org/2000/svg"'
ANSWERED = "<!--answered-->"
"""Follows the answer and the alarms: where a page of results has what is next to do."""
PICTURES = {
    "bars": Bars,
    "grid": Grid,
    "map": Map,
    "choropleth": Choropleth,
    "areas": Areas,
    "curve": Curve,
    "heat": Heat,
}


def html(page: Page, language: Language) -> str:
    """Return the page: HTML that refers to nothing outside itself."""
    return _rendered("page.html.j2", page, language)


def page_body(page: Page, language: Language, things: str = "") -> str:
    """Return what the page says, as HTML to be put under another page's title.

    Parameters
    ----------
    things
        Where the pages of the things that it names are; nowhere when empty.
    """
    return _rendered("page_body.html.j2", page, language, things)


def svg(picture: Picture, language: Language) -> str:
    """Return the drawing of a picture alone, without its key, as an SVG file that is printed."""
    module: Any = _environment(language).get_template("pictures.html.j2").module
    drawn = str(module.picture(picture, 1, ""))
    start = drawn.index("<svg")
    return drawn[start : drawn.index("</svg>", start) + 6].replace("<svg", SVG, 1)


def _rendered(template: str, page: Page, language: Language, things: str = "") -> str:
    return _environment(language).get_template(template).render(page=page, things=things)


@cache
def _environment(language: Language) -> Environment:
    """Return the templates, with what draws pictures and the words that they say."""
    made = environment(Path(__file__).parent)
    for name, shape in {**SHAPES, **PICTURES}.items():
        made.tests[name] = lambda part, shape=shape: isinstance(part, shape)
    made.globals.update(
        drawn_areas=partial(drawn_areas, language=language),
        drawn_bars=partial(drawn_bars, language=language),
        drawn_choropleth=partial(drawn_choropleth, language=language),
        drawn_curve=partial(drawn_curve, language=language),
        drawn_grid=drawn_grid,
        drawn_heat=drawn_heat,
        drawn_map=partial(drawn_map, language=language),
        capital=capital,
        colon=colon(language),
        language=language,
        w=word.all_in(language),
    )
    return made
