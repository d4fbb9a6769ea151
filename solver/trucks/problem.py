"""A week of bookings as integers: who may be where when, in steps of the grid.

Everything is in ascending order of ids, whatever the order of the file, so that the file's order
never decides anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.booking_study import Busy
from models.bookings import DAY_S, SlotRequest, Truck
from models.calendar import DAY_NUMBER, DAYS
from models.recurrence import in_weeks
from models.scenario import Scenario
from models.vehicles import Person

TRUCKS, REQUESTS, PEOPLE = "bookings.trucks", "bookings.requests", "people"
"""Where a scenario has them."""
Span = tuple[int, int]
"""First and last, in steps since Monday midnight. Of starts both are included; hours end with
their last, where the next may begin."""


@dataclass(frozen=True)
class Request:
    """One request of the week."""

    id: str
    association: str
    steps: int
    """Duration, steps of the grid, rounded up."""
    starts: tuple[tuple[Span, int], ...]
    """Stretches of starts, each with the position of the choice that allows them."""
    priority: int
    promised: bool
    trucks: tuple[int, ...]
    """Positions of trucks that suit: load, temperature, wish."""
    drivers: tuple[int, ...]
    """Positions of people who could drive some truck for it."""


@dataclass(frozen=True)
class SharedTruck:
    """One truck."""

    id: str
    free: tuple[Span, ...]
    """When it may be out, turnaround included."""
    turnaround: int
    """Steps after each booking and each round."""
    drivers: tuple[int, ...]
    """Positions of people who may drive it."""
    eur_per_step: float
    eur_per_day: float
    week_eur: float
    """The week's part of its yearly costs, euros."""
    rounds: tuple[Span, ...] = ()
    """Hours at which rounds have it, without turnaround."""


@dataclass(frozen=True)
class TruckDriver:
    """One person who may drive."""

    id: str
    association: str
    free: tuple[Span, ...]
    outings: int
    """Bookings in the week, at most: rounds are taken off."""
    rounds: tuple[Span, ...] = ()
    """Hours at which rounds have them."""


