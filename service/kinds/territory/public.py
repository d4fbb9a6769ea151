"""The public edition: no small count, nothing that gives one away, no places left."""

from __future__ import annotations

from functools import partial

from models.base import Language
from models.dates import full_date
from models.fields import titled_of
from models.numbers import number
from models.places import Place
from models.publics import LEAST_TOLD, MODES, nearest_ten, tens_below
from models.territory import AidPoint
from models.territory_study import AreaResult, TerritoryStudy
from service.kinds.territory.gaps import gaps_sections
from service.kinds.territory.page import (
    class_name,
    name_of,
    rate_cell,
    zones_of,
)
from service.kinds.territory.pictures import pictures, shown
from service.kinds.territory.ranking import how_of, without_car, worst_of_all
from service.kinds.territory.words import say
from service.pages.page import Number, Page, Part, Section, Table, table_of
from service.pages.public_page import public_page
from service.words.sentences import capital, listed

CODES = ("map_unknown", "map_no_buses", "map_no_points", "estimated_travel", "map_camps")
"""What is said of the map itself; what was found of outlets and files is the coordinator's."""


def public(study: TerritoryStudy, language: Language) -> Page:
    """Return the page that everyone may read."""
    sections = [_map(study, language)]
    if study.facts.points:
        sections += gaps_sections(study, language, public=True)
        sections.append(_points(study, language))
    source = study.scenario.territory.figures_source
    return public_page(
        study.scenario,
        language,
        say("title", language),
        public_answer(study, language),
        sections,
        findings=study.findings,
        codes=CODES,
        notes=[say("source", language, source=source)] if source else [],
    )


def public_answer(study: TerritoryStudy, language: Language) -> str:
    """Return about how many reach nothing, camps left out."""
    zones = zones_of(study)

    def people(those: list[AreaResult], few: str = "some_people") -> str:
        known = [one for one in those if one.need_low is not None]
        total = sum((one.need_low or 0) - zones[one.zone].camp_people for one in known)
        ranges = any(one.need_low != one.need_high for one in known)
        if ranges and total < LEAST_TOLD:
            return say(few, language)
        if 0 < total < LEAST_TOLD:
            return say("few", language)
        if not ranges:
            return say("around", language, count=number(nearest_ten(total), language))
        # of what may be more, the ten below: "at least" is true
        return say("least_people", language, count=number(tens_below(total), language))

    lacking = without_car(study)
    if all(one.need_low is None for one in study.areas):
        values = {"every": len(study.areas), "points": len(study.facts.points)}
        return f"{say('answer_unknown', language, **values)}."
    if not study.facts.points:
        told = say(
            "answer_no_point", language, all=people(list(study.areas)), every=len(study.areas)
        )
        return f"{capital(told)}."
    told = say(
        "public_answer" if lacking else "public_answer_all",
        language,
        people=people(lacking),
        all=people(list(study.areas), "some_of_all" if lacking else "some_people"),
        how=how_of(study, language),
        zones=len(lacking),
        every=len(study.areas),
    )
    return f"{capital(told)}."


def _map(study: TerritoryStudy, language: Language) -> Section:
    """Return the maps, where to begin, and each area."""
    first, *others = pictures(study, language, public=True)
    begin = where_to_begin(study, language)
    parts: list[Part] = [first, *([begin] if begin else []), *others]
    parts += [say("public_how", language), public_areas(study, language)]
    return Section(first.title, tuple(parts))


def where_to_begin(study: TerritoryStudy, language: Language) -> str:
    """Return the sentence that names the worst placed; empty where nothing is ranked."""
    most = study.scenario.territory.worst
    worst = [name_of(study, one.zone) for one in worst_of_all(study)[:most]]
    return say("begin_with", language, names=listed(worst, language)) if worst else ""


def public_areas(study: TerritoryStudy, language: Language) -> Table:
    """Return every area with what may be written of it, by its name."""
    tell, zones = partial(say, language=language), zones_of(study)
    written = {one.zone: one.value for one in shown(study, public=True)}

    def rate(one: AreaResult) -> Number:
        # with the inhabitants, which others publish, it would tell the count
        return Number(None) if one.zone in study.hidden else rate_cell(zones[one.zone])

    return table_of(
        sorted(study.areas, key=lambda one: (zones[one.zone].label, one.zone)),
        (tell("area"), lambda one: zones[one.zone].label),
        (tell("in_need"), lambda one: Number(written[one.zone])),
        (tell("rate"), rate),
        (tell("in_reach"), lambda one: class_name(study, one.label, language)),
        (tell("nearest"), lambda one: name_of(study, one.nearest) if one.nearest else "–"),
        (tell("way_min"), lambda one: Number(one.nearest_min)),
        title=tell("areas_title"),
    )


def _points(study: TerritoryStudy, language: Language) -> Section:
    tell = partial(say, language=language)
    table = table_of(
        study.facts.points,
        (tell("point"), lambda one: one.label),
        (titled_of(Place, "commune").title.in_(language), lambda one: one.place.commune),
        (
            titled_of(AidPoint, "mode").title.in_(language),
            lambda one: "–" if one.mode is None else MODES[one.mode].in_(language),
        ),
        (tell("updated"), lambda one: full_date(one.updated, language) if one.updated else "–"),
    )
    return Section(tell("points_title"), (table,), folded=True)
