from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from models.visits import Outing, Visit, Weighed
from service.asking.given import Given
from service.ledger import ClashError, Ledger, LedgerError, Telling
from service.sources import OnDisk
from tests.helpers.scenarios import tiny

MONDAY = date(2026, 11, 30)


def visit(day: int = 1, donor: str = "market", kg: float = 40.0, week: int = 0) -> Visit:
    at = MONDAY + timedelta(weeks=week, days=day)
    food = (Weighed(family="fruit", kg=kg, rejected_kg={"spoilt": 2.0}),)
    return Visit(
        day=at, donor=donor, association="ccas", holder="ccas", pickup=f"{donor}_tue", food=food
    )


def outing(day: int = 1, km: float = 21.5) -> Outing:
    at = MONDAY + timedelta(days=day)
    return Outing(day=at, round="tue1", vehicle="van", owner="ccas", km=km, hours=3.25)


def told(*visits: Visit, correcting: bool = False, reason: str = "") -> Telling:
    return Telling(visits, correcting=correcting, reason=reason)


def test_what_is_told_is_read_again(url: str) -> None:
    """By day, then store, whatever the order in which it was told."""
    with Ledger(url) as ledger:
        assert ledger.journal("tiny").visits == ()
        made = ledger.tell("tiny", Telling((visit(4), visit(1)), (outing(),)))
        found = ledger.journal("tiny")
        assert made == 3
        assert found.visits == (visit(1), visit(4))
        assert found.outings == (outing(),)
        assert found.weeks == (MONDAY,)
        assert ledger.journal("elsewhere").visits == ()


def test_some_days_are_read_alone(url: str) -> None:
    """As the whole journal would be narrowed."""
    with Ledger(url) as ledger:
        ledger.tell("tiny", told(*(visit(week=week) for week in range(4))))
        first, last = MONDAY + timedelta(weeks=1), MONDAY + timedelta(weeks=2, days=6)
        assert ledger.journal("tiny", first, last) == ledger.journal("tiny").between(first, last)
        assert len(ledger.journal("tiny", first, last).visits) == 2


def test_a_correction_stands_in_place_of_what_was_told(url: str) -> None:
    """Nothing is erased, and a correction may be corrected."""
    with Ledger(url) as ledger:
        ledger.tell("tiny", told(visit(kg=40)))
        ledger.tell("tiny", told(visit(kg=30), correcting=True, reason="scales"))
        ledger.tell("tiny", told(visit(kg=31), correcting=True))
        assert ledger.journal("tiny").visits == (visit(kg=31),)
        lines = ledger.journal_lines("tiny")
        assert [(one.number, one.replaces, one.reason) for one in lines] == [
            (1, None, ""),
            (2, 1, "scales"),
            (3, 2, ""),
        ]


def test_the_same_told_again_is_not_doubled(url: str) -> None:
    """A form sent twice, or a file read twice, changes nothing."""
    with Ledger(url) as ledger:
        assert ledger.tell("tiny", told(visit())) == 1
        assert ledger.tell("tiny", told(visit(), visit(2))) == 1
        assert ledger.tell("tiny", told(visit(), correcting=True)) == 0
        assert len(ledger.journal_lines("tiny")) == 2


def test_the_same_visit_twice_is_refused_whole(url: str) -> None:
    """Told before in another way, or twice at once: nothing of it is written."""
    with Ledger(url) as ledger:
        ledger.tell("tiny", told(visit()))
        with pytest.raises(ClashError) as refused:
            ledger.tell("tiny", told(visit(kg=1), visit(2), visit(2)))
        assert [one.why for one in refused.value.clashes] == ["told", "twice"]
        assert len(ledger.journal_lines("tiny")) == 1


def test_two_associations_at_one_store_are_two_visits(url: str) -> None:
    """Unplanned, both are told: overlaps are found so."""
    one = visit().changed(pickup=None)
    with Ledger(url) as ledger:
        ledger.tell("tiny", told(one, one.changed(association="restos")))
        assert len(ledger.journal("tiny").visits) == 2


def test_a_closed_week_takes_corrections_with_a_reason_alone(url: str) -> None:
    """The others of its lines, and other weeks, are free."""
    with Ledger(url) as ledger:
        ledger.tell("tiny", told(visit()))
        assert ledger.close_week("tiny", MONDAY)
        assert not ledger.close_week("tiny", MONDAY)
        assert ledger.closed_weeks("tiny") == [MONDAY]
        for late in (told(visit(2)), told(visit(kg=1), correcting=True)):
            with pytest.raises(ClashError) as refused:
                ledger.tell("tiny", late)
            assert refused.value.clashes[0].why == "closed"
        assert ledger.tell("tiny", told(visit(week=1))) == 1
        assert ledger.tell("tiny", told(visit(kg=1), correcting=True, reason="late")) == 1
        assert ledger.tell("elsewhere", told(visit(2))) == 1


def test_the_second_of_two_hands_is_told(url: str) -> None:
    """What was written since the grid was opened is named; other rows pass."""
    with Ledger(url) as ledger:
        seen = ledger.standing("tiny", MONDAY, MONDAY).last
        ledger.tell("tiny", Telling((visit(),), seen=seen, correcting=True))
        with pytest.raises(ClashError) as refused:
            ledger.tell("tiny", Telling((visit(kg=7), visit(2)), seen=seen, correcting=True))
        (clash,) = refused.value.clashes
        assert clash.why == "meanwhile"
        assert clash.line is not None
        assert clash.line.number == 1
        assert ledger.tell("tiny", Telling((visit(2),), seen=seen, correcting=True)) == 1
        again = Telling((visit(kg=7),), seen=2, correcting=True)
        assert ledger.tell("tiny", again) == 1


