"""A road network as arrays: nodes, and directed edges with their times and lengths.

Read with osmnx from a file that the user gives. osmnx does not filter what it reads from a file:
roads that a van may drive are kept by their ``highway`` and access tags, then only the part from
which every node reaches every other (the largest strongly connected component).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from models.base import Text
from models.travel import RoadProfile
from models.unread import MISSING as ABSENT
from models.unread import unread
from solver.travel.fault import TravelError
from solver.travel.main_roads import rank_of
from solver.travel.table_words import NAMED
from tabular.scratch import scratch
from tabular.unpacking import MOST_UNPACKED, bounded, many

if TYPE_CHECKING:
    import networkx as nx

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

KMH: Mapping[str, float] = {
    "motorway": 105,
    "motorway_link": 60,
    "trunk": 80,
    "trunk_link": 50,
    "primary": 60,
    "primary_link": 40,
    "secondary": 50,
    "secondary_link": 35,
    "tertiary": 42,
    "tertiary_link": 30,
    "unclassified": 35,
    "residential": 25,
    "living_street": 12,
    "service": 15,
    "road": 30,
}
"""Speed where nothing is tagged, km/h (assumed); other kinds of ways are not driven."""
TAGGED = 0.85
"""Part of a tagged speed limit that is driven on average (assumed)."""
CLOSED = frozenset({"no", "private", "agricultural", "forestry", "emergency", "delivery_only"})
"""Values of access tags that close a road."""
ACCESS = ("access", "vehicle", "motor_vehicle")
"""Tags of access, the most particular last: it decides."""
TAGS = ("motor_vehicle", "vehicle", "maxheight", "maxweight")
READ = (".osm", ".osm.gz", ".osm.bz2", ".gz", ".bz2", ".graphml", ".pbf")

POINTS, MOST_POINTS = (b"<node", b"<nd", b"<edge"), 1_500_000
"""What a road graph has of points and of ways through them, at most: each takes some 1.7 kB."""


@dataclass(frozen=True)
class RoadNetwork:
    """Roads from every node of which every other can be reached."""

    lat: Floats
    """(N,) degrees."""
    lon: Floats
    seconds: csr_array
    """(N, N): driving time of each edge."""
    metres: csr_array
    """(N, N): its length; the same pattern as ``seconds``."""
    ranks: csr_array
    """(N, N): how main it is, 1 the most; the same pattern."""

    def __len__(self) -> int:
        return len(self.lat)


def read_network(path: Path, profile: RoadProfile) -> RoadNetwork:
    """Return the drivable network of a file.

    Raises
    ------
    TravelError
        When the file cannot be read, is of an unknown kind, or has no road to drive.
    """
    return network_of(read_graph(path), profile, path.name)


def read_graph(path: Path) -> nx.MultiDiGraph[int]:
    """Return the graph of a file, every way of it, unsimplified.

    Raises
    ------
    TravelError
        When it cannot be read, or needs a package that is not installed.
    """
    name = path.name.lower()
    if not name.endswith(READ):
        raise TravelError((UNKNOWN.format(name=path.name),))
    why = unread(path)
    if why is not None:
        told = MISSING if why is ABSENT else NAMED
        raise TravelError((told.format(name=path.name, why=why),))
    _check_bounded(path)
    import osmnx as ox

    ox.settings.useful_tags_way = sorted({*ox.settings.useful_tags_way, *TAGS})
    try:
        if name.endswith(".graphml"):
            graph: nx.MultiDiGraph[int] = ox.load_graphml(path)
        elif name.endswith(".pbf"):
            graph = _from_pbf(path)
        else:
            graph = ox.graph_from_xml(path, simplify=False, retain_all=True)
    except TravelError:
        raise
    except Exception as error:  # parsers raise what they like
        met = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise TravelError((BROKEN.format(name=path.name, why=met),)) from error
    return graph


def _check_bounded(path: Path) -> None:
    """Refuse what memory would not hold, before any of it is read."""
    with path.open("rb") as file:
        if not bounded(path.name, file):
            raise TravelError((TOO_LARGE.format(name=path.name),))
    with path.open("rb") as file:
        if many(path.name, file, POINTS, MOST_POINTS):
            raise TravelError((TOO_MANY.format(name=path.name),))


def _from_pbf(path: Path) -> nx.MultiDiGraph[int]:
    """Return the graph of a .osm.pbf: its ways written as .osm, which osmnx reads."""
    from importlib import import_module

    import osmnx as ox

    try:
        osmium: Any = import_module("osmium")
    except ImportError as error:
        raise TravelError((PBF.format(name=path.name),)) from error
    with scratch() as folder:
        made = folder / "roads.osm"
        keeper = osmium.filter.KeyFilter("highway")
        points = 0
        with osmium.BackReferenceWriter(str(made), str(path), overwrite=True) as writer:
            for item in osmium.FileProcessor(str(path)).with_filter(keeper):
                if item.is_way():
                    points += len(item.nodes)
                    if points > MOST_POINTS:
                        raise TravelError((TOO_MANY.format(name=path.name),))
                    writer.add(item)
        _check_bounded(made)
        graph: nx.MultiDiGraph[int] = ox.graph_from_xml(made, simplify=False, retain_all=True)
        return graph


def network_of(graph: nx.MultiDiGraph[int], profile: RoadProfile, name: str) -> RoadNetwork:
    """Return the part of a graph that a vehicle may drive and never gets stuck in.

    Raises
    ------
    TravelError
        When no edge may be driven.
    """
    nodes = list(graph.nodes)
    place = {node: number for number, node in enumerate(nodes)}
    best: dict[tuple[int, int], tuple[float, float, float]] = {}
    for origin, destination, tags in graph.edges(data=True):
        kmh = speed_kmh(tags, profile)
        if kmh is None or origin == destination:
            continue
        metres = max(0.1, float(tags["length"]))
        pair = (place[origin], place[destination])
        timed = (metres / kmh * 3.6, metres, 1.0 + rank_of(_texts(tags.get("highway"))))
        if pair not in best or timed < best[pair]:
            best[pair] = timed
    if not best:
        raise TravelError((NO_ROAD.format(name=name),))
    pairs = np.array(list(best), dtype=np.int64)
    values = np.array(list(best.values()))
    size = len(nodes)
    seconds, metres_of, ranks = (
        csr_array((values[:, n], (pairs[:, 0], pairs[:, 1])), shape=(size, size)) for n in range(3)
    )
    _, part = connected_components(seconds, directed=True, connection="strong")
    kept = np.flatnonzero(part == np.argmax(np.bincount(part)))
    if len(kept) < 2:
        raise TravelError((NO_ROAD.format(name=name),))
    lat = np.array([float(graph.nodes[node]["y"]) for node in nodes])
    lon = np.array([float(graph.nodes[node]["x"]) for node in nodes])
    return RoadNetwork(
        lat[kept],
        lon[kept],
        csr_array(seconds[kept][:, kept]),
        csr_array(metres_of[kept][:, kept]),
        csr_array(ranks[kept][:, kept]),
    )


def speed_kmh(tags: Mapping[str, Any], profile: RoadProfile) -> float | None:
    """Return how fast an edge is driven, none when it is closed to the vehicle.

    Examples
    --------
    >>> speed_kmh({"highway": "residential"}, RoadProfile(speed_factor=1.0))
    25.0
    >>> speed_kmh({"highway": "footway"}, RoadProfile()) is None
    True
    >>> speed_kmh({"highway": "primary", "maxheight": "2.5"}, RoadProfile(height_m=2.8)) is None
    True
    """
    kinds = _texts(tags.get("highway"))
    speeds = [KMH[kind] for kind in kinds if kind in KMH]
    if not speeds or tags.get("area") == "yes":
        return None
    for tag in reversed(ACCESS):
        said = _texts(tags.get(tag))
        if said:
            if said[0] in CLOSED:
                return None
            break
    if _under(tags.get("maxheight"), profile.height_m) or _under(
        tags.get("maxweight"), profile.weight_t
    ):
        return None
    limits = [limit for text in _texts(tags.get("maxspeed")) if (limit := _limit_kmh(text))]
    kmh = min(limits) * TAGGED if limits else min(speeds)
    return kmh * profile.speed_factor


def _texts(value: object) -> list[str]:
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _under(value: object, needed: float | None) -> bool:
    """Tell whether a tagged limit is lower than what a vehicle needs."""
    if needed is None:
        return False
    numbers = [re.match(r"\s*(\d+(?:[.,]\d+)?)", text) for text in _texts(value)]
    return any(one is not None and float(one[1].replace(",", ".")) < needed for one in numbers)


def _limit_kmh(text: str) -> float | None:
    """Return a tagged speed limit, in km/h.

    Examples
    --------
    >>> _limit_kmh("50"), _limit_kmh("30 mph"), _limit_kmh("FR:urban"), _limit_kmh("none")
    (50.0, 48.28032, 50.0, None)
    """
    if text in ZONES:
        return ZONES[text]
    found = re.match(r"\s*(\d+(?:\.\d+)?)\s*(mph)?", text)
    if found is None or float(found[1]) <= 0:
        return None
    return float(found[1]) * (1.609344 if found[2] else 1.0)


ZONES: Mapping[str, float] = {
    "FR:urban": 50.0,
    "FR:rural": 80.0,
    "FR:motorway": 130.0,
    "FR:zone30": 30.0,
    "FR:walk": 15.0,
    "walk": 10.0,
}
UNKNOWN = Text(
    fr="{name} : type de fichier inconnu pour un réseau routier. Attendu : .osm, .osm.gz,"
    " .osm.bz2, .graphml ou .osm.pbf. Donnez l'un d'eux dans travel.roads.",
    en="{name}: unknown kind of file for a road graph. Expected: .osm, .osm.gz, .osm.bz2,"
    " .graphml or .osm.pbf. Give one of them in travel.roads.",
)
MISSING = Text(
    fr="{name} : fichier introuvable. Attendu : le réseau routier, à côté du scénario. Corrigez "
    "travel.roads, ou essayez « ramasse roads fetch ».",
    en="{name}: file not found. Expected: the road graph, beside the scenario. Correct "
    'travel.roads, or try "ramasse roads fetch".',
)
TOO_LARGE = Text(
    fr="{name} : ne se décompresse pas, ou dépasse alors "
    f"{MOST_UNPACKED / 1e6:g} Mo. Attendu : le réseau routier des environs. Prenez un extrait "
    "plus petit, ou téléchargez-le de nouveau.",
    en="{name}: cannot be unpacked, or is then above "
    f"{MOST_UNPACKED / 1e6:g} MB. Expected: the roads of the surroundings. Take a smaller extract, "
    "or download it again.",
)
TOO_MANY = Text(
    fr="{name} : plus d'un million et demi de points et de passages, plus que la mémoire n'en "
    "tient. Attendu : le réseau routier des environs, sans bâtiments. Prenez un extrait plus "
    "petit, ou essayez « ramasse roads fetch ».",
    en="{name}: more than a million and a half points and ways through them, more than memory "
    "holds. Expected: the roads of the surroundings, no buildings. Take a smaller extract, or try "
    '"ramasse roads fetch".',
)
BROKEN = Text(
    fr="{name} : réseau routier illisible ({why}). Attendu : un fichier OpenStreetMap complet. "
    "Téléchargez-le de nouveau.",
    en="{name}: road graph that cannot be read ({why}). Expected: a whole OpenStreetMap file. "
    "Download it again.",
)
PBF = Text(
    fr="{name} : lire un .osm.pbf demande le paquet osmium, qui n'est pas installé. "
    "Installez l'extra « pbf » (pip install 'ramasse[pbf]'), ou donnez un .osm.gz.",
    en="{name}: reading a .osm.pbf needs the package osmium, which is not installed. Install the "
    "extra \"pbf\" (pip install 'ramasse[pbf]'), or give a .osm.gz.",
)
NO_ROAD = Text(
    fr="{name} : aucune route où rouler. Attendu : des voies « highway » ouvertes aux véhicules, "
    "reliées entre elles. Prenez un extrait qui les contient.",
    en="{name}: no road to drive. Expected: highway ways open to vehicles and linked "
    "together. Take an extract that has them.",
)
