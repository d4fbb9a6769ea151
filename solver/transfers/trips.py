"""Trips on which stock may ride: rounds of a planned week, trips given, new ones.

All in one form: halts at associations' places in their order, the room that is left on the way
from each to the next, and the time that there is for handling.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.calendar import DAYS, Day
from models.plan import Plan, Round
from models.scenario import Scenario
from models.transfers import GivenTrip
from models.transfers_study import TransferTrip, TripHalt
from models.travel import TravelMatrix
from models.vehicles import Cold, Person, Vehicle
from pools.pairings import crew_among
from solver.transfers.delays import delays
from solver.transfers.needs import DAY_S, Outlook, seconds_of
from solver.transfers.rooms import Room, rooms

NO_LIMIT = 1e9


@dataclass(frozen=True)
class Trip:
    """One trip on which stock may ride."""

    said: TransferTrip
    rooms: tuple[Room, ...]
    """Left on the way from each halt to the next."""
    stays_s: tuple[float, ...]
    """Time for handling at each halt, seconds."""
    handling_s: float
    """Time for handling on the whole trip, seconds."""
    cold: Cold
    carries: frozenset[str]
    """Temperatures that it may carry."""
    late_s: float = 0.0
    """By how much handling may delay what is aboard, seconds."""
    free_halt: int | None = None
    """Where handling takes no time of the trip: back home."""

    @property
    def is_new(self) -> bool:
        """Whether it would be driven for transfers alone."""
        return self.said.sort == "new"


TEMPERATURES = frozenset(("ambient", "chilled", "frozen"))


def carried(cold: Cold, only: Iterable[str] = ()) -> frozenset[str]:
    """Return the temperatures that equipment may carry, for as long as the cold chain allows.

    Examples
    --------
    >>> sorted(carried("none"))
    ['ambient', 'chilled']
    """
    some = frozenset(only) or TEMPERATURES
    return some - {"frozen"} if cold == "none" else some


def given_trips(scenario: Scenario, ahead: Outlook) -> Iterator[Trip]:
    """Yield the trips that take place anyway, within the days looked at."""
    for one in sorted(scenario.transfers.trips, key=lambda trip: trip.id):
        midnight = seconds_of(scenario.week_of, one.on)
        if not ahead.first_s <= midnight < ahead.end_s:
            continue
        halts = tuple(
            TripHalt(
                association=stop.association,
                arrive_s=midnight + stop.arrives_s,
                leave_s=midnight + stop.leaves_s,
                position=number,
            )
            for number, stop in enumerate(one.stops)
        )
        said = TransferTrip(id=one.id, sort="given", stops=halts)
        stays = tuple(float(stop.leave_s - stop.arrive_s) for stop in halts)
        yield Trip(
            said,
            (Room(one.payload_kg, _cold_room(one), NO_LIMIT),) * (len(halts) - 1),
            stays,
            NO_LIMIT,
            one.cold,
            carried(one.cold),
        )


def _cold_room(one: GivenTrip) -> float:
    return one.cold_kg if one.cold == "boxes" else NO_LIMIT


def round_trips(
    scenario: Scenario, travel: TravelMatrix, week: Plan, ahead: Outlook
) -> Iterator[Trip]:
    """Yield the rounds of a planned week that pass at two associations at least."""
    allowed = delays(scenario, travel, week)
    for item in sorted(week.rounds, key=lambda one: one.id):
        midnight = DAYS.index(item.day) * DAY_S
        halts, left = _halts(scenario, item, midnight), rooms(scenario, week, item)
        if len(halts) < 2 or not ahead.first_s <= midnight < ahead.end_s:
            continue
        vehicle = scenario.vehicle[item.vehicle]
        said = TransferTrip(
            id=item.id,
            sort="round",
            stops=halts,
            vehicle=item.vehicle,
            shift=item.shift,
            crew=item.crew,
        )
        legs = tuple(
            Room.least(left[before.position : after.position]) for before, after in pairwise(halts)
        )
        budget = float(allowed.get(item.id, 0))
        # what is handed over once the round is over delays nobody
        home = halts[-1].position == len(item.stops) - 1
        yield Trip(
            said,
            legs,
            (NO_LIMIT,) * len(halts),
            budget,
            vehicle.cold,
            carried(vehicle.cold, vehicle.carries),
            budget,
            len(halts) - 1 if home else None,
        )


def _halts(scenario: Scenario, item: Round, midnight: int) -> tuple[TripHalt, ...]:
    return tuple(
        TripHalt(
            association=stop.site,
            arrive_s=midnight + stop.arrive_s,
            leave_s=midnight + max(stop.leave_s, stop.arrive_s),
            position=position,
        )
        for position, stop in enumerate(item.stops)
        if stop.site in scenario.association and stop.kind != "collect"
    )


@dataclass(frozen=True)
class _Outing:
    """A vehicle and people that are free in one shift of one day."""

    vehicle: Vehicle
    day: Day
    shift: str
    midnight: int
    crew: tuple[str, ...]


def new_trips(
    scenario: Scenario,
    travel: TravelMatrix,
    week: Plan | None,
    ahead: Outlook,
    pairs: Iterable[tuple[str, str]],
) -> Iterator[Trip]:
    """Yield new trips between pairs, each with the nearest vehicle free, per day and equipment.

    The vehicle leaves its home, loads at the giver, unloads at the receiver and comes back within
    one shift; each halt takes the unloading time of its place.
    """
    outings = list(_outings(scenario, week, ahead))
    for giver, to in sorted(pairs):
        best: dict[tuple[int, bool], Trip] = {}
        for outing in outings:
            trip = _there_and_back(scenario, travel, outing, giver, to)
            if trip is None:
                continue
            key = (outing.midnight, outing.vehicle.cold != "none")
            known = best.get(key)
            if known is None or _rank(trip) < _rank(known):
                best[key] = trip
        for (midnight, cold), trip in sorted(best.items()):
            other = best.get((midnight, True))
            if cold or other is None or _rank(trip) < _rank(other):
                yield trip


def _rank(trip: Trip) -> tuple[int, int, str]:
    return trip.said.metres, trip.said.leaves_s or 0, trip.said.id


def _outings(scenario: Scenario, week: Plan | None, ahead: Outlook) -> Iterator[_Outing]:
    """Yield the vehicles free of the planned week that have a crew of their owner's."""
    rounds = () if week is None else week.rounds
    shifts_of = {one.id: sum(one.id in item.crew for item in rounds) for one in scenario.people}
    for day in scenario.days:
        midnight = DAYS.index(day) * DAY_S
        if not ahead.first_s <= midnight < ahead.end_s:
            continue
        for shift in scenario.shifts:
            out = [one for one in rounds if (one.day, one.shift) == (day, shift.id)]
            aboard = {who for one in out for who in one.crew}
            for vehicle in sorted(scenario.vehicles, key=lambda one: one.id):
                if any(one.vehicle == vehicle.id for one in out):
                    continue
                if not _is_free(scenario, vehicle, day, shift.id):
                    continue
                people = [
                    one
                    for one in sorted(scenario.people, key=lambda who: who.id)
                    if one.association == vehicle.owner
                    and one.goes_out_for(vehicle.owner)
                    and one.id not in aboard
                    and shifts_of[one.id] < one.most_shifts
                    and _is_free(scenario, one, day, shift.id)
                ]
                crew = _crew(scenario, vehicle, people)
                if crew is not None:
                    yield _Outing(vehicle, day, shift.id, midnight, crew)


