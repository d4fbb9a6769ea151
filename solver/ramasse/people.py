"""The people of the master program: rounds ask for drivers and helpers, people answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable

from models.vehicles import Person
from solver.programs.growing import GrowingProgram
from solver.programs.solved import INFINITY
from solver.ramasse.week import Crew, Week


def crew_entries(
    week: Week, program: GrowingProgram, crew: Crew, vehicle: str, slot: int
) -> list[tuple[int, float]]:
    """Return the rows of the people that a round asks for, with how many."""
    if not crew.named:
        return []
    row = program.row
    helpers = week.scenario.vehicle[vehicle].crew - 1
    return [
        (row(("crew", "driver", slot, crew), -INFINITY, 0.0), 1.0),
        (row(("crew", "helper", slot, crew), -INFINITY, 0.0), float(helpers)),
    ]


def lay_people(week: Week, program: GrowingProgram) -> None:
    """Make the columns that put people aboard: alike people are counted together."""
    demands = [key for key in program.keys if isinstance(key, tuple) and key[0] == "crew"]
    groups: dict[Hashable, list[Person]] = defaultdict(list)
    for person in week.scenario.people:
        alike: Hashable = (
            (
                _asked_for(person.id, demands),
                person.association,
                person.roles,
                person.licences,
                person.days,
                person.shifts,
                week.scenario.taken(person),
                person.most_shifts,
            )
            if person.max_hours is None
            else person.id
        )
        groups[alike].append(person)
    row = program.row
    for number, people in enumerate(groups.values()):
        one = people[0]
        for key in demands:
            _, role, slot, crew = key
            if one.id not in (crew.drivers if role == "driver" else crew.helpers):
                continue
            here = week.slots[slot]
            entries = [(row(key), -1.0)]
            entries.append(
                (row(("week", number), -INFINITY, float(len(people) * one.most_shifts)), 1.0)
            )
            if one.max_hours is not None:
                entries.append(
                    (row(("week-hours", number), -INFINITY, one.max_hours), here.max_s / 3600)
                )
            entries += [
                (row(("people", number, other.number), -INFINITY, float(len(people))), 1.0)
                for other in week.slots
                if other.overlaps(here) and here.starts_s <= other.starts_s < here.ends_s
            ]
            program.column(entries, upper=float(len(people)), integer=True)


def _asked_for(person: str, demands: list[tuple[str, str, int, Crew]]) -> tuple[int, ...]:
    """Return the demands that name a person: a published crew names some of those alike."""
    return tuple(
        number
        for number, (_, role, _, crew) in enumerate(demands)
        if person in (crew.drivers if role == "driver" else crew.helpers)
    )
