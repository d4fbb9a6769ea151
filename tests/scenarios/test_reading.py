import subprocess
import sys
from pathlib import Path

import pytest

from scenarios import ScenarioError, load, variants
from tests.scenarios.files import SOUND, faults_of, line_of, spoilt


@pytest.fixture
def village(tmp_path: Path) -> Path:
    path = tmp_path / "village.yaml"
    path.write_text(SOUND, encoding="utf-8")
    return path


def test_a_sound_file_loads_without_a_warning(village: Path) -> None:
    loaded = load(village)
    assert loaded.scenario.id == "village"
    assert loaded.scenario.variant == "base"
    assert loaded.folder == village.parent
    assert loaded.source == str(village)
    assert loaded.warnings == ()


def test_precedence_is_base_then_ancestors_then_variant_then_set(village: Path) -> None:
    text = village.read_text(encoding="utf-8") + (
        "  child:\n    label: Enfant\n    extends: alone\n    set:\n"
        "      policy.pools.town.label: Enfant\n      policy.sorting_min: 20\n"
        "  grandchild:\n    label: Petit-enfant\n    extends: child\n    set:\n"
        "      policy.sorting_min: 10\n"
    )
    village.write_text(text, encoding="utf-8")
    scenario = load(village, "grandchild", ["policy.meal_kg=0.8"]).scenario
    assert scenario.variant == "grandchild"
    assert scenario.policy.pools[0].mode == "alone"
    assert scenario.policy.pools[0].label == "Enfant"
    assert scenario.policy.sorting_min == 10
    assert scenario.policy.meal_kg == 0.8
    both = ["policy.sorting_min=5", "policy.sorting_min=7"]
    assert load(village, "grandchild", both).scenario.policy.sorting_min == 7


def test_the_default_variant_is_the_base_unless_the_file_says_otherwise(village: Path) -> None:
    village.write_text(SOUND + "default_variant: alone\n", encoding="utf-8")
    assert load(village).scenario.variant == "alone"
    assert load(village, "base").scenario.policy.pools[0].mode == "hub"


def test_a_set_value_is_read_as_yaml(village: Path) -> None:
    given = ["vehicles.van-1.days=[mon]", "vehicles.van-2=null", "donors.super-1.label='12'"]
    scenario = load(village, overrides=given).scenario
    assert scenario.vehicle["van-1"].days == ("mon",)
    assert list(scenario.vehicle) == ["van-1"]
    assert scenario.donor["super-1"].label == "12"


def test_variants_come_with_their_labels_the_base_first(village: Path) -> None:
    assert variants(village) == (
        ("base", "Village"),
        ("alone", "Chacun seul"),
        ("alone_open", "Chacun seul, une camionnette de moins"),
    )


def test_every_variant_of_the_library_loads() -> None:
    for name, _ in variants("aubagne"):
        assert load("aubagne", name).scenario.variant == name


def test_all_faults_of_a_stage_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = (
        spoilt("people: 100", "peopel: 100")
        .replace("mode: hub,", "mode: hubb,")
        .replace("payload_kg: 900", "payload_kg: -900")
        .replace("week_of: 2026-11-23", "week_of: soon")
    )
    faults = faults_of(tmp_path, text, overrides=["policy.sorting_min=abc"])
    assert [(fault.place, fault.path) for fault in faults] == [
        (line_of(text, "week_of"), "week_of"),
        (line_of(text, "- id: secours"), "associations.secours.people"),
        (line_of(text, "peopel"), "associations.secours.peopel"),
        (line_of(text, "-900"), "vehicles.van-1.payload_kg"),
        (line_of(text, "hubb"), "policy.pools.town.mode"),
        ("--set policy.sorting_min=abc", "policy.sorting_min"),
    ]


def test_all_faults_of_sense_come_at_once(tmp_path: Path) -> None:
    text = spoilt("owner: restos", "owner: resto").replace("kind: market\n", "kind: markt\n")
    text = text.replace("week_of: 2026-11-23", "week_of: 2026-11-24")
    faults = faults_of(tmp_path, text)
    assert [fault.path for fault in faults] == [
        "week_of",
        "donors.hyper-1.kind",
        "donors.super-1.kind",
        "vehicles.van-2.owner",
    ]
    assert "« market »" in faults[1].text.fr
    assert "restos" in faults[3].text.en


