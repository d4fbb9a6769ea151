"""The sheets by sector, for whoever receives the public: where to send each, no count."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.base import Language
from models.calendar import DAY_NAMES
from models.orientation_study import OrientationStudy
from models.outlets import Outlet
from models.publics import AUDIENCES, MODES
from service.kinds.orientation.page import goes_to
from service.kinds.orientation.words import say
from service.pages.printed import of_week, printed
from service.words.sentences import capital

TEMPLATE = Path(__file__).with_name("sheets.typ")
Data = dict[str, Any]


def sheets(study: OrientationStudy, language: Language) -> bytes:
    """Return the PDF of the sheets, a page for each sector with groups."""
    scenario, asked = study.scenario, study.scenario.openings
    pages = []
    for sector in asked.sectors:
        groups = [one for one in study.groups if asked.group[one.group].sector == sector.id]
        if groups:
            pages.append(
                {
                    "sector": sector.label,
                    "groups": [
                        {
                            "who": capital(
                                AUDIENCES[asked.group[one.group].audience].in_(language)
                            ),
                            "outlets": [
                                _outlet(asked.outlet[name], language)
                                for name, _ in goes_to(study, one.group)
                            ],
                        }
                        for one in groups
                    ],
                }
            )
    common = of_week(scenario, language, say, "sheet_title")
    return printed(TEMPLATE, common | {"sheets": pages})


def _outlet(outlet: Outlet, language: Language) -> Data:
    hours = [
        f"{DAY_NAMES[one.day].in_(language)} {one.starts}–{one.ends}"
        for one in outlet.slots
        if one.today
    ]
    return {
        "label": outlet.label,
        "mode": MODES[outlet.mode].in_(language),
        "address": outlet.address or "",
        "hours": ", ".join(hours),
    }
