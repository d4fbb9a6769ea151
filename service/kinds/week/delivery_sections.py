"""Deliveries from a depot: what is due and comes, each load, what is left and why."""

from __future__ import annotations

from models.base import Language, clock
from models.calendar import DAY_NAMES, DAY_NUMBER
from models.study import Study
from service.kinds.week.deliveries import brought, packed, when_dropped
from service.kinds.week.rounds import label, named
from service.kinds.week.share_sections import MOST
from service.pages.page import LONG, WORKBOOK, Cell, Head, Line, Number, Section, Table, row
from service.words.labels import capital, word

NONE = "–"


def deliveries_section(study: Study, language: Language) -> Section:
    """Return what each association was due and what comes, kg, visits and days."""
    rows = tuple(
        row(
            one.label,
            (
                Number(one.due_kg, unit="kg"),
                Number(one.delivered_kg, unit="kg", bar=one.delivered_kg / one.due_kg),
                one.packed or NONE,
                Number(one.visits),
                ", ".join(DAY_NAMES[day].in_(language) for day in one.days) or NONE,
                Number(one.left),
            ),
            tone="bad" if one.left else "",
        )
        for one in brought(study, language)
    )
    heads: tuple[str | Head, ...] = (
        *(word(key, language) for key in ("association", "due", "delivered", "packing", "visits")),
        Head(word("day", language), LONG),
        Head(word("undelivered", language), LONG),
    )
    return Section(word("deliveries", language), (Table(heads, rows),))


def loads_section(study: Study, language: Language) -> Section:
    """Return every load unit that is dropped, with its stop, in the order of the week."""
    scenario = study.scenario
    dropped = when_dropped(study.plan)

    def rank(unit: str) -> tuple[int, int, str]:
        item, stop = dropped[unit]
        return DAY_NUMBER[item.day], stop.start_s, unit

    rows: list[tuple[Cell, ...]] = []
    for name in sorted(dropped, key=rank):
        unit, (item, stop) = scenario.units[name], dropped[name]
        rows.append(
            (
                label(scenario, unit.to),
                scenario.family[unit.family].label,
                Number(unit.kg, 1),
                Number(unit.pallets or None, 1),
                Number(unit.boxes or None),
                named(scenario, item, language),
                clock(stop.start_s),
            )
        )
    keys = ("pallets", "boxes", "brought_by", "time")
    heads = (
        *(word("association", language), word("family", language), "kg"),
        *(capital(word(key, language)) for key in keys),
    )
    return Section(word("loads", language), (Table(heads, tuple(rows), where=WORKBOOK),))


def undelivered_section(study: Study, language: Language) -> Section:
    """Return every load unit that stays behind, with its reason and what would make it fit."""
    scenario = study.scenario
    rows: list[tuple[Cell, ...]] = []
    for one in study.undelivered:
        unit = scenario.units[one.unit]
        rows.append(
            (
                label(scenario, unit.to),
                scenario.family[unit.family].label,
                Number(one.kg, unit="kg"),
                packed((unit,), language),
                one.reason.in_(language),
                one.remedy.in_(language),
            )
        )
    heads = (
        *(word("association", language), word("family", language), "kg"),
        Head(word("packing", language), LONG),
        *(word("reason", language), word("remedy", language)),
    )
    none = [Line(word("undelivered_none", language))] * (not rows)
    table = Table(heads, tuple(rows), reasons=2, most=MOST)
    return Section(word("undelivered", language), (*none, table))
