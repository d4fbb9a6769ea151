"""A map of needs and help as a page: who has what in reach, where to begin, what to change."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, get_args

from models.base import Language
from models.dates import full_date
from models.fields import titled_of
from models.numbers import number, percent
from models.places import Place
from models.publics import MODES
from models.territory import WAYS, AidPoint, NeedZone
from models.territory_study import (
    AreaClass,
    AreaResult,
    IdeaTried,
    Merged,
    Sited,
    TerritoryStudy,
)
from service.kinds.territory.gaps import gaps_sections
from service.kinds.territory.pictures import pictures
from service.kinds.territory.ranking import (
    best_idea,
    how_of,
    ranked,
    without_car,
    worst_of_all,
)
from service.kinds.territory.words import say
from service.pages.page import (
    LONG,
    REPORT,
    WORKBOOK,
    Head,
    Number,
    Page,
    Section,
    Table,
    Where,
    table_of,
)
from service.pages.study_page import study_page
from service.words.codes import code
from service.words.labels import word
from service.words.sentences import listed, semicolon

FIRST_NAMED = 3
"""Areas that the answer names."""


def territory_page(study: TerritoryStudy, language: Language) -> Page:
    """Return the page of a territory, for the coordinator."""
    scenario = study.scenario
    sections = [_map(study, language)]
    if study.criteria:
        sections.append(_first(study, language))
    if study.ideas:
        sections.append(_ideas(study, language))
    if study.sited:
        sections.append(_sited(study, language))
    if study.facts.points:
        sections += gaps_sections(study, language)
    areas = areas_table(study, language, where=WORKBOOK)
    sections += [
        Section(say("areas_title", language), (areas,), folded=True),
        _points(study, language),
    ]
    if study.facts.merged:
        sections.append(_merged(study, language))
    if study.facts.files:
        sections.append(_files(study, language))
    source = scenario.territory.figures_source
    notes = [say("source", language, source=source)] if source else []
    return study_page(
        study,
        language,
        say("title", language),
        answer_of(study, language),
        sections,
        of_week=False,
        notes=notes,
    )


def zones_of(study: TerritoryStudy) -> dict[str, NeedZone]:
    """Return the areas by id."""
    return {one.id: one for one in study.facts.zones}


def name_of(study: TerritoryStudy, name: str) -> str:
    """Return what an area or an outlet is called."""
    known = {one.id: one.label for one in study.facts.points}
    known |= {one.id: one.label for one in study.facts.zones}
    return known.get(name, name)


def class_name(study: TerritoryStudy, name: AreaClass, language: Language) -> str:
    """Return what the class of an area is called."""
    return say(name, language, how=how_of(study, language))


def answer_of(study: TerritoryStudy, language: Language) -> str:
    """Return who reaches nothing, where to begin, and what changes most."""
    known = [one for one in study.areas if one.need_low is not None]
    tell, lacking = partial(say, language=language), without_car(study)
    values: dict[str, Any] = {
        "people": needed(lacking, language),
        "all": needed(known, language),
        "how": how_of(study, language),
        "zones": len(lacking),
        "every": len(study.areas),
        "points": len(study.facts.points),
    }
    if not known:
        return f"{tell('answer_unknown', **values)}."
    if not study.facts.points:
        return f"{tell('answer_no_point', **values)}."
    parts = [tell("answer" if lacking else "answer_all", **values)]
    worst = worst_of_all(study)[:FIRST_NAMED]
    if study.criteria and worst:
        names = listed([name_of(study, one.zone) for one in worst], language)
        parts[0] += tell("answer_first", names=names)
    if study.ideas:
        best = best_idea(study)
        hours = f"{study.scenario.territory.more.hours_a_week:g}"
        what = _idea_at(study, best, language)
        if best.people_reached:
            what += tell("answer_reached", count=number(best.people_reached, language))
        what += tell("answer_places", places=number(best.places, language))
        parts.append(tell("answer_idea", hours=hours, what=what))
    return f"{semicolon(language).join(parts)}."


def needed(those: Iterable[AreaResult], language: Language) -> str:
    """Return how many are in need, at least and at most where that is not the same."""
    known = [(one.need_low or 0, one.need_high or 0) for one in those]
    low, high = (sum(one[end] for one in known) for end in (0, 1))
    least = number(low, language)
    return least if low == high else f"{least}–{number(high, language)}"


def _idea_at(study: TerritoryStudy, one: IdeaTried, language: Language) -> str:
    at = listed([name_of(study, name) for name in (one.at, *one.other_stops)], language)
    return say("idea_at", language, idea=say(f"idea_{one.idea}", language), at=at)


def _map(study: TerritoryStudy, language: Language) -> Section:
    """Return the maps, and their tables: areas and people of each class, then each area."""
    tell = partial(say, language=language)
    classes = [
        (name, [one for one in study.areas if one.label == name]) for name in get_args(AreaClass)
    ]
    table = table_of(
        [one for one in classes if one[1]],
        (tell("in_reach"), lambda one: class_name(study, one[0], language)),
        (tell("areas"), lambda one: len(one[1])),
        (tell("in_need"), lambda one: sum(area.need_low or 0 for area in one[1])),
    )
    areas = areas_table(study, language, title=tell("areas_title"), where=REPORT)
    first, *others = pictures(study, language, public=False)
    return Section(tell("map_title"), (first, table, *others, areas))


def _score_parts(study: TerritoryStudy, language: Language) -> str:
    weights = study.scenario.territory.weights
    parts = {name: float(getattr(weights, name)) for name in study.criteria}
    total = sum(parts.values())
    told = [
        say(
            "part",
            language,
            what=code(name, language) if name == "places" else say(f"c_{name}", language),
            share=percent(part / total, language),
        )
        for name, part in parts.items()
    ]
    return ", ".join(told)


def _first(study: TerritoryStudy, language: Language) -> Section:
    """Return the areas to be dealt with first, and whether they stay so with other weights."""
    tell, zones = partial(say, language=language), zones_of(study)
    worst = ranked(study)[: study.scenario.territory.worst]

    def places(one: AreaResult) -> Number:
        return Number(None if one.places is None else 100 * one.places, digits=1)

    noted = any(zones[one.zone].note for one in worst)
    table = table_of(
        worst,
        (tell("area"), lambda one: zones[one.zone].label),
        (tell("in_need"), lambda one: need_cell(one, language)),
        (Head(tell("rate"), LONG), lambda one: rate_cell(zones[one.zone])),
        (tell("way_min"), lambda one: Number(one.nearest_min)),
        (Head(tell("places_each"), LONG), places),
        (tell("score"), lambda one: Number(one.score, digits=2)),
        (tell("kept"), lambda one: Number(one.kept, share=True, bar=one.kept)),
        *([(Head(tell("note"), LONG), lambda one: zones[one.zone].note)] if noted else []),
    )
    how = tell(
        "first_how",
        parts=_score_parts(study, language),
        draws=number(study.draws, language),
        worst=study.scenario.territory.worst,
    )
    return Section(tell("first_title"), (how, table))


def need_cell(one: AreaResult, language: Language) -> str | Number:
    """Return the people in need of an area: a count, or a range."""
    return Number(one.need_low) if one.need_low == one.need_high else needed([one], language)


def rate_cell(zone: NeedZone) -> Number:
    """Return the poverty rate of an area."""
    return Number(zone.poverty_rate, share=True)


def _ideas(study: TerritoryStudy, language: Language) -> Section:
    tell, asked = partial(say, language=language), study.scenario.territory
    table = table_of(
        study.ideas,
        (tell("idea"), lambda one: tell(f"idea_{one.idea}")),
        (
            tell("at"),
            lambda one: listed([name_of(study, n) for n in (one.at, *one.other_stops)], language),
        ),
        (Head(tell("how_often"), LONG), lambda one: Number(one.openings, digits=1)),
        (tell("places_more"), lambda one: one.places),
        (tell("reached"), lambda one: one.people_reached),
        (tell("short_then"), lambda one: one.people_short),
    )
    how = tell(
        "ideas_how",
        hours=f"{asked.more.hours_a_week:g}",
        short=number(study.people_short or 0, language),
        wanted=f"{asked.places_wanted:g}",
    )
    return Section(tell("ideas_title"), (how, table))


def _sited(study: TerritoryStudy, language: Language) -> Section:
    tell = partial(say, language=language)

    def unit(one: Sited, value: float) -> Number:
        if value == float("inf"):
            return Number(None)
        digits = 1 if one.aim == "total" else 0
        return Number(value, digits, tell("people_unit" if one.aim == "cover" else "min_unit"))

    table = table_of(
        study.sited,
        (tell("aim"), lambda one: tell(f"aim_{one.aim}", way=WAYS[one.way].in_(language))),
        (
            tell("at"),
            lambda one: listed([name_of(study, name) for name in one.areas], language) or "–",
        ),
        (tell("today"), lambda one: unit(one, one.before)),
        (tell("then"), lambda one: unit(one, one.value)),
        (
            word("bound", language),
            lambda one: word("proved", language) if one.proved else unit(one, one.bound),
        ),
    )
    parts: list[str | Table] = [tell("sited_how"), table]
    levels = [one for sited in study.sited for one in sited.levels if one[1] > 0 and one[0] > 0]
    if levels:
        told = [tell("level", areas=areas, minutes=limit) for limit, areas, _ in levels]
        parts.append(tell("levels_told", levels=", ".join(told)))
    count = study.scenario.territory.new_points
    return Section(tell("sited_title", count=count), tuple(parts))


def areas_table(
    study: TerritoryStudy, language: Language, title: str = "", where: Where | None = None
) -> Table:
    """Return every area: what the maps show, as a table."""
    tell, zones = partial(say, language=language), zones_of(study)

    def least(one: AreaResult, way: str) -> Number:
        known = [near.minutes(way) for near in one.near]  # type: ignore[arg-type]
        return Number(min((m for m in known if m is not None), default=None))

    columns = [
        (tell("area"), lambda one: zones[one.zone].label),
        (tell("in_need"), lambda one: need_cell(one, language)),
        (tell("rate"), lambda one: rate_cell(zones[one.zone])),
        (tell("in_reach"), lambda one: class_name(study, one.label, language)),
        (tell("nearest"), lambda one: name_of(study, one.nearest) if one.nearest else "–"),
        (tell("foot_min"), lambda one: least(one, "foot")),
        (tell("car_min"), lambda one: least(one, "car")),
    ]
    if any(one.way == "bus" for one in study.gaps):
        columns.append((tell("bus_min"), lambda one: least(one, "bus")))
    columns += [
        (
            tell("places_each"),
            lambda one: Number(None if one.places is None else 100 * one.places, digits=1),
        ),
        (tell("score"), lambda one: Number(one.score, digits=2)),
    ]
    ordered = [*ranked(study), *(one for one in study.areas if not one.rank)]
    return table_of(ordered, *columns, title=title, where=where)


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
        (tell("days"), lambda one: Number(one.days_a_week, digits=1)),
        (tell("places_week"), lambda one: Number(one.places_a_week)),
        (tell("updated"), lambda one: full_date(one.updated, language) if one.updated else "–"),
        (tell("from_list"), lambda one: one.source or "–"),
    )
    return Section(tell("points_title"), (table,), folded=True)


def _merged(study: TerritoryStudy, language: Language) -> Section:
    tell = partial(say, language=language)

    def rank(one: Merged) -> tuple[bool, str]:
        return one.by != "doubt", one.point

    table = table_of(
        sorted(study.facts.merged, key=rank),
        (tell("point"), lambda one: name_of(study, one.point)),
        (tell("other_row"), lambda one: one.other),
        (tell("why_merged"), lambda one: tell(f"by_{one.by}")),
        (tell("metres"), lambda one: Number(one.metres)),
    )
    return Section(tell("merged_title"), (tell("merged_how"), table))


def _files(study: TerritoryStudy, language: Language) -> Section:
    tell = partial(say, language=language)
    table = table_of(
        study.facts.files,
        (tell("file"), lambda one: one.name),
        (tell("what"), lambda one: one.what.in_(language)),
        (tell("rows"), lambda one: one.rows),
    )
    return Section(tell("files_title"), (table,), folded=True)
