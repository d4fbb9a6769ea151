"""The independent checker of bookings: every rule, from models alone."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from models.booking_study import Booking, BookingPlan, Busy
from models.bookings import DAY_S, SlotRequest, Truck
from models.calendar import DAY_NUMBER, DAYS
from models.findings import Finding
from models.scenario import Scenario
from models.vehicles import Person
from solver.review.checks.violations import day_and_time, number, violation


def check_bookings(
    scenario: Scenario, plan: BookingPlan, busy: Sequence[Busy] = ()
) -> tuple[Finding, ...]:
    """Return every rule that bookings break; empty when they can be kept."""
    found: list[Finding] = []
    sound = []
    for booking in plan.bookings:
        unknown = [
            violation("reference", (booking.request,), who=booking.request, what=name)
            for name, known in (
                (booking.request, scenario.request),
                (booking.truck, scenario.truck),
                (booking.driver, scenario.person),
            )
            if name not in known
        ]
        found += unknown
        if not unknown:
            sound.append(booking)
            found += _alone(scenario, booking)
    found += _once(scenario, sound)
    found += _trucks(scenario, sound, busy)
    found += _drivers(scenario, sound, busy)
    return tuple(found)


def _span(booking: Booking, extra_s: int = 0) -> object:
    start, end = day_and_time(booking.starts_s), day_and_time(booking.ends_s + extra_s)
    return start.model_copy(
        update={"fr": f"{start.fr} à {end.fr}", "en": f"{start.en} to {end.en}"}
    )


def _alone(scenario: Scenario, booking: Booking) -> Iterator[Finding]:
    """Yield what is wrong with one booking by itself."""
    request, truck = scenario.request[booking.request], scenario.truck[booking.truck]
    person = scenario.person[booking.driver]
    where = (request.id, truck.id)
    if request.every != "week" and (request.every == "odd") != scenario.odd_week:
        yield violation("booking_week", where, what=request.label)
    minutes = (booking.ends_s - booking.starts_s) / 60
    if minutes < request.duration_min:
        limit = number(request.duration_min)
        yield violation(
            "booking_duration", where, what=request.label, found=number(minutes), limit=limit
        )
    if not any(
        choice.opens_s <= booking.starts_s
        and booking.starts_s + request.duration_min * 60 <= choice.closes_s
        for choice in request.choices
    ):
        yield violation("booking_hours", where, what=request.label, found=_span(booking))
    if request.fixed:
        step = scenario.bookings.step_min * 60
        promised = -(-request.choices[0].opens_s // step) * step
        if booking.starts_s != promised:
            yield violation(
                "booking_fixed",
                where,
                what=request.label,
                limit=day_and_time(promised),
                found=day_and_time(booking.starts_s),
            )
    if not _carries(request, truck):
        yield violation("truck_suits", where, what=request.label, found=truck.label)
    if not _open(scenario, truck, booking):
        yield violation(
            "truck_hours",
            where,
            what=request.label,
            who=truck.label,
            found=_span(booking, round(truck.turnaround_min * 60)),
        )
    if not _may_drive(request, truck, person):
        yield violation(
            "truck_driver", where, what=request.label, who=truck.label, found=person.label
        )
    if not _works(scenario, person, booking):
        yield violation(
            "driver_hours", where, what=request.label, who=person.label, found=_span(booking)
        )


def _carries(request: SlotRequest, truck: Truck) -> bool:
    if request.truck not in (None, truck.id):
        return False
    total = sum(request.load_kg.values())
    cold = total - request.load_kg.get("ambient", 0.0)
    return total <= truck.payload_kg + 1e-6 and (cold <= 0 or truck.refrigerated)


def _open(scenario: Scenario, truck: Truck, booking: Booking) -> bool:
    end = booking.ends_s + truck.turnaround_min * 60
    day = DAYS[booking.starts_s // DAY_S % 7]
    midnight = DAY_NUMBER[day] * DAY_S
    return scenario.is_free(truck, day) and any(
        midnight + window.opens_s <= booking.starts_s and end <= midnight + window.closes_s
        for window in truck.available
        if window.day == day or (window.day is None and day in scenario.days)
    )


def _may_drive(request: SlotRequest, truck: Truck, person: Person) -> bool:
    if "driver" not in person.roles or truck.licence not in person.licences:
        return False
    if truck.drivers is not None and person.id not in truck.drivers:
        return False
    if request.drivers is None:
        mine = request.association
        return person.association == mine and person.goes_out_for(mine)
    return person.id in request.drivers


def _works(scenario: Scenario, person: Person, booking: Booking) -> bool:
    day = DAYS[booking.starts_s // DAY_S % 7]
    midnight = DAY_NUMBER[day] * DAY_S
    if not scenario.is_there(person, day):
        return False
    hours = [(scenario.shift[name].starts_s, scenario.shift[name].ends_s) for name in person.shifts]
    return any(
        midnight + start <= booking.starts_s and booking.ends_s <= midnight + end
        for start, end in hours or [(0, DAY_S)]
    )


def _once(scenario: Scenario, bookings: Sequence[Booking]) -> Iterator[Finding]:
    for name, same in _by(bookings, "request").items():
        if len(same) > 1:
            label = scenario.request[name].label
            yield violation("booking_once", (name,), what=label, found=len(same))


def _by(bookings: Sequence[Booking], field: str) -> dict[str, list[Booking]]:
    found: dict[str, list[Booking]] = defaultdict(list)
    for booking in sorted(bookings, key=lambda one: (one.starts_s, one.request)):
        found[str(getattr(booking, field))].append(booking)
    return found


def _trucks(
    scenario: Scenario, bookings: Sequence[Booking], busy: Sequence[Busy]
) -> Iterator[Finding]:
    for name, mine in _by(bookings, "truck").items():
        truck = scenario.truck[name]
        pause = truck.turnaround_min * 60
        for a, b in itertools.combinations(mine, 2):
            if b.starts_s < a.ends_s + pause:
                yield violation(
                    "truck_overlap",
                    (name, a.request, b.request),
                    who=truck.label,
                    what=scenario.request[a.request].label,
                    found=scenario.request[b.request].label,
                    limit=number(truck.turnaround_min),
                )
        for one, taken in itertools.product(mine, busy):
            if taken.id == truck.vehicle and (
                one.starts_s < taken.ends_s + pause and taken.starts_s < one.ends_s + pause
            ):
                yield violation(
                    "truck_rounds",
                    (name, one.request),
                    who=truck.label,
                    what=scenario.request[one.request].label,
                    found=taken.text,
                )


def _drivers(
    scenario: Scenario, bookings: Sequence[Booking], busy: Sequence[Busy]
) -> Iterator[Finding]:
    for name, mine in _by(bookings, "driver").items():
        person = scenario.person[name]
        rounds = [taken for taken in busy if taken.id == name]
        for a, b in itertools.combinations(mine, 2):
            if b.starts_s < a.ends_s:
                yield violation(
                    "driver_overlap",
                    (name, a.request, b.request),
                    who=person.label,
                    what=scenario.request[a.request].label,
                    found=scenario.request[b.request].label,
                )
        for one, taken in itertools.product(mine, rounds):
            if one.starts_s < taken.ends_s and taken.starts_s < one.ends_s:
                yield violation(
                    "driver_overlap",
                    (name, one.request),
                    who=person.label,
                    what=scenario.request[one.request].label,
                    found=taken.text,
                )
        if len(mine) + len(rounds) > person.most_shifts:
            yield violation(
                "driver_most",
                (name,),
                who=person.label,
                found=len(mine) + len(rounds),
                limit=person.most_shifts,
            )
