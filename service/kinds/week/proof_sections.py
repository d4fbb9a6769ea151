"""What is known of a plan: why there is not enough, what is proved, mishaps, means used."""

from __future__ import annotations

from functools import partial

from models.base import Language
from models.scenario import Scenario
from models.study import Bound, Study
from service.kinds.week.deliveries import shares_food
from service.kinds.week.why.things import means
from service.pages.page import EVERYWHERE, LONG, Line, Number, Section, table_of
from service.words.codes import code
from service.words.labels import word
from service.words.sentences import capital, colon, count, noun

UNITS = {"food": "kg", "hours": "h", "cost": "€"}


def diagnosis_section(study: Study, language: Language) -> Section:
    """Return whether food, means or organisation lack, step by step."""
    found, tell = study.diagnosis, partial(word, language=language)
    figures = (
        ("need", found.need_kg),
        ("supply_kg", found.supply_kg),
        ("free_logistics", found.free_logistics_kg),
        ("planned_kg", found.planned_kg),
    )
    most = max(1.0, *(kg for _, kg in figures))
    table = table_of(
        figures,
        (tell("food"), lambda one: tell(one[0])),
        (tell("value"), lambda one: Number(one[1], unit="kg", bar=one[1] / most)),
    )
    return Section(tell("diagnosis"), (found.verdict.in_(language), table), closed=True)


def bounds_section(study: Study, language: Language) -> Section:
    """Return each objective beside its bound; how bounds are proved is told once."""
    tell = partial(word, language=language)
    methods: dict[str, list[str]] = {}
    for one in study.bounds:
        methods.setdefault(one.method.in_(language), []).append(tell(one.objective))
    none = tell("none_known")

    def best(one: Bound) -> Number | str:
        return none if one.bound is None else Number(one.bound, 1, UNITS[one.objective])

    table = table_of(
        study.bounds,
        (tell("objective"), lambda one: tell(one.objective)),
        (tell("value"), lambda one: Number(one.value, 1, UNITS[one.objective])),
        (tell("bound"), best),
        where=EVERYWHERE,
    )
    how = (
        f"{capital(', '.join(names).lower())}{colon(language)}{method}"
        for method, names in methods.items()
    )
    return Section(tell("bounds"), (table, *how), folded=True)


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
    tell = partial(word, language=language)
    weeks = table_of(
        figures,
        (tell("indicator"), lambda one: tell(one[1])),
        (tell("mean"), lambda one: Number(one[0].mean, one[3], one[2])),
        (tell("p10"), lambda one: Number(one[0].p10, one[3], one[2])),
        (tell("p90"), lambda one: Number(one[0].p90, one[3], one[2])),
        title=count(found.weeks, "week", language),
    )
    failures = table_of(
        found.failures.items(),
        (tell("failure"), lambda one: capital(code(one[0], language))),
        (tell("weeks_hit"), lambda one: Number(one[1], share=True, bar=one[1])),
    )
    how = Line(found.recourse.in_(language), where=LONG)
    title, sheet = tell("simulation"), tell("simulation_sheet")
    return Section(title, (weeks, *[failures] * bool(failures.rows), how), sheet=sheet, closed=True)


def usage_section(study: Study, language: Language) -> Section:
    """Return how far each vehicle, person and cold store is used."""
    tell = partial(word, language=language)

    def amount(value: float, unit: str) -> Number:
        named = noun(value, "outing", language) if unit == "shift" else unit
        return Number(value, int(unit == "h"), named)

    table = table_of(
        study.usage,
        (tell("means"), lambda one: means(study.scenario, one.kind, one.id)),
        ("", lambda one: code(one.kind, language)),
        (tell("used"), lambda one: amount(one.used, one.unit)),
        (tell("available"), lambda one: amount(one.available, one.unit)),
        (tell("rate"), lambda one: Number(one.rate, share=True, bar=one.rate)),
    )
    return Section(tell("usage"), (table,), folded=True)


def means_label(scenario: Scenario, kind: str, name: str) -> str:
    """Return what people call a vehicle, a person or the owner of a cold store."""
    if kind == "vehicle":
        return scenario.vehicle[name].label
    if kind == "person":
        return scenario.person[name].label
    return scenario.association[name].label
