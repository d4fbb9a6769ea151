"""A solidarity fridge as a page: which size, where, kept by whom, what it would save."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import partial

from models.base import Language
from models.calendar import DAY_NAMES, DAYS, Day
from models.fridge import PER_MONTH_KG, PER_MONTH_PEOPLE
from models.fridge_study import FridgeDay, FridgeStudy, SizeTried
from models.numbers import amount, number, percent
from models.publics import LEAST_TOLD
from models.recurrence import monday_of
from service.kinds.fridge.words import say
from service.pages.page import (
    EVERYWHERE,
    LONG,
    NOWHERE,
    REPORT,
    Head,
    Number,
    Page,
    Section,
    Words,
    table_of,
)
from service.pages.pictures import Bars, Map, Spot
from service.pages.study_page import study_page
from service.words.sentences import listed, semicolon

SPOT = 0.5


def fridge_page(study: FridgeStudy, language: Language) -> Page:
    """Return the page of a solidarity fridge."""
    sections = [_saves(study, language), _sites(study, language)]
    if study.sizes:
        sections.append(_sizes(study, language))
    sections.append(_keepers(study, language))
    if len(study.more) > 1:
        sections.append(_more(study, language))
    if study.surplus:
        sections.append(_surplus(study, language))
    return study_page(study, language, say("title", language), _answer(study, language), sections)


def counted(people: int, language: Language) -> str:
    """Return how many people, a count under 11 untold."""
    if 0 < people < LEAST_TOLD:
        return f"< {LEAST_TOLD}"
    return number(people, language)


def _answer(study: FridgeStudy, language: Language) -> str:
    asked, plan = study.scenario.fridge, study.plan
    if plan.size is None or not plan.spots:
        return f"{say('answer_none', language)}."
    kept = sum(bool(one.keepers) for one in plan.days)
    told = say(
        "answer" if kept else "answer_shut",
        language,
        size=asked.size[plan.size].label,
        spots=listed([asked.spot[name].label for name in plan.spots], language),
        walk=amount(asked.walk_min, "min", language),
        people=say("people_many", language, count=counted(plan.people, language)),
        kg=amount(plan.passes_kg_month, "kg", language),
        saved=amount(study.saved_kg_month, "kg", language),
    )
    if not kept:
        return f"{told}."
    days = say("answer_kept", language, kept=kept, days=len(plan.days))
    return f"{told}{semicolon(language)}{days}."


def _saves(study: FridgeStudy, language: Language) -> Section:
    tell, plan = partial(say, language=language), study.plan
    cost = next((one.eur_month for one in study.sizes if one.size == plan.size), None)
    figures = (
        (tell("saves_passes"), plan.passes_kg_month, PER_MONTH_KG),
        (tell("saves_saved"), study.saved_kg_month, None),
        (tell("saves_every_day"), study.every_day_kg_month, None),
        (tell("saves_users"), study.users_month, float(PER_MONTH_PEOPLE)),
        (tell("saves_eur"), cost, None),
    )
    table = table_of(
        figures,
        (tell("figure"), lambda one: one[0]),
        (tell("here"), lambda one: Number(one[1])),
        (tell("elsewhere"), lambda one: Number(one[2])),
    )
    return Section(tell("saves"), (tell("saves_how"), table))


def _sites(study: FridgeStudy, language: Language) -> Section:
    asked, plan, tell = study.scenario.fridge, study.plan, partial(say, language=language)
    proved = all(one.proved for one in study.more)
    how = tell(
        "sites_how",
        walk=amount(asked.walk_min, "min", language),
        proof=tell("sites_proved" if proved else "sites_unproved"),
    )
    spots = [
        Spot(
            one.place.lat,
            one.place.lon,
            one.label,
            0 if one.id in plan.spots else 1,
            SPOT,
            hollow=one.id not in plan.spots,
            labelled=True,
        )
        for one in asked.spots
    ]
    spots += [
        Spot(
            one.place.lat,
            one.place.lon,
            one.label,
            2 if one.id in plan.reached else 3,
            SPOT,
            hollow=one.id not in plan.reached,
        )
        for one in asked.zones
    ]
    series = (tell("spot_here"), tell("spot_other"), tell("quarter_reached"), tell("quarter_far"))
    picture = Map(tell("sites_map"), tuple(spots), series)
    table = table_of(
        study.spots,
        (tell("spot"), lambda one: asked.spot[one.spot].label),
        (tell("near_people"), lambda one: counted(one.people, language)),
        (Head(tell("with_it"), LONG), lambda one: counted(one.with_it, language)),
        (
            tell("spot_why"),
            lambda one: Words(tell(f"spot_{one.code}"), "good" if one.chosen else ""),
        ),
    )
    reached = table_of(
        sorted(asked.zones, key=lambda one: (one.id not in plan.reached, one.label)),
        (tell("quarter"), lambda one: one.label),
        (
            tell("where"),
            lambda one: tell("quarter_reached" if one.id in plan.reached else "quarter_far"),
        ),
        where=REPORT,
    )
    return Section(tell("sites"), (how, picture, table, reached))


def _sizes(study: FridgeStudy, language: Language) -> Section:
    asked, tell = study.scenario.fridge, partial(say, language=language)
    parts = [
        tell(
            "sizes_how",
            share=percent(study.ratio, language, 1),
            kg=amount(study.wanted_kg, "kg", language),
        )
    ]
    if asked.quantile is not None:
        parts.append(tell("ratio_stated"))
    else:
        value = amount(asked.eur_per_kg_saved, "€", language, 2)
        cost = amount(asked.eur_per_kg_room, "€", language, 2)
        parts.append(tell("ratio_costs", value=value, cost=cost))

    def model(one: SizeTried) -> Words | str:
        label = asked.size[one.size].label
        if one.size == study.plan.size:
            return Words(f"{label} ({tell('size_chosen')})", "good")
        return label

    table = table_of(
        study.sizes,
        (tell("model"), model),
        (tell("holds"), lambda one: asked.size[one.size].kg),
        (tell("fits"), lambda one: Number(one.fits, share=True, bar=one.fits)),
        (tell("passes"), lambda one: Number(one.passes_kg_month)),
        (Head(tell("turned_away"), LONG), lambda one: Number(one.turned_away_kg_month)),
        (Head(tell("eur_month"), LONG), lambda one: Number(one.eur_month)),
        (tell("net_month"), lambda one: Number(one.net_eur_month)),
    )
    return Section(tell("sizes"), (" ".join(parts), table))


def _keepers(study: FridgeStudy, language: Language) -> Section:
    tell, plan = partial(say, language=language), study.plan
    weeks: dict[date, list[FridgeDay]] = defaultdict(list)
    for one in plan.days:
        weeks[monday_of(one.on)].append(one)

    def passes(days: list[FridgeDay]) -> float:
        return sum(one.expected_kg for one in days if one.keepers)

    bars = Bars(
        tell("by_week"),
        "kg",
        (tell("week_kg"),),
        tuple(_short(monday, language) for monday in sorted(weeks)),
        tuple((round(passes(weeks[monday])),) for monday in sorted(weeks)),
    )
    by_week = table_of(
        sorted(weeks),
        (tell("week_of"), lambda monday: _short(monday, language)),
        (tell("kept_days"), lambda monday: sum(bool(one.keepers) for one in weeks[monday])),
        (tell("week_kg"), lambda monday: Number(passes(weeks[monday]))),
    )
    by_day = table_of(
        plan.days,
        (tell("date"), lambda one: day_said(one.on, language)),
        (
            tell("keeper"),
            lambda one: ", ".join(one.keepers) if one.keepers else Words(tell("nobody"), "weak"),
        ),
        (tell("day_kg"), lambda one: Number(one.expected_kg)),
    )
    return Section(tell("keepers"), (tell("keepers_how"), bars, by_week, by_day))


def _short(when: date, language: Language) -> str:
    return f"{when:%d/%m}" if language == "fr" else f"{when.day} {when:%b}"


def day_said(when: date, language: Language) -> str:
    """Return a day shortly: "mardi 01/12", "Tuesday 1 Dec"."""
    return f"{DAY_NAMES[DAYS[when.weekday()]].in_(language)} {_short(when, language)}"


def _more(study: FridgeStudy, language: Language) -> Section:
    asked, tell = study.scenario.fridge, partial(say, language=language)
    most = max(1, study.most_people)
    # a share of all would tell how few are left
    told = not any(0 < most - one.people < LEAST_TOLD for one in study.more)
    table = table_of(
        study.more,
        (tell("fridges"), lambda one: one.fridges),
        (tell("near_people"), lambda one: counted(one.people, language)),
        (
            Head(tell("of_all"), EVERYWHERE if told else NOWHERE),
            lambda one: Number(one.people / most, share=True, bar=one.people / most),
        ),
        (
            Head(tell("spot"), LONG),
            lambda one: listed([asked.spot[name].label for name in one.spots], language),
        ),
    )
    return Section(tell("more"), (table,))


def _surplus(study: FridgeStudy, language: Language) -> Section:
    asked, tell = study.scenario.fridge, partial(say, language=language)
    by_day: dict[Day, list[float]] = defaultdict(list)
    for one in study.surplus:
        by_day[one.day].append(one.kg)
    share = percent(asked.short_dated_share, language)
    how = tell("surplus_journal", share=share) if study.source == "journal" else ""
    table = table_of(
        [day for day in DAYS if day in by_day],
        (tell("day"), lambda day: DAY_NAMES[day].in_(language)),
        (tell("days_seen"), lambda day: len(by_day[day])),
        (tell("surplus_mean"), lambda day: Number(sum(by_day[day]) / len(by_day[day]), 1)),
        (tell("surplus_most"), lambda day: Number(max(by_day[day]), 1)),
    )
    return Section(tell("surplus"), (how or tell("surplus_typed"), table), folded=True)


def first_and_last(study: FridgeStudy) -> tuple[date, date]:
    """Return the first and the last day that are planned."""
    days = study.plan.days
    if not days:
        return study.scenario.week_of, study.scenario.week_of + timedelta(days=6)
    return days[0].on, days[-1].on
