"""The room that a planned round leaves on the way from each of its stops to the next.

On the safe side: what a round that drops on its way has collected counts until it is unloaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.plan import Plan, Round, Share
from models.scenario import Scenario


@dataclass(frozen=True)
class Room:
    """What may still be put aboard."""

    kg: float
    cold_kg: float
    """In insulated boxes, of chilled and frozen food."""
    pallets: float

    @staticmethod
    def least(several: Sequence[Room]) -> Room:
        """Return the least room of a way in several legs."""
        return Room(
            min(one.kg for one in several),
            min(one.cold_kg for one in several),
            min(one.pallets for one in several),
        )


@dataclass
class _Aboard:
    kg: float = 0.0
    cold_kg: float = 0.0
    pallets: float = 0.0

    def add(self, scenario: Scenario, family: str, kg: float, sign: int = 1) -> None:
        """Put food of a family aboard, or take it off."""
        known = scenario.family[family]
        self.kg += sign * kg
        self.cold_kg += sign * kg * (known.temperature != "ambient")
        self.pallets += sign * (kg / known.kg_per_pallet if known.kg_per_pallet else 0.0)


def rooms(scenario: Scenario, week: Plan, item: Round) -> tuple[Room, ...]:
    """Return the room left after each stop of a round but the last."""
    vehicle = scenario.vehicle[item.vehicle]
    payload = vehicle.payload_kg * (1 - scenario.policy.capacity_margin)
    boxes = vehicle.boxes * vehicle.box_kg if vehicle.cold == "boxes" else float("inf")
    places = float("inf") if vehicle.pallets is None else vehicle.pallets
    mine = [one for one in week.shares if one.carried_by == item.id]
    loads = any(stop.kind == "load" for stop in item.stops)
    aboard, found = _Aboard(), []
    for number, stop in enumerate(item.stops[:-1]):
        if stop.kind == "collect":
            for family, kg in stop.kg.items():
                aboard.add(scenario, family, kg)
        elif stop.kind == "unload":
            aboard = _Aboard()
        elif stop.kind == "load":
            for share in _until_next_load(item, number, mine):
                aboard.add(scenario, share.family, share.kg)
            _units(scenario, item, number, aboard)
        elif stop.kind == "drop" and loads:
            for share in mine:
                if share.association == stop.site:
                    aboard.add(scenario, share.family, share.kg, -1)
            for unit in stop.units:
                aboard.add(scenario, scenario.units[unit].family, scenario.units[unit].kg, -1)
        found.append(
            Room(
                max(0.0, payload - aboard.kg),
                max(0.0, boxes - aboard.cold_kg),
                max(0.0, places - aboard.pallets),
            )
        )
    return tuple(found)


def _until_next_load(item: Round, number: int, mine: Sequence[Share]) -> list[Share]:
    """Return the shares of the doors between a load and the next."""
    doors = set[str]()
    for stop in item.stops[number + 1 :]:
        if stop.kind == "load":
            break
        if stop.kind == "drop":
            doors.add(stop.site)
    return [one for one in mine if one.association in doors]


def _units(scenario: Scenario, item: Round, number: int, aboard: _Aboard) -> None:
    for stop in item.stops[number + 1 :]:
        if stop.kind == "load":
            break
        for unit in stop.units:
            aboard.add(scenario, scenario.units[unit].family, scenario.units[unit].kg)
