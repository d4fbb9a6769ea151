from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from models.base import Text
from service.api.problems import FaultTold, _line
from service.database_errors import DatabaseError
from service.store import runs

REFUSED = (
    ("GET", "/api/zut", 404, "not-found"),
    ("DELETE", "/api/scenarios", 405, "method"),
    ("POST", "/api/scenarios", 422, "bad-input"),
    ("GET", "/api/scenarios/a/versions/zut", 422, "bad-input"),
)


def test_every_refusal_has_one_shape(client: TestClient) -> None:
    for method, path, status, kind in REFUSED:
        for language in ("fr", "en"):
            answer = client.request(method, path, headers={"Accept-Language": language})
            assert answer.status_code == status
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.headers["content-language"] == language
            problem = answer.json()
            assert problem["type"] == f"urn:ramasse:problem:{kind}"
            assert problem["status"] == status
            assert problem["instance"] == path
            assert problem["title"]
            assert problem["detail"]


def test_what_is_unforeseen_says_nothing_of_the_inside(
    app: FastAPI,
    client: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(*args: object, **others: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(runs, "listed", broken)
    answer = client.get("/api/runs")
    assert answer.status_code == 500
    assert answer.json()["type"] == "urn:ramasse:problem:internal"
    assert "secret" not in answer.text
    assert "secret" in capsys.readouterr().err


def test_a_database_that_does_not_answer_is_said(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: object, **others: object) -> None:
        raise DatabaseError(Text(fr="Partie.", en="Away."))

    monkeypatch.setattr(runs, "listed", away)
    answer = client.get("/api/runs")
    assert answer.status_code == 503
    assert answer.json()["detail"] == "Partie."


def test_a_field_that_a_sentence_begins_with_is_not_named_twice() -> None:
    """In both languages: the place is told once, whatever stands after the name."""
    told = [
        _line(FaultTold(path="comes", text=text))
        for text in ("comes: p99", "comes\u00a0: p99", "comes p99", "p99")
    ]
    assert told == ["comes: p99", "comes\u00a0: p99", "comes p99", "comes — p99"]
