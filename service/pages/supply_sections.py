"""Supply of a warehouse's points: maps, what each network gets, what is left, every round."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from models.base import Language, clock
from models.calendar import DAY_NAMES, DAYS, Day
from models.networks import Point
from models.warehouse import Warehouse
from models.warehouse_study import (
    PointSupply,
    Replenishment,
    SecondPlatform,
    SupplyRound,
    WarehouseStudy,
)
from service.pages.page import Cell, Number, Section, Table, row
from service.pages.pictures import Map, Spot, Way
from service.pages.warehouse_words import say
from service.words import capital, number

MOST_NAMES = 14
"""Towns named on a map."""
NEAR_KM = 7.5
CROWD = 25
"""Spots so near the main platform from which they are drawn again, closer."""
KM_PER_DEGREE = 111.2


def supply_sections(study: WarehouseStudy, language: Language) -> list[Section]:
    """Return the sections about the week's supply; one that says so when there is none."""
    supply = study.replenishment
    if supply is None:
        return [Section(say("supply", language), (say("no_supply", language),))]
    made = [_supply(study, supply, language), _left(study, supply, language)]
    if study.second is not None:
        made.append(_second(study, study.second, language))
    made += [_by_day(study, supply, language), _fleets(study, supply, language)]
    made.append(_points(study, supply, language))
    return made


def warehouse_of(study: WarehouseStudy) -> Warehouse:
    """Return the warehouse of a study."""
    assert study.scenario.warehouse is not None
    return study.scenario.warehouse


def day_name(day: Day, language: Language) -> str:
    """Return the name of a day."""
    return DAY_NAMES[day].in_(language)


def _sums(rows: Sequence[PointSupply]) -> tuple[int, int, int]:
    due = sum(sum(one.due_kg.values()) for one in rows)
    got = sum(sum(one.got_kg.values()) for one in rows)
    return due, got, sum(one.left_kg <= 0 for one in rows)


def _supply(study: WarehouseStudy, supply: Replenishment, language: Language) -> Section:
    warehouse = warehouse_of(study)
    lines = [say("supply_how", language)]
    if supply.sectors > 1:
        lines.append(say("sectors", language, count=supply.sectors))
    groups = [
        (
            one.name,
            [p for p in supply.points if warehouse.point[p.point].network == one.id],
        )
        for one in warehouse.admitted
    ]
    groups.append((say("all", language), list(supply.points)))
    heads = ("network", "points", "due_kg", "got_kg", "served", "in_full")
    tables = [Table(tuple(say(key, language) for key in heads), _rows(groups))]
    if len(warehouse.platforms) > 1:
        groups = [
            (one.label, [p for p in supply.points if p.platform == one.id])
            for one in warehouse.platforms
        ]
        heads = ("platform", *heads[1:])
        tables.append(Table(tuple(say(key, language) for key in heads), _rows(groups)))
    if supply.feeders:
        tables.append(
            Table(
                (*(say(key, language) for key in ("platform", "load_kg", "trips", "km")), "€"),
                tuple(
                    (
                        warehouse.platform[one.platform].label,
                        Number(float(one.kg)),
                        Number(float(one.trips)),
                        Number(one.metres / 1000),
                        Number(one.eur, 0, "€"),
                    )
                    for one in supply.feeders
                ),
                say("feeders", language),
            )
        )
    return Section(
        say("supply", language),
        tuple(lines),
        tuple(tables),
        maps=_maps_of_points(study, supply, language),
    )


def _rows(groups: Sequence[tuple[str, Sequence[PointSupply]]]) -> tuple[tuple[Cell, ...], ...]:
    found = []
    for name, points in groups:
        due, got, full = _sums(points)
        share = got / due if due else None
        found.append(
            row(
                name,
                (
                    Number(float(len(points))),
                    Number(float(due)),
                    Number(float(got)),
                    Number(share, 1, share=True),
                    Number(float(full)),
                ),
            )
        )
    return tuple(found)


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


def _maps_of_points(
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
            title=say("map_near", language, title=whole.title, km=f"{NEAR_KM:g}"),
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


def _left(study: WarehouseStudy, supply: Replenishment, language: Language) -> Section:
    warehouse = warehouse_of(study)
    left = [one for one in supply.points if one.left_kg > 0]
    title = say("left", language)
    if not left:
        return Section(title, (say("none_left", language),))
    rows = tuple(
        (
            warehouse.point[one.point].label,
            warehouse.network[warehouse.point[one.point].network].name,
            Number(float(one.left_kg), tone="bad"),
            one.reason.in_(language) if one.reason is not None else "",
        )
        for one in sorted(left, key=lambda one: (-one.left_kg, one.point))
    )
    heads = ("point", "network", "left_kg", "reason")
    return Section(title, (), (Table(tuple(say(key, language) for key in heads), rows),))


def _by_day(study: WarehouseStudy, supply: Replenishment, language: Language) -> Section:
    warehouse = warehouse_of(study)
    days = [day for day in DAYS if any(one.day == day for one in supply.rounds)]
    rows: list[tuple[Cell, ...]] = []
    for day in days:
        mine = [one for one in supply.rounds if one.day == day]
        rows.append(
            row(
                capital(day_name(day, language)),
                (
                    Number(float(len(mine))),
                    Number(float(sum(len(one.trips) for one in mine))),
                    Number(float(sum(len(t.drops) for one in mine for t in one.trips))),
                    Number(float(sum(t.total_kg for one in mine for t in one.trips))),
                    Number(sum(one.metres for one in mine) / 1000),
                    Number(sum(one.duration_s for one in mine) / 3600, 1),
                    Number(sum(one.eur for one in mine), 0, "€"),
                ),
            )
        )
    heads = ("day", "rounds_short", "trips", "stops", "load_kg", "km", "hours_out")
    table = Table((*(say(key, language) for key in heads), "€"), tuple(rows))
    detail = Table(
        tuple(
            say(key, language)
            for key in ("round", "day", "vehicle", "hours", "stops", "load_kg", "km", "stops_list")
        ),
        tuple(_round_row(warehouse, one, language) for one in supply.rounds),
        say("round_list", language),
        brief=False,
    )
    maps = tuple(
        one
        for day in days
        for whole in (_map_of_day(study, supply, day, language),)
        for one in (whole, *_closer(whole, warehouse, language))
    )
    return Section(say("rounds", language), (), (table, detail), maps=maps)


def vehicle_name(warehouse: Warehouse, item: SupplyRound) -> str:
    """Return what a round's vehicle is called: its fleet and number."""
    return f"{warehouse.fleet[item.fleet].label} {item.number}"


def _round_row(warehouse: Warehouse, item: SupplyRound, language: Language) -> tuple[Cell, ...]:
    stops = [
        f"{clock(drop.start_s)} {warehouse.point[drop.point].label}"
        for trip in item.trips
        for drop in trip.drops
    ]
    return (
        item.id,
        day_name(item.day, language),
        vehicle_name(warehouse, item),
        f"{clock(item.trips[0].load_s)}–{clock(item.trips[-1].back_s)}",
        Number(float(len(stops))),
        Number(float(sum(trip.total_kg for trip in item.trips))),
        Number(item.metres / 1000),
        "\n".join(stops),
    )


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
        ways.append(Way(tuple(points), f"{item.id}, {vehicle_name(warehouse, item)}", number_))
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
    )


