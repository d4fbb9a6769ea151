from __future__ import annotations

import hashlib
import threading
from dataclasses import replace

import pytest

from service.database import Database
from service.sources import check
from service.store import scenarios
from service.store.scenarios import UnknownError
from tests.service.databases import tiny_file, with_tiny


def test_versions_are_kept_as_they_were_uploaded(database: Database) -> None:
    first = with_tiny(database)
    changed = replace(tiny_file(), content=tiny_file().content + b"# later\n", name="../t.yml")
    second = scenarios.add_version(database, first.scenario, check(changed), "one more line")
    assert (first.scenario, first.number, second.number) == ("tiny", 1, 2)
    assert second.digest == hashlib.sha256(changed.content).hexdigest()
    assert (second.name, second.note, second.bytes) == (
        "t.yaml",
        "one more line",
        len(changed.content),
    )
    assert scenarios.upload(database, "tiny", 1) == tiny_file()
    assert scenarios.upload(database, "tiny").content == changed.content
    assert [one.number for one in scenarios.history(database, "tiny")] == [2, 1]
    assert scenarios.latest(database) == [second]
    assert scenarios.version(database, "tiny") == second
    assert second.created_at.tzinfo is not None


def test_a_town_stored_again_is_another_scenario(database: Database) -> None:
    assert [with_tiny(database).scenario for _ in range(3)] == ["tiny", "tiny-2", "tiny-3"]
    assert {one.town for one in scenarios.latest(database)} == {"tiny"}


def test_files_beside_a_scenario_go_with_their_version(database: Database) -> None:
    content = tiny_file().content + b"travel: {table: t.csv}\n"
    table = b"from,to,seconds,metres\n"
    sent = replace(tiny_file(), content=content, beside={"t.csv": table})
    stored = scenarios.add(database, check(sent))
    assert stored.beside == ("t.csv",)
    assert scenarios.upload(database, stored.scenario) == sent


def test_what_is_not_there_is_said(database: Database) -> None:
    with_tiny(database)
    with pytest.raises(UnknownError, match='No scenario "zut"'):
        scenarios.upload(database, "zut")
    with pytest.raises(UnknownError, match="no version 7"):
        scenarios.version(database, "tiny", 7)
    with pytest.raises(UnknownError):
        scenarios.history(database, "zut")
    with pytest.raises(UnknownError):
        scenarios.add_version(database, "zut", check(tiny_file()))


def test_hands_that_store_at_once_make_versions_one_after_the_other(database: Database) -> None:
    with_tiny(database)
    checked, made, named = check(tiny_file()), [], set()

    def hand() -> None:
        made.append(scenarios.add_version(database, "tiny", checked).number)
        named.add(scenarios.add(database, checked).scenario)

    hands = [threading.Thread(target=hand) for _ in range(4)]
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    assert sorted(made) == [2, 3, 4, 5]
    assert named == {"tiny-2", "tiny-3", "tiny-4", "tiny-5"}
