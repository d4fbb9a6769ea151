"""The journal over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from models.scenario import Scenario
from service.backend import Desk
from service.store import runs
from solver.allocation.supply import expected
from solver.split import allocate
from tests.helpers.scenarios import tiny
from tests.service.databases import with_packets, with_tiny

VISITS = "/api/journal/tiny/visits"
ONE: dict[str, Any] = {
    "day": "2026-11-24",
    "donor": "super",
    "association": "restos",
    "holder": "restos",
    "pickup": "super_tue",
    "food": [{"family": "bread", "kg": 10.0}],
}
OUT = {"day": "2026-11-24", "vehicle": "car", "owner": "ccas", "km": 12.0, "hours": 2.0}
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture(autouse=True)
def town(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.ledger.weighing.today_in", _today)
    with_tiny(desk.database)


def _today(world: Scenario) -> date:
    del world
    return date(2026, 12, 1)


def test_what_came_in_is_told_and_read(client: TestClient) -> None:
    """Once, however often it is sent."""
    sent = {"visits": [ONE], "outings": [OUT]}
    made = client.post(VISITS, json=sent)
    assert made.status_code == 201, made.text
    assert made.json() == {"written": 2, "last": 2, "warnings": []}
    assert client.post(VISITS, json=sent).json()["written"] == 0
    found = client.get(VISITS, params={"first": "2026-11-23", "last": "2026-11-29"}).json()
    assert found["visits"][0]["food"][0]["kg"] == 10.0
    assert found["weeks"] == ["2026-11-23"]
    assert client.get(VISITS, params={"first": "2026-12-01"}).json()["visits"] == []
    chain = client.get("/api/journal/tiny/chain").json()
    assert (chain["lines"], chain["broken"]) == (2, None)


def test_all_faults_come_at_once(client: TestClient) -> None:
    """Each by its path in what was sent."""
    wrong = {**ONE, "donor": "supr", "food": [{"family": "bred", "kg": 1.0}]}
    late = {**ONE, "day": "2026-12-02"}
    answer = client.post(VISITS, json={"visits": [wrong, late]}, headers=ENGLISH)
    assert answer.status_code == 422
    faults = {one["path"]: one["text"] for one in answer.json()["faults"]}
    assert faults.keys() == {"visits.0.donor", "visits.0.family", "visits.1.day"}
    assert 'Did you mean "super"?' in faults["visits.0.donor"]
    assert client.get(VISITS).json()["visits"] == []


def test_a_closed_week_asks_why(client: TestClient) -> None:
    """Also by the API."""
    client.post(VISITS, json={"visits": [ONE]})
    assert client.post("/api/journal/tiny/closed", json={"week_of": "2026-11-25"}).json() == {
        "week_of": "2026-11-23"
    }
    better = {**ONE, "food": [{"family": "bread", "kg": 11.0}]}
    sent = {"visits": [better], "correcting": True}
    refused = client.post(VISITS, json=sent, headers=ENGLISH)
    assert "is closed" in refused.json()["detail"]
    assert client.post(VISITS, json=sent | {"reason": "scales"}).status_code == 201


def test_a_published_week_is_withdrawn_until_it_is_weighed(client: TestClient, desk: Desk) -> None:
    """Then it may be published again, from another run."""
    version = with_tiny(desk.database)
    world = tiny("hub")
    made = allocate(world, expected(world), compare=False).model_dump_json().encode()
    names = []
    for _ in range(2):
        run = runs.add(desk.database, "split", version, {"kind": "split", "scenario": "tiny"})
        runs.end(desk.database, run.id, "done", made)
        names.append(run.id)
    weeks, away = "/api/ledger/tiny/weeks", "/api/ledger/tiny/withdrawals"
    why = {"week_of": "2026-11-23", "reason": "a store closed"}
    assert client.post(away, json=why).status_code == 409
    assert client.post(weeks, json={"run": names[0]}).status_code == 201
    assert client.post(away, json=why | {"reason": " "}).status_code == 422
    assert client.post(away, json=why).status_code == 201
    assert client.get(weeks).json() == []
    (line,) = client.get("/api/ledger/tiny/entries.csv").text.splitlines()[1:]
    assert line.startswith("2026-11-23,,,withdrawn,0.000,a store closed,")
    assert client.post(weeks, json={"run": names[1]}).status_code == 201
    assert [one["run"] for one in client.get(weeks).json()] == [names[1]]
    client.post(VISITS, json={"visits": [ONE]})
    assert client.post(away, json=why, headers=ENGLISH).status_code == 409


def test_a_town_that_is_not_stored_is_told(client: TestClient) -> None:
    """Nothing is told of it."""
    assert client.post("/api/journal/zut/visits", json={"visits": [ONE]}).status_code == 404


def test_visits_say_units_of_what_is_counted(client: TestClient, desk: Desk) -> None:
    with_packets(desk.database)
    sent = {"visits": [ONE | {"food": [{"family": "bread", "units": 12}]}]}
    made = client.post(VISITS, json=sent)
    assert made.status_code == 201, made.text
    (visit,) = client.get(VISITS).json()["visits"]
    assert visit["food"][0]["kg"] == 6.0
    wrong = {"visits": [ONE | {"food": [{"family": "fruit", "units": 3}, {"family": "bread"}]}]}
    faults = client.post(VISITS, json=wrong, headers=ENGLISH).json()["faults"]
    paths = [one["path"] for one in faults]
    assert paths == ["visits.0.food.0.units", "visits.0.food.1.kg"]
