"""A town with a planned and a split week, and accounts of every role before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from scenarios import dump
from service.accounts import book
from service.acting import Grant
from service.backend import Desk
from service.database import Database
from service.sources import Upload, check
from service.store import runs, scenarios
from solver.allocation.supply import expected
from solver.split import allocate
from tests.helpers.scenarios import changed, tiny
from tests.helpers.studies import planned
from tests.service.databases import create_app, with_tiny

HERE = "http://localhost"
PASSWORD = "quatre chevaux bleus"
ROLES = {
    "coordinator": Grant("coordinator"),
    "reader": Grant("reader"),
    "association": Grant("association", "secours"),
    "driver": Grant("driver", "paul"),
    "elsewhere": Grant("coordinator"),
}
"""Accounts by name: those of the town, and who coordinates another one."""
TOWN = {"elsewhere": "weekly"}


@dataclass(frozen=True)
class Served:
    """An application with accounts before it."""

    app: FastAPI
    week: str
    """Run of a planned week of the town."""
    split: str
    other: str
    """Run of a planned week of another town."""

    @property
    def desk(self) -> Desk:
        found = self.app.state.desk
        assert isinstance(found, Desk)
        return found

    @property
    def database(self) -> Database:
        return self.desk.database

    def client(self) -> TestClient:
        return TestClient(self.app, base_url=HERE, raise_server_exceptions=False)

    def logged_in(self, name: str, password: str = PASSWORD) -> Person:
        client = self.client()
        answer = log_in(client, name, password)
        assert answer == 303, answer
        return Person(client)


@dataclass(frozen=True)
class Person:
    """A browser that is logged in."""

    client: TestClient

    @property
    def mark(self) -> str:
        """What every form of the session bears."""
        found = re.search(r'name="form-mark" value="([0-9a-f]+)"', self.client.get("/fr/me").text)
        assert found is not None
        return found[1]


def once_of(client: TestClient) -> str:
    found = re.search(r'name="once" value="([^"]+)"', client.get("/fr/log-in").text)
    assert found is not None
    return found[1]


def log_in(client: TestClient, name: str, password: str, **more: str) -> int:
    sent = {"once": once_of(client), "name": name, "password": password, **more}
    return client.post("/fr/log-in", data=sent, follow_redirects=False).status_code


def _ended(database: Database, kind: str, version: scenarios.Version, study: bytes) -> str:
    made = runs.add(database, kind, version, {"kind": kind, "scenario": version.scenario})
    assert runs.next_queued(database, [kind]) is not None
    runs.end(database, made.id, "done", study=study)
    return made.id


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from serving(tmp_path_factory.mktemp("accounts"))


def serving(folder: Path) -> Iterator[Served]:
    """Yield an application over a new database in a folder."""
    app = create_app(f"sqlite:///{folder / 'town.db'}", workers=0)
    database = app.state.desk.database
    version = with_tiny(database)
    week = _ended(database, "week", version, planned().model_dump_json().encode())
    world = tiny("hub")
    made = allocate(world, expected(world), compare=False)
    split = _ended(database, "split", version, made.model_dump_json().encode())
    away = changed(tiny("hub"), id="weekly", label="Une autre ville")
    there = scenarios.add(database, check(Upload("weekly.yaml", dump(away).encode())))
    other = _ended(database, "week", there, planned().model_dump_json().encode())
    for name, grant in ROLES.items():
        town = TOWN.get(name, "tiny")
        book.add(database, name, PASSWORD, [grant], town, to_change=False)
    book.add(database, "everywhere", PASSWORD, [Grant("coordinator")], to_change=False)
    with TestClient(app, base_url=HERE):
        yield Served(app, week, split, other)
