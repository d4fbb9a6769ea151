from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scenarios import Loaded, ScenarioError, load
from scenarios.addresses.filling import TOP, filled
from scenarios.addresses.finding import Finder
from scenarios.addresses.located import located
from scenarios.faults import Mark
from scenarios.forms import canonical, content, workbook, yaml
from scenarios.nodes import Entry, find, planted
from tests.helpers.addresses import finder


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    return finder(tmp_path_factory.mktemp("addresses"))


def said(**place: Any) -> dict[str, Any]:
    """What the Aubagne file says, with another place for its first association."""
    made = content("aubagne")
    made["associations"][0]["place"] = place
    return made


def read(folder: Path, made: dict[str, Any], known: Finder) -> Loaded:
    path = folder / "town.yaml"
    path.write_text(yaml(made), encoding="utf-8")
    return load(path, finder=known)


def test_points_come_from_the_address_else_the_commune(tmp_path: Path, known: Finder) -> None:
    typed = said(lat=43.3, lon=5.56, commune="Aubagne", address="12 rue de la République")
    first = read(tmp_path, typed, known).scenario.associations[0].place
    assert (first.lat, first.lon, first.source) == (43.3, 5.56, "")

    here = read(tmp_path, said(address="12 rue de la République", commune="Aubagne"), known)
    place = here.scenario.associations[0].place
    assert (place.lat, place.lon, place.assumed) == (43.29, 5.5612, False)
    assert "adresses-13.csv : 12 Rue de la République, 13400 Aubagne (100 %)" in place.source
    assert here.warnings[0].code == "address_file"

    # the commune may be in the address alone
    place = (
        read(tmp_path, said(address="3 bd Foch 13400 Aubagne"), known)
        .scenario.associations[0]
        .place
    )
    assert (place.commune, place.lat) == ("Aubagne", 43.285)

    lost = read(tmp_path, said(address="9 rue Perdue", commune="Aubagne"), known)
    place = lost.scenario.associations[0].place
    assert (place.lat, place.lon, place.assumed) == (43.2936, 5.5632, True)
    assert lost.warnings[0].code == "address_not_found"
    assert lost.warnings[0].where == ("secours-populaire",)
    alone = read(tmp_path, said(address="9 rue Perdue", commune="Aubagne"), Finder())
    assert alone.warnings[0].code == "no_address_file"
    assert "ramasse addresses import" in alone.warnings[0].text.fr


@pytest.mark.parametrize(
    ("place", "path", "words"),
    [
        (
            {"address": "12 République", "commune": "Aubagne"},
            "address",
            ("12 Rue de la République, 13400 Aubagne", "12 Avenue de la République"),
        ),
        ({"address": "2 rue Chuchichastli", "commune": "Aubagnes"}, "commune", ("« Aubagne »",)),
        ({"commune": "Nulle-Part-sur-Mer"}, "commune", ("latitude",)),
        ({"address": "12 rue Machin"}, "address", ("commune",)),
        ({"zone": "town"}, "", ("au moins la commune",)),
        ({"lat": 43.3, "commune": "Aubagne"}, "lat", ("« lon »",)),
        ({"lat": 43.3, "lon": 5.56}, "", ("Écrivez-le",)),
        ({"lat": 6246500, "lon": 908000, "commune": "Aubagne"}, "lat", ("lat 43.2873, lon 5.56",)),
        ({"lat": 908000, "lon": 6246500, "commune": "Aubagne"}, "lat", ("Lambert-93",)),
        ({"lat": 432927, "lon": 55706, "commune": "Aubagne"}, "lat", ("lat 43.2927, lon 5.5706",)),
        ({"lat": "43.2927, 5.5706", "commune": "Aubagne"}, "lat", ("lat 43.2927, lon 5.5706",)),
        (
            {"lat": "43°17'33.7\"N", "lon": "5°34'14.2\"E", "commune": "Aubagne"},
            "lat",
            ("lat 43.2927, lon 5.5706",),
        ),
        ({"lat": 314159, "lon": 7634159, "commune": "Saint-Denis"}, "lat", ("projection",)),
    ],
)
def test_what_cannot_be_found_is_said_once_with_a_remedy(
    tmp_path: Path, known: Finder, place: dict[str, Any], path: str, words: tuple[str, ...]
) -> None:
    with pytest.raises(ScenarioError) as caught:
        read(tmp_path, said(**place), known)
    (fault,) = caught.value.faults
    at = "associations.secours-populaire.place"
    assert fault.path == (f"{at}.{path}" if path else at)
    assert all(word in fault.text.fr for word in words), fault.text.fr


