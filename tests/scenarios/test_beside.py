"""Files named beside a scenario: of its own folder alone, whatever a scenario says."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios import ScenarioError, load
from scenarios.beside import beside, content_beside
from scenarios.territory.facts import facts_of
from scenarios.writing import dump
from tests.helpers.scenarios import tiny
from tests.helpers.territories import area

SECRET = "code;secret\nwhat nobody may read;41\n"
NAMES = (
    "../secret.csv",
    "{whole}",
    "./../secret.csv",
    "sub/../../secret.csv",
    ".",
    "..",
    "",
    "a\0b",
)
TRICKS = (*NAMES, "..\\secret.csv", "secret.csv:stream", "x" * 5_000)


@pytest.mark.parametrize("trick", TRICKS)
def test_no_way_of_writing_a_name_leads_out_of_the_folder(tmp_path: Path, trick: str) -> None:
    folder = tmp_path / "own"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "secret.csv").write_text(SECRET)
    name = trick.format(whole=tmp_path / "secret.csv")
    assert beside(folder, name) is None
    assert content_beside(folder, name, 10_000) is None


def test_a_file_of_the_folder_is_read_to_one_byte_beyond_its_limit(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x" * 50)
    assert content_beside(tmp_path, "a.csv", 50) == b"x" * 50
    assert len(content_beside(tmp_path, "a.csv", 20) or b"") == 21


@pytest.mark.parametrize("kind", ["figures", "codes", "lists", "timetable"])
@pytest.mark.parametrize("trick", NAMES)
def test_a_territory_reads_no_file_of_the_computer(tmp_path: Path, kind: str, trick: str) -> None:
    folder = tmp_path / "own"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "secret.csv").write_text(SECRET)
    name = trick.format(whole=tmp_path / "secret.csv")
    world = tiny("hub")
    files = world.territory.files.changed(**{kind: name if kind == "timetable" else (name,)})
    asked = world.territory.changed(files=files, zones=(area("a", 50),))
    with pytest.raises(ScenarioError) as found:
        facts_of(world.changed(territory=asked), folder)
    said = str(found.value)
    assert "nobody may read" not in said
    assert "not beside the scenario" in said


@pytest.mark.parametrize("block", ["grants: {awards_table: %s}", "warehouse: {points_table: %s}"])
def test_named_tables_read_no_file_of_the_computer(tmp_path: Path, block: str) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (tmp_path / "secret.csv").write_text(SECRET)
    for name in ("../secret.csv", str(tmp_path / "secret.csv")):
        (folder / "a.yaml").write_text(dump(tiny("hub")) + block % f'"{name}"' + "\n")
        with pytest.raises(ScenarioError) as found:
            load(folder / "a.yaml")
        assert "nobody may read" not in str(found.value)
        assert "is not beside the scenario" in str(found.value)
