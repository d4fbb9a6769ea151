"""The public edition of a van's visits: where and when it halts; no household, no camp."""

from __future__ import annotations

from functools import partial

from models.base import Language, clock
from models.fields import titled_of
from models.itinerary import VanStop
from models.itinerary_study import ItineraryStudy
from models.places import Place
from service.kinds.itinerary.page import calendar_section, drawn_map, when
from service.kinds.itinerary.words import say
from service.pages.map_paper import map_paper
from service.pages.page import Page, Section, Table, table_of
from service.pages.public_page import public_page, public_when
from service.words.sentences import count

CODES = ("estimated_travel",)
"""What is said of the whole; what is known of a stop's households is the coordinator's."""


def seen_by_all(study: ItineraryStudy) -> ItineraryStudy:
    """Return a study without its camps: neither their stops, nor the visits there."""
    scenario = study.scenario
    asked = scenario.itinerary
    camps = {one.id for one in asked.stops if one.camp}
    if not camps:
        return study
    outings = [
        one.changed(visits=tuple(visit for visit in one.visits if visit.stop not in camps))
        for one in study.plan.outings
    ]
    stops = tuple(one for one in asked.stops if one.id not in camps)
    return study.changed(
        scenario=scenario.changed(itinerary=asked.changed(stops=stops)),
        plan=study.plan.changed(outings=tuple(one for one in outings if one.visits)),
        served=tuple(one for one in study.served if one.stop not in camps),
    )


def visits_of(study: ItineraryStudy, stop: str, language: Language) -> tuple[list[str], list[str]]:
    """Return on which half-days the van halts at a stop, and at which dates and hours."""
    half_days, dates = [], []
    for outing in study.plan.outings:
        for visit in outing.visits:
            if visit.stop == stop:
                half_days.append(study.scenario.when(outing.day, outing.shift).in_(language))
                times = f"{clock(visit.starts_s)}–{clock(visit.leaves_s)}"
                dates.append(f"{when(study, outing, language)}, {times}")
    return list(dict.fromkeys(half_days)), dates


def public(study: ItineraryStudy, language: Language) -> Page:
    """Return the page that everyone may read."""
    seen = seen_by_all(study)
    drawn = drawn_map(seen, language)
    return public_page(
        seen.scenario,
        language,
        say("title", language),
        public_answer(seen, language),
        [
            Section(say("public_stops", language), (stops_table(seen, language),)),
            Section(drawn.title, (drawn,)),
            calendar_section(seen, language),
        ],
        findings=seen.findings,
        codes=CODES,
    )


def public_answer(seen: ItineraryStudy, language: Language) -> str:
    """Return how many stops are visited, in how many weeks."""
    if not seen.plan.outings:
        return say("none_found", language)
    return say(
        "public_answer",
        language,
        visited=count(sum(one.visits > 0 for one in seen.served), "halt_visited", language),
        stops=len(seen.served),
        weeks=count(seen.scenario.itinerary.cycle_weeks, "week", language),
    )


def public_map(study: ItineraryStudy, language: Language) -> bytes:
    """Return the PDF of the map, A3, and of where and when the van halts behind it."""
    seen = seen_by_all(study)
    return map_paper(
        [drawn_map(seen, language)],
        stops_table(seen, language),
        of=seen.scenario.label,
        foot=public_when(seen.scenario, language),
        language=language,
        answer=public_answer(seen, language),
    )


def stops_table(seen: ItineraryStudy, language: Language) -> Table:
    """Return where and when the van halts, by the name of the stop."""
    tell = partial(say, language=language)

    def half_days(one: VanStop) -> str:
        return ", ".join(visits_of(seen, one.id, language)[0]) or tell("never")

    return table_of(
        sorted(seen.scenario.itinerary.stops, key=lambda one: (one.label, one.id)),
        (tell("halt"), lambda one: one.label),
        (titled_of(Place, "commune").title.in_(language), lambda one: one.place.commune),
        (titled_of(VanStop, "parking").title.in_(language), lambda one: one.parking or "–"),
        (tell("when"), half_days),
        (tell("dates"), lambda one: "\n".join(visits_of(seen, one.id, language)[1]) or "–"),
    )
