"""Who calls at the docks in the week: lorries that arrive, vans that load, points that fetch."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from models.calendar import Day
from models.networks import Flow
from models.platforms import Platform
from models.scenario import Scenario
from models.warehouse import Warehouse
from models.warehouse_supply import Replenishment, SupplyRound
from solver.warehouse.scenario_view import warehouse_of
from solver.warehouse.stock_facts import WITHOUT_CONVERSION_KG

LORRY_KG = 24_000.0
"""Payload of an arriving lorry."""
FETCH_KG = 900.0
"""Payload of the vehicle of a point that fetches, unless it says."""


@dataclass(frozen=True)
class DockCall:
    """A vehicle that needs a dock on a day."""

    platform: str
    day: Day
    arrival: bool
    networks: tuple[str, ...]
    what: str
    trip: int | None
    pallets: float
    payload_kg: float
    release_s: int
    """It is there no earlier."""
    wanted_s: int | None
    """When it should be done; by closing when none."""


def calls(scenario: Scenario, replenishment: Replenishment | None, week: int) -> list[DockCall]:
    """Return every call of the week, in a fixed order."""
    found = _arrivals(scenario, week)
    if replenishment is None:
        return found
    for item in replenishment.rounds:
        found += _loadings(scenario, item)
    for one in replenishment.fetches:
        point = warehouse_of(scenario).point[one.point]
        found.append(
            DockCall(
                platform=one.platform,
                day=one.day,
                arrival=False,
                networks=(point.network,),
                what=one.point,
                trip=None,
                pallets=pallets_of(scenario, one.kg),
                payload_kg=point.fetch_payload_kg or FETCH_KG,
                release_s=0,
                wanted_s=None,
            )
        )
    return found + _feeding(scenario, replenishment)


def pallets_of(scenario: Scenario, kg: dict[str, int]) -> float:
    """Return the pallets that kg by family make."""
    return sum(
        one / (scenario.family[name].kg_per_pallet or WITHOUT_CONVERSION_KG)
        for name, one in kg.items()
    )


def _loadings(scenario: Scenario, item: SupplyRound) -> list[DockCall]:
    """Return the loadings of a round: the first may be done before its crew comes."""
    warehouse = warehouse_of(scenario)
    fleet = warehouse.fleet[item.fleet]
    return [
        DockCall(
            platform=item.platform,
            day=item.day,
            arrival=False,
            networks=tuple(sorted({warehouse.point[d.point].network for d in trip.drops})),
            what=item.id,
            trip=n,
            pallets=sum(pallets_of(scenario, drop.kg) for drop in trip.drops),
            payload_kg=fleet.payload_kg,
            release_s=trip.load_s if n > 1 else 0,
            wanted_s=trip.leave_s,
        )
        for n, trip in enumerate(item.trips, start=1)
    ]


def _arrivals(scenario: Scenario, week: int) -> list[DockCall]:
    """Return the lorries of the week's arrivals, each on the day with fewest pallets so far."""
    warehouse = warehouse_of(scenario)
    admitted = {network.id for network in warehouse.admitted}
    lorries = []
    for flow in warehouse.flows:
        kg = flow.arrives_kg(week)
        if not kg or flow.network not in admitted:
            continue
        pallets = kg / (scenario.family[flow.family].kg_per_pallet or WITHOUT_CONVERSION_KG)
        count = ceil(pallets / warehouse.lorry_pallets)
        lorries += [(pallets / count, n, flow) for n in range(count)]
    filled: dict[tuple[str, Day], float] = {}
    found = []
    for pallets, _, flow in sorted(lorries, key=lambda one: (-one[0], one[2].id, one[1])):
        platform = _arrives_at(warehouse, flow)
        days = [day for day in scenario.days if day in (flow.days or warehouse.arrival_days)]
        if not days:
            continue
        day = min(days, key=lambda one: filled.get((platform.id, one), 0.0))
        filled[platform.id, day] = filled.get((platform.id, day), 0.0) + pallets
        found.append(
            DockCall(
                platform=platform.id,
                day=day,
                arrival=True,
                networks=(flow.network,),
                what=flow.id,
                trip=None,
                pallets=pallets,
                payload_kg=LORRY_KG,
                release_s=0,
                wanted_s=None,
            )
        )
    return found


def _arrives_at(warehouse: Warehouse, flow: Flow) -> Platform:
    """Return the main platform, or a network's own where the warehouse is not shared."""
    own = warehouse.platform.get(flow.network)
    return own if own is not None and not warehouse.shared else warehouse.platforms[0]


def _feeding(scenario: Scenario, replenishment: Replenishment) -> list[DockCall]:
    """Return what lorries that feed other platforms load at the main one and unload there."""
    warehouse = warehouse_of(scenario)
    main = warehouse.platforms[0].id
    networks = tuple(network.id for network in warehouse.admitted)
    found = []
    for feeder in replenishment.feeders:
        pallets = _fed_pallets(scenario, replenishment, feeder.platform) / feeder.trips
        payload = warehouse.platform[feeder.platform].feeder_payload_kg
        for n in range(feeder.trips):
            day = scenario.days[n * len(scenario.days) // feeder.trips]
            found += [
                DockCall(
                    at, day, arrival, networks, feeder.platform, None, pallets, payload, 0, None
                )
                for at, arrival in ((main, False), (feeder.platform, True))
            ]
    return found


def _fed_pallets(scenario: Scenario, replenishment: Replenishment, platform: str) -> float:
    return sum(
        pallets_of(scenario, one.got_kg) for one in replenishment.points if one.platform == platform
    )
