from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scenarios import ScenarioError
from scenarios.addresses.book import books
from scenarios.addresses.finding import Finder
from scenarios.addresses.importing import import_file
from tests.helpers.addresses import lines


def write(path: Path, text: str, *, encoding: str = "utf-8") -> Path:
    content = text.encode(encoding)
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def test_a_file_is_read_packed_or_not_and_again(tmp_path: Path) -> None:
    text = "\n".join(lines()) + "\n"
    plain = import_file(write(tmp_path / "adresses-13.csv", text), tmp_path / "books")
    packed = import_file(write(tmp_path / "adresses-13.csv.gz", text), tmp_path / "books")
    assert plain == packed
    assert (packed.communes, packed.streets, packed.left_out) == (4, 9, 0)
    assert [one.name for one in (tmp_path / "books").iterdir()] == ["adresses-13.sqlite"]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_a_file_saved_again_by_a_spreadsheet_is_read(tmp_path: Path, encoding: str) -> None:
    text = "\r\n".join(lines()).replace("43.", "43,").replace("5.5", "5,5") + "\r\n"
    assert any(ord(one) > 127 for one in text)
    made = import_file(write(tmp_path / "a.csv", text, encoding=encoding), tmp_path / "books")
    assert (made.communes, made.streets, made.left_out) == (4, 9, 0)


def test_lines_without_a_position_are_counted(tmp_path: Path) -> None:
    head, first, *rest = lines()
    lost = first.replace("43.290000", "").replace("5.560100", "")
    made = import_file(write(tmp_path / "a.csv", "\n".join([head, lost, *rest])), tmp_path)
    assert made.left_out == 1


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("a.csv", "nom;ville\nx;y\n", 1, "numero, rep, nom_voie"),
        ("a.csv", "", 1, "colonnes"),
        ("a.csv", lines()[0] + "\n", 2, "Aucune adresse"),
        ("a.csv", "\n".join([*lines()[:3], "1;2;3"]), 4, "3 cellules"),
    ],
)
def test_what_is_no_file_of_addresses_is_refused(
    tmp_path: Path, name: str, text: str, line: int, said: str
) -> None:
    with pytest.raises(ScenarioError) as caught:
        import_file(write(tmp_path / name, text), tmp_path / "books")
    (fault,) = caught.value.faults
    assert fault.place == f"{tmp_path / name}:{line}"
    assert said in fault.text.fr
    assert not list((tmp_path / "books").iterdir())


def test_damaged_or_absent_files_are_refused(tmp_path: Path) -> None:
    packed = write(tmp_path / "a.csv.gz", "\n".join(lines() * 200))
    packed.write_bytes(packed.read_bytes()[:-2000])
    for path in (packed, tmp_path / "absent.csv"):
        with pytest.raises(ScenarioError) as caught:
            import_file(path, tmp_path / "books")
        assert path.name in caught.value.faults[0].place
    assert not list((tmp_path / "books").iterdir())


def test_a_disk_that_is_full_is_no_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("scenarios.addresses.importing._Reading.fill", full)
    with pytest.raises(OSError, match="disk is full"):
        import_file(write(tmp_path / "a.csv", "\n".join(lines())), tmp_path / "books")


def test_a_damaged_book_finds_nothing(tmp_path: Path) -> None:
    made = import_file(write(tmp_path / "a.csv", "\n".join(lines())), tmp_path)
    with closing(sqlite3.connect(made.book)) as database:
        database.executescript("DROP TABLE communes; DROP TABLE streets; DROP TABLE numbers;")
    assert Finder(books(tmp_path)).find("3 rue Foch, Aubagne") == ()
