"""What a warehouse's study is about, and what its days and vehicles are called."""

from __future__ import annotations

from models.base import Language
from models.calendar import DAY_NAMES, Day
from models.warehouse import Warehouse
from models.warehouse_study import WarehouseStudy
from models.warehouse_supply import SupplyRound
from service.words.sentences import capital


def warehouse_of(study: WarehouseStudy) -> Warehouse:
    """Return the warehouse of a study."""
    assert study.scenario.warehouse is not None
    return study.scenario.warehouse


def day_name(day: Day, language: Language) -> str:
    """Return the name of a day."""
    return DAY_NAMES[day].in_(language)


def round_name(study: WarehouseStudy, item: SupplyRound, language: Language) -> str:
    """Return what people call a round: the day, the shift, the vehicle."""
    when = study.scenario.when(item.day, item.shift).in_(language)
    return f"{capital(when)}, {vehicle_name(warehouse_of(study), item)}"


def vehicle_name(warehouse: Warehouse, item: SupplyRound) -> str:
    """Return what a round's vehicle is called: its fleet and number."""
    return f"{warehouse.fleet[item.fleet].label} {item.number}"
