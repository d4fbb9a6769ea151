"""The next week on the page: made from a week's run, looked at, stored as the next version."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from fastapi.testclient import TestClient

from models.base import Model
from models.next_week import NextWeek
from service.asking.given import Given
from service.database import Database
from service.kinds.registry import KINDS
from service.store import runs, scenarios
from tests.helpers.scenarios import MONDAY
from tests.helpers.studies import planned
from tests.service.databases import app_over, tiny_file, with_tiny


def ended(database: Database, kind: str, version: int, study: Model) -> str:
    """A run of the tiny town that has ended with a study."""
    asked = {"kind": kind, "scenario": "tiny", "version": version}
    run = runs.add(database, kind, scenarios.version(database, "tiny", version), asked)
    runs.end(database, run.id, "done", study.model_dump_json().encode())
    return run.id


def test_the_next_week_is_stored_once_and_the_week_before_is_offered(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'p.db'}"
    app = app_over(url)
    with TestClient(app, base_url="http://127.0.0.1") as page:
        database = app.state.desk.database
        with_tiny(database)
        week = ended(database, "week", 1, planned("hub"))
        shown = page.get(f"/fr/runs/{week}").text
        assert "Préparer la semaine suivante" in shown
        kind = KINDS["next_week"]
        asked = kind.asked.model_validate({"scenario": "tiny", "version": 1})
        made = kind.work(asked, Given(tiny_file(), {"study": planned("hub")}))
        assert isinstance(made, NextWeek)
        run = ended(database, "next_week", 1, made)
        shown = page.get(f"/fr/runs/{run}").text
        assert "La semaine du 30 novembre 2026 est prête" in shown
        for _ in range(2):  # a form sent twice is stored once
            stored = page.post(f"/fr/runs/{run}/store", follow_redirects=False)
            assert stored.status_code == 303
        assert [one.week_of for one in scenarios.history(database, "tiny")] == [
            MONDAY + timedelta(days=7),
            MONDAY,
        ]
        # the week before is offered, and chosen, as the one to change least
        form = page.get("/fr/scenarios/tiny").text
        assert f'value="{week}" selected' in form
        assert "Semaine du 23 novembre 2026" in form
        # another hand stored a version meanwhile
        later = ended(database, "next_week", 1, made.model_copy(update={"text": made.text + "\n"}))
        assert page.post(f"/fr/runs/{later}/store").status_code == 409
        assert page.post(f"/fr/runs/{week}/store").status_code == 404
