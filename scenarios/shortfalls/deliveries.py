"""Deliveries that no plan can bring whole: told before any plan, with what would be needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models.base import Text
from models.calendar import DAY_NAMES, Day
from models.deliveries import Unit
from models.findings import Finding
from models.products import TEMPERATURE_NAMES
from models.scenario import Scenario
from models.vehicles import Vehicle
from models.words import KG
from pools.streams import Stream, may_drop, may_work, streams
from scenarios.shortfalls.finding import warning

_ACCESS = Text(
    fr="{who} : aucun véhicule ne peut y livrer ({days}).",
    en="{who}: no vehicle can deliver there ({days}).",
)
_COLD = Text(
    fr="{who} : aucun véhicule qui peut y livrer ne porte {what}.",
    en="{who}: no vehicle that can deliver there carries {what}.",
)
_HEAVY = Text(
    fr="{who} : {what} dépasse ce que porte tout véhicule qui peut y livrer ({limit}).",
    en="{who}: {what} exceeds what any vehicle that can deliver there carries ({limit}).",
)
_BOXES = Text(
    fr="{who} : {what} demande {boxes} norvégiennes, {limit} en tout par jour.",
    en="{who}: {what} needs {boxes} insulated boxes, {limit} in all a day.",
)
_TOO_MUCH = Text(
    fr="{who} : {found} {unit} à livrer cette semaine, tous les véhicules en portent {limit} au "
    "plus, toutes rotations faites.",
    en="{who}: {found} {unit} to deliver this week, all vehicles carry {limit} at most, with "
    "every trip made.",
)
_TOO_COLD = Text(
    fr="{who} : {found} norvégiennes demandées cette semaine, {limit} au plus en tout.",
    en="{who}: {found} insulated boxes needed this week, {limit} at most in all.",
)
PLACES = Text(fr="places de palette", en="pallet places")


def may_bring(scenario: Scenario, stream: Stream, unit: Unit) -> dict[str, list[Day]]:
    """Return the vehicles that may stop at a unit's association, and on which of its days."""
    days = scenario.delivery[unit.delivery].days or scenario.days
    return {
        vehicle.id: out
        for vehicle in scenario.vehicles
        if unit.to not in vehicle.forbidden
        and (
            out := [
                day
                for day in days
                if day in scenario.days
                and may_work(scenario, stream, vehicle.id, day, collects=False)
                and may_drop(scenario, stream, vehicle.id, day, unit.to)
            ]
        )
    }


def keeps(vehicle: Vehicle, unit: Unit) -> bool:
    """Tell whether a vehicle can keep a unit at its temperature, as it is packed."""
    if vehicle.carries and unit.temperature not in vehicle.carries:
        return False
    if unit.temperature == "chilled":
        return vehicle.cold == "refrigerated" or unit.boxes > 0
    if unit.temperature == "frozen":
        return vehicle.frozen_pallets or (unit.boxes > 0 and unit.pallets == 0)
    return True


def deliveries(scenario: Scenario) -> Iterator[Finding]:
    """Yield units that nobody can bring, and depots whose vehicles cannot bring all."""
    for stream in streams(scenario):
        due = [unit for unit in scenario.units.values() if unit.delivery in stream.deliveries]
        told: set[tuple[str, str]] = set()
        for unit in due:
            finding = _alone(scenario, stream, unit)
            key = None if finding is None else (finding.code, unit.to)
            if finding is not None and key is not None and key not in told:
                told.add(key)
                yield finding
        if due:
            yield from _together(scenario, stream, due)


def _alone(scenario: Scenario, stream: Stream, unit: Unit) -> Finding | None:
    """Return why a unit can never be brought, whatever the others do; none if it can."""
    who = scenario.association[unit.to].label
    near = [scenario.vehicle[name] for name in may_bring(scenario, stream, unit)]
    if not near:
        days = scenario.delivery[unit.delivery].days or scenario.days
        names = [DAY_NAMES[day] for day in days]
        listed = Text(fr=", ".join(d.fr for d in names), en=", ".join(d.en for d in names))
        return _told("delivery_access", unit, _ACCESS.format(who=who, days=listed))
    cold = [vehicle for vehicle in near if keeps(vehicle, unit)]
    family = scenario.family[unit.family].label
    if not cold:
        name = TEMPERATURE_NAMES[unit.temperature]
        what = Text(fr=f"ce {name.fr} ({family})", en=f"this {name.en} food ({family})")
        return _told("delivery_cold", unit, _COLD.format(who=who, what=what))
    what = Text(fr=f"une charge ({family})", en=f"a load ({family})")
    if not any(_holds(vehicle, unit) for vehicle in cold):
        most = max(vehicle.payload_kg for vehicle in cold)
        heavy = unit.kg > most
        load = unit.kg if heavy else unit.pallets
        limit = most if heavy else max(vehicle.pallets or 0.0 for vehicle in cold)
        name = KG if heavy else PLACES
        what = Text(fr=f"{load:g} {name.fr} ({family})", en=f"{load:g} {name.en} ({family})")
        return _told(
            "delivery_payload", unit, _HEAVY.format(who=who, what=what, limit=f"{limit:g}")
        )
    shared = scenario.boxes_per_day
    if shared is not None and unit.boxes > shared:
        text = _BOXES.format(who=who, what=what, boxes=unit.boxes, limit=shared)
        return _told("delivery_boxes", unit, text)
    return None


def _holds(vehicle: Vehicle, unit: Unit) -> bool:
    return unit.kg <= vehicle.payload_kg and (
        vehicle.pallets is None or unit.pallets <= vehicle.pallets
    )


def _together(scenario: Scenario, stream: Stream, due: list[Unit]) -> Iterator[Finding]:
    """Yield what all vehicles together cannot bring in the week."""
    trips = {
        vehicle.id: vehicle.max_trips
        * sum(may_work(scenario, stream, vehicle.id, day, collects=False) for day in scenario.days)
        * len(vehicle.shifts or scenario.shifts)
        for vehicle in scenario.vehicles
    }
    hub = scenario.association[str(stream.hub)]

    def most(size: Callable[[Vehicle], float]) -> float:
        return sum(size(vehicle) * trips[vehicle.id] for vehicle in scenario.vehicles)

    sizes: tuple[tuple[Text, float, float], ...] = (
        (KG, sum(unit.kg for unit in due), most(lambda v: v.payload_kg)),
        (
            PLACES,
            sum(unit.pallets for unit in due),
            most(lambda v: float("inf") if v.pallets is None and trips[v.id] else v.pallets or 0.0),
        ),
    )
    for name, found, limit in sizes:
        if found > limit:
            text = _TOO_MUCH.format(
                who=hub.label, found=f"{found:g}", limit=f"{limit:g}", unit=name
            )
            yield warning("delivery_means", text, (hub.id,))
    shared = scenario.boxes_per_day
    boxes = sum(unit.boxes for unit in due)
    if shared is not None and boxes > shared * len(scenario.days):
        text = _TOO_COLD.format(who=hub.label, found=boxes, limit=shared * len(scenario.days))
        yield warning("delivery_boxes", text, (hub.id,))


def _told(code: str, unit: Unit, text: Text) -> Finding:
    return warning(code, text, (unit.to, unit.id))
