"""A truck or a driver more, made for one request that is refused."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from models.base import Text, clock
from models.bookings import DAY_S, HEAVIEST_KG, SlotRequest, Truck
from models.calendar import DAY_NAMES, DAYS
from models.scenario import Scenario
from models.vehicles import Licence, Person
from models.words import UNSAID
from solver.edits.edit import Edit, Edits
from solver.trucks.problem import (
    PEOPLE,
    REQUESTS,
    TRUCKS,
    chilled_kg,
    may_drive,
    suits,
    truck_drivers,
)

TRUCK_FIELDS, DRIVER_FIELDS = 5, 4
"""What a new one cannot do without: base, label, payload, cold, hours; association, label, role,
days."""
LAST_S = DAY_S - 60
"""The last minute that a clock tells, in seconds."""


def more_drivers(scenario: Scenario, request: SlotRequest, truck: Truck, outings: int) -> Edits:
    """Return one driver more of the request's association, who may drive a truck for it.

    With more than one outing, since others of the association may need the first.
    """
    name = _unused("driver", scenario.person)
    days = [day for day in DAYS if any(choice.day == day for choice in request.choices)]
    licences: list[Licence] = ["B"] if truck.licence == "B" else ["B", truck.licence]
    fields: dict[str, Any] = {
        "label": "Chauffeur de plus",
        "association": request.association,
        "roles": ["driver"],
        "licences": licences,
        "days": days,
        "max_shifts": outings,
    }
    values = {
        "who": scenario.association[request.association].name,
        "licence": UNSAID if truck.licence == "B" else LICENSED.format(licence=truck.licence),
        "outings": UNSAID if outings == 1 else OUTINGS.format(outings=outings),
        "days": _listed(days),
    }
    minutes = outings * request.duration_min
    edits: Edits = (
        Edit(f"{PEOPLE}.{name}", fields, ONE_DRIVER, values, minutes, fields=DRIVER_FIELDS),
    )
    if request.drivers is not None:
        path = f"{REQUESTS}.{request.id}.drivers"
        edits = (*edits, Edit(path, [*request.drivers, name], NAMED))
    if truck.drivers is not None:
        path = f"{TRUCKS}.{truck.id}.drivers"
        edits = (*edits, Edit(path, [*truck.drivers, name], NAMED))
    return edits


def more_trucks(scenario: Scenario, request: SlotRequest) -> Iterator[Edits]:
    """Yield one truck more for a request: each that is considered already, or a new one."""
    for truck in sorted(scenario.bookings.trucks, key=lambda one: one.id):
        if truck.tenure == "candidate" and suits(request.changed(truck=None), truck):
            path, values = f"{TRUCKS}.{truck.id}.tenure", {"truck": truck.label}
            edit = Edit(path, "rented", CONSIDERED, values, fields=TRUCK_FIELDS - 1)
            yield (edit, *_wished(scenario, request, truck.id))
    if sum(request.load_kg.values()) <= HEAVIEST_KG:
        yield _new_truck(scenario, request)


def _new_truck(scenario: Scenario, request: SlotRequest) -> Edits:
    name = _unused("truck", scenario.truck)
    alike = [truck for truck in scenario.bookings.trucks if suits(request, truck)]
    pause_min = max((truck.turnaround_min for truck in alike), default=30.0)
    kg = max([*(truck.payload_kg for truck in alike), sum(request.load_kg.values()), 1.0])
    cold = chilled_kg(request) > 0
    # its turnaround lasts whole steps of the grid, as that of all
    step_s = 60 * scenario.bookings.step_min
    pause_s = -(-round(pause_min * 60) // step_s) * step_s
    windows = [
        {
            "day": choice.day,
            "opens": choice.opens,
            "closes": clock(min(choice.closes_s % DAY_S + pause_s, LAST_S)),
        }
        for choice in request.choices
    ]
    may = may_drive(request, truck_drivers(scenario))
    licences = {licence for who in may for licence in _licences(scenario, who)}
    fields: dict[str, Any] = {
        "label": "Camion de plus",
        "base": request.association,
        "payload_kg": kg,
        "refrigerated": cold,
        "licence": "C" if licences and "B" not in licences else "B",
        "available": windows,
        "turnaround_min": pause_min,
    }
    words, values = ONE_COLD_TRUCK if cold else ONE_TRUCK, {"kg": f"{kg:g}"}
    new = Edit(f"{TRUCKS}.{name}", fields, words, values, fields=TRUCK_FIELDS)
    return (new, *_wished(scenario, request, name))


def _licences(scenario: Scenario, who: str) -> tuple[Licence, ...]:
    person: Person | None = scenario.person.get(who)
    return () if person is None else person.licences


def _wished(scenario: Scenario, request: SlotRequest, truck: str) -> Edits:
    """Return the wish for a truck, where the request wishes for another."""
    if request.truck in (None, truck):
        return ()
    values = {"truck": scenario.truck[request.truck].label}
    return (Edit(f"{REQUESTS}.{request.id}.truck", truck, ASKED_FOR, values),)


def _unused(kind: str, known: Collection[str]) -> str:
    """Return an id that nothing has."""
    return next(
        name for n in range(len(known) + 1) if (name := f"one-more-{kind}-{n + 1}") not in known
    )


def _listed(days: Sequence[str]) -> Text:
    names = [DAY_NAMES[day] for day in days]
    return Text(fr=", ".join(one.fr for one in names), en=", ".join(one.en for one in names))


ONE_DRIVER = Text(
    fr="un chauffeur de plus pour {who}{licence}{outings} ({days})",
    en="one more driver for {who}{licence}{outings} ({days})",
)
LICENSED = Text(fr=", permis {licence}", en=", licence {licence}")
OUTINGS = Text(fr=", {outings} sorties par semaine", en=", {outings} outings a week")
ONE_TRUCK = Text(
    fr="un camion de plus, de {kg} kg, aux heures demandées",
    en="one more truck, of {kg} kg, at the hours asked for",
)
ONE_COLD_TRUCK = Text(
    fr="un camion frigorifique de plus, de {kg} kg, aux heures demandées",
    en="one more refrigerated truck, of {kg} kg, at the hours asked for",
)
CONSIDERED = Text(
    fr="louer « {truck} », aujourd'hui seulement envisagé",
    en='rent "{truck}", now only considered',
)
NAMED = Text(fr="autorisé à conduire", en="allowed to drive")
ASKED_FOR = Text(fr="à demander au lieu de « {truck} »", en='to ask for instead of "{truck}"')
