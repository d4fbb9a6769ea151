"""A second checker, from the written rules alone: a written plan against the raw instance.

It shares nothing with the models, the solver or the reader, so that a rule misread there is found
here. ``python -m benchmarks.restos31.judge INSTANCE.json PLAN.json WEEK`` prints what it finds.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Json = dict[str, Any]
AMBIENT, CHILLED, FROZEN = "A", "F", "S"
PEAK_S = 90 * 60
SLACK = 1e-6
MOST_VISITS = 3
PROMISED = {
    ("CARREFOUR EN JACCA", 2): 0,
    ("CARREFOUR LA MENUDE", 2): 6,
    ("CARREFOUR LA MENUDE", 4): 4,
}
TUESDAY = 1
NEVER: dict[str, tuple[int, ...]] = {
    "TOULOUSE GRANDE BRETAGNE": (0,),
    "ESCALQUENS": (0, 1),
    "BESSIERES": (0, 1),
}


@dataclass
class Tour:
    """One vehicle's day."""

    day: int
    vehicle: int
    trips: list[list[Json]]
    seconds: float = 0.0
    first_trip_s: float = 0.0
    metres: float = 0.0

    @property
    def name(self) -> str:
        """The tour in words."""
        return f"tour {self.day}, {self.vehicle}"

    @property
    def stops(self) -> list[Json]:
        """Every stop outside the depot."""
        return [stop for trip in self.trips for stop in trip]


@dataclass
class Verdict:
    """What a plan breaks, what it leaves, and what it costs."""

    faults: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """Units and pick-ups that no tour serves."""
    eur: float = 0.0
    metres: float = 0.0
    seconds: dict[str, float] = field(default_factory=dict)
    """Length of each tour."""


def judge(instance: Json, plan: Json, week: int) -> Verdict:
    """Check a written plan by every rule; week 1 is odd, week 2 even."""
    found = Verdict()
    tours = [_tour(key, stops) for key, stops in plan["tours"].items()]
    for tour in tours:
        _measure(instance, tour)
        found.faults += [
            f"{tour.name}: {fault}"
            for part in (_vehicle, _loading, _times, _pickups, _stores, _places, _errand_trips)
            for fault in part(instance, tour)
        ]
        found.seconds[f"{tour.day}, {tour.vehicle}"] = tour.seconds
        found.metres += tour.metres
        found.eur += tour.metres / 1000 * instance["vehicles"][tour.vehicle]["cost_per_km"]
    found.eur += sum(
        instance["vehicles"][number]["fixed_cost"] for number in {tour.vehicle for tour in tours}
    )
    _units(instance, tours, week, found)
    _points(instance, tours, found)
    found.faults += _boxes(instance, tours)
    found.faults += _given(instance, tours)
    found.faults += _stated(plan, found)
    return found


def _tour(key: str, stops: list[Json]) -> Tour:
    day, vehicle = (int(part) for part in key.split(","))
    trips: list[list[Json]] = [[]]
    for stop in stops:
        if stop["index"] == 0:
            trips.append([])
        else:
            trips[-1].append(stop)
    return Tour(day, vehicle, trips)


def _measure(instance: Json, tour: Tour) -> None:
    limits = instance["params"]
    now = 0.0
    for number, trip in enumerate(tour.trips):
        now += 60 * limits["wait_between_trips"] if number else 0
        here = 0
        for node in [*(stop["index"] for stop in trip), 0]:
            table = "duration_matrix" if now <= PEAK_S else "no_traffic_duration_matrix"
            now += instance[table][here][node]
            tour.metres += instance["distance_matrix"][here][node]
            if node:
                wait = "wait_at_centres" if node < instance["n_centres"] else "wait_at_pdrs"
                now += 60 * limits[wait]
            here = node
        if number == 0:
            tour.first_trip_s = now
    tour.seconds = now


def _point(instance: Json, stop: Json) -> Json | None:
    """Return the pick-up point of a stop; none at a centre."""
    number = stop["index"] - instance["n_centres"]
    return instance["pdrs"][number] if number >= 0 else None


def _loads(instance: Json, stop: Json) -> list[Json]:
    """Return the units that a stop drops; those that do not exist are told elsewhere."""
    due = instance["demands"].get(str(stop["index"]), [])
    return [due[n] for n in stop.get("units", []) if 0 <= n < len(due)]


def _vehicle(instance: Json, tour: Tour) -> Iterator[str]:
    means, limits = instance["vehicles"][tour.vehicle], instance["params"]
    if not means["allowed"]:
        yield "the vehicle may not go out"
    if not 0 <= tour.day < instance["n_days"]:
        yield "no such day"
    if any(not trip for trip in tour.trips):
        yield "an empty trip"
    if len(tour.trips) > limits["max_trips"]:
        yield f"{len(tour.trips)} trips"
    if len(tour.stops) > limits["max_stops"]:
        yield f"{len(tour.stops)} stops"


