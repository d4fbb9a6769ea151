"""Route sheets of a warehouse's week: one A4 page per round, for those who drive."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from models.base import Language, clock
from models.dates import day_date
from models.fleets import Fleet
from models.numbers import amount, number
from models.products import Family
from models.warehouse import Warehouse
from models.warehouse_study import WarehouseStudy
from models.warehouse_supply import Drop, SupplyRound, Trip
from service.kinds.warehouse.supply_names import round_name
from service.kinds.warehouse.words import say
from service.words.labels import word
from service.words.sentences import capital, count, units_said, week_of

TEMPLATE = Path(__file__).with_name("supply_sheets.typ")
Data = dict[str, Any]
"""What the template prints: plain JSON, never markup."""


def supply_sheets(study: WarehouseStudy, language: Language) -> bytes:
    """Return the PDF of the sheets of all rounds, day after day; one page that says so if none."""
    import typst

    pdf = typst.compile(
        TEMPLATE.read_bytes(), sys_inputs={"data": json.dumps(sheets(study, language))}
    )
    assert isinstance(pdf, bytes)
    return pdf


def sheets(study: WarehouseStudy, language: Language) -> Data:
    """Return what the sheets say, in the order in which they are printed."""
    scenario, supply = study.scenario, study.replenishment
    rounds = () if supply is None else supply.rounds
    estimated = any(matrix.source == "estimate" for matrix in study.travel)
    carried = {
        name for item in rounds for trip in item.trips for drop in trip.drops for name in drop.kg
    }
    families = [family for family in scenario.families if family.id in carried]
    return {
        "language": language,
        "words": word.all_in(language),
        "title": word("driver_sheet", language),
        "scenario": scenario.label,
        "week": week_of(scenario.week_of, language),
        "stamps": [say("estimated", language)] if estimated else [],
        "total": say("kg", language),
        "families": [{"label": one.label, "temperature": one.temperature} for one in families],
        "sheets": [_sheet(study, item, families, language) for item in rounds],
    }


def _sheet(
    study: WarehouseStudy, item: SupplyRound, families: list[Family], language: Language
) -> Data:
    warehouse = study.scenario.warehouse
    assert warehouse is not None
    fleet, home = warehouse.fleet[item.fleet], warehouse.platform[item.platform]
    rows: list[Data] = []
    for trip in item.trips:
        rows.append(_loading(trip, home.label, families, language))
        rows += [_drop(warehouse, drop, families, language) for drop in trip.drops]
    rows.append(_row("return", item.trips[-1].back_s, home.label, {}, families, language))
    roles = ("driver", *["helper"] * (fleet.crew - 1))
    return {
        "called": round_name(study, item, language),
        "day": capital(day_date(study.scenario.week_of, item.day, language)),
        "shift": study.scenario.shift[item.shift].label,
        "vehicle": f"{fleet.label} {item.number}",
        "equipment": _equipment(fleet, language),
        "owner": say("all", language)
        if fleet.network is None
        else warehouse.network[fleet.network].name,
        "crew": [word(role, language) for role in roles],
        "leaves": clock(item.trips[0].load_s),
        "returns": clock(item.trips[-1].back_s),
        "km": amount(item.metres / 1000, "km", language),
        "cold": fleet.cold == "refrigerated",
        "rows": rows,
    }


def _equipment(fleet: Fleet, language: Language) -> str:
    cold = {
        "refrigerated": word("refrigerated", language),
        "boxes": word("boxes", language),
        "none": word("no_cold", language),
    }[fleet.cold]
    return f"{cold}, {word('load_allowed', language)} {amount(fleet.payload_kg, 'kg', language)}"


def _row(
    kind: str,
    at_s: int,
    site: str,
    kg: Mapping[str, int],
    families: list[Family],
    language: Language,
    **more: object,
) -> Data:
    return {
        "kind": kind,
        "action": word(kind, language),
        "starts": clock(at_s),
        "leaves": "",
        "site": site,
        "commune": "",
        "assumed": False,
        "hours": "",
        "kg": [_quantity(kg.get(one.id, 0), one, language) for one in families],
        "total": number(sum(kg.values()), language) if kg else "",
    } | more


def _quantity(kg: int, family: Family, language: Language) -> tuple[str, str]:
    """Return kg, and the same in the family's units, in crates, or in pallets from half of one."""
    if not kg:
        return "", ""
    if counted := units_said(family, kg, language):
        return number(kg, language), counted
    per_pallet = family.kg_per_pallet
    if per_pallet and kg >= per_pallet / 2:
        return number(kg, language), f"{number(kg / per_pallet, language, 1)} pal."
    crates = max(1, round(kg / family.crate_kg))
    return number(kg, language), count(crates, "crate", language)


def _loading(trip: Trip, home: str, families: list[Family], language: Language) -> Data:
    kg: dict[str, int] = {}
    for drop in trip.drops:
        for family, part in drop.kg.items():
            kg[family] = kg.get(family, 0) + part
    leaves = say("leaves_at", language, time=clock(trip.leave_s))
    return _row("load", trip.load_s, home, kg, families, language, hours=leaves)


def _drop(warehouse: Warehouse, drop: Drop, families: list[Family], language: Language) -> Data:
    point = warehouse.point[drop.point]
    open_ = [one for one in point.windows if one.opens_s <= drop.start_s <= one.closes_s]
    hours = ", ".join(f"{one.opens}–{one.closes}" for one in open_)
    return _row(
        "drop",
        drop.start_s,
        point.label,
        drop.kg,
        families,
        language,
        leaves=clock(drop.leave_s),
        commune=point.place.commune,
        assumed=point.place.assumed,
        hours=say("open_hours", language, hours=hours) if hours else "",
    )
