"""What rounds cost a year, and to whom: each round is shared by the kg that it brings."""

from __future__ import annotations

from models.scenario import Scenario
from models.warehouse_study import MovedPoint, SecondPlatform, SupplyFigures
from models.warehouse_supply import Replenishment
from solver.warehouse.holdings import WEEKS_PER_YEAR


def rounds_eur(scenario: Scenario, supply: Replenishment) -> dict[str, float]:
    """Return the yearly cost of rounds by network, euros to the cent.

    Each round is shared by the kg that it brings, each feeder by the kg of its platform; the week
    planned stands for all.
    """
    warehouse = scenario.warehouse
    assert warehouse is not None
    found = {network.id: 0.0 for network in warehouse.admitted}
    for item in supply.rounds:
        kg: dict[str, int] = {}
        for trip in item.trips:
            for drop in trip.drops:
                who = warehouse.point[drop.point].network
                kg[who] = kg.get(who, 0) + drop.total_kg
        total = sum(kg.values()) or 1
        for who, part in kg.items():
            found[who] += item.eur * part / total
    for feeder in supply.feeders:
        kg = {}
        for one in supply.points:
            if one.platform == feeder.platform:
                who = warehouse.point[one.point].network
                kg[who] = kg.get(who, 0) + sum(one.got_kg.values())
        total = sum(kg.values())
        for who, part in kg.items():
            found[who] += feeder.eur * part / total if total else 0.0
    return {who: round(eur * WEEKS_PER_YEAR, 2) for who, eur in found.items()}


def supplied_kg(scenario: Scenario, supply: Replenishment, network: str) -> tuple[int, int]:
    """Return the kg due to the points of a network, and what they get."""
    warehouse = scenario.warehouse
    assert warehouse is not None
    mine = [one for one in supply.points if warehouse.point[one.point].network == network]
    due = sum(sum(one.due_kg.values()) for one in mine)
    return due, sum(sum(one.got_kg.values()) for one in mine)


def main_only(scenario: Scenario) -> Scenario:
    """Return the same week from the main platform alone: vehicles of the others start from it.

    The places of the others, their hired lorries (carriers of no network) and their lines of cost
    go.
    """
    warehouse = scenario.warehouse
    assert warehouse is not None
    main = warehouse.platforms[0].id
    fleets = tuple(
        fleet.changed(platform=None)
        for fleet in warehouse.fleets
        if fleet.platform in (None, main) or fleet.network is not None
    )
    points = tuple(
        point if point.platform in (None, main) else point.changed(platform=None)
        for point in warehouse.points
    )
    funding = warehouse.funding
    if funding is not None:
        costs = tuple(one for one in funding.costs if one.platform in (None, main))
        funding = funding.changed(costs=costs)
    return scenario.changed(
        warehouse=warehouse.changed(
            platforms=warehouse.platforms[:1], fleets=fleets, points=points, funding=funding
        )
    )


def figures(scenario: Scenario, supply: Replenishment) -> SupplyFigures:
    """Return a week's supply in a few figures, with the year's costs of its platforms."""
    warehouse = scenario.warehouse
    assert warehouse is not None
    running = 0.0 if warehouse.funding is None else warehouse.funding.eur_per_year
    return SupplyFigures(
        got_kg=supply.got_kg,
        metres=supply.metres,
        person_s=supply.person_s,
        rounds_eur=round(supply.eur * WEEKS_PER_YEAR, 2),
        running_eur=running,
        fitout_eur=round(sum(one.fitout_eur / one.fitout_years for one in warehouse.platforms), 2),
    )


def second_platform(
    scenario: Scenario,
    supply: Replenishment,
    without: Replenishment,
    seconds: dict[str, dict[str, int]],
) -> SecondPlatform:
    """Return what the platforms beside the main one change, and for which points.

    Parameters
    ----------
    without
        The same week from the main platform alone.
    seconds
        Travel from each platform to each point.
    """
    warehouse = scenario.warehouse
    assert warehouse is not None
    main = warehouse.platforms[0].id
    moved = [
        MovedPoint(
            point=one.point,
            platform=one.platform,
            due_kg=sum(one.due_kg.values()),
            main_s=seconds[main].get(one.point, 0),
            other_s=seconds[one.platform].get(one.point, 0),
        )
        for one in supply.points
        if one.platform != main
    ]
    return SecondPlatform(
        moved=tuple(moved),
        with_it=figures(scenario, supply),
        without_it=figures(main_only(scenario), without),
    )
