"""Zones coloured by class: told apart without colour, hatched where unknown, outlines or not."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from scenarios.outlines.importing import import_outlines
from scenarios.outlines.kept import FOLDER, outlines
from service.pages.drawn_choropleth import DISC, SHADES, drawn_choropleth, shade
from service.pages.html import html
from service.pages.map_paper import map_paper
from service.pages.page import Number, Page, Section, Table
from service.pages.pictures import Choropleth, Spot, Zone
from tests.helpers.ground import SIDE, SOUTH, WEST, read_into

CLASSES = ("moins de 100 personnes", "de 100 à 500 personnes", "plus de 500 personnes")
PEOPLE = [(n * 97) % 700 if n % 7 else None for n in range(20)]


def level(people: int | None) -> int | None:
    return None if people is None else sum(people >= least for least in (100, 500))


ZONES = tuple(
    Zone(
        str(99001 + n),
        f"Commune {chr(65 + n // 5)}{n % 5 + 1}",
        SOUTH + (n // 5 + 0.5) * SIDE,
        WEST + (n % 5 + 0.5) * SIDE,
        "besoin inconnu" if people is None else f"{people} personnes",
        level(people),
    )
    for n, people in enumerate(PEOPLE)
)
NEEDS = Choropleth(
    "Besoins par commune",
    ZONES,
    CLASSES,
    "besoin inconnu",
    spots=(Spot(SOUTH + SIDE, WEST + SIDE, "Un point", 0, 0.3, labelled=True),),
    series=("distribution",),
    note="Chiffres inventés.",
)
TABLE = Table(
    ("Commune", "Personnes"),
    tuple((one.name, Number(n)) for one, n in zip(ZONES, PEOPLE, strict=True)),
)


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER, str(read_into(tmp_path)))


def luminance(colour: str) -> float:
    """Relative luminance of WCAG."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_classes_are_told_apart_by_whoever_sees_no_colour() -> None:
    light = [luminance(one) + 0.05 for one in SHADES]
    assert all(more / less >= 1.3 for more, less in itertools.pairwise(light))
    for count in range(1, 6):
        assert len({shade(n, count) for n in range(count)}) == count


@pytest.mark.usefixtures("given")
def test_zones_are_filled_by_their_class_and_hatched_where_nobody_knows() -> None:
    drawn = drawn_choropleth(NEEDS, "fr")
    assert len(drawn.zones) == 20
    assert not any(one.pointed for one in drawn.zones)
    told = {one.title: one.shade for one in drawn.zones}
    assert told["Commune A1 – besoin inconnu"] == ""
    assert told["Commune A2 – 97 personnes (moins de 100 personnes)"] == SHADES[0]
    assert [one.text for one in drawn.classes] == [*CLASSES, "besoin inconnu"]
    assert [one.shade for one in drawn.classes] == [SHADES[0], SHADES[2], SHADES[4], ""]
    assert {"Commune A1", "Commune D5"} <= {one.text for one in drawn.towns}
    assert drawn.note == "Chiffres inventés. Contours : pays.geojson."
    # the whole of each zone is on the drawing
    numbers = [float(x) for one in drawn.zones for x in re.findall(r"-?[\d.]+", one.path)[::2]]
    assert min(numbers) >= 0
    assert max(numbers) <= drawn.width
    known = replace(NEEDS, zones=tuple(one for one in ZONES if one.level is not None))
    assert [one.text for one in drawn_choropleth(known, "fr").classes] == list(CLASSES)


def test_without_outlines_discs_stand_at_the_centres() -> None:
    drawn = drawn_choropleth(NEEDS, "fr")
    assert drawn.ground == ()
    assert all(one.pointed and "a9.0 9.0" in one.path for one in drawn.zones)
    assert {one.shade for one in drawn.zones} == {"", SHADES[0], SHADES[2], SHADES[4]}
    assert {"Commune A1", "Un point"} <= {one.text for one in drawn.names}


