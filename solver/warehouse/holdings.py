"""What each network holds and moves in a year: the measures behind keys and costs."""

from __future__ import annotations

from models.funding_study import Holding
from models.networks import Network
from models.scenario import Scenario
from models.warehouse import Warehouse
from models.warehouse_study import Allotment, StockPlan
from solver.warehouse.stock_facts import WITHOUT_CONVERSION_KG

WEEKS_PER_YEAR = 52
COLD = ("chilled", "frozen")


def holdings(scenario: Scenario, stock: StockPlan, allotment: Allotment) -> tuple[Holding, ...]:
    """Return what each admitted network holds, the horizon being brought to a year.

    Surface: its share under the agreement, or the m² of the places it fills where it has none.
    Cold places: the most that it is given in a week. Pallets count once, when they come in.
    """
    warehouse = _warehouse(scenario)
    yearly = WEEKS_PER_YEAR / stock.weeks
    per_pallet = _kg_per_pallet(scenario)
    family = scenario.family
    found = []
    for network in warehouse.admitted:
        rows = [row for row in stock.ledger if row.network == network.id]
        filled_m2 = sum(
            row.pallets * warehouse.place_m2(family[row.family].temperature) for row in rows
        )
        coming = sum((row.arrived_kg + row.taken_kg) / per_pallet[row.family] for row in rows)
        found.append(
            Holding(
                payer=network.id,
                surface_m2=_surface(warehouse, network, filled_m2 / stock.weeks),
                cold_places=_cold(allotment, network.id),
                pallet_weeks=round(sum(row.pallets for row in rows) * yearly, 1),
                pallets_per_year=round(coming * yearly, 1),
            )
        )
    return tuple(found)


def candidates(
    scenario: Scenario, stock: StockPlan, now: tuple[Holding, ...]
) -> tuple[Holding, ...]:
    """Return what networks that are not admitted would hold.

    What they would bring in is known; how long it stays, and the cold places it takes, are those
    of the networks that are there.
    """
    warehouse = _warehouse(scenario)
    per_pallet = _kg_per_pallet(scenario)
    moved = sum(one.pallets_per_year for one in now)
    weeks_in = sum(one.pallet_weeks for one in now) / moved if moved else 0.0
    cold = sum(one.cold_places for one in now) / moved if moved else 0.0
    place_m2 = warehouse.place_m2("ambient")
    found = []
    for network in warehouse.networks:
        if network.admitted:
            continue
        pallets = sum(
            flow.arrives_kg(week) / per_pallet[flow.family]
            for flow in warehouse.flows
            if flow.network == network.id
            for week in range(stock.weeks)
        )
        pallets *= WEEKS_PER_YEAR / stock.weeks
        filled_m2 = pallets * weeks_in / WEEKS_PER_YEAR * place_m2
        found.append(
            Holding(
                payer=network.id,
                surface_m2=_surface(warehouse, network, filled_m2),
                cold_places=round(cold * pallets, 1),
                pallet_weeks=round(pallets * weeks_in, 1),
                pallets_per_year=round(pallets, 1),
            )
        )
    return tuple(found)


def _warehouse(scenario: Scenario) -> Warehouse:
    assert scenario.warehouse is not None
    return scenario.warehouse


def _kg_per_pallet(scenario: Scenario) -> dict[str, float]:
    return {one.id: one.kg_per_pallet or WITHOUT_CONVERSION_KG for one in scenario.families}


def _surface(warehouse: Warehouse, network: Network, filled_m2: float) -> float:
    if network.surface_share > 0:
        return round(network.surface_share * warehouse.surface_m2, 6)
    return round(filled_m2, 1)


def _cold(allotment: Allotment, network: str) -> float:
    """Return the most cold places that a network is given in one week."""
    given = [
        share.given
        for share in allotment.shares
        if share.network == network and share.temperature in COLD
    ]
    return float(max((sum(week) for week in zip(*given, strict=True)), default=0))
