"""Who wrote a line is in the chain, by number; the name erased, everything still verifies."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text

from models.visits import Visit
from service.accounts import book
from service.acting import Acting, Grant, acting_as
from service.ledger import Ledger
from service.ledger.journal import Telling
from service.store import opened
from solver.allocation.supply import expected
from solver.split import allocate
from tests.helpers.scenarios import tiny

LOOSE = {
    "sqlite": "drop trigger {table}_no_update",
    "postgresql": "alter table {table} disable trigger all",
}
"""As somebody who has the database in hand would."""


def told(note: str) -> Telling:
    world = tiny("hub")
    one = Visit(
        day=world.week_of, donor=world.donors[0].id, association="ccas", holder="ccas", note=note
    )
    return Telling(visits=(one,), correcting=True)


def forged(url: str, table: str, change: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(LOOSE[engine.dialect.name].format(table=table)))
        connection.execute(text(change))
    engine.dispose()


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("journal", "update journal set author = 'other' where number = 2"),
        ("journal", "update journal set author = null where number = 2"),
        ("journal", "update journal set author = 'other' where number = 1"),
        ("entries", "update entries set author = 'other' where kind = 'refused'"),
        ("entries", "update entries set kg = kg + 1 where kind = 'promised'"),
        ("ledger_deeds", "update ledger_deeds set author = null where number = 2"),
    ],
)
def test_the_author_is_in_the_chain_and_the_name_is_not(url: str, table: str, change: str) -> None:
    world = tiny("hub")
    made = allocate(world, expected(world), compare=False)
    store = opened(url)
    marie = book.add(store, "marie", "quatre chevaux bleus", [Grant("coordinator")])
    book.add(store, "lise", "quatre chevaux verts", [Grant("coordinator")])
    with Ledger(url) as ledger:
        ledger.tell("tiny", told("before there were accounts"))
        ledger.publish(made)
        who = Acting(marie.number, "", frozenset(marie.grants))
        promised = next(one for one in ledger.entries("tiny") if one.kind == "promised")
        with acting_as(who):
            ledger.tell("tiny", told("corrected"))
            ledger.correct(
                "tiny",
                world.week_of,
                promised.association,
                promised.family,
                "refused",
                0.5,
                "abîmé",
            )
        assert [one.author for one in ledger.journal_lines("tiny")] == [None, marie.number]
        assert ledger.entries("tiny")[-1].author == marie.number
        book.erase(store, marie)
        assert (ledger.check_journal("tiny").broken, ledger.check_journal("tiny").lines) == (
            None,
            2,
        )
        assert (ledger.check_ledger("tiny").broken, ledger.check_ledger("tiny").lines) == (None, 2)
        assert ledger.journal_lines("tiny")[1].author == marie.number, "the number stays"
        forged(url, table, change)
        checked = (
            ledger.check_journal("tiny") if table == "journal" else ledger.check_ledger("tiny")
        )
        assert checked.broken is not None
    store.close()


def test_a_line_that_no_deed_wrote_is_found(url: str) -> None:
    world = tiny("hub")
    with Ledger(url) as ledger:
        ledger.publish(allocate(world, expected(world), compare=False))
        ledger.withdraw("tiny", world.week_of, "trop tôt")
        ledger.publish(allocate(world, expected(world), compare=False))
        assert ledger.check_ledger("tiny").lines == 3
        assert ledger.check_ledger("tiny").broken is None
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(
                text(
                    "insert into entries (publication_id, association, family, kind, kg, reason, "
                    "recorded_at) select publication_id, association, family, kind, kg, reason, "
                    "recorded_at from entries where kind = 'promised' limit 1"
                )
            )
        engine.dispose()
        assert ledger.check_ledger("tiny").broken == 4
