"""A week questioned: the price of freedom, one unit more, stores worth the trip."""

from __future__ import annotations

from collections.abc import Sequence

from models.base import Language
from models.calendar import DAY_NAMES
from models.levers import Change, Lever, LeversStudy
from service.kinds.comparison.page import budget_lines
from service.kinds.comparison.words import say
from service.kinds.costs.page import verdict
from service.kinds.week.proof_sections import means_label
from service.pages.findings import alerts, limits
from service.pages.page import EVERYWHERE, LONG, Cell, Head, Number, Page, Section, Table
from service.pages.pictures import Bars
from service.words.labels import amount, code, full_date, number, word

SHOWN = 8
"""Most used means told."""


def levers_page(study: LeversStudy, language: Language) -> Page:
    """Return the page of a week questioned."""
    scenario = study.scenario
    sections = [_diagnosis(study, language)]
    sections.append(_freedom(study, language))
    sections.append(_means(study, language))
    sections += [_stores(study, language), _holders(study, language)]
    sections.append(limits(study.findings, language, scenario.notes))
    return Page(
        title=f"{scenario.label} – {say('levers_title', language)}",
        subtitle=f"{word('week_of', language)} {full_date(scenario.week_of, language)}, "
        f"{scenario.variant}",
        answer=_answer(study, language),
        alerts=alerts(study.findings, language),
        sections=tuple(sections),
        provenance=(
            *budget_lines(study.budget, language),
            *((name, value) for name, value in study.provenance.items()),
        ),
    )


def _answer(study: LeversStudy, language: Language) -> str:
    """Return the change that brings most, where one brings more than the seeds move it."""
    now = amount(study.usable_kg, "kg", language)
    told = [one for one in (*study.freedom, *study.means) if one.kg.decided and one.kg.value > 0]
    if not told:
        return say("answer_no_lever", language, kg=now)
    best = max(told, key=lambda one: one.kg.value)
    what = best.text.in_(language).rstrip(".")
    more = amount(best.kg.value, "kg", language)
    return say("answer_lever", language, what=what, more=more, kg=now)


def _diagnosis(study: LeversStudy, language: Language) -> Section:
    short = study.diagnosis
    need = short.need_kg or 1.0
    parts = (
        ("short_supply", max(0.0, short.need_kg - short.supply_kg)),
        ("short_distribution", max(0.0, min(short.supply_kg, need) - short.free_logistics_kg)),
        ("short_logistics", max(0.0, short.free_logistics_kg - short.planned_kg)),
    )
    rows = tuple(
        (say(key, language), Number(kg, 0, "kg"), Number(kg / need, share=True))
        for key, kg in parts
    )
    now = say(
        "week_now",
        language,
        kg=number(study.usable_kg, language),
        hours=number(study.person_hours, language, 1),
        eur=number(study.eur, language),
    )
    used = sorted(study.usage, key=lambda one: (-one.rate, one.id))[:SHOWN]
    saturated: tuple[tuple[Cell, ...], ...] = tuple(
        (
            means_label(study.scenario, one.kind, one.id),
            code(one.kind, language),
            Number(one.used, 1, one.unit if one.unit != "shift" else ""),
            Number(one.available, 1, one.unit if one.unit != "shift" else ""),
            Number(one.rate, share=True),
        )
        for one in used
    )
    return Section(
        say("diagnosis", language),
        (
            now,
            short.verdict.in_(language),
            Table((say("shortage", language), "kg", say("need", language)), rows),
            Table(
                (
                    say("saturated", language),
                    "",
                    say("use", language),
                    word("available", language),
                    "%",
                ),
                saturated,
            ),
        ),
    )


def change(one: Change, digits: int, language: Language, *, more_is_better: bool = True) -> Number:
    """Return how a figure moves; what the seeds leave open says so."""
    if not one.decided:
        note = f"({say('undecided', language)})" if abs(one.value) > 0.5 * 10**-digits else ""
        return Number(one.value, digits, sign=True, tone="weak", note=note)
    good = (one.value > 0) == more_is_better
    return Number(one.value, digits, sign=True, tone="good" if good else "bad")


