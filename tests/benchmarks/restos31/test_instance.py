from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.instances import InstanceError
from benchmarks.restos31.instance import checked
from tests.benchmarks.restos31.small import Json, folder_of, small


def spoil(how: Callable[[Json], object]) -> list[str]:
    content = small()
    how(content)
    with pytest.raises(InstanceError) as caught:
        checked(content, "small.json")
    lines = str(caught.value).splitlines()
    assert all(line.startswith("small.json: ") and "expected: " in line for line in lines)
    return [line.removeprefix("small.json: ") for line in lines]


CASES: list[tuple[Callable[[Json], object], str]] = [
    (lambda c: c["duration_matrix"][1].__setitem__(2, None), "duration_matrix.1.2: found null"),
    (lambda c: c["distance_matrix"][0].__setitem__(3, -1), "distance_matrix.0.3: found -1"),
    (lambda c: c["duration_matrix"][4].pop(), "duration_matrix.4: found 7 numbers"),
    (lambda c: c["no_traffic_duration_matrix"].pop(), "no_traffic_duration_matrix: found 7 rows"),
    (lambda c: c["livraisons_de_ramasses"].append([1, 9, 0, 2]), "unknown vehicle 9"),
    (lambda c: c["livraisons_de_ramasses"].append([1, 3, 0, 5]), "unknown centre 5"),
    (lambda c: c["livraisons_de_ramasses"].append([1, 3, 0, 0]), "unknown centre 0"),
    (lambda c: c["livraisons_de_ramasses"].append([3, 3, 0, 1]), "unknown day 3"),
    (lambda c: c["livraisons_de_ramasses"].append([1, 3, 2, 1]), "unknown trip 2"),
    (lambda c: c["livraisons_de_ramasses"].append([1, 2, 1, 3]), "to centre 2 already"),
    (lambda c: c["vehicles"][2].__setitem__("allowed", False), "may not go out"),
    (lambda c: c["demands"].__setitem__("8", []), "demands.8: unknown centre"),
    (lambda c: c["centres"][1].__setitem__("allowed_days", [5]), "centres.1.allowed_days.0: found"),
    (lambda c: c["centres"][1].__setitem__("allowed_days", []), "FRONTON is due 3 units"),
    (lambda c: c["pdrs"][0].__setitem__("required_days", [0, 0]), "given twice"),
    (lambda c: c["params"].pop("max_stops"), "params.max_stops: missing"),
    (lambda c: c.pop("vehicles"), "vehicles: missing"),
    (lambda c: c["demands"]["1"][0].__setitem__("weight", 0), "demands.1.0.weight: found 0"),
    (lambda c: c["demands"]["1"][0].__setitem__("product_type", "X"), "demands.1.0.product_type"),
    (lambda c: c.__setitem__("m", 5), "vehicles: found 4; expected: 5"),
    (lambda c: c["centres"].reverse(), "centres.0.index: found 4"),
]


@pytest.mark.parametrize("number", range(len(CASES)))
def test_each_fault_is_named(number: int) -> None:
    how, said = CASES[number]
    assert said in "\n".join(spoil(how))


def test_all_faults_at_once() -> None:
    def how(content: Json) -> None:
        content["duration_matrix"][1][2] = None
        content["livraisons_de_ramasses"] = [[1, 9, 0, 2], [7, 0, 0, 9]]
        content["centres"][2]["allowed_days"] = [-1]

    assert [line.split(":")[0] for line in spoil(how)] == [
        "duration_matrix.1.2",
        "centres.2.allowed_days.0",
        "livraisons_de_ramasses.0",
        "livraisons_de_ramasses.1",
        "livraisons_de_ramasses.1",
    ]


def test_a_hole_is_told_beside_a_missing_key() -> None:
    def how(content: Json) -> None:
        content["distance_matrix"][0] = content["distance_matrix"][0][:-1]
        del content["params"]

    assert [line.split(":")[0] for line in spoil(how)] == ["params", "distance_matrix.0"]


@pytest.mark.parametrize("content", [[], None, 3, {}])
def test_what_is_no_instance(content: object) -> None:
    with pytest.raises(InstanceError):
        checked(content, "x")


def test_the_command_names_every_fault_and_returns_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = small()
    content["distance_matrix"][2][3] = None
    content["vehicles"][2]["allowed"] = False
    folder_of(tmp_path, content)
    (tmp_path / "instances" / "cut.json").write_text('{"m": ', encoding="utf-8")
    asked = ["small", "cut", "other"]
    assert main(["restos31", "--data", str(tmp_path), "--instance", *asked, "--week", "1"]) == 2
    told = capsys.readouterr().err
    assert "distance_matrix.2.3" in told
    assert "allowed: false" in told
    assert "cut.json: no JSON" in told
    assert "other.json: cannot be read" in told
    assert "one of cut, small" in told


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--instance", "small", "--out", "plan.json"], "2 weeks to plan"),
        (["--instance", "small", "--week", "1", "--out", "no/such/plan.json"], "cannot be written"),
        (["--variants", "night"], "expected: rule, peak"),
    ],
)
def test_options_that_cannot_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], said: str
) -> None:
    assert main(["restos31", "--data", str(folder_of(tmp_path, small())), *more]) == 2
    assert said in capsys.readouterr().err


def test_a_folder_without_instances(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restos31", "--data", str(tmp_path)]) == 2
    assert "no instance" in capsys.readouterr().err
