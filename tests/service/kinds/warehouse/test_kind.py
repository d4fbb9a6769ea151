"""A warehouse as a run: what is refused, what it tells and makes, how it is stopped, its page."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from fastapi.testclient import TestClient

from models.base import Language
from models.plan import Plan
from models.warehouse_study import WarehouseStudy
from scenarios import dump
from service.asking.given import Given
from service.asking.telling import line_of
from service.kinds.registry import KINDS
from service.kinds.warehouse.kind import WAREHOUSE, WarehouseAsked
from service.sources import Upload, check
from service.store import runs, scenarios
from solver.settings import Progress
from tests.helpers.funded import studied_twice, world
from tests.helpers.hostile import HOSTILE
from tests.service.databases import app_over, tiny_file

TOWN = Upload("town.yaml", dump(world()).encode())
ASKED = {"scenario": "town", "iterations": 2}
KEYS = ("warehouse.funding.keys.agreed.shares.big=0.5",)


def asked(**others: Any) -> WarehouseAsked:
    return WarehouseAsked.model_validate(ASKED | others)


def given(told: list[str], stop: threading.Event | None = None) -> Given:
    def tell(step: Progress) -> None:
        told.append(step.stage)

    kept: list[Plan] = []
    return Given(TOWN, tell=tell, keep=kept.append, stop=stop or threading.Event())


def test_it_tells_its_stages_and_makes_the_files_of_the_command() -> None:
    told: list[str] = []
    study = WAREHOUSE.work(asked(), given(told))
    assert isinstance(study, WarehouseStudy)
    assert study.violations == ()
    for stage in ("places", "stock", "rounds", "docks", "funding", "done"):
        assert stage in told
    back = WAREHOUSE.study.model_validate_json(study.model_dump_json())
    for language in ("fr", "en"):
        files = WAREHOUSE.made(back, language)
        assert set(files) == {
            "study.json",
            "classeur.xlsx",
            "report.html",
            "feuilles-de-route.pdf",
        }
        assert f'lang="{language}"' in files["report.html"].decode()


def test_stopped_at_once_it_says_so() -> None:
    stop = threading.Event()
    stop.set()
    study = WAREHOUSE.work(asked(), given([], stop))
    assert isinstance(study, WarehouseStudy)
    assert any(one.code == "interrupted" for one in study.findings)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_all_that_is_wrong_is_told_before_it_is_stored(language: Language) -> None:
    wrong = asked(time_limit_s=3, sets=KEYS)
    told = [line_of(one, str, language) for one in WAREHOUSE.wrong(wrong, Given(TOWN))]
    assert len([*told, *wrong.contradictions(wrong.model_dump())]) >= 2
    assert any("0.75" in one.replace(",", ".") for one in told)
    (none,) = WAREHOUSE.wrong(asked(), Given(tiny_file()))
    assert "warehouse" in line_of(none, str, language)
    assert WAREHOUSE.wrong(asked(), Given(TOWN)) == []


@pytest.fixture
def client(tmp_path: Any) -> Any:
    app = app_over(f"sqlite:///{tmp_path / 'pages.db'}")
    database = app.state.desk.database
    label = world().changed(label=HOSTILE)
    version = scenarios.add(database, check(Upload("town.yaml", dump(label).encode())))
    run = runs.add(
        database, "warehouse", version, asked(scenario=version.scenario).model_dump(mode="json")
    )
    runs.end(database, run.id, "done", studied_twice().model_dump_json().encode())
    with TestClient(app, base_url="http://127.0.0.1") as found:
        found.headers["x-run"] = run.id
        found.headers["x-scenario"] = version.scenario
        yield found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_offers_it_and_shows_what_it_found(client: TestClient, language: Language) -> None:
    run, scenario = client.headers["x-run"], client.headers["x-scenario"]
    page = client.get(f"/{language}/scenarios/{scenario}").text
    assert f'id="ask-warehouse">{WAREHOUSE.title.in_(language)}'.replace("'", "&#39;") in page
    assert 'id="ask-week"' not in page, "it has no week of rounds"
    assert "<script>alert" not in page
    result = client.get(f"/{language}/runs/{run}").text
    assert WAREHOUSE.called.in_(language) in result
    assert " style=" not in result, "the policy of the page bars it"
    assert result.count("<svg") > 1
    pdf = f"/{language}/runs/{run}/files/feuilles-de-route.pdf"
    assert pdf in result
    assert client.get(pdf).content.startswith(b"%PDF")
    assert client.get(f"/api/warehouses/{run}").status_code == 200


def test_a_form_asks_for_it(client: TestClient) -> None:
    scenario = client.headers["x-scenario"]
    sent = {
        "kind": "warehouse",
        "version": "1",
        "warehouse.iterations": "2",
        "warehouse.variant": "base",
    }
    answer = client.post(f"/fr/scenarios/{scenario}/runs", data=sent)
    assert answer.status_code == 200
    assert WAREHOUSE.called.fr in answer.text
    found = client.get("/api/runs").json()
    assert {one["kind"] for one in found} == {"warehouse"}
    assert found[0]["asked"]["iterations"] == 2
    assert "warehouse" in KINDS
