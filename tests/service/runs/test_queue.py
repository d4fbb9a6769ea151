"""Runs done by real processes: one worker for the module, so that engines are imported once."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.base import Text
from models.study import Study
from service.asking.asked import Asked
from service.asking.telling import line_of
from service.database import Database
from service.database_errors import DatabaseError
from service.kinds.registry import KINDS
from service.kinds.split.kind import SplitAsked
from service.kinds.week.kind import WeekAsked
from service.runs.queue import BadInputError, Jobs
from service.runs.worker import NICER
from service.store import opened, results, runs, scenarios
from service.store.runs import ENDED, Run
from tests.helpers.studies import planned
from tests.service.databases import with_tiny

ENDLESS = 100_000
"""Iterations that take minutes."""


@pytest.fixture(scope="module")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Jobs]:
    url = f"sqlite:///{tmp_path_factory.mktemp('jobs') / 'jobs.db'}"
    database = opened(url)
    with_tiny(database)
    found = Jobs(database, url, KINDS)
    found.start()
    yield found
    found.close()
    database.close()


def week(**asked: object) -> Asked:
    return WeekAsked.model_validate({"scenario": "tiny", "weeks": 5} | asked)


def endless() -> Asked:
    return week(iterations=ENDLESS)


def until(found: Callable[[], bool], limit_s: float = 60.0) -> None:
    ends = time.monotonic() + limit_s
    while not found():
        assert time.monotonic() < ends, "it takes too long"
        time.sleep(0.05)


def ended(database: Database, run: Run) -> Run:
    until(lambda: runs.run(database, run.id).state in ENDED)
    return runs.run(database, run.id)


def study_of(database: Database, run: Run) -> Study:
    content = results.study(database, run.id)
    assert content is not None
    return Study.model_validate_json(content)


def process_of(jobs: Jobs) -> int:
    slot = jobs._slots[0]
    assert slot._process is not None
    assert slot._process.pid is not None
    return slot._process.pid


def begun(jobs: Jobs, run: Run) -> None:
    """Wait until a run has told of a plan."""
    until(lambda: results.best(jobs.database, run.id) is not None)


def test_a_run_is_done_by_a_niced_process_and_tells_how_it_goes(jobs: Jobs) -> None:
    run = jobs.submit(week(time_limit_s=2))
    assert run.version == 1
    assert run.asked["version"] == 1
    done = ended(jobs.database, run)
    assert (done.state, done.error, done.has_study) == ("done", None, True)
    stages = [step.stage for step in runs.steps(jobs.database, run.id)]
    assert stages[0] == "travel"
    assert stages[-1] == "done"
    assert not study_of(jobs.database, run).violations
    pid = process_of(jobs)
    assert os.getpriority(os.PRIO_PROCESS, pid) == os.nice(0) + NICER
    again = ended(jobs.database, jobs.submit(week(time_limit_s=1, weeks=0)))
    assert again.state == "done"
    assert process_of(jobs) == pid, "one process does run after run"


def test_who_waits_for_seconds_does_not_queue_behind_minutes(jobs: Jobs) -> None:
    planned_before = ended(jobs.database, jobs.submit(week(time_limit_s=1, weeks=0)))
    long = jobs.submit(endless())
    begun(jobs, long)
    split = jobs.submit(SplitAsked(scenario="tiny", supply=planned_before.id))
    done = ended(jobs.database, split)
    assert done.state == "done"
    other = runs.run(jobs.database, long.id)
    assert done.started_at is not None
    # a tiny week may be proved best meanwhile: then it must have gone on after the split began
    assert other.ended_at is None or done.started_at < other.ended_at
    if other.ended_at is None:
        jobs.cancel(long.id)
        assert ended(jobs.database, long).state in ("cancelled", "done")


def test_a_cancelled_run_gives_its_best_so_far_and_the_next_one_its_turn(jobs: Jobs) -> None:
    first, second = jobs.submit(endless()), jobs.submit(endless())
    begun(jobs, first)
    assert runs.run(jobs.database, second.id).state == "queued"
    assert jobs.cancel(second.id).state == "cancelled"
    jobs.cancel(first.id)
    done = ended(jobs.database, first)
    assert (done.state, done.has_study) == ("cancelled", True)
    study = study_of(jobs.database, first)
    assert study.provenance.termination == "interrupted"
    assert study.totals.usable_kg > 0
    assert not runs.run(jobs.database, second.id).has_study


def test_a_run_cancelled_twice_is_ended_at_once_and_its_best_plan_kept(jobs: Jobs) -> None:
    run = jobs.submit(endless())
    begun(jobs, run)
    pid = process_of(jobs)
    jobs.cancel(run.id)
    jobs.cancel(run.id)
    done = ended(jobs.database, run)
    assert (done.state, done.has_study) == ("cancelled", True)
    assert not study_of(jobs.database, run).violations
    assert process_of(jobs) != pid


def test_a_process_that_disappears_fails_its_run_alone(jobs: Jobs) -> None:
    run = jobs.submit(endless())
    begun(jobs, run)
    os.kill(process_of(jobs), signal.SIGKILL)
    done = ended(jobs.database, run)
    assert done.state == "failed"
    assert done.error is not None
    assert "disparu" in done.error.fr
    assert done.has_study, "what it had told of is kept"


def test_a_run_that_takes_too_much_memory_is_ended_and_told_so(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its best plan is kept, and the next run has the whole of its share."""
    run = jobs.submit(endless())
    until(lambda: results.best(jobs.database, run.id) is not None)
    weighed = iter([10**15])  # once: the review of its best plan is light
    monkeypatch.setattr(jobs._slots[0], "_bytes", lambda: next(weighed, 0))
    found = ended(jobs.database, run)
    assert found.state == "failed"
    assert found.error is not None
    assert "memory" in found.error.en
    assert study_of(jobs.database, run).plan.rounds


