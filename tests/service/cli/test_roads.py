import json
from pathlib import Path
from typing import Any

import gpxpy
import pytest
from typer.testing import CliRunner

from models.study import Study
from scenarios import dump
from service.kinds.week.page import week_page
from service.kinds.week.rounds import file_stems
from service.kinds.week.tracks import tracks
from service.pages.pictures import Map
from tests.helpers.roads import town, write
from tests.service.commands import app


def call(*args: str) -> Any:
    return CliRunner().invoke(app, args, env={"COLUMNS": "100", "RAMASSE_LANG": ""})


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RAMASSE_CACHE", str(tmp_path / "cache"))
    write(tmp_path / "roads.osm")
    path = tmp_path / "town.yaml"
    path.write_text(dump(town()), encoding="utf-8")
    return path


def test_rounds_are_drawn_on_roads_and_exported(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = call("run", str(file), "--iterations", "1", "--weeks", "0", "--out", str(out))
    assert result.exit_code == 0, result.output
    assert list((out / "traces").glob("*.gpx"))
    assert "réseau routier" in (out / "report.html").read_text("utf-8")
    study = Study.model_validate_json((out / "study.json").read_text("utf-8"))
    along, straight = (
        sum(len(way.points) for one in section.pictures if isinstance(one, Map) for way in one.ways)
        for found in (study, study.changed(legs=()))
        for section in week_page(found, "en").sections
        if section.title == "Map of the rounds"
    )
    assert along > straight
    made = tracks(study, "en")
    assert len(made) == 2 * len(study.plan.rounds)
    stems = file_stems(study, "en")
    for item in study.plan.rounds:
        gpx = gpxpy.parse(made[f"traces/{stems[item.id]}.gpx"].decode())
        points = gpx.tracks[0].segments[0].points
        assert len(points) >= len(item.stops)
        assert len(gpx.waypoints) == len(item.stops) - 2
        shape = json.loads(made[f"traces/{stems[item.id]}.geojson"])
        line = shape["features"][0]["geometry"]["coordinates"]
        assert line[0] == pytest.approx([points[0].longitude, points[0].latitude])
    assert not any(b"contact" in content for content in made.values())


def test_roads_check(file: Path) -> None:
    result = call("roads", "check", str(file))
    assert result.exit_code == 0, result.output
    assert "10 carrefours" in result.stdout
    assert call("roads", "check", "aubagne").exit_code == 2


def test_faults_of_roads(file: Path, tmp_path: Path) -> None:
    (tmp_path / "roads.osm").write_text("<osm", encoding="utf-8")
    for command in ("check", "run"):
        result = call(command, str(file), "--lang", "en")
        assert result.exit_code == 2
        assert "roads.osm" in result.stderr
        assert "Traceback" not in result.stderr
    (tmp_path / "roads.osm").unlink()
    result = call("check", str(file), "--lang", "en")
    assert result.exit_code == 2
    assert "not beside the scenario" in result.stderr


def test_fetching_offline_writes_nothing(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import osmnx as ox

    def offline(*args: object, **kwargs: object) -> None:
        raise ConnectionError("no route to host")

    monkeypatch.setattr(ox, "graph_from_bbox", offline)
    out = tmp_path / "fetched.graphml"
    result = call("roads", "fetch", str(file), "--out", str(out), "--lang", "en")
    assert result.exit_code == 1
    assert "no route to host" in result.stderr
    assert not out.exists()
    assert call("roads", "fetch", str(file), "--out", "x.txt").exit_code == 2


def test_fetched_roads_carry_their_date_and_licence(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import osmnx as ox

    from solver.travel.road_network import read_graph

    graph = read_graph(tmp_path / "roads.osm")
    monkeypatch.setattr(ox, "graph_from_bbox", lambda *_, **__: graph)
    out = tmp_path / "fetched.graphml"
    result = call("roads", "fetch", str(file), "--out", str(out), "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "ODbL" in result.stdout
    again = ox.load_graphml(out)
    assert "ODbL" in again.graph["licence"]
    assert again.graph["fetched"]
