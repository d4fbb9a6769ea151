from __future__ import annotations

import gzip
import itertools
from pathlib import Path

import networkx as nx
import numpy as np
import osmnx as ox
import pytest

from models.travel import RoadProfile, TravelMatrix
from solver.cache import Cache
from solver.ramasse.solve import plan_week
from solver.review.check import check
from solver.settings import Budget, Settings
from solver.study import run
from solver.travel import TravelError, legs, matrix, road_network
from solver.travel.download import box
from solver.travel.matrices import oddities
from solver.travel.road_network import network_of, read_graph, read_network
from solver.travel.roads import lengths, roads, snapped
from tabular import unpacking
from tests.helpers.roads import PLAIN, at, osm, town, write

BLOCK_NORTH_M = 1111.9
"""A hundredth of a degree of latitude."""


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RAMASSE_CACHE", str(tmp_path / "cache"))


@pytest.mark.parametrize("name", ["roads.osm", "roads.osm.gz"])
def test_only_roads_to_drive_that_lead_everywhere_are_kept(tmp_path: Path, name: str) -> None:
    network = read_network(write(tmp_path / name), PLAIN)
    # nine crossings and the one beyond the bridge, without the island
    assert len(network) == 10
    low = read_network(tmp_path / name, RoadProfile(height_m=2.5))
    assert len(low) == 9


def test_times_and_metres_follow_the_roads(tmp_path: Path) -> None:
    write(tmp_path / "roads.osm")
    scenario = town(profile=PLAIN.model_dump(), safety_factor=1.0)
    travel = matrix(scenario, tmp_path)
    assert travel.source == "roads"
    # secours to restos: up the primary road, then a street east; never the footway
    names = [who.id for who in scenario.associations]
    seconds, metres = travel.between(names[0], names[1])
    east_m = BLOCK_NORTH_M * np.cos(np.radians(at(2, 0)[0]))
    assert metres == pytest.approx(2 * BLOCK_NORTH_M + 2 * east_m, rel=2e-3)
    kmh = 70 * 0.85
    assert seconds == pytest.approx(2 * BLOCK_NORTH_M / kmh * 3.6 + 2 * east_m / 25 * 3.6, rel=3e-3)
    # the one-way street is driven north, not south
    up, down = travel.between(names[2], names[1])[1], travel.between(names[1], names[2])[1]
    assert up == pytest.approx(2 * BLOCK_NORTH_M, rel=2e-3)
    assert down > 3 * BLOCK_NORTH_M


def test_factors_of_the_hour_and_access(tmp_path: Path) -> None:
    write(tmp_path / "roads.osm")
    calm = matrix(town(safety_factor=1.0), tmp_path)
    busy = matrix(town(safety_factor=1.2, peak=True, access_min=2), tmp_path)
    a, b = calm.sites[0], calm.sites[1]
    ratio = 1.3 / 1.05 * 1.2
    assert busy.between(a, b)[0] == pytest.approx(calm.between(a, b)[0] * ratio + 120, abs=2)
    assert busy.between(a, a) == (0, 0)
    assert busy.between(a, b)[1] == calm.between(a, b)[1]


def test_the_same_as_networkx(tmp_path: Path) -> None:
    network = read_network(write(tmp_path / "roads.osm"), PLAIN)
    graph: nx.DiGraph[int] = nx.DiGraph()
    rows, columns = network.seconds.nonzero()
    for r, c in zip(rows, columns, strict=True):
        graph.add_edge(int(r), int(c), s=network.seconds[r, c], m=network.metres[r, c])
    nodes = np.arange(len(network))
    seconds, metres = lengths(network, nodes)
    for a, b in itertools.permutations(range(len(network)), 2):
        path = nx.dijkstra_path(graph, a, b, weight="s")
        steps = list(itertools.pairwise(path))
        assert seconds[a, b] == pytest.approx(sum(graph.edges[e]["s"] for e in steps))
        assert metres[a, b] == pytest.approx(sum(graph.edges[e]["m"] for e in steps))


def test_graphml_is_read_too(tmp_path: Path) -> None:
    import osmnx as ox

    graph = read_graph(write(tmp_path / "roads.osm"))
    ox.save_graphml(graph, tmp_path / "roads.graphml")
    again = read_network(tmp_path / "roads.graphml", PLAIN)
    first = network_of(graph, PLAIN, "roads")
    assert len(again) == len(first)
    assert again.seconds.sum() == pytest.approx(first.seconds.sum())


def test_matrices_are_kept_by_content(tmp_path: Path) -> None:
    path, cache = write(tmp_path / "roads.osm"), Cache(tmp_path / "kept")
    first = roads(town(), path, cache)
    assert len(list((tmp_path / "kept").glob("*.json"))) == 1
    assert roads(town(), path, cache) == first
    slow = town(profile={"speed_factor": 0.5})
    assert (
        roads(slow, path, cache).between("secours", "restos")[0]
        > first.between("secours", "restos")[0]
    )
    assert len(list((tmp_path / "kept").glob("*.json"))) == 2


