"""Pictures of a page: bars, weeks, maps, what is held week after week, curves.

Each is drawn beside a table that says the same; series differ by their shape, shade or dashes and
their place, not by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bars:
    """A bar for each label and series."""

    title: str
    unit: str
    series: tuple[str, ...]
    labels: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    """(labels, series); none: no bar."""
    starts: tuple[float, ...] = ()
    """(labels,): where each label's bars begin; from zero when empty."""
    digits: int = 0
    """Decimals that are written."""


@dataclass(frozen=True)
class Block:
    """A stretch of a day in a grid, hours since midnight."""

    day: int
    starts_h: float
    ends_h: float
    text: str
    series: int
    """Which colour."""


@dataclass(frozen=True)
class Grid:
    """Rows of blocks over the days of a week."""

    title: str
    days: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Block, ...]], ...]
    series: tuple[str, ...]
    """Names of the colours, where they mean something."""
    first_h: float
    last_h: float
    marked: bool = True
    """Whether hours are marked; else what is across is told by the blocks' texts alone."""


@dataclass(frozen=True)
class Spot:
    """A place on a map."""

    lat: float
    lon: float
    name: str
    series: int
    """Which colour and shape."""
    size: float = 1.0
    """Area, from 0 to 1 of the largest."""
    hollow: bool = False
    """Drawn as an outline: not served in full, for instance."""
    labelled: bool = False
    """Its name is written beside it, in ink, unless it would cover another."""


@dataclass(frozen=True)
class Way:
    """A broken line on a map."""

    points: tuple[tuple[float, float], ...]
    """(lat, lon) each."""
    name: str
    series: int
    weight: float | None = None
    """How much goes that way, from 0 to 1 of the most: its width, and an arrow at its end; None: a
    line of the usual width."""


@dataclass(frozen=True)
class Map:
    """Spots and ways, with names of places to find one's way; there is at least one spot."""

    title: str
    spots: tuple[Spot, ...]
    series: tuple[str, ...]
    """Names of the spots' series."""
    ways: tuple[Way, ...] = ()
    names: tuple[tuple[float, float, str], ...] = ()
    """(lat, lon, name) of towns; one that would cover another is left out."""
    note: str = ""
    small: bool = False
    """Drawn for a part of a printed page: its letters and spots are twice as large."""
    way_series: tuple[str, ...] = ()
    """Names of the ways' series; each way is named by itself when empty."""
    roads: tuple[tuple[tuple[float, float], ...], ...] = ()
    """(lat, lon) each: roads of the road graph, drawn under the rest."""


@dataclass(frozen=True)
class Zone:
    """A commune or sector whose colour says something."""

    code: str
    """Of its outline, among those that this computer has read."""
    name: str
    lat: float
    lon: float
    """Its centre: where a coloured disc stands when its outline is not known."""
    value: str
    """What is told of it, in words: « 1 240 personnes »."""
    level: int | None
    """Its class, from 0; None: nobody knows, and it is hatched."""


@dataclass(frozen=True)
class Choropleth:
    """Zones coloured by class, the darker the more, with spots and ways over them.

    There is at least one zone. Each class is explained in words, and the table beside it says
    the value of each zone.
    """

    title: str
    zones: tuple[Zone, ...]
    classes: tuple[str, ...]
    """What each class is, the least first, five at most: « moins de 100 personnes »."""
    unknown: str
    """What a hatched zone is: « besoin inconnu »."""
    spots: tuple[Spot, ...] = ()
    series: tuple[str, ...] = ()
    """Names of the spots' series."""
    ways: tuple[Way, ...] = ()
    names: tuple[tuple[float, float, str], ...] = ()
    """(lat, lon, name) of places to name beside the zones; one that would cover another is left
    out."""
    note: str = ""
    small: bool = False
    """Drawn for a part of a printed page: its letters and spots are twice as large."""
    way_series: tuple[str, ...] = ()
    """Names of the ways' series; each way is named by itself when empty."""
    roads: tuple[tuple[tuple[float, float], ...], ...] = ()
    """(lat, lon) each: roads of the road graph, drawn under the rest."""


@dataclass(frozen=True)
class Areas:
    """Quantities of several series, one on the other, period after period, under a ceiling."""

    title: str
    unit: str
    periods: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    """(series, periods)."""
    ceiling: tuple[float, ...] = ()
    """What there is room for, by period; empty: none is drawn."""
    ceiling_name: str = ""
    untold: tuple[int, ...] = ()
    """Periods of which nobody told anything: shaded, as they are no zero."""


@dataclass(frozen=True)
class Curve:
    """Lines over periods, the one beside the other, from zero up."""

    title: str
    unit: str
    periods: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    """(series, periods); None: nobody told, and the line breaks there."""
    bands: tuple[tuple[tuple[float, float] | None, ...], ...] = ()
    """(series, periods): between what and what each lies; empty: no bands are drawn."""
    level: float | None = None
    """A line across, to compare with."""
    level_name: str = ""
    events: tuple[tuple[int, str], ...] = ()
    """Lines down, at the start of a period, and what began there."""
    small: bool = False
    """Drawn for a part of a printed page: low, its letters larger."""


@dataclass(frozen=True)
class HeatCell:
    """One cell of a heat map."""

    text: str
    part: float
    """How much of it, from 0 to 1: its shade."""


@dataclass(frozen=True)
class Heat:
    """Rows and columns of cells, the darker the more; what stands in a cell is written there."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[HeatCell | None, ...]], ...]
    """None: there is nothing to say."""


Picture = Bars | Grid | Map | Choropleth | Areas | Curve | Heat
