"""A database of the released schema opens, and what was kept in it is shown under today's names."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, date, datetime
from typing import Any

from alembic import command
from alembic.config import Config
from fastapi.testclient import TestClient
from sqlalchemy import create_engine

from service.kinds.registry import KINDS
from service.store import MIGRATIONS, VERSION_TABLE, opened, runs
from service.store import tables as store
from tests.helpers.studies import planned
from tests.service.databases import create_app, tiny_file

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
WEEK, AGAIN, SPLIT, WAITS = (f"{number:016x}" for number in range(1, 5))
NAMES = {
    "run": "week",
    "compare": "comparison",
    "costs": "costs",
    "levers": "levers",
    "allocate": "split",
    "trucks": "bookings",
    "replan": "replan",
    "warehouse": "warehouse",
}
COMMON = {"scenario": "tiny", "version": 1, "sets": []}
SEARCH = {"time_limit_s": None, "iterations": 3}
CALL = {"day": "tue", "now": "08:30", "events": [{"kind": "down", "vehicle": "car"}]}
ASKED: dict[str, dict[str, Any]] = {
    WEEK: {"kind": "run", "seed": 1, "engine": "pyvrp", "weeks": 5, "bookings": None, **SEARCH},
    AGAIN: {"kind": "replan", "week": None, "again": WEEK, "call": CALL, "seed": 1, **SEARCH},
    SPLIT: {"kind": "allocate", "variant": None, "supply": None, "again": AGAIN, "lots": None},
    WAITS: {"kind": "allocate", "variant": "hub", "supply": WEEK, "again": None, "lots": None},
}
"""As the release stored them."""


def released(url: str) -> None:
    """Make a database as the release left it: a planned week, and runs of every kind."""
    file, world = tiny_file(), planned().scenario
    about = {"town": world.id, "label": world.label, "week_of": world.week_of}
    kept = {"name": file.name, "form": "yaml", "bytes": len(file.content), "digest": "0" * 64}
    named = json.dumps([{"name": "base", "label": world.label}])
    engine = create_engine(url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes.update(connection=connection, version_table=VERSION_TABLE)
        command.upgrade(config, "0001")
        connection.execute(store.scenarios.insert().values(id="tiny", created_at=NOW))
        connection.execute(
            store.versions.insert().values(
                scenario="tiny",
                number=1,
                content=zlib.compress(file.content),
                variants=named,
                note="",
                created_at=NOW,
                **kept,
                **about,
            )
        )
        others = {f"{n:016x}": {"kind": name} for n, name in enumerate(NAMES, start=10)}
        for name, asked in (ASKED | others).items():
            connection.execute(
                store.runs.insert().values(
                    id=name,
                    kind=asked["kind"],
                    state="queued" if name == WAITS else "done",
                    scenario="tiny",
                    version=1,
                    asked=json.dumps({**COMMON, **asked}),
                    created_at=NOW,
                    error_fr="",
                    error_en="",
                    **about,
                )
            )
        study = zlib.compress(planned().model_dump_json().encode())
        connection.execute(store.results.insert().values(run=WEEK, kind="study", content=study))
    engine.dispose()


def test_runs_of_the_release_have_the_names_of_today(url: str) -> None:
    released(url)
    database = opened(url)
    found = {one.id: one for one in runs.listed(database)}
    assert {one.kind for one in found.values()} == set(NAMES.values())
    for name, asked in ASKED.items():
        run = found[name]
        assert run.kind == NAMES[asked["kind"]]
        said = KINDS[run.kind].asked.model_validate(runs.asked(database, name))
        earlier = {one.run for one in said.earlier().values()}
        assert earlier == {one for one in (asked.get("again"), asked.get("supply")) if one}
    # the next time there is nothing left to do
    database.close()
    again = opened(url)
    assert runs.asked(again, SPLIT)["supply"] == AGAIN
    again.close()


def test_runs_of_the_release_are_shown(url: str) -> None:
    assert date(2026, 11, 23) == planned().scenario.week_of
    released(url)
    with TestClient(create_app(url, workers=0), base_url="http://localhost") as client:
        assert client.get(f"/api/runs/{WEEK}").json()["kind"] == "week"
        assert client.get(f"/api/weeks/{WEEK}").status_code == 200
        for language in ("fr", "en"):
            for page in ("runs", f"runs/{WEEK}", f"runs/{WAITS}"):
                shown = client.get(f"/{language}/{page}")
                assert shown.status_code == 200, page
            assert KINDS["split"].called.in_(language) in shown.text