def _is_free(scenario: Scenario, one: Vehicle | Person, day: Day, shift: str) -> bool:
    hours = scenario.shift[shift]
    return (
        scenario.is_there(one, day)
        and (not one.shifts or shift in one.shifts)
        and not any(taken.meets(day, hours.starts_s, hours.ends_s) for taken in scenario.taken(one))
    )


def _crew(scenario: Scenario, vehicle: Vehicle, people: Sequence[Person]) -> tuple[str, ...] | None:
    """Return a driver and helpers, those who do one thing alone first; none if too few."""
    order = sorted(people, key=lambda one: (len(one.roles), one.id))
    drivers = [p for p in order if "driver" in p.roles and vehicle.licence in p.licences]
    return crew_among(scenario, vehicle, drivers, [p for p in order if "helper" in p.roles])


def _there_and_back(
    scenario: Scenario, travel: TravelMatrix, outing: _Outing, giver: str, to: str
) -> Trip | None:
    vehicle, shift = outing.vehicle, scenario.shift[outing.shift]
    if {giver, to} & set(vehicle.forbidden):
        return None
    where = [vehicle.owner, giver, to, vehicle.owner]
    ways = [travel.way(a, b, 0) for a, b in pairwise(where)]
    metres = sum(way for _, way in ways)
    if metres > scenario.transfers.new_trip_km * 1000 + 1e-6:
        return None
    stays = [round(scenario.association[one].unloading_min * 60) for one in (giver, to)]
    first = _open(scenario, giver, outing, shift.starts_s + ways[0][0], stays[0])
    if first is None:
        return None
    second = _open(scenario, to, outing, first + stays[0] + ways[1][0], stays[1])
    if second is None:
        return None
    leaves, back = first - ways[0][0], second + stays[1] + ways[2][0]
    longest = min(shift.max_min, vehicle.max_round_min or shift.max_min)
    if back > shift.ends_s or back - leaves > longest * 60:
        return None
    if vehicle.max_round_km is not None and metres > vehicle.max_round_km * 1000:
        return None
    at = outing.midnight
    name = f"{outing.day}-{outing.shift}-{vehicle.id}-{giver}-{to}"
    said = TransferTrip(
        id=name,
        sort="new",
        stops=(
            TripHalt(association=giver, arrive_s=at + first, leave_s=at + first + stays[0]),
            TripHalt(
                association=to, arrive_s=at + second, leave_s=at + second + stays[1], position=1
            ),
        ),
        vehicle=vehicle.id,
        shift=outing.shift,
        crew=outing.crew,
        leaves_s=at + leaves,
        returns_s=at + back,
        metres=metres,
    )
    boxes = vehicle.boxes * vehicle.box_kg if vehicle.cold == "boxes" else NO_LIMIT
    room = Room(vehicle.payload_kg, boxes, vehicle.pallets or NO_LIMIT)
    return Trip(
        said,
        (room,),
        tuple(map(float, stays)),
        NO_LIMIT,
        vehicle.cold,
        carried(vehicle.cold, vehicle.carries),
    )


def _open(
    scenario: Scenario, association: str, outing: _Outing, soonest: float, stay: int
) -> int | None:
    """Return when an association first receives from a moment on, whole seconds; none that day."""
    for opens, closes in scenario.receives_s(association, outing.day):
        starts = max(int(-(-soonest // 1)), opens)
        if starts + stay <= closes:
            return starts
    return None
