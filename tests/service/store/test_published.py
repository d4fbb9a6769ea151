from __future__ import annotations

import pytest
from sqlalchemy import Connection

from service.database import Database
from service.ledger import Ledger, LedgerError
from service.store import published, runs
from solver.allocation.supply import expected
from solver.split import allocate
from tests.helpers.scenarios import tiny
from tests.service.databases import with_tiny


def test_a_week_is_published_with_its_run_or_not_at_all(database: Database, url: str) -> None:
    version = with_tiny(database)
    first, second = (runs.add(database, "split", version, {}).id for _ in range(2))
    world = tiny("hub")
    made = allocate(world, expected(world), compare=False)
    with Ledger(url) as ledger:

        def fails(connection: Connection) -> None:
            raise RuntimeError("the disk is full")

        with pytest.raises(RuntimeError):
            ledger.publish(made, fails)
        assert ledger.weeks("tiny") == []
        content = made.model_dump_json().encode()
        ledger.publish(made, published.note(first, world.id, world.week_of, content))
        with pytest.raises(LedgerError, match="published already"):
            ledger.publish(made, published.note(second, world.id, world.week_of, content))
        assert ledger.weeks("tiny") == [world.week_of]
    (week,) = published.weeks(database, "tiny")
    assert (week.run, week.week_of) == (first, world.week_of)
    assert published.weeks(database, "elsewhere") == []
