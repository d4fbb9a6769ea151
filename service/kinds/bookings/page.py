"""A week of shared trucks: who has which when, who does not and why, how many it takes."""

from __future__ import annotations

from functools import partial

from models.base import Language, clock
from models.booking_study import (
    Booking,
    BookingPlan,
    BookingShare,
    BookingStudy,
    Busy,
    FleetSize,
    Level,
    Tenancy,
)
from models.bookings import DAY_S
from models.calendar import DAY_NAMES, DAY_NUMBER, DAYS
from models.numbers import number
from service.kinds.bookings.words import say
from service.pages.drawn_grid import grid_table
from service.pages.findings import alerts, limits
from service.pages.page import (
    EVERYWHERE,
    LONG,
    UNKNOWN,
    Head,
    Number,
    Page,
    Section,
    Table,
    Words,
    row,
    table_of,
)
from service.pages.pictures import Block, Grid
from service.pages.provenance import origin_lines
from service.words.sentences import and_variant, count, listed, semicolon, week_of

MOST = 5
"""Refused requests named in the answer."""


def booking_page(study: BookingStudy, language: Language) -> Page:
    """Return the page of a week of bookings."""
    scenario = study.scenario
    sections = [_grid(study, language)]
    if study.kept is not None:
        sections.append(_moved(study, study.kept, language))
    sections += [_bookings(study, language), _refused(study, language), _access(study, language)]
    sections += [_fleet(study, language), _tenancy(study, language), _pays(study, language)]
    sections += [_levels(study, language), limits(study.findings, language, scenario.notes)]
    week = say("iso_week", language, week=study.week)
    return Page(
        title=f"{scenario.label} – {say('title', language)}",
        subtitle=and_variant(
            f"{week_of(scenario.week_of, language)} ({week})",
            scenario.variant,
        ),
        answer=_answer(study, language),
        alerts=alerts(study.findings, language, study.violations, scenario),
        sections=tuple(sections),
        provenance=origin_lines(study.provenance, language),
    )


def _answer(study: BookingStudy, language: Language) -> str:
    """Return how many requests are met of how many, and which are not."""
    met = {one.request for one in study.plan.bookings}
    labels = [study.scenario.request[one].label for one in study.asked if one not in met]
    told = [
        say(
            "answer", language, met=count(len(met), "request_met", language), asked=len(study.asked)
        )
    ]
    if labels:
        key = "answer_refused" if len(labels) > 1 else "answer_refused_one"
        told.append(say(key, language, who=listed(labels, language, MOST)))
    return f"{semicolon(language).join(told)}."


