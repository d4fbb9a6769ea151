from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from models.base import Text
from models.findings import Finding, Unserved
from service.backend import Desk
from service.store import results, runs
from solver.allocation.supply import expected
from solver.split import allocate, allocate_plan
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned
from tests.service.databases import with_packets, with_tiny

LINE = {
    "week_of": "2026-11-23",
    "association": "secours",
    "family": "fruit",
    "kind": "returned",
    "kg": 2,
    "reason": "=1+1",
}


@pytest.fixture
def split(client: TestClient, desk: Desk) -> str:
    """A split that ended."""
    version = with_tiny(desk.database)
    run = runs.add(desk.database, "split", version, {"kind": "split", "scenario": "tiny"})
    world = tiny("hub")
    made = allocate(world, expected(world), compare=False)
    runs.end(desk.database, run.id, "done", made.model_dump_json().encode())
    return run.id


def test_a_week_is_published_once_then_corrected(client: TestClient, split: str) -> None:
    assert client.get("/api/ledger/tiny/weeks").json() == []
    made = client.post("/api/ledger/tiny/weeks", json={"run": split})
    assert made.status_code == 201, made.text
    assert (made.json()["run"], made.json()["week_of"]) == (split, "2026-11-23")
    again = client.post("/api/ledger/tiny/weeks", json={"run": split})
    assert again.status_code == 409
    assert "déjà publiée" in again.json()["detail"]
    before = {one["association"]: one for one in client.get("/api/ledger/tiny/balances").json()}
    assert client.post("/api/ledger/tiny/corrections", json=LINE).status_code == 201
    after = {one["association"]: one for one in client.get("/api/ledger/tiny/balances").json()}
    assert before["secours"]["received_kg"] - after["secours"]["received_kg"] == pytest.approx(2)
    last = client.get("/api/ledger/tiny/entries").json()[-1]
    assert {key: last[key] for key in LINE} == LINE
    text = client.get("/api/ledger/tiny/entries.csv")
    assert text.headers["content-type"].startswith("text/csv")
    assert ",'=1+1," in text.text.splitlines()[-1]
    assert [one["run"] for one in client.get("/api/ledger/tiny/weeks").json()] == [split]


def test_what_is_asked_again_under_the_same_key_is_done_once(
    client: TestClient, split: str
) -> None:
    """The first answer is given again; without a key, or under another, it is another deed."""

    def post(path: str, key: str, **sent: object) -> tuple[int, object]:
        found = client.post(f"/api/ledger/tiny/{path}", json=sent, headers={"Idempotency-Key": key})
        return found.status_code, found.json()

    first = post("weeks", "a", run=split)
    assert first[0] == 201
    assert post("weeks", "a", run=split) == first
    assert post("weeks", "b", run=split)[0] == 409
    assert [post("corrections", "c", **LINE)[0] for _ in range(3)] == [201, 201, 201]
    lines = client.get("/api/ledger/tiny/entries").json()
    assert sum(one["kind"] == "returned" for one in lines) == 1
    assert post("corrections", "c", **(LINE | {"kg": 1}))[0] == 422
    assert post("corrections", "d", **LINE)[0] == 201
    taken = {"week_of": LINE["week_of"], "reason": "wrong week"}
    assert [post("withdrawals", "e", **taken)[0] for _ in range(2)] == [201, 201]
    assert post("withdrawals", "f", **taken)[0] == 409
    assert post("weeks", "a", run=split) == first, "told again, not published again"
    assert client.get("/api/ledger/tiny/weeks").json() == []
    assert post("weeks", " ", run=split)[0] == 422
    assert post("weeks", "x" * 201, run=split)[0] == 422


def test_a_form_sent_twice_corrects_once(client: TestClient, split: str) -> None:
    page = client.post(f"/fr/runs/{split}/publish").text
    key = re.search(r'name="key" value="([0-9a-f]{32})"', page)
    assert key is not None
    sent = {"sure": "1", "key": key[1]}
    for _ in range(2):
        assert "done=published" in str(client.post(f"/fr/runs/{split}/publish", data=sent).url)
    page = client.get("/fr/ledger/tiny").text
    key = re.search(r'name="key" value="([0-9a-f]{32})"', page)
    assert key is not None
    line = {**LINE, "week": LINE["week_of"], "key": key[1]}
    for _ in range(2):
        client.post("/fr/ledger/tiny/corrections", data=line)
    lines = client.get("/api/ledger/tiny/entries").json()
    assert sum(one["kind"] == "returned" for one in lines) == 1


