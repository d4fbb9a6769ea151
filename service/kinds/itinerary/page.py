"""A cycle of a van's visits as a page: where and when, who is reached, what would change it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from models.base import Language, clock
from models.calendar import DAY_NAMES, DAY_NUMBER
from models.dates import full_date
from models.itinerary_study import ItineraryStudy, MoreHalfDays, ServedLevel, VanOuting
from models.numbers import amount, percent
from models.scenario import Scenario
from service.kinds.itinerary.words import say
from service.pages.levels import levels_section
from service.pages.page import (
    LONG,
    REPORT,
    Head,
    Number,
    Page,
    Section,
    row,
    table_of,
)
from service.pages.page import Table as PageTable
from service.pages.pictures import Map, Spot, Way
from service.pages.study_page import study_page
from service.words.labels import word
from service.words.sentences import count, listed

SPOT = 0.5
MOST = 4
"""Stops named in a cell."""


def itinerary_page(study: ItineraryStudy, language: Language) -> Page:
    """Return the page of a cycle of visits."""
    sections = [
        calendar_section(study, language),
        _map(study, language),
        _stops(study, language),
        _more(study, language),
    ]
    if study.wishes:
        sections.append(_wishes(study, language))
    sections += [_outings(study, language), _levels(study, language)]
    return study_page(study, language, say("title", language), _answer(study, language), sections)


def _answer(study: ItineraryStudy, language: Language) -> str:
    """Return how many stops are visited, who has least, and what it takes."""
    stops = [one for one in study.served if study.scenario.itinerary.stop[one.stop].households_high]
    if not study.plan.outings:
        return say("none_found", language)
    least = min(stops, key=lambda one: (one.low, one.stop))
    told = say(
        "answer" if least.low < 1 else "answer_all",
        language,
        visited=count(sum(one.visits > 0 for one in stops), "halt_visited", language),
        stops=len(stops),
        weeks=count(study.scenario.itinerary.cycle_weeks, "week", language),
        who=study.scenario.itinerary.stop[least.stop].label,
        lowest=percent(least.low, language),
    )
    effort = say(
        "answer_effort",
        language,
        km=amount(study.km, "km", language),
        hours=amount(study.crew_hours, "h", language),
    )
    return f"{told} ({effort})."


def _named(scenario: Scenario, names: Sequence[str]) -> list[str]:
    return [scenario.itinerary.stop[name].label for name in names]


def calendar_section(study: ItineraryStudy, language: Language) -> Section:
    """Return the weeks of the cycle, a column a half-day."""
    scenario = study.scenario
    several = len(scenario.itinerary.vans) > 1
    slots = sorted(
        {(one.van, one.day, one.shift) for one in study.plan.outings},
        key=lambda one: (DAY_NUMBER[one[1]], scenario.shift[one[2]].starts_s, one[0]),
    )
    made = {(one.week, one.van, one.day, one.shift): one for one in study.plan.outings}

    def head(van: str, day: str, shift: str) -> str:
        said = scenario.when(day, shift).in_(language)
        return f"{said}, {scenario.itinerary.van[van].label}" if several else said

    rows = tuple(
        row(
            str(week + 1),
            (_halts(scenario, made.get((week, *slot))) for slot in slots),
        )
        for week in range(scenario.itinerary.cycle_weeks)
    )
    heads = (word("week", language), *(head(*slot) for slot in slots))
    how = say(
        "cycle_how",
        language,
        day=full_date(scenario.week_of, language),
        weeks=count(scenario.itinerary.cycle_weeks, "week", language),
    )
    parts = [how]
    if study.moved is not None:
        parts.append(say("moved", language, count=count(study.moved, "visit_changed", language)))
    return Section(say("cycle", language), (*parts, PageTable(heads, rows)))


def _halts(scenario: Scenario, outing: VanOuting | None) -> str:
    if outing is None:
        return "–"
    return "\n".join(
        f"{clock(one.starts_s)} {scenario.itinerary.stop[one.stop].label}" for one in outing.visits
    )


def _tours(study: ItineraryStudy) -> dict[tuple[str, tuple[str, ...]], VanOuting]:
    """Return the different ways of the cycle, by van and stops, each as one outing of it."""
    found: dict[tuple[str, tuple[str, ...]], VanOuting] = {}
    for one in study.plan.outings:
        found.setdefault((one.van, tuple(visit.stop for visit in one.visits)), one)
    return found


def drawn_map(study: ItineraryStudy, language: Language) -> Map:
    """Return the map of the stops and of the ways between them; no count stands on it."""
    scenario = study.scenario
    asked, bases = scenario.itinerary, {van.base for van in scenario.itinerary.vans}
    served = {one.stop: one for one in study.served}
    spots = [
        Spot(
            one.place.lat,
            one.place.lon,
            one.label,
            0,
            SPOT,
            hollow=served[one.id].visits == 0,
            labelled=True,
        )
        for one in asked.stops
    ]
    spots += [
        Spot(place.lat, place.lon, scenario.association[name].name, 1, SPOT, labelled=True)
        for name, place in scenario.sites.items()
        if name in bases
    ]
    ways = []
    for number, (van, stops) in enumerate(_tours(study)):
        home = scenario.sites[asked.van[van].base]
        places = [home, *(asked.stop[name].place for name in stops), home]
        ways.append(
            Way(
                tuple((place.lat, place.lon) for place in places),
                " → ".join(_named(scenario, stops)),
                number,
            )
        )
    series = (say("halt", language), say("base", language))
    return Map(
        say("visits_map", language),
        tuple(spots),
        series,
        tuple(ways),
        roads=study.travel.main_roads,
    )


def _map(study: ItineraryStudy, language: Language) -> Section:
    scenario = study.scenario
    table = table_of(
        _tours(study).values(),
        (say("halts", language), lambda one: _way_name(scenario, one)),
        (say("when", language), lambda one: scenario.when(one.day, one.shift).in_(language)),
        (say("km", language), lambda one: Number(one.metres / 1000, unit="km")),
        where=REPORT,
    )
    return Section(say("visits_map", language), (drawn_map(study, language), table))


def _way_name(scenario: Scenario, outing: VanOuting) -> str:
    return " → ".join(_named(scenario, [visit.stop for visit in outing.visits]))


def _stops(study: ItineraryStudy, language: Language) -> Section:
    asked, tell = study.scenario.itinerary, partial(say, language=language)

    def households(name: str) -> str:
        stop = asked.stop[name]
        if stop.households_low == stop.households_high:
            return str(stop.households_low)
        return f"{stop.households_low}–{stop.households_high}"

    lowest_first = sorted(study.served, key=lambda one: (one.low, one.high, one.stop))
    table = table_of(
        lowest_first,
        (tell("halt"), lambda one: asked.stop[one.stop].label),
        (tell("households_range"), lambda one: households(one.stop)),
        (tell("visits"), lambda one: one.visits),
        (tell("low"), lambda one: Number(one.low, share=True, bar=one.low)),
        (tell("high"), lambda one: Number(one.high, share=True)),
        (Head(tell("binds"), LONG), lambda one: one.reason.in_(language)),
    )
    return Section(tell("stops_title"), (tell("stops_how"), table))


def _more(study: ItineraryStudy, language: Language) -> Section:
    scenario, tell = study.scenario, partial(say, language=language)
    if not study.more:
        return Section(tell("more"))
    given = sum(len(van.half_days) for van in scenario.itinerary.vans)
    due = sum(1 for one in scenario.itinerary.stops if one.households_high)

    def stops(names: Sequence[str]) -> str:
        if len(names) == due:
            return tell("every_stop")
        return listed(_named(scenario, names), language, MOST) if names else tell("no_stop")

    def half_days(one: MoreHalfDays) -> str:
        in_order = sorted(
            one.added, key=lambda at: (DAY_NUMBER[at[1]], scenario.shift[at[2]].starts_s, at[0])
        )
        added = [scenario.when(day, shift).in_(language) for _, day, shift in in_order]
        count = str(given + one.extra)
        return f"{count} ({tell('for_instance')} {listed(added, language)})" if added else count

    now = MoreHalfDays(
        extra=0,
        lowest=min((one.low for one in study.served), default=1.0),
        households=sum(v.households_low for one in study.plan.outings for v in one.visits),
        raised=(),
        proved=True,
    )
    table = table_of(
        sorted((*study.more, now), key=lambda one: one.extra),
        (tell("half_days"), half_days),
        (tell("lowest"), lambda one: Number(one.lowest, share=True, bar=one.lowest)),
        (tell("served_households"), lambda one: one.households),
        (tell("raised"), lambda one: "–" if one.extra == 0 else stops(one.raised)),
        (Head(tell("lowered"), LONG), lambda one: "–" if one.extra == 0 else stops(one.lowered)),
    )
    return Section(tell("more"), (tell("more_how"), table))


def _wishes(study: ItineraryStudy, language: Language) -> Section:
    asked, tell = study.scenario.itinerary, partial(say, language=language)
    table = table_of(
        study.wishes,
        (tell("halt"), lambda one: asked.stop[one.stop].label),
        (tell("own_low"), lambda one: Number(one.own_low, share=True)),
        (tell("lowest"), lambda one: Number(one.lowest, share=True)),
        (tell("served_households"), lambda one: Number(one.households, sign=True)),
    )
    return Section(tell("wishes"), (tell("wishes_how"), table))


def when(study: ItineraryStudy, outing: VanOuting, language: Language) -> str:
    """Return the date of an outing in the first cycle."""
    monday = study.scenario.week_of
    date = monday + timedelta(days=7 * outing.week + DAY_NUMBER[outing.day])
    return f"{DAY_NAMES[outing.day].in_(language)} {full_date(date, language)}"


def _outings(study: ItineraryStudy, language: Language) -> Section:
    asked, tell = study.scenario.itinerary, partial(say, language=language)
    table = table_of(
        study.plan.outings,
        (tell("when"), lambda one: when(study, one, language)),
        (tell("van"), lambda one: asked.van[one.van].label),
        (
            tell("halts"),
            lambda one: ", ".join(_named(study.scenario, [v.stop for v in one.visits])),
        ),
        (tell("from_to"), lambda one: f"{clock(one.leaves_s)}–{clock(one.returns_s)}"),
        (tell("km"), lambda one: Number(one.metres / 1000, unit="km")),
        (tell("parcels"), lambda one: sum(visit.households_high for visit in one.visits)),
    )
    return Section(tell("outings"), (table,), folded=True)


def _levels(study: ItineraryStudy, language: Language) -> Section:
    def figure(one: ServedLevel, value: float) -> Number:
        return Number(value, share=one.level in ("low", "high"))

    return levels_section(study.levels, language, say, figure)
