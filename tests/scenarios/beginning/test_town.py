"""A town of few answers is a sound scenario; what was said is in it, what was not has a default."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from models.scenario import Scenario
from scenarios import load
from scenarios.beginning.answers import Answers
from scenarios.beginning.figures import FAMILIES, STORES
from scenarios.beginning.reading import answered_at, read
from scenarios.beginning.town import content
from scenarios.fields import slot
from scenarios.forms import yaml
from tests.helpers.beginning import answers


def made(tmp_path: Path, said: dict[str, Any]) -> Scenario:
    found, faults = read(said)
    assert not faults
    assert found is not None
    path = tmp_path / "town.yaml"
    path.write_text(yaml(content(found)), encoding="utf-8")
    return load(path).scenario


def test_few_answers_are_a_sound_town(tmp_path: Path) -> None:
    town = made(tmp_path, answers())
    assert [one.kind for one in town.donors] == ["supermarket", "small-store", "bakery"]
    assert [one.offers[0].kg for one in town.donors] == [110, 55, 20]
    assert town.days == ("mon", "wed", "fri")
    assert [shift.id for shift in town.shifts] == ["morning"]
    assert [pool.mode for pool in town.policy.pools] == ["direct"]
    assert len(town.people) == 4
    assert town.association["secours"].cold_storage_kg == 60


def test_what_is_said_counts(tmp_path: Path) -> None:
    said = answers(sorted_at="coeur")
    said["stores"][0] |= {"crates": 12, "kind": "bakery", "opens": "06:30"}
    said["stores"][1] |= {"kg": 33, "private": True}
    said["crews"] = [{"id": "lea", "association": "secours", "label": "Léa", "rounds": 3}]
    town = made(tmp_path, said)
    assert town.donors[0].offers[0].kg == 60
    assert town.donors[0].offers[0].opens == "06:30"
    assert town.donors[1].offers[0].kg == 33
    assert town.donors[1].private
    assert [(one.label, one.most_shifts) for one in town.people] == [("Léa", 3)]
    assert [pool.hub for pool in town.policy.pools] == ["coeur"]
    assert [shift.id for shift in town.shifts] == ["morning", "afternoon"]


def test_the_commune_says_of_which_school_holidays_a_town_is_told(tmp_path: Path) -> None:
    assert made(tmp_path, answers(commune="Aubagne")).school_zone == "B"
    # a commune of which nothing is known here
    assert made(tmp_path, answers()).school_zone is None


@pytest.mark.parametrize("sharing", [0, 1, 2])
def test_who_does_not_share_goes_alone(tmp_path: Path, sharing: int) -> None:
    said = answers()
    for n, one in enumerate(said["associations"]):
        one["shares"] = n < sharing
    modes = [(one.mode, len(one.members)) for one in made(tmp_path, said).policy.pools]
    assert modes == ([("direct", 2)] if sharing == 2 else [("alone", 2)])


def test_all_that_is_missing_is_told_at_once() -> None:
    said = answers(week_of="soon")
    del said["associations"][1]["people"]
    said["stores"][2]["crates"] = "beaucoup"
    found, faults = read(said)
    assert found is None
    paths = {one.path for one in faults}
    assert paths == {"week_of", "associations.coeur.people", "stores.fournil.crates"}


def test_every_answer_of_a_thing_leads_somewhere_and_back() -> None:
    found, _ = read(answers())
    assert found is not None
    said = content(found)
    lists = {"associations": "associations", "donors": "stores", "vehicles": "vehicles"}
    for name, asked in lists.items():
        known = slot(Answers).keys[asked].item.keys
        for key in said[name][0]:
            path = answered_at(f"{name}.{said[name][0]['id']}.{key}")
            assert path.startswith(f"{asked}.")
            told_elsewhere = key in (
                "unloading_min",
                "pallets",
                "cold",
                "eur_per_km",
                "eur_per_week",
                "litres_per_100km",
            )
            assert path.rpartition(".")[2] in known or told_elsewhere, path


def test_what_stores_give_adds_up() -> None:
    for one in STORES.values():
        assert sum(one.shares.values()) == pytest.approx(1)
        assert set(one.shares) <= set(FAMILIES)
    assert json.dumps(answers())
