"""What people see when they open a workbook."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from scenarios.forms import content, workbook
from scenarios.workbook.sheets import META
from scenarios.workbook.template import template_content
from tests.scenarios.workbook.books import cell, setting


@pytest.fixture(scope="module")
def aubagne() -> Any:
    return load_workbook(io.BytesIO(workbook(content("aubagne"), "fr", "aubagne")))


def test_sheets_of_no_use_here_are_hidden(aubagne: Any) -> None:
    state = {sheet.title: sheet.sheet_state for sheet in aubagne.worksheets}
    assert state["Engagements"] == state["Massifs"] == "visible"
    assert state["Camions partagés"] == state["Connaissances"] == state[META] == "hidden"
    guide = {row[0].value: row[2].value for row in aubagne["Lisez-moi"].iter_rows()}
    assert (guide["Magasins"], guide["Camions partagés"]) == (18, "masquée")


def test_titles_ids_and_notes(aubagne: Any) -> None:
    sheet = aubagne["Associations"]
    assert (sheet["B1"].value, sheet["B2"].value) == ("Nom", "label")
    noted = {one.value: one.comment.text for one in sheet[1] if one.comment is not None}
    assert "En kg ; vide" not in noted["Stockage froid (kg)"]
    assert noted["Stockage froid (kg)"].startswith("Frais et surgelé")
    assert noted["Nom"] == "Obligatoire."
    assert aubagne["Dons"]["A1"].value == "Magasins"
    titles = [one.value for one in aubagne["Types de magasins"][1]]
    assert "Part : Fruits et légumes" in titles


def test_numbers_dates_and_times_are_real_ones(aubagne: Any) -> None:
    opens = cell(aubagne, "Dons", "opens")
    assert (opens.value.hour, opens.number_format) == (8, "hh:mm")
    week = setting(aubagne, "week_of")
    assert week.is_date
    assert cell(aubagne, "Types de magasins", "no_show_rate").number_format.endswith("%")
    assert cell(aubagne, "Équipages", "id").number_format == "@"
    assert aubagne["Équipages"].column_dimensions["A"].number_format == "@"


def test_dropdowns(aubagne: Any) -> None:
    def choices(sheet: str, name: str) -> str:
        at = cell(aubagne, sheet, name, row=40).coordinate
        rules = aubagne[sheet].data_validations.dataValidation
        return next(str(rule.formula1) for rule in rules if at in rule.cells)

    assert choices("Véhicules", "cold") == '"frigorifique,norvégiennes,aucun"'
    assert choices("Magasins", "holder") == "'Associations'!$A$3:$A$2000"
    assert choices("Magasins", "kind") == "'Types de magasins'!$A$3:$A$2000"
    assert choices("Magasins", "private") == '"oui,non"'
    assert choices("Dons", "days.mon") == '"x"'
    assert choices("Dons", "donors.id") == "'Magasins'!$A$3:$A$2000"
    for sheet in aubagne.worksheets:
        for rule in sheet.data_validations.dataValidation:
            assert len(str(rule.formula1)) <= 255
            assert len(rule.error) <= 225
            assert len(rule.errorTitle) <= 32


def test_a_start_has_what_every_town_needs() -> None:
    french, english = template_content("fr"), template_content("en")
    assert set(french) == set(english)
    assert "associations" not in french
    ids = [[one["id"] for one in said["families"]] for said in (french, english)]
    assert ids[0] == ids[1]
    for key in ("shifts", "families", "donor_kinds"):
        pairs = zip(french[key], english[key], strict=True)
        assert all(one["label"] != other["label"] for one, other in pairs)
