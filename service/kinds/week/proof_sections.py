"""What is known of a plan: why there is not enough, what is proved, mishaps, means used."""

from __future__ import annotations

from models.base import Language
from models.scenario import Scenario
from models.study import Simulation, Study
from service.kinds.week.deliveries import shares_food
from service.pages.page import EVERYWHERE, LONG, Cell, Line, Number, Section, Table, row
from service.words.labels import capital, code, colon, count, noun, word

UNITS = {"food": "kg", "hours": "h", "cost": "€"}


def diagnosis_section(study: Study, language: Language) -> Section:
    """Return whether food, means or organisation lack, step by step."""
    found = study.diagnosis
    figures = (
        ("need", found.need_kg),
        ("supply_kg", found.supply_kg),
        ("free_logistics", found.free_logistics_kg),
        ("planned_kg", found.planned_kg),
    )
    most = max(1.0, *(kg for _, kg in figures))
    rows = tuple(
        row(word(key, language), (Number(kg, unit="kg", bar=kg / most),)) for key, kg in figures
    )
    heads = (word("food", language), word("value", language))
    return Section(word("diagnosis", language), (found.verdict.in_(language), Table(heads, rows)))


def bounds_section(study: Study, language: Language) -> Section:
    """Return each objective beside its bound; how bounds are proved is told once."""
    rows: list[tuple[Cell, ...]] = []
    methods: dict[str, list[str]] = {}
    for one in study.bounds:
        name, unit = word(one.objective, language), UNITS[one.objective]
        bound = word("none_known", language) if one.bound is None else Number(one.bound, 1, unit)
        rows.append((name, Number(one.value, 1, unit), bound))
        methods.setdefault(one.method.in_(language), []).append(name)
    heads = tuple(word(key, language) for key in ("objective", "value", "bound"))
    told = (
        f"{capital(', '.join(names).lower())}{colon(language)}{method}"
        for method, names in methods.items()
    )
    return Section(
        word("bounds", language),
        (Table(heads, tuple(rows), where=EVERYWHERE), *told),
        folded=True,
    )


def simulation_section(study: Study, language: Language) -> Section:
    """Return what the plan becomes over sampled weeks."""
    found = study.simulation
    assert found is not None
    figures = (
        *[(found.usable_kg, "usable_kg", "kg", 0), (found.kg_lost, "kg_lost", "kg", 0)]
        * shares_food(study),
        (found.late_stops, "late_stops", "", 1),
        (found.overtime_min, "overtime_min", "min", 0),
    )
    rows = tuple(
        row(
            word(key, language),
            (Number(value, digits, unit) for value in (one.mean, one.p10, one.p90)),
        )
        for one, key, unit, digits in figures
    )
    heads = tuple(word(key, language) for key in ("indicator", "mean", "p10", "p90"))
    weeks = Table(heads, rows, count(found.weeks, "week", language))
    how = Line(found.recourse.in_(language), where=LONG)
    return Section(
        word("simulation", language),
        (weeks, *_failures(found, language), how),
        sheet=word("simulation_sheet", language),
    )


def _failures(found: Simulation, language: Language) -> list[Table]:
    if not found.failures:
        return []
    rows = tuple(
        row(capital(code(name, language)), (Number(share, share=True, bar=share),))
        for name, share in found.failures.items()
    )
    return [Table((word("failure", language), word("weeks_hit", language)), rows)]


def usage_section(study: Study, language: Language) -> Section:
    """Return how far each vehicle, person and cold store is used."""
    rows: list[tuple[Cell, ...]] = []
    for one in study.usage:
        name = means_label(study.scenario, one.kind, one.id)
        used = (
            Number(value, int(one.unit == "h"), unit)
            for value in (one.used, one.available)
            for unit in [noun(value, "outing", language) if one.unit == "shift" else one.unit]
        )
        kind = code(one.kind, language)
        rows.append((name, kind, *used, Number(one.rate, share=True, bar=one.rate)))
    heads = ("", *(word(key, language) for key in ("used", "available", "rate")))
    table = Table((word("means", language), *heads), tuple(rows))
    return Section(word("usage", language), (table,), folded=True)


def means_label(scenario: Scenario, kind: str, name: str) -> str:
    """Return what people call a vehicle, a person or the owner of a cold store."""
    if kind == "vehicle":
        return scenario.vehicle[name].label
    if kind == "person":
        return scenario.person[name].label
    return scenario.association[name].label
