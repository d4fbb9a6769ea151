"""The command of a solidarity fridge, its sheet, and what it refuses."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from typer.testing import CliRunner

from models.fridge_study import FridgeStudy
from service.kinds.fridge.page import counted, fridge_page
from solver.fridge.plan import plan_fridge
from tests.helpers.fridges import town
from tests.service.commands import app


def call(*args: str) -> Any:
    return CliRunner().invoke(app, args, env={"COLUMNS": "100", "RAMASSE_LANG": ""})


def test_the_fridge_of_aubagne(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = call("fridge", "aubagne_entraide", "--out", str(out))
    assert done.exit_code == 0, done.output
    told = " ".join(done.stdout.split())
    assert "Frigo double, emplacement « Médiathèque » : 990 personnes" in told
    assert "il est tenu 21 jours sur 28" in told
    study = FridgeStudy.model_validate_json((out / "study.json").read_text("utf-8"))
    assert study.violations == ()
    # the model that is enough on nine days of ten, where one size less is not
    fits = {one.size: one.fits for one in study.sizes}
    assert fits["small"] < 0.9 <= fits["double"]
    assert load_workbook(out / "classeur.xlsx").sheetnames[0] == "Ce qu’il sauverait"
    pdf = subprocess.run(
        ["pdftotext", "-layout", str(out / "fiche-du-frigo.pdf"), "-"],
        capture_output=True,
        check=True,
    ).stdout.decode()
    assert pdf.count("fermé") == study.empty == 7
    assert "4 °C au plus" in " ".join(pdf.split())
    assert "Plats faits maison" in pdf


def test_all_faults_in_one_message() -> None:
    refused = call(
        *("fridge", "aubagne_entraide", "--lang", "en"),
        *("--set", "fridge.surplus.0.cooked=home"),
        *("--set", "fridge.sizes=[]"),
        *("--set", "fridge.zones=[]"),
    )
    assert refused.exit_code == 2
    told = " ".join(refused.output.split())
    assert "Home-made surplus never goes into" in told
    assert "has no model of fridge" in told
    assert "has no quarter" in told


def test_a_town_that_prepares_none() -> None:
    refused = call("fridge", "arles", "--lang", "en")
    assert refused.exit_code == 2
    assert "prepares no solidarity fridge" in " ".join(refused.output.split())


def test_a_journal_without_short_dates() -> None:
    refused = call("fridge", "aubagne_entraide", "--journal", "--lang", "en")
    assert refused.exit_code != 0
    assert "under 48 h" in " ".join(refused.output.split())


def test_a_share_of_all_that_tells_a_small_count_is_not_told() -> None:
    """Of 10 people more than the most that two fridges reach, a share would tell the 10."""
    study = plan_fridge(town(fridges=2))
    reached = study.more[-1].people
    heads = {
        most: [
            head.text
            for section in fridge_page(study.changed(most_people=most), "en").sections
            for table in section.tables
            for head in table.columns
            if head.where
        ]
        for most in (reached + 10, reached + 500)
    }
    assert ["of all" in one for one in heads.values()] == [False, True]


def test_small_counts_are_not_told() -> None:
    assert (counted(0, "fr"), counted(10, "fr"), counted(11, "fr")) == ("0", "< 11", "11")