@dataclass(frozen=True)
class BookingProblem:
    """Everything that bookings are chosen from."""

    requests: tuple[Request, ...]
    trucks: tuple[SharedTruck, ...]
    drivers: tuple[TruckDriver, ...]
    step_s: int
    associations: tuple[str, ...]
    """Those that ask for something this week."""
    asked_before: dict[str, int]
    met_before: dict[str, int]

    @property
    def week_steps(self) -> int:
        """Steps that begin in the week."""
        return -(-7 * DAY_S // self.step_s)

    def day(self, start: int) -> int:
        """Return the day of a step, 0 on Monday."""
        return start * self.step_s // DAY_S


def iso_week(scenario: Scenario) -> int:
    """Return the ISO number of the scenario's week."""
    return scenario.week_of.isocalendar().week


def asked_in(request: SlotRequest, scenario: Scenario) -> bool:
    """Tell whether a request is made in the scenario's week."""
    return in_weeks(request.every, scenario.odd_week)


def booking_problem(
    scenario: Scenario, busy: Sequence[Busy] = (), step_s: int | None = None
) -> BookingProblem:
    """Return the problem of the scenario's week.

    Parameters
    ----------
    busy
        Hours of vehicles and people taken by rounds.
    step_s
        Length of a step in seconds; the scenario's grid when absent.
    """
    plan = scenario.bookings
    step_s = plan.step_min * 60 if step_s is None else step_s
    fleet = shared_trucks(scenario)
    people = truck_drivers(scenario)
    requests = tuple(
        _request(request, fleet, people, step_s)
        for request in sorted(plan.requests, key=lambda one: one.id)
        if asked_in(request, scenario)
    )
    return BookingProblem(
        requests=requests,
        trucks=tuple(_truck(scenario, truck, people, busy, step_s) for truck in fleet),
        drivers=tuple(_driver(scenario, person, busy, step_s) for person in people),
        step_s=step_s,
        associations=tuple(sorted({request.association for request in requests})),
        asked_before={record.association: record.asked for record in plan.history},
        met_before={record.association: record.met for record in plan.history},
    )


def shared_trucks(scenario: Scenario) -> tuple[Truck, ...]:
    """Return the trucks that are there, in order of id: candidates are not."""
    there = (truck for truck in scenario.bookings.trucks if truck.tenure != "candidate")
    return tuple(sorted(there, key=lambda one: one.id))


def truck_drivers(scenario: Scenario) -> tuple[Person, ...]:
    """Return the people who drive, in order of id."""
    drive = (person for person in scenario.people if "driver" in person.roles)
    return tuple(sorted(drive, key=lambda one: one.id))


def choice_starts(request: SlotRequest, step_s: int) -> Iterator[tuple[Span, int]]:
    """Yield the starts that each choice of a request allows, promised or not."""
    steps = -(-request.duration_min * 60 // step_s)
    for position, choice in enumerate(request.choices):
        first, last = -(-choice.opens_s // step_s), choice.closes_s // step_s - steps
        if first <= last:
            yield (first, last), position


def promised_start(request: SlotRequest, step_s: int) -> int:
    """Return the start of a promised request: the first step of its first choice."""
    return -(-request.choices[0].opens_s // step_s)


def _request(
    request: SlotRequest, fleet: Sequence[Truck], people: Sequence[Person], step_s: int
) -> Request:
    starts = tuple(choice_starts(request, step_s))
    if request.fixed:
        start = promised_start(request, step_s)
        starts = tuple(
            ((start, start), position) for (a, b), position in starts if a <= start <= b
        )[:1]
    may = may_drive(request, people)
    return Request(
        id=request.id,
        association=request.association,
        steps=-(-request.duration_min * 60 // step_s),
        starts=starts,
        priority=request.priority,
        promised=request.fixed,
        trucks=tuple(n for n, truck in enumerate(fleet) if suits(request, truck)),
        drivers=tuple(n for n, person in enumerate(people) if person.id in may),
    )


def suits(request: SlotRequest, truck: Truck) -> bool:
    """Tell whether a truck can carry what a request asks for, whatever the hours."""
    named = request.truck is None or request.truck == truck.id
    heavy = sum(request.load_kg.values()) > truck.payload_kg
    return named and not heavy and (truck.refrigerated or chilled_kg(request) <= 0)


def chilled_kg(request: SlotRequest) -> float:
    """Return the load of a request that needs cold, in kg."""
    return sum(kg for temperature, kg in request.load_kg.items() if temperature != "ambient")


def may_drive(request: SlotRequest, people: Sequence[Person]) -> tuple[str, ...]:
    """Return who may drive for a request: whom it names, or its association's who agree."""
    if request.drivers is not None:
        return request.drivers
    mine = request.association
    return tuple(
        person.id for person in people if person.association == mine and person.goes_out_for(mine)
    )


def _truck(
    scenario: Scenario, truck: Truck, people: Sequence[Person], busy: Sequence[Busy], step_s: int
) -> SharedTruck:
    free = set()
    for window in truck.available:
        for day in DAYS if window.day is None else (window.day,):
            if (day in scenario.days or window.day is not None) and scenario.is_free(truck, day):
                midnight = DAY_NUMBER[day] * DAY_S
                opens, closes = midnight + window.opens_s, midnight + window.closes_s
                free.add((-(-opens // step_s), closes // step_s))
    allowed = None if truck.drivers is None else set(truck.drivers)
    return SharedTruck(
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
        rounds=_rounds(busy, truck.vehicle, step_s),
    )


def _rounds(busy: Sequence[Busy], name: str | None, step_s: int) -> tuple[Span, ...]:
    return tuple(
        (one.starts_s // step_s, -(-one.ends_s // step_s)) for one in busy if one.id == name
    )


def _driver(scenario: Scenario, person: Person, busy: Sequence[Busy], step_s: int) -> TruckDriver:
    """Return somebody's free hours: whole days of theirs, or their shifts of these days."""
    free = []
    for day in (one for one in person.days if scenario.is_there(person, one)):
        midnight = DAY_NUMBER[day] * DAY_S
        hours = [
            (scenario.shift[name].starts_s, scenario.shift[name].ends_s) for name in person.shifts
        ] or [(0, DAY_S)]
        free += [
            (-(-(midnight + start) // step_s), (midnight + end) // step_s) for start, end in hours
        ]
    rounds = _rounds(busy, person.id, step_s)
    return TruckDriver(
        id=person.id,
        association=person.association,
        free=tuple(sorted(free)),
        outings=max(0, person.most_shifts - len(rounds)),
        rounds=rounds,
    )


def with_more_trucks(base: BookingProblem, copies: int, like: int) -> BookingProblem:
    """Return the problem with more trucks like one of them, free of rounds."""
    more = tuple(
        replace(base.trucks[like], id=f"{base.trucks[like].id}-{n + 2}"[:60], rounds=())
        for n in range(copies)
    )
    count = len(base.trucks)
    requests = tuple(
        replace(one, trucks=one.trucks + tuple(range(count, count + copies)))
        if like in one.trucks
        else one
        for one in base.requests
    )
    return replace(base, trucks=base.trucks + more, requests=requests)