def test_a_week_on_roads_is_drawn_on_them(tmp_path: Path) -> None:
    write(tmp_path / "roads.osm")
    scenario = town()
    study = run(scenario, Settings(None, 2, weeks=0), folder=tmp_path)
    assert study.violations == ()
    assert "roads_travel" in {finding.code for finding in study.findings}
    assert "estimated_travel" not in {finding.code for finding in study.findings}
    pairs = {(leg.origin, leg.destination) for leg in study.legs}
    for item in study.plan.rounds:
        for a, b in itertools.pairwise(item.stops):
            assert a.site == b.site or (a.site, b.site) in pairs
    for leg in study.legs:
        ends = [scenario.sites[name] for name in (leg.origin, leg.destination)]
        assert leg.points[0] == pytest.approx((ends[0].lat, ends[0].lon), abs=1e-5)
        assert leg.points[-1] == pytest.approx((ends[1].lat, ends[1].lon), abs=1e-5)
    plan = plan_week(scenario, study.travel, Budget(None, 2), seed=1).plan
    assert check(scenario, study.travel, plan) == ()
    assert legs(scenario.changed(travel=scenario.travel.changed(roads=None)), tmp_path, pairs) == ()


CASES = [
    ("roads.shp", "", "roads.shp"),
    ("missing.osm", None, "missing.osm"),
    ("roads.osm", "<osm", "roads.osm"),
    ("roads.osm", '<osm version="0.6"></osm>', "roads.osm"),
    ("roads.graphml", "<graphml/>", "roads.graphml"),
    (
        "roads.osm",
        osm()
        .replace("residential", "footway")
        .replace("primary", "path")
        .replace("tertiary", "steps"),
        "aucune route",
    ),
]


@pytest.mark.parametrize(("name", "text", "said"), CASES)
def test_what_cannot_be_used_is_named(
    tmp_path: Path, name: str, text: str | None, said: str
) -> None:
    if text is not None:
        write(tmp_path / name, text)
    with pytest.raises(TravelError) as caught:
        read_network(tmp_path / name, PLAIN)
    (fault,) = caught.value.faults
    assert said in fault.fr
    assert "Expected" in fault.en


def test_pbf_without_its_package_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "osmium", None)
    (tmp_path / "roads.osm.pbf").write_bytes(b"x")
    with pytest.raises(TravelError, match="osmium"):
        read_network(tmp_path / "roads.osm.pbf", PLAIN)


def test_a_pbf_is_read_by_osmium(tmp_path: Path) -> None:
    osmium = pytest.importorskip("osmium")
    write(tmp_path / "roads.osm")
    with osmium.SimpleWriter(str(tmp_path / "roads.osm.pbf")) as writer:
        for item in osmium.FileProcessor(str(tmp_path / "roads.osm")):
            writer.add(item)
    assert len(read_network(tmp_path / "roads.osm.pbf", PLAIN)) == 10


@pytest.mark.parametrize("name", ["roads.osm", "roads.osm.gz", "roads.graphml"])
def test_what_memory_would_not_hold_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """However its letters come: a word may be cut between two pieces of the file."""
    path = write(tmp_path / ("roads.osm" if name.endswith("graphml") else name))
    if name.endswith("graphml"):
        ox.save_graphml(read_graph(path), tmp_path / name)
    with gzip.open(path) if name.endswith("gz") else (tmp_path / name).open("rb") as file:
        content = file.read()
    there = sum(content.count(word) for word in road_network.POINTS)
    assert there > 10
    for piece in (7, 100, 1 << 20):
        monkeypatch.setattr(unpacking, "PIECE", piece)
        monkeypatch.setattr(road_network, "MOST_POINTS", there)
        assert len(read_graph(tmp_path / name)) > 0
        monkeypatch.setattr(road_network, "MOST_POINTS", there - 1)
        with pytest.raises(TravelError, match="more than memory holds"):
            read_graph(tmp_path / name)


def test_a_site_in_the_sea_is_named_with_its_distance(tmp_path: Path) -> None:
    network = read_network(write(tmp_path / "roads.osm"), PLAIN)
    scenario = town()
    sites = dict(scenario.sites)
    sites["boat"] = sites["secours"].changed(lat=43.1, lon=5.5)
    with pytest.raises(TravelError, match=r"boat \(2\d\.\d km\)"):
        snapped(network, sites, 500)
    nodes, away = snapped(network, scenario.sites, 500)
    assert away.max() < 1
    assert len(nodes) == len(scenario.sites)


def test_what_is_odd_in_a_matrix_is_told() -> None:
    def travel(seconds: tuple[tuple[int, ...], ...]) -> TravelMatrix:
        return TravelMatrix(sites=("a", "b", "c"), seconds=seconds, metres=seconds, source="table")

    assert oddities(travel(((0, 100, 200), (100, 0, 100), (200, 100, 0)))) == ()
    (detour,) = oddities(travel(((0, 100, 900), (100, 0, 100), (900, 100, 0))))
    assert (detour.code, "a → c" in detour.text.fr) == ("travel_detours", True)
    (lopsided,) = oddities(travel(((0, 100, 200), (2000, 0, 2100), (200, 300, 0))))[-1:]
    assert lopsided.code in ("travel_asymmetric", "travel_detours")


def test_the_box_around_a_town() -> None:
    west, south, east, north = box(town(), 2.0)
    places = town().sites.values()
    assert south < min(p.lat for p in places) - 0.017
    assert east - west > north - south
