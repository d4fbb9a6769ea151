"""What stores will give as a page: alerts, forecasts by day, curves, then what comes of each."""

from __future__ import annotations

from functools import partial

from models.base import Language
from models.calendar import DAY_NAMES, DAYS
from models.dates import full_date
from models.forecast import ForecastStudy, StoreAlert, StoreCurve, StoreForecast
from models.numbers import amount, number, percent
from service.kinds.forecast.score_sections import doubles_section, scores_section
from service.kinds.forecast.words import say
from service.pages.findings import limits
from service.pages.goods import kilos
from service.pages.page import (
    LONG,
    NOTHING,
    READ,
    UNKNOWN,
    WORKBOOK,
    Alert,
    Cell,
    Head,
    Number,
    Page,
    Section,
    Table,
    table_of,
)
from service.pages.pictures import Curve
from service.words.labels import word
from service.words.sentences import and_variant, listed, semicolon, week_of
from solver.forecast.applied import notes

MOST_NAMED = 3
ALERTS_TOLD = 8


def forecast_page(study: ForecastStudy, language: Language) -> Page:
    """Return the page of a forecast."""
    scenario = study.scenario
    told = study.measured
    sections = [_forecasts(study, language)]
    if study.curves:
        sections.append(_changes(study, language))
    sections.append(_families(study, language))
    if told.visits:
        sections.append(scores_section(study, language))
    if study.doubles:
        sections.append(doubles_section(study, language))
    if study.curves:
        sections.append(_weeks(study, language))
    gone = [say("gone", language, count=told.gone)] * bool(told.gone)
    remarks = (*notes(scenario, told, language), say("untold", language), *gone)
    sections.append(limits((), language, (*remarks, *scenario.notes)))
    until = (
        ()
        if told.until is None
        else ((say("journal_until", language), full_date(told.until, language)),)
    )
    return Page(
        title=f"{scenario.label} – {say('title', language)}",
        subtitle=and_variant(week_of(scenario.week_of, language), scenario.variant),
        answer=_answer(study, language),
        alerts=tuple(_alert(study, one, language) for one in study.alerts[:ALERTS_TOLD]),
        sections=tuple(sections),
        provenance=(
            *until,
            *((word("parent", language), value) for value in study.provenance.values()),
        ),
    )


def _answer(study: ForecastStudy, language: Language) -> str:
    """Return what a week brings, and which stores are to be looked at."""
    if not study.measured.visits:
        return say("answer_none", language)
    expected = sum(_usable_kg(study).values())
    pickups = study.scenario.pickups.values()
    assumed = sum(one.usable_kg(family) for one in pickups for family in one.kg)
    text = say(
        "answer",
        language,
        kg=amount(expected, "kg", language),
        file=amount(assumed, "kg", language),
    )
    stores = list(dict.fromkeys(study.scenario.donor[one.donor].label for one in study.alerts))
    if not stores:
        return f"{text}."
    first = say("answer_changed", language, stores=listed(stores, language, MOST_NAMED))
    return f"{text}{semicolon(language)}{first}."


def _usable_kg(study: ForecastStudy) -> dict[str, float]:
    """Return the kg by family expected of the week's pick-ups, no-shows and rejects off."""
    found: dict[str, float] = {}
    for donor, day in dict.fromkeys(
        (one.donor, one.day) for one in study.scenario.pickups.values()
    ):
        for family, kg in study.measured.store[donor].usable_kg(day).items():
            found[family] = found.get(family, 0.0) + kg
    return found


def _alert(study: ForecastStudy, one: StoreAlert, language: Language) -> Alert:
    store = study.scenario.donor[one.donor].label
    if one.kind == "wastes":
        shares = {"now": percent(one.now, language), "before": percent(one.before, language)}
        return Alert(say("wastes", language, store=store, **shares))
    kg = {"now": amount(one.now, "kg", language), "before": amount(one.before, "kg", language)}
    since = "" if one.since is None else full_date(one.since, language)
    key = "gives_less" if one.kind == "gives_less" else "gives_more"
    return Alert(say(key, language, store=store, since=since, **kg))