def test_many_hands_number_their_lines(url: str) -> None:
    """At once, each its own day: nothing is lost and the chain holds."""
    Ledger(url).close()

    def hand(day: int) -> None:
        with Ledger(url) as ledger:
            ledger.tell("tiny", told(visit(day), visit(day, donor="bakery")))

    hands = [threading.Thread(target=hand, args=(day,)) for day in range(5)]
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    with Ledger(url) as ledger:
        assert len(ledger.journal("tiny").visits) == 10
        found = ledger.check_journal("tiny")
        assert (found.lines, found.broken) == (10, None)


@pytest.mark.parametrize("deed", ["update journal set content = '{}'", "delete from journal"])
def test_no_line_can_be_changed(url: str, deed: str) -> None:
    """The database itself refuses."""
    with Ledger(url) as ledger:
        ledger.tell("tiny", told(visit()))
    engine = create_engine(url)
    with pytest.raises(Exception, match="append-only"), engine.begin() as connection:
        connection.execute(text(deed))
    engine.dispose()


@pytest.mark.parametrize(
    ("deed", "broken"),
    [
        ("update journal set content = replace(content, '40', '50') where number = 2", 2),
        ("update journal set day = '2026-12-09' where number = 3", 3),
        ("update journal set day = '2026-13-09' where number = 3", 3),
        ("update journal set recorded_at = 'gone' where number = 2", 2),
        ("update journal set content = x'00ff' where number = 4", 4),
        ("update journal set town = 'elsewhere' where number = 2", 2),
        ("delete from journal where number = 2", 2),
        ("delete from journal where number = 1", 1),
    ],
)
def test_a_line_altered_behind_its_back_is_named(tmp_path: Path, deed: str, broken: int) -> None:
    """By whoever holds the file and takes the triggers away."""
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    with Ledger(url) as ledger:
        ledger.tell("tiny", told(visit(1), visit(2), visit(3), visit(4)))
        assert ledger.check_journal("tiny").broken is None
        digest = ledger.check_journal("tiny").digest
    engine = create_engine(url)
    with engine.begin() as connection:
        for one in ("update", "delete"):
            connection.execute(text(f"drop trigger journal_no_{one}"))
        connection.execute(text(deed))
    engine.dispose()
    with Ledger(url) as ledger:
        found = ledger.check_journal("tiny")
        assert found.broken == broken
        assert found.digest == digest


def test_a_journal_that_cannot_be_read_says_its_line(tmp_path: Path) -> None:
    """Whoever reads it is told, in place of a fault of the program."""
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    with Ledger(url) as ledger:
        ledger.tell("tiny", told(visit(1), visit(2)))
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("drop trigger journal_no_update"))
        deed = "update journal set content = replace(content, 'day', 'dax') where number = 2"
        connection.execute(text(deed))
    engine.dispose()
    with Ledger(url) as ledger, pytest.raises(LedgerError, match="line 2"):
        ledger.journal("tiny")


CRASH = """
import os, signal, sys
from sqlalchemy import event
from service.ledger import Ledger
from tests.service.test_journal import MONDAY, told, visit
ledger, deed, moment = Ledger(sys.argv[1]), sys.argv[2], sys.argv[3]
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
def after(connection, cursor, statement, *_):
    if statement.lower().startswith("insert"):
        die()
engine = ledger.database.engine
event.listen(engine, *(("commit", die) if moment == "commit" else ("after_cursor_execute", after)))
if deed == "tell":
    ledger.tell("tiny", told(visit(1), visit(2)))
else:
    ledger.close_week("tiny", MONDAY)
"""


@pytest.mark.parametrize("deed", ["tell", "close"])
@pytest.mark.parametrize("moment", ["insert", "commit"])
def test_a_crash_loses_nothing_and_doubles_nothing(url: str, deed: str, moment: str) -> None:
    """Killed between writing and keeping, it wrote nothing; done again, it writes once."""
    with Ledger(url) as ledger:
        ledger.tell("tiny", told(visit(0)))
    ran = subprocess.run(
        [sys.executable, "-c", CRASH, url, deed, moment],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        timeout=60,
        env=os.environ,
        check=False,
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr.decode()
    with Ledger(url) as ledger:
        assert ledger.journal("tiny").visits == (visit(0),)
        assert ledger.closed_weeks("tiny") == []
        ledger.tell("tiny", told(visit(0), visit(1), visit(2)))
        ledger.close_week("tiny", MONDAY)
        assert len(ledger.journal_lines("tiny")) == 4
        assert ledger.check_journal("tiny").broken is None


def test_three_years_are_read_at_once(tmp_path: Path) -> None:
    """Sixty stores told three years: 10 000 visits are read in far less than a second."""
    stores = [f"store{n}" for n in range(60)]
    visits = [visit(1, donor, week=week) for week in range(167) for donor in stores]
    with Ledger(f"sqlite:///{tmp_path / 'ledger.db'}") as ledger:
        ledger.tell("tiny", told(*visits))
        start = time.perf_counter()
        assert len(ledger.journal("tiny").visits) == len(visits)
        assert time.perf_counter() - start < 1


def test_a_run_is_given_the_journal_of_its_town(tmp_path: Path) -> None:
    """And an empty one where there is no ledger."""
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    with Ledger(url) as ledger:
        ledger.tell("tiny", told(visit()))
    source = OnDisk("tiny.yaml")
    assert Given(source, database=url).journal(tiny("hub")).visits == (visit(),)
    assert Given(source).journal(tiny("hub")).visits == ()