def test_a_workbook_without_points_names_the_cell(tmp_path: Path, known: Finder) -> None:
    made = said(address="12 République", commune="Aubagne")
    path = tmp_path / "town.xlsx"
    path.write_bytes(workbook(made, "fr", "town.xlsx"))
    with pytest.raises(ScenarioError) as caught:
        load(path, finder=known)
    assert [one.place.rpartition(":")[2] for one in caught.value.faults] == ["Associations!D3"]
    made["associations"][0]["place"]["address"] = "12 Rue de la République, 13400 Aubagne"
    path.write_bytes(workbook(made, "fr", "town.xlsx"))
    assert load(path, finder=known).scenario.associations[0].place.lat == 43.29


def test_points_are_put_in_a_file_and_kept_as_long_as_they_hold(known: Finder) -> None:
    before = said(address="12 rue de la République", commune="Aubagne")
    after, found, wrong = filled(before, finder=known)
    assert not wrong
    assert [one.name for one in found] == ["Secours populaire (section)"]
    place = after["associations"][0]["place"]
    assert (place["lat"], place["lon"]) == (43.29, 5.5612)
    # the same again, with no file of addresses
    assert canonical(filled(after, after, Finder())[0]) == canonical(after)
    # another address: looked up again; a point moved by hand: typed from now on
    place["address"] = "3 bd Foch"
    renewed = filled(after, before, known)[0]["associations"][0]["place"]
    assert (renewed["lat"], renewed["address"]) == (43.285, "3 bd Foch")
    place |= {"address": "12 rue de la République", "lat": 43.291}
    old = said(**(place | {"lat": 43.29}))
    moved = filled(after, old, known)[0]["associations"][0]["place"]
    assert (moved["lat"], "source" in moved) == (43.291, False)


def test_an_address_changed_in_a_file_is_told(tmp_path: Path, known: Finder) -> None:
    made, _, _ = filled(said(address="3 bd Foch", commune="Aubagne"), finder=known)
    made["associations"][0]["place"]["address"] = "12 rue de la République"
    told = read(tmp_path, made, known).warnings[0]
    assert told.code == "position_of_another_address"
    assert "Videz" in told.text.fr


def test_a_latitude_that_cannot_be_read_lacks_no_half(known: Finder) -> None:
    made = planted(said(lat=None, lon=5.5, commune="Aubagne"), Mark("town.xlsx"))
    lat = find(made, ("associations", 0, "place", "lat"))
    place = find(made, ("associations", 0, "place"))
    assert lat is not None
    assert place is not None
    assert isinstance(place.value, dict)
    place.value["lat"] = Entry(lat.mark, replace(lat, unreadable=True))
    assert located(made, TOP, known)[1] == []


def test_a_commune_within_an_address_is_meant(tmp_path: Path, known: Finder) -> None:
    with pytest.raises(ScenarioError, match='Did you mean "Gémenos"'):
        read(tmp_path, said(address="3 rue Foch, Gemenoss"), known)


def test_an_unknown_commune_hides_no_other_fault(tmp_path: Path, known: Finder) -> None:
    made = said(commune="Trifouillis-les-Oies")
    made["associations"][1]["id"] = made["associations"][2]["id"]
    made["policy"]["pools"][0]["hub"] = "nobody"
    with pytest.raises(ScenarioError) as refused:
        read(tmp_path, made, known)
    told = [one.text.fr for one in refused.value.faults]
    assert any("Trifouillis" in one for one in told)
    assert any("nobody" in one for one in told)
    assert len(told) >= 3
    # where it stands meanwhile is told of nobody
    assert not any(
        "place" in one.path and "Trifouillis" not in one.text.fr for one in refused.value.faults
    )
