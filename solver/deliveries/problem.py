"""From a scenario to the arrays of the search: who may bring what where, and what it costs."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable

import numpy as np

from models.base import seconds
from models.calendar import DAY_NUMBER, Day, Shift
from models.deliveries import Unit
from models.donors import Pickup
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.vehicles import Vehicle
from pools.streams import Stream, may_drop, may_work
from solver.deliveries.vehicle_tables import losses, prices_of, vehicle_rows
from solver.week_search.arrays import (
    ALONE,
    B8,
    CLOSES,
    DEADLINE,
    FAR,
    FIRST,
    I64,
    MAX_VISITS,
    MIN_VISITS,
    NODE,
    OPENS,
    OPENS_AGAIN,
    ROUND,
    SERVICE,
    Arrays,
    Names,
)
from solver.week_search.encoding import nearest, rows_of, two_windows

Taken = Container[tuple[str, str, str]]
"""Vehicles that are not free: (vehicle, day, shift)."""


class Reader:
    """One stream of a scenario, being written as arrays."""

    def __init__(
        self, scenario: Scenario, travel: TravelMatrix, stream: Stream, taken: Taken
    ) -> None:
        assert stream.hub is not None
        self.scenario, self.travel, self.stream, self.taken = scenario, travel, stream, taken
        due = [unit for unit in scenario.units.values() if unit.delivery in stream.deliveries]
        served = dict.fromkeys(
            [unit.to for unit in due]
            + [one.to for one in scenario.errands if one.to in stream.members]
        )
        self.associations = tuple(served)
        rank = {name: number for number, name in enumerate(self.associations)}
        self.units: tuple[Unit, ...] = tuple(sorted(due, key=lambda unit: rank[unit.to]))
        self.pickups: tuple[Pickup, ...] = tuple(
            pickup for pickup in scenario.pickups.values() if pickup.donor in stream.donors
        )
        self.vehicles: tuple[Vehicle, ...] = scenario.vehicles
        self.slots: tuple[tuple[Day, Shift], ...] = tuple(
            (day, shift)
            for day in sorted(scenario.days, key=DAY_NUMBER.__getitem__)
            for shift in apart(scenario.shifts)
        )
        self.trips = max((vehicle.max_trips for vehicle in self.vehicles), default=1)

    @property
    def names(self) -> Names:
        """What the numbers of the arrays stand for, ids of the scenario."""
        return Names(
            stream=self.stream.id,
            hub=str(self.stream.hub),
            associations=self.associations,
            units=tuple(unit.id for unit in self.units),
            pickups=tuple(pickup.id for pickup in self.pickups),
            vehicles=tuple(vehicle.id for vehicle in self.vehicles),
            slots=tuple((day, shift.id) for day, shift in self.slots),
        )

    def arrays(self) -> Arrays:
        """Return the arrays of the search; ``solver.week_search.arrays`` names their columns.

        Whole numbers: weights in grams, lengths in metres, times in seconds, pallets and boxes in
        hundredths.
        """
        policy, travel = self.scenario.policy, self.travel
        hub = travel.index[str(self.stream.hub)]
        stops, windows, bind = self._stops()
        owners = [self.associations.index(unit.to) for unit in self.units]
        many = len(self.associations) + len(self.pickups)
        owners += range(len(self.associations), many)
        errand = self._errands()
        allowed = self._allowed(errand)
        choice, choices = rows_of(allowed)
        peak = np.array(travel.seconds, dtype=np.int64)
        later = travel.off_peak_seconds if travel.peak_s is not None else None
        metres = np.array(travel.metres, dtype=np.int64)
        margin = 1 - policy.capacity_margin
        items = [
            (owner, round(unit.kg * 1000), round(unit.pallets * 100), unit.boxes * 100, 0)
            for owner, unit in zip(owners, self.units, strict=False)
        ]
        items += [
            (owner, round(one.gross_kg * 1000 / margin), self._hundredths(one), 0, 0)
            for owner, one in zip(owners[len(self.units) :], self.pickups, strict=True)
        ]
        prices = prices_of(self.scenario)
        node = stops[:, NODE]
        way_m = (metres[hub, node] + metres[node, hub])[np.array(owners, dtype=np.int64)]
        return Arrays(
            facts=self._facts(hub, bind=bind),
            travel=np.array([peak, peak if later is None else np.array(later), metres]),
            stops=stops,
            windows=windows,
            items=np.array(items, dtype=np.int64).reshape(-1, 5),
            loss=losses(prices, way_m, (shift for _, shift in self.slots)),
            first_item=np.searchsorted(owners, np.arange(many + 1)).astype(np.int64),
            allowed=allowed,
            choices=choices,
            choice=choice,
            near=nearest(
                metres,
                stops[:, NODE],
                sorted({self.associations.index(unit.to) for unit in self.units}),
            ),
            vehicles=vehicle_rows(self.vehicles, travel),
            prices=prices,
            slots=np.array(
                [(s.starts_s, s.ends_s, DAY_NUMBER[day]) for day, s in self.slots], dtype=np.int64
            ),
            tours=self._tours(bind=bind),
            errand=errand,
        )

    def _facts(self, hub: int, *, bind: bool) -> I64:
        """Return the numbers that hold for the whole week.

        Parameters
        ----------
        hub
            Its site.
        bind
            Whether any door or donor has a window that a shift exceeds.
        """
        policy, travel = self.scenario.policy, self.travel
        boxes = self.scenario.boxes_per_day
        loading_s = round(policy.hub_loading_min * 60)
        collecting_min = policy.collecting_trip_max_min
        return np.array(
            [
                self.trips,
                len(self.associations),
                len(self.units),
                len(self.slots),
                hub,
                FAR if travel.off_peak_seconds is None or travel.peak_s is None else travel.peak_s,
                loading_s,
                0 if policy.loaded_before_leaving else loading_s,
                round(policy.hub_unloading_min * 60),
                FAR if collecting_min is None else collecting_min * 60,
                int(bind),
                FAR if boxes is None else boxes * 100,
                0,
            ],
            dtype=np.int64,
        )

    def _stops(self) -> tuple[I64, I64, bool]:
        many = len(self.associations) + len(self.pickups)
        table = np.zeros((many, 8), dtype=np.int64)
        windows = np.zeros((4, len(self.slots), many), dtype=np.int64)
        windows[OPENS_AGAIN] = FAR
        bind = False
        for number, name in enumerate(self.associations):
            who = self.scenario.association[name]
            row = table[number]
            row[NODE], row[SERVICE] = self.travel.index[name], round(who.unloading_min * 60)
            row[ROUND] = FAR if who.max_round_min is None else who.max_round_min * 60
            row[FIRST] = who.first_stop
            units = [unit for unit in self.units if unit.to == name]
            row[DEADLINE] = self._deadline_s(units)
            visits = [self.scenario.delivery[d] for d in dict.fromkeys(u.delivery for u in units)]
            row[MIN_VISITS] = max((one.min_visits for one in visits), default=0)
            row[MAX_VISITS] = min((one.max_visits or FAR for one in visits), default=FAR)
            bind |= bool(who.reception or who.absences)
            for slot, (day, shift) in enumerate(self.slots):
                windows[:, slot, number] = self._reception_s(name, day, shift)
        promised = {
            (one.donor, one.day): one
            for one in self.scenario.promises
            if one.at is not None or one.alone
        }
        for number, pickup in enumerate(self.pickups, start=len(self.associations)):
            row = table[number]
            row[NODE], row[SERVICE] = self.travel.index[pickup.donor], pickup.loading_s
            row[ROUND] = row[DEADLINE] = row[MAX_VISITS] = FAR
            promise = promised.get((pickup.donor, pickup.day))
            row[ALONE] = promise is not None and promise.alone
            opens_s, closes_s = pickup.opens_s, pickup.closes_s
            if promise is not None and promise.at is not None:
                opens_s = seconds(promise.at)
                closes_s = opens_s + pickup.loading_s
            windows[OPENS, :, number], windows[CLOSES, :, number] = opens_s, closes_s
            bind |= any(opens_s > s.starts_s or closes_s < s.ends_s for _, s in self.slots)
        return table, windows, bind

    def _deadline_s(self, units: Iterable[Unit]) -> int:
        """Return how long boxes keep what an association may get in boxes."""
        boxed = any(
            unit.boxes > 0
            and (
                unit.temperature == "chilled"
                or (unit.temperature == "frozen" and unit.pallets == 0)
            )
            for unit in units
        )
        return round(self.scenario.policy.cold_chain.max_min_boxes * 60) if boxed else FAR

    def _reception_s(self, name: str, day: Day, shift: Shift) -> tuple[int, int, int, int]:
        """Return when a door receives in a slot."""
        who = self.scenario.association[name]
        windows = self.scenario.receives_s(name, day)
        if windows and not who.reception:
            return 0, FAR, FAR, 0
        return two_windows(list(windows), shift)

    def _out(self, vehicle: Vehicle, day: Day, shift: Shift, *, collects: bool) -> bool:
        """Tell whether a vehicle may work for the stream in a slot, all of it."""
        return (
            day in vehicle.days
            and (not vehicle.shifts or shift.id in vehicle.shifts)
            and (vehicle.id, day, shift.id) not in self.taken
            and not any(
                t.meets(day, shift.starts_s, shift.ends_s) for t in self.scenario.taken(vehicle)
            )
            and may_work(self.scenario, self.stream, vehicle.id, day, collects=collects)
        )

    def _tours(self, *, bind: bool) -> I64:
        rows: list[tuple[int, int, int]] = []
        kinds: dict[tuple[object, ...], int] = {}
        for vehicle in self.vehicles:
            for slot, (day, shift) in enumerate(self.slots):
                out = any(self._out(vehicle, day, shift, collects=way) for way in (False, True))
                longest = min(shift.max_min, vehicle.max_round_min or 1440) * 60 if out else 0
                far = vehicle.max_round_km
                furthest = FAR if far is None else round(far * 1000)
                kind = (
                    vehicle.owner,
                    longest,
                    furthest,
                    vehicle.eur_per_km,
                    vehicle.eur_per_hour,
                    vehicle.crew,
                    slot if bind else shift.ends_s - shift.starts_s,
                )
                rows.append((longest, furthest, kinds.setdefault(kind, len(kinds))))
        return np.array(rows, dtype=np.int64).reshape(-1, 3)

    def _errands(self) -> I64:
        """Return the association of each given trip: a vehicle's first slot of a day counts."""
        found = np.full(len(self.vehicles) * len(self.slots) * self.trips, -1, dtype=np.int64)
        for one in self.scenario.errands:
            if one.to not in self.associations:
                continue
            for number, vehicle in enumerate(self.vehicles):
                slots = [
                    slot
                    for slot, (day, shift) in enumerate(self.slots)
                    if day == one.day and self._out(vehicle, day, shift, collects=False)
                ]
                if vehicle.id == one.vehicle and slots and one.trip <= vehicle.max_trips:
                    tour = number * len(self.slots) + slots[0]
                    found[tour * self.trips + one.trip - 1] = self.associations.index(one.to)
        return found

    def _allowed(self, errand: I64) -> B8:
        """Return (items, trips): what may ride where, whatever else does."""
        trips = len(self.vehicles) * len(self.slots) * self.trips
        found = np.zeros((len(self.units) + len(self.pickups), trips), dtype=np.bool_)
        along = {(one.vehicle, one.day, one.trip): one.rides_along for one in self.scenario.errands}
        trip = 0
        for vehicle in self.vehicles:
            fit = np.array([_fits(vehicle, unit) for unit in self.units], dtype=np.bool_)
            for day, shift in self.slots:
                units = fit & self._deliverable(vehicle, day, shift)
                picks = self._collectable(vehicle, day, shift)
                for number in range(self.trips):
                    if number < vehicle.max_trips:
                        ride = along.get((vehicle.id, day, number + 1), ())
                        rows = [
                            ok
                            and (number == 0 or not self.scenario.association[u.to].first_stop)
                            and (
                                errand[trip] < 0
                                or (
                                    self.associations[errand[trip]] == u.to
                                    and u.temperature in ride
                                )
                            )
                            for ok, u in zip(units, self.units, strict=True)
                        ]
                        found[: len(self.units), trip] = rows
                        if number == 0 or not self.scenario.policy.collect_in_first_trip:
                            found[len(self.units) :, trip] = picks
                    trip += 1
        return found

    def _deliverable(self, vehicle: Vehicle, day: Day, shift: Shift) -> B8:
        """Return (units,): whether a vehicle may bring each to its door in a slot."""
        out = self._out(vehicle, day, shift, collects=False)
        out = out and self.stream.hub not in vehicle.forbidden
        doors = {
            name
            for name in self.associations
            if out
            and name not in vehicle.forbidden
            and may_drop(self.scenario, self.stream, vehicle.id, day, name)
        }
        days = {
            one: not self.scenario.delivery[one].days or day in self.scenario.delivery[one].days
            for one in self.stream.deliveries
        }
        return np.array([u.to in doors and days[u.delivery] for u in self.units], dtype=np.bool_)

    def _collectable(self, vehicle: Vehicle, day: Day, shift: Shift) -> B8:
        """Return (pick-ups,): whether a vehicle may make each in a slot."""
        out = self._out(vehicle, day, shift, collects=True)
        hub_closed = self.stream.hub in vehicle.forbidden
        return np.array(
            [
                out
                and not hub_closed
                and pickup.day == day
                and pickup.donor not in vehicle.forbidden
                and max(pickup.opens_s, shift.starts_s) + pickup.loading_s
                <= min(pickup.closes_s, shift.ends_s)
                and self._keeps(vehicle, pickup)
                and all(
                    one.vehicle == vehicle.id and one.shift in (None, shift.id)
                    for one in self.scenario.promises
                    if one.donor == pickup.donor and one.day == day
                )
                for pickup in self.pickups
            ],
            dtype=np.bool_,
        )

    def _keeps(self, vehicle: Vehicle, pickup: Pickup) -> bool:
        """Tell whether a vehicle may take all of a donation, cold food in a cold body."""
        cold = {self.scenario.family[family].temperature for family in pickup.kg}
        margin = 1 - self.scenario.policy.capacity_margin
        return (
            (not vehicle.carries or cold <= set(vehicle.carries))
            and (vehicle.cold == "refrigerated" or not (pickup.refrigerated or cold - {"ambient"}))
            and pickup.gross_kg <= vehicle.payload_kg * margin
            and (vehicle.pallets is None or self._hundredths(pickup) <= vehicle.pallets * 100)
        )

    def _hundredths(self, pickup: Pickup) -> int:
        """Return the pallet places of a donation, in hundredths, rounded up."""
        places = pickup.pallets
        if places is None:
            each = {one.id: one.kg_per_pallet for one in self.scenario.families}
            places = sum(kg / (each[family] or np.inf) for family, kg in pickup.kg.items())
        return math.ceil(places * 100 - 1e-9)


def _fits(vehicle: Vehicle, unit: Unit) -> bool:
    """Tell whether a vehicle could bring a unit anywhere: weight, places, temperature."""
    if unit.kg > vehicle.payload_kg or unit.pallets > (vehicle.pallets or FAR):
        return False
    if vehicle.carries and unit.temperature not in vehicle.carries:
        return False
    if unit.temperature == "chilled":
        return vehicle.cold == "refrigerated" or unit.boxes > 0
    boxed = unit.boxes > 0 and unit.pallets == 0
    return unit.temperature == "ambient" or vehicle.frozen_pallets or boxed


def apart(shifts: Iterable[Shift]) -> tuple[Shift, ...]:
    """Return shifts that do not overlap: of two that do, the one that ends first."""
    found: list[Shift] = []
    for shift in sorted(shifts, key=lambda one: (one.ends_s, one.id)):
        if not found or shift.starts_s >= found[-1].ends_s:
            found.append(shift)
    return tuple(found)
