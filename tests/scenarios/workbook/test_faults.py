"""What is wrong in a workbook: all at once, each with its sheet and cell."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest

from scenarios import ScenarioError, load
from tests.scenarios.workbook.books import (
    NAME,
    cell,
    changed,
    faults,
    read,
    repacked,
    setting,
    typed,
    village,
)


@pytest.fixture
def book() -> bytes:
    return village()


def test_values_of_every_kind_at_once(tmp_path: Path, book: bytes) -> None:
    wrong: list[str] = []

    def spoil(opened: Any) -> None:
        wrong.append(typed(opened, "Véhicules", "cold", "frigo"))
        wrong.append(typed(opened, "Véhicules", "days.tue", "mardi"))
        wrong.append(typed(opened, "Véhicules", "payload_kg", -5, row=4))
        wrong.append(typed(opened, "Associations", "people", "beaucoup"))
        wrong.append(typed(opened, "Associations", "counted_on", "hier", row=4))
        wrong.append(typed(opened, "Distributions", "starts", time(14, 0, 30)))
        wrong.append(typed(opened, "Magasins", "private", "peut-être", row=4))
        wrong.append(typed(opened, "Magasins", "place.lat", 143.0))
        wrong.append(typed(opened, "Équipages", "id", "Été 1"))
        wrong.append(typed(opened, "Types de magasins", "reject_rate", 16))
        week = setting(opened, "week_of")
        week.value = datetime(2026, 11, 23, 8, 30)
        wrong.append(f"Scénario!{week.coordinate}")

    found = faults(tmp_path, changed(book, spoil))
    assert set(found) == set(wrong)
    assert "frigorifique, norvégiennes, aucun" in found[wrong[0]].text.fr
    assert found[wrong[0]].path == "Froid"
    assert "croix" in found[wrong[1]].text.fr
    assert "30/11/2026" in found[wrong[-1]].text.fr
    assert list(found) == sorted(found, key=lambda place: SHEETS.index(place.split("!")[0]))


SHEETS = [
    "Scénario",
    "Associations",
    "Distributions",
    "'Types de magasins'",
    "Magasins",
    "Véhicules",
    "Équipages",
]


def test_what_makes_no_sense_is_said_with_its_cell(tmp_path: Path, book: bytes) -> None:
    wrong: list[str] = []

    def spoil(opened: Any) -> None:
        wrong.append(typed(opened, "Magasins", "holder", "secour"))
        wrong.append(typed(opened, "Groupes", "members", "secours, restaus"))
        wrong.append(typed(opened, "Équipages", "id", "p1", row=4))
        typed(opened, "Dons", "closes", time(7, 0))
        typed(opened, "Types de magasins", "family_shares.dairy", 0.5)

    found = faults(tmp_path, changed(book, spoil))
    assert set(wrong) < set(found)
    assert "secours" in found[wrong[0]].text.fr
    assert found[wrong[0]].path == "Titulaire"
    assert any(place.startswith("Dons!") for place in found)
    assert any(place.startswith("'Types de magasins'!") for place in found)


def test_what_is_missing_is_said_where_it_should_be(tmp_path: Path, book: bytes) -> None:
    no_day: list[str] = []

    def spoil(opened: Any) -> None:
        cell(opened, "Associations", "label").value = None
        cell(opened, "Magasins", "place.lon", 4).value = "   "
        setting(opened, "label").value = None
        for day in ("mon", "tue"):
            setting(opened, f"days.{day}").value = None
        no_day.append(f"Scénario!{setting(opened, 'days.mon').coordinate}")
        cell(opened, "Dons", "donors.id", 4).value = "hyper-1"
        opened["Plages"].delete_rows(3)

    found = faults(tmp_path, changed(book, spoil))
    assert set(found) == {
        "Associations!B3",
        "Magasins!F4",
        "Scénario!B4",
        *no_day,
        "Magasins!A4",
        "Plages!A3",
    }
    assert "feuille « Dons »" in found["Magasins!A4"].text.fr
    assert "croix" in found[no_day[0]].text.fr


def test_rows_of_nobody(tmp_path: Path, book: bytes) -> None:
    def spoil(opened: Any) -> None:
        cell(opened, "Dons", "donors.id", 3).value = "hyper1"
        cell(opened, "Dons", "donors.id", 4).value = None

    found = faults(tmp_path, changed(book, spoil))
    assert "« Hyper »" in found["Dons!A3"].text.fr
    assert "vide" in found["Dons!A4"].text.fr


def test_sheets_and_columns_that_are_not_the_templates(tmp_path: Path, book: bytes) -> None:
    def spoil(opened: Any) -> None:
        opened["Équipages"].title = "Équipage"
        opened["Remarques"].title = "Mes calculs"
        opened["Mes calculs"]["A3"] = 1
        opened["Véhicules"]["B2"] = "labl"
        opened["Véhicules"]["B1"] = "Nomm"
        opened["Magasins"]["C2"] = None
        opened["Magasins"]["C1"] = None
        opened["Familles"]["B2"] = "id"

    found = faults(tmp_path, changed(book, spoil))
    assert "« Équipages »" in found["Équipage"].text.fr
    assert "#" in found["'Mes calculs'"].text.fr
    assert "« Nom »" in found["Véhicules!B2"].text.fr
    assert ": Nom." in found["Véhicules"].text.fr
    assert "titre" in found["Magasins!C3"].text.fr
    assert ": Type." in found["Magasins"].text.fr
    assert "Familles!B2" in found


def test_a_missing_sheet_that_is_needed(tmp_path: Path, book: bytes) -> None:
    def spoil(opened: Any) -> None:
        for name in ("Associations", "Scénario", "Engagements"):
            opened.remove(opened[name])

    path = tmp_path / NAME
    path.write_bytes(changed(book, spoil))
    with pytest.raises(ScenarioError) as caught:
        load(path)
    said = caught.value.message("fr")
    assert "« Associations » manque" in said
    assert "« Scénario » manque" in said
    assert "Engagements" not in said


def test_columns_and_settings_taken_out(tmp_path: Path, book: bytes) -> None:
    def spoil(opened: Any) -> None:
        town = opened["Scénario"]
        town.delete_rows(setting(opened, "label").row)
        town.delete_rows(setting(opened, "week_of").row)
        kinds = opened["Types de magasins"]
        for _ in range(2):
            kinds.delete_cols(cell(opened, "Types de magasins", "loading_min").column - 1)
        people = opened["Équipages"]
        people.delete_cols(cell(opened, "Équipages", "association").column)

    path = tmp_path / NAME
    path.write_bytes(changed(book, spoil))
    with pytest.raises(ScenarioError) as caught:
        load(path)
    said = caught.value.message("fr")
    assert "village.xlsx:Scénario — La colonne ou le réglage « Nom du scénario » manque" in said
    assert "— La colonne ou le réglage « Semaine du » manque" in said
    assert "'Types de magasins'" in said
    assert "family_shares" not in said
    assert "colonnes : Association" in said
    assert len(caught.value.faults) == 4


def test_formulas_count_for_their_result(tmp_path: Path, book: bytes) -> None:
    wrong: list[str] = []

    def spoil(opened: Any) -> None:
        wrong.append(typed(opened, "Associations", "people", "=60+60"))
        wrong.append(typed(opened, "Dons", "kg", "=100*2"))

    made = changed(book, spoil)
    found = faults(tmp_path, made)
    assert set(found) == set(wrong)
    assert all("formule" in fault.text.fr for fault in found.values())
    parts = {}
    for number in range(1, 40):
        name = f"xl/worksheets/sheet{number}.xml"
        text = _part(made, name)
        if b"<f>" in text:
            text = text.replace(b"<f>60+60</f><v></v>", b"<f>60+60</f><v>120</v>")
            text = text.replace(b"<f>60+60</f><v />", b"<f>60+60</f><v>120</v>")
            text = text.replace(b"<f>100*2</f><v />", b"<f>100*2</f><v>200</v>")
            parts[name] = text.replace(b"<f>100*2</f><v></v>", b"<f>100*2</f><v>200</v>")
    scenario = read(tmp_path, repacked(made, parts)).scenario
    assert scenario.association["secours"].people == 120
    assert scenario.donors[0].offers[0].kg == 200


def _part(book: bytes, name: str) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(book)) as opened:
        return opened.read(name) if name in opened.namelist() else b""


def test_errors_and_merged_cells(tmp_path: Path, book: bytes) -> None:
    wrong: list[str] = []

    def spoil(opened: Any) -> None:
        wrong.append(typed(opened, "Associations", "people", "#N/A"))
        cell(opened, "Associations", "people").data_type = "e"
        opened["Véhicules"].merge_cells("B3:B4")

    found = faults(tmp_path, changed(book, spoil))
    assert "#N/A" in found[wrong[0]].text.fr
    assert "fusion" in found["Véhicules!B3"].text.fr


def test_variants_are_checked_by_cell(tmp_path: Path, book: bytes) -> None:
    def spoil(opened: Any) -> None:
        sheet = opened["Changements"]
        sheet["B3"] = "policy.pools.town.mod"
        sheet["A4"] = "alon"
        sheet["C5"] = None

    found = faults(tmp_path, changed(book, spoil), "alone")
    assert "mode" in found["Changements!C3"].text.fr
    assert "alone" in found["Changements!A4"].text.fr
    assert "null" in found["Changements!C5"].text.fr


def test_variants_without_a_name_or_twice(tmp_path: Path, book: bytes) -> None:
    def spoil(opened: Any) -> None:
        sheet = opened["Variantes"]
        sheet["B4"] = None
        sheet["A5"] = "alone"
        sheet["B6"] = "Sans identifiant"
        opened["Changements"]["A6"] = "alone"
        opened["Changements"]["B6"] = "policy.pools.town.mode"
        opened["Changements"]["C6"] = "hub"

    found = faults(tmp_path, changed(book, spoil))
    assert set(found) == {"Variantes!B4", "Variantes!A5", "Variantes!A6", "Changements!B6"}


def test_a_fault_of_a_variant_names_its_change(tmp_path: Path, book: bytes) -> None:
    def spoil(opened: Any) -> None:
        opened["Changements"]["C3"] = "alon"

    made = changed(book, spoil)
    read(tmp_path, made)
    found = faults(tmp_path, made, "alone")
    assert list(found) == ["Changements!C3"]


def test_options_come_after_the_workbook(tmp_path: Path, book: bytes) -> None:
    path = tmp_path / NAME
    path.write_bytes(book)
    scenario = load(path, "alone_open", ["associations.secours.people=7"]).scenario
    assert scenario.association["secours"].people == 7
    assert scenario.variant == "alone_open"
    assert "van-2" not in scenario.vehicle


def test_a_newer_form_is_refused(tmp_path: Path, book: bytes) -> None:
    def spoil(opened: Any) -> None:
        opened["_meta"]["B2"] = 99

    assert list(faults(tmp_path, changed(book, spoil))) == ["_meta!B2"]
