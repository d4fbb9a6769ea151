"""Who did something is written with the deed, or nothing is done; a command says it was one."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text
from typer.testing import CliRunner

from models.visits import Visit
from scenarios import dump
from service.accounts import audit
from service.acting import COMMAND, TELEPHONE, author, by_hand_of
from service.ledger import Ledger, Telling
from service.store import opened, published
from solver.allocation.supply import expected
from solver.split import allocate
from tests.helpers.scenarios import tiny
from tests.service.accounts.conftest import HERE, _ended
from tests.service.commands import app
from tests.service.databases import app_over, with_tiny

WORLD = tiny("hub")
MONDAY = WORLD.week_of


@pytest.fixture
def page(tmp_path: Path) -> TestClient:
    """A page without accounts, with a split that is published."""
    found = app_over(f"sqlite:///{tmp_path / 'town.db'}")
    database = found.state.desk.database
    split = allocate(WORLD, expected(WORLD), compare=False)
    run = _ended(database, "split", with_tiny(database), split.model_dump_json().encode())
    found.state.desk.publish(run)
    return TestClient(found, base_url=HERE, raise_server_exceptions=False)


def _deeds(client: TestClient) -> list[str]:
    return [one.deed for one in audit.done(client.app.state.desk.database)]  # type: ignore[attr-defined]


def test_no_deed_without_its_line(page: TestClient) -> None:
    """The trail cannot be written: nothing is, and it is said that it may be asked again."""
    desk = page.app.state.desk  # type: ignore[attr-defined]
    promised = next(one for one in desk.ledger.entries("tiny") if one.kind == "promised")
    visit = {"day": str(MONDAY), "donor": WORLD.donors[0].id, "outcome": "closed"}
    visit |= {"association": "ccas", "holder": "ccas"}
    line = {"week_of": str(MONDAY), "association": promised.association, "kg": 0.5}
    line |= {"family": promised.family, "kind": "refused", "reason": "abîmé"}
    form = {key: str(value) for key, value in line.items()} | {"week": str(MONDAY)}
    asked: tuple[tuple[str, dict[str, Any]], ...] = (
        ("/api/v1/journal/tiny/visits", {"json": {"visits": [visit], "sure": True}}),
        ("/api/v1/journal/tiny/closed", {"json": {"week_of": str(MONDAY)}}),
        ("/api/v1/ledger/tiny/corrections", {"json": line}),
        ("/fr/ledger/tiny/corrections", {"data": form}),
        (f"/fr/weeks/tiny/{MONDAY}/close", {"data": {}}),
        (f"/fr/weeks/tiny/{MONDAY}/withdraw", {"data": {"reason": "erreur"}}),
    )
    with desk.database.begin() as connection:
        connection.execute(text("alter table audit rename to gone"))
    before = (desk.ledger.last_line("tiny"), len(desk.ledger.entries("tiny")))
    for path, sent in asked:
        answer = page.post(path, **sent, follow_redirects=False)
        assert answer.status_code == 503, (path, answer.text)
    assert (desk.ledger.last_line("tiny"), len(desk.ledger.entries("tiny"))) == before
    assert desk.ledger.closed_weeks("tiny") == []
    assert desk.ledger.weeks("tiny") == [MONDAY]
    with desk.database.begin() as connection:
        connection.execute(text("alter table gone rename to audit"))
    for path, sent in (asked[5], asked[0], asked[0], asked[1], asked[4]):
        assert page.post(path, **sent, follow_redirects=False).status_code in (201, 303), path
    deeds = ["published", "withdrawn", "weighed", "closed"]
    assert _deeds(page) == deeds[::-1], "what was done already has no second line"


def test_a_withdrawal_sent_twice_is_one(page: TestClient) -> None:
    desk = page.app.state.desk  # type: ignore[attr-defined]
    shown = page.get(f"/fr/weeks/tiny/{MONDAY}").text
    found = re.search(r'/withdraw".*?name="key" value="([0-9a-f]{32})"', shown, re.DOTALL)
    assert found is not None
    path, sent = f"/fr/weeks/tiny/{MONDAY}/withdraw", {"reason": "erreur", "key": found[1]}
    answers = [page.post(path, data=sent, follow_redirects=False) for _ in range(2)]
    assert [one.status_code for one in answers] == [303, 303]
    assert len(desk.ledger.withdrawn("tiny")) == 1
    other = page.post(path, data=sent | {"reason": "autre"}, follow_redirects=False)
    assert other.status_code == 422, "the key was of another deed"
    assert _deeds(page).count("withdrawn") == 1


def test_what_commands_write_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the chains, and in the trail where there is one; no name of whoever sits there."""
    monkeypatch.chdir(tmp_path)
    Path("tiny.yaml").write_text(dump(WORLD), encoding="utf-8")
    opened("sqlite:///town.db").close()
    for database, deeds in (("town.db", 4), ("alone.db", 0)):
        told = ("--database", f"sqlite:///{database}", "--lang", "en")

        def call(*words: str, told: tuple[str, ...] = told) -> None:
            found = CliRunner().invoke(app, [*words, *told])
            assert found.exit_code == 0, found.output

        call("allocate", "tiny.yaml", "--publish", "--yes")
        with Ledger(f"sqlite:///{database}") as ledger:
            one = next(line for line in ledger.entries("tiny") if line.kind == "promised")
            of = ("--week", str(MONDAY), "--association", one.association)
            call(
                *("ledger", "correct", "tiny.yaml", *of, "--family", one.family),
                *("--kind", "refused", "--kg", "0.5", "--reason", "broken"),
            )
            call("weeks", "tiny.yaml", "--withdraw", str(MONDAY), "--reason", "early")
            call("weeks", "tiny.yaml", "--close", str(MONDAY))
            assert {line.author for line in ledger.journal_lines("tiny")} == {COMMAND}
            assert {line.author for line in ledger.withdrawn("tiny")} == {COMMAND}
            with ledger.database.connect() as connection:
                wrote = set(connection.scalars(text("select author from entries")))
                did = set(connection.scalars(text("select author from ledger_deeds")))
            assert (wrote, did) == ({COMMAND}, {COMMAND})
            assert ledger.check_ledger("tiny").broken is None
            assert ledger.check_journal("tiny").broken is None
        if deeds:
            store = opened(f"sqlite:///{database}")
            assert [line.account for line in audit.done(store)] == [COMMAND] * deeds
            store.close()
    assert author() is None, "a command that has ended says nothing more"


def test_a_week_withdrawn_by_command_is_no_run_s_word(page: TestClient, tmp_path: Path) -> None:
    Path(tmp_path, "tiny.yaml").write_text(dump(WORLD), encoding="utf-8")
    words = ["weeks", str(tmp_path / "tiny.yaml"), "--withdraw", str(MONDAY), "--reason", "early"]
    words += ["--database", f"sqlite:///{tmp_path / 'town.db'}"]
    assert CliRunner().invoke(app, words).exit_code == 0
    desk = page.app.state.desk  # type: ignore[attr-defined]
    assert published.weeks(desk.database, "tiny") == []
    assert "par commande" in page.get("/fr/audit").text


def test_a_telephone_s_line_says_so(tmp_path: Path) -> None:
    one = Visit(day=date(2026, 11, 24), donor=WORLD.donors[0].id, association="ccas", holder="ccas")
    with Ledger(f"sqlite:///{tmp_path / 'l.db'}") as ledger:
        with by_hand_of(TELEPHONE):
            ledger.tell("tiny", Telling(visits=(one.changed(outcome="closed"),)))
        assert [line.author for line in ledger.journal_lines("tiny")] == [TELEPHONE]
