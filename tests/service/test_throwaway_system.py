"""A system that is thrown away, declared in one room and one line of a registry, is everywhere."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook
from typer.testing import CliRunner

from models.base import Language
from service.asking.kinds import Kinds
from service.cli.app import app_of
from service.kinds.registry import KINDS
from service.server import create_app
from tests.service.databases import tiny_file
from tests.service.echo.kind import ECHO
from tests.service.echo.study import Echo
from tests.service.runs.test_queue import until

REGISTRY = Kinds((*KINDS.values(), ECHO))
"""One line more."""
ROOT = Path(__file__).parent.parent.parent
LANGUAGES: tuple[Language, ...] = ("fr", "en")


def call(*args: str) -> Any:
    env = {"RAMASSE_LANG": "", "COLUMNS": "160"}
    return CliRunner().invoke(app_of(REGISTRY), ["echo", *args], env=env)


@pytest.fixture
def town(tmp_path: Path) -> str:
    tiny_file(tmp_path)
    return str(tmp_path / "tiny.yaml")


def test_the_command_has_its_options_and_says_them_in_both_languages() -> None:
    told = call("--help").stdout
    for text in (
        "Dire les noms / Say the names.",
        "--times",
        "Combien de fois chaque nom est dit / How often each name is said",
        "low|loud",
        "--after",
        "--set",
        "--time-limit",
        "(7)",
    ):
        assert text in told, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_prints_writes_and_begins_from_an_earlier_study(
    town: str, tmp_path: Path, language: Language
) -> None:
    out = tmp_path / "out"
    done = call(town, "--times", "1", "--out", str(out), "--lang", language)
    assert done.exit_code == 0, done.output
    assert {"fr": "3 noms dits.", "en": "3 names said."}[language] in done.stdout
    book = load_workbook(io.BytesIO((out / "classeur.xlsx").read_bytes()))
    assert book.sheetnames[0] == {"fr": "Noms", "en": "Names"}[language]
    assert f'lang="{language}"' in (out / "report.html").read_text("utf-8")
    study = str(out / "study.json")
    again = call(town, "--times", "1", "--voice", "loud", "--after", study, "--json")
    assert again.exit_code == 0, again.output
    found = Echo.model_validate_json(again.stdout)
    assert len(found.names) == 6
    assert found.names[3:] == tuple(name.upper() for name in found.names[:3])


def test_the_command_refuses_all_at_once(town: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{}", encoding="utf-8")
    refused = call(town, "--times", "12", "--voice", "shrill", "--after", str(bad), "--lang", "en")
    assert refused.exit_code == 2
    assert refused.stdout == ""
    assert refused.stderr.count("\n- ") == 3
    assert "--voice shrill: unknown. Expected: low, loud." in refused.stderr
    assert "--after" in refused.stderr
    assert 'not an echo. Expected: the study.json of an earlier "ramasse echo"' in refused.stderr
    often = call(town, "--times", "9", "--lang", "en")
    assert "--times 9: more than there are associations" in often.stderr


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("echo")
    app = create_app(f"sqlite:///{folder / 'echo.db'}", REGISTRY)
    with TestClient(app, base_url="http://localhost") as found:
        sent = {"file": ("tiny.yaml", tiny_file().content)}
        assert found.post("/api/scenarios", files=sent).status_code == 201
        yield found


@pytest.fixture(scope="module")
def run(client: TestClient) -> str:
    """A run of it, done by a process of the server."""
    asked = {"kind": "echo", "scenario": "tiny", "times": 2, "voice": "loud"}
    name = str(client.post("/api/runs", json=asked).json()["id"])
    until(lambda: client.get(f"/api/runs/{name}").json()["state"] == "done")
    return name


def test_the_api_describes_it_runs_it_and_gives_its_files(client: TestClient, run: str) -> None:
    described = client.get("/api/openapi.json").json()
    assert "/api/v1/echoes/{run}" in described["paths"]
    asked = described["components"]["schemas"]["EchoAsked"]["properties"]
    assert asked["times"]["description"] == "How often each name is said."
    assert asked["times"]["maximum"] == 9
    assert "echo" in json.dumps(described["paths"]["/api/v1/runs"]["post"])
    study = Echo.model_validate(client.get(f"/api/echoes/{run}").json())
    assert len(study.names) == 6
    assert client.get("/api/runs", params={"kind": "echo"}).json()[0]["id"] == run
    assert set(client.get(f"/api/runs/{run}/files").json()) == {
        "study.json",
        "classeur.xlsx",
        "report.html",
    }
    for language in LANGUAGES:
        report = client.get(
            f"/api/runs/{run}/files/report.html", headers={"Accept-Language": language}
        )
        assert ECHO.called.in_(language) in report.text


def test_the_api_refuses_with_the_sentences_of_the_command(client: TestClient) -> None:
    asked = {"kind": "echo", "scenario": "tiny", "times": 9}
    answer = client.post("/api/runs", json=asked, headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    (fault,) = answer.json()["faults"]
    assert fault["path"] == "times"
    assert fault["text"].startswith("times 9: more than there are associations")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_asks_for_it_and_shows_it(
    client: TestClient, run: str, language: Language
) -> None:
    page = client.get(f"/{language}/scenarios/tiny").text
    assert f'id="ask-echo">{ECHO.title.in_(language)}<' in page
    for text in (
        {"fr": "Combien de fois", "en": "How often"}[language],
        {"fr": "À voix basse", "en": "In a low voice"}[language],
        'name="echo.time_limit_s" value="" inputmode="decimal" placeholder="7"',
    ):
        assert text in page
    assert "echo.after" not in page
    sent = {"kind": "echo", "version": "1", "echo.times": "12"}
    refused = client.post(f"/{language}/scenarios/tiny/runs", data=sent)
    assert refused.status_code == 422
    assert 'href="#f-echo-times"' in refused.text
    result = client.get(f"/{language}/runs/{run}").text
    assert ECHO.called.in_(language) in result
    assert {"fr": "lettres", "en": "letters"}[language] in result
    assert {"fr": "Dire encore", "en": "Say it again"}[language] in result
    assert f'name="echo.after" value="{run}"' in result
    assert ECHO.called.in_(language) in client.get(f"/{language}/runs").text


def test_a_run_begins_from_an_earlier_one(client: TestClient, run: str) -> None:
    sent = {"kind": "echo", "version": "1", "echo.times": "1", "echo.after": run}
    page = client.post("/fr/scenarios/tiny/runs", data=sent)
    name = page.url.path.rpartition("/")[2]
    until(lambda: client.get(f"/api/runs/{name}").json()["state"] == "done")
    study = Echo.model_validate(client.get(f"/api/echoes/{name}").json())
    assert len(study.names) == 9


def test_its_room_and_lines_of_the_registry_and_of_the_scenario_are_all_it_takes(
    tmp_path: Path, town: str
) -> None:
    for package in ("models", "scenarios", "service"):
        shutil.copytree(ROOT / package, tmp_path / package)
    room = tmp_path / "service" / "kinds" / "echo"
    room.mkdir()
    for path in (Path(__file__).parent / "echo").glob("*.py"):
        text = path.read_text("utf-8").replace("tests.service.echo", "service.kinds.echo")
        (room / path.name).write_text(text.replace("world.associations", "world.echoes"), "utf-8")
    _change(
        tmp_path / "service" / "kinds" / "registry.py",
        ('*("week", ', '*("week", "echo", '),
    )
    typed = 'echoes: Annotated[tuple[Family, ...], fr("Échos"), en("Echoes")] = ()'
    line = "    associations: Annotated["
    _change(tmp_path / "models" / "scenario.py", (line, f"    {typed}\n{line}"))
    kept = "temperature: ambient, shelf_days: 1, target_kg_per_person: 1"
    said = f"echoes=[{{id: a, label: Ohé, {kept}}}]"
    code = "from service.cli.app import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "echo", town, "--set", said, "--times", "1", "--lang", "fr"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "1 noms dits." in done.stdout
    assert "Ohé" in done.stdout


def _change(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