@pytest.mark.usefixtures("given")
def test_a_zone_whose_outline_is_missing_is_a_disc_over_the_others() -> None:
    known = {one.code: one for one in outlines((43.0, 44.0, 5.0, 6.0), 50.0)}
    del known["99007"]
    drawn = drawn_choropleth(NEEDS, "fr", known)
    (disc,) = (one for one in drawn.zones if one.pointed)
    assert disc.title.startswith("Commune B2")
    assert drawn.zones[-1] == disc
    assert "Commune B2" in {one.text for one in drawn.names}


def test_a_city_whose_arrondissements_alone_have_outlines_is_drawn_from_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"code": str(13201 + n), "nom": f"Marseille {n + 1}"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [
                        (5.3 + (n % 4 + x) * 0.05, 43.2 + (n // 4 + y) * 0.05)
                        for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
                    ]
                ],
            },
        }
        for n in range(16)
    ]
    source = tmp_path / "villes.geojson"
    source.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    import_outlines(source, tmp_path / "kept")
    monkeypatch.setenv(FOLDER, str(tmp_path / "kept"))
    city = Zone("13055", "Marseille", 43.3, 5.4, "90 000 personnes", 2)
    drawn = drawn_choropleth(replace(NEEDS, zones=(city,), spots=(), series=()), "fr")
    (zone,) = drawn.zones
    assert not zone.pointed
    assert zone.path.count("M") == 16
    assert drawn.ground == ()


@pytest.mark.usefixtures("given")
def test_a_town_named_with_its_count_is_not_named_again() -> None:
    one = ZONES[3]
    named = replace(NEEDS, names=((one.lat, one.lon, f"{one.name} (291 pers.)"),))
    drawn = drawn_choropleth(named, "fr")
    assert f"{one.name} (291 pers.)" in {name.text for name in drawn.names}
    assert one.name not in {name.text for name in drawn.towns}


def test_what_cannot_be_told_apart_is_refused() -> None:
    with pytest.raises(ValueError, match="6 classes"):
        drawn_choropleth(replace(NEEDS, classes=tuple("abcdef")), "fr")
    with pytest.raises(ValueError, match="of class 2 of 2"):
        drawn_choropleth(replace(NEEDS, classes=CLASSES[:2]), "fr")


@pytest.mark.usefixtures("given")
def test_on_a_page_each_picture_has_its_own_hatching_and_its_table() -> None:
    other = replace(NEEDS, title="Autre carte")
    made = html(
        Page("Besoins", "Pays", "Réponse.", (), (Section("Carte", (NEEDS, other, TABLE)),)), "fr"
    )
    hatched = re.findall(r'<pattern id="([\w-]+)"', made)
    assert len(set(hatched)) == 2
    for one in hatched:
        assert made.count(f"url(#{one})") == 1 + sum(zone.level is None for zone in ZONES)
    for text in (*CLASSES, "besoin inconnu", "Commune D5"):
        assert text in made
    assert " style=" not in made


@pytest.mark.usefixtures("given")
def test_it_is_printed_on_a3_with_its_key_and_its_table() -> None:
    made = map_paper([NEEDS], TABLE, of="Pays", foot="Inventé", language="fr", answer="Il manque.")
    assert made.startswith(b"%PDF")
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", made)
    assert len(boxes) == 2
    # 420 × 297 mm in points
    assert [round(float(one) / 72 * 25.4) for one in boxes[0]] == [420, 297]
    alone = map_paper([NEEDS], None, of="Pays", foot="Inventé", language="en")
    assert len(re.findall(rb"/MediaBox", alone)) == 1


def test_the_name_of_what_is_proposed_keeps_clear_of_the_disc_under_it() -> None:
    """The disc of an area is wider than the spot on it."""
    zones = (ZONES[0], ZONES[-1])
    at = ZONES[0]
    idea = Spot(at.lat, at.lon, "Halte (120 pers.)", 0, 0.3, labelled=True)
    drawn = drawn_choropleth(replace(NEEDS, zones=zones, spots=(idea,)), "fr", known={})
    (name,) = [one for one in drawn.names if one.text == idea.name]
    assert name.anchor == "start"
    (disc,) = [one for one in drawn.zones if one.title.startswith(at.name)]
    left = float(disc.path[1:].split()[0])
    assert name.x >= left + 2 * DISC + 2
