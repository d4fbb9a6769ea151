"""A week questioned: the price of freedom, one unit more, stores worth the trip."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from models.base import Language
from models.calendar import DAY_NAMES
from models.levers import Change, Lever, LeversStudy, Overlap, StoreScore
from models.numbers import amount, number
from service.kinds.comparison.page import budget_lines, undecided_line
from service.kinds.costs.page import verdict
from service.kinds.levers.words import say
from service.kinds.week.proof_sections import means_label
from service.pages.findings import alerts, limits
from service.pages.page import LONG, UNKNOWN, Head, Number, Page, Section, Table, table_of
from service.pages.pictures import Bars
from service.pages.provenance import origin_lines
from service.words.codes import code
from service.words.labels import word
from service.words.sentences import and_variant, week_of

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
        subtitle=and_variant(week_of(scenario.week_of, language), scenario.variant),
        answer=_answer(study, language),
        alerts=alerts(study.findings, language, week=scenario),
        sections=tuple(sections),
        provenance=(
            *budget_lines(study.budget, language),
            *origin_lines(study.provenance, language),
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
    short, tell = study.diagnosis, partial(say, language=language)
    need = short.need_kg or 1.0
    parts = (
        ("short_supply", max(0.0, short.need_kg - short.supply_kg)),
        ("short_distribution", max(0.0, min(short.supply_kg, need) - short.free_logistics_kg)),
        ("short_logistics", max(0.0, short.free_logistics_kg - short.planned_kg)),
    )
    shortage = table_of(
        parts,
        (tell("shortage"), lambda one: tell(one[0])),
        ("kg", lambda one: Number(one[1], unit="kg")),
        (tell("share_of_need"), lambda one: Number(one[1] / need, share=True)),
    )
    saturated = table_of(
        sorted(study.usage, key=lambda one: (-one.rate, one.id))[:SHOWN],
        (word("means", language), lambda one: means_label(study.scenario, one.kind, one.id)),
        (tell("of_what"), lambda one: code(one.kind, language)),
        (tell("used"), lambda one: Number(one.used, 1, one.unit.replace("shift", ""))),
        (tell("available"), lambda one: Number(one.available, 1, one.unit.replace("shift", ""))),
        (tell("rate"), lambda one: Number(one.rate, share=True)),
        title=tell("saturated"),
    )
    kg, eur = number(study.usable_kg, language), number(study.eur, language)
    now = tell("week_now", kg=kg, hours=number(study.person_hours, language, 1), eur=eur)
    return Section(tell("diagnosis"), (now, short.verdict.in_(language), shortage, saturated))


def change(one: Change, digits: int, language: Language, *, more_is_better: bool = True) -> Number:
    """Return how a figure moves; what the seeds leave open says so."""
    if not one.decided:
        note = f"({say('undecided', language)})" if abs(one.value) > 0.5 * 10**-digits else ""
        return Number(one.value, digits, sign=True, tone="weak", note=note)
    good = (one.value > 0) == more_is_better
    return Number(one.value, digits, sign=True, tone="good" if good else "bad")


def _levers(study: LeversStudy, levers: Sequence[Lever], language: Language) -> Table:
    named, tell = study.scenario.association, partial(say, language=language)

    def worst(one: Lever) -> str:
        kg = Number(one.worst_kg.value, sign=True).written(language)
        return f"{named[one.worst].name} {kg}"

    def less(one: Change, digits: int) -> Number:
        return change(one, digits, language, more_is_better=False)

    return table_of(
        levers,
        (tell("change"), lambda one: one.text.in_(language)),
        (tell("owner"), lambda one: named[one.owner].name),
        (tell("kg"), lambda one: change(one.kg, 0, language)),
        (tell("hours_spent"), lambda one: less(one.person_hours, 1)),
        (tell("eur"), lambda one: less(one.eur, 0)),
        (tell("d_owner"), lambda one: change(one.owner_kg, 0, language)),
        (tell("d_worst"), worst),
    )


def _freedom(study: LeversStudy, language: Language) -> Section:
    if not study.freedom:
        return Section(say("freedom", language), (say("freedom_none", language),))
    table = _levers(study, study.freedom, language)
    lines = (say("freedom_how", language), *undecided_line([table], language))
    return Section(say("freedom", language), (*lines, table))


def _means(study: LeversStudy, language: Language) -> Section:
    if not study.means:
        return Section(say("means", language), (say("means_none", language),))
    table = _levers(study, study.means, language)
    return Section(say("means", language), (*undecided_line([table], language), table))


def _stores(study: LeversStudy, language: Language) -> Section:
    donor, tell = study.scenario.donor, partial(say, language=language)

    def without(one: Lever | None) -> Number:
        return Number(None) if one is None else change(one.kg, 0, language)

    def each(one: StoreScore) -> float | None:
        return one.person_hours / one.usable_kg * 100 if one.usable_kg > 0 else None

    table = table_of(
        sorted(study.stores, key=lambda one: -one.usable_kg),
        (tell("store"), lambda one: donor[one.donor].label),
        (tell("stops"), lambda one: f"{one.visits}/{one.offered_visits}"),
        (tell("usable"), lambda one: one.usable_kg),
        (Head(tell("rejected"), LONG), lambda one: one.rejected_kg),
        (Head(tell("no_show"), LONG), lambda one: Number(one.no_show_rate, share=True)),
        (Head(tell("hours_spent"), LONG), lambda one: Number(one.person_hours, 1)),
        (Head(tell("eur"), LONG), lambda one: one.eur),
        (tell("hours_per_100"), lambda one: Number(each(one), 1)),
        (Head("€/kg", LONG), lambda one: Number(one.eur_per_kg, 2)),
        (tell("worth_it"), lambda one: verdict(one.worth, language)),
        (tell("if_dropped"), lambda one: without(one.dropped)),
        (tell("if_moved"), lambda one: without(one.moved)),
    )
    scored = [(one, hours) for one in study.stores if (hours := each(one)) is not None]
    bars = Bars(
        tell("hours_per_100"),
        "h",
        (tell("hours_spent"),),
        tuple(donor[one.donor].label for one, _ in scored),
        tuple((round(hours, 2),) for _, hours in scored),
    )
    how = tell("stores_how", price=number(study.scenario.pooling.eur_per_kg, language, 2))
    means = undecided_line([table], language)
    return Section(tell("stores"), (how, *means, *[bars] * bool(scored), table))


def _holders(study: LeversStudy, language: Language) -> Section:
    scenario, tell = study.scenario, partial(say, language=language)

    def stores(who: str) -> str:
        return ", ".join(one.label for one in scenario.donors if one.holder == who) or UNKNOWN

    def kg(who: str) -> Number:
        return Number(sum(one.usable_kg for one in study.stores if one.holder == who), unit="kg")

    def stop(one: Overlap, which: int) -> str:
        vehicle = scenario.vehicle[one.vehicles[which]].label
        return f"{scenario.donor[one.donors[which]].label} ({vehicle})"

    holding = table_of(
        scenario.associations,
        (tell("association"), lambda who: who.label),
        (tell("store"), lambda who: stores(who.id)),
        ("kg", lambda who: kg(who.id)),
    )
    close = table_of(
        study.overlaps,
        (tell("day"), lambda one: DAY_NAMES[one.day].in_(language)),
        (tell("store"), lambda one: stop(one, 0)),
        (tell("and_other"), lambda one: stop(one, 1)),
        (tell("distance"), lambda one: Number(one.metres, unit="m")),
        title=tell("overlaps"),
    )
    return Section(tell("holders"), (holding, *[close] * bool(close.rows)), folded=True)
