"""The page of one round for its driver's telephone: one file that holds all it needs."""

from __future__ import annotations

import base64
import json
import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from models.base import Language
from models.places import Place, written
from models.plan import Round
from models.products import Family
from models.study import Study
from models.visits import CAUSE_NAMES, OUTCOME_NAMES
from models.words import CRATE
from scenarios.weighing.codes import round_digest
from service.asking.telephones import PhoneRound
from service.kinds.week.driver_sheets import sheet
from service.kinds.week.phone_words import phone_word
from service.kinds.week.rounds import by_day, file_stems, named
from service.pages.templates import template
from service.words.labels import word
from service.words.sentences import colon

FOLDER = "telephones"
"""Where the pages are put, beside the other files."""
HERE = Path(__file__).parent
_NUMBER = re.compile(r"\+?\d[\d .()-]{5,}\d")


def phone_pages(study: Study, language: Language) -> dict[str, bytes]:
    """Return a page for each round by file name; contacts are on it, as on the sheet."""
    return {
        one.file: phone_page(study, study.plan.round[one.id], language).encode()
        for one in phone_rounds(study, language)
    }


def phone_rounds(study: Study, language: Language) -> list[PhoneRound]:
    """Return the rounds in the order in which they leave, each with the name of its page."""
    stems = file_stems(study, language)
    return [
        PhoneRound(
            item.id,
            named(study.scenario, item, language),
            study.scenario.date_of(item.day),
            f"{FOLDER}/tournee-{stems[item.id]}.html",
        )
        for _, rounds in by_day(study.plan)
        for item in rounds
    ]


def phone_page(study: Study, item: Round, language: Language, send: bool = False) -> str:
    """Return the page of a round.

    Parameters
    ----------
    send
        Whether it sends what is told to where it came from; else it gives back a text alone.
    """
    scenario = study.scenario
    shown = sheet(study, item, language)
    words = {**word.all_in(language), **phone_word.all_in(language)}
    numbers = {one.id: n for n, one in enumerate(scenario.families)}
    shown["stops"] = [
        one | _reached(scenario.sites[stop.site], one["site"], one["contact"])
        for one, stop in zip(shown["stops"], item.stops[1:-1], strict=True)
    ]
    collected = -1
    for one, stop in zip(shown["stops"], item.stops[1:-1], strict=True):
        one["expected"] = {numbers[family] for family, kg in stop.kg.items() if kg > 0}
        if stop.kind == "collect":
            collected += 1
            one["number"] = collected
    data = {
        "head": [scenario.id, str(scenario.week_of), item.id, round_digest(scenario, item)],
        "title": shown["called"],
        "comma": language == "fr",
        "send": send,
        "words": {key: words[key] for key in _SAID},
    }
    return template(HERE, "phone.html.j2").render(
        sheet=shown,
        families=[
            (n, one.label, _counted(one, language)) for n, one in enumerate(scenario.families)
        ],
        outcomes=[words[f"outcome_{key}"] for key in OUTCOME_NAMES],
        causes=[words[f"cause_{key}"] for key in CAUSE_NAMES],
        people=len(item.crew) or "",
        scenario=scenario.label,
        language=language,
        colon=colon(language),
        w=words,
        data=json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"),
        send=send,
        policy=policy(send),
        script=_asset("phone.js"),
        style=_asset("phone.css"),
    )


@cache
def policy(send: bool) -> str:
    """Return what the page may do: its own script alone, and no network but to send."""
    digest = base64.b64encode(sha256(_asset("phone.js").encode()).digest()).decode()
    reached = "'self'" if send else "'none'"
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        f"connect-src {reached}; base-uri 'none'; form-action 'none'"
    )


_SAID = (
    *("stops_done", "copied", "select_it", "stop_changed", "needs_kg", "needs_outcome"),
    *("not_a_number", "too_much_thrown", "needs_outing", "no_code_yet", "not_all", "kept_here"),
    *("kept_open", "all_sent", "nothing_to_send", "waits", "sending", "is_sent", "is_waiting"),
    *("is_refused", "photo_sent", "photo_waits", "photo_gone", "photo_unread"),
)
"""Words that the script says."""


@cache
def _asset(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _counted(family: Family, language: Language) -> str:
    """Return what a family may be counted in beside kg: its units, crates of a known weight."""
    if family.unit is not None and family.kg_per_unit is not None:
        return family.unit
    return CRATE[1].in_(language) if family.kg_per_crate is not None else ""


def _reached(place: Place, site: str, contact: str) -> dict[str, Any]:
    """Return how a stop is reached: its telephone, its point, its address."""
    at = f"{place.lat:.6f},{place.lon:.6f}"
    number = _NUMBER.search(contact)
    map_at = f"mlat={place.lat:.6f}&mlon={place.lon:.6f}#map=18/{place.lat:.6f}/{place.lon:.6f}"
    return {
        "tel": "" if number is None else re.sub(r"[^\d+]", "", number[0]),
        "geo": f"geo:{at}?q={at}({quote(site)})",
        "map": f"https://www.openstreetmap.org/?{map_at}",
        "address": written(place),
        "number": None,
    }
