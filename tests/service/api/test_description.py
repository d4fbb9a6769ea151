"""The description of the API: complete, with examples that fit; no request breaks the server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, settings
from hypothesis import given as given_cases
from schemathesis.core.result import Ok

from service.kinds.registry import KINDS
from service.store import runs
from tests.helpers.studies import planned
from tests.service.databases import create_app, with_tiny

jsonschema = import_module("jsonschema")
bounded = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """An application with a scenario, and a run that ended."""
    app = create_app(f"sqlite:///{tmp_path_factory.mktemp('api') / 'api.db'}", workers=0)
    database = app.state.desk.database
    run = runs.add(database, "week", with_tiny(database), {"kind": "week", "scenario": "tiny"})
    runs.end(database, run.id, "done", planned().model_dump_json().encode())
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def described(stocked: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = stocked.get("/api/openapi.json").json()
    return found


def operations(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_every_operation_says_what_it_does_with_examples(described: dict[str, Any]) -> None:
    assert len(dict(operations(described))) > 30
    for name, operation in operations(described):
        assert operation["summary"], name
        assert operation["description"], name
        assert operation["tags"], name
        assert {"403", "421", "422", "503"} <= set(operation["responses"]), name
        text = str(operation)
        assert "'example'" in text or "'examples'" in text, name


def test_examples_fit_what_they_illustrate(described: dict[str, Any]) -> None:
    checked = 0
    for _, operation in operations(described):
        contents = [one.get("content", {}) for one in operation["responses"].values()]
        contents.append(operation.get("requestBody", {}).get("content", {}))
        for content in contents:
            for shape in content.values():
                given = [one["value"] for one in shape.get("examples", {}).values()]
                given += [shape["example"]] if "example" in shape else []
                for example in given:
                    schema = {**shape.get("schema", {}), "components": described["components"]}
                    jsonschema.validate(example, schema)
                    checked += 1
    assert checked > 100


def test_every_kind_of_run_has_its_place(described: dict[str, Any]) -> None:
    for name, kind in KINDS.items():
        assert kind.asked.model_validate(dict(kind.example)).model_dump()["kind"] == name
        assert f"/api/v1/{kind.resource}/{{run}}" in described["paths"]
    assert set(described["components"]["schemas"]) >= {"Problem", "Study", "ComparisonStudy"}


def test_no_request_breaks_the_server(stocked: TestClient, described: dict[str, Any]) -> None:
    there = {"run": stocked.get("/api/runs").json()[0]["id"], "scenario": "tiny", "town": "tiny"}
    schema = schemathesis.openapi.from_dict(described)
    answers: Counter[tuple[str, int]] = Counter()
    foreseen = dict(operations(described))

    def send(case: Any) -> None:
        label: str = case.operation.label
        if sum(n for (one, _), n in answers.items() if one == label) % 2:
            # every other time, of what is there: what is not is refused early
            known = {key: one for key, one in there.items() if key in case.path_parameters}
            case.path_parameters = {**case.path_parameters, **known}
            if isinstance(case.body, dict) and "kind" in case.body:
                case.body = {**case.body, "scenario": "tiny"}
        given = case.as_transport_kwargs(base_url="http://localhost")
        kept = ("method", "url", "params", "headers", "json", "files")
        sent = {key: given[key] for key in kept if given.get(key) is not None}
        if given.get("data") is not None:
            sent["data" if isinstance(given["data"], dict) else "content"] = given["data"]
        answer = stocked.request(**sent)
        answers[case.operation.label, answer.status_code] += 1
        assert answer.status_code < 500, answer.text
        assert str(answer.status_code) in foreseen[label]["responses"], (label, answer.text)
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json"

    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        check = given_cases(case=found.ok().as_strategy())(send)
        bounded(check)()
    assert {label for label, _ in answers} == set(dict(operations(described)))
    assert answers["GET /api/v1/runs/{run}", 200]
    assert answers["GET /api/v1/runs/{run}/events", 404]
