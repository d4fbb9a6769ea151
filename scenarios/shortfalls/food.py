"""Donations that no plan can collect, keep cold or hand out in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from models.base import Language, Text
from models.calendar import DAY_NAMES, DAY_NUMBER, DAYS, Day, Shift
from models.donors import Pickup
from models.findings import Finding
from models.products import TEMPERATURE_NAMES
from models.scenario import Scenario
from models.vehicles import Person, Vehicle
from pools.pairings import crew_among
from pools.streams import Stream, may_crew, may_work, streams
from scenarios.shortfalls.finding import warning

DAY_S = 86_400
MOST = 8
"""Donors or families named in one sentence."""


def food(scenario: Scenario) -> Iterator[Finding]:
    """Yield the food of each stream that no plan can bring, or that nobody can use."""
    for stream in streams(scenario):
        own = _Food(scenario, stream)
        yield from (*_nobody(own), *_cold(own), *_too_big(own))
        # where everything is to be served, food of a depot waits for later deliveries
        if not scenario.policy.all_due:
            yield from _expired(own)


@dataclass(frozen=True)
class _Food:
    """The pick-ups of one stream, and who could make them."""

    scenario: Scenario
    stream: Stream

    @cached_property
    def pickups(self) -> tuple[Pickup, ...]:
        held = set(self.stream.donors)
        return tuple(one for one in self.scenario.pickups.values() if one.donor in held)

    def vehicles(self, pickup: Pickup) -> list[Vehicle]:
        """Vehicles that may collect for the stream that day and may enter."""
        there = self._vehicles_of[pickup.day]
        return [vehicle for vehicle in there if pickup.donor not in vehicle.forbidden]

    @cached_property
    def _vehicles_of(self) -> dict[Day, list[Vehicle]]:
        """Vehicles that may collect for the stream, by day."""
        return {
            day: [
                vehicle
                for vehicle in self.scenario.vehicles
                if may_work(self.scenario, self.stream, vehicle.id, day, collects=True)
            ]
            for day in DAYS
        }

    def shifts(self, pickup: Pickup, vehicle: Vehicle) -> list[Shift]:
        """Shifts of a vehicle in which the window can be held, travel not counted."""
        return [
            shift
            for shift in self.scenario.shifts
            if (not vehicle.shifts or shift.id in vehicle.shifts)
            and max(pickup.opens_s, shift.starts_s) + pickup.loading_s
            <= min(pickup.closes_s, shift.ends_s)
        ]

    def crewed(self, pickup: Pickup, vehicle: Vehicle, shift: Shift) -> bool:
        """Tell whether enough people, one of whom may drive, can be aboard."""
        key = (pickup.day, vehicle.id, shift.id)
        if key not in self._crewed:
            self._crewed[key] = self._is_crewed(pickup.day, vehicle, shift)
        return self._crewed[key]

    @cached_property
    def _crewed(self) -> dict[tuple[Day, str, str], bool]:
        """What was found of crews."""
        return {}

    def _is_crewed(self, day: Day, vehicle: Vehicle, shift: Shift) -> bool:
        if not self.scenario.policy.named_crews:
            return True

        def present(person: Person) -> bool:
            return (
                self.scenario.is_there(person, day)
                and (not person.shifts or shift.id in person.shifts)
                and person.most_shifts > 0
                and may_crew(self.scenario, self.stream, person.id, vehicle.id, day, collects=True)
            )

        staff = [person for person in self.scenario.people if present(person)]
        drivers = [p for p in staff if "driver" in p.roles and vehicle.licence in p.licences]
        helpers = [p for p in staff if "helper" in p.roles]
        return crew_among(self.scenario, vehicle, drivers, helpers) is not None

    def missing(self, pickup: Pickup) -> str | None:
        """Return what keeps everyone from going: no vehicle, shift or crew; none if one can."""
        vehicles = self.vehicles(pickup)
        if not vehicles:
            out = any(pickup.day in vehicle.days for vehicle in self.scenario.vehicles)
            return "no_vehicle" if out else "no_vehicle_day"
        pairs = [(vehicle, shift) for vehicle in vehicles for shift in self.shifts(pickup, vehicle)]
        if not pairs:
            return "no_shift"
        if not any(self.crewed(pickup, vehicle, shift) for vehicle, shift in pairs):
            return "no_driver"
        return None

    def cold_kg(self, pickup: Pickup, temperature: str) -> float:
        """Kilograms of a pick-up to be kept at a temperature."""
        family = self.scenario.family
        return sum(kg for name, kg in pickup.kg.items() if family[name].temperature == temperature)

    def warning(
        self, code: str, text: Text, days: dict[str, list[Day]], **values: object
    ) -> Finding:
        """Return a warning about donors or families on some days, named by their labels."""
        scenario, stream = self.scenario, self.stream
        pools = {pool.id: pool.label for pool in scenario.policy.pools}
        one = scenario.association[stream.members[0]].label if len(stream.members) == 1 else None
        labels = {donor.id: donor.label for donor in scenario.donors}
        if code in ("expiry", "no_need"):
            labels = {family.id: family.label for family in scenario.families}
        said = {}
        for language in get_args(Language):
            own = {
                name: value.in_(language) if isinstance(value, Text) else value
                for name, value in values.items()
            }
            parts = [f"{labels[name]} ({_days(on, language)})" for name, on in days.items()]
            parts[MOST:] = ["…"] if len(parts) > MOST else []
            what = (" ; " if language == "fr" else "; ").join(parts)
            said[language] = text.format(stream=one or pools[stream.pool], what=what, **own).in_(
                language
            )
        return warning(code, Text.model_validate(said), (stream.id, *days))


_MISSING = {
    "no_vehicle": Text(
        fr="{stream} : aucun véhicule ne peut ramasser {what}.",
        en="{stream}: no vehicle can collect {what}.",
    ),
    "no_vehicle_day": Text(
        fr="{stream} : aucun véhicule ne sort ce jour-là : {what}. Donnez ce jour à un véhicule et "
        "à son équipage.",
        en="{stream}: no vehicle goes out that day: {what}. Give that day to a vehicle and its "
        "crew.",
    ),
    "no_shift": Text(
        fr="{stream} : hors des plages de tous les véhicules : {what}. Allongez l'une de ces "
        "plages, ou le créneau du don.",
        en="{stream}: outside the shifts of every vehicle: {what}. Lengthen one of these shifts, "
        "or the window of the gift.",
    ),
    "no_driver": Text(
        fr="{stream} : pas d'équipage complet, avec un chauffeur, pour {what}.",
        en="{stream}: no full crew, with a driver, for {what}.",
    ),
}
_WARM = {
    True: Text(
        fr="{stream} : aucun véhicule ne garde au froid, au-delà de {minutes:g} min à bord, le "
        "{temperature} de {what}.",
        en="{stream}: no vehicle keeps cold, beyond {minutes:g} min aboard, the {temperature} food "
        "of {what}.",
    ),
    False: Text(
        fr="{stream} : aucun véhicule ne peut porter le {temperature} de {what}.",
        en="{stream}: no vehicle can carry the {temperature} food of {what}.",
    ),
}
_TOO_BIG = Text(
    fr="{stream} : plus de kg que n'en porte aucun véhicule en une fois : {what}.",
    en="{stream}: more kg than any vehicle carries at once: {what}.",
)
_UNWANTED = Text(
    fr="{stream} : aucun membre n'a besoin de : {what}.", en="{stream}: no member needs: {what}."
)
_EXPIRED = Text(
    fr="{stream} : aucun membre ne peut distribuer avant la date limite : {what}.",
    en="{stream}: no member can distribute before the use-by date: {what}.",
)

_Days = dict[str, list[Day]]
"""The days concerned, by donor or by family."""


def _nobody(food: _Food) -> Iterator[Finding]:
    """Yield the donations that have no vehicle, no shift or no crew."""
    found: dict[str, _Days] = {}
    for pickup in food.pickups:
        code = food.missing(pickup)
        if code is not None:
            found.setdefault(code, {}).setdefault(pickup.donor, []).append(pickup.day)
    for code, days in found.items():
        yield food.warning(code, _MISSING[code], days)


def _cold(food: _Food) -> Iterator[Finding]:
    """Yield chilled and frozen food that no vehicle keeps cold."""
    minutes = food.scenario.policy.cold_chain.max_min_out
    for temperature in ("chilled", "frozen"):
        days: _Days = {}
        for pickup in food.pickups:
            vehicles = food.vehicles(pickup)
            if not food.cold_kg(pickup, temperature) or not vehicles:
                continue
            if all(vehicle.cold == "none" for vehicle in vehicles):
                days.setdefault(pickup.donor, []).append(pickup.day)
        if days:
            name = TEMPERATURE_NAMES[temperature]
            text = _WARM[temperature == "chilled" and minutes > 0]
            yield food.warning("cold", text, days, temperature=name, minutes=minutes)


def _too_big(food: _Food) -> Iterator[Finding]:
    """Yield donations larger than the payload of any vehicle that could come."""
    margin = 1 - food.scenario.policy.capacity_margin
    days: _Days = {}
    for pickup in food.pickups:
        payloads = [vehicle.payload_kg * margin for vehicle in food.vehicles(pickup)]
        if payloads and pickup.gross_kg > max(payloads):
            days.setdefault(pickup.donor, []).append(pickup.day)
    if days:
        yield food.warning("payload", _TOO_BIG, days)


def _expired(food: _Food) -> Iterator[Finding]:
    """Yield food that no member needs, or can distribute before it expires."""
    scenario = food.scenario
    late: _Days = {}
    unwanted: _Days = {}
    for pickup in food.pickups:
        ready_s = DAY_NUMBER[pickup.day] * DAY_S + pickup.opens_s + pickup.loading_s
        ready_s += round(60 * scenario.policy.sorting_min)
        for family in pickup.kg:
            takers = [who for who in food.stream.members if scenario.need_kg(who, family) > 0]
            last = pickup.use_by[family]
            if not takers:
                unwanted.setdefault(family, []).append(pickup.day)
            elif not any(_opens(scenario, who, ready_s, last) for who in takers):
                late.setdefault(family, []).append(pickup.day)
    if unwanted:
        yield food.warning("no_need", _UNWANTED, unwanted)
    if late:
        yield food.warning("expiry", _EXPIRED, late)


def _opens(scenario: Scenario, who: str, ready_s: int, last_day: int) -> bool:
    """Tell whether an association distributes between a moment and the end of a day."""
    return any(
        start >= ready_s and start // DAY_S <= last_day for start in scenario.openings_s[who]
    )


def _days(found: Iterable[Day], language: Language) -> str:
    names = [DAY_NAMES[day] for day in DAYS if day in set(found)]
    return ", ".join(name.in_(language) for name in names)
