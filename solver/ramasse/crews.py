"""Who is aboard which round: one assignment of people to the seats of a week."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from models.plan import Round
from models.vehicles import Role
from solver.programs.linear import minimise
from solver.programs.solved import INFINITY, NoSolutionError
from solver.ramasse.plan_changes import Post
from solver.ramasse.rounds import Draft
from solver.ramasse.week import Week

STRANGER = 100.0
"""Charge of a person who was not aboard before, in people of another association."""


class Seat(NamedTuple):
    """Somebody who could be aboard a draft, and as what."""

    draft: int
    person: str
    role: Role


def with_crews(
    week: Week, drafts: list[Draft], crewed: Mapping[Post, tuple[str, ...]] = MappingProxyType({})
) -> list[Round]:
    """Return the drafts as rounds with people aboard.

    Parameters
    ----------
    crewed
        People aboard before, the driver first, by vehicle and slot: they stay where they can.

    Raises
    ------
    LookupError
        When no assignment exists; the program that chose the rounds counts people, so this means
        that its counts and its people disagree.
    """
    crews = assign(week, drafts, crewed)
    rounds = []
    for item, people in zip(drafts, crews, strict=True):
        stream, vehicle, number = item.choice.place
        slot = week.slots[number]
        rounds.append(
            Round(
                id=f"{slot.day}-{slot.shift}-{vehicle}",
                stream=week.streams[stream].id,
                vehicle=vehicle,
                day=slot.day,
                shift=slot.shift,
                crew=people,
                stops=item.stops,
            )
        )
    return rounds


def assign(
    week: Week,
    drafts: Sequence[Draft],
    crewed: Mapping[Post, tuple[str, ...]] = MappingProxyType({}),
) -> list[tuple[str, ...]]:
    """Return the people of each draft, the driver first.

    Those who were aboard before come first, then people of the vehicle's own association; among
    equals, the order of ids decides.

    Raises
    ------
    LookupError
        No assignment exists.
    """
    seats: list[Seat] = []
    for number, item in enumerate(drafts):
        seats += [Seat(number, person, "driver") for person in item.crew.drivers]
        seats += [Seat(number, person, "helper") for person in item.crew.helpers]
    if not seats:  # whoever sends a vehicle finds its crew
        return [()] * len(drafts)
    rows: dict[tuple[str, ...], int] = {}
    lower: list[float] = []
    upper: list[float] = []
    data: list[tuple[int, int, float]] = []
    for number, item in enumerate(drafts):  # a seat that nobody may take is left empty by nobody
        if item.crew.named:
            helpers = week.scenario.vehicle[item.choice.place[1]].crew - 1.0
            for role, wanted in (("driver", 1.0), ("helper", helpers)):
                rows["seat", str(number), role] = len(lower)
                lower.append(wanted)
                upper.append(wanted)
    for column, seat in enumerate(seats):
        for key, low, high, value in _taken(week, drafts[seat.draft], seat):
            if key not in rows:
                rows[key] = len(lower)
                lower.append(low)
                upper.append(high)
            data.append((rows[key], column, value))
    costs = np.array([_charge(week, drafts[seat.draft], seat, crewed) for seat in seats])
    table = np.array(data)
    matrix = csr_array(
        (table[:, 2], (table[:, 0].astype(np.int64), table[:, 1].astype(np.int64))),
        shape=(len(rows), len(seats)),
    )
    try:
        answer = minimise(
            costs + 1e-6 * np.arange(len(seats)) / len(seats),
            (matrix, np.array(lower), np.array(upper)),
            upper=1.0,
            whole=True,
        )
    except NoSolutionError as error:
        raise LookupError("no assignment of people to these rounds") from error
    crews: list[list[str]] = [[] for _ in drafts]
    for seat, value in zip(seats, answer.values, strict=True):
        if value > 0.5:
            crew = crews[seat.draft]
            crew.insert(0 if seat.role == "driver" else len(crew), seat.person)
    return [tuple(crew) for crew in crews]


def _taken(
    week: Week, item: Draft, seat: Seat
) -> Iterator[tuple[tuple[str, ...], float, float, float]]:
    """Yield what a seat counts in: the row, its limits, and by how much."""
    _, vehicle, slot_number = item.choice.place
    slot, means = week.slots[slot_number], week.scenario.vehicle[vehicle]
    number, person = str(seat.draft), week.scenario.person[seat.person]
    wanted = 1.0 if seat.role == "driver" else means.crew - 1.0
    yield ("seat", number, seat.role), wanted, wanted, 1.0
    yield ("week", person.id), 0.0, person.most_shifts, 1.0
    if person.max_hours is not None:
        length = (item.stops[-1].arrive_s - item.stops[0].leave_s) / 3600
        yield ("hours", person.id), 0.0, person.max_hours, length
    for other in week.slots:
        if other.overlaps(slot) and slot.starts_s <= other.starts_s < slot.ends_s:
            yield ("busy", person.id, str(other.number)), 0.0, 1.0, 1.0
    if not item.crew.aboard:
        for pair in week.pairs:
            if person.id in (pair.one, pair.other):
                apart = pair.rule == "apart"
                needs = 1.0 if apart or person.id == pair.one else -1.0
                yield (*pair, number), -INFINITY, float(apart), needs


def _charge(week: Week, item: Draft, seat: Seat, crewed: Mapping[Post, tuple[str, ...]]) -> float:
    """Return what it costs that somebody is aboard, in people of another association."""
    _, vehicle, slot = item.choice.place
    own = week.scenario.person[seat.person].association == week.scenario.vehicle[vehicle].owner
    before = crewed.get((vehicle, slot), ())
    was = seat.person in (before[:1] if seat.role == "driver" else before[1:])
    return (0.0 if own else 1.0) + (0.0 if was or not before else STRANGER)
