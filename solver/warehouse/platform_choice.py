"""Which platform supplies each point, and how platforms are fed."""

from __future__ import annotations

from math import ceil

from models.networks import Point
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.warehouse import Warehouse
from models.warehouse_supply import Feeder
from solver.warehouse.point_quantities import Due
from solver.warehouse.supply_vehicles import based, serves, shifts_of

ROOM = 0.8
"""Share of what vehicles of a second platform can take in a week that is counted on."""


def supplied_from(
    scenario: Scenario, due: Due, minutes: dict[str, dict[str, float]]
) -> dict[str, str]:
    """Return the platform of each point.

    The one that it names; else the quickest to reach, as long as vehicles there may serve it and
    have room in the week: those that gain most minutes are taken first. A platform is no use to
    a point that none of its vehicles may serve; the main one is where the others end.

    Parameters
    ----------
    minutes
        From each platform to each point.
    """
    warehouse = scenario.warehouse
    assert warehouse is not None
    main = warehouse.platforms[0].id
    found = {name: warehouse.point[name].platform or main for name in due}
    for platform in warehouse.platforms[1:]:
        room = ROOM * _week_kg(scenario, platform.id)
        gains = sorted(
            (minutes[platform.id][name] - minutes[found[name]][name], name)
            for name in due
            if warehouse.point[name].platform is None
            and able(warehouse, warehouse.point[name], platform.id)
        )
        for gain, name in gains:
            kg = sum(due[name].values())
            if gain < 0 and kg <= room:
                found[name] = platform.id
                room -= kg
    return found


def able(warehouse: Warehouse, point: Point, platform: str) -> bool:
    """Tell whether some vehicle of a platform may serve a point, or the point fetches."""
    return point.fetches or any(
        based(warehouse, fleet) == platform and serves(warehouse, fleet, point)
        for fleet in warehouse.fleets
    )


def _week_kg(scenario: Scenario, platform: str) -> float:
    """Return what the vehicles of a platform can load in a week, one trip each shift."""
    warehouse = scenario.warehouse
    assert warehouse is not None
    return sum(
        fleet.count * fleet.payload_kg * len(fleet.days) * len(shifts_of(scenario, fleet))
        for fleet in warehouse.fleets
        if based(warehouse, fleet) == platform
    )


def feeders(
    warehouse: Warehouse, got: dict[str, int], travel: TravelMatrix | None
) -> tuple[Feeder, ...]:
    """Return the lorries that feed each platform with what its points get in the week.

    Parameters
    ----------
    got
        kg by platform.
    travel
        Holds all platforms.
    """
    found = []
    main = warehouse.platforms[0]
    for platform in warehouse.platforms[1:]:
        kg = got.get(platform.id, 0)
        if not platform.fed or not kg or travel is None:
            continue
        trips = ceil(kg / platform.feeder_payload_kg) if platform.feeder_payload_kg else 1
        there, back = travel.between(main.id, platform.id), travel.between(platform.id, main.id)
        metres = trips * (there[1] + back[1])
        found.append(
            Feeder(
                platform=platform.id,
                kg=kg,
                trips=trips,
                metres=metres,
                eur=round(metres / 1000 * platform.feeder_eur_per_km, 2),
            )
        )
    return tuple(found)
