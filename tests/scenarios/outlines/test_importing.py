from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from scenarios import ScenarioError
from scenarios.outlines.importing import LEVELS_M, import_outlines
from scenarios.outlines.kept import Outline, outline_files, outlines, outlines_of
from tests.helpers.ground import SIDE, SOUTH, WEST, Feature, read_into, spoiled, squares, written

EVERYWHERE = (-90.0, 90.0, -180.0, 180.0)
OPEN = [[5.4, 43.2], [5.5, 43.2], [5.5, 43.3], [5.4, 43.3]]
LAMBERT = (897_300.0, 6_247_900.0)


def kept(folder: Path, px_m: float = 10.0) -> tuple[Outline, ...]:
    return outlines(EVERYWHERE, px_m, outline_files(folder))


def km2(outline: Outline) -> float:
    """The surface of a commune without holes, by the shoelace formula, degrees squared."""
    total = 0.0
    for ring in outline.rings:
        pairs = itertools.pairwise(ring)
        total += abs(sum(a[1] * b[0] - b[1] * a[0] for a, b in pairs)) / 2
    return total


def test_communes_are_kept_as_detailed_as_a_map_needs(tmp_path: Path) -> None:
    folder = read_into(tmp_path)
    near, far = kept(folder), kept(folder, 1_000.0)
    assert [one.code for one in near] == [str(99001 + n) for n in range(20)]
    assert near[0].name == "Commune A1"
    assert near[0].file == "pays.geojson"
    count = [sum(len(ring) for one in found for ring in one.rings) for found in (near, far)]
    assert count[1] * 3 < count[0] < 20 * 241
    for one in (*near, *far):
        assert one.rings[0][0] == one.rings[0][-1]
    # what was simplified away is small
    assert sum(map(km2, near)) == pytest.approx(20 * SIDE**2, rel=0.01)
    assert sum(map(km2, far)) == pytest.approx(20 * SIDE**2, rel=0.03)
    size = next(folder.glob("*.sqlite")).stat().st_size
    assert size / 20 / len(LEVELS_M) < 4_000


def test_neighbours_share_one_line_at_every_level(tmp_path: Path) -> None:
    folder = read_into(tmp_path)
    for px_m in (10.0, 200.0, 1_000.0):
        found = {one.code: one for one in kept(folder, px_m)}
        left, right = set(found["99001"].rings[0]), set(found["99002"].rings[0])
        # away from the corners, each point of the border of one is a point of the other's
        edge = {
            at
            for at in left | right
            if abs(at[1] - WEST - SIDE) < 0.002 and SOUTH + 0.003 < at[0] < SOUTH + SIDE - 0.003
        }
        assert edge
        assert edge <= left & right


def test_only_what_a_map_shows_is_given(tmp_path: Path) -> None:
    folder = read_into(tmp_path)
    files = outline_files(folder)
    corner = (SOUTH + 0.02, SOUTH + 0.03, WEST + 0.02, WEST + 0.03)
    assert [one.code for one in outlines(corner, 50.0, files)] == ["99001"]
    assert outlines((50.0, 51.0, 1.0, 2.0), 50.0, files) == ()
    found = outlines_of(["99007", "13001"], 50.0, files)
    assert list(found) == ["99007"]
    assert abs(found["99007"].lat - (SOUTH + 1.5 * SIDE)) < 0.015
    assert abs(found["99007"].lon - (WEST + 1.5 * SIDE)) < 0.015


def test_a_file_is_read_again_and_one_of_another_form_passed_over(tmp_path: Path) -> None:
    folder = read_into(tmp_path)
    assert len(kept(folder)) == 20
    import_outlines(written(tmp_path, squares(2, 2)), folder)
    assert len(kept(folder)) == 4
    other = folder / "other.sqlite"
    with closing(sqlite3.connect(other)) as database:
        database.execute("CREATE TABLE about (key TEXT, value TEXT)")
        database.execute("INSERT INTO about VALUES ('form', '0')")
        database.commit()
    (folder / "broken.sqlite").write_bytes(b"SQLite format 3\x00 no more")
    assert [one.name for one in outline_files(folder)] == ["pays.geojson"]
    assert outline_files(tmp_path / "nowhere") == ()


def test_islands_holes_crossings_and_zones_without_a_surface(tmp_path: Path) -> None:
    def change(features: list[Feature]) -> None:
        first = features[0]["geometry"]["coordinates"]
        hole = [[5.42, 43.22], [5.42, 43.24], [5.44, 43.24], [5.44, 43.22], [5.42, 43.22]]
        island = [[5.30, 43.22], [5.32, 43.22], [5.32, 43.24], [5.30, 43.24], [5.30, 43.22]]
        speck = [[5.35, 43.22], [5.3501, 43.22], [5.3501, 43.2201], [5.35, 43.22]]
        features[0]["geometry"] = {
            "type": "MultiPolygon",
            "coordinates": [[*first, hole], [island], [speck]],
        }
        bow = [[5.30, 43.30], [5.34, 43.34], [5.34, 43.30], [5.30, 43.34], [5.30, 43.30]]
        features[1]["geometry"]["coordinates"] = [bow]
        features[2]["geometry"] = None
        # a commune in two features
        features.append(json.loads(json.dumps(features[3])))
        features[-1]["geometry"]["coordinates"] = [[[lon, lat - 0.2] for lon, lat in island]]

    made = import_outlines(written(tmp_path, spoiled(change)), tmp_path / "outlines")
    assert (made.zones, made.without, made.mended) == (19, 1, 1)
    found = {one.code: one for one in kept(tmp_path / "outlines")}
    assert len(found["99001"].rings) == 3
    assert len(found["99004"].rings) == 2
    # its name stands on the land, not in the hole
    first = found["99001"]
    assert not (43.22 < first.lat < 43.24 and 5.42 < first.lon < 5.44)