def test_a_run_that_cannot_be_read_fails_and_the_next_one_is_done(jobs: Jobs) -> None:
    broken = runs.add(jobs.database, "week", scenarios.version(jobs.database, "tiny"), {})
    sound = jobs.submit(SplitAsked(scenario="tiny"))
    done = ended(jobs.database, broken)
    assert done.state == "failed"
    assert done.error is not None
    assert "imprévue" in done.error.fr
    assert ended(jobs.database, sound).state == "done"


def test_a_database_that_is_away_costs_one_run_and_no_other(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: object) -> None:
        monkeypatch.undo()
        raise DatabaseError(Text(fr="Partie.", en="Away."))

    monkeypatch.setattr(jobs, "stops", away)
    lost = jobs.submit(endless())
    after = jobs.submit(week(time_limit_s=1, weeks=0))
    done = ended(jobs.database, lost)
    assert done.state == "interrupted"
    assert done.error is not None
    assert "base de données" in done.error.fr
    assert ended(jobs.database, after).state == "done"
    assert study_of(jobs.database, after).provenance.termination != "interrupted"


def test_what_is_told_on_the_way_may_be_missed(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    missed = []

    def busy(*args: object) -> None:
        missed.append(args)
        raise DatabaseError(Text(fr="Occupée.", en="Busy."))

    monkeypatch.setattr(runs, "tell", busy)
    monkeypatch.setattr(runs, "keep_best", busy)
    assert ended(jobs.database, jobs.submit(week(iterations=1, weeks=0))).state == "done"
    assert missed


def test_all_that_is_wrong_with_a_run_is_told_before_it_is_stored(jobs: Jobs) -> None:
    before = len(runs.listed(jobs.database))
    wrong = week(
        variant="hub", time_limit_s=3, iterations=3, sets=["a=1", "zut"], bookings="0" * 16
    )
    with pytest.raises(BadInputError) as caught:
        jobs.submit(wrong)
    told = "\n".join(line_of(one, str, "en") for one in caught.value.faults)
    for part in ("bookings: 0000", "Both time_limit_s", 'variant "hub"', "sets zut", "sets a=1"):
        assert part in told
    assert len(runs.listed(jobs.database)) == before


def test_a_server_that_starts_again_finishes_what_was_lost(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'lost.db'}"
    database = opened(url)
    version = with_tiny(database)
    asked = week(version=1).model_dump(mode="json")
    short = week(version=1, time_limit_s=1).model_dump(mode="json")
    kept, bare, waits = (runs.add(database, "week", version, one) for one in (asked, asked, short))
    for _ in range(2):
        runs.next_queued(database, KINDS)
    runs.keep_best(database, kept.id, planned().plan.model_dump_json().encode())
    again = Jobs(database, url, KINDS)
    again.start()
    try:
        assert [ended(database, run).state for run in (kept, bare, waits)] == [
            "interrupted",
            "interrupted",
            "done",
        ]
    finally:
        again.close()
    study = study_of(database, kept)
    assert study.plan == planned().plan
    assert study.provenance.termination == "interrupted"
    assert [finding.code for finding in study.findings].count("interrupted") == 1
    why = runs.run(database, bare.id).error
    assert why is not None
    assert "serveur" in why.fr
    assert not runs.run(database, bare.id).has_study
    database.close()