def test_all_faults_of_a_correction_come_at_once(client: TestClient, split: str) -> None:
    client.post("/api/ledger/tiny/weeks", json={"run": split})
    wrong = {**LINE, "association": "zut", "family": "zut", "kg": -2, "reason": " "}
    answer = client.post(
        "/api/ledger/tiny/corrections", json=wrong, headers={"Accept-Language": "en"}
    )
    assert answer.status_code == 422
    assert [one["path"] for one in answer.json()["faults"]] == [
        "association",
        "family",
        "kg",
        "reason",
    ]
    assert "--" not in answer.text
    shape = client.post("/api/ledger/tiny/corrections", json={**LINE, "week_of": "zut", "kg": "a"})
    assert shape.status_code == 422
    assert {one["path"] for one in shape.json()["faults"]} == {"week_of", "kg"}
    much = client.post("/api/ledger/tiny/corrections", json={**LINE, "kg": 1e5})
    assert much.status_code == 409
    other = client.post("/api/ledger/tiny/corrections", json={**LINE, "week_of": "2026-11-30"})
    assert other.status_code == 409
    assert "pas publiée" in other.json()["detail"]
    assert client.post("/api/ledger/zut/corrections", json=LINE).status_code == 404


def test_a_correction_says_units_of_what_is_counted(
    client: TestClient, desk: Desk, split: str
) -> None:
    with_packets(desk.database)
    client.post("/api/ledger/tiny/weeks", json={"run": split})
    line = {key: value for key, value in LINE.items() if key != "kg"} | {"family": "bread"}

    def post(**more: object) -> Any:
        headers = {"Accept-Language": "en"}
        return client.post("/api/ledger/tiny/corrections", json={**line, **more}, headers=headers)

    made = post(units=4)
    assert made.status_code == 201, made.text
    assert made.json()["kg"] == 2.0
    assert client.get("/api/ledger/tiny/entries").json()[-1]["kg"] == 2.0
    wrongs: tuple[tuple[dict[str, object], str, str], ...] = (
        ({}, "kg", "one of them"),
        ({"kg": 2, "units": 4}, "kg", "one of them"),
        ({"units": 4, "family": "fruit"}, "units", "fruit is not counted in units"),
        ({"units": 4, "family": "zut"}, "family", "unknown"),
        ({"units": 900_000}, "units", "expected units"),
    )
    for wrong, path, said in wrongs:
        answer = post(**wrong)
        assert [one["path"] for one in answer.json()["faults"]] == [path]
        assert said in answer.text


def test_only_an_ended_split_of_the_town_is_published(
    client: TestClient, desk: Desk, split: str
) -> None:
    waiting = client.post("/api/runs", json={"kind": "split", "scenario": "tiny"}).json()["id"]
    week = client.post("/api/runs", json={"kind": "week", "scenario": "tiny"}).json()["id"]
    for town, run, status in (
        ("tiny", waiting, 409),
        ("tiny", week, 404),
        ("tiny", "0" * 16, 404),
        ("elsewhere", split, 404),
        ("tiny", "zut", 422),
    ):
        answer = client.post(f"/api/ledger/{town}/weeks", json={"run": run})
        assert answer.status_code == status, answer.text
    assert desk.ledger.weeks("tiny") == []


def test_the_page_publishes_a_form_sent_twice_once(
    client: TestClient, desk: Desk, split: str
) -> None:
    pressed = [client.post(f"/fr/runs/{split}/publish", data={"sure": "1"}) for _ in range(2)]
    assert [page.status_code for page in pressed] == [200, 200]
    assert all("Semaine publiée au registre." in page.text for page in pressed)
    assert len(client.get("/api/ledger/tiny/weeks").json()) == 1
    # another split of the same week: told in the page's words, not in the command's
    other = runs.add(desk.database, "split", with_tiny(desk.database), {"kind": "split"})
    runs.end(desk.database, other.id, "done", results.study(desk.database, split))
    late = client.post(f"/fr/runs/{other.id}/publish")
    assert late.status_code == 409
    assert "La semaine du 23 novembre 2026 est déjà publiée" in late.text
    assert "ramasse ledger" not in late.text