def moved(how: Callable[[float, float], list[float]]) -> Callable[[list[Feature]], None]:
    def change(features: list[Feature]) -> None:
        for one in features:
            (ring,) = one["geometry"]["coordinates"]
            one["geometry"]["coordinates"] = [[how(*at) for at in ring]]

    return change


def set_in(number: int, part: str, key: str, value: Any) -> Callable[[list[Feature]], None]:
    def change(features: list[Feature]) -> None:
        features[number][part][key] = value

    return change


@pytest.mark.parametrize(
    ("change", "count", "said"),
    [
        (moved(lambda _, __: list(LAMBERT)), 10, ("Lambert-93", "43.3", "EPSG:4326")),
        (moved(lambda lon, lat: [lat, lon]), 10, ("latitude avant sa longitude", "Permuter")),
        (moved(lambda lon, lat: [lon * 1e5, lat * 1e5]), 10, ("pas un point de la Terre",)),
        (set_in(2, "geometry", "type", "Point"), 1, ("n° 3 (Commune A3)", '"Point"')),
        (set_in(2, "geometry", "coordinates", []), 1, ("aucun point",)),
        (set_in(2, "geometry", "coordinates", [[[5.4, 43.2], ["a", 1]]]), 1, ("deux nombres",)),
        (
            set_in(2, "geometry", "coordinates", [[[5.4, 43.2], [5.5, 43.2], [5.4, 43.2]]]),
            1,
            ("3 points", "quatre au moins"),
        ),
        (
            set_in(2, "geometry", "coordinates", [OPEN]),
            1,
            ("n'est pas fermé", "5.40000, 43.20000", "5.40000, 43.30000"),
        ),
        (set_in(2, "properties", "nom", ""), 1, ("rien sous « nom »",)),
        (set_in(2, "properties", "code", "99001"), 1, ("99001", "Commune A1")),
    ],
)
def test_what_is_wrong_with_a_zone_is_told_with_its_remedy(
    tmp_path: Path, change: Callable[[list[Feature]], None], count: int, said: tuple[str, ...]
) -> None:
    source = written(tmp_path, spoiled(change))
    with pytest.raises(ScenarioError) as caught:
        import_outlines(source, tmp_path / "outlines")
    assert len(caught.value.faults) == count
    first = caught.value.faults[0]
    assert first.place == str(source)
    for one in said:
        assert one in first.text.fr
    assert first.text.fr != first.text.en
    assert not (tmp_path / "outlines").exists()


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    def change(features: list[Feature]) -> None:
        features[1]["geometry"]["type"] = "Point"
        features[4]["geometry"]["coordinates"] = []
        features[7]["properties"]["nom"] = None

    with pytest.raises(ScenarioError) as caught:
        import_outlines(written(tmp_path, spoiled(change)), tmp_path)
    assert ["n° 2" in caught.value.faults[0].text.fr, len(caught.value.faults)] == [True, 3]


CRS = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}
FINE = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
NAMELESS = [{"type": "Feature", "properties": {"zone": 1}, "geometry": None}]


@pytest.mark.parametrize(
    ("content", "place", "said"),
    [
        (b"PK\x03\x04 and more", "", "zip"),
        (b"\x00\x00\x27\x0a and more", "", "Shapefile"),
        (b'{"type": "Topology"}', "", "TopoJSON"),
        (b'{"type": "FeatureCollection",\n "features": [', ":2", "pas du GeoJSON entier"),
        (b"code;nom\n13001;Aix\n", ":1", "pas du GeoJSON entier"),
        (b'{"type": "Feature"}', "", "FeatureCollection"),
        (b"[1, 2]", "", "FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": []}', "", "Aucun contour"),
        (json.dumps(squares() | {"crs": CRS}).encode(), "", "EPSG::2154"),
        (
            json.dumps({"type": "FeatureCollection", "features": NAMELESS}).encode(),
            "",
            "propriétés trouvées : zone",
        ),
    ],
)
def test_what_is_no_file_of_outlines_is_refused(
    tmp_path: Path, content: bytes, place: str, said: str
) -> None:
    path = tmp_path / "wrong.geojson"
    path.write_bytes(content)
    with pytest.raises(ScenarioError) as caught:
        import_outlines(path, tmp_path / "outlines")
    assert caught.value.faults[0].place == f"{path}{place}"
    assert said in caught.value.faults[0].text.fr


def test_a_file_that_says_it_is_in_degrees_and_other_names_of_properties(tmp_path: Path) -> None:
    content = squares() | {"crs": FINE}
    for one in content["features"]:
        held = one["properties"]
        one["properties"] = {"INSEE_COM": int(held["code"]), "NOM_COM": held["nom"]}
    import_outlines(written(tmp_path, content), tmp_path / "outlines")
    found = kept(tmp_path / "outlines")
    assert (found[0].code, found[0].name) == ("99001", "Commune A1")


def test_too_large_a_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from scenarios.outlines import checking

    source = written(tmp_path)
    monkeypatch.setattr(checking, "MOST_BYTES", 1_000)
    with pytest.raises(ScenarioError, match=r"simplified\s+version"):
        import_outlines(source, tmp_path)
    monkeypatch.setattr(checking, "MOST_BYTES", 10_000_000)
    monkeypatch.setattr(checking, "MOST_ZONES", 10)
    with pytest.raises(ScenarioError, match="20 outlines"):
        import_outlines(source, tmp_path)
    with pytest.raises(ScenarioError, match="File not found"):
        import_outlines(tmp_path / "nowhere.geojson", tmp_path)
