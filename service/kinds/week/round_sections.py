"""The rounds of a week: in a table, on a map day by day, over the week, stop by stop."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from models.base import Language, clock
from models.calendar import DAY_NAMES, DAY_NUMBER, Day
from models.dates import day_date
from models.plan import Round, Stop
from models.products import Family
from models.study import Study
from service.kinds.week.deliveries import at_doors_kg, carried_kg, said_at
from service.kinds.week.rounds import Roads, by_day, driven_km, label, named, way
from service.kinds.week.why.things import crew, listed, site, vehicle
from service.pages.drawn_grid import grid_table
from service.pages.goods import kilos
from service.pages.page import (
    EVERYWHERE,
    LONG,
    NOWHERE,
    READ,
    REPORT,
    WORKBOOK,
    Head,
    Line,
    Linked,
    Number,
    Part,
    Section,
    Table,
    table_of,
)
from service.pages.pictures import Block, Grid, Map, Spot, Way
from service.words.labels import word
from service.words.sentences import capital, colon, count

DONOR, ASSOCIATION = 0, 1
"""Series of spots: a circle, a square."""
SPOT = 0.27
"""Size of a spot."""


def span(item: Round) -> str:
    """Return when a round leaves and is back."""
    return f"{clock(item.stops[0].leave_s)}–{clock(item.stops[-1].arrive_s)}"


def rounds_section(study: Study, language: Language) -> Section:
    """Return every round: when, by which vehicle and people, how far and how much."""
    scenario, tell = study.scenario, partial(word, language=language)
    table = table_of(
        (item for _, rounds in by_day(study.plan) for item in rounds),
        (Head(tell("round"), WORKBOOK), lambda one: named(scenario, one, language)),
        (Head(tell("day"), READ), lambda one: capital(DAY_NAMES[one.day].in_(language))),
        (
            Head(tell("day"), WORKBOOK),
            lambda one: capital(day_date(scenario.week_of, one.day, language)),
        ),
        (Head(tell("hours"), READ), span),
        (tell("vehicle"), lambda one: vehicle(scenario, one.vehicle)),
        (Head(tell("crew"), LONG), lambda one: crew(scenario, one)),
        (Head(tell("depart"), WORKBOOK), lambda one: clock(one.stops[0].leave_s)),
        (Head(tell("return"), WORKBOOK), lambda one: clock(one.stops[-1].arrive_s)),
        (Head(tell("stop"), READ), lambda one: _purpose(one, language)),
        ("kg", lambda one: carried_kg(scenario, study.plan, one)),
        (Head("km", READ), lambda one: driven_km(study, one)),
        (Head(tell("km"), WORKBOOK), lambda one: Number(driven_km(study, one), 1)),
        (Head(tell("stop"), WORKBOOK), lambda one: one.visits),
    )
    return Section(tell("rounds"), (*[tell("nothing_planned")] * (not table.rows), table))


def _purpose(item: Round, language: Language) -> str:
    """Return how many drops and pick-ups a round makes."""
    drops = sum(stop.kind == "drop" for stop in item.stops)
    parts = [count(drops, "drop", language)] if drops or not item.collected else []
    if item.collected:
        parts.append(count(len(item.collected), "pickup", language))
    return ", ".join(parts)


def map_section(study: Study, language: Language) -> Section:
    """Return the map of each day that has rounds, and the stops of each round."""
    parts: list[Part] = [
        Line(word("map_roads" if study.legs else "map_alone", language), tone="weak", where=REPORT)
    ]
    for day, rounds in by_day(study.plan):
        parts += [_map(study, day, rounds, language), _courses(study, rounds, language)]
    return Section(word("map", language), tuple(parts), closed=True)


def round_map(study: Study, item: Round, language: Language) -> Map:
    """Return the map of one round, as its sheet prints it: small, its letters large."""
    return replace(_map(study, item.day, (item,), language), small=True)


def _map(study: Study, day: Day, rounds: Sequence[Round], language: Language) -> Map:
    """Return the map of the rounds of a day: along the roads of their legs where known."""
    scenario = study.scenario
    roads: Roads = {(leg.origin, leg.destination): leg.points for leg in study.legs}
    visited = {stop.site for item in rounds for stop in item.stops}
    spots = tuple(
        Spot(
            place.lat,
            place.lon,
            label(scenario, name),
            ASSOCIATION if name in scenario.association else DONOR,
            SPOT,
            hollow=name not in scenario.association,
            labelled=True,
        )
        for name, place in scenario.sites.items()
        if name in visited
    )
    ways = (
        Way(tuple(way(scenario, item, roads)), f"{_vehicle(study, item)}, {span(item)}", number)
        for number, item in enumerate(rounds)
    )
    title = f"{capital(DAY_NAMES[day].in_(language))}, {count(len(rounds), 'round', language)}"
    series = (word("donor", language), word("association", language))
    return Map(title, spots, series, tuple(ways), roads=study.travel.main_roads)


def _vehicle(study: Study, item: Round) -> str:
    return study.scenario.vehicle[item.vehicle].label


def _courses(study: Study, rounds: Sequence[Round], language: Language) -> Table:
    """Return the stops of some rounds, one after the other."""
    tell = partial(word, language=language)

    def stops(one: Round) -> Linked:
        there = range(1, len(one.stops) - 1)
        return listed((_stop(study, one, at, language) for at in there), "\n")

    return table_of(
        rounds,
        (
            tell("round"),
            lambda one: listed(
                (vehicle(study.scenario, one.vehicle), Linked.of((span(one), ""))), "\n"
            ),
        ),
        (tell("crew"), lambda one: crew(study.scenario, one, "\n")),
        (tell("stop"), stops),
        (tell("km"), lambda one: Number(driven_km(study, one), unit="km")),
        (tell("moved"), lambda one: Number(carried_kg(study.scenario, study.plan, one), unit="kg")),
        where=REPORT,
    )


def _stop(study: Study, item: Round, at: int, language: Language) -> Linked:
    stop = item.stops[at]
    text = f"{clock(stop.start_s)} {word(stop.kind, language).lower()}{colon(language)}"
    more = said_at(study.scenario, item, at, language)
    where = site(study.scenario, stop.site).pieces
    return Linked.of((text, ""), *where, *[(f" ({more})", "")] * bool(more))


def timeline_section(study: Study, language: Language) -> Section:
    """Return the week of every vehicle, and of everyone who goes out."""
    scenario = study.scenario
    days = sorted(scenario.days, key=DAY_NUMBER.__getitem__)
    series = {
        item.id: number for _, rounds in by_day(study.plan) for number, item in enumerate(rounds)
    }

    def blocks(outings: Sequence[Round]) -> tuple[Block, ...]:
        return tuple(
            Block(
                days.index(item.day),
                item.stops[0].leave_s / 3600,
                item.stops[-1].arrive_s / 3600,
                "",
                series[item.id],
            )
            for item in outings
        )

    rounds = study.plan.rounds
    rows = [
        (one.label, blocks([item for item in rounds if item.vehicle == one.id]))
        for one in scenario.vehicles
    ]
    for one in scenario.people:
        outings = [item for item in rounds if one.id in item.crew]
        rows += [(one.label, blocks(outings))] * bool(outings)
    grid = Grid(
        word("timeline", language),
        tuple(DAY_NAMES[day].in_(language) for day in days),
        tuple(rows),
        (),
        min(shift.starts_s for shift in scenario.shifts) // 3600,
        -(-max(shift.ends_s for shift in scenario.shifts) // 3600),
    )
    table = grid_table(grid, word("means", language), LONG)
    return Section(word("timeline", language), (grid, table), closed=True)


def stops_section(study: Study, language: Language) -> Section:
    """Return every stop with its kg by family."""
    scenario, tell = study.scenario, partial(word, language=language)
    packing = Head(tell("packing"), EVERYWHERE if scenario.units or scenario.errands else NOWHERE)
    at_doors = [
        (item, at, item.stops[at], at_doors_kg(scenario, study.plan, item, at))
        for _, rounds in by_day(study.plan)
        for item in rounds
        for at in range(1, len(item.stops) - 1)
    ]
    table = table_of(
        at_doors,
        (tell("where"), lambda one: label(scenario, one[2].site)),
        (tell("round"), lambda one: named(scenario, one[0], language)),
        (tell("time"), lambda one: f"{clock(one[2].start_s)}–{clock(one[2].leave_s)}"),
        (tell("of_what"), lambda one: tell(one[2].kind)),
        ("kg", lambda one: Number(sum(one[3].values()), 1)),
        (packing, lambda one: said_at(scenario, one[0], one[1], language)),
        *((family.label, _kg_of(family, language)) for family in scenario.families),
        where=WORKBOOK,
    )
    return Section(tell("stop"), (table,))


def _kg_of(
    family: Family, language: Language
) -> Callable[[tuple[Round, int, Stop, Mapping[str, float]]], Number]:
    return lambda one: kilos(family, one[3].get(family.id) or None, language, 1)
