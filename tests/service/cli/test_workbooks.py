"""``ramasse template`` and ``ramasse convert``, and a workbook wherever a scenario is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from scenarios import load
from scenarios.forms import content
from tests.scenarios.files import SOUND, spoilt
from tests.service.commands import app


def ramasse(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def village(tmp_path: Path) -> Path:
    path = tmp_path / "village.yaml"
    path.write_text(SOUND, encoding="utf-8")
    return path


def test_a_template_says_what_is_left_to_fill_in(tmp_path: Path) -> None:
    path = tmp_path / "ville.xlsx"
    done = ramasse("template", "--out", path)
    assert done.exit_code == 0
    assert str(path) in done.output
    checked = ramasse("check", path)
    assert checked.exit_code == 2
    places = ("Scénario!B6: Semaine du", "Associations!A3", "Groupes!D3: Membres")
    for place in places:
        assert f"{path}:{place}" in checked.output
    assert checked.output.count("\n- ") == len(places)


def test_a_template_in_english(tmp_path: Path) -> None:
    path = tmp_path / "town.xlsx"
    assert ramasse("template", "--out", path, "--lang", "en").exit_code == 0
    book = load_workbook(path)
    assert book["Donors"]["A1"].value == "Store"
    assert book["Families"]["B3"].value == "Fruit and vegetables"


def test_the_template_of_a_scenario_is_that_scenario(tmp_path: Path) -> None:
    path = tmp_path / "aix.xlsx"
    assert ramasse("template", "aix", "--out", path).exit_code == 0
    assert load(path, "one").scenario == load("aix", "one").scenario


def test_convert_there_and_back(tmp_path: Path, village: Path) -> None:
    book, back = tmp_path / "out" / "village.xlsx", tmp_path / "back.yml"
    there = ramasse("convert", village, book)
    assert there.exit_code == 0, there.output
    assert "commentaires" in there.output
    again = ramasse("convert", book, back)
    assert again.exit_code == 0
    assert "commentaires" not in again.output
    assert content(back) == content(village)
    assert ramasse("check", book, "--variant", "alone_open").exit_code == 0


def test_faults_of_any_variant_stop_it(tmp_path: Path) -> None:
    village = tmp_path / "village.yaml"
    village.write_text(spoilt("vehicles.van-2: null", "vehicles.van-3: null"), encoding="utf-8")
    out = tmp_path / "village.xlsx"
    done = ramasse("convert", village, out)
    assert done.exit_code == 2
    assert "van-2" in done.output
    assert not out.exists()


def test_all_that_is_wrong_with_the_request_at_once(tmp_path: Path, village: Path) -> None:
    done = ramasse("convert", tmp_path / "no.xlsx", tmp_path / "out.txt", "--lang", "en")
    assert done.exit_code == 2
    assert ".xlsx, .yaml, .yml" in done.output
    assert "Neither" in done.output
    same = ramasse("convert", village, village)
    assert same.exit_code == 2
    assert village.read_text(encoding="utf-8") == SOUND
    blocked = ramasse("template", "--out", village / "town.xlsx")
    assert blocked.exit_code == 2
    assert {path.name for path in tmp_path.iterdir()} == {"village.yaml"}


def test_texts_that_no_cell_can_hold_are_refused(tmp_path: Path) -> None:
    village = tmp_path / "village.yaml"
    village.write_text(SOUND + f"notes: [{'x' * 33_000}]\n", encoding="utf-8")
    out = tmp_path / "village.xlsx"
    done = ramasse("convert", village, out)
    assert done.exit_code == 2
    assert "Remarques!A3" in done.output
    assert not out.exists()


def test_files_that_go_with_it_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    village = folder / "village.yaml"
    village.write_text(SOUND + "travel: {table: times.csv}\n", encoding="utf-8")
    ids = ("secours", "restos", "hyper-1", "super-1")
    rows = [f"{a},{b},600,5000" for a in ids for b in ids if a != b]
    (folder / "times.csv").write_text("\n".join(("from,to,seconds,metres", *rows)))
    done = ramasse("convert", village, tmp_path / "village.xlsx")
    assert done.exit_code == 0, done.output
    assert "times.csv" in done.output
    done = ramasse("convert", "marseille", tmp_path / "marseille.xlsx")
    assert done.exit_code == 0, done.output
    assert "marseille_points.csv" in done.output


def test_names_are_never_formulas(tmp_path: Path) -> None:
    village = tmp_path / "village.yaml"
    nasty = spoilt("label: Hyper\n", "label: \"=cmd|'/c calc'!A1\"\n    contact: '@SUM(1)'\n")
    village.write_text(nasty, encoding="utf-8")
    out = tmp_path / "village.xlsx"
    assert ramasse("convert", village, out).exit_code == 0
    for sheet in load_workbook(out).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
    named = load_workbook(out)["Magasins"]["B3"]
    assert (named.value, named.quotePrefix) == ("=cmd|'/c calc'!A1", True)


def test_a_week_is_planned_from_a_workbook(tmp_path: Path, village: Path) -> None:
    book, out = tmp_path / "village.xlsx", tmp_path / "out"
    assert ramasse("convert", village, book).exit_code == 0
    done = ramasse("run", book, "--iterations", "1", "--weeks", "0", "--out", out)
    assert done.exit_code == 0, done.output
    assert (out / "study.json").is_file()


def test_the_short_template_is_short(tmp_path: Path) -> None:
    path = tmp_path / "ville.xlsx"
    assert ramasse("template", "--short", "--out", path).exit_code == 0
    book = load_workbook(path)
    assert book.sheetnames == ["Ma ville", "Associations", "Magasins", "Véhicules", "Équipages"]
    assert all(len(list(sheet.columns)) <= 12 for sheet in book)
    checked = ramasse("check", path)
    assert checked.exit_code == 2
    assert "Associations!A2: Nom — La feuille est vide." in checked.output
    refused = ramasse("template", "aubagne", "--short", "--out", tmp_path / "b.xlsx")
    assert refused.exit_code == 2
    assert not (tmp_path / "b.xlsx").exists()
