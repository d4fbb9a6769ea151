"""Versions of the API, health and readiness, and lines of the log that hold no secret."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from service.api.log_lines import LogLines
from service.backend import Desk
from tests.service.databases import tiny_file

DEPLOY = Path(__file__).parents[3] / "deploy"


def test_what_has_no_version_answers_the_same_and_says_it_is_old(client: TestClient) -> None:
    file = {"file": ("tiny.yaml", tiny_file().content)}
    made = client.post("/api/v1/scenarios", files=file)
    assert made.headers["location"] == "/api/v1/scenarios/tiny"
    assert "deprecation" not in made.headers
    now, old = (client.get(f"{root}/scenarios/tiny") for root in ("/api/v1", "/api"))
    assert now.json() == old.json() == made.json()
    assert old.headers["deprecation"].startswith("@")
    assert old.headers["sunset"].endswith("2028 00:00:00 GMT")
    assert old.headers["link"] == '</api/v1/scenarios/tiny>; rel="successor-version"'
    assert "deprecation" not in now.headers
    assert client.get("/api/v1/runs/zut").json()["instance"] == "/api/v1/runs/zut"
    assert client.get("/api/v2/runs").status_code == 404
    assert "deprecation" not in client.get("/fr/").headers
    described = client.get("/api/v1/openapi.json").json()
    assert all(path.startswith("/api/v1/") for path in described["paths"])


def test_it_is_alive_and_ready_until_the_database_goes(client: TestClient, desk: Desk) -> None:
    assert client.get("/health").json() == {"state": "alive"}
    assert client.get("/ready").json()["state"] == "ready"
    desk.closing.set()
    gone = client.get("/ready")
    assert gone.status_code == 503
    assert gone.headers["retry-after"]
    assert not gone.json()["runs"]
    assert gone.json()["database"]


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/fr/runs/5e2b?name=Durand", "/fr/runs/5e2b"),
        ("/t/eyJydW4iOiJ4In0.c2lnbmF0dXJl", "/t/…"),
        ("/fr/calendars/aubagne/association-x.ics", "/fr/calendars/…/association-x.ics"),
    ],
)
def test_a_line_tells_no_secret(path: str, written: str) -> None:
    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse(Request(scope).url.path, 201)(scope, receive, send)

    lines = io.StringIO()
    client = TestClient(LogLines(answering, lines))
    client.get(path, headers={"Authorization": "secret", "Cookie": "session=secret"})
    (line,) = lines.getvalue().splitlines()
    found = json.loads(line)
    assert (found["path"], found["status"], found["method"]) == (written, 201, "GET")
    assert "secret" not in line
    assert "Durand" not in line


def test_the_unit_is_one_that_systemd_takes(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("needs systemd-analyze")
    # the program that it starts is not installed here
    unit = (DEPLOY / "ramasse.service").read_text().replace("/opt/ramasse/.venv/bin/", "/bin/")
    (tmp_path / "ramasse.service").write_text(unit.replace("/bin/ramasse", "/bin/sh"))
    words = [program, "verify", "--man=no", str(tmp_path / "ramasse.service")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert "ramasse.service" not in done.stderr, done.stderr
    recipe = (DEPLOY / "Containerfile").read_text()
    image = next(line for line in recipe.splitlines() if line.startswith("FROM"))
    assert "/" not in image, "an image is named without a host"
