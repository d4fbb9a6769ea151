"""Travel along roads: sites snapped to a network, shortest times in chunks, ways to draw.

Dijkstra's algorithm (scipy, compiled) from a few sites at a time, so that memory stays small on
large networks; the metres of the fastest ways are added up along the predecessors.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from models.base import Text
from models.places import Place
from models.scenario import Scenario
from models.travel import Leg, TravelMatrix, TravelPolicy
from solver.cache import Cache, key_of
from solver.travel.fault import TravelError
from solver.travel.main_roads import main_roads
from solver.travel.road_network import Floats, Ints, RoadNetwork, read_network

CHUNK = 16
"""Sites from which ways are sought at once."""
EARTH_M = 6_371_000.0
NOWHERE = -9999
"""Scipy's predecessor of a node without one."""
NAMED = 12
"""Sites too far from roads that are named in one fault."""
DIGITS = 5
"""Decimals of drawn points: about a metre."""


def roads(scenario: Scenario, path: Path, cache: Cache | None = None) -> TravelMatrix:
    """Return travel between all sites along the roads of a file.

    Raises
    ------
    TravelError
        When the file cannot be used, or a site lies too far from its roads.
    """
    kept = cache or Cache(None)
    sites = tuple(scenario.sites)
    key = _key(scenario, path)
    known = kept.get(key)
    if known is None:
        network = read_network(path, scenario.travel.profile)
        nodes, _ = snapped(network, scenario.sites, scenario.travel.snap_limit_m)
        seconds, metres = lengths(network, nodes)
        known = {
            "seconds": seconds.tolist(),
            "metres": metres.tolist(),
            "nodes": len(network),
            "main": main_roads(network, scenario.sites.values()),
        }
        kept.put(key, known)
    return TravelMatrix(
        sites=sites,
        seconds=_timed(np.array(known["seconds"]), scenario.travel),
        metres=tuple(tuple(round(value) for value in row) for row in known["metres"]),
        source="roads",
        main_roads=tuple(tuple((lat, lon) for lat, lon in line) for line in known["main"]),
        detail=f"{path.name} {known['nodes']} nodes "
        f"peak={scenario.travel.peak} safety_factor={scenario.travel.safety_factor:g}",
    )


def legs(
    scenario: Scenario,
    path: Path,
    pairs: Iterable[tuple[str, str]],
    cache: Cache | None = None,
) -> tuple[Leg, ...]:
    """Return the fastest ways between pairs of sites, as points to draw.

    Parameters
    ----------
    path
        The road graph: .osm, .osm.gz, .osm.bz2, .osm.pbf or .graphml.
    pairs
        Ids of origins and destinations.
    cache
        Where ways that were looked for already are kept.

    Raises
    ------
    TravelError
        When the graph cannot be used, or a site is too far from its roads.
    """
    wanted = sorted(set(pairs))
    kept = cache or Cache(None)
    key = key_of("legs", _key(scenario, path), wanted)
    known = kept.get(key)
    if known is None:
        network = read_network(path, scenario.travel.profile)
        nodes, _ = snapped(network, scenario.sites, scenario.travel.snap_limit_m)
        known = {"legs": ways(network, scenario.sites, nodes, wanted)}
        kept.put(key, known)
    return tuple(
        Leg(origin=a, destination=b, points=tuple((lat, lon) for lat, lon in points))
        for (a, b), points in zip(wanted, known["legs"], strict=True)
    )


def _key(scenario: Scenario, path: Path) -> str:
    try:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        content = ""
    policy = scenario.travel
    places = {name: (place.lat, place.lon) for name, place in scenario.sites.items()}
    return key_of(
        "roads and their drawing", content, places, policy.snap_limit_m, policy.profile.model_dump()
    )


def _timed(seconds: Floats, travel: TravelPolicy) -> tuple[tuple[int, ...], ...]:
    """Return driving times with the hour, the safety margin and the access of each arrival."""
    profile = travel.profile
    hour = profile.peak_factor if travel.peak else profile.off_peak_factor
    whole = np.ceil(seconds * hour * travel.safety_factor + 60 * travel.access_min)
    np.fill_diagonal(whole, 0)
    return tuple(tuple(int(value) for value in row) for row in whole)