def test_the_page_shows_what_will_be_written_and_asks_once(
    client: TestClient, desk: Desk, split: str
) -> None:
    """kg for each, a newer plan, food for nobody; nothing is written until it is said."""
    version = with_tiny(desk.database)
    newer = runs.add(desk.database, "week", version, {"kind": "week", "scenario": "tiny"})
    runs.end(desk.database, newer.id, "done", planned().model_dump_json().encode())
    asked = client.post(f"/en/runs/{split}/publish")
    assert asked.status_code == 200
    assert "Publish it so?" in asked.text
    assert "There is a newer plan of this week" in asked.text
    made = allocate(tiny("hub"), expected(tiny("hub")), compare=False)
    for one in made.standings:
        assert f"{one.received_kg:.0f}</td>" in asked.text
    assert ("Going to nobody" in asked.text) == bool(made.left)
    assert desk.ledger.weeks("tiny") == []


def test_a_half_planned_week_is_told_before_it_is_published(client: TestClient, desk: Desk) -> None:
    """Pick-ups left behind, and promises that are not kept."""
    version = with_tiny(desk.database)
    left = Unserved(
        pickup="super_tue",
        kg=110,
        families=("fruit",),
        code="crowded_out",
        reason=Text(fr="Plein.", en="Full."),
        remedy=Text(fr="Un camion.", en="A lorry."),
    )
    broken = Finding(
        code="promise_broken", severity="warning", text=Text(fr="Non tenue.", en="Not kept.")
    )
    half = planned().changed(unserved=(left,), findings=(broken,))
    week = runs.add(desk.database, "week", version, {"kind": "week", "scenario": "tiny"})
    runs.end(desk.database, week.id, "done", half.model_dump_json().encode())
    asked = {"kind": "split", "scenario": "tiny", "supply": week.id}
    run = runs.add(desk.database, "split", version, asked)
    made = allocate_plan(planned(), compare=False)
    runs.end(desk.database, run.id, "done", made.model_dump_json().encode())
    html = client.post(f"/en/runs/{run.id}/publish").text
    assert "leaves behind: 1 (110 kg)" in html
    assert "Not kept." in html
    assert "newer plan" not in html


def test_the_page_brings_what_came_to_a_published_week(
    client: TestClient, desk: Desk, split: str
) -> None:
    """The difference of each is shown and asked for once, then written by visible lines."""
    client.post(f"/fr/runs/{split}/publish", data={"sure": "1"})
    made = allocate(tiny("hub"), expected(tiny("hub")), compare=False)
    lots = tuple(one.changed(kg=one.kg / 2) for one in made.supply.lots)
    came = allocate(tiny("hub"), made.supply.changed(lots=lots, source="weighed"), compare=False)
    planned = {one.association: one.received_kg for one in made.standings}
    came = came.changed(
        standings=tuple(one.changed(planned_kg=planned[one.association]) for one in came.standings)
    )
    run = runs.add(desk.database, "split", with_tiny(desk.database), {"kind": "split"})
    runs.end(desk.database, run.id, "done", came.model_dump_json().encode())
    assert "Porter au registre ce qui est rentré" in client.get(f"/fr/runs/{run.id}").text
    asked = client.post(f"/en/runs/{run.id}/publish")
    assert "is published: what came in" in asked.text
    done = client.post(f"/en/runs/{run.id}/publish", data={"sure": "1"})
    assert "What came in is brought to the ledger" in done.text
    kept = {one.association: one.received_kg for one in desk.ledger.balances("tiny")}
    for one in came.standings:
        assert kept[one.association] == pytest.approx(one.received_kg, abs=0.1)
    assert [one["run"] for one in client.get("/api/ledger/tiny/weeks").json()] == [split]
