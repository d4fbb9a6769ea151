"""Supply of a warehouse's points: what each network gets, what is left, every round."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from models.base import Language, clock
from models.calendar import DAYS
from models.numbers import number
from models.warehouse_study import SecondPlatform, WarehouseStudy
from models.warehouse_supply import PointSupply, Replenishment, SupplyRound
from service.kinds.warehouse.supply_maps import maps_of_day, maps_of_points
from service.kinds.warehouse.supply_names import day_name, round_name, warehouse_of
from service.kinds.warehouse.words import say
from service.pages.page import LONG, Cell, Number, Section, Table, table_of
from service.words.sentences import capital, colon

Rounds = tuple[Any, Sequence[SupplyRound]]
"""A day or a fleet, and its rounds."""
Group = tuple[str, list[PointSupply]]
"""What some points are called together, and these."""


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


def _due(points: Sequence[PointSupply]) -> int:
    return sum(sum(one.due_kg.values()) for one in points)


def _got(points: Sequence[PointSupply]) -> int:
    return sum(sum(one.got_kg.values()) for one in points)


def _supply(study: WarehouseStudy, supply: Replenishment, language: Language) -> Section:
    warehouse, tell = warehouse_of(study), partial(say, language=language)
    networks: list[Group] = [
        (one.name, [p for p in supply.points if warehouse.point[p.point].network == one.id])
        for one in warehouse.admitted
    ]
    networks.append((tell("all"), list(supply.points)))
    platforms: list[Group] = [
        (one.label, [p for p in supply.points if p.platform == one.id])
        for one in warehouse.platforms
    ]
    tables = [_groups("network", networks, language, total=True)]
    if len(platforms) > 1:
        tables.append(_groups("platform", platforms, language))
    if supply.feeders:
        feeders = table_of(
            supply.feeders,
            (tell("platform"), lambda one: warehouse.platform[one.platform].label),
            (tell("kg"), lambda one: one.kg),
            (tell("trips"), lambda one: one.trips),
            (tell("km"), lambda one: one.metres / 1000),
            ("€", lambda one: Number(one.eur, unit="€")),
            title=tell("feeders"),
        )
        tables.append(feeders)
    maps = maps_of_points(study, supply, language)
    return Section(tell("supply"), (tell("supply_how"), *maps, *tables))


def _groups(key: str, groups: list[Group], language: Language, *, total: bool = False) -> Table:
    """Return what some groups of points are due and get."""
    tell = partial(say, language=language)

    def share(points: list[PointSupply]) -> Number:
        due = _due(points)
        return Number(_got(points) / due if due else None, 1, share=True)

    return table_of(
        groups,
        (tell(key), lambda one: one[0]),
        (tell("points"), lambda one: len(one[1])),
        (tell("due_kg"), lambda one: _due(one[1])),
        (tell("got_kg"), lambda one: _got(one[1])),
        (tell("served"), lambda one: share(one[1])),
        (tell("in_full"), lambda one: sum(point.left_kg <= 0 for point in one[1])),
        total=total,
    )


def _left(study: WarehouseStudy, supply: Replenishment, language: Language) -> Section:
    warehouse, tell = warehouse_of(study), partial(say, language=language)
    left = [one for one in supply.points if one.left_kg > 0]
    if not left:
        return Section(tell("left"), (tell("none_left"),))
    table = table_of(
        sorted(left, key=lambda one: (-one.left_kg, one.point)),
        (tell("point"), lambda one: warehouse.point[one.point].label),
        (tell("network"), lambda one: warehouse.network[warehouse.point[one.point].network].name),
        (tell("left_kg"), lambda one: Number(one.left_kg, unit="kg", tone="bad")),
        (tell("reason"), lambda one: one.reason.in_(language) if one.reason is not None else ""),
        reasons=1,
    )
    return Section(tell("left"), (table,))


def _by_day(study: WarehouseStudy, supply: Replenishment, language: Language) -> Section:
    warehouse, tell = warehouse_of(study), partial(say, language=language)
    days = [day for day in DAYS if any(one.day == day for one in supply.rounds)]
    table = table_of(
        [(day, [one for one in supply.rounds if one.day == day]) for day in days],
        (tell("day"), lambda one: capital(day_name(one[0], language))),
        (tell("rounds_short"), lambda one: len(one[1])),
        (tell("trips"), lambda one: sum(len(item.trips) for item in one[1])),
        (tell("stops"), lambda one: sum(len(t.drops) for item in one[1] for t in item.trips)),
        *_work(language),
    )
    detail = table_of(
        supply.rounds,
        (tell("round"), lambda one: round_name(study, one, language)),
        (tell("hours"), lambda one: f"{clock(one.trips[0].load_s)}–{clock(one.trips[-1].back_s)}"),
        (tell("stops"), lambda one: sum(len(trip.drops) for trip in one.trips)),
        (tell("kg"), lambda one: sum(trip.total_kg for trip in one.trips)),
        (tell("km"), lambda one: one.metres / 1000),
        (
            tell("stop"),
            lambda one: "\n".join(
                f"{clock(drop.start_s)} {warehouse.point[drop.point].label}"
                for trip in one.trips
                for drop in trip.drops
            ),
        ),
        title=tell("round_list"),
        where=LONG,
    )
    maps = (one for day in days for one in maps_of_day(study, supply, day, language))
    return Section(tell("rounds"), (table, *maps, detail))


def _work(language: Language) -> tuple[tuple[str, Callable[[Rounds], Cell | float]], ...]:
    """Return the columns that say what some rounds amount to."""
    return (
        (
            say("kg", language),
            lambda one: sum(trip.total_kg for item in one[1] for trip in item.trips),
        ),
        (say("km", language), lambda one: sum(item.metres for item in one[1]) / 1000),
        (
            say("hours_spent", language),
            lambda one: Number(sum(item.duration_s for item in one[1]) / 3600, 1),
        ),
        ("€", lambda one: Number(sum(item.eur for item in one[1]), unit="€")),
    )


def _fleets(study: WarehouseStudy, supply: Replenishment, language: Language) -> Section:
    warehouse, tell = warehouse_of(study), partial(say, language=language)
    name = {one.id: one.name for one in warehouse.networks}
    table = table_of(
        [
            (fleet, [one for one in supply.rounds if one.fleet == fleet.id])
            for fleet in warehouse.fleets
        ],
        (tell("fleet"), lambda one: one[0].label),
        (tell("network"), lambda one: name.get(one[0].network or "", tell("all"))),
        (tell("count"), lambda one: one[0].count),
        (tell("rounds_short"), lambda one: len(one[1])),
        *_work(language),
    )
    return Section(tell("fleet_use"), (table,), folded=True)


def _points(study: WarehouseStudy, supply: Replenishment, language: Language) -> Section:
    warehouse, tell = warehouse_of(study), partial(say, language=language)

    def days(one: PointSupply) -> str:
        named = ", ".join(day_name(day, language) for day in one.days) or "–"
        return named + f" ({tell('fetched')})" * warehouse.point[one.point].fetches

    table = table_of(
        supply.points,
        (tell("point"), lambda one: warehouse.point[one.point].label),
        (tell("network"), lambda one: warehouse.network[warehouse.point[one.point].network].name),
        (tell("commune"), lambda one: warehouse.point[one.point].place.commune),
        (tell("platform"), lambda one: warehouse.platform[one.platform].label),
        (tell("due_kg"), lambda one: _due([one])),
        (tell("got_kg"), lambda one: _got([one])),
        (tell("days_served"), days),
    )
    return Section(capital(tell("points")), (table,), folded=True)


def _second(study: WarehouseStudy, second: SecondPlatform, language: Language) -> Section:
    warehouse, tell = warehouse_of(study), partial(say, language=language)
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
    compared = table_of(
        figures,
        (tell("figure"), lambda one: tell(one[0])),
        (tell("with_it"), lambda one: Number(one[1], unit=one[3])),
        (tell("without_it"), lambda one: Number(one[2], unit=one[3])),
        (tell("difference"), lambda one: Number(one[1] - one[2], unit=one[3], sign=True)),
    )
    moved = table_of(
        sorted(second.moved, key=lambda one: (-one.due_kg, one.point)),
        (tell("point"), lambda one: warehouse.point[one.point].label),
        (tell("platform"), lambda one: warehouse.platform[one.platform].label),
        (tell("due_kg"), lambda one: one.due_kg),
        (tell("to_main"), lambda one: one.main_s / 60),
        (tell("to_second"), lambda one: one.other_s / 60),
        title=tell("moved_points"),
        where=LONG,
    )
    kg = number(sum(one.due_kg for one in second.moved), language)
    told = f"{tell('moved_points')}{colon(language)}{len(second.moved)} ({kg} kg)."
    unequal = (tell("not_equal"),) * (not second.comparable)
    return Section(tell("second"), (tell("second_how"), told, *unequal, compared, moved))
