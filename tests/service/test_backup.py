"""All that is kept, taken as one file and put back on either database; or nothing at all."""

from __future__ import annotations

import random
import sqlite3
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from models.visits import Visit, Weighed
from service.backup import tables
from service.backup.archive import BackupError, Contents, contents_of
from service.backup.restoring import restore
from service.backup.taking import take
from service.database import known_revisions, migrate
from service.database_errors import DatabaseError
from service.ledger import Ledger, LedgerError, Telling
from service.store import opened, published, results, runs
from service.store.servers import arrive
from solver.allocation.supply import expected
from solver.split import allocate
from tests.helpers.scenarios import tiny
from tests.service.commands import app
from tests.service.databases import fresh, with_tiny

DAY = date(2026, 12, 1)


def visit(kg: float) -> Visit:
    food = (Weighed(family="fruit", kg=kg),)
    return Visit(day=DAY, donor="market", association="ccas", holder="ccas", food=food)


def lived_in(url: str) -> str:
    """Fill a database with some of all that is kept; return a run."""
    store = opened(url)
    version = with_tiny(store)
    run = runs.add(store, "split", version, {"kind": "split"}).id
    world = tiny("hub")
    split = allocate(world, expected(world), compare=False)
    content = split.model_dump_json().encode()
    with store.begin() as connection:
        results.keep(connection, run, "study", content)
    with Ledger(url) as ledger:
        ledger.publish(split, published.note(run, world.id, world.week_of, content))
        ledger.correct("tiny", world.week_of, "ccas", "fruit", "received", 0.1, "balance")
        ledger.tell("tiny", Telling((visit(40.1),)))
        ledger.tell("tiny", Telling((visit(1 / 3),), correcting=True, reason="bascule"))
    store.close()
    return run


def sums(contents: Contents) -> dict[str, tuple[int, str]]:
    return {one.name: (one.rows, one.digest) for one in contents.tables}


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a SQLite file that was lived in."""
    folder = tmp_path_factory.mktemp("backup")
    lived_in(f"sqlite:///{folder / 'a.db'}")
    take(f"sqlite:///{folder / 'a.db'}", folder / "a.ramasse")
    return folder / "a.ramasse"


def test_it_goes_from_any_database_to_any(url: str, server: str, tmp_path: Path) -> None:
    """Every row of every table is the same after two moves, and work goes on."""
    run = lived_in(url)
    first = take(url, tmp_path / "first")
    assert {one.name for one in first.tables} == set(tables.OURS) - set(tables.PASSING)
    ends = [(one.of, one.town, one.broken) for one in first.chains]
    assert ends == [("journal", "tiny", None), ("ledger", "tiny", None)]
    path, last = tmp_path / "first", url
    lite = f"sqlite:///{tmp_path / 'there.db'}"
    with fresh(server, f"{url}-back") as other:
        for last in (other, lite):
            restore(path, last)
            again = take(last, tmp_path / "again")
            assert sums(again) == sums(first)
            assert again.chains == first.chains
            path = tmp_path / "again"
    store = opened(lite)
    assert runs.run(store, run).state == "queued"
    assert runs.add(store, "split", with_tiny(store), {}).number == 2
    store.close()
    with Ledger(lite) as ledger:
        assert ledger.journal("tiny").visits == (visit(1 / 3),)
        ledger.tell("tiny", Telling((visit(2),), correcting=True, reason="encore"))
        assert ledger.check_journal("tiny").lines == 3
        with pytest.raises(LedgerError, match="published already"):
            ledger.check_unpublished(tiny("hub"))


def test_what_is_kept_already_stays_unless_told(url: str, taken: Path) -> None:
    lived_in(url)
    with Ledger(url) as ledger:
        ledger.tell("elsewhere", Telling((visit(7),)))
    with pytest.raises(BackupError, match="--replace"):
        restore(taken, url)
    with Ledger(url) as ledger:
        assert ledger.check_journal("elsewhere").lines == 1
    restore(taken, url, replace=True)
    with Ledger(url) as ledger:
        assert ledger.check_journal("elsewhere").lines == 0
        assert ledger.check_journal("tiny").lines == 2


def test_a_server_that_works_on_it_is_left_alone(url: str, taken: Path) -> None:
    store = opened(url)
    place = arrive(store)
    with pytest.raises(DatabaseError, match="serve"):
        restore(taken, url, replace=True)
    place.release()
    store.close()
    restore(taken, url, replace=True)


def test_a_file_cut_or_changed_writes_nothing(taken: Path, tmp_path: Path) -> None:
    """Cut anywhere or with any byte changed, it is refused, or reads as it was."""
    whole, rng = taken.read_bytes(), random.Random(1)
    there = sums(contents_of(taken))
    hurt = [whole[: rng.randrange(len(whole))] for _ in range(30)]
    for _ in range(150):
        at = rng.randrange(len(whole))
        hurt.append(whole[:at] + bytes([whole[at] ^ (1 << rng.randrange(8))]) + whole[at + 1 :])
    hurt += [b"", b"PK\x03\x04", b"town: aubagne\n"]
    refused = 0
    for number, content in enumerate(hurt):
        path, target = tmp_path / "hurt", tmp_path / f"{number}.db"
        path.write_bytes(content)
        try:
            found = contents_of(path)
        except BackupError:
            refused += 1
            with pytest.raises(BackupError):
                restore(path, f"sqlite:///{target}")
            assert not target.exists()
        else:
            assert sums(found) == there
    assert refused > 0.9 * len(hurt)


def test_one_that_was_rewritten_is_found_by_its_chain(taken: Path, tmp_path: Path) -> None:
    """Whoever changes a line and all sums of the file still meets the journal's chain."""
    changed = tmp_path / "changed"
    with zipfile.ZipFile(taken) as before, zipfile.ZipFile(changed, "w") as after:
        listed = contents_of(taken)
        for one in listed.tables:
            content = before.read(one.member)
            if one.name == "journal":
                from hashlib import sha256

                content = content.replace(b"40.1", b"90.1")
                one = one.changed(digest=sha256(content).hexdigest())
                listed = listed.changed(
                    tables=tuple(one if two.name == "journal" else two for two in listed.tables)
                )
            after.writestr(one.member, content)
        after.writestr("ramasse.json", listed.model_dump_json())
    assert contents_of(changed).rows == listed.rows
    with pytest.raises(BackupError, match="never changed"):
        restore(changed, f"sqlite:///{tmp_path / 'a.db'}")
    assert not (tmp_path / "a.db").exists()


