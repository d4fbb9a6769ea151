"""Lists of outlets: their forms, dirty rows, what is merged and what is only alike."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.territory import TerritoryFiles
from models.territory_study import Facts
from scenarios import ScenarioError
from scenarios.territory.facts import facts_of
from tests.helpers.scenarios import tiny
from tests.helpers.territories import point

NETWORK = """ville;departement;ota;coord.lat;coord.lng
Aix%20en%20provence;Bouches-du-Rh%C3%B4ne;FALSE;43.529742;5.447427
SSaint%20R%C3%A9my%20de%20Provence;Bouches-du-Rh%C3%B4ne;FALSE;43.788652;4.831343
"""
SOLIGUIDE = """name,address,city,postalCode,latitude,longitude,services,category,hours,publics,\
modalities,tempClosure,updatedAt
Épicerie du Port,3 quai,Arles,13200,43.6780,4.6290,Épicerie,social_grocery_stores,\
"Mardi : 9h-12h, Jeudi : 9h-12h","familles, étudiants",,,05-10-2026
Échangée,1 rue,Arles,13200,4.6500,43.6500,,food_packages,,,,,01-02-2024
"""
INCLUSION = """id,nom,siret,rna,adresse,commune,code_insee,longitude,latitude,horaires_accueil,\
date_maj
1,EPICERIE DU PORT,73282932000074,,3 quai,Arles,13004,4.6291,43.6781,Tu 09:00-12:00,2025-11-02
2,Colis du Rhône,73282932000075,,2 place,Arles,13004,,,,2026-01-15
3,Secours en mètres,,W131000123,,Aubagne,13005,907600,6248600,,2026-03-01
4,Nulle part,,,,Ville inconnue,,,,,
"""


def read(folder: Path, *points: object, **texts: str) -> Facts:
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    world = tiny("hub").changed(associations=())
    files = TerritoryFiles(lists=tuple(f"{name}.csv" for name in texts))
    territory = world.territory.changed(files=files, points=points)
    return facts_of(world.changed(territory=territory), folder).facts


def test_a_network_s_list(tmp_path: Path) -> None:
    found = read(tmp_path, reseau=NETWORK)
    assert [one.label for one in found.points] == ["Aix en provence", "Saint-Rémy-de-Provence"]
    assert "SSaint Rémy de Provence → Saint-Rémy-de-Provence" in found.files[0].notes[0].fr
    assert {one.places_a_week for one in found.points} == {None}


def test_forms_positions_and_freshness(tmp_path: Path) -> None:
    found = read(tmp_path, soliguide=SOLIGUIDE, inclusion=INCLUSION)
    named = {one.label: one for one in found.points}
    shop = named["Épicerie du Port"]
    assert (shop.mode, shop.days_a_week, shop.admits) == ("grocery", 2.0, ("families", "students"))
    assert (shop.updated, shop.siret) == (date(2026, 10, 5), "73282932000074")
    assert shop.source == "soliguide.csv + inclusion.csv"
    assert [(one.by, one.point) for one in found.merged] == [("name", shop.id)]
    assert named["Échangée"].place.lat == 43.65
    assert named["Colis du Rhône"].place.assumed
    assert named["Colis du Rhône"].siret == ""
    assert abs(named["Secours en mètres"].place.lat - 43.3) < 0.2
    assert "Nulle part" not in named
    notes = " ".join(note.en for one in found.files for note in one.notes)
    for words in ("were swapped", "in metres", "check digit", "commune's centre", "left out"):
        assert words in notes


def test_what_only_looks_alike_is_kept_apart(tmp_path: Path) -> None:
    one = "nom;lat;lon;siret\nRestos du Cœur;43.6000;5.0000;\n"
    far = "nom;lat;lon;siret\nRESTOS DU COEUR;43.6060;5.0000;\n"
    found = read(tmp_path, a=one, b=far)
    assert len(found.points) == 2
    assert [(pair.by, pair.metres) for pair in found.merged] == [("doubt", 667)]
    # one association, one number, two outlets far apart
    both = [f"nom;lat;lon;siret\nSection {n};43.{n}000;5.0;73282932000074\n" for n in (6, 7)]
    apart = read(tmp_path, a=both[0], b=both[1])
    assert len(apart.points) == 2
    assert [pair.by for pair in apart.merged] == ["doubt"]
    near = both[1].replace("43.7000", "43.6040")
    assert len(read(tmp_path, a=both[0], b=near).points) == 1


def test_the_scenario_s_own_outlets_are_merged_too(tmp_path: Path) -> None:
    mine = point("mien", label="Restos du Cœur")
    row = "nom;lat;lon;jours_par_semaine;forme d'aide\nles restos du coeur;43.5003;5.0;3;colis\n"
    (found,) = read(tmp_path, mine, a=row).points
    assert (found.id, found.label, found.days_a_week) == ("mien", "Restos du Cœur", 1)
    assert found.mode == "parcels"


def test_a_file_that_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="no list of outlets"):
        read(tmp_path, a="x;y2\n1;2\n")


def test_cells_that_no_outlet_can_have_are_told_or_cleaned(tmp_path: Path) -> None:
    """Control characters, half letters, texts without end, people without number."""
    (tmp_path / "a.csv").write_text(
        "Nom;Commune;Latitude;Longitude\n"
        f"É\x01pi\u202e;Aubagne;43,29;5,57\n{'x' * 900};Aubagne;43,3;5,6\n"
    )
    (tmp_path / "b.json").write_text(
        '[{"name": "Demi \\ud800", "commune": "Aubagne", "lat": 43.29, "lon": 5.5}]'
    )
    world = tiny("hub")
    files = TerritoryFiles(lists=("a.csv", "b.json"))
    asked = world.changed(territory=world.territory.changed(files=files))
    found = facts_of(asked, tmp_path).facts
    found.model_dump_json().encode()
    assert any(one.label.startswith("É pi") for one in found.points)
    (tmp_path / "a.csv").write_text(
        "Nom;Commune;Latitude;Longitude;personnes_par_jour\nA;Aubagne;43,29;5,57;1e300\n"
    )
    (tmp_path / "b.json").write_text("[" * 100_000)
    with pytest.raises(ScenarioError) as caught:
        facts_of(asked, tmp_path)
    assert "b.json" in str(caught.value)
