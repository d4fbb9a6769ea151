"""What is answered while a database or a disk is away: never that something was done already."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from service import database
from service.database_errors import UnavailableError
from service.store import opened, runs, scenarios
from solver.allocation.supply import expected
from solver.split import allocate
from tests.helpers.scenarios import tiny
from tests.service.databases import app_over, tiny_file, with_tiny

WEEK = {"kind": "split", "scenario": "tiny"}


@pytest.fixture
def client(url: str) -> Iterator[TestClient]:
    """A server that only answers, with the tiny town."""
    with TestClient(app_over(url), base_url="http://localhost") as found:
        found.post("/api/scenarios", files={"file": ("tiny.yaml", tiny_file().content)})
        yield found


@pytest.mark.parametrize("path", ["runs/a%00b", "ledger/a%00b/balances", "scenarios/%00"])
def test_a_name_that_no_database_holds_is_not_there(client: TestClient, path: str) -> None:
    """On every database the same: it is nothing that could be stored."""
    assert client.get(f"/api/{path}").status_code == 404
    assert client.get(f"/fr/{path}").status_code == 404


def test_a_text_that_no_database_keeps_is_refused_by_each(client: TestClient) -> None:
    """Else a backup of one of them could not be put back into the other."""
    desk = client.app.state.desk  # type: ignore[attr-defined]
    world = tiny("hub")
    run = runs.add(desk.database, "split", with_tiny(desk.database), WEEK)
    split = allocate(world, expected(world), compare=False)
    runs.end(desk.database, run.id, "done", split.model_dump_json().encode())
    assert client.post("/api/ledger/tiny/weeks", json={"run": run.id}).status_code == 201
    line = {"week_of": str(world.week_of), "association": "ccas", "family": "dry", "kg": 1}
    for reason, status in (("a\0b", 422), ("ab", 201)):
        sent = {**line, "kind": "received", "reason": reason}
        told = client.post("/api/ledger/tiny/corrections", json=sent)
        assert told.status_code == status, told.text


def test_connections_that_died_are_not_noticed(client: TestClient, url: str) -> None:
    """They are tried before they are used."""
    assert client.get("/api/runs").status_code == 200
    if url.startswith("postgresql"):
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(
                text(
                    "select pg_terminate_backend(pid) from pg_stat_activity "
                    "where datname = current_database() and pid != pg_backend_pid()"
                )
            )
        engine.dispose()
    for path in ("runs", "ledger/tiny/balances", "scenarios"):
        assert client.get(f"/api/{path}").status_code == 200


def test_a_ledger_that_another_program_holds_is_away_and_not_in_conflict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was written: who asks again in some seconds is served."""
    monkeypatch.setattr(database, "LOCK_S", 0.1)
    path = tmp_path / "held.db"
    app = app_over(f"sqlite:///{path}")
    kept = app.state.desk.database
    run = runs.add(kept, "split", with_tiny(kept), WEEK)
    world = tiny("hub")
    split = allocate(world, expected(world), compare=False)
    runs.end(kept, run.id, "done", split.model_dump_json().encode())
    with TestClient(app, base_url="http://localhost") as found:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("begin exclusive")
        told = found.post("/api/ledger/tiny/weeks", json={"run": run.id})
        assert (told.status_code, told.headers["Retry-After"]) == (503, "5")
        assert found.get("/fr/ledger/tiny").status_code == 503
        other.execute("rollback")
        other.close()
        assert found.get("/api/ledger/tiny/weeks").json() == []
        for status in (201, 409):
            told = found.post("/api/ledger/tiny/weeks", json={"run": run.id})
            assert told.status_code == status


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("kept", [False, True])
def test_a_connection_that_breaks_while_writing_is_told_as_that(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    """Neither as nothing written nor as done: which is not known; asked again, what is true."""
    desk = client.app.state.desk  # type: ignore[attr-defined]
    world = tiny("hub")
    run = runs.add(desk.database, "split", with_tiny(desk.database), WEEK)
    split = allocate(world, expected(world), compare=False)
    runs.end(desk.database, run.id, "done", split.model_dump_json().encode())
    dialect = desk.ledger.database.engine.dialect
    commit, tried = dialect.do_commit, iter((True,))

    def broken(connection: Any) -> None:
        if next(tried, False):
            if kept:
                commit(connection)
            with suppress(Exception):
                connection.execute("select pg_terminate_backend(pg_backend_pid())")
        commit(connection)

    monkeypatch.setattr(dialect, "do_commit", broken)
    told = client.post("/api/ledger/tiny/weeks", json={"run": run.id})
    assert (told.status_code, told.headers["Retry-After"]) == (503, "5")
    assert "on ne sait pas" in told.json()["detail"]
    assert len(client.get("/api/ledger/tiny/weeks").json()) == kept
    told = client.post("/api/ledger/tiny/weeks", json={"run": run.id})
    assert told.status_code == (409 if kept else 201)


def test_a_disk_that_is_full_is_told(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a page and as a problem, with what to do."""

    def full(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(scenarios, "latest", full)
    for path in ("/fr/ledger", "/en/ledger"):
        told = client.get(path)
        assert (told.status_code, told.headers["Retry-After"]) == (503, "5")
        assert "No space left" in told.text


def test_no_room_for_a_file_that_comes_is_no_fault_of_the_file(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("starlette.formparsers.SpooledTemporaryFile", full)
    files = {"file": ("tiny.yaml", tiny_file().content)}
    for path in ("/api/scenarios", "/api/scenarios/check", "/fr/scenarios"):
        told = client.post(path, files=files)
        assert (told.status_code, told.headers["Retry-After"]) == (503, "5"), path
        assert "No space left" in told.text


@pytest.mark.parametrize(
    ("code", "told"),
    [("53100", "disk of the database is full"), ("55P03", "Another program holds"), ("x", "boo")],
)
def test_what_a_database_says_is_told_with_what_helps(url: str, code: str, told: str) -> None:
    class FullError(Exception):
        sqlstate = code

    found = opened(url)
    with pytest.raises(UnavailableError, match=told), found.begin():
        raise OperationalError("insert", {}, FullError("boo"))
    found.close()
