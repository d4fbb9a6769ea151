from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scenarios import ScenarioError, dump
from service.database import Database
from service.sources import Upload, check
from service.store import opened as open_store
from service.store import scenarios
from service.store.scenarios import NewerError
from service.web.editing import opened, save, with_grid, with_thing
from service.web.tables import TABLES
from tests.helpers.scenarios import tiny

TEXT = dump(tiny("hub")).replace("people: 150", "people: 150 # counted in May")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    scenarios.add(found, check(Upload("tiny.yaml", TEXT.encode())))
    yield found
    found.close()


def test_a_change_is_a_new_version_and_keeps_comments(database: Database) -> None:
    here = opened(database, "tiny")
    row = {
        "r0.id": ["secours"],
        "r0.label": ["Secours"],
        "r0.people": ["160"],
        "r0.accredited": ["1"],
        "r0.place.commune": ["Aubagne"],
    }
    row |= {"r0.cold_storage_kg": ["300"], "r0.place.commune": ["Aubagne"]}
    after, gone = with_grid(TABLES["associations"], here.content, row)
    made = save(database, here, after)
    assert not gone
    assert made is not None
    assert made.number == 2
    text = scenarios.upload(database, "tiny").content.decode()
    assert "people: 160 # counted in May" in text
    assert text.count("\n") == TEXT.count("\n")
    assert scenarios.upload(database, "tiny", 1).content.decode() == TEXT


def test_nothing_changed_is_no_version(database: Database) -> None:
    here = opened(database, "tiny")
    assert save(database, here, here.content) is None
    assert scenarios.version(database, "tiny").number == 1


def test_what_another_hand_saved_meanwhile_is_not_written_over(database: Database) -> None:
    here = opened(database, "tiny")
    save(database, here, {**here.content, "label": "One"})
    with pytest.raises(NewerError):
        save(database, here, {**here.content, "label": "Other"})
    # nor when it comes between the look and the writing
    late = check(Upload("tiny.yaml", TEXT.encode()))
    with pytest.raises(NewerError):
        scenarios.add_version(database, "tiny", late, after=1)
    assert scenarios.version(database, "tiny").number == 2


def test_the_same_form_sent_twice_is_stored_once(database: Database) -> None:
    here = opened(database, "tiny")
    first = save(database, here, {**here.content, "label": "One"})
    assert first is not None
    again = save(database, here, {**here.content, "label": "One"})
    assert again is not None
    assert again.number == first.number == scenarios.version(database, "tiny").number


def test_faults_store_nothing(database: Database) -> None:
    here = opened(database, "tiny")
    after, _ = with_grid(TABLES["people"], here.content, {"r0.id": ["paul"], "r0.gone": ["1"]})
    assert [one["id"] for one in after["people"]] == ["anne", "rene", "lea"]
    after, _ = with_thing(TABLES["vehicles"], here.content, "van", {"f.label": ["Van"]})
    with pytest.raises(ScenarioError) as refused:
        save(database, here, after)
    assert {"vehicles.van.payload_kg", "vehicles.van.days"} <= {
        one.path for one in refused.value.faults
    }
    assert scenarios.version(database, "tiny").number == 1


def test_days_of_stores_are_rows_of_their_own(database: Database) -> None:
    here = opened(database, "tiny")
    posted = {
        "r0.id": ["hyper"],
        "r0.n": ["0"],
        "r0.days": ["mon"],
        "r0.kg": ["200"],
        "r0.opens": ["08:30"],
        "r0.closes": ["11:30"],
        "r1.id": ["hyper"],
        "r1.days": ["tue"],
        "r1.kg": ["50"],
        "r1.opens": ["9h"],
        "r1.closes": ["10h"],
        "r2.id": ["baker"],
        "r2.kg": [""],
    }
    after, _ = with_grid(TABLES["donors.offers"], here.content, posted)
    assert after["donors"][0]["offers"] == [
        {"days": ["mon"], "kg": 200, "opens": "08:30", "closes": "11:30"},
        {"days": ["tue"], "kg": 50, "opens": "09:00", "closes": "10:00"},
    ]
    assert after["donors"][3] == here.content["donors"][3]
    assert save(database, here, after) is not None


def test_a_new_thing_is_named_after_its_label(database: Database) -> None:
    here = opened(database, "tiny")
    posted = {
        "f.label": ["Épicerie du Port"],
        "f.kind": ["market"],
        "f.holder": ["ccas"],
        "f.place.lat": ["43,29"],
        "f.place.lon": ["5,57"],
        "f.place.commune": ["Aubagne"],
        "f.offers.0.days": ["mon"],
        "f.offers.0.kg": ["30"],
        "f.offers.0.opens": ["8:00"],
        "f.offers.0.closes": ["12h"],
    }
    after, name = with_thing(TABLES["donors"], here.content, None, posted)
    assert name == "epicerie-du-port"
    assert save(database, here, after) is not None


def test_closures_and_exceptions_are_rows_of_their_own(database: Database) -> None:
    """A row to fill in adds to the thing that is chosen."""
    here = opened(database, "tiny")
    posted = {"r0.id": ["hyper"], "r0.first": ["2026-12-24"], "r0.last": ["2026-12-26"]}
    after, _ = with_grid(TABLES["donors.absences"], here.content, posted)
    assert after["donors"][0]["absences"] == [{"first": "2026-12-24", "last": "2026-12-26"}]
    told = {"r0.id": ["restos"], "r0.on": ["2026-11-25"], "r0.to": ["2026-11-26"]}
    after, _ = with_grid(TABLES["associations.moved"], after, told)
    assert save(database, here, after) is not None
    now = opened(database, "tiny")
    moved = {one["id"]: one.get("moved") for one in now.content["associations"]}
    assert [{name: str(one) for name, one in row.items()} for row in moved["restos"]] == [
        {"on": "2026-11-25", "to": "2026-11-26"}
    ]
    gone = {"r0.id": ["hyper"], "r0.n": ["0"], "r0.gone": ["1"]}
    after, _ = with_grid(TABLES["donors.absences"], now.content, gone)
    assert not after["donors"][0].get("absences")
    assert save(database, now, after) is not None
