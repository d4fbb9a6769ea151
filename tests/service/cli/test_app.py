import errno
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from models.study import Study
from service import files
from service.kinds.week.kind import WEEK
from service.kinds.week.words import SHEETS
from solver.routing.base import UnsupportedError
from solver.routing.problem import Feature
from solver.settings import Progress, Settings, Watcher
from tests.helpers.studies import planned
from tests.service.commands import app

TABLE = "from,to,seconds,metres\nnowhere,x,1,1\n"


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """The settings of every run asked for; each gives the same small study."""
    asked: list[Settings] = []

    def run(scenario: object, settings: Settings, *, watch: Watcher, **others: Any) -> Study:
        asked.append(settings)
        watch(Progress("alone"))
        watch(Progress("food", 812.0, 30.0, 41.0, 1.5))
        return planned()

    monkeypatch.setattr("solver.study.run", run)
    return asked


def call(*args: str, **env: str) -> Any:
    return CliRunner().invoke(app, args, env={"RAMASSE_LANG": "", "COLUMNS": "80", **env})


def test_check_sums_up() -> None:
    result = call("check", "aubagne")
    assert result.exit_code == 0
    assert "6 associations, 18 donateurs, 53 ramasses" in result.stdout
    assert "5\u202f050\u00a0kg" in result.stdout
    assert result.stderr == ""


def test_language_of_the_option_then_of_the_environment() -> None:
    assert "The scenario is sound" in call("check", "aubagne", "--lang", "en").stdout
    assert "The scenario is sound" in call("check", "aubagne", RAMASSE_LANG="en").stdout
    assert "est bon" in call("check", "aubagne", "--lang", "fr", RAMASSE_LANG="en").stdout
    assert "The scenario is sound" in call("check", "aubagne", "--set", "language=en").stdout


@pytest.mark.parametrize("command", ["check", "run"])
def test_all_faults_of_a_scenario(command: str, runs: list[Settings]) -> None:
    result = call(
        command, "aubagne", "--variant", "nowhere", "--set", "polici=1", "--set", "nothing"
    )
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n- ") == 3
    assert "Traceback" not in result.stderr
    assert not runs


def test_unknown_scenario() -> None:
    result = call("check", "aubagn", "--lang", "en")
    assert result.exit_code == 2
    assert "aubagne" in result.stderr


def test_all_faults_of_a_run(tmp_path: Path, runs: list[Settings]) -> None:
    (tmp_path / "file").touch()
    limits = ("--time-limit", "-1", "--iterations", "0", "--weeks", "-1", "--seed", "-3")
    result = call("run", "aubagn", *limits, "--out", str(tmp_path / "file"))
    assert result.exit_code == 2
    assert result.stderr.count("\n- ") == 7
    assert not runs
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("value", ["nan", "inf", "0"])
def test_endless_time_limit(value: str, runs: list[Settings]) -> None:
    assert call("run", "aubagne", "--time-limit", value).exit_code == 2
    assert not runs


def test_faults_of_the_travel_table(tmp_path: Path, runs: list[Settings]) -> None:
    (tmp_path / "times.csv").write_text(TABLE, encoding="utf-8")
    from scenarios import dump, load

    scenario = load("aubagne", "hub").scenario
    travel = scenario.travel.changed(table="times.csv")
    path = tmp_path / "town.yaml"
    path.write_text(dump(scenario.changed(travel=travel)), encoding="utf-8")
    for command in ("check", "run"):
        result = call(command, str(path), "--lang", "en")
        assert result.exit_code == 2
        assert "nowhere" in result.stderr
    assert not runs


def test_run_writes_its_files(tmp_path: Path, runs: list[Settings]) -> None:
    result = call("run", "aubagne", "--out", str(tmp_path / "out"), "--seed", "7", "--weeks", "0")
    assert result.exit_code == 0, result.stderr
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert written == {*WEEK.writes, *(one.partition("/")[0] for one in WEEK.owned)}
    assert files.REPORT in result.stdout.replace("\n", "")
    assert "812" in result.stderr
    assert (runs[0].time_limit_s, runs[0].iterations, runs[0].seed, runs[0].weeks) == (
        30,
        None,
        7,
        0,
    )


