"""The people of the master program: rounds ask for drivers and helpers, people answer.

Who goes out only or never with somebody is put aboard round by round: the seats of each vehicle
that they may take are filled by themselves, or by others who are counted slot by slot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from models.vehicles import Person
from solver.programs.growing import GrowingProgram
from solver.programs.solved import INFINITY
from solver.ramasse.week import Crew, Week

Demand = tuple[str, str, int, Crew]
"""``"crew"``, the role, the slot, and who may answer."""
Seats = tuple[str, str, int, Crew, str]
"""``"seats"``, the role, the slot, who may answer, and the vehicle whose seats they are."""


def crew_entries(
    week: Week, program: GrowingProgram, crew: Crew, vehicle: str, slot: int
) -> list[tuple[int, float]]:
    """Return the rows of the people that a round asks for, with how many."""
    if not crew.named:
        return []
    seats = (("driver", 1.0), ("helper", week.scenario.vehicle[vehicle].crew - 1.0))
    row = program.row
    if not crew.aboard and week.paired & {*crew.drivers, *crew.helpers}:
        return [(row(("seats", role, slot, crew, vehicle), 0.0, 0.0), n) for role, n in seats]
    return [(row(("crew", role, slot, crew), -INFINITY, 0.0), n) for role, n in seats]


def lay_people(week: Week, program: GrowingProgram) -> None:
    """Make the columns that put people aboard: alike people are counted together."""
    row = program.row
    seats: list[Seats] = [k for k in program.keys if isinstance(k, tuple) and k[0] == "seats"]
    for key in seats:  # those that people who are counted together take
        together = row(("crew", *key[1:4]), -INFINITY, 0.0)
        program.column([(row(key), -1.0), (together, 1.0)], integer=True)
    demands: list[Demand] = [k for k in program.keys if isinstance(k, tuple) and k[0] == "crew"]
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
            if person.max_hours is None and person.id not in week.paired
            else person.id
        )
        groups[alike].append(person)
    for number, people in enumerate(groups.values()):
        one = people[0]
        answered = [key for key in demands if one.id not in week.paired or key[3].aboard]
        for key in (*answered, *(seats if one.id in week.paired else ())):
            _, role, slot, crew, *_ = key
            if one.id in (crew.drivers if role == "driver" else crew.helpers):
                entries = [(row(key), -1.0), *_taken(week, program, number, people, slot)]
                if key[0] == "seats":
                    entries += _pairings(week, program, one.id, slot, key[4])
                program.column(entries, upper=float(len(people)), integer=True)


def _taken(
    week: Week, program: GrowingProgram, number: int, people: Sequence[Person], slot: int
) -> Iterator[tuple[int, float]]:
    """Yield what a seat in a slot takes of the time of people who are alike."""
    one, here, row = people[0], week.slots[slot], program.row
    yield row(("week", number), -INFINITY, float(len(people) * one.most_shifts)), 1.0
    if one.max_hours is not None:
        yield row(("week-hours", number), -INFINITY, one.max_hours), here.max_s / 3600
    for other in week.slots:
        if other.overlaps(here) and here.starts_s <= other.starts_s < here.ends_s:
            yield row(("people", number, other.number), -INFINITY, float(len(people))), 1.0


def _pairings(
    week: Week, program: GrowingProgram, person: str, slot: int, vehicle: str
) -> Iterator[tuple[int, float]]:
    """Yield the rows by which someone aboard needs somebody there, or keeps somebody away."""
    for rule, one, other in week.pairs:
        if person in (one, other):
            apart = rule == "apart"
            row = program.row((rule, one, other, slot, vehicle), -INFINITY, float(apart))
            yield row, 1.0 if apart or person == one else -1.0


def _asked_for(person: str, demands: list[Demand]) -> tuple[int, ...]:
    """Return the demands that name a person: a published crew names some of those alike."""
    return tuple(
        number
        for number, (_, role, _, crew) in enumerate(demands)
        if person in (crew.drivers if role == "driver" else crew.helpers)
    )
