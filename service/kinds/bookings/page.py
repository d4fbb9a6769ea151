"""A week of shared trucks: who has which when, who does not and why, how many it takes."""

from __future__ import annotations

from models.base import Language, clock
from models.booking_study import Booking, BookingStudy
from models.bookings import DAY_S
from models.calendar import DAY_NAMES, DAY_NUMBER, DAYS
from service.kinds.bookings.words import say
from service.pages.drawn_grid import grid_table
from service.pages.findings import alerts, limits
from service.pages.page import (
    EVERYWHERE,
    LONG,
    Cell,
    Head,
    Number,
    Page,
    Section,
    Table,
    Words,
    row,
)
from service.pages.pictures import Block, Grid
from service.words.labels import count, full_date, listed, number, semicolon, word

MOST = 5
"""Refused requests named in the answer."""


def booking_page(
    study: BookingStudy, language: Language, before: BookingStudy | None = None
) -> Page:
    """Return the page of a week of bookings."""
    scenario = study.scenario
    sections = [_grid(study, language)]
    if before is not None:
        sections.append(_moved(study, before, language))
    sections += [_bookings(study, language), _refused(study, language), _access(study, language)]
    sections += [_fleet(study, language), _tenancy(study, language), _pays(study, language)]
    sections += [_levels(study, language), limits(study.findings, language, scenario.notes)]
    week = say("iso_week", language, week=study.week)
    return Page(
        title=f"{scenario.label} – {say('title', language)}",
        subtitle=f"{word('week_of', language)} {full_date(scenario.week_of, language)} ({week}), "
        f"{scenario.variant}",
        answer=_answer(study, language),
        alerts=alerts(study.findings, language, study.violations),
        sections=tuple(sections),
        provenance=tuple(study.provenance.items()),
    )