def test_run_without_a_folder_writes_nothing(
    tmp_path: Path, runs: list[Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = call("run", "aubagne", "--iterations", "50", "--engine", "ortools", "--lang", "en")
    assert result.exit_code == 0
    assert "--out" in result.stdout
    assert list(tmp_path.iterdir()) == []
    assert (runs[0].time_limit_s, runs[0].iterations, runs[0].engine) == (None, 50, "ortools")


def test_places_that_cannot_be_written_are_found_before(
    tmp_path: Path, runs: list[Settings]
) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    (tmp_path / "full" / files.STUDY).mkdir(parents=True)
    for folder, why in (("link", "pas un dossier"), ("full", "c'est un dossier")):
        result = call("run", "aubagne", "--out", str(tmp_path / folder))
        assert result.exit_code == 2
        assert why in result.stderr
    assert not runs


def test_the_plan_is_printed_even_if_its_files_cannot_be_written(
    tmp_path: Path, runs: list[Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "place", full)
    result = call("run", "aubagne", "--out", str(tmp_path))
    assert result.exit_code == 1
    assert "En bref" in result.stdout
    assert "disque plein" in result.stderr
    assert runs


def test_an_engine_that_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*args: Any, **others: Any) -> Study:
        raise UnsupportedError("ortools", frozenset({Feature.RELEASE}), ("pyvrp",))

    monkeypatch.setattr("solver.study.run", run)
    result = call("run", "aubagne", "--engine", "ortools", "--out", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert "départs au plus tôt" in result.stderr
    assert "--engine pyvrp" in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_refused_plan_fails_and_no_sheet_is_made_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*args: Any, **others: Any) -> Study:
        found = planned()
        return found.changed(violations=found.findings)

    out = tmp_path / "out"
    out.mkdir()
    (out / "agendas").mkdir()
    for earlier in (SHEETS, files.REPORT, files.BOOK, "agendas/lundi.ics"):
        (out / earlier).write_text("an earlier plan")
    monkeypatch.setattr("solver.study.run", run)
    result = call("run", "aubagne", "--out", str(out))
    assert result.exit_code == 1
    assert " ".join(result.stdout.split()).count("le contrôle refuse ce plan") == 1
    assert [one.name for one in out.rglob("*") if one.is_file()] == [files.STUDY]


def test_interrupted_once_the_plan_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*args: Any, stop: threading.Event, **others: Any) -> Study:
        os.kill(os.getpid(), signal.SIGINT)
        assert stop.wait(10)
        return planned()

    monkeypatch.setattr("solver.study.run", run)
    result = call("run", "aubagne", "--out", str(tmp_path / "out"))
    assert result.exit_code == 0
    assert "Arrêt demandé" in result.stderr
    assert (tmp_path / "out" / files.STUDY).exists()


QUITTER = """
import os, signal, sys, time
import solver.study
def run(*args, stop, **others):
    for _ in range(2):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(1)
    time.sleep(30)
solver.study.run = run
sys.argv = ["ramasse", "run", "aubagne", "--out", sys.argv[1]]
from service.cli.app import main
main()
"""


def test_interrupted_twice_leaves_at_once(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-c", QUITTER, str(out)], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 130
    assert not out.exists()


def test_check_imports_no_engine() -> None:
    code = (
        "import sys; from service.cli.app import main; sys.argv = ['ramasse', 'check', 'aubagne']\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        "print(*sorted({'pyvrp', 'ortools', 'highspy', 'scipy', 'numpy', 'pandas', 'typst',"
        " 'jinja2', 'sqlalchemy', 'fastapi', 'rich.console', 'webbrowser', 'http.client'}"
        " & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stderr.strip() == ""
    assert "aubagne" in done.stdout.lower()


def test_schema_is_the_committed_one(tmp_path: Path) -> None:
    import scenarios

    committed = (Path(scenarios.__file__).parent / "schema.json").read_text(encoding="utf-8")
    assert call("schema").stdout == committed
    path = tmp_path / "schema.json"
    assert call("schema", "--out", str(path)).exit_code == 0
    assert path.read_text(encoding="utf-8") == committed
    assert call("schema", "--out", str(tmp_path)).exit_code == 2


def test_scenarios_and_their_variants() -> None:
    result = call("scenarios")
    assert result.exit_code == 0
    assert "aubagne" in result.stdout
    assert "Chacun seul" in result.stdout
