"""A week of bookings as intervals: what may be where when, in steps of the grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.booking_study import Busy
from models.bookings import DAY_S, SlotRequest, Truck
from models.calendar import DAY_NUMBER, DAYS
from models.scenario import Scenario
from models.vehicles import Person

Span = tuple[int, int]
"""Start and end, both included for starts, in steps since Monday midnight."""


@dataclass(frozen=True)
class Ask:
    """One request of the week."""

    id: str
    association: str
    steps: int
    """Duration, steps of the grid, rounded up."""
    starts: tuple[tuple[Span, int], ...]
    """Stretches of starts, each with the best choice that allows them."""
    priority: int
    fixed: bool
    trucks: tuple[int, ...]
    """Positions of trucks that suit: load, temperature, wish."""
    drivers: tuple[int, ...]
    """Positions of people who could drive some truck for it."""


@dataclass(frozen=True)
class Machine:
    """One truck."""

    id: str
    free: tuple[Span, ...]
    """When it may be out, steps; turnaround included."""
    turnaround: int
    drivers: tuple[int, ...]
    eur_per_step: float
    eur_per_day: float
    week_eur: float
    taken: tuple[Span, ...] = ()
    """Busy with rounds, turnaround included: first step and the one after the last."""


@dataclass(frozen=True)
class Driver:
    """One person who may drive."""

    id: str
    association: str
    free: tuple[Span, ...]
    most: int
    """Bookings and rounds in the week, at most."""
    taken: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Problem:
    """Everything that bookings are chosen from."""

    asks: tuple[Ask, ...]
    machines: tuple[Machine, ...]
    drivers: tuple[Driver, ...]
    step_s: int
    associations: tuple[str, ...]
    asked_before: dict[str, int]
    met_before: dict[str, int]

    @property
    def steps_a_day(self) -> int:
        """Steps of one day."""
        return DAY_S // self.step_s

    def fits(self, ask: Ask, machine: Machine, start: int) -> bool:
        """Tell whether a truck may be out for an ask from a start, its turnaround included."""
        end = start + ask.steps + machine.turnaround
        inside = any(first <= start and end <= last for first, last in machine.free)
        return inside and not any(start < b and a < end for a, b in machine.taken)

    def drives(self, ask: Ask, driver: Driver, start: int) -> bool:
        """Tell whether somebody is free for an ask from a start."""
        end = start + ask.steps
        inside = any(first <= start and end <= last for first, last in driver.free)
        return inside and not any(start < b and a < end for a, b in driver.taken)


def iso_week(scenario: Scenario) -> int:
    """Return the ISO number of the scenario's week."""
    return scenario.week_of.isocalendar().week


def asked_in(request: SlotRequest, monday: date) -> bool:
    """Tell whether a request is made in the week of a Monday."""
    parity = monday.isocalendar().week % 2
    return request.every == "week" or (request.every == "odd") == bool(parity)


def problem(
    scenario: Scenario, busy: Sequence[Busy] = (), trucks: Sequence[Truck] | None = None
) -> Problem:
    """Return the problem of the scenario's week.

    Parameters
    ----------
    busy
        Hours of vehicles and people taken by rounds.
    trucks
        Instead of the scenario's; candidates are left out unless they are named here.
    """
    plan = scenario.bookings
    step_s = plan.step_min * 60
    fleet = (
        [truck for truck in plan.trucks if truck.tenure != "candidate"]
        if trucks is None
        else list(trucks)
    )
    people = [person for person in scenario.people if "driver" in person.roles]
    position = {person.id: n for n, person in enumerate(people)}
    drivers = tuple(_driver(scenario, person, busy, step_s) for person in people)
    machines = tuple(_machine(scenario, truck, people, busy, step_s) for truck in fleet)
    asks = [
        _ask(request, fleet, position, people, step_s)
        for request in plan.requests
        if asked_in(request, scenario.week_of)
    ]
    return Problem(
        asks=tuple(asks),
        machines=machines,
        drivers=drivers,
        step_s=step_s,
        associations=tuple(dict.fromkeys(ask.association for ask in asks)),
        asked_before={record.association: record.asked for record in plan.history},
        met_before={record.association: record.met for record in plan.history},
    )


