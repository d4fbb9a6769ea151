"""What trucks and drivers may change for one more booking at some hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.base import Text, clock
from models.booking_study import Booking, Busy
from models.bookings import SlotRequest, Truck
from models.calendar import DAY_NAMES, DAYS, Day, Window
from models.scenario import Scenario
from models.vehicles import Person
from solver.edits.edit import Edit, Edits, rounded_up
from solver.trucks.own_changes import DAY_MIN, earlier, later
from solver.trucks.problem import PEOPLE, REQUESTS, TRUCKS, chilled_kg

LONGER_MIN = 120
"""Minutes by which a truck's hours are longer, at most, where others may leave room by that."""
MORE_OUTINGS = 5
"""Outings more of somebody, at most: others may take the first."""


@dataclass(frozen=True)
class Hours:
    """Hours of a booking, minutes since Monday midnight."""

    starts: int
    ends: int

    @property
    def day(self) -> Day:
        """The day on which it starts."""
        return DAYS[self.starts // DAY_MIN]

    @property
    def of_day(self) -> tuple[int, int]:
        """The same hours, minutes since the midnight of their day."""
        midnight = self.starts // DAY_MIN * DAY_MIN
        return self.starts - midnight, self.ends - midnight


def truck_changes(
    scenario: Scenario, busy: Sequence[Busy], truck: Truck, request: SlotRequest, hours: Hours
) -> Iterator[Edits]:
    """Yield what a truck may change to be out at some hours, and a request to go with it.

    A shorter turnaround comes even where it is not needed: others may then leave room.
    """
    fits = _load_changes(truck, request)
    if fits is None:
        return
    step = scenario.bookings.step_min
    for pause, shorter in _pauses(truck, step):
        if any(
            hours.starts < -(-one.ends_s // 60) + pause and one.starts_s // 60 < hours.ends + pause
            for one in busy
            if one.id == truck.vehicle
        ):
            continue
        for widened in _windows(scenario, truck, hours, pause):
            yield (*fits, *shorter, *widened)


def _load_changes(truck: Truck, request: SlotRequest) -> Edits | None:
    """Return what a request gives up to go with a truck, none where it never can."""
    path = f"{REQUESTS}.{request.id}"
    edits: Edits = ()
    if request.truck not in (None, truck.id):
        edits = (Edit(f"{path}.truck", None, OTHER_TRUCK),)
    if chilled_kg(request) > 0 and not truck.refrigerated:
        return None
    excess = sum(request.load_kg.values()) - truck.payload_kg
    if excess <= 0:
        return edits
    kg = rounded_up(excess)
    heaviest = max(sorted(request.load_kg), key=lambda one: request.load_kg[one])
    kept = request.load_kg[heaviest] - kg
    if kept < 0:
        return None
    less = Edit(f"{path}.load_kg.{heaviest}", kept, LIGHTER, {"kg": kg}, kg=kg)
    return (*edits, less)


def _pauses(truck: Truck, step: int) -> Iterator[tuple[int, Edits]]:
    """Yield how long a truck may rest after each booking, whole steps, and what that changes."""
    full = -(-round(truck.turnaround_min * 60) // (60 * step)) * step
    yield full, ()
    for pause in range(full - step, -1, -step):
        cut = rounded_up(truck.turnaround_min - pause)
        kept = max(0.0, truck.turnaround_min - cut)
        values = {"truck": truck.label, "new": f"{kept:g}", "old": f"{truck.turnaround_min:g}"}
        path = f"{TRUCKS}.{truck.id}.turnaround_min"
        yield pause, (Edit(path, kept, TURNAROUND, values, minutes=cut),)


def _windows(scenario: Scenario, truck: Truck, hours: Hours, pause: int) -> Iterator[Edits]:
    """Yield what a truck's hours may change to hold a booking and its pause."""
    begins, ends = hours.of_day
    held = False
    for position, window in enumerate(truck.available):
        if window.day not in (None, hours.day) or (
            window.day is None and hours.day not in scenario.days
        ):
            continue
        held = True
        opens, closes = window.opens_s // 60, window.closes_s // 60
        path = f"{TRUCKS}.{truck.id}.available.{position}"
        day = EVERY_DAY if window.day is None else DAY_NAMES[window.day]
        edits: Edits = ()
        if begins < opens:
            edits = (earlier(f"{path}.opens", day, opens, begins, truck.label),)
        if ends + pause > closes:
            longer = later(f"{path}.closes", day, closes, ends + pause, truck.label)
            if longer is None:
                continue
            edits = (*edits, longer)
        yield edits
    if not held and ends + pause < DAY_MIN:
        more = Window(day=hours.day, opens=clock(begins * 60), closes=clock((ends + pause) * 60))
        windows = [one.model_dump(mode="json") for one in (*truck.available, more)]
        values = {
            "truck": truck.label,
            "day": DAY_NAMES[hours.day],
            "opens": more.opens,
            "closes": more.closes,
        }
        path, minutes = f"{TRUCKS}.{truck.id}.available", ends + pause - begins
        yield (Edit(path, windows, ONE_MORE_DAY, values, minutes=minutes),)


def longer_hours(scenario: Scenario, truck: Truck) -> Iterator[Edit]:
    """Yield longer hours of a truck, step by step of the grid: others may then leave room."""
    step = scenario.bookings.step_min
    for position, window in enumerate(truck.available):
        opens, closes = window.opens_s // 60, window.closes_s // 60
        path = f"{TRUCKS}.{truck.id}.available.{position}"
        day = EVERY_DAY if window.day is None else DAY_NAMES[window.day]
        first, last = -(-opens // step) * step, closes // step * step
        for more in range(step, LONGER_MIN + 1, step):
            if first - more >= 0:
                yield earlier(f"{path}.opens", day, opens, first - more, truck.label)
            longer = later(f"{path}.closes", day, closes, last + more, truck.label)
            if longer is not None:
                yield longer


def driver_changes(
    scenario: Scenario,
    busy: Sequence[Busy],
    person: Person,
    hours: Hours,
    others: Sequence[Booking],
) -> Iterator[Edits]:
    """Yield what somebody may change to drive at some hours.

    One outing more comes also where all of theirs are taken by bookings: these may move.
    """
    rounds = [one for one in busy if one.id == person.id]
    if any(
        hours.starts < -(-one.ends_s // 60) and one.starts_s // 60 < hours.ends for one in rounds
    ):
        return
    asked = hours.ends - hours.starts
    edits: Edits = ()
    path = f"{PEOPLE}.{person.id}"
    if hours.day not in person.days:
        days = [*person.days, hours.day]
        values: dict[str, object] = {"person": person.label, "day": DAY_NAMES[hours.day]}
        edits = (*edits, Edit(f"{path}.days", days, ON_DAY, values, minutes=asked))
    taken = len(rounds) + sum(one.driver == person.id for one in others)
    most = person.most_shifts
    for shifts in _shifts(scenario, person, hours):
        if len(rounds) < most:
            yield (*edits, *shifts)
        for more in range(1, MORE_OUTINGS + 1) if taken >= most else ():
            if len(rounds) < most + more:
                values = {"person": person.label, "new": most + more, "old": most}
                outing = Edit(f"{path}.max_shifts", most + more, OUTING, values, more * asked)
                yield (*edits, *shifts, outing)


def _shifts(scenario: Scenario, person: Person, hours: Hours) -> Iterator[Edits]:
    """Yield what somebody's shifts may change to cover some hours."""
    begins, ends = hours.of_day
    covering = [
        shift
        for shift in scenario.shifts
        if shift.starts_s // 60 <= begins and ends <= shift.ends_s // 60
    ]
    if not person.shifts or any(shift.id in person.shifts for shift in covering):
        yield ()
        return
    for shift in sorted(covering, key=lambda one: one.id):
        values = {"person": person.label, "shift": shift.label}
        path = f"{PEOPLE}.{person.id}.shifts"
        yield (Edit(path, [*person.shifts, shift.id], SHIFT, values, minutes=ends - begins),)


def let_drive(request: SlotRequest, may: Sequence[str], person: Person) -> Edits:
    """Return what lets somebody drive for a request, beside those who may."""
    path, values = f"{REQUESTS}.{request.id}.drivers", {"person": person.label}
    drivers = [*may, person.id]
    return (Edit(path, drivers, LET_DRIVE_FOR_IT, values, minutes=request.duration_min),)


def pair_changes(truck: Truck, person: Person) -> Edits | None:
    """Return what lets somebody drive a truck, none where their licence forbids it."""
    if truck.licence not in person.licences:
        return None
    if truck.drivers is None or person.id in truck.drivers:
        return ()
    values = {"person": person.label, "truck": truck.label}
    path = f"{TRUCKS}.{truck.id}.drivers"
    return (Edit(path, [*truck.drivers, person.id], LET_DRIVE, values),)


OTHER_TRUCK = Text(
    fr="un autre camion que celui demandé", en="another truck than the one asked for"
)
LIGHTER = Text(fr="{kg} kg de moins à porter", en="{kg} kg less to carry")
TURNAROUND = Text(
    fr="« {truck} » : {new} min de remise en état au lieu de {old}",
    en='"{truck}": {new} min of turnaround instead of {old}',
)
EVERY_DAY = Text(fr="chaque jour", en="every day")
ONE_MORE_DAY = Text(
    fr="« {truck} » : {day} aussi, {opens}–{closes}", en='"{truck}": {day} too, {opens}–{closes}'
)
ON_DAY = Text(fr="« {person} » : {day} aussi", en='"{person}": {day} too')
LET_DRIVE = Text(
    fr="permettre à « {person} » de conduire « {truck} »", en='let "{person}" drive "{truck}"'
)
LET_DRIVE_FOR_IT = Text(
    fr="permettre à « {person} » de conduire pour cette demande",
    en='let "{person}" drive for this request',
)
OUTING = Text(
    fr="porter les sorties par semaine de « {person} » à {new} au lieu de {old}",
    en='raise the outings a week of "{person}" to {new} instead of {old}',
)
SHIFT = Text(
    fr="« {person} » : le créneau « {shift} » aussi", en='"{person}": the shift "{shift}" too'
)
