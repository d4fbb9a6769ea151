"""A half-year lived: every week planned, published, weighed, closed; once, however often."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from models.town_history import TownHistory
from models.visits import Visit
from scenarios import load
from service.asking.given import Given
from service.kinds.past import kind as past_kind
from service.kinds.past import made_up
from service.kinds.registry import KINDS
from service.ledger import Ledger
from service.ledger.weeks import calendar
from service.sources import OnDisk, check, from_library
from service.store import opened, published, scenarios

WEEKS = 4
FIRST = date(2026, 6, 1)


def live(url: str) -> TownHistory:
    kind = KINDS["past"]
    asked = kind.asked.model_validate({"kind": "past", "scenario": "aubagne"})
    study = kind.work(asked, Given(OnDisk("aubagne"), database=url))
    assert isinstance(study, TownHistory)
    return study


def test_a_few_weeks_are_lived_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Levels, km and hours of each; the store has its plan; again, nothing more is written."""
    whole = made_up.visits_of
    silent = FIRST + timedelta(weeks=1)

    def few(world: object) -> list[Visit]:
        last = FIRST + timedelta(weeks=WEEKS)
        visits = whole(load("aubagne", None, []).scenario)
        return [one for one in visits if one.day < last and one.week_of != silent]

    monkeypatch.setattr(made_up, "visits_of", few)
    monkeypatch.setattr(past_kind, "PLAN_S", 1.0)
    url = f"sqlite:///{tmp_path / 'town.db'}"
    study = live(url)
    assert len(study.published) == WEEKS
    assert [one.told for one in study.weeks] == [True, False, True, True]
    assert all(one.driven for one in study.weeks if one.told)
    assert all(0 < (one.by_window[8] or 0) < 1.5 for one in study.levels)
    database = opened(url)
    with Ledger(url) as ledger:
        states = [one.state for one in calendar(ledger, "aubagne")]
        assert states == ["closed", "closed", "published", "closed"]
        assert ledger.check_journal("aubagne").broken is None
        kinds = {one.kind for one in ledger.entries("aubagne")}
        assert kinds >= {"need", "promised", "received"}
        lines = len(ledger.journal_lines("aubagne")), len(ledger.entries("aubagne"))
    assert len(published.weeks(database, "aubagne")) == WEEKS
    (version,) = scenarios.latest(database)
    assert (version.week_of, version.number) == (FIRST + timedelta(weeks=WEEKS), WEEKS + 1)
    stored = check(scenarios.upload(database, version.scenario))
    assert stored.variants == check(from_library("aubagne")).variants
    live(url)
    with Ledger(url) as ledger:
        assert lines == (len(ledger.journal_lines("aubagne")), len(ledger.entries("aubagne")))
    database.close()
