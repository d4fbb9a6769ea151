"""A map of the rounds of one day: where to draw what, for the report's template."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from models.plan import Round
from models.scenario import Scenario
from models.travel import Leg
from service.kinds.week.rounds import label

WIDTH = 1000.0
TALLEST = 620.0
MARGIN = 46.0
LETTER = 6.8
"""Width of a letter of a label, about."""
LINE = 15.0
"""Height of a label."""
LONGEST = 40
"""Letters of a label."""
COLOURS = ("#1f5fa8", "#a33b1f", "#2c7139", "#7a3d91", "#7d5a00", "#a5245e", "#1b6f74", "#4d4d4d")
"""One per round; each stands out on white (contrast of at least 4.5)."""
DASHES = ("", "9 4", "3 3", "12 3 3 3")
"""Tell rounds apart without their colour."""


@dataclass(frozen=True)
class Dot:
    """A site on the map."""

    x: float
    y: float
    name: str
    association: bool
    label: str
    """Empty where a label would cover another."""
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True)
class Track:
    """The way of one round."""

    points: str
    colour: str
    dash: str
    name: str


@dataclass(frozen=True)
class DayMap:
    """What the template draws; lengths in pixels of the drawing."""

    width: float
    height: float
    dots: tuple[Dot, ...]
    tracks: tuple[Track, ...]
    scale_px: float
    scale_km: float


Box = tuple[float, float, float, float]


def colour(number: int) -> str:
    """Return the colour of a round of the day, by its number."""
    return COLOURS[number % len(COLOURS)]


def dash(number: int) -> str:
    """Return the dashes of a round of the day, by its number."""
    return DASHES[number % len(DASHES)]


def day_map(scenario: Scenario, rounds: Sequence[Round], legs: Sequence[Leg] = ()) -> DayMap:
    """Return the map of some rounds and of the sites that they visit; there is at least one.

    Rounds follow the roads of their legs where these are known, else straight lines.
    """
    roads = {(leg.origin, leg.destination): leg.points for leg in legs}
    visited = {stop.site for item in rounds for stop in item.stops}
    shown = [name for name in scenario.sites if name in visited]
    drawn = [
        points
        for item in rounds
        for a, b in itertools.pairwise(item.stops)
        for points in roads.get((a.site, b.site), ())
    ]
    at, height, per_km, project = _projected(scenario, shown, drawn)
    tracks = tuple(
        Track(
            points=" ".join(
                f"{x:.1f},{y:.1f}"
                for x, y in (project(*point) for point in way(scenario, item, roads))
            ),
            colour=colour(number),
            dash=dash(number),
            name=item.id,
        )
        for number, item in enumerate(rounds)
    )
    km = next((n for n in (50.0, 20.0, 10.0, 5.0, 2.0, 1.0, 0.5) if n * per_km < WIDTH / 4), 0.2)
    return DayMap(
        width=WIDTH,
        height=height,
        dots=_dots(scenario, shown, at),
        tracks=tracks,
        scale_px=km * per_km,
        scale_km=km,
    )


Roads = Mapping[tuple[str, str], tuple[tuple[float, float], ...]]
"""(lat, lon) points from one site to another."""


def way(scenario: Scenario, item: Round, roads: Roads) -> list[tuple[float, float]]:
    """Return the (lat, lon) points of a round, along roads where they are known."""
    found: list[tuple[float, float]] = []
    for a, b in itertools.pairwise(item.stops):
        ends = [scenario.sites[site] for site in (a.site, b.site)]
        found += roads.get((a.site, b.site), tuple((place.lat, place.lon) for place in ends))
    return found


def _projected(
    scenario: Scenario, shown: Sequence[str], drawn: Sequence[tuple[float, float]]
) -> tuple[
    dict[str, tuple[float, float]], float, float, Callable[[float, float], tuple[float, float]]
]:
    """Return where sites go, the height of the drawing, pixels per km, and where any point goes."""
    places = {name: scenario.sites[name] for name in shown}
    middle = sum(place.lat for place in places.values()) / len(places)

    def flat(lat: float, lon: float) -> tuple[float, float]:
        return lon * 111.32 * math.cos(math.radians(middle)), -lat * 110.57

    km = [*(flat(place.lat, place.lon) for place in places.values()), *(flat(*p) for p in drawn)]
    left, top = min(x for x, _ in km), min(y for _, y in km)
    wide = max(max(x for x, _ in km) - left, 0.5)
    tall = max(max(y for _, y in km) - top, 0.5)
    per_km = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / tall)
    aside = (WIDTH - wide * per_km) / 2

    def project(lat: float, lon: float) -> tuple[float, float]:
        x, y = flat(lat, lon)
        return aside + (x - left) * per_km, MARGIN + (y - top) * per_km

    at = {name: project(place.lat, place.lon) for name, place in places.items()}
    return at, tall * per_km + 2 * MARGIN, per_km, project


def _dots(
    scenario: Scenario,
    shown: Sequence[str],
    at: dict[str, tuple[float, float]],
) -> tuple[Dot, ...]:
    """Return the sites; a label that would cover another is left out."""
    taken: list[Box] = [(x - 5, y - 5, x + 5, y + 5) for x, y in at.values()]
    found = []
    for name in shown:
        x, y = at[name]
        full = label(scenario, name)
        text = full if len(full) <= LONGEST else full[: LONGEST - 1] + "…"
        spot = _spot(x, y, LETTER * len(text), taken)
        if spot is not None:
            taken.append(spot[1])
        label_x, label_y, anchor = spot[0] if spot is not None else (x, y, "start")
        found.append(
            Dot(
                x=x,
                y=y,
                name=full,
                association=name in scenario.association,
                label=text if spot is not None else "",
                label_x=label_x,
                label_y=label_y,
                anchor=anchor,
            )
        )
    return tuple(found)


def _spot(
    x: float, y: float, wide: float, taken: Sequence[Box]
) -> tuple[tuple[float, float, str], Box] | None:
    """Return where a label is free of the others: beside its dot, above or below, aslant."""
    spots = (
        ((x + 9, y + 4, "start"), (x + 8, y - 8, x + 8 + wide, y - 8 + LINE)),
        ((x - 9, y + 4, "end"), (x - 8 - wide, y - 8, x - 8, y - 8 + LINE)),
        ((x, y - 10, "middle"), (x - wide / 2, y - 22, x + wide / 2, y - 22 + LINE)),
        ((x, y + 19, "middle"), (x - wide / 2, y + 7, x + wide / 2, y + 7 + LINE)),
        ((x + 7, y - 8, "start"), (x + 6, y - 20, x + 6 + wide, y - 20 + LINE)),
        ((x + 7, y + 17, "start"), (x + 6, y + 5, x + 6 + wide, y + 5 + LINE)),
        ((x - 7, y - 8, "end"), (x - 6 - wide, y - 20, x - 6, y - 20 + LINE)),
        ((x - 7, y + 17, "end"), (x - 6 - wide, y + 5, x - 6, y + 5 + LINE)),
    )
    for spot, box in spots:
        inside = box[0] >= 2 and box[2] <= WIDTH - 2
        if inside and not any(_meet(box, other) for other in taken):
            return spot, box
    return None


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