def _ask(
    request: SlotRequest,
    fleet: Sequence[Truck],
    position: dict[str, int],
    people: Sequence[Person],
    step_s: int,
) -> Ask:
    steps = -(-request.duration_min * 60 // step_s)
    named = request.drivers
    if named is None:
        named = tuple(p.id for p in people if p.association == request.association)
    starts: list[tuple[Span, int]] = []
    for rank, choice in enumerate(request.choices):
        first = -(-choice.opens_s // step_s)
        last = choice.closes_s // step_s - steps
        if request.fixed:
            last = min(last, first)
        if first <= last:
            starts.append(((first, last), rank))
        if request.fixed:
            break
    return Ask(
        id=request.id,
        association=request.association,
        steps=steps,
        starts=tuple(starts),
        priority=request.priority,
        fixed=request.fixed,
        trucks=tuple(n for n, truck in enumerate(fleet) if suits(request, truck)),
        drivers=tuple(position[who] for who in named if who in position),
    )


def suits(request: SlotRequest, truck: Truck) -> bool:
    """Tell whether a truck can carry what a request asks for, whatever the hours."""
    if request.truck is not None and request.truck != truck.id:
        return False
    cold = sum(kg for temperature, kg in request.load_kg.items() if temperature != "ambient")
    return sum(request.load_kg.values()) <= truck.payload_kg and (truck.refrigerated or cold <= 0)


def _machine(
    scenario: Scenario, truck: Truck, people: Sequence[Person], busy: Sequence[Busy], step_s: int
) -> Machine:
    free = []
    for window in truck.available:
        for day in DAYS if window.day is None else (window.day,):
            if day in scenario.days or window.day is not None:
                midnight = DAY_NUMBER[day] * DAY_S
                free.append(
                    (
                        -(-(midnight + window.opens_s) // step_s),
                        (midnight + window.closes_s) // step_s,
                    )
                )
    allowed = None if truck.drivers is None else set(truck.drivers)
    return Machine(
        id=truck.id,
        free=tuple(sorted(free)),
        turnaround=-(-round(truck.turnaround_min * 60) // step_s),
        drivers=tuple(
            n
            for n, person in enumerate(people)
            if truck.licence in person.licences and (allowed is None or person.id in allowed)
        ),
        eur_per_step=truck.eur_per_hour * step_s / 3600,
        eur_per_day=truck.eur_per_day,
        week_eur=truck.yearly_eur / scenario.bookings.weeks_per_year,
        taken=tuple(
            (start, end + -(-round(truck.turnaround_min * 60) // step_s))
            for start, end in _taken(busy, truck.vehicle, step_s)
        ),
    )


def _taken(busy: Sequence[Busy], name: str | None, step_s: int) -> tuple[Span, ...]:
    return tuple(
        (one.starts_s // step_s, -(-one.ends_s // step_s)) for one in busy if one.id == name
    )


def _driver(scenario: Scenario, person: Person, busy: Sequence[Busy], step_s: int) -> Driver:
    """Return somebody's free hours: whole days of theirs, or their shifts of these days."""
    free = []
    for day in person.days:
        midnight = DAY_NUMBER[day] * DAY_S
        hours = [
            (scenario.shift[name].starts_s, scenario.shift[name].ends_s) for name in person.shifts
        ] or [(0, DAY_S)]
        free += [
            (-(-(midnight + start) // step_s), (midnight + end) // step_s) for start, end in hours
        ]
    taken = _taken(busy, person.id, step_s)
    return Driver(
        id=person.id,
        association=person.association,
        free=tuple(sorted(free)),
        most=max(0, person.max_shifts - len(taken)),
        taken=taken,
    )


def with_machines(base: Problem, copies: int, like: int) -> Problem:
    """Return the problem with more trucks like one of them."""
    more = tuple(
        replace(base.machines[like], id=f"{base.machines[like].id}-{n + 2}"[:60], taken=())
        for n in range(copies)
    )
    count = len(base.machines)
    asks = tuple(
        replace(ask, trucks=ask.trucks + tuple(range(count, count + copies)))
        if like in ask.trucks
        else ask
        for ask in base.asks
    )
    return replace(base, machines=base.machines + more, asks=asks)