def _fleets(study: WarehouseStudy, supply: Replenishment, language: Language) -> Section:
    warehouse = warehouse_of(study)
    rows = []
    for fleet in warehouse.fleets:
        mine = [one for one in supply.rounds if one.fleet == fleet.id]
        who = warehouse.network.get(fleet.network) if fleet.network else None
        rows.append(
            row(
                fleet.label,
                (
                    who.name if who is not None else say("all", language),
                    Number(float(fleet.count)),
                    Number(float(len(mine))),
                    Number(float(sum(t.total_kg for one in mine for t in one.trips))),
                    Number(sum(one.metres for one in mine) / 1000),
                    Number(sum(one.duration_s for one in mine) / 3600, 1),
                    Number(sum(one.eur for one in mine), 0, "€"),
                ),
            )
        )
    heads = ("fleet", "network", "count", "rounds_short", "load_kg", "km", "hours_out")
    table = Table((*(say(key, language) for key in heads), "€"), tuple(rows), brief=False)
    return Section(say("fleet_use", language), (), (table,))


def _points(study: WarehouseStudy, supply: Replenishment, language: Language) -> Section:
    warehouse = warehouse_of(study)
    rows = []
    for one in supply.points:
        point = warehouse.point[one.point]
        due, got, _ = _sums([one])
        days = ", ".join(day_name(day, language) for day in one.days) or "–"
        if point.fetches:
            days += f" ({say('fetched', language)})"
        rows.append(
            row(
                point.label,
                (
                    warehouse.network[point.network].name,
                    point.place.commune,
                    warehouse.platform[one.platform].label,
                    Number(float(due)),
                    Number(float(got)),
                    days,
                ),
            )
        )
    heads = ("point", "network", "commune", "platform", "due_kg", "got_kg", "days_served")
    table = Table(tuple(say(key, language) for key in heads), tuple(rows), brief=False)
    return Section(capital(say("points", language)), (), (table,))


def _second(study: WarehouseStudy, second: SecondPlatform, language: Language) -> Section:
    warehouse = warehouse_of(study)
    with_it, without = second.with_it, second.without_it
    figures = (
        ("brought_week", with_it.got_kg, without.got_kg, "kg"),
        ("km_week", with_it.metres / 1000, without.metres / 1000, "km"),
        ("hours_week", with_it.person_s / 3600, without.person_s / 3600, "h"),
        ("rounds_year", with_it.rounds_eur, without.rounds_eur, "€"),
        ("running_year", with_it.running_eur, without.running_eur, "€"),
        ("fitout_year", with_it.fitout_eur, without.fitout_eur, "€"),
        ("all", with_it.year_eur, without.year_eur, "€"),
    )
    rows = tuple(
        row(
            say(key, language) if key != "all" else f"{say('all', language)}, €",
            (Number(a, 0, unit), Number(b, 0, unit), Number(a - b, 0, unit, sign=True)),
        )
        for key, a, b, unit in figures
    )
    heads = ("figure", "with_it", "without_it", "difference")
    moved = tuple(
        (
            warehouse.point[one.point].label,
            warehouse.platform[one.platform].label,
            Number(float(one.due_kg)),
            Number(one.main_s / 60),
            Number(one.other_s / 60),
        )
        for one in sorted(second.moved, key=lambda one: (-one.due_kg, one.point))
    )
    kg = sum(one.due_kg for one in second.moved)
    lines = (
        say("second_how", language),
        f"{say('moved_points', language)} : {len(second.moved)} ({number(kg, language)} kg)."
        if language == "fr"
        else f"{say('moved_points', language)}: {len(second.moved)} ({number(kg, language)} kg).",
    )
    details = ("point", "platform", "due_kg", "to_main", "to_second")
    return Section(
        say("second", language),
        lines,
        (
            Table(tuple(say(key, language) for key in heads), rows),
            Table(
                tuple(say(key, language) for key in details),
                moved,
                say("moved_points", language),
                brief=False,
            ),
        ),
    )
