from __future__ import annotations

import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from scenarios import ScenarioError
from scenarios.lots import read_lots
from tests.helpers.scenarios import tiny

SCENARIO = tiny("hub")
MONDAY = SCENARIO.week_of


def write(folder: Path, text: str, name: str = "lots.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_french_semicolons_and_decimal_commas(tmp_path: Path) -> None:
    friday = (MONDAY + timedelta(days=4)).strftime("%d/%m/%Y")
    path = write(
        tmp_path,
        f"famille;kg;date limite;libellé;habilitées-seulement\nFruit;12,5;{friday};Pommes;oui\n"
        "dairy;3;;;\n",
    )
    found = read_lots(path, SCENARIO)
    assert not found.whole
    apples, milk = found.lots
    assert (apples.family, apples.kg, apples.use_by, apples.label) == ("fruit", 12.5, 4, "Pommes")
    assert apples.accredited_only
    assert milk.use_by == SCENARIO.family["dairy"].shelf_days
    assert milk.members == ("secours", "restos", "ccas")


def test_crates_weigh_what_the_family_says(tmp_path: Path) -> None:
    path = write(tmp_path, "family,crates,kg,members\nfruit,3,,secours;restos\nbread,2,9,\n")
    fruit, bread = read_lots(path, SCENARIO).lots
    each = SCENARIO.family["fruit"].crate_kg
    assert (fruit.units, fruit.kg, fruit.container) == (3, 3 * each, "crate")
    assert fruit.members == ("secours", "restos")
    assert (bread.units, bread.kg) == (2, 9.0)


def test_a_workbook_reads_like_a_csv(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Famille", "kg", "Reçu le"])
    sheet.append(["fruit", 7.25, date(MONDAY.year, MONDAY.month, MONDAY.day) + timedelta(days=1)])
    book.save(tmp_path / "lots.xlsx")
    (one,) = read_lots(tmp_path / "lots.xlsx", SCENARIO).lots
    assert (one.kg, one.ready_s) == (7.25, 86_400)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"),
        ("famille;kg\n", "No lot"),
        ("famile;kg\nfruit;1\n", "Unknown column"),
        ("famille;famille;kg\nfruit;fruit;1\n", "twice"),
        ("famille\nfruit\n", "Incomplete headers"),
        ("famille;kg\nfruits;1\n", "Unknown family"),
        ("famille;kg\nfruit;-1\n", "above 0"),
        ("famille;kg\nfruit;nan\n", "above 0"),
        ("famille;kg\nfruit;beaucoup\n", "above 0"),
        ("famille;kg\nfruit;\n", "No quantity"),
        ("famille;caisses\nfruit;1,5\n", "whole number"),
        ("famille;caisses;palettes\nfruit;1;1\n", "counted in two ways"),
        ("famille;kg;caisses\nfruit;1;\nfruit;;2\n", "in one file"),
        ("famille;kg;date_limite\nfruit;1;demain\n", "a date"),
        ("famille;kg;recu_le\nfruit;1;2020-01-01\n", "not in the week"),
        ("famille;kg;membres\nfruit;1;resto\n", "Unknown association"),
        ("famille;kg;habilitees_seulement\nfruit;1;peut-être\n", "yes or no"),
        (f"famille;kg\nfruit;{'1' * 200_000}\n", "cannot be read"),
    ],
)
def test_faults_are_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ScenarioError, match=told):
        read_lots(write(tmp_path, text), SCENARIO)


def test_all_faults_at_once_with_their_lines(tmp_path: Path) -> None:
    path = write(tmp_path, "famille;kg\nfruits;1\nfruit;zero\n")
    with pytest.raises(ScenarioError) as caught:
        read_lots(path, SCENARIO)
    assert [fault.place for fault in caught.value.faults] == ["lots.csv:2", "lots.csv:3"]


def test_strange_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "big.csv").write_bytes(b"x" * 10_000_001)
    (tmp_path / "fake.xlsx").write_bytes(b"not a zip")
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * 60_000_000)
    with zipfile.ZipFile(tmp_path / "macro.xlsx", "w") as packed:
        packed.writestr("xl/vbaProject.bin", b"x")
    for name in ("big.csv", "fake.xlsx", "bomb.xlsx", "macro.xlsx", "no.csv", "lots.ods"):
        with pytest.raises(ScenarioError):
            read_lots(tmp_path / name, SCENARIO)


def test_cells_of_a_workbook_are_named_with_their_title_and_once(tmp_path: Path) -> None:
    book = Workbook()
    sheet: Any = book.active
    for row in (("Famille", "Kg"), ("fruit", "#REF!"), ("fruits", "3,5 T"), ("fruit", "douze")):
        sheet.append(row)
    book.save(tmp_path / "lots.xlsx")
    with pytest.raises(ScenarioError) as caught:
        read_lots(tmp_path / "lots.xlsx", SCENARIO)
    found = [(one.place.rpartition("!")[2], one.path) for one in caught.value.faults]
    assert found == [("B2", "Kg"), ("A3", "Famille"), ("B4", "Kg")]
    fruit = next(one.label for one in SCENARIO.families if one.id == "fruit")
    assert f"« {fruit} »" in caught.value.faults[1].text.fr


def test_units_behind_numbers_are_read(tmp_path: Path) -> None:
    lots = read_lots(write(tmp_path, "famille;kg\nfruit;1,5 T\nfruit;12 kg\n"), SCENARIO).lots
    assert [one.kg for one in lots] == [1500, 12]


def test_what_may_be_meant_otherwise_is_told(tmp_path: Path) -> None:
    found = read_lots(
        write(tmp_path, "famille;kg\nfruit;1.250\nfruit;12.5\nfruit;1.000\n"), SCENARIO
    )
    assert [one.kg for one in found.lots] == [1.25, 12.5, 1]
    (told,) = found.told
    assert told.fr.startswith('lots.csv:2 : "1.250" est lu 1,25')
    book = Workbook()
    sheet: Any = book.active
    for row in (("Famille", "kg"), ("fruit", 2), ("dairy", 3), ("fruit", 4)):
        sheet.append(row)
    # as a filter leaves them
    for number in (2, 4):
        sheet.row_dimensions[number].hidden = True
    book.save(tmp_path / "lots.xlsx")
    found = read_lots(tmp_path / "lots.xlsx", SCENARIO)
    assert sum(one.kg for one in found.lots) == 9
    assert [one.en for one in found.told] == [
        "lots.xlsx:Sheet!A2: Hidden rows, read like the others: 2, 4."
    ]
