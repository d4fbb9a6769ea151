"""Vehicles and crews through the week: where to draw what, for the report's template."""

from __future__ import annotations

from dataclasses import dataclass

from models.base import clock
from models.calendar import Day
from models.plan import Round
from models.study import Study
from service.kinds.week.maps import colour
from service.kinds.week.rounds import by_day

LEFT = 250.0
DAY_WIDTH = 132.0
ROW = 26.0
TOP = 42.0
LONGEST = 32
"""Letters of a row's name in the drawing."""


@dataclass(frozen=True)
class Bar:
    """One outing; lengths in pixels of the drawing."""

    x: float
    y: float
    width: float
    colour: str
    title: str


@dataclass(frozen=True)
class Row:
    """One vehicle or person, with its outings of each day as text, one per line."""

    name: str
    short: str
    y: float
    cells: tuple[str, ...]
    person: bool


@dataclass(frozen=True)
class Timeline:
    """What the template draws, and the table that says the same."""

    days: tuple[tuple[Day, float], ...]
    """Each day and where it begins."""
    rows: tuple[Row, ...]
    bars: tuple[Bar, ...]
    width: float
    height: float
    hours: tuple[tuple[str, float], ...]
    """Round hours and their distance from the beginning of a day."""


def timeline(study: Study) -> Timeline:
    """Return the week of every vehicle, and of everyone who goes out."""
    scenario = study.scenario
    colours = {
        item.id: colour(number)
        for _, rounds in by_day(study.plan)
        for number, item in enumerate(rounds)
    }
    starts = min(shift.starts_s for shift in scenario.shifts) // 3600 * 3600
    ends = -(-max(shift.ends_s for shift in scenario.shifts) // 3600) * 3600
    per_second = (DAY_WIDTH - 8) / max(3600, ends - starts)
    days = tuple((day, LEFT + DAY_WIDTH * number) for number, day in enumerate(scenario.days))
    begins = dict(days)
    whose = [
        (one.label, False, [item for item in study.plan.rounds if item.vehicle == one.id])
        for one in scenario.vehicles
    ] + [
        (one.label, True, outings)
        for one in scenario.people
        if (outings := [item for item in study.plan.rounds if one.id in item.crew])
    ]
    rows, bars = [], []
    for number, (name, person, outings) in enumerate(whose):
        y = TOP + ROW * number
        rows.append(
            Row(
                name=name,
                short=name if len(name) <= LONGEST else name[: LONGEST - 1] + "…",
                y=y,
                cells=tuple(_cell(outings, day) for day in scenario.days),
                person=person,
            )
        )
        bars += [
            Bar(
                x=begins[item.day] + 4 + (item.stops[0].leave_s - starts) * per_second,
                y=y + 4,
                width=max(2.0, item.duration_s * per_second),
                colour=colours[item.id],
                title=f"{name}, {item.id}, {_span(item)}",
            )
            for item in outings
        ]
    return Timeline(
        days=days,
        rows=tuple(rows),
        bars=tuple(bars),
        width=LEFT + DAY_WIDTH * len(days) + 4,
        height=TOP + ROW * len(rows) + 6,
        hours=tuple(
            (str(hour), 4 + (hour * 3600 - starts) * per_second)
            for hour in (8, 12, 16, 20)
            if starts <= hour * 3600 <= ends
        ),
    )


def _cell(outings: list[Round], day: Day) -> str:
    today = sorted(
        (item for item in outings if item.day == day), key=lambda one: one.stops[0].leave_s
    )
    return "\n".join(_span(item) for item in today)


def _span(item: Round) -> str:
    return f"{clock(item.stops[0].leave_s)}–{clock(item.stops[-1].arrive_s)}"
