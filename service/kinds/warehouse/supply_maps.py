"""Maps of a warehouse's supply: its points, and the rounds of each day."""

from __future__ import annotations

import math
from dataclasses import replace

from models.base import Language
from models.calendar import Day
from models.networks import Point
from models.numbers import number
from models.warehouse import Warehouse
from models.warehouse_study import WarehouseStudy
from models.warehouse_supply import Replenishment
from service.kinds.warehouse.supply_names import day_name, round_name, warehouse_of
from service.kinds.warehouse.words import say
from service.pages.pictures import Map, Spot, Way

MOST_NAMES = 14
"""Towns named on a map."""
NEAR_KM = 7.5
CROWD = 25
"""Spots so near the main platform from which they are drawn again, closer."""
KM_PER_DEGREE = 111.2


def towns(warehouse: Warehouse, most: int = MOST_NAMES) -> tuple[tuple[float, float, str], ...]:
    """Return where the communes with most points lie, the largest first."""
    by_commune: dict[str, list[Point]] = {}
    for point in warehouse.points:
        by_commune.setdefault(point.place.commune, []).append(point)
    order = sorted(by_commune, key=lambda name: (-len(by_commune[name]), name))[:most]
    return tuple(
        (
            sum(p.place.lat for p in by_commune[name]) / len(by_commune[name]),
            sum(p.place.lon for p in by_commune[name]) / len(by_commune[name]),
            name,
        )
        for name in order
    )


def maps_of_points(
    study: WarehouseStudy, supply: Replenishment, language: Language
) -> tuple[Map, ...]:
    """Return all points, and closer those near the main platform where there are many."""
    whole = _map_of_points(study, supply, language)
    return (whole, *_closer(whole, warehouse_of(study), language))


def _closer(whole: Map, warehouse: Warehouse, language: Language) -> tuple[Map, ...]:
    """Return the part of a map around the main platform, where it is too crowded to read."""
    home = warehouse.platforms[0].place
    lon_km = KM_PER_DEGREE * math.cos(math.radians(home.lat))

    def near(lat: float, lon: float) -> bool:
        return math.hypot((lat - home.lat) * KM_PER_DEGREE, (lon - home.lon) * lon_km) <= NEAR_KM

    spots = tuple(one for one in whole.spots if near(one.lat, one.lon))
    if len(spots) < CROWD or len(spots) == len(whole.spots):
        return ()
    ways = tuple(way for way in whole.ways if all(near(*at) for at in way.points))
    return (
        replace(
            whole,
            title=say("map_near", language, title=whole.title, km=number(NEAR_KM, language, 1)),
            spots=spots,
            ways=ways,
            names=(),
        ),
    )


def _map_of_points(study: WarehouseStudy, supply: Replenishment, language: Language) -> Map:
    warehouse = warehouse_of(study)
    networks = [one.id for one in warehouse.admitted]
    most = max((sum(one.due_kg.values()) for one in supply.points), default=1) or 1
    spots = []
    for one in supply.points:
        point = warehouse.point[one.point]
        due, got = sum(one.due_kg.values()), sum(one.got_kg.values())
        text = f"{point.label} – {number(got, language)} / {number(due, language)} kg"
        spots.append(
            Spot(
                point.place.lat,
                point.place.lon,
                text,
                networks.index(point.network),
                due / most,
                one.left_kg > 0,
            )
        )
    spots += _platforms(warehouse, len(networks))
    return Map(
        say("map_points", language),
        tuple(spots),
        (*(one.name for one in warehouse.admitted), say("platform", language)),
        names=towns(warehouse),
        note=say("map_note", language),
    )


def _platforms(warehouse: Warehouse, series: int) -> list[Spot]:
    return [
        Spot(one.place.lat, one.place.lon, one.label, series, 0.9) for one in warehouse.platforms
    ]


def maps_of_day(
    study: WarehouseStudy, supply: Replenishment, day: Day, language: Language
) -> tuple[Map, ...]:
    """Return the rounds of a day, and closer those near the main platform."""
    whole = _map_of_day(study, supply, day, language)
    return (whole, *_closer(whole, warehouse_of(study), language))


def _map_of_day(study: WarehouseStudy, supply: Replenishment, day: Day, language: Language) -> Map:
    warehouse = warehouse_of(study)
    networks = [one.id for one in warehouse.admitted]
    ways, seen = [], {}
    for number_, item in enumerate(one for one in supply.rounds if one.day == day):
        home = warehouse.platform[item.platform].place
        points = [(home.lat, home.lon)]
        for trip in item.trips:
            for drop in trip.drops:
                point = warehouse.point[drop.point]
                points.append((point.place.lat, point.place.lon))
                seen[point.id] = point
            points.append((home.lat, home.lon))
        ways.append(Way(tuple(points), round_name(study, item, language), number_))
    spots = [
        Spot(one.place.lat, one.place.lon, one.label, networks.index(one.network), 0.12)
        for one in seen.values()
    ]
    spots += _platforms(warehouse, len(networks))
    return Map(
        say("map_day", language, day=day_name(day, language)),
        tuple(spots),
        (*(one.name for one in warehouse.admitted), say("platform", language)),
        tuple(ways),
        towns(warehouse),
        say("map_straight", language),
        roads=tuple(dict.fromkeys(line for one in study.travel for line in one.main_roads)),
    )
