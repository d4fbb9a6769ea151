import os
from pathlib import Path

import pytest

from scenarios import Fault, ScenarioError, library, load
from scenarios.source import LIBRARY, MAX_BYTES, read
from tests.scenarios.files import SOUND


def fault(source: str | Path) -> Fault:
    with pytest.raises(ScenarioError) as caught:
        load(source)
    (only,) = caught.value.faults
    assert only.text.fr != only.text.en
    return only


def test_a_name_of_the_library_or_a_path() -> None:
    assert "aubagne" in library()
    assert read("aubagne").folder == LIBRARY
    assert read("aubagne").text == read(LIBRARY / "aubagne.yaml").text
    assert read(str(LIBRARY / "aubagne.yaml")).label.endswith("library/aubagne.yaml")


def test_every_file_of_the_library_names_the_schema() -> None:
    for name in library():
        assert read(name).text.startswith("# yaml-language-server: $schema=../schema.json\n")
    assert (LIBRARY / "../schema.json").is_file()


def test_a_missing_file_names_the_nearest(tmp_path: Path) -> None:
    assert 'Did you mean "aubagne"?' in fault("aubange").text.en
    (tmp_path / "village.yaml").write_text(SOUND, encoding="utf-8")
    assert str(tmp_path / "village.yaml") in fault(tmp_path / "vilage.yaml").text.fr
    assert fault("").text.en
    assert fault("nowhere/else.yaml").place == '"nowhere/else.yaml"'
    assert "aubagne" in fault("xyz").text.fr
    assert fault("a" * 5000).text.en


def test_a_folder_is_not_a_scenario(tmp_path: Path) -> None:
    assert "dossier" in fault(tmp_path).text.fr


def test_a_pipe_is_not_a_scenario(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert fault(tmp_path / "pipe.yaml").text.en


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff"])
def test_an_empty_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text(text, encoding="utf-8")
    assert "vide" in fault(path).text.fr


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"# 10 MB\n" * (10_000_000 // 8))
    found = fault(path)
    assert "10.0 MB" in found.text.en
    assert f"{MAX_BYTES / 1e6:g} Mo" in found.text.fr


def test_another_encoding_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes(SOUND.encode("latin-1"))
    line = next(n for n, text in enumerate(SOUND.splitlines(), 1) if "é" in text)
    found = fault(path)
    assert found.place == f"{path}:{line}"
    assert "UTF-8" in found.text.fr
    path.write_bytes(SOUND.encode("utf-16"))
    assert fault(path).place == f"{path}:1"


def test_a_byte_order_mark_is_read_over(tmp_path: Path) -> None:
    path = tmp_path / "mark.yaml"
    path.write_text(SOUND, encoding="utf-8-sig")
    assert load(path).scenario.id == "village"
