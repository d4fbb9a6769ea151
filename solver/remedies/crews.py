"""Who would have to come for one more round: people there are, or one more driver or helper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.calendar import DAY_NAMES
from models.plan import Plan, Round
from models.scenario import Scenario
from models.vehicles import Person
from models.words import UNSAID
from pools.streams import Stream, may_crew, user_of
from solver.edits.edit import Edit, Edits, rounded_up, size
from solver.remedies import change_words as say
from solver.remedies.changes import hours_more

NEW_FIELDS = 3
"""What a new person cannot do without: association, role, days."""
SOUGHT = 3
"""People considered for a seat, the least asked of first."""


@dataclass(frozen=True)
class Seat:
    """Somebody who could be aboard, and what is asked of them for it."""

    person: Person
    edits: Edits


def crew_changes(scenario: Scenario, plan: Plan, stream: Stream, item: Round) -> list[Edits]:
    """Return what would man one more round, the least first: people there are, or new ones."""
    means = scenario.vehicle[item.vehicle]
    seats = sorted(_seats(scenario, plan, stream, item), key=lambda one: _asked(one.edits))
    found = []
    drivers = [s for s in seats if _drives(s.person, means.licence)]
    helpers = [s for s in seats if "helper" in s.person.roles]
    for driver in [*drivers[:SOUGHT], None]:
        others = [one for one in helpers if driver is None or one.person is not driver.person]
        for new in range(means.crew):
            there = others[: means.crew - 1 - new]
            if len(there) < means.crew - 1 - new:
                continue
            edits: Edits = ()
            for one in (driver, *there):
                edits = (*edits, *(() if one is None else one.edits))
            edits = (*edits, *_newcomers(scenario, item, driver is None, new))
            if edits:
                found.append(edits)
    unique = {tuple(map(str, edits)): edits for edits in found}
    return sorted(unique.values(), key=_asked)


def _asked(edits: Edits) -> tuple[int, int, int, tuple[str, ...]]:
    return (*size(edits), tuple(map(str, edits)))


def _drives(person: Person, licence: str) -> bool:
    return "driver" in person.roles and licence in person.licences


def _seats(scenario: Scenario, plan: Plan, stream: Stream, item: Round) -> Iterator[Seat]:
    """Yield everybody who may be aboard, with what is asked of each; nothing of who is free."""
    shift, day = scenario.shift[item.shift], item.day
    minutes, collects = rounded_up(item.duration_s / 60), bool(item.collected)
    for person in scenario.people:
        mine = [other for other in plan.rounds if person.id in other.crew]
        there = [scenario.shift[other.shift] for other in mine if other.day == day]
        taken = any(s.starts_s < shift.ends_s and shift.starts_s < s.ends_s for s in there)
        away = any(one.meets(day, shift.starts_s, shift.ends_s) for one in scenario.taken(person))
        may = may_crew(scenario, stream, person.id, item.vehicle, day, collects=collects)
        if taken or away or not may:
            continue
        path, edits = f"people.{person.id}", list[Edit]()
        values: dict[str, Any] = {"what": person.label, "day": DAY_NAMES[day]}
        values["shift"] = shift.label
        if day not in person.days:
            days = [*person.days, day]
            edits.append(Edit(f"{path}.days", days, say.PERSON_DAY, values, minutes=minutes))
        if person.shifts and shift.id not in person.shifts:
            shifts = [*person.shifts, shift.id]
            edits.append(Edit(f"{path}.shifts", shifts, say.PERSON_SHIFT, values, minutes=minutes))
        if len(mine) >= person.most_shifts:
            most = {**values, "new": len(mine) + 1, "old": person.most_shifts}
            more = Edit(f"{path}.max_shifts", len(mine) + 1, say.PERSON_ROUND, most, minutes)
            edits.append(more)
        worked = sum(other.duration_s for other in mine) + item.duration_s
        if person.max_hours is not None and worked > person.max_hours * 3600:
            lacking = rounded_up(worked / 60 - person.max_hours * 60)
            edits.append(hours_more(scenario, person.id, lacking))
        yield Seat(person, tuple(edits))


def _newcomers(scenario: Scenario, item: Round, driver: bool, helpers: int) -> Iterator[Edit]:
    """Yield new people of whoever has the use of the vehicle, for the day of a round."""
    means = scenario.vehicle.get(item.vehicle)
    who = item.stops[0].site if means is None else user_of(scenario, item.vehicle, item.day)
    licence = "B" if means is None else means.licence
    common: dict[str, Any] = {"association": who, "days": [item.day], "max_shifts": 1}
    told: dict[str, Any] = {"day": DAY_NAMES[item.day], "who": scenario.association[who].name}
    told["licence"] = UNSAID if licence == "B" else say.LICENSED.format(licence=licence)
    minutes = rounded_up(item.duration_s / 60)
    if driver:
        fields = {"label": "Chauffeur de plus", "roles": ["driver"], **common}
        fields["licences"] = ["B"] if licence == "B" else ["B", licence]
        name = unused("driver", scenario.person)
        yield Edit(f"people.{name}", fields, say.ONE_DRIVER, told, minutes, fields=NEW_FIELDS)
    for number in range(helpers):
        fields = {"label": "Accompagnateur de plus", "roles": ["helper"], **common}
        name = unused("helper", scenario.person, number)
        words, told = (say.ONE_HELPER if helpers == 1 else say.HELPERS), {**told, "n": helpers}
        yield Edit(f"people.{name}", fields, words, told, minutes, fields=NEW_FIELDS)


def unused(kind: str, known: dict[str, Any], skipped: int = 0) -> str:
    """Return an id that nothing has.

    Parameters
    ----------
    skipped
        How many such ids are given away already.
    """
    free = (name for n in range(1, 10_000) if (name := f"one-more-{kind}-{n}") not in known)
    for _ in range(skipped):
        next(free)
    return next(free)