def test_a_fault_of_an_override_points_at_its_line(tmp_path: Path) -> None:
    text = SOUND + (
        "  bad:\n    label: Mauvaise\n    set:\n"
        "      donors.hyper-1.private: maybe\n"
        "      policy.pools:\n"
        "        - id: town\n"
        "          label: Ville\n"
        "          mode: direct\n"
        "          members: secours\n"
    )
    faults = faults_of(tmp_path, text, "bad")
    assert [(fault.place, fault.path) for fault in faults] == [
        (line_of(text, "maybe"), "donors.hyper-1.private"),
        (line_of(text, "members: secours"), "policy.pools.town.members"),
    ]
    assert "[secours]" in faults[1].text.fr


def test_a_stray_override_of_any_variant_is_a_fault_of_the_file(tmp_path: Path) -> None:
    text = spoilt("vehicles.van-2: null", "vehicles.vna-2: null")
    faults = faults_of(tmp_path, text)
    assert [(fault.place, fault.path) for fault in faults] == [
        (line_of(text, "vna-2"), "vehicles.vna-2")
    ]
    assert 'Did you mean "van-2"?' in faults[0].text.en


def test_an_unknown_variant_names_the_nearest(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, SOUND, "alon")
    assert fault.place == '--variant "alon"'
    assert "« alone »" in fault.text.fr
    assert "base, alone, alone_open" in fault.text.en


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("policy.sorting_min", "chemin=valeur"),
        ("=3", "chemin=valeur"),
        ("policy.sorting_mn=3", "sorting_min"),
        ("policy.sorting_min=[1", "YAML"),
        ("policy.sorting_min=.inf", "fini"),
        ("policy.sorting_min=", None),
        ("variant=alone", "--variant"),
        ("week_of=2026-11-25", "2026-11-23"),
        ("donors.hyper-1=null", None),
    ],
)
def test_set(village: Path, given: str, said: str | None) -> None:
    if said is None:
        load(village, overrides=[given])
        return
    with pytest.raises(ScenarioError) as caught:
        load(village, overrides=[given])
    (fault,) = caught.value.faults
    assert fault.place == f"--set {given}"
    assert said in fault.text.fr


def test_several_bad_options_and_a_bad_file_are_said_together(tmp_path: Path) -> None:
    text = spoilt("people: 100", "people: -1")
    faults = faults_of(tmp_path, text, "nobody", ["a=1", "policy.meal_kg={"])
    assert [fault.place for fault in faults] == [
        line_of(text, "people: -1"),
        '--variant "nobody"',
        "--set a=1",
        "--set policy.meal_kg={",
    ]


def test_the_message_has_a_line_per_fault_in_either_language(tmp_path: Path) -> None:
    text = spoilt("people: 100", "people: beaucoup")
    (tmp_path / "village.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(tmp_path / "village.yaml")
    assert "associations.secours.people — Trouvé" in caught.value.message("fr")
    assert "associations.secours.people — Found" in str(caught.value)


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "12\n", "# nothing\n"])
def test_a_file_that_is_not_a_block_of_keys(tmp_path: Path, text: str) -> None:
    (fault,) = faults_of(tmp_path, text)
    assert "« clé: valeur »" in fault.text.fr


def test_a_travel_table_stands_beside_the_scenario(village: Path) -> None:
    for table in ("times.csv", "../times.csv", "/etc/passwd", "a/b.csv", "\0"):
        with pytest.raises(ScenarioError) as caught:
            load(village, overrides=[f'travel.table="{table}"'.replace("\0", "\\0")])
        assert [fault.path for fault in caught.value.faults] == ["travel.table"]
    (village.parent / "times.csv").write_text("from,to,seconds,metres\n", encoding="utf-8")
    assert load(village, overrides=["travel.table=times.csv"]).scenario.travel.table == "times.csv"


def test_reading_imports_no_engine() -> None:
    code = (
        "import sys, scenarios; scenarios.load('aubagne');"
        "heavy = {'pyvrp', 'ortools', 'highspy', 'pandas', 'numpy', 'altair', 'typst'};"
        "assert not heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
