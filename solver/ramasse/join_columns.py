"""Columns that join a collection and a last mile into one round of one crew."""

from __future__ import annotations

from collections.abc import Sequence

from solver.programs.growing import GrowingProgram
from solver.programs.solved import INFINITY
from solver.ramasse.half_rounds import (
    eur,
    from_hub_s,
    latest_load_s,
    longest_round_s,
    spared_m,
    spared_s,
)
from solver.ramasse.last_mile import CarryMenu
from solver.ramasse.menus import Menu
from solver.ramasse.objectives import Objectives
from solver.ramasse.outing_rows import Outing, slot_rows, used_rows
from solver.ramasse.people import crew_entries
from solver.ramasse.plan_changes import Changes
from solver.ramasse.week import Week

HURRY_S = 60
"""A door that closes by so much before the latest drop of a shift may have to be reached first."""


def lay_joins(
    week: Week,
    program: GrowingProgram,
    menus: Sequence[Menu],
    carries: Sequence[CarryMenu],
    changes: Changes | None,
    objectives: Objectives,
) -> dict[Outing, tuple[int, ...]]:
    """Make a column for every outing that may be both halves; return it by outing.

    A joined round is one: it spares the way home and back, takes the vehicle and its crew once,
    and fits the limits of one round. It collects first; where doors may have to be reached before
    their distribution, a second column carries first, and is told to spare no way: that is so
    whichever rounds are joined.
    """
    collecting = {(m.stream, m.vehicle, m.slot.number): m for m in menus}
    carrying = {(c.stream, c.vehicle, c.slot.number): c for c in carries}
    joins: dict[Outing, tuple[int, ...]] = {}
    row = program.row
    for place in sorted(set(collecting) & set(carrying)):
        stream, vehicle, slot = place
        means = week.scenario.vehicle[vehicle]
        if means.max_trips < 2:
            continue
        here, carry = collecting[place].slot, carrying[place]
        lasts_s = float(here.ends_s - here.starts_s)
        longest = longest_round_s(here, means.max_round_min)
        shared = [
            (row(("join-collect", place), -INFINITY, 0.0), 1.0),
            (row(("join-carry", place), -INFINITY, 0.0), 1.0),
            *((number, -1.0) for number in slot_rows(week, program, vehicle, slot)),
            *((number, -1.0) for number in used_rows(week, program, vehicle, slot)),
            *(
                (number, -value)
                for number, value in crew_entries(week, program, carry.crew, vehicle, slot)
            ),
        ]
        moved = {} if changes is None else dict(changes.joined(program, (vehicle, slot)))
        shared += moved.items()
        length = row(("length", place), -INFINITY, float(longest))
        end = row(("end", place), -INFINITY, lasts_s)
        less_s = spared_s(week, stream, vehicle)
        less_hours = means.crew * less_s / 3600
        less_eur = eur(week, vehicle, spared_m(week, stream, vehicle), less_s)
        ways = [
            [(length, -less_s), (end, 0.0), (row("hours"), -less_hours), (row("cost"), -less_eur)]
        ]
        if _hurried(week, carry):
            # as much of the way as any two halves spare: whether two fit is seen when they are met
            ways.append([(length, -less_s), (end, -lasts_s)])
        joins[place] = tuple(
            program.column([*shared, *way], upper=1.0, integer=True) for way in ways
        )
        if changes is not None:
            objectives.changes |= dict.fromkeys(joins[place], moved[row("changes")])
        first = joins[place][0]
        objectives.hours[first], objectives.cost[first] = -less_hours, -less_eur
    return joins


def _hurried(week: Week, carry: CarryMenu) -> bool:
    """Tell whether some door must be reached well before the shift would have it."""
    return any(
        carry.slot.ends_s - latest_load_s(week, carry, row) > from_hub_s(week, carry, row) + HURRY_S
        for row in range(len(carry))
    )
