"""The main roads around some sites, thinned: what is drawn under maps, bounded in size.

Kinds of roads are taken from motorways down to streets for as long as their points, once thinned,
are few enough to be kept with a study and drawn by a telephone.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from models.places import Place

if TYPE_CHECKING:
    from solver.travel.road_network import RoadNetwork

Flags = npt.NDArray[np.bool_]
Point = tuple[float, float]
Lines = tuple[tuple[Point, ...], ...]
MOST_POINTS = 4_000
"""Of all lines together: 72 kB in a study."""
MOST_EDGES = 60_000
"""Pieces of a kind and those above it that are looked at: beyond, they are too many to draw."""
AROUND, LEAST_DEG = 0.15, 0.01
"""How far around the sites roads are kept: a part of their span, and degrees at least."""
DRAWN_PX = 1_000
"""Pixels of a drawing across: what is less than one of them is thinned away."""
RANKS = (
    ("motorway", "motorway_link", "trunk", "trunk_link"),
    ("primary", "primary_link"),
    ("secondary", "secondary_link"),
    ("tertiary", "tertiary_link"),
    ("unclassified", "residential", "road"),
    ("living_street", "service"),
)
"""Kinds of roads, the main ones first."""
RANK = {kind: rank for rank, kinds in enumerate(RANKS) for kind in kinds}


def rank_of(kinds: Iterable[str]) -> int:
    """Return how main a road is, 0 the most.

    Examples
    --------
    >>> rank_of(["primary"]), rank_of(["service", "tertiary"]), rank_of(["track"])
    (1, 3, 5)
    """
    return min((RANK.get(one, len(RANKS) - 1) for one in kinds), default=len(RANKS) - 1)


def main_roads(network: RoadNetwork, sites: Iterable[Place], most: int = MOST_POINTS) -> Lines:
    """Return the main roads around some sites as lines of (lat, lon), thinned.

    Parameters
    ----------
    most
        Points of all lines together; where even the main roads have more, the longest are kept.
    """
    points = [(one.lat, one.lon) for one in sites]
    if not points:
        return ()
    south, north = min(lat for lat, _ in points), max(lat for lat, _ in points)
    west, east = min(lon for _, lon in points), max(lon for _, lon in points)
    span = max(north - south, east - west)
    room = max(LEAST_DEG, AROUND * span)
    inside = (
        (network.lat >= south - room)
        & (network.lat <= north + room)
        & (network.lon >= west - room)
        & (network.lon <= east + room)
    )
    tolerance = (span + 2 * room) / DRAWN_PX
    found: Lines = ()
    for rank in range(len(RANKS)):
        pairs = _pairs(network, inside, rank)
        if len(pairs) > MOST_EDGES and found:
            break
        lines = _thinned(network, pairs[:MOST_EDGES], tolerance)
        if sum(map(len, lines)) > most:
            return found or _longest(lines, most)
        found = lines
    return found


def _pairs(network: RoadNetwork, inside: Flags, rank: int) -> npt.NDArray[np.int64]:
    """Return the pieces of road of a rank or above, (n, 2): each once, whatever its direction."""
    edges = network.ranks.tocoo()
    rows, columns = edges.coords
    # what is kept is 1 for the main roads, as 0 is nothing in a sparse table
    kept = (edges.data <= rank + 1) & inside[rows] & inside[columns]
    ends = np.stack([rows[kept], columns[kept]], axis=1).astype(np.int64)
    found: npt.NDArray[np.int64] = np.unique(np.sort(ends, axis=1), axis=0)
    return found


def _thinned(network: RoadNetwork, pairs: npt.NDArray[np.int64], tolerance: float) -> Lines:
    """Return pieces joined from crossing to crossing, without what is not seen, degrees."""
    import shapely

    if not len(pairs):
        return ()
    ends = np.stack([network.lon[pairs], network.lat[pairs]], axis=2)
    joined: Any = shapely.line_merge(shapely.multilinestrings(shapely.linestrings(ends)))
    lines = shapely.simplify(shapely.get_parts(joined), tolerance)
    kept = [one for one in lines if one.length >= tolerance]
    return tuple(
        sorted(
            tuple((round(y, 5), round(x, 5)) for x, y in shapely.get_coordinates(one).tolist())
            for one in kept
        )
    )


def _longest(lines: Sequence[tuple[Point, ...]], most: int) -> Lines:
    def degrees(line: tuple[Point, ...]) -> float:
        return sum(math.dist(a, b) for a, b in itertools.pairwise(line))

    found, points = [], 0
    for line in sorted(lines, key=lambda one: (-degrees(one), one)):
        if points + len(line) <= most:
            found.append(line)
            points += len(line)
    return tuple(sorted(found))