STORE, LEDGER = (known_revisions(folder) for folder in tables.SETS.values())


@pytest.mark.parametrize("number", range(max(len(STORE), len(LEDGER)) - 1))
def test_a_backup_of_every_released_schema_is_put_back(number: int, tmp_path: Path) -> None:
    """As an earlier program left its tables: taken, put back, and brought on to today's."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    engine = create_engine(url)
    at = (STORE[min(number, len(STORE) - 1)], LEDGER[min(number, len(LEDGER) - 1)])
    with engine.begin() as connection:
        for (noted, folder), revision in zip(tables.SETS.items(), at, strict=True):
            migrate(connection, folder, noted, BackupError, revision)
        when = {"now": "2026-11-20 08:30:00.000000"}
        connection.execute(text("insert into scenarios values ('tiny', :now)"), when)
        connection.execute(
            text(
                "insert into publications (town, week_of, rule, digest, published_at) "
                "values ('tiny', '2026-11-23', 'leximin', 'x', :now)"
            ),
            when,
        )
    engine.dispose()
    contents = take(url, tmp_path / "old")
    assert contents.revisions == dict(zip(tables.SETS, at, strict=True))
    again = f"sqlite:///{tmp_path / 'new.db'}"
    restore(tmp_path / "old", again)
    store = opened(again)
    with store.connect() as connection:
        assert tables.revisions(connection) == dict(
            zip(tables.SETS, (STORE[-1], LEDGER[-1]), strict=True)
        )
    store.close()
    with Ledger(again) as ledger:
        assert ledger.weeks("tiny") == [date(2026, 11, 23)]


def test_the_command_says_what_it_did(tmp_path: Path) -> None:
    """And ends as a failure where a journal is not as it was written."""
    url, file = f"sqlite:///{tmp_path / 'a.db'}", str(tmp_path / "b" / "a.ramasse")
    missing = CliRunner().invoke(app, ["backup", file, "--database", url])
    assert missing.exit_code == 2
    lived_in(url)
    done = CliRunner().invoke(app, ["backup", file, "--database", url, "--lang", "fr"])
    assert done.exit_code == 0, done.output
    assert "2 lignes de journal vérifiées" in done.stdout
    again = CliRunner().invoke(app, ["restore", file, "--database", url, "--lang", "en"])
    assert again.exit_code == 2
    assert "--replace" in again.stderr
    with closing(sqlite3.connect(tmp_path / "a.db")) as raw:
        raw.execute("drop trigger journal_no_update")
        raw.execute("update journal set content = replace(content, '40.1', '90.1')")
        raw.commit()
    altered = CliRunner().invoke(app, ["backup", file, "--database", url, "--lang", "fr"])
    assert altered.exit_code == 1
    assert "à partir de la ligne 1" in altered.stderr
    assert not list(tmp_path.glob("b/.*"))
