import csv
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from models.comparison import ComparisonStudy
from models.levers import LeversStudy
from models.sharing import SharingStudy
from scenarios import Loaded, dump
from service.asking import kind as asking_kind
from service.asking.given import Given
from service.kinds.comparison import kind
from service.sources import OnDisk, Source, opened_all
from tests.helpers.hostile import HOSTILE
from tests.helpers.scenarios import tiny
from tests.service.commands import app

NAMES = ("=1+1", "@SUM(A1)", HOSTILE)
QUICK = ("--iterations", "1", "--seeds", "1", "--lang", "fr")


def call(*args: str, **env: str) -> Any:
    return CliRunner().invoke(app, args, env={"COLUMNS": "100", **env})


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small town as a file, with names that files must not obey."""
    scenario = tiny("hub", label=NAMES[0])
    donors = tuple(
        donor.changed(label=NAMES[number % len(NAMES)])
        for number, donor in enumerate(scenario.donors[: len(NAMES)])
    )
    path = tmp_path_factory.mktemp("town") / "town.yaml"
    text = dump(scenario.changed(donors=donors))
    text += (
        "variants:\n  today:\n    label: Aujourd'hui\n    set:\n      policy.pools:\n"
        "        - {id: each, label: Chacun, mode: alone, members: [secours, restos, ccas]}\n"
        "  pooled:\n    label: Ensemble\n    set: {}\n"
    )
    path.write_text(text, encoding="utf-8")
    return path


def test_compare(town: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = call("compare", str(town), *QUICK, "--weeks", "5", "--out", str(out))
    assert result.exit_code == 0, result.output
    assert {path.name for path in out.iterdir()} == {
        "study.json",
        "classeur.xlsx",
        "report.html",
        "figures.csv",
    }
    study = ComparisonStudy.model_validate_json((out / "study.json").read_text("utf-8"))
    assert study.references == ("today", "alone")
    assert [one.variant for one in study.variants] == ["today", "pooled", "alone"]
    rows = list(csv.DictReader((out / "figures.csv").read_text("utf-8").splitlines()))
    assert len(rows) == len(study.figures)
    pooled = next(row for row in rows if (row["variant"], row["association"]) == ("pooled", ""))
    assert float(pooled["value"]) == pytest.approx(study.variants[1].totals.usable_kg)
    _no_formula(out / "classeur.xlsx")
    page = (out / "report.html").read_text("utf-8")
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert "Qui y gagne" in result.stdout


def test_costs_and_what_is_kept(town: Path, tmp_path: Path) -> None:
    out, env = tmp_path / "out", {"RAMASSE_CACHE": str(tmp_path / "kept")}
    args = ("costs", str(town), *QUICK, "--rule", "shapley", "--out", str(out))
    first = call(*args, **env)
    assert first.exit_code == 0, first.output
    study = SharingStudy.model_validate_json((out / "study.json").read_text("utf-8"))
    assert study.settlement_rule == "shapley"
    assert sum(one.owes_eur for one in study.settlement) == pytest.approx(
        study.cost_eur - sum(one.borne_eur for one in study.settlement), abs=0.02
    )
    assert len(study.values) == 7
    again = call(*args, **env)
    kept = SharingStudy.model_validate_json((out / "study.json").read_text("utf-8"))
    assert (again.exit_code, kept.budget.planned) == (0, 0)
    assert kept.shares == study.shares
    sampled = call(*args, "--orders", "3", **env)
    assert sampled.exit_code == 0, sampled.output
    drawn = json.loads((out / "study.json").read_text("utf-8"))
    assert drawn["budget"]["orders"] == 3
    shapley = next(one for one in drawn["shares"] if one["rule"] == "shapley")
    assert set(shapley["error_eur"]) == {"secours", "restos", "ccas"}
    _no_formula(out / "classeur.xlsx")


@pytest.mark.long
def test_levers(town: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = call("levers", str(town), *QUICK, "--no-means", "--no-cache", "--out", str(out))
    assert result.exit_code == 0, result.output
    study = LeversStudy.model_validate_json((out / "study.json").read_text("utf-8"))
    assert study.freedom
    assert "Le prix des libertés" in result.stdout
    assert "<script" not in (out / "report.html").read_text("utf-8")
    _no_formula(out / "classeur.xlsx")


def test_all_faults_at_once(town: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = call(
        *("compare", str(town), "--variants", "poled,today", "--time-limit", "-1"),
        *("--out", str(tmp_path / "file"), "--lang", "en"),
    )
    assert result.exit_code == 2
    assert result.stderr.count("\n- ") == 3
    assert "pooled" in result.stderr
    result = call("costs", "aubagne", "--rule", "shaply", "--variant", "hubb", "--lang", "fr")
    assert result.exit_code == 2
    assert "nucleolus" in result.stderr
    assert result.stderr.count("\n- ") == 2
    assert call("levers", str(town), "--reference", "x").exit_code == 2
    assert call("compare", str(town), "--reference", "todai").exit_code == 2


def test_a_cluster_out_of_reach(town: Path) -> None:
    result = call("compare", str(town), *QUICK, "--cluster", "tcp://127.0.0.1:1")
    assert result.exit_code == 2
    assert "tcp://127.0.0.1:1" in result.stderr
    assert "Traceback" not in result.stderr


def _no_formula(path: Path) -> None:
    for sheet in load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"


def test_what_if_reads_the_default_variant_once_to_be_checked_and_once_to_be_planned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tiny.yaml"
    path.write_text(dump(tiny("hub")), encoding="utf-8")
    opened = list[tuple[object, ...]]()

    @contextmanager
    def counted(
        source: Source, wanted: Sequence[str | None], sets: Sequence[str]
    ) -> Iterator[list[Loaded]]:
        opened.append((tuple(wanted), tuple(sets)))
        with opened_all(source, wanted, sets) as found:
            yield found

    for where in (kind, asking_kind):
        monkeypatch.setattr(where, "opened_all", counted)
    change = "vehicles.car=null"
    asked = kind.ComparisonAsked(scenario="tiny", changes=(change,))
    assert not kind.COMPARISON.wrong(asked, Given(OnDisk(str(path))))
    kind.COMPARISON.variants(asked, Given(OnDisk(str(path))))
    assert opened == [((None,), ()), ((None,), (change,))]


def test_what_if_is_compared_with_what_it_changes(town: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    asked = ("--reference", "pooled", "--what-if", "vehicles.car=null", "--what-if-name", "No car")
    result = call("compare", str(town), *QUICK, "--weeks", "0", *asked, "--out", str(out))
    assert result.exit_code == 0, result.output
    study = ComparisonStudy.model_validate_json((out / "study.json").read_text("utf-8"))
    assert study.references == ("pooled", "alone")
    named = {one.variant: one.label for one in study.variants}
    assert named == {"pooled": "Ensemble", "what-if": "No car", "alone": "Chacun seul"}
    assert [one.fr for one in study.variants[1].changes] == ["No car"]
    bad = call("compare", str(town), *QUICK, "--what-if", "vehicles.tank=null", "--lang", "en")
    assert bad.exit_code == 2
    assert "tank" in bad.stderr
