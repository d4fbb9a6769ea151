"""Outlines under maps: of a page, of a report, of the week drawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scenarios import load
from scenarios.addresses.finding import Finder
from scenarios.outlines.kept import FOLDER, Outline, outline_files, outlines
from service.pages.drawn_map import drawn_map
from service.pages.frame import Room, frame_around, frame_of
from service.pages.ground import ground_of
from service.pages.html import html
from service.pages.pictures import Map, Spot
from service.pages.sites_page import sites_page
from service.web.pins import pin_of
from tests.helpers.ground import SIDE, SOUTH, WEST, read_into

ROOM = Room(860.0, 620.0, 40.0)
MAP = Map(
    "Carte",
    (
        Spot(SOUTH + SIDE, WEST + SIDE, "Ici", 0, labelled=True),
        Spot(SOUTH + 3 * SIDE, WEST + 3 * SIDE, "Là", 0, labelled=True),
    ),
    ("lieu",),
)


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = read_into(tmp_path)
    monkeypatch.setenv(FOLDER, str(folder))
    return folder


def test_a_frame_knows_what_it_shows() -> None:
    frame = frame_of([(43.0, 5.0), (44.0, 6.0)], ROOM)
    south, north, west, east = frame.box
    assert frame.at(north, west) == pytest.approx((0, 0), abs=0.01)
    assert frame.at(south, east) == pytest.approx((frame.width, frame.height), abs=0.01)
    assert frame.holds(43.5, 5.5)
    assert not frame.holds(north + 0.01, 5.5)
    assert frame.px_m * frame.per_km == pytest.approx(1000)


def test_outlines_lie_under_a_map_and_are_named_where_they_come_from(given: Path) -> None:
    drawn = drawn_map(MAP, "fr")
    assert len(drawn.ground) >= 9
    assert {"Commune B2", "Commune C3"} <= {one.text for one in drawn.towns}
    assert "Contours : pays.geojson." in drawn.note
    # the border between two communes lies where it should
    frame = frame_of([(one.lat, one.lon) for one in MAP.spots], Room(1000.0, 720.0, 46.0))
    files = outline_files(given)
    (one,) = (one for one in outlines(frame.box, frame.px_m, files) if one.code == "99007")
    xs = [float(x) for x, _ in re.findall(r"(-?[\d.]+) (-?[\d.]+)", drawn.ground[6])]
    west = min(lon for ring in one.rings for _, lon in ring)
    assert min(xs) == pytest.approx(frame.at(43.3, west)[0], abs=0.1)


def test_without_outlines_communes_are_named_at_their_centres() -> None:
    world = load("aubagne", "hub")
    page = sites_page(world.scenario, world.warnings, "fr")
    (picture,) = page.sections[0].pictures
    assert isinstance(picture, Map)
    drawn = drawn_map(picture, "fr")
    assert drawn.ground == ()
    assert "Contours" not in drawn.note
    assert "Cadolive" in {one.text for one in drawn.towns}


def test_a_commune_of_the_table_has_its_article_and_its_town(given: Path) -> None:
    frame = frame_of([(43.2, 5.4), (43.4, 5.7)], ROOM)
    ring = ((43.2, 5.4), (43.4, 5.4), (43.4, 5.7), (43.2, 5.4))
    penne = Outline("13070", "Penne-sur-Huveaune", 43.3, 5.41, 3.6, (ring,), "a.geojson")
    ground = ground_of(frame, [penne])
    named = {one.text: one for one in ground.towns}
    assert named["La Penne-sur-Huveaune"].reach > 0
    assert ground.source == "a.geojson"
    assert len(ground.outlines) == 1
    away = Outline("99999", "Ailleurs", 10.0, 1.0, 1.0, (((10.0, 1.0),) * 4,), "a.geojson")
    assert ground_of(frame, [away]).outlines == ()


def square(code: str, name: str, lat: float, lon: float) -> Outline:
    ring = tuple(
        (lat + y, lon + x) for x, y in ((0, 0), (0, 0.04), (0.04, 0.04), (0.04, 0), (0, 0))
    )
    return Outline(code, name, lat + 0.02, lon + 0.02, 14.0, (ring,), "a.geojson")


def test_communes_without_an_outline_are_named_beside_those_that_have_one() -> None:
    frame = frame_of([(43.2, 5.4), (43.4, 5.7)], ROOM)
    alone = ground_of(frame, [square("13005", "Aubagne", 43.27, 5.55)])
    named = [one.text for one in alone.towns]
    assert {"Aubagne", "Auriol", "Gémenos"} <= set(named)
    assert named.count("Aubagne") == 1


def test_a_city_and_its_arrondissements_are_never_both_drawn() -> None:
    frame = frame_of([(43.2, 5.3), (43.4, 5.6)], ROOM)
    city = square("13055", "Marseille", 43.28, 5.37)
    part = square("13201", "Marseille 1er arrondissement", 43.29, 5.38)
    other = square("13005", "Aubagne", 43.27, 5.55)

    def drawn(*zones: str) -> tuple[int, set[str]]:
        ground = ground_of(frame, [city, part, other], zones)
        return len(ground.outlines), {one.text for one in ground.towns}

    count, named = drawn()
    assert count == 2
    assert {"Marseille 1er arrondissement", "Aubagne"} <= named
    assert "Marseille" not in named
    count, named = drawn("13055")
    assert count == 2
    assert "Marseille" in named
    assert not any("arrondissement" in one for one in named)
    # a city lies under arrondissements that have no outline
    assert len(ground_of(frame, [city, other], ("13201",)).outlines) == 2


def test_the_map_of_a_scenario_before_planning_has_them_in_a_file(given: Path) -> None:
    world = load("aubagne", "hub")
    made = html(sites_page(world.scenario, world.warnings, "en"), "en")
    assert "Outlines: pays.geojson." in made
    assert re.search(r">Commune [A-D]\d</text>", made)
    assert made.count("<svg") >= 1


def test_the_small_map_of_a_place_has_them_where_its_pin_says(given: Path) -> None:
    lat_per_px, lon_per_px = 0.0002, 0.0003
    frame = frame_around(SOUTH + SIDE, WEST + SIDE, Room(640.0, 360.0, 0.0), lat_per_px, lon_per_px)
    assert frame.at(SOUTH + SIDE, WEST + SIDE) == pytest.approx((320, 180))
    north_east = (SOUTH + SIDE + 100 * lat_per_px, WEST + SIDE + 200 * lon_per_px)
    assert frame.at(*north_east) == pytest.approx((520, 80))
    pin = pin_of("x", {"lat": SOUTH + SIDE, "lon": WEST + SIDE, "commune": ""}, {}, "fr", Finder())
    assert pin is not None
    assert len(pin.outlines) >= 4
    assert all(0 <= one.x <= pin.width and 0 <= one.y <= pin.height for one in pin.towns)
