"""Drafts: kept as they are said across a restart; two hands do not undo each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.sources import check
from service.store import drafts, opened, scenarios
from service.store.scenarios import NewerError, UnknownError
from tests.service.databases import tiny_file


def test_what_is_half_said_survives_a_restart(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    database = opened(url)
    begun = drafts.add(database, {"label": "Chœur", "week_of": "soon"})
    drafts.save(database, begun.id, {"label": "Chœur", "stores": [{"id": "a"}]}, after=1)
    database.close()
    database = opened(url)
    found = drafts.draft(database, begun.id)
    assert (found.label, found.number) == ("Chœur", 2)
    assert found.answers["stores"] == [{"id": "a"}]
    assert [one.id for one in drafts.unfinished(database)] == [begun.id]
    # the same again is no change; something else from an old page is refused
    assert drafts.save(database, begun.id, found.answers, after=1).number == 2
    with pytest.raises(NewerError):
        drafts.save(database, begun.id, {}, after=1)
    made = scenarios.add(database, check(tiny_file()))
    drafts.made(database, begun.id, made.scenario, made.number)
    assert drafts.unfinished(database) == []
    drafts.remove(database, begun.id)
    with pytest.raises(UnknownError):
        drafts.draft(database, begun.id)
    assert scenarios.version(database, made.scenario).number == 1
    database.close()