def _forecasts(study: ForecastStudy, language: Language) -> Section:
    tell = partial(say, language=language)
    donor = study.scenario.donor
    days = [
        day for day in DAYS if any(day == one.day for s in study.measured.stores for one in s.days)
    ]

    def on(store: StoreForecast, day: str) -> Cell:
        for one in store.days:
            if one.day == day:
                low, high = number(one.low, language), number(one.high, language)
                return f"{number(one.kg, language)}\u00a0[{low}–\u2060{high}]"
        return NOTHING

    def basis(store: StoreForecast) -> str:
        if store.measured:
            return tell("basis_measured")
        return tell("basis_leaning" if store.visits else "basis_assumed")

    def file(store: StoreForecast) -> float:
        return sum(one.assumed_kg or 0.0 for one in store.days)

    week = table_of(
        study.measured.stores,
        (word("store", language), lambda one: donor[one.donor].label),
        *(
            (DAY_NAMES[day].in_(language), partial(lambda one, day: on(one, day), day=day))
            for day in days
        ),
        (tell("a_week"), lambda one: sum(day.kg for day in one.days if day.assumed_kg is not None)),
        (tell("file_a_week"), file),
        (Head(tell("basis"), LONG), basis),
    )
    week = Table(week.heads, week.rows, where=READ)
    flat = table_of(
        [(store, one) for store in study.measured.stores for one in store.days],
        (word("store", language), lambda one: donor[one[0].donor].label),
        (word("day", language), lambda one: DAY_NAMES[one[1].day].in_(language)),
        (tell("kg_a_visit"), lambda one: Number(one[1].kg, 1)),
        (tell("low"), lambda one: Number(one[1].low, 1)),
        (tell("high"), lambda one: Number(one[1].high, 1)),
        (tell("file_a_week"), lambda one: Number(one[1].assumed_kg, 1)),
        (tell("visits"), lambda one: one[1].told),
        (tell("basis"), lambda one: basis(one[0])),
        where=WORKBOOK,
    )
    lines = (tell("how"), _tested(study, language)) if study.measured.visits else (tell("how"),)
    return Section(tell("forecasts"), (*lines, week, flat), sheet=tell("forecasts_sheet"))


def _tested(study: ForecastStudy, language: Language) -> str:
    tested = study.measured.tested
    if tested is None:
        return say("untested", language)
    text = say(
        "tested",
        language,
        visits=number(tested.visits, language),
        inside=percent(tested.inside, language),
        off=percent(tested.off, language),
        four=percent(tested.off_last_four, language),
    )
    if tested.off_file is None:
        return text
    return f"{text} {say('tested_file', language, file=percent(tested.off_file, language))}"


def _families(study: ForecastStudy, language: Language) -> Section:
    """Return what a week brings of each family, against what the file assumes."""
    expected = _usable_kg(study)
    pickups = study.scenario.pickups.values()
    table = table_of(
        study.scenario.families,
        (word("family", language), lambda one: one.label),
        (say("usable", language), lambda one: kilos(one, expected.get(one.id, 0.0), language)),
        (
            say("file_a_week", language),
            lambda one: kilos(one, sum(pickup.usable_kg(one.id) for pickup in pickups), language),
        ),
    )
    return Section(say("usable_by_family", language), (table,))


def _changes(study: ForecastStudy, language: Language) -> Section:
    """Return the stores that changed most, each drawn."""
    table = table_of(
        [one for one in study.alerts if one.kind != "wastes"],
        (word("store", language), lambda one: study.scenario.donor[one.donor].label),
        (
            say("since", language),
            lambda one: UNKNOWN if one.since is None else full_date(one.since, language),
        ),
        (say("kg_before", language), lambda one: one.before),
        (say("kg_now", language), lambda one: one.now),
    )
    curves = (_curve(study, one, language) for one in study.curves)
    return Section(say("changes", language), (*curves, table))


def _weeks(study: ForecastStudy, language: Language) -> Section:
    """Return the table that says what the curves draw."""
    tell = partial(say, language=language)
    table = table_of(
        [(one, week) for one in study.curves for week in one.weeks],
        (word("store", language), lambda one: study.scenario.donor[one[0].donor].label),
        (word("week_of", language), lambda one: f"{one[1].week_of}"),
        (tell("came"), lambda one: Number(one[1].kg, 1)),
        (tell("expected"), lambda one: Number(one[1].expected, 1)),
        (tell("low"), lambda one: Number(one[1].low, 1)),
        (tell("high"), lambda one: Number(one[1].high, 1)),
    )
    return Section(tell("week_by_week"), (table,), folded=True)


def _curve(study: ForecastStudy, one: StoreCurve, language: Language) -> Curve:
    tell = partial(say, language=language)
    starts = [n for n, week in enumerate(one.weeks) if one.since and week.week_of <= one.since]
    return Curve(
        title=tell("kg_of_store", store=study.scenario.donor[one.donor].label),
        unit="kg",
        periods=tuple(f"{week.week_of:%d/%m}" for week in one.weeks),
        series=(tell("came"), tell("expected")),
        values=(
            tuple(week.kg for week in one.weeks),
            tuple(week.expected for week in one.weeks),
        ),
        bands=(
            tuple(None for _ in one.weeks),
            tuple(
                None if week.low is None or week.high is None else (week.low, week.high)
                for week in one.weeks
            ),
        ),
        events=((starts[-1], tell("change_here")),) if starts else (),
    )
