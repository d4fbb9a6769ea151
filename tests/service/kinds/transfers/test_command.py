"""The command, its papers, what it refuses; the stock that a week's page asks for."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from models.transfers import StockLot
from models.transfers_study import TransferPlan, TransfersStudy
from service.kinds.transfers.count_form import read, sections
from service.kinds.transfers.kind import TRANSFERS
from service.kinds.transfers.page import date_said
from tests.helpers.studies import planned
from tests.service.commands import app


def call(*args: str) -> Any:
    return CliRunner().invoke(app, args, env={"COLUMNS": "100", "RAMASSE_LANG": ""})


def text(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def test_aubagne_passes_its_stock_on(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = call("transfers", "aubagne_entraide", "--iterations", "20", "--out", str(out))
    assert done.exit_code == 0, done.output
    told = " ".join(done.stdout.split())
    assert "478 kg sont sauvés de la poubelle sur 529 kg" in told
    assert "2 trajets déjà prévus et 1 nouveau trajet de 6 km" in told
    study = TransfersStudy.model_validate_json((out / "study.json").read_text("utf-8"))
    assert study.violations == ()
    assert all(one.proved for one in study.levels)
    book = load_workbook(out / "classeur.xlsx")
    assert book.sheetnames[0] == "Qui passe quoi à qui"
    notes = text(out / "bons-de-remise.pdf")
    assert notes.count("Bon de remise") == 3
    assert "Signature de qui reçoit" in notes
    assert "Fourgon des Restos" in notes


def test_all_faults_in_one_message() -> None:
    refused = call(
        *("transfers", "aubagne_entraide", "--lang", "en"),
        *("--set", "transfers.lots.yaourts-restos.date=2026-11-20"),
        *("--set", "transfers.lots.soupe-ccas.cooked=home"),
        *("--set", "transfers.lots.pain-femmes.association=nowhere"),
        *("--set", "transfers.lots.riz-solidarite.unit_kg=999"),
        *("--set", "transfers.fixed=[{lot: surgele-roquevaire, to: solidarity, kg: 90}]"),
        *("--set", "transfers.trips.course-solidarite.cold_kg=0"),
    )
    assert refused.exit_code == 2
    told = " ".join(refused.output.split())
    for said in (
        "The use-by date (2026-11-20) is past when stock is counted (2026-11-30)",
        "Home-made food is not passed on",
        '"nowhere", which does not exist',
        "A piece weighs 999 kg, the whole lot 140",
        "90 kg decided of a lot of 60",
        "insulated boxes and 0 kg of room in them",
    ):
        assert said in told, said


def test_a_transfer_that_breaks_the_cold_chain() -> None:
    refused = call(
        *("transfers", "aubagne_entraide", "--lang", "en"),
        *("--set", "transfers.trips.course-solidarite.cold=none"),
        *(
            "--set",
            "transfers.fixed=[{lot: poulet-sp, to: solidarity, kg: 8, trip: course-solidarite}]",
        ),
    )
    assert refused.exit_code == 2
    told = " ".join(refused.output.split())
    assert "would break the cold chain" in told
    assert "75 min, 30 are allowed" in told


def test_no_kilogram_at_all_is_a_fault_of_shape() -> None:
    refused = call(
        *("transfers", "aubagne_entraide", "--lang", "en"),
        *("--set", "transfers.lots.riz-solidarite.kg=0"),
        *("--set", "transfers.lots.pain-femmes.kg=-3"),
    )
    assert refused.exit_code == 2
    assert refused.output.count("transfers.lots.") >= 2


def test_a_town_without_stock() -> None:
    refused = call("transfers", "aubagne_benevoles", "--lang", "en")
    assert refused.exit_code == 2
    assert "has no stock counted" in " ".join(refused.output.split())


LINE = {"where.0": ["secours"], "family.0": ["dry"], "kg.0": ["12,5"], "until.0": ["2026-12-05"]}
DAY = {"counted_on": ["2026-11-30"]}


def test_a_date_of_another_year_is_told_with_its_year() -> None:
    world = planned().scenario
    known = {"id": "l", "association": "secours", "family": "dry", "kg": 5.0}
    told = [
        date_said(world, StockLot.model_validate(known | {"date": day}), language)
        for day in ("2026-12-05", "2028-06-30")
        for language in ("fr", "en")
    ]
    assert told == ["DLC 05/12", "use by 5 Dec", "DLC 30/06/2028", "use by 30 Jun 2028"]


def test_the_form_reads_what_was_counted() -> None:
    asked, wrong = read(DAY | LINE | {"datekind.0": ["best_before"], "new_trips": ["0"]}, planned())
    assert not wrong
    assert "transfers.counted_on=2026-11-30" in asked["sets"]
    assert "transfers.new_trips=0" in asked["sets"]
    assert '"kg": 12.5' in asked["sets"][-1]
    assert '"date_kind": "best_before"' in asked["sets"][-1]


def test_units_are_typed_where_a_family_is_counted() -> None:
    week = planned()
    dry = week.scenario.family["dry"].changed(unit="paquet", kg_per_unit=1.5, target_units=2)
    families = tuple(dry if one.id == "dry" else one for one in week.scenario.families)
    counted = week.changed(scenario=week.scenario.changed(families=families))
    for typed in ("12 u", "12 paquets", "18"):
        asked, wrong = read(DAY | LINE | {"kg.0": [typed]}, counted)
        assert not wrong
        assert '"kg": 18' in asked["sets"][-1]
    _, (wrong_,) = read(DAY | LINE | {"kg.0": ["12 cartons"]}, counted)
    assert "12 u" in wrong_.text.en
    _, (wrong_,) = read(DAY | LINE | {"kg.0": ["12 u"]}, week)
    assert "12 u" not in wrong_.text.en.removeprefix("Found 12 u.")


def test_the_form_says_all_that_is_wrong() -> None:
    _, wrong = read(
        DAY
        | LINE
        | {"kg.0": ["0"], "until.0": ["2026-11-01"], "kg.1": ["5"], "counted_on": ["soon"]},
        planned(),
    )
    assert [one.field for one in wrong] == ["counted_on", "kg.0", "where.1"]
    _, wrong = read(DAY | LINE | {"until.0": ["2026-11-01"]}, planned())
    assert [one.field for one in wrong] == ["until.0"]
    _, wrong = read(DAY, planned())
    assert "Aucun lot" in wrong[0].text.fr


def test_the_form_offers_the_places_of_the_week() -> None:
    first, lots = sections(planned(), "fr")
    names = [one.name for one in first.parts]  # type: ignore[union-attr]
    assert names == ["counted_on", "new_trips"]
    (rows,) = lots.parts
    assert len(rows.rows) >= 10  # type: ignore[union-attr]


@pytest.mark.parametrize("handovers", [(), (None,)])
def test_notes_are_offered_where_something_is_handed_over(handovers: tuple[None, ...]) -> None:
    parts: Any = {"handovers": handovers}
    plan: Any = {"plan": TransferPlan.model_construct(**parts)}
    assert len(TRANSFERS.steps(TransfersStudy.model_construct(**plan))) == len(handovers)