def when(booking: Booking, language: Language) -> str:
    """Return the day and hours of a booking."""
    day = DAY_NAMES[DAYS[booking.starts_s // DAY_S]].in_(language)
    return f"{day} {clock(booking.starts_s % DAY_S)}–{clock(booking.ends_s % DAY_S)}"


def _association(study: BookingStudy, request: str) -> str:
    return study.scenario.association[study.scenario.request[request].association].name


def _grid(study: BookingStudy, language: Language) -> Section:
    scenario = study.scenario
    days = [day for day in DAYS if day in scenario.days]
    place = {DAY_NUMBER[day]: n for n, day in enumerate(days)}
    who = [one.id for one in scenario.associations]
    rounds = say("rounds", language)
    rows: list[tuple[str, tuple[Block, ...]]] = []
    for truck in scenario.bookings.trucks:
        mine = [one for one in study.plan.bookings if one.truck == truck.id]
        if truck.tenure == "candidate" and not mine:
            continue
        taken = [
            (one, _association(study, one.request), scenario.request[one.request].association)
            for one in mine
        ]
        blocks = [_block(place, one, text, who.index(by)) for one, text, by in taken]
        blocks += [
            _block(place, one, rounds, len(who)) for one in study.busy if one.id == truck.vehicle
        ]
        there = (block for block in blocks if block is not None)
        rows.append((truck.label, tuple(sorted(there, key=lambda b: (b.day, b.starts_h)))))
    hours = [hour for _, blocks in rows for b in blocks for hour in (b.starts_h, b.ends_h)]
    grid = Grid(
        say("grid", language),
        tuple(DAY_NAMES[day].in_(language) for day in days),
        tuple(rows),
        (*(one.name for one in scenario.associations), *[rounds] * bool(study.busy)),
        min([7.0, *hours]),
        max([19.0, *hours]),
    )
    return Section(say("grid", language), (grid, grid_table(grid, say("truck", language))))


def _block(place: dict[int, int], one: Booking | Busy, text: str, series: int) -> Block | None:
    """Return a stretch of a truck's week; none on a day that is not shown."""
    day, starts_s = divmod(one.starts_s, DAY_S)
    ends_s = starts_s + one.ends_s - one.starts_s
    return Block(place[day], starts_s / 3600, ends_s / 3600, text, series) if day in place else None


def _bookings(study: BookingStudy, language: Language) -> Section:
    scenario, tell = study.scenario, partial(say, language=language)
    table = table_of(
        study.plan.bookings,
        (tell("request"), lambda one: scenario.request[one.request].label),
        (tell("association"), lambda one: _association(study, one.request)),
        (tell("when"), lambda one: when(one, language)),
        (tell("truck"), lambda one: scenario.truck[one.truck].label),
        (tell("driver"), lambda one: scenario.person[one.driver].label),
        (tell("choice"), lambda one: one.choice + 1),
    )
    return Section(tell("bookings"), (table,))


def _refused(study: BookingStudy, language: Language) -> Section:
    request, tell = study.scenario.request, partial(say, language=language)
    if not study.refused:
        done = len(study.plan.bookings) == len(study.asked)
        return Section(tell("refused"), (tell("none_refused"),) * done)
    table = table_of(
        study.refused,
        (tell("request"), lambda one: request[one.request].label),
        (
            Head(tell("yields"), LONG),
            lambda one: ", ".join(request[name].label for name in one.yields) or UNKNOWN,
        ),
        (Head(tell("swap"), LONG), lambda one: Number(one.swap_choices, sign=True)),
        (tell("cause"), lambda one: one.reason.in_(language)),
        (tell("remedy"), lambda one: one.remedy.in_(language)),
        reasons=2,
    )
    return Section(tell("refused"), (table,))


def _access(study: BookingStudy, language: Language) -> Section:
    named, tell = study.scenario.association, partial(say, language=language)
    table = table_of(
        study.access,
        (tell("association"), lambda one: named[one.association].label),
        (tell("asked"), lambda one: one.asked),
        (tell("met"), lambda one: one.met),
        (tell("cumulated"), lambda one: Number(one.cumulated, share=True)),
        (tell("hours_spent"), lambda one: Number(one.hours, 1, "h")),
        (tell("preferred"), lambda one: one.preferred),
    )
    return Section(tell("access"), (tell("access_how"), table))


def _proved(one: FleetSize | Level, language: Language) -> Words:
    return Words(say("yes", language), "good") if one.proved else Words(say("no", language), "weak")


def _fleet(study: BookingStudy, language: Language) -> Section:
    tell = partial(say, language=language)
    if not study.fleet:
        return Section(tell("fleet"))
    table = table_of(
        study.fleet,
        (tell("trucks"), lambda one: one.trucks),
        (tell("met"), lambda one: one.met),
        (tell("asked"), lambda one: one.asked),
        (tell("proved"), lambda one: _proved(one, language)),
        (tell("eur_a_year"), lambda one: Number(one.yearly_eur, unit="€")),
    )
    needed = (("fleet_all", study.trucks_for_all), ("fleet_95", study.trucks_for_95))
    lines = (
        tell(key, count=count(least, "truck", language) if least else tell("fleet_none"))
        for key, least in needed
    )
    return Section(tell("fleet"), (*lines, table))


def _tenancy(study: BookingStudy, language: Language) -> Section:
    tell = partial(say, language=language)
    if not study.tenancy:
        return Section(tell("tenancy"), (tell("no_tenancy"),))

    def between(one: Tenancy) -> str:
        return f"{number(one.low_days, language)}–{number(one.high_days, language)}"

    table = table_of(
        study.tenancy,
        (tell("truck"), lambda one: study.scenario.truck[one.truck].label),
        (tell("eur_a_year"), lambda one: Number(one.yearly_eur, unit="€")),
        (tell("rent_day"), lambda one: Number(one.rent_eur_per_day, unit="€")),
        (tell("even_days"), lambda one: one.break_even_days),
        (tell("range"), between),
        (tell("days_used"), lambda one: one.days_per_year),
        (tell("cheaper"), lambda one: tell(one.cheaper)),
    )
    return Section(tell("tenancy"), (table,))


def _pays(study: BookingStudy, language: Language) -> Section:
    tell = partial(say, language=language)

    def cell(one: BookingShare, who: str) -> Number:
        error = number(one.error_eur.get(who, 0.0), language, 2)
        return Number(one.eur.get(who), 2, "€", note=f"± {error}" if one.error_eur else "")

    rows = tuple(
        row(study.scenario.association[who].name, (cell(one, who) for one in study.shares))
        for who in (study.shares[0].eur if study.shares else ())
    )
    heads = (tell("association"), *(tell(f"key_{one.key}") for one in study.shares))
    line = tell("pays_how", eur=number(study.week_eur, language, 2))
    return Section(tell("pays"), (line, *[Table(heads, rows)] * bool(rows)))


def _levels(study: BookingStudy, language: Language) -> Section:
    tell = partial(say, language=language)

    def digits(one: Level) -> int:
        return 2 if one.level in ("fairness", "cost") else 0

    table = table_of(
        study.levels,
        (tell("objective"), lambda one: tell(f"level_{one.level}")),
        (tell("value"), lambda one: Number(one.value, digits(one))),
        (tell("bound"), lambda one: Number(one.bound, digits(one))),
        (tell("proved"), lambda one: _proved(one, language)),
        where=EVERYWHERE,
    )
    return Section(tell("bounds"), (table,), folded=True)


def _moved(study: BookingStudy, kept: BookingPlan, language: Language) -> Section:
    tell = partial(say, language=language)
    now = {one.request: one for one in study.plan.bookings}
    then = {one.request: one for one in kept.bookings}
    if not study.moved:
        return Section(tell("moved"), (tell("moved_none"),))

    def told(one: Booking | None) -> str:
        if one is None:
            return tell("nowhere")
        # a truck of the plan kept may be gone since
        truck = study.scenario.truck.get(one.truck)
        return f"{when(one, language)}, {one.truck if truck is None else truck.label}"

    def label(name: str) -> str:
        known = study.scenario.request.get(name)
        return name if known is None else known.label

    table = table_of(
        study.moved,
        (tell("request"), label),
        (tell("before"), lambda name: told(then.get(name))),
        (tell("now"), lambda name: told(now.get(name))),
    )
    return Section(tell("moved"), (table,))
