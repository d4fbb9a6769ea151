from __future__ import annotations

import io
import json
import zipfile
from base64 import b64encode
from random import Random
from typing import Any

import pytest
from fastapi.testclient import TestClient

from benchmarks.made_tables import written
from models.base import Text
from service.backend import Desk
from service.store import runs, scenarios
from tests.helpers.hostile import hostile
from tests.helpers.studies import planned, study
from tests.service.databases import replanned, with_tiny

ENGLISH = {"Accept-Language": "en"}
ASKED = {"kind": "week", "scenario": "tiny"}
SPLIT = {"kind": "split", "scenario": "tiny"}


@pytest.fixture
def run(client: TestClient, desk: Desk) -> str:
    """A run that waits."""
    with_tiny(desk.database)
    answer = client.post("/api/runs", json=ASKED)
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == f"/api/runs/{answer.json()['id']}"
    return str(answer.json()["id"])


def test_a_run_waits_is_read_and_cancelled(client: TestClient, run: str) -> None:
    found = client.get(f"/api/runs/{run}").json()
    assert (found["state"], found["has_study"], found["number"]) == ("queued", False, 1)
    assert found["asked"]["version"] == 1
    for path in ("study", "files", "archive", "files/study.json"):
        early = client.get(f"/api/runs/{run}/{path}")
        assert early.status_code == 409
        assert early.json()["type"] == "urn:ramasse:problem:not-ready"
    assert client.post(f"/api/runs/{run}/cancel").json()["state"] == "cancelled"
    assert client.post(f"/api/runs/{run}/cancel").json()["state"] == "cancelled"
    assert "event: end" in client.get(f"/api/runs/{run}/events").text


def test_what_a_run_told_is_read_in_either_language_and_from_any_step(
    client: TestClient, desk: Desk, run: str
) -> None:
    runs.tell(desk.database, run, {"stage": "alone"})
    runs.tell(desk.database, run, {"stage": "food", "usable_kg": 812.4, "eur": 41.0})
    runs.end(desk.database, run, "done", b"{}")
    french = client.get(f"/api/runs/{run}/steps").json()
    assert [one["number"] for one in french] == [1, 2]
    assert french[1]["text"].startswith("Nourriture")
    english = client.get(f"/api/runs/{run}/steps", params={"after": 1}, headers=ENGLISH).json()
    assert [one["text"][:4] for one in english] == ["Food"]
    events = client.get(f"/api/runs/{run}/events", headers={"Last-Event-ID": "1", **ENGLISH})
    assert events.headers["content-type"].startswith("text/event-stream")
    blocks = events.text.strip().split("\n\n")
    assert len(blocks) == 2
    assert blocks[0].startswith("id: 2\nevent: step\ndata: {")
    assert json.loads(blocks[1].removeprefix("event: end\ndata: "))["state"] == "done"


def test_a_study_and_the_files_of_the_command(client: TestClient, desk: Desk, run: str) -> None:
    content = planned().model_dump_json().encode()
    runs.end(desk.database, run, "done", content)
    assert client.get(f"/api/runs/{run}/study").content == content
    assert client.get(f"/api/weeks/{run}").content == content
    names = client.get(f"/api/runs/{run}/files").json()
    assert {"study.json", "report.html", "feuilles-de-route.pdf"} <= set(names)
    report = client.get(f"/api/runs/{run}/files/report.html", headers=ENGLISH)
    assert report.headers["content-disposition"].startswith("attachment")
    assert report.headers["x-content-type-options"] == "nosniff"
    assert 'lang="en"' in report.text
    track = next(name for name in names if name.endswith(".gpx"))
    assert client.get(f"/api/runs/{run}/files/{track}").text.startswith("<?xml")
    packed = client.get(f"/api/runs/{run}/archive")
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        assert sorted(archive.namelist()) == names
        assert all(not name.startswith("/") and ".." not in name for name in archive.namelist())
    assert [one["id"] for one in client.get("/api/weeks").json()] == [run]
    assert client.get("/api/comparisons").json() == []
    assert client.get(f"/api/comparisons/{run}").status_code == 404


def test_hostile_names_stay_names_in_files(client: TestClient, desk: Desk, run: str) -> None:
    content = study(hostile(), planned().plan).model_dump_json().encode()
    runs.end(desk.database, run, "done", content)
    report = client.get(f"/api/runs/{run}/files/report.html").text
    assert "<script>alert" not in report
    assert client.get(f"/api/runs/{run}/archive").status_code == 200


def test_only_files_of_the_list_are_given(client: TestClient, desk: Desk, run: str) -> None:
    runs.end(desk.database, run, "done", planned().model_dump_json().encode())
    for name in (
        "zut",
        "..%2f..%2fetc%2fpasswd",
        "../../etc/passwd",
        "traces/..%2fstudy.json",
        "%00",
    ):
        assert client.get(f"/api/runs/{run}/files/{name}").status_code == 404


def test_an_unknown_run_is_not_found(client: TestClient) -> None:
    for name in ("0" * 16, "zut", "..%2fx", "' or 1=1 --"):
        for path in ("", "/steps", "/events", "/study", "/files", "/archive", "/files/a"):
            answer = client.get(f"/api/runs/{name}{path}")
            assert answer.status_code == 404
            assert answer.json()["type"] == "urn:ramasse:problem:not-found"


def test_why_a_run_failed_is_read(client: TestClient, desk: Desk, run: str) -> None:
    runs.end(desk.database, run, "failed", why=Text(fr="Trop long.", en="Too long."))
    assert client.get(f"/api/runs/{run}").json()["error"] == {"fr": "Trop long.", "en": "Too long."}
    answer = client.get(f"/api/runs/{run}/study")
    assert answer.status_code == 409
    assert "relancez" in answer.json()["detail"]