def _loading(instance: Json, tour: Tour) -> Iterator[str]:
    means = instance["vehicles"][tour.vehicle]
    for trip in tour.trips:
        units = [unit for stop in trip for unit in _loads(instance, stop)]
        given = [point for stop in trip if (point := _point(instance, stop)) is not None]
        for what, loads in (("delivered", units), ("collected", given)):
            if sum(load["weight"] for load in loads) > means["capacity"] + SLACK:
                yield f"kg {what} over capacity"
            if sum(load["palettes"] for load in loads) > means["size"] + SLACK:
                yield f"pallets {what} over size"
        for load in (*units, *given):
            if load["product_type"] not in means["can_carry"]:
                yield f"carries {load['product_type']}"
        for unit in units:
            on_pallet = unit["palettes"] > 0 or unit["norvegiennes"] == 0
            if unit["product_type"] == FROZEN and on_pallet and not means["allows_isotherm_cover"]:
                yield "frozen pallets without an isotherm cover"


def _times(instance: Json, tour: Tour) -> Iterator[str]:
    limits = instance["params"]
    if tour.seconds > 60 * limits["max_tour_duration"] + SLACK:
        yield f"lasts {tour.seconds / 60:.1f} min"
    collects = any(_point(instance, stop) is not None for stop in tour.trips[0])
    if collects and tour.first_trip_s > 60 * limits["max_tour_duration_with_pickup"] + SLACK:
        yield f"a first trip with a pick-up lasts {tour.first_trip_s / 60:.1f} min"


def _pickups(instance: Json, tour: Tour) -> Iterator[str]:
    for number, trip in enumerate(tour.trips):
        collected = False
        for stop in trip:
            point = _point(instance, stop)
            collected = collected or point is not None
            if point is None and collected:
                yield "a delivery after a pick-up"
            if point is None and not stop.get("units") and stop["stop_type"] != "Liv_Ramasse":
                yield f"a visit to {stop['name']} that delivers nothing"
            if point is not None and number > 0:
                yield f"{point['name']} is collected in trip {number + 1}"
            if point is not None and tour.day not in point["required_days"]:
                yield f"{point['name']} is collected on day {tour.day}"


def _stores(instance: Json, tour: Tour) -> Iterator[str]:
    """Yield house rules of pick-up points that a tour breaks."""
    means = instance["vehicles"][tour.vehicle]
    points = [point["name"] for stop in tour.stops if (point := _point(instance, stop)) is not None]
    for name in points:
        vehicle = PROMISED.get((name, tour.day))
        if vehicle is not None and vehicle < instance["m"]:
            if vehicle != tour.vehicle:
                yield f"{name} is promised to vehicle {vehicle}"
            if len(points) > 1:
                yield f"{name} with another pick-up"
        if name == "LECLERC ST ORENS" and tour.vehicle != 2:
            yield f"{name} by another vehicle than 2"
        if name == "LECLERC ROUFFIAC" and tour.day != TUESDAY and CHILLED not in means["can_carry"]:
            yield f"{name} by a vehicle that is not refrigerated"


def _places(instance: Json, tour: Tour) -> Iterator[str]:
    """Yield house rules of centres that a tour breaks."""
    never = dict(NEVER)
    if CHILLED in instance["vehicles"][tour.vehicle]["can_carry"]:
        never["BESSIERES"] = (tour.vehicle,)
    for position, stop in enumerate(tour.stops):
        if _point(instance, stop) is not None:
            continue
        name = instance["centres"][stop["index"]]["name"]
        if tour.vehicle in never.get(name, ()):
            yield f"{name} by vehicle {tour.vehicle}"
        limit = instance["params"]["max_tour_duration"] - 45
        if name == "FENOUILLET" and tour.seconds > 60 * limit + SLACK:
            yield f"serves {name} and lasts {tour.seconds / 60:.1f} min"
        if name == "FRONTON" and position:
            yield f"{name} is not its first stop"


def _errand_trips(instance: Json, tour: Tour) -> Iterator[str]:
    given = {(day, v, trip): to for day, v, trip, to in instance["livraisons_de_ramasses"]}
    for number, trip in enumerate(tour.trips):
        to = given.get((tour.day, tour.vehicle, number))
        for stop in trip:
            if _point(instance, stop) is not None:
                continue
            if to is None:
                if stop["stop_type"] == "Liv_Ramasse":
                    yield f"brings collected food to {stop['name']}, which nothing gives"
                continue
            if stop["index"] != to:
                yield f"trip {number + 1} is given to centre {to} alone"
            elif any(unit["product_type"] != FROZEN for unit in _loads(instance, stop)):
                yield "ambient or chilled units ride along with collected food"


