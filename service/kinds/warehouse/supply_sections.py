"""Supply of a warehouse's points: what each network gets, what is left, every round."""

from __future__ import annotations

from collections.abc import Sequence

from models.base import Language, clock
from models.calendar import DAYS
from models.warehouse import Warehouse
from models.warehouse_study import (
    PointSupply,
    Replenishment,
    SecondPlatform,
    SupplyRound,
    WarehouseStudy,
)
from service.kinds.warehouse.supply_maps import maps_of_day, maps_of_points
from service.kinds.warehouse.supply_names import day_name, vehicle_name, warehouse_of
from service.kinds.warehouse.words import say
from service.pages.page import LONG, Cell, Number, Section, Table, row
from service.words.labels import capital, colon, number


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


def _sums(rows: Sequence[PointSupply]) -> tuple[int, int, int]:
    due = sum(sum(one.due_kg.values()) for one in rows)
    got = sum(sum(one.got_kg.values()) for one in rows)
    return due, got, sum(one.left_kg <= 0 for one in rows)


def _supply(study: WarehouseStudy, supply: Replenishment, language: Language) -> Section:
    warehouse = warehouse_of(study)
    lines = [say("supply_how", language)]
    groups = [
        (
            one.name,
            [p for p in supply.points if warehouse.point[p.point].network == one.id],
        )
        for one in warehouse.admitted
    ]
    groups.append((say("all", language), list(supply.points)))
    heads = ("network", "points", "due_kg", "got_kg", "served", "in_full")
    tables = [Table(tuple(say(key, language) for key in heads), _rows(groups), total=True)]
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
        say("supply", language), (*lines, *maps_of_points(study, supply, language), *tables)
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
            Number(float(one.left_kg), unit="kg", tone="bad"),
            one.reason.in_(language) if one.reason is not None else "",
        )
        for one in sorted(left, key=lambda one: (-one.left_kg, one.point))
    )
    heads = ("point", "network", "left_kg", "reason")
    table = Table(tuple(say(key, language) for key in heads), rows, reasons=1)
    return Section(title, (table,))


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
        LONG,
    )
    maps = tuple(one for day in days for one in maps_of_day(study, supply, day, language))
    return Section(say("rounds", language), (table, *maps, detail))


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
    table = Table((*(say(key, language) for key in heads), "€"), tuple(rows))
    return Section(say("fleet_use", language), (table,), folded=True)


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
    table = Table(tuple(say(key, language) for key in heads), tuple(rows))
    return Section(capital(say("points", language)), (table,), folded=True)


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
        ("alone_total", with_it.year_eur, without.year_eur, "€"),
    )
    rows = tuple(
        row(
            say(key, language),
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
    lines = [
        say("second_how", language),
        f"{say('moved_points', language)}{colon(language)}{len(second.moved)} "
        f"({number(kg, language)} kg).",
    ]
    if not second.comparable:
        lines.append(say("not_equal", language))
    details = ("point", "platform", "due_kg", "to_main", "to_second")
    return Section(
        say("second", language),
        (
            *lines,
            Table(tuple(say(key, language) for key in heads), rows),
            Table(
                tuple(say(key, language) for key in details),
                moved,
                say("moved_points", language),
                LONG,
            ),
        ),
    )
