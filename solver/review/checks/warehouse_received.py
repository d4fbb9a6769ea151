"""What points of a warehouse receive: what is due, what the stock issues, totals recomputed."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from models.findings import Finding
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.warehouse import Warehouse
from models.warehouse_study import StockPlan
from models.warehouse_supply import Replenishment, SupplyRound
from solver.review.checks.violations import exceeds, number, violation


def check_received(
    scenario: Scenario,
    travel: Sequence[TravelMatrix],
    stock: StockPlan,
    plan: Replenishment,
    sound: Sequence[SupplyRound],
) -> Iterator[Finding]:
    """Yield what is wrong with fetches, receipts and totals.

    Parameters
    ----------
    sound
        Rounds that name only what exists.
    """
    yield from _fetches(scenario, plan)
    yield from _received(scenario, stock, plan)
    yield from _totals(scenario, travel, plan, sound)


def between(
    travel: Sequence[TravelMatrix], origin: str, destination: str
) -> tuple[int, int] | None:
    """Return seconds and metres of a way; none when no matrix holds it."""
    for one in travel:
        if origin in one.index and destination in one.index:
            return one.between(origin, destination)
    return None


def _warehouse(scenario: Scenario) -> Warehouse:
    assert scenario.warehouse is not None
    return scenario.warehouse


def _fetches(scenario: Scenario, plan: Replenishment) -> Iterator[Finding]:
    warehouse = _warehouse(scenario)
    for one in plan.fetches:
        point = warehouse.point.get(one.point)
        if point is None or one.platform not in warehouse.platform:
            yield violation("supply_reference", (one.point,), who=one.day, what=one.point)
            continue
        kg = sum(one.kg.values())
        most = point.fetch_payload_kg
        if not point.fetches or (most is not None and exceeds(kg, most)):
            limit = number(most or 0) if point.fetches else 0
            yield violation("fetch_payload", (point.id,), who=point.label, found=kg, limit=limit)


def _brought(plan: Replenishment) -> dict[str, dict[str, int]]:
    """Return what each point receives by family, from rounds and fetches."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    drops = [drop for item in plan.rounds for trip in item.trips for drop in trip.drops]
    for point, kg in [
        *((drop.point, drop.kg) for drop in drops),
        *((one.point, one.kg) for one in plan.fetches),
    ]:
        for name, part in kg.items():
            found[point][name] += part
    return found


def _received(scenario: Scenario, stock: StockPlan, plan: Replenishment) -> Iterator[Finding]:
    """Yield points that receive more than is due, and food that the stock did not issue."""
    warehouse = _warehouse(scenario)
    brought = _brought(plan)
    stated = {one.point: one for one in plan.points}
    issued: dict[tuple[str, str], int] = defaultdict(int)
    for name in sorted({*brought, *stated}):
        point, told = warehouse.point.get(name), stated.get(name)
        if point is None:
            yield violation("supply_reference", (name,), who="replenishment", what=name)
            continue
        due = {} if told is None else told.due_kg
        for family, kg in brought.get(name, {}).items():
            if kg > due.get(family, 0):
                yield violation(
                    "supply_due",
                    (name,),
                    who=point.label,
                    what=family,
                    found=kg,
                    limit=due.get(family, 0),
                )
        if told is not None and dict(told.got_kg) != dict(brought.get(name, {})):
            found, limit = sum(told.got_kg.values()), sum(brought.get(name, {}).values())
            yield violation("supply_totals", (name,), what=point.label, found=found, limit=limit)
        for family, kg in due.items():
            issued[point.network, family] += kg
    out = {(r.network, r.family): r.issued_kg for r in stock.ledger if r.week == plan.week}
    for (network, family), kg in sorted(issued.items()):
        most = out.get((network, family), 0)
        if kg > most:
            who = warehouse.network[network].name
            yield violation("supply_issued", (network,), who=who, what=family, found=kg, limit=most)


def _totals(
    scenario: Scenario,
    travel: Sequence[TravelMatrix],
    plan: Replenishment,
    rounds: Sequence[SupplyRound],
) -> Iterator[Finding]:
    """Yield totals that the rounds do not make, all recomputed: kg, metres, seconds, euros."""
    warehouse = _warehouse(scenario)
    if len(rounds) < len(plan.rounds):
        return
    metres = person_s = vehicle_s = 0
    eur = sum(one.eur for one in plan.feeders)
    for item in rounds:
        fleet = warehouse.fleet[item.fleet]
        way = 0
        for trip in item.trips:
            stops = [item.platform, *(drop.point for drop in trip.drops), item.platform]
            legs = (between(travel, a, b) or (0, 0) for a, b in itertools.pairwise(stops))
            way += sum(leg[1] for leg in legs)
        seconds = item.trips[-1].back_s - item.trips[0].load_s
        metres += way
        vehicle_s += seconds
        person_s += seconds * fleet.crew
        eur += fleet.eur_per_round + fleet.eur_per_km * way / 1000
        eur += fleet.eur_per_hour * seconds / 3600
    kg = sum(sum(one.values()) for one in _brought(plan).values())
    due = sum(sum(one.due_kg.values()) for one in plan.points)
    metres += sum(one.metres for one in plan.feeders)
    for what, told, made, slack in (
        ("kg", plan.got_kg, kg, 0.0),
        ("kg (due)", plan.due_kg, due, 0.0),
        ("m", plan.metres, metres, 0.0),
        ("s", plan.vehicle_s, vehicle_s, 0.0),
        ("s × people", plan.person_s, person_s, 0.0),
        ("€", plan.eur, eur, 0.01 * (len(rounds) + 1)),
    ):
        if abs(told - made) > slack:
            yield violation("supply_totals", (), what=what, found=number(told), limit=number(made))
