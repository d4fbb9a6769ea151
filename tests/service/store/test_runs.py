from __future__ import annotations

import threading

import pytest

from models.base import Text
from service.database import Database
from service.kinds.registry import KINDS
from service.store import results, runs
from service.store.runs import FullError
from service.store.scenarios import UnknownError, Version
from tests.service.databases import with_tiny


@pytest.fixture
def version(database: Database) -> Version:
    return with_tiny(database)


def test_a_run_is_stored_before_it_starts_and_keeps_what_it_tells(
    database: Database, version: Version
) -> None:
    asked = {"kind": "week", "scenario": "tiny", "seed": 7}
    run = runs.add(database, "week", version, asked)
    assert (run.state, run.asked, run.started_at) == ("queued", asked, None)
    begun = runs.next_queued(database, KINDS)
    assert begun is not None
    assert (begun.id, begun.state) == (run.id, "running")
    runs.tell(database, run.id, {"stage": "food", "usable_kg": 3.5})
    runs.tell(database, run.id, {"stage": "cost"})
    assert [one.stage for one in runs.steps(database, run.id)] == ["food", "cost"]
    assert [one.number for one in runs.steps(database, run.id, after=1)] == [2]
    for plan in (b"{}", b'{"rounds":[]}'):
        runs.keep_best(database, run.id, plan)
    assert results.best(database, run.id) == b'{"rounds":[]}'
    assert not runs.run(database, run.id).has_study
    runs.end(database, run.id, "done", b'{"a":1}')
    ended = runs.run(database, run.id)
    assert (ended.state, ended.has_study, ended.error) == ("done", True, None)
    assert results.study(database, run.id) == b'{"a":1}'
    assert results.best(database, run.id) is None


def test_files_in_a_request_are_kept_but_not_shown(database: Database, version: Version) -> None:
    given = {"kind": "split", "lots": {"name": "a.csv", "content": "YQ==" * 1000}}
    run = runs.add(database, "split", version, given)
    assert run.asked == {"kind": "split", "lots": {"name": "a.csv", "content": "…"}}
    assert runs.asked(database, run.id) == given


def test_why_a_run_failed_is_kept_in_both_languages(database: Database, version: Version) -> None:
    run = runs.add(database, "week", version, {})
    runs.end(database, run.id, "failed", why=Text(fr="Faute.", en="Fault."))
    assert runs.run(database, run.id).error == Text(fr="Faute.", en="Fault.")


def test_runs_of_some_kinds_may_be_begun_before_others(
    database: Database, version: Version
) -> None:
    runs.add(database, "costs", version, {})
    brief = runs.add(database, "split", version, {})
    assert runs.next_queued(database, ["replan"]) is None
    begun = runs.next_queued(database, ["replan", "split"])
    assert begun is not None
    assert begun.id == brief.id


def test_only_a_run_that_waits_is_cancelled_at_once(database: Database, version: Version) -> None:
    first, second = (runs.add(database, "week", version, {}) for _ in range(2))
    runs.next_queued(database, KINDS)
    assert not runs.cancel_queued(database, first.id)
    assert runs.cancel_queued(database, second.id)
    assert runs.next_queued(database, KINDS) is None
    assert [one.id for one in runs.listed(database, states=["cancelled"])] == [second.id]
    assert [one.id for one in runs.listed(database)] == [second.id, first.id]
    assert runs.listed(database, scenario="zut") == []


def test_hands_that_begin_at_once_never_begin_the_same_run(
    database: Database, version: Version
) -> None:
    asked = [runs.add(database, "week", version, {}).id for _ in range(4)]
    begun: list[str] = []

    def hand() -> None:
        found = runs.next_queued(database, KINDS)
        if found is not None:
            begun.append(found.id)

    hands = [threading.Thread(target=hand) for _ in range(4)]
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    while (left := runs.next_queued(database, KINDS)) is not None:
        begun.append(left.id)
    assert sorted(begun) == sorted(asked)


def test_the_queue_has_an_end(
    database: Database, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "MOST_QUEUED", 2)
    for _ in range(2):
        runs.add(database, "week", version, {})
    with pytest.raises(FullError):
        runs.add(database, "week", version, {})


def test_an_unknown_run_is_said(database: Database) -> None:
    with pytest.raises(UnknownError, match='No run "0"'):
        runs.run(database, "0")
