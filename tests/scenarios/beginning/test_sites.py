"""A line of text says where a site lies: by its commune, by its address, or asks which."""

from __future__ import annotations

import re

import pytest

from scenarios.addresses.candidates import Candidate
from scenarios.addresses.finding import Finder
from scenarios.beginning.sites import labels, parted, site

TABLE = Finder()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("La Ciotat", ("", "La Ciotat")),
        ("13600 la ciotat", ("", "La Ciotat")),
        ("3 rue Foch 13600 La Ciotat", ("3 rue Foch", "La Ciotat")),
        ("3 rue Foch La Ciotat", ("3 rue Foch", "La Ciotat")),
        ("3 rue de La Ciotat", ("3 rue de La Ciotat", "Aubagne")),
        ("chemin d'Aubagne", ("chemin d'Aubagne", "Aubagne")),
        ("3 rue Foch, Nulle-Part", ("3 rue Foch, Nulle-Part", "Aubagne")),
        ("La Ciotat, 3 rue Foch", ("3 rue Foch", "La Ciotat")),
        ("Gémenos, route d'Aubagne", ("route d'Aubagne", "Gémenos")),
    ],
)
def test_a_text_is_a_street_and_a_commune(text: str, found: tuple[str, str]) -> None:
    assert parted(text, "Aubagne", TABLE) == found


def test_without_a_file_the_centre_of_the_commune_is_assumed() -> None:
    found = site("3 rue Foch, Gémenos", "Aubagne", "fr", TABLE).place
    assert found is not None
    assert (found.assumed, found.commune, found.address) == (True, "Gémenos", "3 rue Foch")
    nowhere = site("Aubange", "", "fr", TABLE)
    assert nowhere.place is None
    assert nowhere.why is not None
    assert "Aubagne" in nowhere.why.fr


@pytest.mark.parametrize("text", ["897300, 6247900", "6247900 ; 897300", "0, 0", "0 0"])
def test_two_numbers_that_are_no_point_are_never_the_town(text: str) -> None:
    found = site(text, "Aubagne", "fr", TABLE)
    assert found.place is None
    assert found.why is not None
    # followed, the advice places the site
    meant = re.search(r"« (.+) »", found.why.fr)
    assert (meant is None) == text.startswith("0")
    if meant is not None:
        followed = site(meant[1], "Aubagne", "fr", TABLE).place
        assert followed is not None
        assert followed.lat == pytest.approx(43.3, abs=0.01)


def test_candidates_of_one_name_are_told_apart_without_a_coordinate() -> None:
    here = [
        Candidate(
            label=label,
            street=label,
            commune="Aubagne",
            code="13005",
            postcode="13400",
            lat=43.3,
            lon=5.6,
            score=0.9,
            level="street",
            origin="file",
            found_in="a.csv",
        )
        for label in ("Rue Foch", "Rue Foch", "Place Foch")
    ]
    assert labels(here) == ["Rue Foch (1)", "Rue Foch (2)", "Place Foch"]


def test_a_commune_nearly_known_behind_an_address_is_asked_for() -> None:
    found = site("3 rue Foch, Gemenoss", "Aubagne", "fr", TABLE)
    assert found.place is None
    assert found.why is not None
    assert "Vouliez-vous dire « Gémenos » ?" in found.why.fr


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("5 rue Foch, Aix", "Aix-en-Provence"),
        ("La Penne", "La Penne-sur-Huveaune"),
        ("St Rémy", "Saint-Rémy-de-Provence"),
        ("Châteauneuf", "Châteauneuf-les-Martigues"),
        ("ZI Les Paluds", ""),
        ("12 chemin Saint-Michel", ""),
        ("Centre commercial La Valentine", ""),
    ],
)
def test_a_commune_called_in_short_is_asked_for_and_a_place_is_none(text: str, meant: str) -> None:
    found = site(text, "Aubagne", "fr", TABLE)
    assert (found.why is not None and f"« {meant} » ?" in found.why.fr) == bool(meant)
    assert (found.place is None) == bool(meant)
