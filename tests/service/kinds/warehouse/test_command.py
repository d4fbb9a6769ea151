from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from models.warehouse_study import WarehouseStudy
from scenarios import dump
from service.kinds.warehouse.supply_names import round_name
from tests.helpers.funded import two_platforms, world
from tests.helpers.warehouses import stored
from tests.service.commands import app

BAD = (
    "warehouse.funding.keys.agreed.shares.big=0.5",
    "warehouse.funding.invoiced=[{month: 1, share: 0.5}]",
)


def call(*args: str) -> Any:
    return CliRunner().invoke(app, args, env={"COLUMNS": "110", "RAMASSE_LANG": ""})


@pytest.fixture
def town(tmp_path: Path) -> str:
    path = tmp_path / "town.yaml"
    path.write_text(dump(world()), encoding="utf-8")
    return str(path)


def test_a_warehouse_and_its_invoices(tmp_path: Path, town: str) -> None:
    out = tmp_path / "out"
    result = call("warehouse", town, "--iterations", "2", "--out", str(out))
    assert result.exit_code == 0, result.output
    assert {path.name for path in out.iterdir()} == {
        "study.json",
        "classeur.xlsx",
        "report.html",
        "feuilles-de-route.pdf",
    }
    study = WarehouseStudy.model_validate_json((out / "study.json").read_text("utf-8"))
    assert study.violations == ()
    assert "150 000,00 €" in result.stdout.replace("\u202f", " ").replace("\xa0", " ")
    book = load_workbook(io.BytesIO((out / "classeur.xlsx").read_bytes()))
    sheet = book["Les factures"]
    rows = [[cell.value for cell in row[:5]] for row in sheet.iter_rows()]
    assert ["Réseau big", 0.75, 375_000, 225_000, 150_000] in rows
    assert ["Total", 1, 500_000, 300_000, 200_000] in rows
    page = (out / "report.html").read_text("utf-8")
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org", "")
    told = subprocess.run(
        ["pdftotext", "-layout", str(out / "feuilles-de-route.pdf"), "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert study.replenishment is not None
    rounds = study.replenishment.rounds
    assert all(round_name(study, one, "fr") in told for one in rounds)
    assert not any(one.id in told for one in rounds)
    assert "Point north" in told


def test_a_second_platform_in_english(tmp_path: Path) -> None:
    path = tmp_path / "two.yaml"
    path.write_text(dump(two_platforms()), encoding="utf-8")
    result = call("warehouse", str(path), "--iterations", "2", "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "What the second platform changes" in result.stdout
    assert "Points that change platform: 1 (" in result.stdout
    assert "What if…?" in result.stdout
    assert "Nothing was written" in result.stdout


def test_all_faults_at_once(tmp_path: Path, town: str) -> None:
    out = tmp_path / "out"
    sets = [part for one in BAD for part in ("--set", one)]
    result = call("warehouse", town, *sets, "--time-limit", "0", "--lang", "en", "--out", str(out))
    assert result.exit_code == 2
    assert result.stderr.count("\n- ") == 3
    assert "0.75" in result.stderr
    assert "Traceback" not in result.stderr
    assert not out.exists()


def test_a_scenario_without_a_warehouse_is_refused() -> None:
    result = call("warehouse", "aubagne")
    assert result.exit_code == 2
    assert "warehouse" in result.stderr
    assert "plateforme" in result.stderr


def test_check_says_what_a_warehouse_is(tmp_path: Path, town: str) -> None:
    result = call("check", town, "--lang", "en")
    assert result.exit_code == 0, result.output
    told = "Warehouse: 200 m², 16 places, 2 networks, 2 points, need 800 kg a week."
    assert told in result.stdout
    bare = tmp_path / "bare.yaml"
    bare.write_text(dump(stored()), encoding="utf-8")
    assert call("check", str(bare)).exit_code == 0
