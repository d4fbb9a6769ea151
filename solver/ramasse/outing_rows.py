"""Rows and columns of vehicles that go out: one round at a time, and what a week of one costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from solver.programs.growing import GrowingProgram
from solver.programs.solved import INFINITY
from solver.ramasse.last_mile import CarryMenu
from solver.ramasse.menus import Menu
from solver.ramasse.week import Week

Outing = tuple[int, str, int]
"""Stream, vehicle and slot: where there is one round at most."""


def slot_rows(week: Week, program: GrowingProgram, vehicle: str, slot: int) -> list[int]:
    """Return the rows that let a vehicle make one round at a time."""
    here = week.slots[slot]
    return [
        program.row(("slot", vehicle, other.number), -INFINITY, 1.0)
        for other in week.slots
        if other.overlaps(here) and here.starts_s <= other.starts_s < here.ends_s
    ]


def used_rows(week: Week, program: GrowingProgram, vehicle: str, slot: int) -> list[int]:
    """Return the row that has a vehicle's week paid for when it goes out in a slot, if any."""
    if not week.scenario.vehicle[vehicle].eur_per_week:
        return []
    return [program.row(("used", vehicle, slot), -INFINITY, 0.0)]


def lay_vehicle_weeks(
    week: Week, program: GrowingProgram, menus: Sequence[Menu], carries: Sequence[CarryMenu]
) -> dict[int, float]:
    """Make the columns that pay once a week for each vehicle that goes out; return their euros."""
    slots: dict[str, set[int]] = defaultdict(set)
    for menu in menus:
        slots[menu.vehicle].add(menu.slot.number)
    for carry in carries:
        slots[carry.vehicle].add(carry.slot.number)
    found: dict[int, float] = {}
    row = program.row
    for vehicle in sorted(slots):
        price = week.scenario.vehicle[vehicle].eur_per_week
        if price:
            column = program.column(
                [(row("cost"), price)]
                + [
                    (row(("used", vehicle, slot), -INFINITY, 0.0), -1.0)
                    for slot in sorted(slots[vehicle])
                ],
                upper=1.0,
                integer=True,
            )
            found[column] = price
    return found
