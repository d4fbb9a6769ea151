"""What a day's map and timeline draw: ways with arrows, numbered stops, names, blocks of time."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from models.base import Language
from models.calendar import DAY_NAMES, Day
from models.plan import Round
from models.study import Study
from service.kinds.week.round_sections import span
from service.kinds.week.rounds import Roads, by_day, label
from service.pages.colours import colour, dash, shortened
from service.pages.frame import Frame, Near, Point, Room, frame_of, near
from service.pages.ground import Ground, ground_of
from service.pages.placed_names import ZOOMS, Placed, Wanted, placed
from service.words.sentences import capital, count

ROOM = Room(860.0, 620.0, 40.0)
NARROW = 0.5
"""Zoom of the whole map on a narrow screen, where what keeps its size is drawn twice as large."""
SPOT, HOME = 9.0, 8.0
"""Half the size of a numbered stop, and of a place that only opens or ends rounds."""
SHOWN_STOPS = 3
"""Numbers that one place shows at once; those of a round that is picked are always shown."""
LONGEST = 34
ROW, BLOCK, NAME, TOP = 42.0, 20.0, 14.0, 20.0
"""Of the timeline, pixels: a row, its block, the name over it, and the hours above all rows."""
SIDE = 3.0
"""What is left free on both sides of the timeline, percent of its width."""
LONGEST_VEHICLE = 46


@dataclass(frozen=True)
class Arrow:
    """The middle of a way, and its direction in degrees."""

    x: float
    y: float
    turned: float


@dataclass(frozen=True)
class Numbered:
    """A stop of a round on the map."""

    x: float
    y: float
    aside: float
    """How far it stands from its place, so that several are seen, pixels of the screen."""
    number: int
    title: str
    crowded: bool
    """Shown only when its round is picked: its place has too many."""


@dataclass(frozen=True)
class Tick:
    """A stop on the timeline."""

    x: float
    """Percent of its width."""
    title: str


@dataclass(frozen=True)
class DrawnRound:
    """A round on the map and on the timeline of its day."""

    id: str
    number: int
    colour: str
    dash: str
    title: str
    way: str
    """As the data of an SVG path."""
    arrows: tuple[Arrow, ...]
    stops: tuple[Numbered, ...]
    y: float
    x: float
    """On the timeline, as its width: percent of all of it, whatever the screen."""
    width: float
    ticks: tuple[Tick, ...]


@dataclass(frozen=True)
class DrawnDay:
    """A day, ready to be drawn."""

    day: Day
    title: str
    called: str
    rounds: tuple[DrawnRound, ...]
    homes: tuple[tuple[Point, str], ...]
    names: tuple[Placed, ...]
    towns: tuple[Placed, ...]
    rows: tuple[tuple[str, str, float], ...]
    """Of the timeline: a vehicle, the part of its name that holds, where it is written."""
    hours: tuple[tuple[str, float], ...]
    tall: float
    near: Near | None
    """The part of the map that holds the day, where it is much smaller than the whole."""


@dataclass(frozen=True)
class DrawnDays:
    """The days that have rounds, all in one frame, over one ground."""

    frame: Frame
    ground: Ground
    days: tuple[DrawnDay, ...]


def drawn_days(study: Study, language: Language) -> DrawnDays | None:
    """Return each day that has rounds; None where there is none."""
    scenario, days = study.scenario, by_day(study.plan)
    if not days:
        return None
    roads: Roads = {(leg.origin, leg.destination): leg.points for leg in study.legs}
    points = [at for leg in study.legs for at in leg.points]
    sites = {stop.site for item in study.plan.rounds for stop in item.stops}
    points += [(scenario.sites[one].lat, scenario.sites[one].lon) for one in sorted(sites)]
    frame = frame_of(points, ROOM)
    ground = ground_of(frame)
    starts = min(item.stops[0].leave_s for item in study.plan.rounds) // 3600
    ends = -(-max(item.stops[-1].arrive_s for item in study.plan.rounds) // 3600)
    drawn = tuple(
        _day(study, day, rounds, frame, roads, ground.towns, (starts, ends), language)
        for day, rounds in days
    )
    return DrawnDays(frame, ground, drawn)


def _day(
    study: Study,
    day: Day,
    rounds: Sequence[Round],
    frame: Frame,
    roads: Roads,
    towns: Sequence[Wanted],
    hours: tuple[int, int],
    language: Language,
) -> DrawnDay:
    scenario = study.scenario
    first, last = hours

    def across(second: float) -> float:
        return SIDE + (100 - 2 * SIDE) * (second / 3600 - first) / max(1, last - first)

    vehicles = list(dict.fromkeys(item.vehicle for item in rounds))
    rows = {name: TOP + ROW * n for n, name in enumerate(vehicles)}
    stops = _stops(study, rounds, frame)
    drawn = tuple(
        DrawnRound(
            id=item.id,
            number=number,
            colour=colour(number - 1),
            dash=dash(number - 1),
            title=f"{number}. {scenario.vehicle[item.vehicle].label}, {span(item)}",
            way=_way(study, item, frame, roads),
            arrows=tuple(_arrows(study, item, frame, roads)),
            stops=stops[item.id],
            y=rows[item.vehicle] + NAME + 4,
            x=across(item.stops[0].leave_s),
            width=max(1.2, across(item.stops[-1].arrive_s) - across(item.stops[0].leave_s)),
            ticks=tuple(
                Tick(across(stop.start_s), label(scenario, stop.site)) for stop in item.stops[1:-1]
            ),
        )
        for number, item in enumerate(rounds, start=1)
    )
    visits = Counter(stop.site for item in rounds for stop in item.stops[1:-1])
    homes = sorted(
        ({item.stops[0].site for item in rounds} - visits.keys())
        | {site for site, many in visits.items() if many > SHOWN_STOPS}
    )
    wanted = [
        Wanted(
            *_at(study, frame, site),
            shortened(label(scenario, site), LONGEST),
            HOME if site in homes else SPOT,
            HOME if site in homes else SPOT * visits[site],
        )
        for site in sorted({*visits, *homes}, key=lambda one: (one in scenario.donor, one))
    ]
    scale = (0.0, frame.height - 36, 24 + frame.scale_km * frame.per_km, frame.height)
    written = placed([*wanted, *towns], frame.width, frame.height, (NARROW, *ZOOMS), (scale,))
    own = {id(one) for one in wanted}
    return DrawnDay(
        day=day,
        title=f"{capital(DAY_NAMES[day].in_(language))}, {count(len(rounds), 'round', language)}",
        called=capital(DAY_NAMES[day].in_(language)),
        rounds=drawn,
        homes=tuple((_at(study, frame, site), label(scenario, site)) for site in homes),
        names=tuple(one for one in written if id(one.wanted) in own),
        towns=tuple(one for one in written if id(one.wanted) not in own),
        rows=tuple(
            (
                scenario.vehicle[name].label,
                shortened(scenario.vehicle[name].label, LONGEST_VEHICLE),
                y + NAME,
            )
            for name, y in rows.items()
        ),
        hours=tuple((f"{hour} h", across(3600 * hour)) for hour in range(first, last + 1)),
        tall=TOP + ROW * len(rows) + 4,
        near=near([_at(study, frame, site) for site in sorted({*visits, *homes})], frame, ROOM),
    )


def _at(study: Study, frame: Frame, site: str) -> Point:
    place = study.scenario.sites[site]
    return frame.at(place.lat, place.lon)


def _stops(study: Study, rounds: Sequence[Round], frame: Frame) -> dict[str, tuple[Numbered, ...]]:
    """Return the numbered stops of each round; those at one place stand side by side."""
    there: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for item in rounds:
        for number in range(1, len(item.stops) - 1):
            there[item.stops[number].site].append((item.id, number))
    found: dict[str, list[Numbered]] = {item.id: [] for item in rounds}
    for site, visits in there.items():
        x, y = _at(study, frame, site)
        crowded = len(visits) > SHOWN_STOPS
        for place, (name, number) in enumerate(visits):
            mine = [one for one in visits if one[0] == name]
            aside = mine.index((name, number)) + 1.0 if crowded else place - (len(visits) - 1) / 2
            title = f"{number}. {label(study.scenario, site)}"
            found[name].append(Numbered(x, y, aside * 2 * SPOT, number, title, crowded))
    return {item: tuple(sorted(stops, key=lambda one: one.number)) for item, stops in found.items()}


def _legs(study: Study, item: Round, frame: Frame, roads: Roads) -> list[list[Point]]:
    found = []
    for a, b in itertools.pairwise(item.stops):
        if a.site == b.site:
            continue
        ends = [study.scenario.sites[site] for site in (a.site, b.site)]
        points = roads.get((a.site, b.site), tuple((one.lat, one.lon) for one in ends))
        found.append([frame.at(*at) for at in points])
    return found


def _way(study: Study, item: Round, frame: Frame, roads: Roads) -> str:
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in leg)
        for leg in _legs(study, item, frame, roads)
    )


def _arrows(study: Study, item: Round, frame: Frame, roads: Roads) -> list[Arrow]:
    """Return an arrow in the middle of each way that is long enough to hold it."""
    found = []
    for leg in _legs(study, item, frame, roads):
        lengths = [math.dist(a, b) for a, b in itertools.pairwise(leg)]
        whole = sum(lengths)
        if whole < 3 * SPOT:
            continue
        gone = 0.0
        for (a, b), length in zip(itertools.pairwise(leg), lengths, strict=True):
            if length > 0 and gone + length >= whole / 2:
                part = (whole / 2 - gone) / length
                x, y = a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])
                turned = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
                found.append(Arrow(x, y, turned))
                break
            gone += length
    return found
