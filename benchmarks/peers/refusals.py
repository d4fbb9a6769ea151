"""Reasons and remedies tried on their own: rules relaxed one by one, changes made in the file."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from benchmarks.peers.bookings import fleet, on_grid, whole_steps
from models.base import clock
from models.booking_study import Booking, BookingPlan, Busy, Refused
from models.bookings import DAY_S, SlotChoice, SlotRequest, Truck
from models.calendar import DAYS, Window
from models.scenario import Scenario
from models.vehicles import Person
from scenarios import dump, load
from solver.programs.cp_sat import Limits
from solver.review.check_bookings import check_bookings
from solver.trucks.levels import book
from solver.trucks.problem import booking_problem

ALWAYS = tuple(Window(day=day, opens="00:00", closes="23:59") for day in DAYS)
NEW = "newcomer"
WORK = 2.0
"""CP-SAT's deterministic time of each solve."""


def reason_holds(
    scenario: Scenario, busy: Sequence[Busy], bookings: Sequence[Booking], refused: Refused
) -> bool:
    """Tell whether the rules told let a request be met once relaxed, and no fewer of them do."""
    rules = tuple(refused.code.split("+")) if refused.code != "unfinished" else ()
    request = scenario.request[refused.request]
    fewer = itertools.combinations(rules, len(rules) - 1) if rules else ()
    return fits(scenario, busy, bookings, request, rules) and not any(
        fits(scenario, busy, bookings, request, one) for one in fewer
    )


