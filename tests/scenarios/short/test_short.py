from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from scenarios import Loaded, ScenarioError, load
from scenarios.addresses.book import books
from scenarios.addresses.finding import Finder
from scenarios.addresses.importing import import_file
from scenarios.beginning.answers import begun
from scenarios.forms import content, yaml
from scenarios.short.drawing import book
from tests.helpers.addresses import lines
from tests.helpers.beginning import answers
from tests.helpers.short import filled, opened, saved


def read(folder: Path, made: Any) -> Loaded:
    path = folder / "ville.xlsx"
    path.write_bytes(saved(made))
    return load(path)


def faults(folder: Path, made: Any) -> dict[str, str]:
    with pytest.raises(ScenarioError) as caught:
        read(folder, made)
    places = [one.place.rpartition(".xlsx:")[2] for one in caught.value.faults]
    return dict(zip(places, (one.text.fr for one in caught.value.faults), strict=True))


def test_a_town_without_an_id_or_a_coordinate(tmp_path: Path) -> None:
    found = read(tmp_path, filled()).scenario
    assert [one.id for one in found.associations] == ["epicerie-du-coeur-vallon", "secours"]
    assert [one.id for one in found.donors] == ["lidl", "lidl-2"]
    assert found.donors[1].offers[0].kg == 80.5
    assert found.donors[0].offers[0].days == ("mon", "thu")
    assert [one.day for one in found.associations[1].openings] == ["mon", "tue", "wed"]
    assert found.vehicles[0].cold == "refrigerated"
    # whoever has a vehicle has a crew
    assert {one.association for one in found.people} == {"secours"}
    again = tmp_path / "again.yaml"
    again.write_text(yaml(content(tmp_path / "ville.xlsx")), encoding="utf-8")
    assert load(again).scenario == found


def test_an_empty_one_says_what_to_fill_in(tmp_path: Path) -> None:
    found = faults(tmp_path, opened())
    assert set(found) == {
        "'Ma ville'!B2",
        "'Ma ville'!B4",
        "Associations!A2",
        "Magasins!A2",
        "Véhicules!A2",
    }


def test_notes_ask_nothing_of_free_texts() -> None:
    made = load_workbook(io.BytesIO(book(begun("fr", date(2026, 11, 30)), "fr", "ville.xlsx")))
    notes = [
        cell.comment.text
        for sheet in made
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    ]
    assert notes
    assert not any("caractère" in one for one in notes)


def test_all_faults_at_once_each_with_its_cell(tmp_path: Path) -> None:
    made = filled()
    made["Magasins"]["D3"] = "secour"
    made["Magasins"]["E2"] = "lundredi"
    made["Magasins"]["F2"] = -3
    made["Associations"]["C3"] = "beaucoup"
    made["Associations"]["K4"] = "à rappeler"
    made.create_sheet("Calculs")["A1"] = 1
    found = faults(tmp_path, made)
    assert set(found) == {
        "Magasins!D3",
        "Magasins!E2",
        "Magasins!F2",
        "Associations!C3",
        "Associations!K4",
        "Calculs",
    }
    assert "« Secours »" in found["Magasins!D3"]


def test_two_of_one_name_are_told_where_one_is_named(tmp_path: Path) -> None:
    made = filled()
    made["Associations"]["A3"] = "Épicerie du Cœur, Vallon"
    made["Véhicules"]["B2"] = "Épicerie du Cœur, Vallon"
    made["Magasins"]["D3"] = None
    found = faults(tmp_path, made)
    assert set(found) == {"Magasins!D2", "Magasins!D3", "Véhicules!B2"}
    assert "lignes 2, 3" in found["Magasins!D2"]


def test_what_makes_no_sense_stands_at_the_cell_it_came_from(tmp_path: Path) -> None:
    made = filled()
    made["Associations"]["F2"] = "8h"
    assert set(faults(tmp_path, made)) == {"Associations!F2"}


def test_totals_are_told_and_not_counted(tmp_path: Path) -> None:
    made = filled()
    made["Associations"]["A4"], made["Associations"]["C4"] = "Total", 270
    told = [one.text.fr for one in read(tmp_path, made).warnings if one.code == "not_read"]
    assert told == ['ville.xlsx:Associations!A4 : Ligne de total, non comptée : "Total 270".']


def test_answers_drawn_read_back_with_their_ids(tmp_path: Path) -> None:
    said = answers()
    said["stores"][0]["label"] = "Another name"
    said["commune"] = "Aubagne"
    for one in (*said["associations"], *said["stores"]):
        one["address"] = "Aubagne"
    path = tmp_path / "town.xlsx"
    path.write_bytes(book(said, "en", "town.xlsx"))
    found = load(path).scenario
    assert [one.id for one in found.donors] == [one["id"] for one in said["stores"]]
    assert found.donors[0].label == "Another name"


def test_numbers_with_the_unit_of_their_column_and_plain_names_are_read(tmp_path: Path) -> None:
    made = filled()
    made["Associations"]["C2"] = "12 personnes"
    made["Magasins"]["F2"] = "14 caisses"
    made["Magasins"]["G3"] = "33 kg"
    made["Magasins"]["D3"] = "Epicerie du coeur Vallon"
    made["Magasins"]["A4"], made["Magasins"]["F4"] = "TOTAL", "26 caisses"
    found = read(tmp_path, made)
    assert found.scenario.associations[0].people == 12
    assert [one.offers[0].kg for one in found.scenario.donors][1] == 33
    assert {one.holder for one in found.scenario.donors} == {"epicerie-du-coeur-vallon"}
    assert any("TOTAL" in one.text.fr for one in found.warnings)
    # another unit than that of the column is refused, a word begun is told whole
    made["Magasins"]["F2"] = "14 kg"
    made["Magasins"]["C3"] = "grossiste"
    assert set(told := faults(tmp_path, made)) == {"Magasins!F2", "Magasins!C3"}
    assert "Vouliez-vous dire « Grossiste en fruits et légumes » ?" in told["Magasins!C3"]


