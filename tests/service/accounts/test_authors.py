"""Who wrote a line is in the chain, by number; the name erased, everything still verifies."""

from __future__ import annotations

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
    "sqlite": "drop trigger if exists {table}_no_update",
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


FORGED = (
    ("journal", "author = 'other'", "author = '{marie}'", "number = 2"),
    ("journal", "author = null", "author = '{marie}'", "number = 2"),
    ("journal", "author = 'other'", "author = null", "number = 1"),
    ("entries", "author = 'other'", "author = '{marie}'", "kind = 'refused'"),
    ("entries", "kg = kg + 1", "kg = kg - 1", "kind = 'promised' and family = 'dry'"),
    ("ledger_deeds", "author = null", "author = '{marie}'", "number = 2"),
)
"""Tables, what is changed in which lines, and what undoes it."""


def test_the_author_is_in_the_chain_and_the_name_is_not(url: str) -> None:
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
        assert ledger.journal_lines("tiny")[1].author == marie.number, "the number stays"
        checks = {"journal": ledger.check_journal, "entries": ledger.check_ledger}
        for table, change, back, where in FORGED:
            check = checks.get(table, ledger.check_ledger)
            assert (check("tiny").broken, check("tiny").lines) == (None, 2)
            forged(url, table, f"update {table} set {change} where {where}")
            assert check("tiny").broken is not None, (table, change)
            undone = back.format(marie=marie.number)
            forged(url, table, f"update {table} set {undone} where {where}")
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
