"""The people of the master program: rounds ask for drivers and helpers, people answer.

Who goes out only or never with somebody is put aboard round by round: the seats of each vehicle
that they may take are filled by themselves, or by others who are counted slot by slot. So is who
works so many hours at most: the time that a vehicle is out counts for those aboard it.
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


def out_row(week: Week, program: GrowingProgram, crew: Crew, vehicle: str, slot: int) -> int | None:
    """Return the row of the hours that a vehicle is out in a slot; none where nobody counts."""
    who = {*crew.drivers, *crew.helpers}
    if not crew.named or crew.aboard or not week.timed & who:
        return None
    return program.row(("hours-out", vehicle, slot), -INFINITY, 0.0)


def crew_entries(
    week: Week, program: GrowingProgram, crew: Crew, vehicle: str, slot: int
) -> list[tuple[int, float]]:
    """Return the rows of the people that a round asks for, with how many."""
    if not crew.named:
        return []
    seats = (("driver", 1.0), ("helper", week.scenario.vehicle[vehicle].crew - 1.0))
    row = program.row
    by_vehicle = week.paired | week.timed
    if not crew.aboard and by_vehicle & {*crew.drivers, *crew.helpers}:
        return [(row(("seats", role, slot, crew, vehicle), 0.0, 0.0), n) for role, n in seats]
    return [(row(("crew", role, slot, crew), -INFINITY, 0.0), n) for role, n in seats]


def lay_people(week: Week, program: GrowingProgram) -> None:
    """Make the columns that put people aboard: alike people are counted together."""
    row = program.row
    _lay_hours_out(week, program)
    by_vehicle = week.paired | week.timed
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
            if person.id not in by_vehicle
            else person.id
        )
        groups[alike].append(person)
    for number, people in enumerate(groups.values()):
        one = people[0]
        answered = [key for key in demands if one.id not in by_vehicle or key[3].aboard]
        for key in (*answered, *(seats if one.id in by_vehicle else ())):
            _, role, slot, crew, *_ = key
            if one.id in (crew.drivers if role == "driver" else crew.helpers):
                entries = [(row(key), -1.0), *_taken(week, program, number, people, slot)]
                if key[0] == "seats":
                    entries += _pairings(week, program, one.id, slot, key[4])
                    entries += _aboard(week, program, one, slot, key[4])
                else:
                    entries += _whole_shift(week, program, one, slot)
                program.column(entries, upper=float(len(people)), integer=True)


def _taken(
    week: Week, program: GrowingProgram, number: int, people: Sequence[Person], slot: int
) -> Iterator[tuple[int, float]]:
    """Yield what a seat in a slot takes of the time of people who are alike."""
    one, here, row = people[0], week.slots[slot], program.row
    yield row(("week", number), -INFINITY, float(len(people) * one.most_shifts)), 1.0
    for other in week.slots:
        if other.overlaps(here) and here.starts_s <= other.starts_s < here.ends_s:
            yield row(("people", number, other.number), -INFINITY, float(len(people))), 1.0


def _lay_hours_out(week: Week, program: GrowingProgram) -> None:
    """Make the columns of the hours that vehicles are out, and of those that people spend aboard.

    Somebody aboard is out as long as the vehicle: at least its hours, less the whole shift where
    they are not aboard.
    """
    row = program.row
    outs = [k for k in program.keys if isinstance(k, tuple) and k[0] == "hours-out"]
    for key in outs:
        _, vehicle, slot = key
        most = week.slots[slot].max_s / 3600
        aboard = {
            who: row(("aboard", who, vehicle, slot), -INFINITY, most) for who in sorted(week.timed)
        }
        program.column([(row(key), -1.0), *((n, 1.0) for n in aboard.values())], upper=most)
        for who, number in aboard.items():
            limit = week.scenario.person[who].max_hours
            assert limit is not None
            entries = [(number, -1.0), (row(("week-hours", who), -INFINITY, limit), 1.0)]
            program.column(entries, upper=most)


def _aboard(
    week: Week, program: GrowingProgram, one: Person, slot: int, vehicle: str
) -> Iterator[tuple[int, float]]:
    """Yield the row by which somebody aboard a vehicle is out as long as it is."""
    if one.max_hours is not None:
        most = week.slots[slot].max_s / 3600
        yield program.row(("aboard", one.id, vehicle, slot), -INFINITY, most), most


def _whole_shift(
    week: Week, program: GrowingProgram, one: Person, slot: int
) -> Iterator[tuple[int, float]]:
    """Yield the hours of a shift, where the vehicle that somebody goes out with is not known."""
    if one.max_hours is not None:
        hours = program.row(("week-hours", one.id), -INFINITY, one.max_hours)
        yield hours, week.slots[slot].max_s / 3600


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
