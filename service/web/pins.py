"""A pin on a small map beside the fields of a place, and the places that its address may mean.

Self-contained: ``pin_of`` makes what ``pin.html.j2`` draws; ``static/pin.js`` lets the pin be
dragged, or moved by arrow keys. Without it the coordinates are typed. Outlines of communes that
this computer has read, else their centres, and the other sites show the way, offline.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.base import Language
from models.places import Place
from scenarios.addresses.candidates import Candidate
from scenarios.addresses.filling import TOP, places_of
from scenarios.addresses.finding import Finder
from scenarios.addresses.told import source_of
from service.pages.frame import Room, frame_around
from service.pages.ground import ground_of
from service.web.posted import Posted

WIDTH, HEIGHT = 640.0, 360.0
KM_HIGH = 7.0
"""Kilometres from the bottom of the map to its top."""
KM_PER_DEGREE = 111.2
FOUND, LOOK_UP = "found", "look_up"
"""Ends the name of a choice of candidates; name of the button that looks an address up."""
MOST_NAMES = 24


@dataclass(frozen=True)
class Mark:
    """Something drawn on the map."""

    x: float
    y: float
    name: str


@dataclass(frozen=True)
class Choice:
    """A place that the address may mean."""

    value: str
    label: str
    percent: int


@dataclass(frozen=True)
class Pin:
    """A place on its small map."""

    name: str
    """What the names of the place's fields begin with."""
    lat: float
    lon: float
    """Where the pin stands at first, in the middle of the map."""
    typed: bool
    """Whether the place has that point; else it is only where one may begin."""
    lat_per_px: float
    lon_per_px: float
    sites: tuple[Mark, ...]
    towns: tuple[Mark, ...]
    outlines: tuple[str, ...] = ()
    """As the data of SVG paths."""
    choices: tuple[Choice, ...] = ()
    looked_up: bool = False
    """Whether its address was just looked up."""

    @property
    def width(self) -> float:
        """Of the map, in pixels."""
        return WIDTH

    @property
    def height(self) -> float:
        """Of the map, in pixels."""
        return HEIGHT


def pin_of(
    name: str,
    place: Any,
    content: Mapping[str, Any],
    language: Language,
    finder: Finder,
    *,
    look_up: bool = False,
) -> Pin | None:
    """Return the pin of a place, none where nothing says where to begin.

    Parameters
    ----------
    name
        What the names of its fields begin with.
    place
        What the file says of it, as plain data.
    content
        The whole file: its other sites.
    finder
        Where addresses are looked up.
    look_up
        Whether to look its address up.
    """
    said = place if isinstance(place, Mapping) else {}
    address, commune = (str(said.get(key) or "") for key in ("address", "commune"))
    candidates = finder.find(address, commune) if look_up and address else ()
    others = [(one, label) for one, label in _points(content) if one != _point(said)]
    at, typed = _point(said), True
    if at is None:
        typed = False
        centre = candidates[0] if candidates else finder.centre(commune) if commune else None
        at = (centre.lat, centre.lon) if centre is not None else _middle([one for one, _ in others])
    if at is None:
        return None
    lat_per_px = KM_HIGH / KM_PER_DEGREE / HEIGHT
    lon_per_px = lat_per_px / max(0.1, math.cos(math.radians(at[0])))
    view = _View(at, lat_per_px, lon_per_px)
    room = Room(WIDTH, HEIGHT, 0.0)
    ground = ground_of(frame_around(*at, room, lat_per_px, lon_per_px))
    return Pin(
        name=name,
        lat=at[0],
        lon=at[1],
        typed=typed,
        lat_per_px=lat_per_px,
        lon_per_px=lon_per_px,
        sites=tuple(view.marks(others)),
        towns=tuple(Mark(round(one.x, 1), round(one.y, 1), one.text) for one in ground.towns),
        outlines=ground.outlines,
        choices=tuple(_choice(one, address, language) for one in candidates),
        looked_up=look_up,
    )


def with_choices(posted: Posted) -> Posted:
    """Return what was sent, with the point of each candidate that was chosen."""
    made = dict(posted)
    for name, texts in posted.items():
        start, _, last = name.rpartition(".")
        lat, _, rest = (texts[0] if texts else "").partition(" ")
        lon, _, source = rest.partition(" ")
        if last == FOUND and source:
            made |= {f"{start}.lat": [lat], f"{start}.lon": [lon], f"{start}.source": [source]}
            made.pop(f"{start}.assumed", None)
    return made


@dataclass(frozen=True)
class _View:
    at: tuple[float, float]
    lat_per_px: float
    lon_per_px: float

    def marks(self, points: Sequence[tuple[tuple[float, float], str]]) -> Iterator[Mark]:
        """Yield what lies on the map, the nearest its middle first."""
        found = []
        for (lat, lon), label in points:
            x = WIDTH / 2 + (lon - self.at[1]) / self.lon_per_px
            y = HEIGHT / 2 - (lat - self.at[0]) / self.lat_per_px
            if 0 <= x <= WIDTH and 0 <= y <= HEIGHT:
                found.append(Mark(round(x, 1), round(y, 1), label))
        found.sort(key=lambda one: (math.hypot(one.x - WIDTH / 2, one.y - HEIGHT / 2), one.name))
        yield from found[:MOST_NAMES]


def _choice(one: Candidate, address: str, language: Language) -> Choice:
    source = source_of(one, address, language)
    return Choice(f"{one.lat:.6f} {one.lon:.6f} {source}", one.label, round(100 * one.score))


def _point(place: Mapping[str, Any]) -> tuple[float, float] | None:
    lat, lon = place.get("lat"), place.get("lon")
    good = all(isinstance(one, int | float) and not isinstance(one, bool) for one in (lat, lon))
    return (float(lat), float(lon)) if good and abs(lat) <= 90 and abs(lon) <= 180 else None  # type: ignore[arg-type]


def _points(content: Mapping[str, Any]) -> Iterator[tuple[tuple[float, float], str]]:
    for _, place, holder in places_of(content, TOP):
        at = _point(place)
        if at is not None:
            yield at, str(holder.get("label") or holder.get("id") or "")


def _middle(points: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    if not points:
        return None
    lats, lons = sorted(lat for lat, _ in points), sorted(lon for _, lon in points)
    return lats[len(lats) // 2], lons[len(lons) // 2]


def is_place(annotation: Any) -> bool:
    """Tell whether a record of a form is a place."""
    return annotation is Place
