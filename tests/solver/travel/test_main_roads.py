"""Main roads under maps: the main kinds first, joined, thinned, never more than their bound."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from models.places import Place
from models.travel import TravelMatrix
from service.pages.frame import Room, frame_of
from service.pages.ground import road_paths
from solver.travel import matrix
from solver.travel.main_roads import main_roads
from solver.travel.road_network import RoadNetwork, network_of, read_graph
from tests.helpers.roads import PLAIN, at, town, write


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> RoadNetwork:
    path = write(tmp_path_factory.mktemp("roads") / "roads.osm")
    return network_of(read_graph(path), PLAIN, path.name)


def sites(*corners: tuple[int, int]) -> list[Place]:
    return [Place(commune="Aubagne", lat=at(*one)[0], lon=at(*one)[1]) for one in corners]


def test_all_roads_of_a_small_town_joined_from_crossing_to_crossing(network: RoadNetwork) -> None:
    whole = main_roads(network, sites((0, 0), (2, 2)))
    assert {round(lat, 2) for line in whole for lat, _ in line} == {43.28, 43.29, 43.3}
    # the primary road and the one-way street are cut where streets cross them
    pieces = {tuple(sorted(pair)) for line in whole for pair in itertools.pairwise(line)}
    assert len(whole) < len(pieces)
    assert main_roads(network, []) == ()


def test_the_bound_holds_and_the_main_road_is_the_last_to_go(network: RoadNetwork) -> None:
    for most in range(2, 20):
        found = main_roads(network, sites((0, 0), (2, 2)), most)
        assert 0 < sum(map(len, found)) <= most
        assert any(at(1, 0) in line or at(0, 0) in line for line in found)
    ((start, *_, end),) = main_roads(network, sites((0, 0), (2, 2)), 3)
    assert sorted([start, end]) == [pytest.approx(at(0, 0)), pytest.approx(at(2, 0))]
    assert main_roads(network, sites((0, 0), (2, 2)), 1) == ()


def test_they_come_with_the_travel_of_a_town_and_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAMASSE_CACHE", str(tmp_path / "cache"))
    write(tmp_path / "roads.osm")
    first, kept = matrix(town(), tmp_path), matrix(town(), tmp_path)
    assert first.main_roads
    assert first == kept == TravelMatrix.model_validate_json(kept.model_dump_json())


def test_a_road_beyond_the_frame_is_not_drawn() -> None:
    frame = frame_of([at(0, 0), at(2, 2)], Room(500, 500, 20))
    far = ((at(0, 0)[0] + 1, at(0, 0)[1]), (at(0, 0)[0] + 1.1, at(0, 0)[1]))
    near = (at(0, 0), (at(0, 0)[0] + 1e-6, at(0, 0)[1]), at(0, 2))
    (drawn,) = road_paths(frame, [far, near, ()])
    assert drawn.count("L") == 1  # what is not seen is thinned away