def _levers(study: LeversStudy, levers: Sequence[Lever], language: Language) -> Table:
    rows = tuple(
        (
            one.text.in_(language),
            study.scenario.association[one.owner].name,
            change(one.kg, 0, language),
            change(one.person_hours, 1, language, more_is_better=False),
            change(one.eur, 0, language, more_is_better=False),
            change(one.owner_kg, 0, language),
            f"{study.scenario.association[one.worst].name} "
            f"{Number(one.worst_kg.value, sign=True).written(language)}",
        )
        for one in levers
    )
    keys = ("change", "owner", "d_kg", "d_hours", "d_eur", "d_owner", "d_worst")
    return Table(tuple(say(key, language) for key in keys), rows)


def _freedom(study: LeversStudy, language: Language) -> Section:
    if not study.freedom:
        return Section(say("freedom", language), (say("freedom_none", language),))
    lines = (say("freedom_how", language), say("undecided_means", language))
    return Section(say("freedom", language), (*lines, _levers(study, study.freedom, language)))


def _means(study: LeversStudy, language: Language) -> Section:
    if not study.means:
        return Section(say("means", language), (say("means_none", language),))
    return Section(
        say("means", language),
        (say("undecided_means", language), _levers(study, study.means, language)),
    )


def _stores(study: LeversStudy, language: Language) -> Section:
    rows = []
    for one in sorted(study.stores, key=lambda s: -s.usable_kg):
        each = one.person_hours / one.usable_kg * 100 if one.usable_kg > 0 else None
        rows.append(
            (
                study.scenario.donor[one.donor].label,
                f"{one.visits}/{one.offered_visits}",
                Number(one.usable_kg),
                Number(one.rejected_kg),
                Number(one.no_show_rate, share=True),
                Number(one.person_hours, 1),
                Number(one.eur),
                Number(each, 1),
                Number(one.eur_per_kg, 2),
                verdict(one.worth, language),
                Number(None) if one.dropped is None else change(one.dropped.kg, 0, language),
                Number(None) if one.moved is None else change(one.moved.kg, 0, language),
            )
        )
    keys = ("store", "visits", "usable", "rejected", "no_show", "hours", "eur", "hours_per_100")
    long = ("rejected", "no_show", "hours", "eur")
    heads = (
        *(Head(say(key, language), LONG if key in long else EVERYWHERE) for key in keys),
        Head("€/kg", LONG),
        *(say(key, language) for key in ("worth_it", "if_dropped", "if_moved")),
    )
    scored = [one for one in study.stores if one.usable_kg > 0]
    bars = Bars(
        say("hours_per_100", language),
        "h",
        (say("hours", language),),
        tuple(study.scenario.donor[one.donor].label for one in scored),
        tuple((round(100 * one.person_hours / one.usable_kg, 2),) for one in scored),
    )
    price = number(study.scenario.pooling.eur_per_kg, language, 2)
    return Section(
        say("stores", language),
        (
            say("stores_how", language, price=price),
            say("undecided_means", language),
            *(bars,) * bool(scored),
            Table(heads, tuple(rows)),
        ),
    )


def _holders(study: LeversStudy, language: Language) -> Section:
    scenario = study.scenario
    holding = tuple(
        (
            who.label,
            ", ".join(donor.label for donor in scenario.donors if donor.holder == who.id) or "–",
            Number(sum(one.usable_kg for one in study.stores if one.holder == who.id), 0, "kg"),
        )
        for who in scenario.associations
    )
    close = tuple(
        (
            DAY_NAMES[one.day].in_(language),
            f"{scenario.donor[one.donors[0]].label} ({scenario.vehicle[one.vehicles[0]].label})",
            f"{scenario.donor[one.donors[1]].label} ({scenario.vehicle[one.vehicles[1]].label})",
            Number(float(one.metres), 0, "m"),
        )
        for one in study.overlaps
    )
    tables = [Table((say("association", language), say("store", language), "kg"), holding)]
    if close:
        heads = (say("day", language), say("store", language), say("and_other", language), "")
        title = say("overlaps", language)
        tables.append(Table(heads, close, title=title))
    return Section(say("holders", language), tuple(tables), folded=True)
