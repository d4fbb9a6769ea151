"""A planned week as a page: what is brought, to whom, by which rounds, what is left and why."""

from __future__ import annotations

from models.base import Language
from models.numbers import amount
from models.study import Study
from scenarios.shortfalls.announced import announced
from service.kinds.week.answer import week_answer
from service.kinds.week.deliveries import shares_food
from service.kinds.week.delivery_sections import (
    deliveries_section,
    loads_section,
    undelivered_section,
)
from service.kinds.week.fairness_section import fairness_section
from service.kinds.week.hand_section import hand_section
from service.kinds.week.proof_sections import (
    bounds_section,
    diagnosis_section,
    simulation_section,
    usage_section,
)
from service.kinds.week.round_sections import (
    map_section,
    rounds_section,
    stops_section,
    timeline_section,
)
from service.kinds.week.share_sections import (
    balances_section,
    families_section,
    shares_section,
    unserved_section,
)
from service.kinds.week.stability_section import stability_section
from service.kinds.week.words import ANNOUNCED
from service.pages.findings import alerts, limits
from service.pages.page import TERMINAL, Cell, Line, Number, Page, Section, Table
from service.pages.provenance import provenance
from service.words.codes import code
from service.words.labels import word
from service.words.sentences import listed, of_variant, semicolon, week_of, weighed


def week_page(study: Study, language: Language) -> Page:
    """Return the page of a planned week."""
    scenario = study.scenario
    due, shared = bool(scenario.units), shares_food(study)
    known = study.fairness
    fairness = [fairness_section(study, known, language)] if known and known.sought else []
    sections = [
        _summary(study, language),
        *([] if study.by_hand is None else [hand_section(study.by_hand, language)]),
        *_announced(study, language),
        *[balances_section(study, language)] * shared,
        *[deliveries_section(study, language)] * due,
        rounds_section(study, language),
        *[map_section(study, language)] * bool(study.plan.rounds),
        timeline_section(study, language),
        *([] if study.stability is None else [stability_section(study, study.stability, language)]),
        unserved_section(study, language),
        *[undelivered_section(study, language)] * due,
        *fairness,
        *[diagnosis_section(study, language)] * shared,
        *[families_section(study, language)] * shared,
        bounds_section(study, language),
        *([] if study.simulation is None else [simulation_section(study, language)]),
        usage_section(study, language),
        stops_section(study, language),
        *[loads_section(study, language)] * due,
        *[shares_section(study, language)] * shared,
        limits(study.findings, language, scenario.notes, [_ran(study, language)]),
    ]
    return Page(
        title=of_variant(scenario.label, scenario.variant),
        subtitle=week_of(scenario.week_of, language),
        answer=week_answer(study, language),
        alerts=alerts(study.findings, language, study.violations, scenario),
        sections=tuple(sections),
        provenance=provenance(study, language),
    )


HALF_KG = 0.5
"""Less of a family is not worth naming."""


def _announced(study: Study, language: Language) -> list[Section]:
    """Return what is announced for the days of the week, and what is held when it begins."""
    told = [one.text.in_(language) for one in announced(study.scenario) if one.severity == "info"]
    return [Section(ANNOUNCED.in_(language), tuple(told))] * bool(told)


def _summary(study: Study, language: Language) -> Section:
    """Return the figures of the week beside those of each going alone."""
    totals, alone = study.totals, study.alone_totals
    due, shared = bool(totals.due_kg), shares_food(study)
    figures = (
        *[("due", "due_kg", "kg"), ("delivered", "delivered_kg", "kg")] * due,
        *[("usable_kg", "usable_kg", "kg"), ("need", "need_kg", "kg")] * shared,
        *[("share_of_need", "", "%"), ("meals", "meals", "")] * shared,
        *(("rounds", "rounds", ""), ("stop", "stops", ""), ("unserved", "unserved", "")),
        *(("person_hours", "person_hours", "h"), ("km", "km", "km"), ("cost", "eur", "€")),
        *(("co2", "co2_kg", "kg"), *[("co2_avoided", "co2_avoided_kg", "kg")] * shared),
    )
    rows: list[tuple[Cell, ...]] = []
    for key, field, unit in figures:
        both = (totals,) if alone is None else (totals, alone)
        if field:
            values = [Number(float(getattr(one, field)), 0, unit) for one in both]
        else:
            values = [
                Number(one.usable_kg / one.need_kg if one.need_kg else 1.0, share=True)
                for one in both
            ]
        rows.append((word(key, language), *values))
    heads = [word("indicator", language), word("value", language)]
    heads += [word("alone", language)] * (alone is not None)
    table = Table(tuple(heads), tuple(rows), tiles=True)
    said = [Line(word("each_distribution", language))] * shared
    return Section(word("summary", language), (table, *said, *_not_eaten(study, language)))


def _not_eaten(study: Study, language: Language) -> list[Line]:
    """Return what of all that is distributed is no food, by family, in its units."""
    goods = {one.id: 0.0 for one in study.scenario.families if not one.food}
    for share in study.plan.shares:
        if share.family in goods:
            goods[share.family] += share.kg
    told = [
        f"{family.label} {weighed(family, goods[family.id], language)}"
        for family in study.scenario.families
        if goods.get(family.id, 0.0) >= HALF_KG
    ]
    text = word("not_eaten", language).format(goods=listed(told, language))
    return [Line(text)] * bool(told)


def _ran(study: Study, language: Language) -> Line:
    """Return how the plan was found, in a line."""
    origin = study.provenance
    text = semicolon(language).join(
        (
            code(origin.engine, language),
            f"{word('seed', language).lower()} {origin.seed}",
            code(origin.termination, language),
            amount(origin.elapsed_s, "s", language, 1),
        )
    )
    return Line(text, where=TERMINAL)
