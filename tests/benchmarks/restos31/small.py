"""A small instance in the foreign form, plans of it by hand, and the way to a ``Plan``."""

from __future__ import annotations

import copy
import itertools
import json
from pathlib import Path
from typing import Any

from benchmarks.restos31.instance import Instance, checked
from benchmarks.restos31.reader import site_ids
from models.calendar import DAYS
from models.plan import Plan, Round, Stop, StopKind
from models.scenario import Scenario
from models.travel import TravelMatrix
from pools.streams import streams
from solver.review.retiming import retimed

Json = dict[str, Any]
LINE_KM = (0, 4, 9, 6, 12, 3, 5, 8)
"""Where nodes lie along one road: the depot, four centres, three points."""
FRONTON, FENOUILLET, BESSIERES, MURET = 1, 2, 3, 4
ORENS, JACCA, ROUFFIAC = 5, 6, 7


def small() -> Json:
    """Return an instance of three days, four vehicles, and most house rules."""
    ways = [[abs(a - b) for b in LINE_KM] for a in LINE_KM]
    return {
        "distance_matrix": [[1000 * km for km in row] for row in ways],
        "duration_matrix": [[120 * km for km in row] for row in ways],
        "no_traffic_duration_matrix": [[90 * km for km in row] for row in ways],
        "n_centres": 5,
        "n_pdr": 3,
        "m": 4,
        "n_days": 3,
        "vehicles": [
            _vehicle(0, "Poids Lourd", 9000, 10, ["A", "S"]),
            _vehicle(1, "Petit Poids Lourd", 3000, 6, ["A", "S"]),
            _vehicle(2, "Camion Frigo", 1000, 4, ["F", "A", "S"], cover=True),
            _vehicle(3, "Fourgon", 1200, 3, ["A", "S"]),
        ],
        "centres": [
            _centre(0, "TOULOUSE SEMINAIRE", []),
            _centre(FRONTON, "FRONTON", [0]),
            _centre(FENOUILLET, "FENOUILLET", [0, 1]),
            _centre(BESSIERES, "BESSIERES", [1, 2], "ODD"),
            _centre(MURET, "MURET", [0, 1, 2], "EVEN"),
        ],
        "pdrs": [
            _point(0, "LECLERC ST ORENS", [0, 1], 250, "F", 2),
            _point(1, "CARREFOUR EN JACCA", [2], 8000, "A", 10),
            _point(2, "LECLERC ROUFFIAC", [0, 1], 450, "A", 2),
        ],
        "demands": {
            "1": [_unit(700, "A", 1), _unit(200, "F", 0.5), _unit(30, "S", 0, 1)],
            "2": [_unit(400, "A", 1), _unit(350, "F", 1), _unit(90, "S", 0.5)],
            "3": [_unit(800, "A", 1), _unit(35, "S", 0, 1), _unit(300, "A", 1)],
            "4": [_unit(600, "A", 1)],
        },
        "livraisons_de_ramasses": [[1, 2, 1, FENOUILLET]],
        "params": {
            "max_palette_capacity": 800,
            "n_norvegiennes": 2,
            "norvegienne_capacity": 40,
            "max_stops": 4,
            "max_trips": 2,
            "max_tour_duration": 270,
            "max_tour_duration_with_pickup": 180,
            "wait_at_centres": 30,
            "wait_at_pdrs": 30,
            "wait_between_trips": 15,
            "fuel_cost": 1.8,
        },
    }


def _vehicle(
    index: int, name: str, capacity: int, size: int, carry: list[str], *, cover: bool = False
) -> Json:
    return {
        "index": index,
        "name": name,
        "allowed": True,
        "capacity": capacity,
        "consumption": 12,
        "size": size,
        "can_carry": carry,
        "allows_isotherm_cover": cover,
        "cost_per_km": 1.0 if capacity > 2000 else 0.4,
        "fixed_cost": 17.5 if capacity > 2000 else 11.0,
    }


def _centre(index: int, name: str, days: list[int], week: str = "ANY") -> Json:
    return {"index": index, "name": name, "allowed_days": days, "delivery_week": week}


def _point(index: int, name: str, days: list[int], kg: int, product: str, pallets: int) -> Json:
    return {
        "index": index,
        "name": name,
        "required_days": days,
        "weight": kg,
        "product_type": product,
        "palettes": pallets,
    }


def _unit(kg: int, product: str, pallets: float, boxes: int = 0) -> Json:
    return {"weight": kg, "palettes": pallets, "norvegiennes": boxes, "product_type": product}


EVERY_WEEK: dict[str, list[tuple[int, ...]]] = {
    "0, 2": [(FRONTON, 1, 2), (ROUFFIAC,), (ORENS,), (0,), (FENOUILLET, 0, 1)],
    "0, 3": [(FRONTON, 0)],
    "1, 2": [(ORENS,), (0,), (FENOUILLET, 2)],
    "2, 0": [(JACCA,)],
}
"""By day and vehicle: a node and the units dropped there."""
ODD = EVERY_WEEK | {"1, 3": [(BESSIERES, 0), (ROUFFIAC,), (0,), (BESSIERES, 1, 2)]}
EVEN = EVERY_WEEK | {"1, 3": [(ROUFFIAC,)], "0, 1": [(MURET, 0)]}


