"""Servers that were silent for too long lose what they ran, and cannot write of it any more."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from models.base import Text
from service.database import Database
from service.database_errors import UnavailableError
from service.kinds.registry import KINDS
from service.runs.queue import Jobs
from service.store import results, runs
from service.store.runs import LostRunError
from service.store.scenarios import Version
from service.store.servers import Server, arrive, beat, take_over
from service.store.tables import servers
from tests.service.databases import with_tiny


@pytest.fixture
def version(database: Database) -> Version:
    """A town to run something of."""
    return with_tiny(database)


def _two(database: Database) -> tuple[Server, Server]:
    """Two servers of one database; of a file, the second comes when the first has let go."""
    first = arrive(database)
    if first.alone:
        first.release()
    return first, arrive(database)


def _silent(database: Database, server: Server) -> None:
    """Have a server be silent for longer than any is waited for."""
    with database.begin() as connection:
        connection.execute(servers.delete().where(servers.c.name == server.name))


def test_what_a_living_server_runs_is_its_own(database: Database, version: Version) -> None:
    """Another one takes nothing of it."""
    first, second = _two(database)
    runs.add(database, "week", version, {})
    beat(database, first)
    assert runs.next_queued(database, KINDS, first.name) is not None
    assert take_over(database, second) == []


def test_a_server_that_was_taken_for_gone_writes_nothing_more(
    database: Database, version: Version
) -> None:
    """Its run is the other's: an ended state is final, whoever comes back."""
    first, second = _two(database)
    run = runs.add(database, "week", version, {})
    runs.next_queued(database, KINDS, first.name)
    runs.keep_best(database, run.id, b"{}", first.name)
    _silent(database, first)
    assert take_over(database, second) == [run.id]
    beat(database, first)
    with pytest.raises(LostRunError, match="another server"):
        runs.tell(database, run.id, {"stage": "food"}, first.name)
    with pytest.raises(LostRunError, match="another server"):
        runs.keep_best(database, run.id, b"[]", first.name)
    with pytest.raises(LostRunError, match="another server"):
        runs.end(database, run.id, "done", b"[]", server=first.name)
    assert results.best(database, run.id) == b"{}"
    runs.end(database, run.id, "interrupted", server=second.name)
    with pytest.raises(LostRunError):
        runs.end(database, run.id, "done", b"{}", server=second.name)
    assert runs.run(database, run.id).state == "interrupted"


def test_a_run_is_asked_to_stop_at_any_server(database: Database, version: Version) -> None:
    """The one that runs it reads how often."""
    server = arrive(database)
    run = runs.add(database, "week", version, {})
    runs.stop(database, run.id)
    assert runs.stops(database, server.name) == {}, "it waits: it is cancelled otherwise"
    runs.next_queued(database, KINDS, server.name)
    for _ in range(2):
        runs.stop(database, run.id)
    assert runs.stops(database, server.name) == {run.id: 2}
    server.release()


@pytest.mark.parametrize("slip", ["the answer that it began", "what it stumbled over"])
def test_a_run_that_no_thread_knows_of_is_ended(
    database: Database,
    url: str,
    version: Version,
    monkeypatch: pytest.MonkeyPatch,
    slip: str,
) -> None:
    """The database goes away at the worst moment: nothing is said to run for ever."""
    gone = UnavailableError(Text(fr="Partie.", en="Gone."))
    begin, end = runs.next_queued, runs.end

    def lost_once(done: Callable[..., Any]) -> Callable[..., Any]:
        def lost(*given: Any, **named: Any) -> Any:
            monkeypatch.undo()
            if done is begin:
                assert done(*given, **named) is not None
            raise gone

        return lost

    place = replace(arrive(database), alone=False)
    run = runs.add(database, "week", version, {"kind": "no such"})
    jobs = Jobs(database, url, KINDS, 1, place)
    beats = pytest.MonkeyPatch()
    beats.setattr("service.runs.queue.BEAT_S", 0.05)
    beats.setattr("service.runs.process.REST_S", 0.05)
    if slip == "the answer that it began":
        monkeypatch.setattr(runs, "next_queued", lost_once(begin))
    else:
        monkeypatch.setattr(runs, "end", lost_once(end))
    try:
        jobs.start()
        ends = time.monotonic() + 20
        while runs.run(database, run.id).state == "running" or time.monotonic() < ends - 19.5:
            assert time.monotonic() < ends, "it runs for ever"
            time.sleep(0.05)
        assert runs.run(database, run.id).state == "interrupted"
    finally:
        jobs.close()
        beats.undo()
        place.release()
