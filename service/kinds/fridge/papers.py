"""What hangs on a solidarity fridge: the checklist of each day, and the log of temperatures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.base import Language
from models.dates import full_date
from models.fridge_study import FridgeStudy
from models.numbers import amount
from models.places import written
from service.kinds.fridge.page import day_said, first_and_last
from service.kinds.fridge.words import say
from service.pages.printed import printed

SHEET = Path(__file__).with_name("sheet.typ")
CHECKS = ("wash", "read", "dates", "spoilt", "clean", "weigh")
Data = dict[str, Any]
"""What a template prints: plain JSON, never markup."""


def sheet(study: FridgeStudy, language: Language) -> bytes:
    """Return the PDF: for each fridge what is done each day, and a line for each day."""
    scenario, asked = study.scenario, study.scenario.fridge
    first, last = first_and_last(study)
    weeks = f"{full_date(first, language)} – {full_date(last, language)}"
    celsius = amount(asked.max_celsius, "°C", language)
    days = [
        {
            "on": day_said(one.on, language),
            "who": ", ".join(one.keepers),
            "closed": not one.keepers,
        }
        for one in study.plan.days
    ]
    spots = [asked.spot[name] for name in study.plan.spots]
    return printed(
        SHEET,
        {
            "language": language,
            "title": say("log_title", language),
            "foot": f"{scenario.label} – {weeks}",
            "words": say.all_in(language),
            "town": scenario.label,
            "from_to": weeks,
            "checks": [say(f"check_{name}", language, celsius=celsius) for name in CHECKS],
            "spots": [{"label": one.label, "place": written(one.place)} for one in spots],
            "days": days,
        },
    )
