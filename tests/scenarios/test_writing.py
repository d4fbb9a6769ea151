from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.scenario import Scenario
from scenarios import dump, load
from scenarios.shape import check_shape
from scenarios.yaml_text import parse
from tests.helpers.drawn_scenarios import random_scenario
from tests.helpers.scenarios import changed, tiny


def read_back(scenario: Scenario) -> Scenario:
    node, complaints = parse(dump(scenario), "f")
    assert node is not None
    assert not complaints
    read, complaints = check_shape(node, Scenario)
    assert not complaints
    assert isinstance(read, Scenario)
    return read


@pytest.mark.parametrize("seed", range(40))
def test_a_random_scenario_reads_back_equal(seed: int) -> None:
    scenario = random_scenario(seed)
    assert read_back(scenario) == scenario


@pytest.mark.parametrize("variant", ["hub", "alone", "today", "direct"])
def test_the_library_reads_back_equal(tmp_path: Path, variant: str) -> None:
    scenario = load("aubagne", variant).scenario
    path = tmp_path / "written.yaml"
    path.write_text(dump(scenario), encoding="utf-8")
    assert load(path).scenario == scenario
    assert dump(load(path).scenario) == dump(scenario)


@settings(deadline=None, max_examples=50)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=150))
def test_any_text_reads_back_equal(text: str) -> None:
    label = "".join(filter(str.isprintable, text)) or "x"
    scenario = changed(tiny(), label=label, notes=(text, "x" + text, text * 2))
    assert read_back(scenario) == scenario


@settings(deadline=None, max_examples=50)
@given(st.floats(min_value=0, allow_infinity=False, exclude_min=True, max_value=1e5))
def test_any_number_reads_back_equal(number: float) -> None:
    policy = tiny().policy.model_copy(update={"meal_kg": number, "day_factors": {"mon": number}})
    scenario = changed(tiny(), policy=policy)
    assert read_back(scenario) == scenario


def test_it_reads_like_a_file_written_by_hand() -> None:
    lines = dump(tiny()).splitlines()
    assert lines[0].startswith("# yaml-language-server: $schema=")
    assert "days: [mon, tue, wed]" in lines
    assert '      - {day: tue, starts: "14:00", ends: "17:00"}' in lines
    assert "    cold_storage_kg: 300" in lines
    assert all(len(line) <= 100 for line in lines)
