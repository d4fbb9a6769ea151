from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.addresses.candidates import chosen
from scenarios.addresses.finding import Finder, default_finder, find
from tests.helpers.addresses import book, finder


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    return finder(tmp_path_factory.mktemp("addresses"))


@pytest.mark.parametrize(
    ("text", "commune", "label"),
    [
        ("12 rue de la République", "Aubagne", "12 Rue de la République, 13400 Aubagne"),
        ("12 RUE DE LA REPUBLIQUE", "AUBAGNE", "12 Rue de la République, 13400 Aubagne"),
        ("12, r. republique", "aubagne", "12 Rue de la République, 13400 Aubagne"),
        ("12 r. Republique 13400 AUBAGNE CEDEX", "", "12 Rue de la République, 13400 Aubagne"),
        ("12 av. de la Republiqe", "Aubagne", "12 Avenue de la République, 13400 Aubagne"),
        ("3 bd Foch", "Aubagne", "3 Boulevard du Maréchal Foch, 13400 Aubagne"),
        ("3 Bd du Mal Foch, Aubagne", "", "3 Boulevard du Maréchal Foch, 13400 Aubagne"),
        ("rue du 8 mai 1945", "Aubagne", "Rue du 8 Mai 1945, 13400 Aubagne"),
        ("4 rue du 8-Mai-1945", "Aubagne", "4 Rue du 8 Mai 1945, 13400 Aubagne"),
        ("ch. St Michel n° 5", "Aubagne", "5 Chemin Saint-Michel, 13400 Aubagne"),
        ("5 vieux chemin", "Aubagne", "5 Chemin Saint-Michel, 13400 Aubagne"),
        ("10 route de Gémenos", "Aubagne", "10 Route de Gémenos, 13400 Aubagne"),
        (
            "ZI les Paluds, 180 bis av. Pic de Bertagne - 13420 Gémenos",
            "",
            "180 bis Avenue du Pic de Bertagne, 13420 Gémenos",
        ),
        (
            "Carrefour City 5 rue de la république",
            "Marseille 1er",
            "5 Rue de la République, 13001 Marseille",
        ),
        # the arrondissement that has the number
        ("45 rue de la République", "Marseille", "45 Rue de la République, 13002 Marseille"),
        # the number is not there: the nearest of its side, said to be near
        ("99 rue du 8 mai 1945", "Aubagne", "9 Rue du 8 Mai 1945, 13400 Aubagne"),
    ],
)
def test_an_address_as_people_write_it_is_found(
    known: Finder, text: str, commune: str, label: str
) -> None:
    best = chosen(find(text, commune, known))
    assert best is not None
    assert best.label == label
    assert best.level == ("near" if text.startswith("99") else best.level)
    # written in full, it is found again: what faults advise works
    again = chosen(find(best.label, "", known))
    assert again is not None
    assert (again.lat, again.lon) == (best.lat, best.lon)


@pytest.mark.parametrize(
    ("text", "commune", "count"),
    [
        ("12 République", "Aubagne", 2),
        ("rue de la République", "Marseille", 2),
        ("12 rue de la République", "", 3),
        ("12 rue Machin", "Aubagne", 0),
        ("12 rue de la République", "Reims", 0),
        ("", "Aubagne", 0),
        ("12", "Aubagne", 0),
        ("rue", "Aubagne", 0),
    ],
)
def test_what_is_not_certain_is_never_chosen(
    known: Finder, text: str, commune: str, count: int
) -> None:
    found = find(text, commune, known)
    assert chosen(found) is None
    assert len([one for one in found if one.score >= 0.8]) == count


def test_a_commune_has_a_centre(known: Finder) -> None:
    here = known.centre("AUBAGNE")
    assert here is not None
    assert (here.code, here.level, here.origin) == ("13005", "commune", "table")
    assert known.centre("Nulle-Part") is None
    assert known.nearest_commune("Aubagnes") == "Aubagne"


def test_settings_of_the_computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RAMASSE_ADDRESSES", str(book(tmp_path).parent))
    monkeypatch.delenv("RAMASSE_GEOCODING", raising=False)
    here = default_finder()
    assert [(one.name, one.addresses > 100) for one in here.books] == [("adresses-13.csv", True)]
    assert here.online is None
    # a book that is no book is passed over
    (tmp_path / "books" / "other.sqlite").write_bytes(b"nothing")
    assert len(default_finder().books) == 1
