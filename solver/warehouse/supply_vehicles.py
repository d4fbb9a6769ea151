"""Vehicles that supply points: who may use which, what they hold, when they may be out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from models.calendar import Shift
from models.fleets import Fleet
from models.networks import Point
from models.scenario import Scenario
from models.warehouse import Warehouse

CENTI = 100
"""Pallets are counted by the hundredth."""
UNLIMITED = 10**7


@dataclass(frozen=True)
class Load:
    """What a delivery weighs, fills and needs."""

    kg: int
    centipallets: int
    cold_kg: int

    @property
    def dimensions(self) -> tuple[int, int, int]:
        """As whole numbers, in the order of ``capacity``: kg, hundredths of a pallet, cold kg."""
        return self.kg, self.centipallets, self.cold_kg


def capacity(fleet: Fleet) -> tuple[int, int, int]:
    """Return what one vehicle of a fleet takes: kg, hundredths of a pallet, cold kg."""
    pallets = UNLIMITED if fleet.pallets is None else int(fleet.pallets * CENTI)
    cold = {"refrigerated": fleet.payload_kg, "boxes": fleet.cold_kg or 0.0, "none": 0.0}
    limit = cold[fleet.cold]
    if fleet.cold_kg is not None:
        limit = min(limit, fleet.cold_kg)
    return int(fleet.payload_kg), pallets, int(limit)


def based(warehouse: Warehouse, fleet: Fleet) -> str:
    """Return the platform where a fleet starts and ends."""
    return fleet.platform or warehouse.platforms[0].id


def serves(warehouse: Warehouse, fleet: Fleet, point: Point) -> bool:
    """Tell whether vehicles of a fleet may supply a point: whose they are, and their size."""
    owner = None if fleet.network is None else warehouse.network[fleet.network]
    if owner is not None and not owner.admitted:
        return False
    if owner is not None and owner.id != point.network and not fleet.lent:
        return False
    return point.largest_payload_kg is None or fleet.payload_kg <= point.largest_payload_kg


def shifts_of(scenario: Scenario, fleet: Fleet) -> tuple[Shift, ...]:
    """Return the shifts that a vehicle may work in one day, none overlapping another.

    The earliest to end come first: as many as can be.
    """
    return _apart(
        tuple(shift for shift in scenario.shifts if not fleet.shifts or shift.id in fleet.shifts)
    )


@lru_cache(maxsize=256)
def _apart(shifts: tuple[Shift, ...]) -> tuple[Shift, ...]:
    kept: list[Shift] = []
    for shift in sorted(shifts, key=lambda one: (one.ends_s, one.starts_s, one.id)):
        if not kept or shift.starts_s >= kept[-1].ends_s:
            kept.append(shift)
    return tuple(kept)


def longest_s(fleet: Fleet, shift: Shift) -> int:
    """Return the longest round of a vehicle in a shift, seconds."""
    minutes = shift.max_min
    if fleet.max_round_min is not None:
        minutes = min(minutes, fleet.max_round_min)
    return min(60 * minutes, shift.ends_s - shift.starts_s)


def load_of(scenario: Scenario, kg: dict[str, int]) -> Load:
    """Return what kg by family weigh and fill; a family without a conversion fills no place."""
    pallets = 0.0
    cold = 0
    for name, one in kg.items():
        family = scenario.family[name]
        pallets += one / family.kg_per_pallet if family.kg_per_pallet else 0.0
        cold += one if family.temperature != "ambient" else 0
    return Load(sum(kg.values()), int(pallets * CENTI + 0.999999), cold)
