"""Deliveries from a depot: what is due and comes, each load, what is left and why."""

from __future__ import annotations

from functools import partial

from models.base import Language, clock
from models.calendar import DAY_NAMES, DAY_NUMBER
from models.study import Study
from service.kinds.week.deliveries import Brought, brought, packed, when_dropped
from service.kinds.week.rounds import label, named
from service.kinds.week.share_sections import MOST
from service.pages.page import LONG, UNKNOWN, WORKBOOK, Head, Number, Section, Tone, table_of
from service.words.labels import word
from service.words.sentences import capital


def deliveries_section(study: Study, language: Language) -> Section:
    """Return what each association was due and what comes, kg, visits and days."""
    tell = partial(word, language=language)

    def days(one: Brought) -> str:
        return ", ".join(DAY_NAMES[day].in_(language) for day in one.days) or UNKNOWN

    table = table_of(
        brought(study, language),
        (tell("association"), lambda one: one.label),
        (tell("due"), lambda one: Number(one.due_kg, unit="kg")),
        (tell("delivered"), _delivered),
        (tell("packing"), lambda one: one.packed or UNKNOWN),
        (tell("stop"), lambda one: one.visits),
        (Head(tell("day"), LONG), days),
        (Head(tell("undelivered"), LONG), lambda one: one.left),
    )
    return Section(tell("deliveries"), (table,))


def _delivered(one: Brought) -> Number:
    tone: Tone = "bad" if one.left else ""
    return Number(one.delivered_kg, unit="kg", tone=tone, bar=one.delivered_kg / one.due_kg)


def loads_section(study: Study, language: Language) -> Section:
    """Return every load unit that is dropped, with its stop, in the order of the week."""
    scenario, tell = study.scenario, partial(word, language=language)
    dropped = [(scenario.units[name], *at) for name, at in when_dropped(study.plan).items()]
    table = table_of(
        sorted(dropped, key=lambda one: (DAY_NUMBER[one[1].day], one[2].start_s, one[0].id)),
        (tell("association"), lambda one: label(scenario, one[0].to)),
        (tell("family"), lambda one: scenario.family[one[0].family].label),
        ("kg", lambda one: Number(one[0].kg, 1)),
        (tell("pallets"), lambda one: Number(one[0].pallets or None, 1)),
        (capital(tell("boxes")), lambda one: one[0].boxes or None),
        (tell("brought_by"), lambda one: named(scenario, one[1], language)),
        (tell("time"), lambda one: clock(one[2].start_s)),
        where=WORKBOOK,
    )
    return Section(tell("loads"), (table,))


def undelivered_section(study: Study, language: Language) -> Section:
    """Return every load unit that stays behind, with its reason and what would make it fit."""
    scenario, units = study.scenario, study.scenario.units
    tell = partial(word, language=language)
    table = table_of(
        study.undelivered,
        (tell("association"), lambda one: label(scenario, units[one.unit].to)),
        (tell("family"), lambda one: scenario.family[units[one.unit].family].label),
        ("kg", lambda one: Number(one.kg, unit="kg")),
        (Head(tell("packing"), LONG), lambda one: packed((units[one.unit],), language)),
        (tell("reason"), lambda one: one.reason.in_(language)),
        (tell("remedy"), lambda one: one.remedy.in_(language)),
        reasons=2,
        most=MOST,
    )
    return Section(tell("undelivered"), (*[tell("undelivered_none")] * (not table.rows), table))
