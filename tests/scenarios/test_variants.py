from pathlib import Path

import pytest

from tests.scenarios.files import SOUND, faults_of, line_of, spoilt


def test_an_unknown_ancestor_names_the_nearest(tmp_path: Path) -> None:
    text = spoilt("extends: alone", "extends: alon")
    (fault,) = faults_of(tmp_path, text)
    assert fault.place == line_of(text, "extends: alon")
    assert fault.path == "variants.alone_open.extends"
    assert "« alone »" in fault.text.fr


def test_variants_that_go_round_are_refused(tmp_path: Path) -> None:
    text = spoilt("label: Chacun seul\n", "label: Chacun seul\n    extends: alone_open\n")
    faults = faults_of(tmp_path, text)
    assert [fault.path for fault in faults] == [
        "variants.alone.extends",
        "variants.alone_open.extends",
    ]
    assert "elle-même" in faults[0].text.fr


def test_a_variant_may_not_extend_itself(tmp_path: Path) -> None:
    text = spoilt("extends: alone", "extends: alone_open")
    (fault,) = faults_of(tmp_path, text)
    assert fault.path == "variants.alone_open.extends"


def test_base_is_not_a_name_for_a_variant(tmp_path: Path) -> None:
    text = SOUND + "  base:\n    label: Base\n"
    (fault,) = faults_of(tmp_path, text)
    assert (fault.place, fault.path) == (line_of(text, "  base:"), "variants.base")


def test_an_unknown_default_is_a_fault(tmp_path: Path) -> None:
    text = SOUND + "default_variant: alonne\n"
    (fault,) = faults_of(tmp_path, text)
    assert (fault.place, fault.path) == (line_of(text, "alonne"), "default_variant")


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("    set:\n      vehicles.van-2: null\n", "    set: [a]\n", "variants.alone_open.set"),
        ("  alone_open:\n", "  Alone Open:\n", "variants.Alone Open"),
        ("    label: Chacun seul\n", "", "variants.alone.label"),
    ],
)
def test_the_form_of_a_variant_is_checked(tmp_path: Path, old: str, new: str, path: str) -> None:
    (fault,) = faults_of(tmp_path, spoilt(old, new))
    assert fault.path == path


def test_a_variant_is_named_by_the_option_not_by_a_value(tmp_path: Path) -> None:
    text = spoilt("vehicles.van-2: null", "variant: other")
    (fault,) = faults_of(tmp_path, text)
    assert (fault.place, fault.path) == (line_of(text, "variant: other"), "variant")
    assert "--variant" in fault.text.fr
