"""The page for a town's watch meeting as one printed A4 page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.base import Language
from models.numbers import amount, number, percent
from models.periods import period_name
from models.town_history import WatchStudy
from service.kinds.month import names
from service.kinds.watch.page import curve, missing, people, sites_map
from service.kinds.watch.words import say
from service.pages.colours import colour
from service.pages.drawn_map import drawn_map
from service.pages.html import svg
from service.pages.printed import printed
from service.words.sentences import capital, weighed

TEMPLATE = Path(__file__).with_name("watch.typ")
MOST_ASSOCIATIONS, MOST_LACKS = 8, 6
"""Rows that a page has room for; the others are counted."""


def watch_paper(study: WatchStudy, language: Language) -> bytes:
    """Return the PDF: one page, whatever the town."""
    return printed(TEMPLATE, _data(study, language))


def _data(study: WatchStudy, language: Language) -> dict[str, Any]:
    world = study.scenario

    def share(value: float | None) -> str:
        return "–" if value is None else percent(value, language)

    levels = [one for one in study.levels if one.by_window[52] is not None]
    drawn, line = sites_map(study, language, small=True), curve(study, language, small=True)
    return {
        "language": language,
        "words": say.all_in(language),
        "title": f"{say('title', language)} – {world.label}",
        "town": world.label,
        "period": capital(period_name(study.period, language)),
        "foot": f"{world.label}. {say('map_note', language)}",
        "missing": missing(study, language),
        "figures": _figures(study, language),
        "levels": [
            [
                names.association(world, one.association),
                share(one.by_window[8]),
                share(one.by_window[52]),
            ]
            for one in levels[:MOST_ASSOCIATIONS]
        ],
        "more_levels": _others(len(levels) - MOST_ASSOCIATIONS, language),
        "lacks": [
            [
                names.family(world, one.family),
                weighed(world.family.get(one.family), one.need_kg - one.received_kg, language),
                percent(one.received_kg / one.need_kg, language),
            ]
            for one in study.lacks[:MOST_LACKS]
        ],
        "more_lacks": _others(len(study.lacks) - MOST_LACKS, language),
        "no_lacks": say("no_week" if study.received_kg is None else "nothing_lacks", language),
        "decided": list(study.decided),
        "map": svg(drawn, language) if drawn.spots else "",
        "map_key": [[one.title, one.colour] for one in drawn_map(drawn, language).key]
        if drawn.spots
        else [],
        "curve": svg(line, language),
        "curve_key": [[name, colour(n)] for n, name in enumerate(line.series)],
    }


def _figures(study: WatchStudy, language: Language) -> list[list[str]]:
    """Return the large figures: what, how much, and what goes with it."""
    rejected = amount(study.rejected_kg, "kg", language)
    homes = people(study.households, language)
    received = study.received_kg
    return [
        [
            say("collected", language),
            amount(study.collected_kg, "kg", language),
            say("of_which_rejected", language, kg=rejected),
        ],
        [
            say("given_out", language),
            "–" if received is None else amount(received, "kg", language),
            say("no_week", language) if received is None else "",
        ],
        [
            say("helped", language),
            people(study.people, language),
            say("of_households", language, households=homes) if study.households != 0 else "",
        ],
        [say("done", language), number(study.done, language), ""],
    ]


def _others(more: int, language: Language) -> str:
    return say("others", language, count=more) if more > 0 else ""
