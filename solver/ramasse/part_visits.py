"""Gifts larger than any vehicle, visited several times: parts for the search, one gift for people.

Each such gift becomes an offer for every visit that its vehicles could make, of what each could
take: their first trips, the largest vehicles first, then their second ones, until nothing is left.
The plan that comes back names the gift again; parts taken one after the other are one stop.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from models.calendar import Day
from models.donors import Donor, Offer, Pickup
from models.plan import Plan, Round, Stop
from models.scenario import Scenario
from models.vehicles import Vehicle
from pools.gifts import is_large, part_taken
from pools.streams import Stream, may_work, streams
from solver.ramasse.running_plan import RunningPlan

MOST_PARTS = 6
"""Visits of one gift, at most."""
FITS = 1 - 1e-9
"""Keeps a part within the load that it was cut for, whatever the rounding."""
LEAST = 1e-6
"""Parts smaller than this are none."""


@dataclass(frozen=True)
class Parts:
    """A week in which large gifts are several offers."""

    scenario: Scenario
    whole: Mapping[str, str]
    """The gift of each part, and of each other offer of its donor, by the ids of pick-ups."""

    @property
    def of(self) -> dict[str, list[str]]:
        """The parts of each gift, in their order."""
        found: dict[str, list[str]] = defaultdict(list)
        for part, gift in self.whole.items():
            found[gift].append(part)
        return found

    def inner(self, rounds: Iterable[Round]) -> Iterator[Round]:
        """Yield rounds whose first visit of a gift takes its first part, and so on."""
        made: Counter[str] = Counter()
        parts = self.of
        for item in rounds:
            stops = []
            for stop in item.stops:
                if stop.pickup in parts:
                    mine = parts[str(stop.pickup)]
                    number = min(made[str(stop.pickup)], len(mine) - 1)
                    made[str(stop.pickup)] += 1
                    stops.append(stop.changed(pickup=mine[number]))
                else:
                    stops.append(stop)
            yield item.changed(stops=tuple(stops))

    def inner_plan(self, plan: Plan) -> Plan:
        """Return a plan in which each visit of a gift takes one of its parts."""
        return plan.changed(rounds=tuple(self.inner(plan.rounds)))

    def outer_plan(self, plan: Plan) -> Plan:
        """Return a plan that names the gifts; parts taken one after the other are one stop."""
        return plan.changed(
            rounds=tuple(
                item.changed(stops=tuple(_joined(self._named(item.stops)))) for item in plan.rounds
            )
        )

    def _named(self, stops: Sequence[Stop]) -> Iterator[Stop]:
        for stop in stops:
            gift = self.whole.get(stop.pickup or "")
            yield stop if gift is None else stop.changed(pickup=gift)

    def standing(self, standing: RunningPlan) -> RunningPlan:
        """Return what stands of a running week, its visits of gifts taking parts."""
        published = len(standing.plan.rounds)
        rounds = tuple(self.inner((*standing.plan.rounds, *standing.broken)))
        visited = {str(stop.pickup): item.id for item in rounds for stop in item.collected}
        held = {pick: where for pick, where in standing.held.items() if pick not in self.of}
        for gift, parts in self.of.items():
            if gift in standing.held:
                where = standing.held[gift]
                held |= {part: where for part in parts if visited.get(part) == where}
        wanted = {pick for pick in standing.wanted if pick not in self.of}
        for gift in standing.wanted & set(self.of):
            wanted |= set(self.of[gift]) - set(visited)
        return replace(
            standing,
            plan=standing.plan.changed(rounds=rounds[:published]),
            broken=rounds[published:],
            held=held,
            wanted=frozenset(wanted),
        )


def parted(
    scenario: Scenario,
    rounds: Sequence[Round] = (),
    grown: Mapping[str, float] = MappingProxyType({}),
) -> Parts | None:
    """Return the week with large gifts in parts; none where there is no such gift.

    Parameters
    ----------
    rounds
        Published ones: what each of their visits takes is a part of its own.
    grown
        Pick-ups of which more is there than was planned, and the part of each that is of use: what
        fits beside the load of each published round is a part of its own, so that more of it never
        keeps a round from what less would have let it take.
    """
    of_donor = {donor: stream for stream in streams(scenario) for donor in stream.donors}
    taken = _taken(scenario, rounds)
    cut: dict[str, tuple[float, ...]] = {}
    for pickup in scenario.pickups.values():
        stream = of_donor.get(pickup.donor)
        mine = taken.get(pickup.id, [])
        if stream is None or pickup.gross_kg <= 0:
            continue
        more = pickup.id in grown
        if len(mine) > 1 or more or is_large(scenario, stream, pickup):
            rooms = _rooms(scenario, stream, pickup, rounds) if more else []
            most = grown.get(pickup.id, 1.0)
            parts = tuple(_fractions(scenario, stream, pickup, [*mine, *rooms], most))
            if len(parts) > 1 or sum(parts) < 1 - LEAST:
                cut[pickup.id] = parts or (0.0,)
    if not cut:
        return None
    whole: dict[str, str] = {}
    donors = tuple(
        _with_parts(scenario, donor, cut, whole) for donor in scenario.donors_now.values()
    )
    return Parts(scenario.changed(donors=donors), whole)


def _taken(scenario: Scenario, rounds: Iterable[Round]) -> dict[str, list[float]]:
    """Return which part of each gift every visit takes: that of the family it takes most of."""
    found: dict[str, list[float]] = defaultdict(list)
    for item in rounds:
        for stop in item.collected:
            offered = scenario.pickups[str(stop.pickup)].kg
            parts = [kg / offered[f] for f, kg in stop.kg.items() if offered.get(f, 0.0) > 0]
            found[str(stop.pickup)].append(max(parts, default=0.0))
    return found


def _fractions(
    scenario: Scenario, stream: Stream, pickup: Pickup, given: Sequence[float], most: float
) -> Iterator[float]:
    """Yield the parts of a gift: those given, then those that vehicles could take of the rest."""
    left = most
    for part in given:
        mine = max(0.0, min(part, left))
        left -= mine
        yield mine
    for _, part in zip(range(MOST_PARTS), _visits(scenario, stream, pickup), strict=False):
        if left <= LEAST:
            return
        mine = min(part * FITS, left)
        left -= mine
        yield mine


def _rooms(
    scenario: Scenario, stream: Stream, pickup: Pickup, rounds: Iterable[Round]
) -> list[float]:
    """Return which part of a gift fits beside the fullest load of each round of its day."""
    found = []
    for item in rounds:
        if item.day != pickup.day or item.stream != stream.id:
            continue
        vehicle = scenario.vehicle[item.vehicle]
        aboard_kg = most_kg = 0.0
        for stop in item.stops:
            aboard_kg = aboard_kg + sum(stop.kg.values()) if stop.kind == "collect" else 0.0
            most_kg = max(most_kg, aboard_kg)
        room_kg = vehicle.payload_kg * (1 - scenario.policy.capacity_margin) - most_kg
        part = min(room_kg / pickup.gross_kg, part_taken(scenario, vehicle, pickup)) * FITS
        if part > LEAST:
            found.append(part)
    return sorted(found, reverse=True)


def _visits(scenario: Scenario, stream: Stream, pickup: Pickup) -> Iterator[float]:
    """Yield which part each visit that could be made would take: first trips, then second ones."""
    mine = [one for one in scenario.promises if (one.donor, one.day) == (pickup.donor, pickup.day)]
    promised = {one.vehicle for one in mine}
    able: list[tuple[float, int, float]] = []
    for vehicle in sorted(scenario.vehicles, key=lambda one: one.id):
        if pickup.donor in vehicle.forbidden or (
            pickup.refrigerated and vehicle.cold != "refrigerated"
        ):
            continue
        if promised and vehicle.id not in promised:
            continue
        others = 0.0 if any(one.alone for one in mine) else _promised_kg(scenario, vehicle, pickup)
        if not may_work(scenario, stream, vehicle.id, pickup.day, collects=True):
            continue
        for shift in scenario.shifts:
            opens_s = max(pickup.opens_s, shift.starts_s)
            if (not vehicle.shifts or shift.id in vehicle.shifts) and (
                opens_s + pickup.loading_s <= min(pickup.closes_s, shift.ends_s)
            ):
                part = part_taken(scenario, vehicle, pickup)
                able.append((part, vehicle.max_trips, min(part, others / pickup.gross_kg)))
    able.sort(reverse=True)
    # a first trip may leave room for what else is promised to the vehicle, or take that too
    yield from (part - beside for part, _, beside in able if part - beside > LEAST)
    yield from (beside for _, _, beside in able if beside > LEAST)
    for trip in range(1, max((trips for _, trips, _ in able), default=0)):
        yield from (part for part, trips, _ in able if trip < trips)


def _promised_kg(scenario: Scenario, vehicle: Vehicle, pickup: Pickup) -> float:
    """Return the kg of other stores that are promised to a vehicle on the day of a gift."""
    others = {
        one.donor
        for one in scenario.promises
        if (one.vehicle, one.day) == (vehicle.id, pickup.day) and one.donor != pickup.donor
    }
    there = (one for one in scenario.pickups.values() if one.day == pickup.day)
    return sum(one.gross_kg for one in there if one.donor in others)


def _with_parts(
    scenario: Scenario, donor: Donor, cut: Mapping[str, Sequence[float]], whole: dict[str, str]
) -> Donor:
    """Return a donor with an offer for each part, and note the gift of each part by its id.

    The donor is that of the week planned alone.
    """
    there: dict[Day, int] = {
        day: sum(day in offer.days for offer in donor.offers) for day in scenario.days
    }
    seen: Counter[str] = Counter()
    offers: list[Offer] = []
    named: dict[Day, list[str]] = defaultdict(list)
    for offer in donor.offers:
        kept: list[Day] = []
        for day in offer.days:
            seen[day] += 1
            suffix = "" if there.get(day, 0) == 1 else f"_{seen[day]}"
            gift = f"{donor.id}_{day}{suffix}"
            parts = cut.get(gift)
            if parts is None:
                kept.append(day)
                named[day].append(gift)  # numbered anew, after the parts of others
                continue
            kg = offer.day_kg.get(day, offer.kg)
            for part in parts:
                places = None if offer.pallets is None else offer.pallets * part
                offers.append(offer.changed(days=(day,), day_kg={day: kg * part}, pallets=places))
                named[day].append(gift)
        if kept:
            offers.append(offer.changed(days=tuple(kept)))
    if not any(gift in cut for gifts in named.values() for gift in gifts):
        return donor
    for day, gifts in named.items():
        many = len(gifts) > 1
        for number, gift in enumerate(gifts, start=1):
            whole[f"{donor.id}_{day}_{number}" if many else f"{donor.id}_{day}"] = gift
    return donor.changed(offers=tuple(offers))


def _joined(stops: Iterable[Stop]) -> Iterator[Stop]:
    """Yield stops, those that follow each other at one gift made one."""
    last: Stop | None = None
    for stop in stops:
        if last is not None and last.kind == "collect" and last.pickup == stop.pickup:
            kg = {f: last.kg.get(f, 0.0) + stop.kg.get(f, 0.0) for f in {**last.kg, **stop.kg}}
            last = last.changed(leave_s=stop.leave_s, kg=kg)
            continue
        if last is not None:
            yield last
        last = stop
    if last is not None:
        yield last
