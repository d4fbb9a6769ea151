"""Old studies are erased, but for those that a published week or nothing newer stands on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from service.database import Database
from service.store import published, results, runs
from service.store.scenarios import Version
from service.store.thinning import KEPT, thin
from tests.service.databases import with_tiny

LATER = datetime.now(UTC) + KEPT + timedelta(days=1)


@pytest.fixture
def version(database: Database) -> Version:
    """A town to run something of."""
    return with_tiny(database)


def _done(database: Database, version: Version, kind: str, **asked: object) -> str:
    name = runs.add(database, kind, version, {"kind": kind, **asked}).id
    runs.tell(database, name, {"stage": "done"})
    runs.end(database, name, "done", b"{}")
    return name


def test_what_a_published_week_came_from_stays(database: Database, version: Version) -> None:
    """The split that was published, the week that it split, and the newest of each kind."""
    week = _done(database, version, "week")
    split = _done(database, version, "split", supply=week)
    tried = [_done(database, version, kind) for kind in ("week", "split")]
    newest = [_done(database, version, kind) for kind in ("week", "split")]
    with database.begin() as connection:
        published.note(split, "tiny", date(2026, 11, 23), b"{}")(connection)
    assert thin(database) == 0
    assert thin(database, LATER) == len(tried)
    for name in (week, split, *newest):
        assert results.study(database, name) == b"{}"
    for name in tried:
        found = runs.run(database, name)
        assert (found.state, found.has_study) == ("done", False)
        assert found.error is not None
        assert "Relancez" in found.error.fr
        assert runs.steps(database, name) == []
    assert thin(database, LATER) == 0
