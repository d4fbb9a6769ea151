"""Columns that join a collection and a last mile into one round of one crew."""

from __future__ import annotations

from collections.abc import Sequence

from solver.programs.growing import GrowingProgram
from solver.programs.solved import INFINITY
from solver.ramasse.half_rounds import eur, longest_round_s, spared_m, spared_s
from solver.ramasse.last_mile import CarryMenu
from solver.ramasse.menus import Menu
from solver.ramasse.objectives import Objectives
from solver.ramasse.outing_rows import Outing, slot_rows, used_rows
from solver.ramasse.people import crew_entries
from solver.ramasse.plan_changes import Changes
from solver.ramasse.week import Week


def lay_joins(
    week: Week,
    program: GrowingProgram,
    menus: Sequence[Menu],
    carries: Sequence[CarryMenu],
    changes: Changes | None,
    objectives: Objectives,
) -> dict[Outing, int]:
    """Make a column for every outing that may be both halves; return it by outing.

    A joined round is one: it spares the way home and back, takes the vehicle and its crew once,
    and fits the limits of one round.
    """
    collecting = {(m.stream, m.vehicle, m.slot.number): m for m in menus}
    carrying = {(c.stream, c.vehicle, c.slot.number): c for c in carries}
    joins: dict[Outing, int] = {}
    row = program.row
    for place in sorted(set(collecting) & set(carrying)):
        stream, vehicle, slot = place
        means = week.scenario.vehicle[vehicle]
        if means.max_trips < 2:
            continue
        here, crew = collecting[place].slot, carrying[place].crew
        less_s = spared_s(week, stream, vehicle)
        longest = longest_round_s(here, means.max_round_min)
        less_hours = means.crew * less_s / 3600
        less_eur = eur(week, vehicle, spared_m(week, stream, vehicle), less_s)
        entries = [
            (row(("join-collect", place), -INFINITY, 0.0), 1.0),
            (row(("join-carry", place), -INFINITY, 0.0), 1.0),
            (row(("length", place), -INFINITY, float(longest)), -less_s),
            (row(("end", place), -INFINITY, float(here.ends_s - here.starts_s)), 0.0),
            (row("hours"), -less_hours),
            (row("cost"), -less_eur),
            *((number, -1.0) for number in slot_rows(week, program, vehicle, slot)),
            *((number, -1.0) for number in used_rows(week, program, vehicle, slot)),
            *(
                (number, -value)
                for number, value in crew_entries(week, program, crew, vehicle, slot)
            ),
        ]
        moved = {} if changes is None else dict(changes.joined(program, (vehicle, slot)))
        entries += moved.items()
        column = program.column(entries, upper=1.0, integer=True)
        if changes is not None:
            objectives.changes[column] = moved[row("changes")]
        joins[place] = column
        objectives.hours[column], objectives.cost[column] = -less_hours, -less_eur
    return joins
