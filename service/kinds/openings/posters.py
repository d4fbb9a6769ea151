"""The week of each sector as a poster for the public: an A4 page a sector, in large letters.

It says where and when, never how many: no count, no capacity, no outlet that would be full.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.base import Language
from models.calendar import DAY_NAMES, DAYS
from models.dates import full_date
from models.openings import Openings
from models.openings_study import OpeningStudy
from models.outlets import Outlet
from models.publics import Sector
from service.kinds.openings import said
from service.kinds.openings.calendars import closed_lines
from service.kinds.openings.exceptions import exceptions
from service.kinds.openings.words import say
from service.pages.printed import printed
from service.words.sentences import capital, colon

TEMPLATE = Path(__file__).with_name("posters.typ")
LANGUAGES: tuple[Language, ...] = ("fr", "en")
STEM = "semainier"


def posters(study: OpeningStudy) -> dict[str, bytes]:
    """Return the posters of all sectors in each language, by file name."""
    return {
        f"{STEM}-{language}.pdf": printed(TEMPLATE, _data(study, language))
        for language in LANGUAGES
    }


def near(asked: Openings, sector: Sector) -> list[Outlet]:
    """Return the outlets of a sector, then those that it reaches, the nearest first."""
    found = [
        (one.sector != sector.id, one.reach_min.get(sector.id, 0.0), one.id, one)
        for one in asked.outlets
        if one.sector == sector.id or one.reach_min.get(sector.id, 1e9) <= asked.max_reach_min
    ]
    return [one for *_, one in sorted(found, key=lambda one: one[:3])]


def _data(study: OpeningStudy, language: Language) -> dict[str, Any]:
    scenario = study.scenario
    made = study.made_at.date() if study.made_at else said.period(study)[0]
    return {
        "language": language,
        "words": say.all_in(language),
        "title": say("poster_title", language),
        "foot": say("poster_foot", language, made=full_date(made, language)),
        "pages": [
            _sector(study, sector, near(scenario.openings, sector), language)
            for sector in scenario.openings.sectors
        ],
    }


def _sector(
    study: OpeningStudy, sector: Sector, outlets: list[Outlet], language: Language
) -> dict[str, Any]:
    asked = study.scenario.openings
    week = []
    for day in DAYS:
        here = sorted(
            (
                (slot.starts_s, outlet.label, slot, outlet)
                for outlet in outlets
                for slot in said.open_slots(study.plan, outlet)
                if slot.day == day
            ),
            key=lambda one: one[:2],
        )
        lines = [
            {
                "hours": said.hours(slot, language),
                "label": outlet.label,
                "what": ", ".join(_what(asked, sector, outlet, language)),
                "when": said.only_when(asked, slot, language),
            }
            for _, _, slot, outlet in here
        ]
        week.append({"day": capital(DAY_NAMES[day].in_(language)), "lines": lines})
    closed = [
        {"label": f"{outlet.label}{colon(language)}", "text": line}
        for outlet in outlets
        for line in closed_lines(study, outlet, language)
    ]
    return {
        "sector": sector.label,
        "period": capital(said.period_said(study, language)),
        "week": week,
        "closed": closed,
        "holidays": list(exceptions(study, outlets, language)),
    }


def _what(asked: Openings, sector: Sector, outlet: Outlet, language: Language) -> list[str]:
    told = [said.mode_said(outlet, language), said.admitted(outlet, language)]
    told += [outlet.address] if outlet.address else []
    if outlet.sector != sector.id:
        minutes = round(outlet.reach_min[sector.id])
        told.append(
            f"{asked.sector[outlet.sector].label}, {say('poster_far', language, minutes=minutes)}"
        )
    return told
