"""Calendars that agendas subscribe to: the published weeks of a town, as they are now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from icalendar import Calendar

from models.base import Model
from models.study import Study
from service.database import Database
from service.store import published, runs, scenarios
from solver.split import allocate_plan
from tests.helpers.scenarios import MONDAY
from tests.helpers.studies import planned
from tests.service.databases import app_over, with_tiny

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def events(content: bytes) -> dict[str, Any]:
    return {str(one["UID"]): one for one in Calendar.from_ical(content).walk("VEVENT")}


def ended(database: Database, kind: str, study: Model, **asked: Any) -> str:
    """A run of the tiny town that has ended with a study."""
    said = {"kind": kind, "scenario": "tiny", "version": 1, **asked}
    run = runs.add(database, kind, scenarios.version(database, "tiny", 1), said)
    runs.end(database, run.id, "done", study.model_dump_json().encode())
    return run.id


def stamped(study: Study, hours: int) -> Study:
    """A study whose plan was made some hours after noon."""
    made_at = NOON + timedelta(hours=hours)
    return study.changed(provenance=study.provenance.changed(made_at=made_at))


def test_a_feed_is_of_the_last_plan_of_each_published_week(tmp_path: Path) -> None:
    app = app_over(f"sqlite:///{tmp_path / 'f.db'}")
    with TestClient(app, base_url="http://127.0.0.1") as page:
        database = app.state.desk.database
        with_tiny(database)
        first = stamped(planned("hub"), 0)
        week = ended(database, "week", first)
        assert page.get("/fr/calendars/tiny/secours.ics").status_code == 404  # not published
        split = ended(database, "split", allocate_plan(first), supply=week)
        page.post(f"/fr/runs/{split}/publish", data={"sure": "yes"})
        assert [one.week_of for one in published.weeks(database, "tiny")] == [MONDAY]
        answer = page.get("/fr/calendars/tiny/secours.ics")
        assert answer.status_code == 200
        before = events(answer.content)
        assert before
        assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in answer.content
        assert events(page.get("/fr/calendars/tiny/association-secours.ics").content) == before
        # a call on the day: the same events, one of them cancelled, all of a later edition
        from tests.service.databases import replanned

        gone, *others = first.plan.rounds
        again = replanned()
        after = stamped(first.changed(plan=first.plan.changed(rounds=tuple(others), shares=())), 9)
        call = {"day": "tue", "now": "08:30", "events": [{"kind": "down", "vehicle": "car"}]}
        answered = again.answer.changed(study=after)
        ended(
            database,
            "replan",
            again.changed(answer=answered, before=first.plan),
            week=week,
            call=call,
        )
        found = events(page.get(f"/fr/calendars/tiny/vehicule-{gone.vehicle}.ics").content)
        cancelled = [uid for uid, one in found.items() if one.get("STATUS") == "CANCELLED"]
        assert any(gone.id in uid for uid in cancelled)
        later = events(page.get("/fr/calendars/tiny/secours.ics").content)
        assert later.keys() >= before.keys()
        assert all(later[uid]["SEQUENCE"] > one["SEQUENCE"] for uid, one in before.items())
        assert page.get("/fr/calendars/tiny/nobody.ics").status_code == 404
        assert page.get("/fr/calendars/other/secours.ics").status_code == 404


def test_a_withdrawn_week_is_told_as_cancelled_until_it_is_published_again(tmp_path: Path) -> None:
    """Each event is of a later edition than the one before, so that agendas follow."""
    app = app_over(f"sqlite:///{tmp_path / 'f.db'}")
    with TestClient(app, base_url="http://127.0.0.1") as page:
        database = app.state.desk.database
        with_tiny(database)
        first = stamped(planned("hub"), 0)
        week = ended(database, "week", first)
        split = ended(database, "split", allocate_plan(first), supply=week)
        page.post(f"/fr/runs/{split}/publish", data={"sure": "yes"})
        feed = "/fr/calendars/tiny/secours.ics"
        before = events(page.get(feed).content)
        page.post(f"/fr/weeks/tiny/{MONDAY}/withdraw", data={"reason": "erreur"})
        assert published.weeks(database, "tiny") == []
        away = events(page.get(feed).content)
        assert away.keys() == before.keys()
        for uid, one in away.items():
            assert one["STATUS"] == "CANCELLED"
            assert one["SUMMARY"] == f"Annulé : {before[uid]['SUMMARY']}"
            assert one["SEQUENCE"] > before[uid]["SEQUENCE"]
        # published again, one round less: that round alone stays cancelled
        gone, *others = first.plan.rounds
        less = first.changed(plan=first.plan.changed(rounds=tuple(others)))
        other = ended(database, "split", allocate_plan(first), supply=ended(database, "week", less))
        page.post(f"/fr/runs/{other}/publish", data={"sure": "yes"})
        again = events(page.get(f"/fr/calendars/tiny/vehicule-{gone.vehicle}.ics").content)
        states = {uid: one.get("STATUS") for uid, one in again.items()}
        assert {uid for uid, state in states.items() if state} == {
            f"tiny-{MONDAY}-{gone.id}@ramasse"
        }
        later = events(page.get(feed).content)
        on = {uid: one for uid, one in later.items() if "STATUS" not in one}
        assert on
        assert all(one["SEQUENCE"] > away[uid]["SEQUENCE"] for uid, one in on.items())
        old = datetime.now(UTC) + timedelta(days=1)
        assert published.withdrawn(database, "tiny", old) == []