def test_a_week_planned_again_is_split(client: TestClient, desk: Desk, run: str) -> None:
    waits = client.post("/api/runs", json={**SPLIT, "supply": run}, headers=ENGLISH)
    assert waits.status_code == 422, "not ended"
    (fault,) = waits.json()["faults"]
    assert fault["path"] == "supply"
    assert "Planned week / Week planned again" in fault["text"]
    version = scenarios.version(desk.database, "tiny")
    other = runs.add(desk.database, "costs", version, {"kind": "costs"})
    runs.end(desk.database, other.id, "done", b"{}")
    wrong = client.post("/api/runs", json={**SPLIT, "supply": other.id}, headers=ENGLISH)
    assert wrong.status_code == 422, "a run of another kind"
    later = runs.add(desk.database, "replan", version, {"kind": "replan"})
    runs.end(desk.database, later.id, "done", replanned().model_dump_json().encode())
    made = client.post("/api/runs", json={**SPLIT, "supply": later.id})
    assert made.status_code == 201, made.text
    assert made.json()["asked"]["supply"] == later.id
    both = {**SPLIT, "lots": {"name": "a.csv", "content": "YQ=="}, "supply": later.id}
    refused = client.post("/api/runs", json=both, headers=ENGLISH)
    assert refused.status_code == 422
    assert "Both supply and lots" in refused.text


def test_a_call_that_cannot_be_is_refused_before_it_is_stored(
    client: TestClient, desk: Desk, run: str
) -> None:
    runs.end(desk.database, run, "done", planned().model_dump_json().encode())
    call = {"day": "tue", "events": [{"kind": "absent", "person": "nobody"}]}
    asked = {"kind": "replan", "scenario": "tiny", "week": run, "call": call}
    answer = client.post("/api/runs", json=asked, headers=ENGLISH)
    assert answer.status_code == 422
    (fault,) = answer.json()["faults"]
    assert fault["path"] == "absent"
    assert fault["text"].startswith("absent nobody: unknown in this study")
    assert "--" not in answer.text


WRONG: tuple[tuple[Any, tuple[str, ...]], ...] = (
    ({**ASKED, "iteratons": 2}, ('Did you mean "iterations"?',)),
    (
        {**ASKED, "time_limit_s": -3, "seed": "a"},
        ("time_limit_s -3: expected", "whole number"),
    ),
    ({**ASKED, "time_limit_s": 2, "iterations": 2}, ("Both time_limit_s and iterations",)),
    ({**ASKED, "sets": ["zut", "a.b=1"]}, ("sets zut", "sets a.b=1")),
    ({**ASKED, "variant": "hub"}, ("Unknown variant",)),
    ({**ASKED, "bookings": "0" * 16}, ("no ended run",)),
    ({**ASKED, "kind": "zut"}, ("one of these words: week, next_week",)),
    ({"scenario": "tiny"}, ('The key "kind" is missing',)),
    ({"kind": "week"}, ('The key "scenario" is missing',)),
    ({**ASKED, "kind": "bookings"}, ("booking",)),
    ({**SPLIT, "lots": {"name": "../a.csv", "content": "YQ=="}}, ("lots.name",)),
    ({**SPLIT, "lots": {"name": "a.csv", "content": "@"}}, ("lots.content",)),
    ({**SPLIT, "lots": {"name": "a.csv", "content": "YQ"}}, ("base64",)),
    ({**SPLIT, "lots": {"name": "a.csv", "content": "YQ=="}}, ("a.csv:1",)),
    ([1], ("JSON object",)),
)


def test_all_that_is_wrong_with_a_request_is_told(client: TestClient, desk: Desk) -> None:
    with_tiny(desk.database)
    for body, told in WRONG:
        answer = client.post("/api/runs", json=body, headers=ENGLISH)
        assert answer.status_code == 422, answer.text
        problem = answer.json()
        assert problem["title"] == "Nothing was planned or written. To be mended:"
        for part in told:
            assert part in problem["detail"], problem["detail"]
    assert client.get("/api/runs").json() == []


def test_hostile_tables_are_taken_or_refused(client: TestClient, desk: Desk) -> None:
    with_tiny(desk.database)
    random = Random(3)
    answered = set()
    for _ in range(40):
        table = written(random)
        lots = {"name": table.name, "content": b64encode(table.content).decode()}
        answer = client.post("/api/runs", json={**SPLIT, "lots": lots})
        answered.add(answer.status_code)
        assert answer.status_code == 201 or not table.sound, answer.text
    assert answered == {201, 422}


def test_a_foreign_scenario_or_version_is_not_found(client: TestClient, desk: Desk) -> None:
    with_tiny(desk.database)
    for more in ({"scenario": "zut"}, {"version": 9}):
        assert client.post("/api/runs", json={**ASKED, **more}).status_code == 404


def test_a_full_queue_asks_for_patience(
    client: TestClient, run: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "MOST_QUEUED", 1)
    answer = client.post("/api/runs", json=ASKED)
    assert answer.status_code == 429
    assert answer.json()["type"] == "urn:ramasse:problem:busy"


def test_runs_are_listed_by_scenario_kind_and_state(client: TestClient, run: str) -> None:
    for question, count in (
        ({}, 1),
        ({"scenario": "tiny"}, 1),
        ({"scenario": "zut"}, 0),
        ({"kind": "comparison"}, 0),
        ({"state": ["queued", "done"]}, 1),
        ({"state": ["done"]}, 0),
    ):
        assert len(client.get("/api/runs", params=question).json()) == count
    assert client.get("/api/runs", params={"state": "zut"}).status_code == 422
    assert client.get("/api/runs", params={"most": 0}).status_code == 422
