"""The rounds of a week: in a table, on a map day by day, over the week, stop by stop."""

from __future__ import annotations

from collections.abc import Sequence

from models.base import Language, clock
from models.calendar import DAY_NAMES, DAY_NUMBER, Day
from models.plan import Round
from models.study import Study
from service.kinds.week.deliveries import at_doors_kg, carried_kg, said_at
from service.kinds.week.rounds import Roads, by_day, driven_km, label, named, way
from service.pages.drawn_grid import grid_table
from service.pages.page import (
    LONG,
    READ,
    REPORT,
    WORKBOOK,
    Cell,
    Head,
    Line,
    Number,
    Part,
    Section,
    Table,
)
from service.pages.pictures import Block, Grid, Map, Spot, Way
from service.words.labels import capital, colon, count, day_date, word

DONOR, ASSOCIATION = 0, 1
"""Series of spots: a circle, a square."""
SPOT = 0.27
"""Size of a spot."""


def span(item: Round) -> str:
    """Return when a round leaves and is back."""
    return f"{clock(item.stops[0].leave_s)}–{clock(item.stops[-1].arrive_s)}"


def rounds_section(study: Study, language: Language) -> Section:
    """Return every round: when, by which vehicle and people, how far and how much."""
    scenario = study.scenario
    rows: list[tuple[Cell, ...]] = [
        (
            named(scenario, item, language),
            capital(DAY_NAMES[day].in_(language)),
            capital(day_date(scenario.week_of, day, language)),
            span(item),
            scenario.vehicle[item.vehicle].label,
            _people(study, item),
            clock(item.stops[0].leave_s),
            clock(item.stops[-1].arrive_s),
            _purpose(item, language),
            Number(carried_kg(scenario, study.plan, item)),
            Number(driven_km(study, item)),
            Number(driven_km(study, item), 1),
            Number(len(item.stops) - 2),
        )
        for day, rounds in by_day(study.plan)
        for item in rounds
    ]
    heads = (
        Head(word("round", language), WORKBOOK),
        Head(word("day", language), READ),
        Head(word("day", language), WORKBOOK),
        Head(word("hours", language), READ),
        word("vehicle", language),
        Head(word("crew", language), WORKBOOK),
        Head(word("depart", language), WORKBOOK),
        Head(word("return", language), WORKBOOK),
        Head(word("stop", language), READ),
        "kg",
        Head("km", READ),
        Head(word("km", language), WORKBOOK),
        Head(word("stop", language), WORKBOOK),
    )
    none = [Line(word("nothing_planned", language))] * (not rows)
    return Section(word("rounds", language), (*none, Table(heads, tuple(rows))))


def _people(study: Study, item: Round, between: str = ", ") -> str:
    return between.join(study.scenario.person[who].label for who in item.crew)


def _purpose(item: Round, language: Language) -> str:
    """Return how many pick-ups a round makes, and drops if it brings units or only carries."""
    drops = sum(stop.kind == "drop" for stop in item.stops)
    brings = any(stop.units or stop.errand for stop in item.stops)
    parts = [count(drops, "drop", language)] if brings or not item.collected else []
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
    return Section(word("map", language), tuple(parts))


def _map(study: Study, day: Day, rounds: Sequence[Round], language: Language) -> Map:
    """Return the map of the rounds of a day: along the roads of their legs where known."""
    scenario = study.scenario
    roads: Roads = {(leg.origin, leg.destination): leg.points for leg in study.legs}
    visited = {stop.site for item in rounds for stop in item.stops}
    spots = []
    for name, place in scenario.sites.items():
        if name in visited:
            home = name in scenario.association
            series = ASSOCIATION if home else DONOR
            spots.append(
                Spot(
                    place.lat,
                    place.lon,
                    label(scenario, name),
                    series,
                    SPOT,
                    hollow=not home,
                    labelled=True,
                )
            )
    ways = (
        Way(tuple(way(scenario, item, roads)), f"{_vehicle(study, item)}, {span(item)}", number)
        for number, item in enumerate(rounds)
    )
    title = f"{capital(DAY_NAMES[day].in_(language))}, {count(len(rounds), 'round', language)}"
    series_ = (word("donor", language), word("association", language))
    return Map(title, tuple(spots), series_, tuple(ways))


def _vehicle(study: Study, item: Round) -> str:
    return study.scenario.vehicle[item.vehicle].label


def _courses(study: Study, rounds: Sequence[Round], language: Language) -> Table:
    """Return the stops of some rounds, one after the other."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            f"{_vehicle(study, item)}\n{span(item)}",
            _people(study, item, "\n"),
            "\n".join(_stop(study, item, at, language) for at in range(1, len(item.stops) - 1)),
            Number(driven_km(study, item), unit="km"),
            Number(carried_kg(study.scenario, study.plan, item), unit="kg"),
        )
        for item in rounds
    )
    heads = tuple(word(key, language) for key in ("round", "crew", "stop", "km", "moved"))
    return Table(heads, rows, where=REPORT)


def _stop(study: Study, item: Round, at: int, language: Language) -> str:
    stop = item.stops[at]
    text = (
        f"{clock(stop.start_s)} {word(stop.kind, language).lower()}{colon(language)}"
        f"{label(study.scenario, stop.site)}"
    )
    more = said_at(study.scenario, item, at, language)
    return f"{text} ({more})" if more else text


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
    return Section(word("timeline", language), (grid, table))


def stops_section(study: Study, language: Language) -> Section:
    """Return every stop with its kg by family."""
    scenario = study.scenario
    due = bool(scenario.units) or bool(scenario.errands)
    rows = [
        _stop_row(study, item, position, language, due=due)
        for _, rounds in by_day(study.plan)
        for item in rounds
        for position in range(1, len(item.stops) - 1)
    ]
    heads = (
        *(word(key, language) for key in ("where", "round", "time", "expected")),
        "kg",
        *[word("packing", language)] * due,
        *(family.label for family in scenario.families),
    )
    return Section(word("stop", language), (Table(heads, tuple(rows), where=WORKBOOK),))


def _stop_row(
    study: Study, item: Round, position: int, language: Language, *, due: bool
) -> tuple[Cell, ...]:
    scenario, stop = study.scenario, item.stops[position]
    kg = at_doors_kg(scenario, study.plan, item, position)
    return (
        label(scenario, stop.site),
        named(scenario, item, language),
        f"{clock(stop.start_s)}–{clock(stop.leave_s)}",
        word(stop.kind, language),
        Number(sum(kg.values()), 1),
        *[said_at(scenario, item, position, language)] * due,
        *(Number(kg.get(family.id) or None, 1) for family in scenario.families),
    )
