"""From a plan to the form in which the network writes its own, each drop with its units."""

from __future__ import annotations

import itertools
from typing import Any

from benchmarks.restos31.instance import Demand, Instance
from benchmarks.restos31.reader import site_ids
from models.calendar import DAY_NUMBER
from models.plan import Plan, Round, Stop

PRODUCTS = ("A", "F", "S")
Written = dict[str, Any]


def written(instance: Instance, plan: Plan, week: int) -> Written:
    """Return a plan as the network writes it: tours by ``"day, vehicle"``, nodes by index.

    Two trips are separated by a stop at node 0. Distances and costs are those of the instance.
    """
    nodes = {name: node for node, name in enumerate(site_ids(instance))}
    order = sorted(plan.rounds, key=lambda one: (DAY_NUMBER[one.day], _vehicle(one), one.id))
    tours = {_key(one): _stops(instance, nodes, one) for one in order}
    metres = {_key(one): _metres(instance, nodes, one) for one in order}
    used = [any(_vehicle(one) == n for one in order) for n in range(instance.m)]
    fixed = sum(v.fixed_cost for v, out in zip(instance.vehicles, used, strict=True) if out)
    variable = sum(
        metres[_key(one)] / 1000 * instance.vehicles[_vehicle(one)].cost_per_km for one in order
    )
    return {
        "week": week,
        "fixed_costs": fixed,
        "variable_costs": variable,
        "total_costs": fixed + variable,
        "total_distance": _plain(sum(metres.values())),
        "vehicles_used": used,
        "tour_durations": {_key(one): one.duration_s for one in order},
        "tours": tours,
    }


def _vehicle(item: Round) -> int:
    return int(item.vehicle.removeprefix("v"))


def _key(item: Round) -> str:
    return f"{DAY_NUMBER[item.day]}, {_vehicle(item)}"


def _halts(item: Round) -> list[Stop | None]:
    """Return the stops outside in order, and nothing where two trips part."""
    found: list[Stop | None] = []
    for stop in item.stops:
        if stop.kind in ("collect", "drop"):
            found.append(stop)
        elif found and found[-1] is not None:
            found.append(None)
    return found[:-1] if found and found[-1] is None else found


def _metres(instance: Instance, nodes: dict[str, int], item: Round) -> float:
    way = [0, *(0 if s is None else nodes[s.site] for s in _halts(item)), 0]
    return sum(instance.distance_matrix[a][b] or 0 for a, b in itertools.pairwise(way))


def _stops(instance: Instance, nodes: dict[str, int], item: Round) -> list[Written]:
    found = []
    for stop in _halts(item):
        node = 0 if stop is None else nodes[stop.site]
        if node >= instance.n_centres:
            name = instance.pdrs[node - instance.n_centres].name
            found.append({"index": node, "name": name, "stop_type": "Ramasse"})
            continue
        units = () if stop is None else stop.units
        indices = sorted(int(unit.rpartition("_")[2]) - 1 for unit in units)
        loads = [instance.demands[node][n] for n in indices]
        errand = stop is not None and stop.errand
        found.append(
            {
                "index": node,
                "name": instance.centres[node].name,
                "stop_type": "Liv_Ramasse" if errand else "Livraison",
                "delivery": [_sum(loads, product, "weight") for product in PRODUCTS],
                "palettes": [_sum(loads, product, "palettes") for product in PRODUCTS],
                "norvegiennes": sum(load.norvegiennes for load in loads),
                "units": indices,
            }
        )
    return found


def _sum(loads: list[Demand], product: str, field: str) -> float:
    return _plain(sum(getattr(load, field) for load in loads if load.product_type == product))


def _plain(value: float) -> float:
    """Return a whole number without its decimals, as the instances write it."""
    return int(value) if value == int(value) else value
