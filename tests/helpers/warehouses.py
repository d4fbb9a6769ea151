"""Builders of shared warehouses: a small one to count by hand, others drawn from a seed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from models.associations import Association
from models.calendar import Shift
from models.fleets import Fleet
from models.networks import Flow, Network, OpeningStock, Point
from models.places import Place
from models.platforms import Dock, Platform
from models.policy import Policy, Pool
from models.products import Family
from models.scenario import Scenario
from models.warehouse import Warehouse

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
FAMILIES = (
    Family(
        id="dry",
        label="Épicerie",
        temperature="ambient",
        shelf_days=200,
        target_kg_per_person=1,
        kg_per_pallet=500,
    ),
    Family(
        id="fresh",
        label="Frais",
        temperature="chilled",
        shelf_days=7,
        target_kg_per_person=1,
        kg_per_pallet=400,
    ),
    Family(
        id="frozen",
        label="Surgelés",
        temperature="frozen",
        shelf_days=90,
        target_kg_per_person=0.2,
        kg_per_pallet=450,
    ),
)
SHIFTS = (
    Shift(id="morning", label="matin", starts="08:00", ends="13:00", max_min=270),
    Shift(id="afternoon", label="après-midi", starts="13:30", ends="18:00", max_min=270),
)
HUB = Place(lat=43.345, lon=5.345, commune="Marseille", zone="centre", assumed=True, source="test")


def place(north_km: float = 0.0, east_km: float = 0.0) -> Place:
    """A fictional place so far from the platform."""
    return Place(
        lat=HUB.lat + north_km / 111.2,
        lon=HUB.lon + east_km / 80.9,
        commune="Marseille",
        zone="town",
        assumed=True,
        source="test",
    )


def network(name: str, share: float = 0.0, **others: Any) -> Network:
    """A network named after its id."""
    return Network(id=name, label=f"Réseau {name}", surface_share=share, **others)


def point(name: str, who: str, kg: float, at: Place | None = None, **others: Any) -> Point:
    """A point of a network with a weekly need."""
    fields: dict[str, Any] = {
        "id": name,
        "label": f"Point {name}",
        "network": who,
        "weekly_need_kg": kg,
    }
    return Point.model_validate(fields | {"place": at or place(1, 1)} | others)


def flow(who: str, family: str, *kg: float, expiry: int = 4, name: str = "", **others: Any) -> Flow:
    """Food that arrives week after week."""
    fields: dict[str, Any] = {
        "id": name or f"{who}-{family}",
        "label": f"{who} {family}",
        "network": who,
    }
    fields |= {"family": family, "weekly_kg": kg, "expiry_weeks": expiry}
    return Flow.model_validate(fields | others)


def dock(name: str = "quay", **others: Any) -> Dock:
    """A dock open on weekdays from 7:00 to 18:00."""
    fields: dict[str, Any] = {
        "id": name,
        "label": f"Quai {name}",
        "days": WEEKDAYS,
        "opens": "07:00",
    }
    fields |= {"closes": "18:00", "pallets_per_hour": 30}
    return Dock.model_validate(fields | others)


def platform(ambient: int = 10, chilled: int = 4, frozen: int = 2, **others: Any) -> Platform:
    """The main platform with some places."""
    fields: dict[str, Any] = {
        "id": "hub",
        "label": "Plateforme",
        "place": HUB,
        "surface_m2": 200.0,
        "cold_m2": 40.0,
        "places": {"ambient": ambient, "chilled": chilled, "frozen": frozen},
        "docks": (dock(),),
    }
    return Platform.model_validate(fields | others)


def fleet(name: str = "vans", **others: Any) -> Fleet:
    """Two refrigerated vans of 900 kg, hired by the platform."""
    fields: dict[str, Any] = {"id": name, "label": f"Camions {name}", "count": 2}
    fields |= {"payload_kg": 900, "cold": "refrigerated", "days": WEEKDAYS, "eur_per_km": 0.4}
    return Fleet.model_validate(fields | others)


def warehouse(**changes: Any) -> Warehouse:
    """Two networks of one point each and small structures, four weeks, ample places."""
    fields: dict[str, Any] = {
        "platforms": (platform(),),
        "networks": (
            network("big", 0.75),
            network("small", 0.25),
            network("guests", hosted=True, admitted=False),
        ),
        "points": (
            point("north", "big", 600, place(4, 0)),
            point("east", "small", 200, place(0, 5)),
            point("south", "guests", 80, place(-3, 2)),
        ),
        "family_shares": {"dry": 0.6, "fresh": 0.3, "frozen": 0.1},
        "flows": (
            flow("big", "dry", 1600, 0, expiry=30),
            flow("big", "fresh", 200, expiry=1),
            flow("small", "dry", 120, expiry=30),
        ),
        "stock": (OpeningStock(network="small", family="frozen", kg=300, expiry_weeks=8),),
        "fleets": (fleet(),),
        "horizon_weeks": 4,
    }
    return Warehouse.model_validate(fields | changes)


def stored(given: Warehouse | None = None, **changes: Any) -> Scenario:
    """A scenario with a warehouse; the association ``hub`` stands for its platform."""
    fields: dict[str, Any] = {
        "id": "stored",
        "label": "Une plateforme",
        "week_of": date(2026, 11, 23),
        "days": WEEKDAYS,
        "shifts": SHIFTS,
        "families": FAMILIES,
        "associations": (Association(id="hub", label="Plateforme", place=HUB, people=0),),
        "policy": Policy(
            pools=(Pool(id="all", label="Plateforme", mode="alone", members=("hub",)),)
        ),
        "warehouse": given or warehouse(),
    }
    return Scenario.model_validate(fields | changes)


def drawn(seed: int, weeks: int = 5, networks: int = 3, **changes: Any) -> Warehouse:
    """A small warehouse drawn from a seed: lumpy arrivals, short dates, few places."""
    draw = Random(seed)
    who = [network(f"n{n}", round(1 / networks, 6)) for n in range(networks)]
    flows = [
        flow(
            one.id,
            family.id,
            *(draw.choice((0, 0, draw.randrange(50, 2000))) for _ in range(weeks)),
            expiry=draw.randrange(0, 4),
            transferable=draw.random() < 0.7,
        )
        for one in who
        for family in FAMILIES
    ]
    points = [point(f"p{n}", one.id, draw.randrange(50, 1500)) for n, one in enumerate(who)]
    fields: dict[str, Any] = {
        "platforms": (platform(*(draw.randrange(0, 6) for _ in FAMILIES)),),
        "networks": tuple(who),
        "points": tuple(points),
        "flows": tuple(flows),
        "stock": (),
        "horizon_weeks": weeks,
        "transfers": draw.random() < 0.8,
    }
    return warehouse(**(fields | changes))


def total(rows: Sequence[Any], field: str) -> int:
    """The sum of one field of rows."""
    return sum(int(getattr(row, field)) for row in rows)
