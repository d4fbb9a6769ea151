"""What can be wrong with what came in, by the command, the page and the API: told alike, unwritten.

Each says where, what was found, what is expected and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from models.former_stores import FormerStore
from models.scenario import Scenario
from models.visits import Visit
from scenarios import dump
from scenarios.weighing import read_visits
from service.backend import Desk
from service.sources import Upload, check
from service.store import scenarios
from tests.helpers.scenarios import changed, tiny
from tests.service.commands import app
from tests.service.databases import create_app

WEEK = date(2026, 11, 23)
CHANGED = date(2026, 11, 24)
HEADS = "date;magasin;association;passage;famille;kg;caisses;jeté kg;ville\n"
FIRST = "24/11/2026;super;restos;;Pain;10;;;\n"
EXPECTED = ("Expected", "Did you mean", "Correct it", "Correct either", "Give", "Remove")
"""One of these says what is expected, or what to do."""
CASES = {
    "crates without a conversion": (
        "24/11/2026;super;;;Fruits et légumes;;3;;\n",
        "Fruits et légumes in crates, without the weight of one",
    ),
    "rejected over collected": ("24/11/2026;super;;;Pain;10;;12;\n", "12 kg thrown away of 10 kg"),
    "grams for kg": ("24/11/2026;super;;;Pain;11000;;;\n", "Did you mean 11 kg?"),
    "kg and crates that disagree": (
        "24/11/2026;super;;;Pain;60;3;;\n",
        "60 kg, but 3 crates of 8 kg would make 24",
    ),
    "the same visit twice": (FIRST + "24/11/2026;super;restos;;Pain;11;;;\n", "Told above already"),
    "a date in the future": ("08/12/2026;super;;;Pain;10;;;\n", "has not come yet"),
    "another town's line": ("24/11/2026;super;;;Pain;10;;;Vallée\n", 'of "Vallée", not of'),
    "another town's journal": (
        "24/11/2026;lidl;;;Pain;10;;;\n25/11/2026;casino;;;Pain;5;;;\n",
        "is it the journal of another town?",
    ),
    "closed, and yet kg": ("24/11/2026;super;;fermé;Pain;10;;;\n", '"closed", and yet 10 kg'),
}


def town() -> Scenario:
    """The tiny town: a crate of bread weighs 8 kg; a store changed hands on 25 November."""
    world = tiny("hub")
    rows = [
        one.model_dump(exclude_unset=True) | ({"kg_per_crate": 8.0} if one.id == "bread" else {})
        for one in world.families
    ]
    was = FormerStore(until=CHANGED, brand="Alpha", holder="ccas")
    store = world.donor["baker"].changed(brand="Beta", formerly=(was,))
    donors = tuple(store if one.id == "baker" else one for one in world.donors)
    return changed(world, families=rows).changed(donors=donors)


def _today(world: Scenario) -> date:
    del world
    return date(2026, 12, 1)


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr("service.ledger.weighing.today_in", _today)
    monkeypatch.chdir(tmp_path)
    Path("tiny.yaml").write_text(dump(town()), encoding="utf-8")
    with TestClient(
        create_app("sqlite:///l.db", workers=0),
        base_url="http://localhost",
        headers={"Accept-Language": "en"},
    ) as found:
        scenarios.add(
            found.app.state.desk.database,  # type: ignore[attr-defined]
            check(Upload("tiny.yaml", Path("tiny.yaml").read_bytes())),
        )
        yield found


@pytest.fixture
def desk(client: TestClient) -> Desk:
    found = client.app.state.desk  # type: ignore[attr-defined]
    assert isinstance(found, Desk)
    return found


def by_command(rows: str, *words: str) -> str:
    """What the command says of a file, on one line."""
    Path("in.csv").write_text(HEADS + rows, encoding="utf-8")
    asked = ["weigh", "tiny.yaml", "in.csv", "--database", "sqlite:///l.db", "--lang", "en"]
    done = CliRunner().invoke(app, [*asked, *words])
    return f"{done.exit_code} {' '.join(done.output.split())}"


def by_page(client: TestClient, rows: str, **more: str) -> str:
    """What the page says of the same file."""
    sent = {"file": ("in.csv", (HEADS + rows).encode())}
    answer = client.post(f"/en/weeks/tiny/{WEEK}/file", files=sent, data=more)
    return f"{answer.status_code} {unescape(re.sub(r'<[^>]*>', '', answer.text))}"


def by_api(client: TestClient, visits: list[dict[str, Any]], **more: Any) -> str:
    """What the API says of visits."""
    answer = client.post("/api/journal/tiny/visits", json={"visits": visits, **more})
    return f"{answer.status_code} {unescape(answer.text)}"


@pytest.mark.parametrize("case", CASES)
def test_each_is_refused_with_its_remedy_by_every_way_in(
    client: TestClient, desk: Desk, case: str
) -> None:
    """A file that has it, by the command and by the page; the visits of it by the API."""
    rows, expected = CASES[case]
    told = by_command(rows)
    assert told.startswith("2 ")
    assert expected in told
    assert "in.csv:2" in told or "in.csv:3" in told
    page = by_page(client, rows)
    assert page.startswith("422 ")
    assert expected in page
    assert any(one in told for one in EXPECTED)
    read = read_visits(Path("in.csv"), town())
    if read.visits and not read.complaints:
        sent = [one.model_dump(mode="json", exclude_defaults=True) for _, one in read.visits]
        api = by_api(client, sent)
        assert api.startswith("422 ")
        assert expected in api.replace('\\"', '"')
    assert desk.ledger.journal("tiny").visits == ()


def test_a_published_week_is_weighed_by_two_hands_at_once(client: TestClient, desk: Desk) -> None:
    """The second is shown what the first wrote; nothing is lost or doubled."""
    assert by_page(client, FIRST, seen="0").startswith("200 ")
    second = FIRST.replace(";10;", ";12;")
    assert "Written by somebody else meanwhile (line 1)" in by_page(client, second, seen="0")
    visit = _sent(desk)[0] | {"note": "other"}
    assert "meanwhile (line 1)" in by_api(client, [visit], seen=0)
    assert "In the journal already (line 1)" in by_command(second)
    assert [one.kg for one in desk.ledger.journal("tiny").visits] == [10.0]


def test_a_correction_after_closing_says_why(client: TestClient, desk: Desk) -> None:
    """By every way in; the line that it replaces stays."""
    by_page(client, FIRST)
    desk.ledger.close_week("tiny", WEEK)
    other = "25/11/2026;super;restos;;Pain;4;;;\n"
    assert "The week of 23 November 2026 is closed" in by_command(other)
    assert "is closed" in by_page(client, other)
    visit = _sent(desk)[0] | {"day": "2026-11-25", "pickup": None}
    assert "is closed" in by_api(client, [visit])
    assert by_command(FIRST.replace(";10;", ";9;"), "--correct", "scales").startswith("0 ")
    assert by_page(client, other, reason="forgotten").startswith("200 ")
    visit = next(one for one in _sent(desk) if one["day"] == "2026-11-25")
    assert by_api(client, [visit | {"note": "n"}], correcting=True, reason="a word").startswith(
        "201 "
    )
    lines = desk.ledger.journal_lines("tiny")
    assert [one.reason for one in lines if one.kind == "visit"] == [
        "", "scales", "forgotten", "a word"
    ]  # fmt: skip


def test_a_week_missing_is_no_week_of_zero(client: TestClient) -> None:
    """Two weeks told with one between: it is said not to be told, by page and command."""
    assert by_command(FIRST + "10/11/2026;super;restos;;Pain;10;;;\n").startswith("0 ")
    asked = ["history", "tiny.yaml", "--database", "sqlite:///l.db", "--lang", "en"]
    done = CliRunner().invoke(app, asked)
    assert "Weeks of which nothing is told: 1" in " ".join(done.output.split())
    page = client.get("/en/weeks/tiny").text
    assert ">nothing told<" in page


def test_a_store_that_changed_hands_is_its_holders_of_the_day(
    client: TestClient, desk: Desk
) -> None:
    """Who says no holder means that of the day, by the list and by the page."""
    after = CHANGED + timedelta(days=1)
    rows = f"{CHANGED:%d/%m/%Y};baker;restos;;Pain;5;;;\n{after:%d/%m/%Y};baker;restos;;Pain;5;;;\n"
    assert by_command(rows).startswith("0 ")
    holders = {one.day: one.holder for one in desk.ledger.journal("tiny").visits}
    assert holders == {CHANGED: "ccas", after: town().donor["baker"].holder}
    assert "Nothing new" in by_page(client, rows)


def _sent(desk: Desk) -> list[dict[str, Any]]:
    visits: tuple[Visit, ...] = desk.ledger.journal("tiny").visits
    return [one.model_dump(mode="json", exclude_defaults=True) for one in visits]
