"""The week drawn, as HTML: map and timeline of each day, and its rounds told.

Everything is drawn by the server as SVG, so that the page is the same pictures without JavaScript:
the rounds in both drawings are links to what is told of them. A script of our own (``drawn.js``,
11 kB) only adds behaviour to it: one day at a time, a round picked in either drawing shown in both,
zoom and pan. Libraries were looked at: Leaflet and MapLibre draw tiles that a page without a
network has not, vis-timeline and D3 draw in the browser what is drawn here already, and each is
ten to a hundred times the size of what is needed.
"""

from __future__ import annotations

from pathlib import Path

from models.base import Language
from models.numbers import amount
from models.study import Study
from service.kinds.week.drawn.days import BLOCK, HOME, SPOT, drawn_days
from service.kinds.week.drawn.told import left_on, told_round
from service.kinds.week.drawn.words import drawn_word
from service.pages.ground import road_paths
from service.pages.templates import template
from service.words.labels import word
from service.words.sentences import colon

HERE = Path(__file__).parent


def drawn_tab(study: Study, language: Language) -> str:
    """Return the days of a week, drawn."""
    drawn = drawn_days(study, language)
    shown = template(HERE, "drawn_week.html.j2")
    words = {**word.all_in(language), **drawn_word.all_in(language)}
    if drawn is None:
        return shown.render(days=(), w=words)
    frame, days = drawn.frame, drawn.days
    main = study.travel.main_roads
    roads = road_paths(frame, main or sorted({leg.points for leg in study.legs}))
    along = ("along_main" if main else "along_roads") if study.legs else "straight"
    under = (
        word("outlined", language, source=drawn.ground.source)
        if drawn.ground.source
        else words["named_alone"]
    )
    return shown.render(
        frame=frame,
        days=days,
        outlines=drawn.ground.outlines,
        roads=roads,
        caption=f"{words[along]} {under}",
        told={item.id: told_round(study, item, language) for item in study.plan.rounds},
        left={one.day: left_on(study, one.day, language) for one in days},
        spot=SPOT,
        home=HOME,
        block=BLOCK,
        scale=amount(frame.scale_km, "km", language, 0 if frame.scale_km >= 1 else 1),
        w=words,
        colon=colon(language),
    )