def fits(
    scenario: Scenario,
    busy: Sequence[Busy],
    bookings: Sequence[Booking],
    request: SlotRequest,
    rules: Collection[str],
) -> bool:
    """Tell whether a request has a place beside bookings that stay, some rules relaxed."""
    world, rounds, others = _relaxed(scenario, busy, bookings, request, rules)
    step_s = 60 * world.bookings.step_min
    world, rounds = on_grid(world), whole_steps(rounds, step_s)
    wanted = world.request[request.id]
    length_s = -(-wanted.duration_min * 60 // step_s) * step_s
    before = _codes(world, others, rounds)
    drivers = [person for person in world.people if "driver" in person.roles]
    for start in range(0, 7 * DAY_S, step_s):
        if not any(
            choice.opens_s <= start and start + length_s <= choice.closes_s
            for choice in wanted.choices
        ):
            continue
        for truck, person in itertools.product(fleet(world), drivers):
            one = Booking(
                request=request.id,
                truck=truck.id,
                driver=person.id,
                starts_s=start,
                ends_s=start + length_s,
                choice=0,
            )
            alone = _codes(world, (one,), rounds)
            if not alone and _codes(world, (*others, one), rounds) == before:
                return True
    return False


def _codes(
    scenario: Scenario, bookings: Sequence[Booking], busy: Sequence[Busy]
) -> Counter[tuple[str, tuple[str, ...]]]:
    found = check_bookings(scenario, BookingPlan(bookings=tuple(bookings)), busy)
    return Counter((one.code, tuple(one.where)) for one in found)


def _relaxed(
    scenario: Scenario,
    busy: Sequence[Busy],
    bookings: Sequence[Booking],
    request: SlotRequest,
    rules: Collection[str],
) -> tuple[Scenario, tuple[Busy, ...], tuple[Booking, ...]]:
    """Return the world in which some rules do not hold for one more booking."""
    trucks = [_truck(truck, rules) for truck in scenario.bookings.trucks]
    people = [_person(person, rules) for person in scenario.people]
    others, rounds = list(bookings), list(busy)
    if "taken" in rules:
        trucks += [
            scenario.truck[one.truck].changed(id=f"{one.truck}-{n}", tenure="candidate")
            for n, one in enumerate(bookings)
        ]
        others = [one.changed(truck=f"{one.truck}-{n}") for n, one in enumerate(others)]
    if "driving" in rules:
        people += [
            scenario.person[one.driver].changed(id=f"{one.driver}-{n}", roles=())
            for n, one in enumerate(bookings)
        ]
        others = [one.changed(driver=f"{one.driver}-{n}") for n, one in enumerate(others)]
        people = [_fewer(one, sum(b.driver == one.id for b in bookings)) for one in people]
    if "rounds" in rules:
        rounds = [one for one in rounds if one.id in scenario.person]
    if "driver_rounds" in rules:
        people = [_fewer(one, sum(b.id == one.id for b in rounds)) for one in people]
        rounds = [one for one in rounds if one.id not in scenario.person]
    wanted = request
    if "wish" in rules:
        wanted = wanted.changed(truck=None)
    if "promise" in rules:
        wanted = wanted.changed(fixed=False)
    if "hours" in rules:
        always = (SlotChoice(day=day, opens="00:00", closes="23:59") for day in DAYS)
        wanted = wanted.changed(choices=tuple(always))
    if "no_driver" in rules:
        people.append(_driver(wanted))
        if wanted.drivers is not None:
            wanted = wanted.changed(drivers=(*wanted.drivers, NEW))
        trucks = [
            one if one.drivers is None else one.changed(drivers=(*one.drivers, NEW))
            for one in trucks
        ]
    if "no_truck" in rules:
        trucks.append(_new_truck(wanted))
        wanted = wanted.changed(truck=None if wanted.truck is None else NEW)
    plan = scenario.bookings
    requests = tuple(wanted if one.id == request.id else one for one in plan.requests)
    step_min = 1 if "grid" in rules else plan.step_min
    plan = plan.changed(trucks=tuple(trucks), requests=requests, step_min=step_min)
    world = scenario.changed(bookings=plan, people=tuple(people))
    return world, tuple(rounds), tuple(others)


def _truck(truck: Truck, rules: Collection[str]) -> Truck:
    """Return a truck that some rules do not hold for."""
    if "turnaround" in rules:
        truck = truck.changed(turnaround_min=0.0)
    if "truck_hours" in rules:
        truck = truck.changed(available=ALWAYS)
    if "cold" in rules:
        truck = truck.changed(refrigerated=True)
    if "load" in rules:
        truck = truck.changed(payload_kg=40_000.0)
    if "allowed" in rules:
        truck = truck.changed(drivers=None)
    return truck


def _person(person: Person, rules: Collection[str]) -> Person:
    """Return somebody that some rules do not hold for."""
    if "driver_hours" in rules:
        person = person.changed(days=DAYS, shifts=())
    if "licence" in rules:
        person = person.changed(licences=("B", "C"))
    if "outings" in rules:
        person = person.changed(max_shifts=99)
    return person


def _fewer(person: Person, outings: int) -> Person:
    """Return somebody with fewer outings left."""
    return person.changed(max_shifts=max(0, person.most_shifts - outings))


def _driver(request: SlotRequest) -> Person:
    return Person(
        id=NEW,
        label="Chauffeur",
        association=request.association,
        roles=("driver",),
        licences=("B", "C"),
        days=DAYS,
        max_shifts=9,
    )


def _new_truck(request: SlotRequest) -> Truck:
    return Truck(
        id=NEW,
        label="Camion",
        base=request.association,
        payload_kg=40_000.0,
        refrigerated=True,
        available=ALWAYS,
        turnaround_min=0.0,
    )


def after(scenario: Scenario, changes: Sequence[str], folder: Path) -> Scenario:
    """Return the scenario with changes made as anybody makes them: ``--set`` over its file.

    Raises
    ------
    ScenarioError
        The changed file is refused.
    """
    path = folder / "week.yaml"
    path.write_text(dump(scenario), encoding="utf-8")
    return load(path, overrides=changes).scenario


def met_after(
    scenario: Scenario, busy: Sequence[Busy], met: int, refused: Refused, folder: Path
) -> bool:
    """Tell whether a remedy told works: planned anew, its request is met, and as many others."""
    world = after(scenario, refused.changes, folder)
    answer = book(booking_problem(world, busy), Limits(None, WORK))
    found = {one.request for one in answer.bookings}
    faults = check_bookings(world, BookingPlan(bookings=answer.bookings), busy)
    return refused.request in found and len(found) > met and not faults


def smaller(refused: Refused) -> Iterator[Refused]:
    """Yield a remedy that is 5 minutes smaller, for each of its hours that it widens."""
    for place, change in enumerate(refused.changes):
        path, _, value = change.partition("=")
        if path.endswith((".opens", ".closes")):
            hours, minutes = map(int, json.loads(value).split(":"))
            minute = 60 * hours + minutes + (5 if path.endswith("opens") else -5)
            less = f'{path}="{clock(60 * minute)}"'
            changes = (*refused.changes[:place], less, *refused.changes[place + 1 :])
            yield refused.changed(changes=changes)
