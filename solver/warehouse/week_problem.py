"""A week of deliveries from one platform, as the arrays of the week's search.

Each vehicle of a fleet is one by itself; a delivery may be made on any of its days. Leaving one
behind costs more than any way to make it; then vehicles, crews' time and kilometres count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.calendar import DAY_NUMBER, Day, Shift
from models.fleets import Fleet
from models.networks import Point
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.warehouse.scenario_view import spans, unloading_s, warehouse_of
from solver.warehouse.supply_days import Job
from solver.warehouse.supply_vehicles import based, capacity, load_of, longest_s, serves, shifts_of
from solver.week_search.arrays import (
    B8,
    CLOSES,
    CLOSES_AGAIN,
    COLD_LOAD,
    DEADLINE,
    F64,
    FAR,
    HOME,
    I64,
    MAX_STOPS,
    MAX_VISITS,
    NODE,
    OPENS,
    OPENS_AGAIN,
    PAYLOAD,
    PLACES,
    ROUND,
    SERVICE,
    TRIP_STOPS,
    WARMS,
    Arrays,
)
from solver.week_search.encoding import nearest, rows_of, two_windows

HOUR_EUR = 12.0
"""What an hour of one person aboard counts for in the search: hours are then spared before km."""
LEFT_EUR, LEFT_EUR_PER_KG = 200.0, 1.0
"""What a delivery left behind counts for in the search."""


@dataclass(frozen=True)
class Car:
    """One vehicle of a fleet."""

    fleet: Fleet
    number: int


class WeekProblem:
    """Deliveries of one platform, and who may make them.

    Parameters
    ----------
    travel
        Between the platform and all points.
    """

    def __init__(
        self, scenario: Scenario, travel: TravelMatrix, platform: str, jobs: Sequence[Job]
    ) -> None:
        self.scenario, self.travel, self.platform = scenario, travel, platform
        warehouse = warehouse_of(scenario)
        rank: dict[str, int] = {}
        for job in jobs:
            rank.setdefault(job.point, len(rank))
        self.points: tuple[Point, ...] = tuple(warehouse.point[name] for name in rank)
        self.jobs: tuple[Job, ...] = tuple(sorted(jobs, key=lambda job: rank[job.point]))
        self.stop_of = [rank[job.point] for job in self.jobs]
        self.cars: tuple[Car, ...] = tuple(
            Car(fleet, number)
            for fleet in warehouse.fleets
            if based(warehouse, fleet) == platform
            and (fleet.network is None or warehouse.network[fleet.network].admitted)
            for number in range(1, fleet.count + 1)
        )
        used = {shift for car in self.cars for shift in shifts_of(scenario, car.fleet)}
        self.slots: tuple[tuple[Day, Shift], ...] = tuple(
            (day, shift)
            for day in sorted(scenario.days, key=DAY_NUMBER.__getitem__)
            for shift in scenario.shifts
            if shift in used
        )
        self.trips = max((car.fleet.max_trips for car in self.cars), default=1)

    @cached_property
    def arrays(self) -> Arrays:
        """The arrays of the search, in the units of ``solver.deliveries.problem``."""
        warehouse = warehouse_of(self.scenario)
        hub = self.travel.index[self.platform]
        loading = round(60 * warehouse.loading_min)
        stops, windows = self._stops()
        loads = [load_of(self.scenario, job.kg) for job in self.jobs]
        items = [
            (stop, 1000 * load.kg, load.centipallets, 0, 1000 * load.cold_kg)
            for stop, load in zip(self.stop_of, loads, strict=True)
        ]
        allowed = self._allowed(windows)
        self._set_deadlines(stops, allowed)
        choice, choices = rows_of(allowed)
        seconds = np.array(self.travel.seconds, dtype=np.int64)
        metres = np.array(self.travel.metres, dtype=np.int64)
        loss = [LEFT_EUR + LEFT_EUR_PER_KG * load.kg for load in loads]
        facts = [
            self.trips,
            len(self.points),
            len(self.jobs),
            len(self.slots),
            hub,
            FAR,
            loading,
            loading,
            0,
            FAR,
            1,
            FAR,
            1,
        ]
        return Arrays(
            facts=np.array(facts, dtype=np.int64),
            travel=np.array([seconds, seconds, metres]),
            stops=stops,
            windows=windows,
            items=np.array(items, dtype=np.int64).reshape(-1, 5),
            loss=np.array(loss, dtype=np.float64),
            first_item=np.searchsorted(self.stop_of, np.arange(len(self.points) + 1)),
            allowed=allowed,
            choices=choices,
            choice=choice,
            near=nearest(metres, stops[:, NODE], range(len(self.points))),
            vehicles=self._vehicles(hub),
            prices=self._prices(),
            slots=np.array(
                [(s.starts_s, s.ends_s, DAY_NUMBER[day]) for day, s in self.slots], dtype=np.int64
            ).reshape(-1, 3),
            tours=self._tours(windows),
            errand=np.full(len(self.cars) * len(self.slots) * self.trips, -1, dtype=np.int64),
        )

    def _stops(self) -> tuple[I64, I64]:
        warehouse = warehouse_of(self.scenario)
        table = np.zeros((len(self.points), 8), dtype=np.int64)
        windows = np.zeros((4, len(self.slots), len(self.points)), dtype=np.int64)
        for number, point in enumerate(self.points):
            row = table[number]
            row[NODE] = self.travel.index[point.id]
            row[SERVICE] = unloading_s(warehouse, point)
            row[ROUND] = row[MAX_VISITS] = row[DEADLINE] = FAR
            for slot, (day, shift) in enumerate(self.slots):
                windows[:, slot, number] = two_windows(spans(point, day), shift)
        return table, windows

    def _allowed(self, windows: I64) -> B8:
        """Return (items, trips): what may ride where, whatever else does."""
        warehouse = warehouse_of(self.scenario)
        reach_s = round(self.scenario.policy.cold_chain.max_min_boxes * 60)
        size = np.array(
            [load_of(self.scenario, job.kg).dimensions for job in self.jobs], dtype=np.int64
        ).reshape(-1, 3)
        far = np.array(
            [self.travel.between(self.platform, job.point)[0] > reach_s for job in self.jobs],
            dtype=np.bool_,
        )
        service = np.array([unloading_s(warehouse, point) for point in self.points])
        stop = np.array(self.stop_of, dtype=np.int64)
        days = {
            day: np.array([day in job.days for job in self.jobs], dtype=np.bool_)
            for day in self.scenario.days
        }
        open_in = []
        for slot, (_, shift) in enumerate(self.slots):
            ways = [
                np.minimum(windows[closes, slot], shift.ends_s)
                - np.maximum(windows[opens, slot], shift.starts_s)
                >= service
                for opens, closes in ((OPENS, CLOSES), (OPENS_AGAIN, CLOSES_AGAIN))
            ]
            open_in.append((ways[0] | ways[1])[stop])
        found = np.zeros((len(self.jobs), len(self.cars), len(self.slots), self.trips), np.bool_)
        known: dict[str, B8] = {}
        for number, car in enumerate(self.cars):
            if car.fleet.id not in known:
                fits = (size <= np.array(capacity(car.fleet))).all(axis=1)
                fits &= np.array(
                    [serves(warehouse, car.fleet, self.points[one]) for one in self.stop_of],
                    dtype=np.bool_,
                )
                if car.fleet.cold != "refrigerated":
                    fits &= ~far | (size[:, 2] == 0)
                known[car.fleet.id] = fits
            for slot, (day, shift) in enumerate(self.slots):
                if self._out(car, day, shift):
                    ok = known[car.fleet.id] & days[day] & open_in[slot]
                    found[:, number, slot, : car.fleet.max_trips] = ok[:, None]
        return found.reshape(len(self.jobs), -1)

    def _set_deadlines(self, stops: I64, allowed: B8) -> None:
        """Set how long after loading a stop is served, where cold food may come to it in boxes."""
        by_car = allowed.reshape(len(self.jobs), len(self.cars), -1)
        rides: B8 = np.asarray(by_car.any(axis=2))
        boxes = np.array([car.fleet.cold != "refrigerated" for car in self.cars], dtype=np.bool_)
        limit_s = round(self.scenario.policy.cold_chain.max_min_boxes * 60)
        for job, stop, who in zip(self.jobs, self.stop_of, rides, strict=True):
            if load_of(self.scenario, job.kg).cold_kg and (who & boxes).any():
                stops[stop, DEADLINE] = limit_s

    def _out(self, car: Car, day: Day, shift: Shift) -> bool:
        return day in car.fleet.days and shift in shifts_of(self.scenario, car.fleet)

    def _vehicles(self, hub: int) -> I64:
        table = np.zeros((len(self.cars), 7), dtype=np.int64)
        for row, car in zip(table, self.cars, strict=True):
            kg, centipallets, cold_kg = capacity(car.fleet)
            row[HOME] = hub
            row[PAYLOAD], row[PLACES], row[COLD_LOAD] = 1000 * kg, centipallets, 1000 * cold_kg
            row[MAX_STOPS] = FAR
            row[TRIP_STOPS] = car.fleet.max_stops or FAR
            row[WARMS] = car.fleet.cold != "refrigerated"
        return table

    def _prices(self) -> F64:
        return np.array(
            [
                (
                    car.fleet.eur_per_km / 1000,
                    (car.fleet.eur_per_hour + HOUR_EUR * car.fleet.crew) / 3600,
                    0.0,
                    car.fleet.eur_per_round,
                )
                for car in self.cars
            ]
        ).reshape(-1, 4)

    def _tours(self, windows: I64) -> I64:
        rows: list[tuple[int, int, int]] = []
        kinds: dict[tuple[object, ...], int] = {}
        alike = [windows[:, slot].tobytes() for slot in range(len(self.slots))]
        for car in self.cars:
            for slot, (day, shift) in enumerate(self.slots):
                longest = longest_s(car.fleet, shift) if self._out(car, day, shift) else 0
                kind = (
                    longest,
                    car.fleet.eur_per_km,
                    car.fleet.eur_per_hour + HOUR_EUR * car.fleet.crew,
                    car.fleet.eur_per_round,
                    car.fleet.cold != "refrigerated",
                    shift.starts_s,
                    shift.ends_s,
                    alike[slot],
                )
                rows.append((longest, FAR, kinds.setdefault(kind, len(kinds))))
        return np.array(rows, dtype=np.int64).reshape(-1, 3)
