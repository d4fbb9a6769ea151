"""The week on the wall: every round of each day, on one A3 page that is read from afar."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.base import Language, Text, clock
from models.calendar import DAY_NAMES
from models.dates import full_date
from models.plan import Round
from models.scenario import Scenario
from models.study import Study
from service.kinds.week.answer import week_answer
from service.kinds.week.rounds import by_day, label
from service.pages.printed import printed
from service.words.labels import word
from service.words.sentences import capital, week_of

TEMPLATE = Path(__file__).with_name("poster.typ")
TITLE = Text(fr="Les tournées de la semaine", en="The week's rounds")
ARRIVALS = Text(fr="Ce qui arrive à chaque association", en="What comes to each association")


def poster(study: Study, language: Language) -> bytes:
    """Return the PDF: one A3 page, to be printed on A4 too."""
    return printed(TEMPLATE, content(study, language))


def content(study: Study, language: Language) -> dict[str, Any]:
    """Return what the poster says: no contact is on it, since it hangs where many pass."""
    world = study.scenario
    week = week_of(world.week_of, language)
    return {
        "language": language,
        "title": TITLE.in_(language),
        "foot": f"{world.label}, {week}",
        "week": week,
        "answer": week_answer(study, language),
        "nothing": word("nothing_planned", language),
        "arrivals": ARRIVALS.in_(language),
        "days": [
            {
                "day": capital(DAY_NAMES[day].in_(language)),
                "date": full_date(world.date_of(day), language).rpartition(" ")[0],
                "rounds": [_round(study, item, language) for item in rounds],
            }
            for day, rounds in by_day(study.plan)
        ],
        "doors": _doors(study, language),
    }


def _round(study: Study, item: Round, language: Language) -> dict[str, Any]:
    world = study.scenario
    return {
        "vehicle": world.vehicle[item.vehicle].label,
        "hours": f"{clock(item.stops[0].leave_s)} – {clock(item.stops[-1].arrive_s)}",
        "crew": [world.person[who].label for who in item.crew],
        "stops": [
            [clock(stop.start_s), word(stop.kind, language).lower(), _called(world, stop.site)]
            for stop in item.stops[1:-1]
        ],
    }


def _called(world: Scenario, site: str) -> str:
    """Return a store's name, or an association's short one: from afar a short one is read."""
    return label(world, site) if site in world.donor else world.association[site].name


def _doors(study: Study, language: Language) -> list[list[str]]:
    """Return when something is dropped or unloaded at each association."""
    found = []
    for who in study.scenario.associations:
        times = [
            f"{DAY_NAMES[day].in_(language)} {clock(stop.start_s)}"
            for day, rounds in by_day(study.plan)
            for item in rounds
            for stop in item.stops
            if stop.site == who.id and stop.kind in ("drop", "unload")
        ]
        if times:
            names = [who.name, *([who.label] if who.label != who.name else [])]
            found.append([" – ".join(names), ", ".join(times)])
    return found