def snapped(
    network: RoadNetwork, sites: Mapping[str, Place], limit_m: float
) -> tuple[Ints, Floats]:
    """Return the nearest node of each site (n,), and how far it is in metres (n,).

    Raises
    ------
    TravelError
        When sites are further than the limit: all of them are named.
    """
    found = cKDTree(_cartesian(network.lat, network.lon))
    lat = np.array([place.lat for place in sites.values()])
    lon = np.array([place.lon for place in sites.values()])
    chord, nodes = found.query(_cartesian(lat, lon))
    away: Floats = 2 * EARTH_M * np.arcsin(np.clip(chord / 2, 0, 1))
    far = [(name, m) for name, m in zip(sites, away, strict=True) if m > limit_m]
    if far:
        listed = ", ".join(f"{name} ({m / 1000:.1f} km)" for name, m in far[:NAMED])
        more = f" + {len(far) - NAMED}" if len(far) > NAMED else ""
        raise TravelError((FAR.format(who=listed + more, limit=f"{limit_m:g}"),))
    return np.asarray(nodes, dtype=np.int64), away


def _cartesian(lat: Floats, lon: Floats) -> Floats:
    """Return points on the unit sphere, so that nearest is nearest everywhere."""
    a, o = np.radians(lat), np.radians(lon)
    points: Floats = np.stack([np.cos(a) * np.cos(o), np.cos(a) * np.sin(o), np.sin(a)], axis=-1)
    return points


def lengths(network: RoadNetwork, nodes: Ints) -> tuple[Floats, Floats]:
    """Return the seconds (n, n) of the fastest ways between nodes, and their metres (n, n).

    Dijkstra (1959) from each node, ``CHUNK`` at a time.

    Parameters
    ----------
    nodes : (n,)
        Of the network; each reaches every other.
    """
    origins, back = np.unique(nodes, return_inverse=True)
    seconds = np.empty((len(origins), len(nodes)))
    metres = np.empty((len(origins), len(nodes)))
    for first in range(0, len(origins), CHUNK):
        part = origins[first : first + CHUNK]
        times, before = dijkstra(network.seconds, indices=part, return_predecessors=True)
        for row, origin in enumerate(part):
            seconds[first + row] = times[row, nodes]
            metres[first + row] = _along(network, int(origin), before[row])[nodes]
    return seconds[back], metres[back]


def _along(network: RoadNetwork, origin: int, before: Any) -> Floats:
    """Return the metres from an origin to every node along its predecessors.

    By doubling: each node knows what lies between itself and a node ever closer to the origin.
    """
    count = len(network)
    nodes = np.arange(count)
    parent = np.where(before == NOWHERE, origin, before).astype(np.int64)
    parent[origin] = origin
    step: Floats = np.zeros(count)
    moved = nodes != parent
    step[moved] = np.asarray(network.metres[parent[moved], nodes[moved]]).ravel()
    while (parent != origin).any():
        step += step[parent]
        parent = parent[parent]
    return step


def ways(
    network: RoadNetwork,
    sites: Mapping[str, Place],
    nodes: Ints,
    pairs: Sequence[tuple[str, str]],
) -> list[list[tuple[float, float]]]:
    """Return the points (lat, lon) of the fastest way of each pair, from door to door.

    Parameters
    ----------
    sites
        Where doors are, by name.
    nodes : (sites,)
        The node of the network nearest to each.
    pairs
        Names of origins and destinations.
    """
    place = dict(zip(sites, map(int, nodes), strict=True))
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for origin in sorted({a for a, _ in pairs}):
        _, found_before = dijkstra(
            network.seconds, indices=np.array([place[origin]]), return_predecessors=True
        )
        before = found_before[0]
        for a, b in pairs:
            if a == origin:
                found[a, b] = _points(network, sites, before, a, b, place)
    return [found[pair] for pair in pairs]


def _points(
    network: RoadNetwork,
    sites: Mapping[str, Place],
    before: Any,
    a: str,
    b: str,
    place: Mapping[str, int],
) -> list[tuple[float, float]]:
    node, line = place[b], []
    while node not in (NOWHERE, place[a]):
        line.append(node)
        node = int(before[node])
    line.append(place[a])
    road = [(float(network.lat[n]), float(network.lon[n])) for n in reversed(line)]
    ends = [(sites[name].lat, sites[name].lon) for name in (a, b)]
    return [(round(lat, DIGITS), round(lon, DIGITS)) for lat, lon in (ends[0], *road, ends[1])]


FAR = Text(
    fr="Sites trop loin d'une route qui mène partout : {who}. Attendu : {limit} m au "
    "plus. Corrigez leur position, prenez un extrait plus grand, ou élargissez "
    "travel.snap_limit_m.",
    en="Sites too far from a road that leads everywhere: {who}. Expected: {limit} m at "
    "most. Correct their position, take a larger extract, or widen "
    "travel.snap_limit_m.",
)