def _answer(study: BookingStudy, language: Language) -> str:
    """Return how many requests are met of how many, and which are not."""
    met = {one.request for one in study.plan.bookings}
    labels = [study.scenario.request[one].label for one in study.asked if one not in met]
    told = [
        say(
            "answer",
            language,
            met=count(len(met), "request_met", language),
            asked=len(study.asked),
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
    names = [DAY_NAMES[day].in_(language) for day in days]
    place = {DAY_NUMBER[day]: n for n, day in enumerate(days)}
    who = [one.id for one in scenario.associations]
    rows: list[tuple[str, tuple[Block, ...]]] = []
    for truck in scenario.bookings.trucks:
        mine = [one for one in study.plan.bookings if one.truck == truck.id]
        taken = [one for one in study.busy if one.id == truck.vehicle]
        if truck.tenure == "candidate" and not mine:
            continue
        blocks = [
            Block(
                place[one.starts_s // DAY_S],
                one.starts_s % DAY_S / 3600,
                (one.starts_s % DAY_S + one.ends_s - one.starts_s) / 3600,
                _association(study, one.request),
                who.index(scenario.request[one.request].association),
            )
            for one in mine
            if one.starts_s // DAY_S in place
        ]
        blocks += [
            Block(
                place[one.starts_s // DAY_S],
                one.starts_s % DAY_S / 3600,
                (one.starts_s % DAY_S + one.ends_s - one.starts_s) / 3600,
                say("rounds", language),
                len(who),
            )
            for one in taken
            if one.starts_s // DAY_S in place
        ]
        rows.append((truck.label, tuple(sorted(blocks, key=lambda b: (b.day, b.starts_h)))))
    hours = [hour for _, blocks in rows for b in blocks for hour in (b.starts_h, b.ends_h)]
    grid = Grid(
        say("grid", language),
        tuple(names),
        tuple(rows),
        (
            *(one.name for one in scenario.associations),
            *([say("rounds", language)] * bool(study.busy)),
        ),
        min([7.0, *hours]),
        max([19.0, *hours]),
    )
    return Section(say("grid", language), (grid, grid_table(grid, say("truck", language))))


def _bookings(study: BookingStudy, language: Language) -> Section:
    scenario = study.scenario
    rows = tuple(
        (
            scenario.request[one.request].label,
            _association(study, one.request),
            when(one, language),
            scenario.truck[one.truck].label,
            scenario.person[one.driver].label,
            Number(float(one.choice + 1)),
        )
        for one in study.plan.bookings
    )
    keys = ("request", "association", "when", "truck", "driver", "choice")
    return Section(say("bookings", language), (Table(tuple(say(k, language) for k in keys), rows),))


def _refused(study: BookingStudy, language: Language) -> Section:
    if not study.refused:
        done = len(study.plan.bookings) == len(study.asked)
        lines = (say("none_refused", language),) if done else ()
        return Section(say("refused", language), lines)
    rows = tuple(
        (
            study.scenario.request[one.request].label,
            ", ".join(study.scenario.request[name].label for name in one.yields) or "–",
            Number(one.swap_choices, sign=True),
            one.reason.in_(language),
            one.remedy.in_(language),
        )
        for one in study.refused
    )
    heads = (
        say("request", language),
        Head(say("yields", language), LONG),
        Head(say("swap", language), LONG),
        *(say("why", language), say("remedy", language)),
    )
    return Section(say("refused", language), (Table(heads, rows, reasons=2),))


def _access(study: BookingStudy, language: Language) -> Section:
    rows = tuple(
        (
            study.scenario.association[one.association].label,
            Number(float(one.asked)),
            Number(float(one.met)),
            Number(one.cumulated, share=True),
            Number(one.hours, 1, "h"),
            Number(float(one.preferred)),
        )
        for one in study.access
    )
    keys = ("association", "asked", "met", "cumulated", "hours", "preferred")
    table = Table(tuple(say(k, language) for k in keys), rows)
    return Section(say("access", language), (say("access_how", language), table))


def _fleet(study: BookingStudy, language: Language) -> Section:
    if not study.fleet:
        return Section(say("fleet", language))
    unknown = say("fleet_none", language)
    lines = (
        say("fleet_all", language, count=study.trucks_for_all or unknown),
        say("fleet_95", language, count=study.trucks_for_95 or unknown),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Number(float(one.trucks)),
            Number(float(one.met)),
            Number(float(one.asked)),
            Words(say("yes" if one.proved else "no", language), "good" if one.proved else "weak"),
            Number(one.yearly_eur, 0, "€"),
        )
        for one in study.fleet
    )
    keys = ("trucks", "met", "asked", "proved", "yearly")
    table = Table(tuple(say(k, language) for k in keys), rows)
    return Section(say("fleet", language), (*lines, table))


def _tenancy(study: BookingStudy, language: Language) -> Section:
    if not study.tenancy:
        return Section(say("tenancy", language), (say("no_tenancy", language),))
    rows = tuple(
        (
            study.scenario.truck[one.truck].label,
            Number(one.yearly_eur, 0, "€"),
            Number(one.rent_eur_per_day, 0, "€"),
            Number(one.break_even_days),
            f"{number(one.low_days, language)}–{number(one.high_days, language)}",
            Number(one.days_per_year),
            say(one.cheaper, language),
        )
        for one in study.tenancy
    )
    keys = ("truck", "yearly", "rent_day", "even_days", "range", "days_used", "cheaper")
    return Section(say("tenancy", language), (Table(tuple(say(k, language) for k in keys), rows),))


def _pays(study: BookingStudy, language: Language) -> Section:
    rows = tuple(
        row(
            study.scenario.association[who].name,
            (
                Number(
                    one.eur.get(who),
                    2,
                    "€",
                    note=f"± {number(one.error_eur[who], language, 2)}" if one.error_eur else "",
                )
                for one in study.shares
            ),
        )
        for who in (study.shares[0].eur if study.shares else ())
    )
    heads = (
        say("association", language),
        *(say(f"key_{one.key}", language) for one in study.shares),
    )
    line = say("pays_how", language, eur=number(study.week_eur, language, 2))
    tables = (Table(heads, rows),) if rows else ()
    return Section(say("pays", language), (line, *tables))


def _levels(study: BookingStudy, language: Language) -> Section:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            say(f"level_{one.level}", language),
            Number(one.value, 2 if one.level in ("fairness", "cost") else 0),
            Number(one.bound, 2 if one.level in ("fairness", "cost") else 0),
            Words(say("yes" if one.proved else "no", language), "good" if one.proved else "weak"),
        )
        for one in study.levels
    )
    keys = ("level", "value", "bound", "proved")
    table = Table(tuple(say(k, language) for k in keys), rows, where=EVERYWHERE)
    return Section(say("levels", language), (table,), folded=True)


def _moved(study: BookingStudy, before: BookingStudy, language: Language) -> Section:
    now = {one.request: one for one in study.plan.bookings}
    then = {one.request: one for one in before.plan.bookings}
    if not study.moved:
        return Section(say("moved", language), (say("moved_none", language),))

    def said(one: Booking | None, world: BookingStudy) -> str:
        if one is None:
            return say("nowhere", language)
        return f"{when(one, language)}, {world.scenario.truck[one.truck].label}"

    rows = []
    for name in study.moved:
        known = study.scenario.request.get(name) or before.scenario.request.get(name)
        label = name if known is None else known.label
        rows.append((label, said(then.get(name), before), said(now.get(name), study)))
    heads = (say("request", language), say("before", language), say("now", language))
    return Section(say("moved", language), (Table(heads, tuple(rows)),))