def test_rhythms_are_read_and_drawn_back(tmp_path: Path) -> None:
    made = filled()
    made["Associations"]["D2"] = "1er et 3e mardi du mois"
    made["Magasins"]["E2"] = "lundi, jeudi (semaines impaires)"
    found = read(tmp_path, made).scenario
    assert found.associations[0].openings[0].of_month == ("first", "third")
    offer = found.donors[0].offers[0]
    assert (offer.days, offer.weeks) == (("mon", "thu"), "odd")
    made["Magasins"]["E2"] = "un lundi sur deux"
    made["Véhicules"]["E2"] = "lundi (semaines paires)"
    assert set(told := faults(tmp_path, made)) == {"Magasins!E2", "Véhicules!E2"}
    assert "Écrivez lesquelles" in told["Magasins!E2"]
    said = answers()
    said["stores"][0] |= {"days": ["mon"], "weeks": "even"}
    drawn = load_workbook(io.BytesIO(book(said, "fr", "f.xlsx")))
    assert drawn["Magasins"]["E2"].value == "lundi (semaines paires)"


def test_a_commune_nearly_known_is_never_the_town(tmp_path: Path) -> None:
    made = filled()
    made["Associations"]["B2"] = "3 rue Foch, Gemenoss"
    made["Magasins"]["B3"] = "5 rue Foch 13420 Gemenoss"
    made["Magasins"]["B2"] = "Peypine"
    found = faults(tmp_path, made)
    assert set(found) == {"Associations!B2", "Magasins!B2", "Magasins!B3"}
    assert all("Vouliez-vous dire" in one for one in found.values())


def test_a_file_of_addresses_that_comes_meanwhile_counts(tmp_path: Path) -> None:
    made = filled()
    # a commune that no table has, until a file of addresses has it
    made["Magasins"]["B2"] = "3 rue Foch, Pertuis"
    path = tmp_path / "ville.xlsx"
    path.write_bytes(saved(made))
    assert load(path, finder=Finder()).scenario.donors[0].place.commune == "Aubagne"
    street = ("Rue Foch", "84120", "84089", "Pertuis", 43.69, 5.5, range(1, 9), "")
    (tmp_path / "a.csv").write_text("\n".join(lines([street])), encoding="utf-8")
    import_file(tmp_path / "a.csv", tmp_path)
    known = Finder(books(tmp_path))
    assert load(path, finder=known).scenario.donors[0].place.commune == "Pertuis"


def test_names_of_two_people_are_counted_each_by_itself(tmp_path: Path) -> None:
    made = filled()
    for row in (["Secours", "Paul", 1, 1], ["Secours", "Léa", 2, 0]):
        made["Équipages"].append(row)
    people = [one.label for one in read(tmp_path, made).scenario.people]
    assert people == ["Paul 1", "Paul 2", "Léa 1", "Léa 2"]


def test_a_question_nearly_spelt_is_meant(tmp_path: Path) -> None:
    made = filled()
    made["Ma ville"]["A4"] = "Comune"
    made["Magasins"]["C2"] = "supermarch"
    found = faults(tmp_path, made)
    assert "Vouliez-vous dire « Commune » ?" in found["'Ma ville'!A4"]
    assert "Vouliez-vous dire « Supermarché » ?" in found["Magasins!C2"]


def test_what_people_type_is_understood(tmp_path: Path) -> None:
    made = filled()
    made["Magasins"]["B2"] = "43,2912, 5.5701"
    made["Magasins"]["B3"] = "La Penne s/ Huveaune"
    made["Magasins"]["H2"], made["Magasins"]["I2"] = 8, "10"
    one, other = read(tmp_path, made).scenario.donors
    assert (one.place.lat, one.place.lon, one.place.commune) == (43.2912, 5.5701, "Aubagne")
    assert not one.place.assumed
    assert other.place.commune == "La Penne-sur-Huveaune"
    assert (one.offers[0].opens, one.offers[0].closes) == ("08:00", "10:00")
    made["Véhicules"]["C2"] = "frigo"
    made["Magasins"]["L1"] = "Téléphone"
    found = faults(tmp_path, made)
    assert "Vouliez-vous dire « Camion frigorifique » ?" in found["Véhicules!C2"]
    # a column that nobody sees is not asked for
    assert "Jusqu'à" in found["Magasins!L1"]
    assert " id" not in found["Magasins!L1"]


def test_a_town_of_which_nothing_is_known_is_told_once(tmp_path: Path) -> None:
    made = filled()
    made["Ma ville"]["B4"] = "Marvejols"
    # sites of a commune of their own need no other
    read(tmp_path, made)
    for n in (2, 3):
        made["Magasins"][f"B{n}"] = f"{n} rue Haute"
    found = faults(tmp_path, made)
    assert set(found) == {"'Ma ville'!B4"}
    assert "Importez le fichier d'adresses" in found["'Ma ville'!B4"]
