"""Servers that were silent for too long lose what they ran, and cannot write of it any more."""

from __future__ import annotations

import pytest

from service.database import Database
from service.kinds.registry import KINDS
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
