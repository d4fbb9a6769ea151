"""Delivered units as people read them: what each stop brings, what each association was due."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from models.base import Language
from models.calendar import DAY_NUMBER, Day
from models.deliveries import Unit
from models.plan import Plan, Round, Stop
from models.scenario import Scenario
from models.study import Study
from service.kinds.week.rounds import handled_kg, moved_kg
from service.words.labels import word
from service.words.sentences import count


def units_at(scenario: Scenario, item: Round, number: int) -> tuple[Unit, ...]:
    """Return the units that a stop drops, or that it loads for the drops before the next load."""
    return tuple(scenario.units[unit] for stop in _drops_of(item, number) for unit in stop.units)


def _drops_of(item: Round, number: int) -> tuple[Stop, ...]:
    """Return a drop by itself, or the stops that a load is for."""
    stop, after = item.stops[number], item.stops[number + 1 :]
    if stop.kind == "drop":
        return (stop,)
    if stop.kind == "load":
        return tuple(itertools.takewhile(lambda one: one.kind in ("collect", "drop"), after))
    return ()


def at_doors_kg(scenario: Scenario, plan: Plan, item: Round, number: int) -> dict[str, float]:
    """Return the kg by family that pass through a vehicle's doors at a stop, units included."""
    found = dict(handled_kg(plan, item, number))
    for unit in units_at(scenario, item, number):
        found[unit.family] = found.get(unit.family, 0.0) + unit.kg
    return found


def carried_kg(scenario: Scenario, plan: Plan, item: Round) -> float:
    """Return the kg that a round moves: collected or dropped, and the units that it brings."""
    units = (scenario.units[unit] for stop in item.stops for unit in stop.units)
    return moved_kg(plan, item) + sum(unit.kg for unit in units)


def packed(units: Sequence[Unit], language: Language) -> str:
    """Return how units are packed: loads, pallet places, insulated boxes; empty without units."""
    if not units:
        return ""
    parts = [count(len(units), "load", language)]
    pallets, boxes = sum(unit.pallets for unit in units), sum(unit.boxes for unit in units)
    if pallets:
        parts.append(count(pallets, "pallet", language))
    if boxes:
        parts.append(count(boxes, "insulated_box", language))
    return ", ".join(parts)


def said_at(scenario: Scenario, item: Round, number: int, language: Language) -> str:
    """Return what a stop brings beside its kg: how units are packed, food of an errand."""
    errand = [word("errand", language)] * any(one.errand for one in _drops_of(item, number))
    loads = packed(units_at(scenario, item, number), language)
    return ", ".join([*errand, *([loads] if loads else [])])


def when_dropped(plan: Plan) -> dict[str, tuple[Round, Stop]]:
    """Return the round and the stop that drop each unit."""
    return {
        unit: (item, stop) for item in plan.rounds for stop in item.stops for unit in stop.units
    }


@dataclass(frozen=True)
class Brought:
    """What an association was due from a depot this week, and what comes."""

    label: str
    due_kg: float
    delivered_kg: float
    visits: int
    days: tuple[Day, ...]
    packed: str
    """Of what comes."""
    left: int
    """Units that stay behind."""


def brought(study: Study, language: Language) -> tuple[Brought, ...]:
    """Return every association that is due something, in the order of the scenario."""
    scenario = study.scenario
    stops = [(item.day, stop) for item in study.plan.rounds for stop in item.stops if stop.units]
    dropped = {unit for _, stop in stops for unit in stop.units}
    found = []
    for who in scenario.associations:
        due = [unit for unit in scenario.units.values() if unit.to == who.id]
        if not due:
            continue
        came = [unit for unit in due if unit.id in dropped]
        days = {day for day, stop in stops if stop.site == who.id}
        found.append(
            Brought(
                label=who.label,
                due_kg=sum(unit.kg for unit in due),
                delivered_kg=sum(unit.kg for unit in came),
                visits=sum(stop.site == who.id for _, stop in stops),
                days=tuple(sorted(days, key=lambda day: DAY_NUMBER[day])),
                packed=packed(came, language),
                left=len(due) - len(came),
            )
        )
    return tuple(found)


def shares_food(study: Study) -> bool:
    """Tell whether food is collected to be shared out, and not deliveries alone."""
    return not study.scenario.units or study.totals.need_kg + study.totals.usable_kg > 0