def by_hand(week: int = 1) -> Json:
    """Return a plan for a week that keeps every rule and brings everything."""
    instance, ways = small(), ODD if week == 1 else EVEN
    tours = {key: [_stop(instance, step, key) for step in way] for key, way in ways.items()}
    return stated(instance, {"week": week, "tours": tours})


def _stop(instance: Json, step: tuple[int, ...], key: str) -> Json:
    node, units = step[0], list(step[1:])
    if node >= instance["n_centres"]:
        name = instance["pdrs"][node - instance["n_centres"]]["name"]
        return {"index": node, "name": name, "stop_type": "Ramasse"}
    loads = [instance["demands"][str(node)][n] for n in units] if node else []
    day, vehicle = (int(part) for part in key.split(","))
    errand = any((d, v, c) == (day, vehicle, node) for d, v, _, c in
                 instance["livraisons_de_ramasses"])  # fmt: skip
    return {
        "index": node,
        "name": instance["centres"][node]["name"],
        "stop_type": "Liv_Ramasse" if errand else "Livraison",
        "delivery": [_sum(loads, p, "weight") for p in "AFS"],
        "palettes": [_sum(loads, p, "palettes") for p in "AFS"],
        "norvegiennes": sum(load["norvegiennes"] for load in loads),
        "units": units,
    }


def _sum(loads: list[Json], product: str, field: str) -> float:
    return sum(float(load[field]) for load in loads if load["product_type"] == product)


def stated(instance: Json, plan: Json) -> Json:
    """Return a plan with the totals and the loads that its tours come to."""
    plan = copy.deepcopy(plan)
    metres, eur, used = 0, 0.0, [False] * instance["m"]
    for key, stops in plan["tours"].items():
        vehicle = int(key.split(",")[1])
        used[vehicle] = True
        way = [0, *(stop["index"] for stop in stops), 0]
        length = sum(instance["distance_matrix"][a][b] for a, b in itertools.pairwise(way))
        metres += length
        eur += length / 1000 * instance["vehicles"][vehicle]["cost_per_km"]
        for n, stop in enumerate(stops):
            if "units" in stop and stop["index"]:
                kind = stop["stop_type"]
                stops[n] = _stop(instance, (stop["index"], *stop["units"]), key)
                stops[n]["stop_type"] = kind
    fixed = sum(v["fixed_cost"] for v, out in zip(instance["vehicles"], used, strict=True) if out)
    return plan | {
        "total_distance": metres,
        "fixed_costs": fixed,
        "variable_costs": eur,
        "total_costs": fixed + eur,
        "vehicles_used": used,
    }


def as_plan(instance: Instance, scenario: Scenario, travel: TravelMatrix, plan: Json) -> Plan:
    """Return a written plan as rounds, as early as they can be."""
    ids = site_ids(instance)
    stream = streams(scenario)[0]
    rounds = []
    for key, tour in plan["tours"].items():
        day, vehicle = (int(part) for part in key.split(","))
        stops = [_halt("depart", ids[0])]
        stops += [_halt("load", ids[0])] * (tour[0]["index"] < instance.n_centres)
        for stop in tour:
            node = stop["index"]
            if node == 0:
                if stops[-1].kind == "collect":
                    stops.append(_halt("unload", ids[0]))
                stops.append(_halt("load", ids[0]))
            elif node >= instance.n_centres:
                pickup = f"{ids[node]}_{DAYS[day]}"
                kg = scenario.pickups[pickup].kg if pickup in scenario.pickups else {}
                stops.append(_halt("collect", ids[node]).changed(pickup=pickup, kg=kg))
            else:
                names = tuple(f"{ids[node]}_{n + 1}" for n in stop["units"])
                errand = stop["stop_type"] == "Liv_Ramasse"
                stops.append(_halt("drop", ids[node]).changed(units=names, errand=errand))
        if stops[-1].kind == "collect":
            stops.append(_halt("unload", ids[0]))
        stops.append(_halt("return", ids[0]))
        item = Round(
            id=f"{DAYS[day]}-v{vehicle}",
            stream=stream.id,
            vehicle=f"v{vehicle}",
            day=DAYS[day],
            shift="day",
            crew=(),
            stops=tuple(stops),
        )
        known = all(s.pickup in scenario.pickups for s in stops if s.pickup is not None)
        rounds.append(retimed(scenario, travel, stream, item, item.stops) if known else item)
    return Plan(rounds=tuple(rounds))


def _halt(kind: StopKind, site: str) -> Stop:
    return Stop(kind=kind, site=site, arrive_s=0, start_s=0, leave_s=0)


def read_small(content: Json | None = None) -> Instance:
    """Return the small instance, read."""
    return checked(content or small(), "small")


def folder_of(folder: Path, content: Json, name: str = "small") -> Path:
    """Write an instance into a folder, as the benchmark finds it, and return the folder."""
    (folder / "instances").mkdir(exist_ok=True)
    path = folder / "instances" / f"{name}.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return folder
