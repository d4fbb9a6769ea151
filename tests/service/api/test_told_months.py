"""What is due of a month is asked of the server as of the command: its ledger has the journal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from models.month import MonthStudy
from service.ledger import Ledger, Telling
from tests.helpers.made_journal import made_journal
from tests.service.databases import app_over, do_queued
from tests.service.told_towns import FIRST, WEEKS, keyed, told_town


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("months")
    file = Path(told_town(folder).path).read_bytes()
    url = f"sqlite:///{folder / 'server.db'}"
    journal = made_journal(keyed(), FIRST, WEEKS)
    with Ledger(url) as ledger:
        ledger.tell("tiny", Telling(journal.visits, journal.outings))
    with TestClient(app_over(url), base_url="http://localhost") as found:
        sent = {"file": ("tiny.yaml", file)}
        assert found.post("/api/scenarios", files=sent).status_code == 201
        yield found


def test_a_months_papers_are_files_of_its_run(client: TestClient) -> None:
    """The study over HTTP, each body's PDF by name, the result as a page."""
    asked = {"kind": "month", "scenario": "tiny", "month": "octobre 2025"}
    run = client.post("/api/runs", json=asked).json()["id"]
    do_queued(client.app.state.desk)  # type: ignore[attr-defined]
    study = MonthStudy.model_validate(client.get(f"/api/months/{run}").json())
    assert str(study.period.first) == "2025-10-01"
    names = set(client.get(f"/api/runs/{run}/files").json())
    assert {"dons/secours.pdf", "reglement.pdf", "classeur.xlsx"} <= names
    paper = client.get(f"/api/runs/{run}/files/dons/secours.pdf")
    assert paper.content.startswith(b"%PDF")
    page = client.get(f"/fr/runs/{run}").text
    assert "Qui verse à qui" in page


def test_the_form_refuses_a_month_beside_its_field(client: TestClient) -> None:
    """Typed as text; the fault says what serves."""
    page = client.get("/fr/scenarios/tiny").text
    assert '<input type="text" id="f-month-month" name="month.month" value="" autocomplete' in page
    sent = {"kind": "month", "version": "1", "month.month": "otcobre 2025"}
    refused = client.post("/fr/scenarios/tiny/runs", data=sent)
    assert refused.status_code == 422
    assert "Vouliez-vous dire 2025-10" in refused.text
    assert 'href="#f-month-month"' in refused.text
