"""The first page of a town whose week was planned and published elsewhere, by the command."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from scenarios import dump
from service.ledger import Ledger
from solver.split import allocate_plan
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned
from tests.service.databases import app_over


def test_a_week_that_is_published_is_not_said_to_be_unplanned(tmp_path: Path) -> None:
    """What can be done next with it is to weigh it in; its calendar counts the stops published."""
    url = f"sqlite:///{tmp_path / 'server.db'}"
    with Ledger(url) as ledger:
        ledger.publish(allocate_plan(planned("hub"), compare=False))
    with TestClient(app_over(url), base_url="http://localhost") as client:
        sent = {"file": ("tiny.yaml", dump(tiny("hub")).encode())}
        assert client.post("/api/scenarios", files=sent).status_code == 201
        home = client.get("/fr/").text
        assert "pas encore planifiée" not in home
        assert "est publiée ; son plan n'est pas ici" in home.replace("&#39;", "'")
        assert 'href="/fr/weeks/tiny/2026-11-23"' in home
        calendar = client.get("/fr/weeks/tiny").text
        assert "0 sur 9" in calendar
        grid = client.get("/fr/weeks/tiny/2026-11-23").text
        assert grid.count("pas dans le plan") == 1
        assert "tous les dons attendus y sont" not in grid
