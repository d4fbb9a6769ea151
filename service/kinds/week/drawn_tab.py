"""The week drawn, as HTML: map and timeline of each day, and its rounds told.

Everything is drawn by the server as SVG, so that the page is the same pictures without JavaScript:
the rounds in both drawings are links to what is told of them. A script of our own (``week.js``,
4 kB) only adds behaviour to it: one day at a time, a round picked in either drawing shown in both,
zoom and pan. Libraries were looked at: Leaflet and MapLibre draw tiles that a page without a
network has not, vis-timeline and D3 draw in the browser what is drawn here already, and each is
ten to a hundred times the size of what is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from models.base import Language, Text
from models.study import Study
from service.kinds.week.drawn.days import BLOCK, HOME, SPOT, TIMELINE, drawn_days
from service.kinds.week.drawn.told import left_on, told_round
from service.pages.templates import environment
from service.words.labels import word
from service.words.sentences import colon
from service.words.vocabulary import Vocabulary

DRAWN_WORDS: Mapping[str, Text] = {
    "days": Text(fr="Jours", en="Days"),
    "the_map": Text(fr="Carte", en="Map"),
    "the_times": Text(fr="Horaires", en="Times"),
    "day_before": Text(fr="Jour d'avant", en="Day before"),
    "day_after": Text(fr="Jour d'après", en="Day after"),
    "nearer": Text(fr="Agrandir", en="Zoom in"),
    "further": Text(fr="Réduire", en="Zoom out"),
    "whole": Text(fr="Tout voir", en="See all"),
    "by_keys": Text(
        fr="Clavier : + et − agrandissent et réduisent, les flèches déplacent, 0 montre tout. "
        "Souris : molette sur la carte choisie, glisser.",
        en="Keyboard: + and − zoom, arrows move, 0 shows all. Mouse: wheel on the chosen map, "
        "drag.",
    ),
    "along_roads": Text(
        fr="Les tournées suivent les routes ; en gris, celles de toute la semaine. Les noms de "
        "communes sont à leur centre ; leurs contours ne sont pas fournis.",
        en="Rounds follow roads; in grey, those of the whole week. Names of communes stand at "
        "their centres; their outlines do not come with this.",
    ),
    "straight": Text(
        fr="Les tournées sont tracées en ligne droite : aucun réseau routier n'est fourni. Les "
        "noms de communes sont à leur centre ; leurs contours ne sont pas fournis.",
        en="Rounds are drawn as straight lines: no road network comes with this. Names of communes "
        "stand at their centres; their outlines do not come with this.",
    ),
    "aboard": Text(fr="À bord ensuite", en="Aboard then"),
    "left_that_day": Text(fr="Laissé ce jour-là", en="Left that day"),
    "by_hand": Text(fr="Changer cette tournée à la main", en="Change this round by hand"),
}
drawn_word = Vocabulary(DRAWN_WORDS, word)
HERE = Path(__file__).parent


def drawn_tab(study: Study, language: Language) -> str:
    """Return the days of a week, drawn."""
    frame, days = drawn_days(study, language)
    roads = {leg.points for leg in study.legs}
    lines = (
        [" ".join("{:.1f},{:.1f}".format(*frame.at(*at)) for at in one) for one in sorted(roads)]
        if frame is not None
        else []
    )
    return (
        environment(HERE)
        .get_template("drawn_week.html.j2")
        .render(
            frame=frame,
            days=days,
            roads=lines,
            told={item.id: told_round(study, item, language) for item in study.plan.rounds},
            left={one.day: left_on(study, one.day, language) for one in days},
            spot=SPOT,
            home=HOME,
            block=BLOCK,
            timeline=TIMELINE,
            w={**word.all_in(language), **drawn_word.all_in(language)},
            colon=colon(language),
        )
    )
