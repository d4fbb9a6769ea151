"""Deliveries from a depot as tables of a workbook: what is due, each load, what is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.base import Language, clock
from models.calendar import DAY_NAMES, DAY_NUMBER
from models.study import Study
from service.kinds.week.deliveries import brought, packed, when_dropped
from service.kinds.week.rounds import label, named
from service.words.labels import capital, word

KG = "#,##0.0"
Cells = tuple[object, str | None]
Table = tuple[list[str], Iterable[Sequence[Cells]]]
"""Heads, then rows of values and their number formats."""


def _heads(language: Language, *keys: str) -> list[str]:
    return [key if key == "kg" else capital(word(key, language)) for key in keys]


def delivery_table(study: Study, language: Language) -> Table:
    """Return what each association was due and what comes, kg, visits and days."""
    rows: list[list[Cells]] = [
        [
            (one.label, None),
            (one.due_kg, KG),
            (one.delivered_kg, KG),
            (one.packed, None),
            (one.visits, "0"),
            (", ".join(DAY_NAMES[day].in_(language) for day in one.days), None),
            (one.left, "0"),
        ]
        for one in brought(study, language)
    ]
    keys = ("association", "due", "delivered", "packing", "visits", "day", "undelivered")
    return _heads(language, *keys), rows


def load_table(study: Study, language: Language) -> Table:
    """Return every load unit that is dropped, with its stop, in the order of the week."""
    scenario = study.scenario
    dropped = when_dropped(study.plan)

    def rank(unit: str) -> tuple[int, int, str]:
        item, stop = dropped[unit]
        return DAY_NUMBER[item.day], stop.start_s, unit

    rows: list[list[Cells]] = []
    for name in sorted(dropped, key=rank):
        unit, (item, stop) = scenario.units[name], dropped[name]
        rows.append(
            [
                (label(scenario, unit.to), None),
                (scenario.family[unit.family].label, None),
                (unit.kg, KG),
                (unit.pallets or None, "0.0"),
                (unit.boxes or None, "0"),
                (named(scenario, item, language), None),
                (clock(stop.start_s), None),
            ]
        )
    keys = ("association", "family", "kg", "pallets", "boxes", "brought_by", "time")
    return _heads(language, *keys), rows


def undelivered_table(study: Study, language: Language) -> Table:
    """Return every load unit that stays behind, with its reason and what would make it fit."""
    scenario = study.scenario
    rows: list[list[Cells]] = []
    for one in study.undelivered:
        unit = scenario.units[one.unit]
        rows.append(
            [
                (label(scenario, unit.to), None),
                (scenario.family[unit.family].label, None),
                (one.kg, KG),
                (packed((unit,), language), None),
                (one.reason.in_(language), None),
                (one.remedy.in_(language), None),
            ]
        )
    keys = ("association", "family", "kg", "packing", "reason", "remedy")
    return _heads(language, *keys), rows
