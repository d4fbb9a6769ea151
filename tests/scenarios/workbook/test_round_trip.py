"""YAML to workbook and back: nothing is lost."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks.town import town
from models.base import Language
from models.scenario import Scenario
from scenarios import dump, library, load, variants
from scenarios.forms import canonical, content, workbook, yaml
from scenarios.nodes import plain
from scenarios.shape import check_shape
from scenarios.source import LIBRARY
from scenarios.workbook.reading import parse
from tests.helpers import funded
from tests.helpers.contents import contents
from tests.helpers.depot import depot
from tests.helpers.drawn_scenarios import random_scenario
from tests.helpers.hostile import hostile
from tests.helpers.long import quick
from tests.helpers.scenarios import changed, tiny
from tests.helpers.warehouses import stored

SMALL = ("arles", "vallee", "aubagne_entraide")
"""Files of the library that are read in a moment and use most sorts of cells."""
NOBODY = re.compile("which is not in the sheet|, but the sheet")


def read_back(said: dict[str, Any], language: Language = "fr") -> dict[str, Any]:
    root, complaints, _ = parse(workbook(said, language, "f.xlsx"), "f.xlsx")
    # a name of nothing is said as soon as it is met
    assert [one for one in complaints if not NOBODY.search(one.text.en)] == []
    return canonical(plain(root))


def scenario_back(scenario: Scenario) -> Scenario:
    said = scenario.model_dump(mode="json", exclude_defaults=True)
    root, complaints, _ = parse(workbook(said, "fr", "f.xlsx"), "f.xlsx")
    assert complaints == []
    found, complaints = check_shape(root, Scenario)
    assert complaints == []
    assert isinstance(found, Scenario)
    return found


@pytest.mark.parametrize("name", quick(sorted(library(), key=lambda one: one not in SMALL), 3))
def test_the_library_comes_back_in_base_and_every_variant(tmp_path: Path, name: str) -> None:
    said = content(name)
    book, text = tmp_path / "town.xlsx", tmp_path / "town.yaml"
    for table in LIBRARY.glob("*.csv"):
        shutil.copy(table, tmp_path)
    book.write_bytes(workbook(said, "fr", name))
    assert content(book) == said
    assert variants(book) == variants(name)
    text.write_text(yaml(content(book)), encoding="utf-8")
    assert text.read_text(encoding="utf-8") == yaml(said)
    named = [variant for variant, _ in variants(name)]
    for variant in dict.fromkeys((named[0], named[-1])):
        expected = load(name, variant).scenario
        assert load(book, variant).scenario == expected
        assert load(text, variant).scenario == expected


@pytest.mark.parametrize("seed", quick(range(4), 1))
def test_a_random_scenario_comes_back_equal(seed: int) -> None:
    scenario = random_scenario(seed)
    assert scenario_back(scenario) == scenario


def test_a_town_of_180_stores_takes_a_moment() -> None:
    scenario = town(1)
    began = time.process_time()
    assert scenario_back(scenario) == scenario
    assert time.process_time() - began < 5


@pytest.mark.parametrize("made", quick((depot, funded.two_platforms, stored, funded.world), 2))
def test_deliveries_and_warehouses_come_back_equal(made: Callable[[], Scenario]) -> None:
    scenario = made()
    assert scenario_back(scenario) == scenario


def test_hostile_names_come_back_equal() -> None:
    assert scenario_back(hostile()) == hostile()


def told_apart(said: Any) -> Any:
    """Return content in which nothing is called like an id: names of nothing stay names of it."""
    if isinstance(said, dict):
        labels = ("label", "short")
        return {
            key: f"{value} É" if key in labels and isinstance(value, str) else told_apart(value)
            for key, value in said.items()
        }
    return [told_apart(one) for one in said] if isinstance(said, list) else said


@settings(deadline=None, max_examples=4, suppress_health_check=list(HealthCheck))
@given(contents())
def test_anything_of_the_right_shape_comes_back(said: dict[str, Any]) -> None:
    said = told_apart(said)
    assert read_back(said) == canonical(said)


def test_english_words_are_read_as_well() -> None:
    said = content("vallee")
    assert read_back(said, "en") == said


def test_what_is_empty_and_what_is_absent_stay_apart() -> None:
    scenario = tiny()
    association = scenario.associations[0].changed(weekly_need_kg={}, contact="")
    truck = {
        "id": "t",
        "label": "T",
        "base": association.id,
        "payload_kg": 500,
        "available": [{"opens": "08:00", "closes": "12:00"}],
        "drivers": [],
    }
    said = changed(scenario, associations=(association, *scenario.associations[1:]))
    plain_said = said.model_dump(mode="json", exclude_defaults=True)
    plain_said["bookings"] = {"trucks": [truck], "requests": []}
    plain_said["pooling"] = {"acquaintances": []}
    plain_said["travel"] = {"table": ""}
    plain_said["notes"] = ["", " ", "a\n b "]
    plain_said["days"] = ["wed", "mon", "mon"]
    back = read_back(plain_said)
    assert back["associations"][0]["weekly_need_kg"] == {}
    assert back["bookings"] == {"trucks": [truck]}
    assert back["pooling"] == {"acquaintances": []}
    assert back["travel"] == {"table": ""}
    assert back["notes"] == plain_said["notes"]
    # days in an unusual order stay so
    assert back["days"] == plain_said["days"]


def test_letters_that_xml_cannot_hold() -> None:
    odd = "a\ufffeb_x0041_\uffff"
    said = tiny().model_dump(mode="json", exclude_defaults=True)
    said["label"] = odd
    said["families"][0]["label"] = odd
    said["variants"] = {"v": {"label": odd, "set": {"notes": [odd, "\x02\r\n"]}}}
    assert read_back(said) == canonical(said)


def test_the_usual_order_says_what_dump_says() -> None:
    scenario = load("aubagne", "alone").scenario
    said = scenario.model_dump(mode="json")
    assert yaml(said) == dump(scenario)