def _units(instance: Json, tours: list[Tour], week: int, found: Verdict) -> None:
    due = {
        (int(centre), n)
        for centre, units in instance["demands"].items()
        for n in range(len(units))
        if instance["centres"][int(centre)]["delivery_week"]
        in ("ANY", "ODD" if week == 1 else "EVEN")
    }
    dropped: Counter[tuple[int, int]] = Counter()
    visits: Counter[int] = Counter()
    for tour in tours:
        for stop in tour.stops:
            if _point(instance, stop) is not None:
                continue
            node, units = stop["index"], stop.get("units", [])
            dropped.update((node, n) for n in units)
            visits[node] += bool(units)
            centre = instance["centres"][node]
            if units and tour.day not in centre["allowed_days"]:
                found.faults.append(f"{tour.name}: {centre['name']} is delivered on another day")
            found.faults += [
                f"{tour.name}: {centre['name']}: {fault}" for fault in _written(instance, stop)
            ]
    for unit, times in sorted(dropped.items()):
        if unit not in due:
            found.faults.append(f"unit {unit[1]} of centre {unit[0]} is not due")
        elif times > 1:
            found.faults.append(f"unit {unit[1]} of centre {unit[0]} is dropped {times} times")
    for node, times in sorted(visits.items()):
        if times > MOST_VISITS:
            found.faults.append(f"centre {node} is visited {times} times")
    found.left += [f"unit {n} of centre {node}" for node, n in sorted(due - set(dropped))]


def _written(instance: Json, stop: Json) -> Iterator[str]:
    """Yield what a stop says of its load that its units do not add up to."""
    loads = _loads(instance, stop)
    for key, field_ in (("delivery", "weight"), ("palettes", "palettes")):
        sums = [
            sum(load[field_] for load in loads if load["product_type"] == product)
            for product in (AMBIENT, CHILLED, FROZEN)
        ]
        if any(abs(a - b) > SLACK for a, b in zip(stop[key], sums, strict=True)):
            yield f"{key} {stop[key]}, its units add up to {sums}"
    boxes = sum(load["norvegiennes"] for load in loads)
    if stop["norvegiennes"] != boxes:
        yield f"norvegiennes {stop['norvegiennes']}, its units add up to {boxes}"


def _points(instance: Json, tours: list[Tour], found: Verdict) -> None:
    visited = Counter(
        (stop["index"] - instance["n_centres"], tour.day)
        for tour in tours
        for stop in tour.stops
        if _point(instance, stop) is not None
    )
    for number, point in enumerate(instance["pdrs"]):
        for day in point["required_days"]:
            times = visited[number, day]
            if times > 1:
                found.faults.append(f"{point['name']} is collected {times} times on day {day}")
            if times == 0:
                found.left.append(f"{point['name']} on day {day}")


def _boxes(instance: Json, tours: list[Tour]) -> Iterator[str]:
    used: dict[int, int] = defaultdict(int)
    for tour in tours:
        for stop in tour.stops:
            if _point(instance, stop) is None:
                used[tour.day] += sum(unit["norvegiennes"] for unit in _loads(instance, stop))
    for day, boxes in sorted(used.items()):
        if boxes > instance["params"]["n_norvegiennes"]:
            yield f"day {day}: {boxes} insulated boxes"


def _given(instance: Json, tours: list[Tour]) -> Iterator[str]:
    of = {(tour.day, tour.vehicle): tour for tour in tours}
    for day, vehicle, number, to in instance["livraisons_de_ramasses"]:
        tour = of.get((day, vehicle))
        trip = tour.trips[number] if tour is not None and number < len(tour.trips) else []
        if not any(stop["index"] == to for stop in trip):
            yield f"trip {number + 1} of vehicle {vehicle} on day {day} does not serve centre {to}"


def _stated(plan: Json, found: Verdict) -> Iterator[str]:
    """Yield totals that a plan states wrongly."""
    if abs(plan["total_costs"] - found.eur) > 0.01:
        yield f"states {plan['total_costs']:.2f} euros, its tours cost {found.eur:.2f}"
    if abs(plan["total_distance"] - found.metres) > 1:
        yield f"states {plan['total_distance']} m, its tours are {found.metres:.0f} m long"


def main(arguments: list[str]) -> int:
    """Print the verdict on a plan; 1 when it breaks a rule or leaves something."""
    instance, plan = (json.loads(Path(name).read_text(encoding="utf-8")) for name in arguments[:2])
    found = judge(instance, plan, int(arguments[2]))
    for fault in found.faults:
        print(fault)
    for what in found.left:
        print(f"left: {what}")
    print(f"{found.metres / 1000:.1f} km, {found.eur:.2f} EUR, {len(found.faults)} faults")
    return int(bool(found.faults or found.left))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
