"""What people type in a spreadsheet, read as they mean it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.base import Clock
from scenarios.fields import slot
from scenarios.workbook.cells import Raw, from_cell
from tests.scenarios.workbook.books import cell, changed, read, setting, village


@pytest.fixture
def book() -> bytes:
    return village()


def test_numbers_times_dates_and_words(tmp_path: Path, book: bytes) -> None:
    def spoil(opened: Any) -> None:
        cell(opened, "Associations", "people").value = "1 200"
        cell(opened, "Associations", "counted_on").value = "01/10/2026"
        cell(opened, "Associations", "label").value = 2026
        cell(opened, "Dons", "kg").value = " 200,5 "
        cell(opened, "Dons", "opens").value = "8h30"
        cell(opened, "Dons", "closes").value = 0.4583333333
        cell(opened, "Dons", "of_month.first").value = "X"
        cell(opened, "Dons", "of_month.last").value = "oui"
        cell(opened, "Dons", "weeks").value = "Semaines impaires"
        cell(opened, "Véhicules", "cold").value = "FRIGORIFIQUE"
        cell(opened, "Magasins", "private").value = True
        cell(opened, "Types de magasins", "reject_rate").value = "6 %"
        cell(opened, "Groupes", "members").value = "secours ; restos"
        setting(opened, "policy.capacity_margin").value = "0,25"
        setting(opened, "week_of").value = "23/11/2026"

    found = read(tmp_path, changed(book, spoil)).scenario
    association, offer = found.association["secours"], found.donors[0].offers[0]
    assert association.people == 1200
    assert (offer.of_month, offer.weeks) == (("first", "last"), "odd")
    assert association.counted_on == date(2026, 10, 1)
    assert association.label == "2026"
    assert (offer.kg, offer.opens, offer.closes) == (200.5, "08:30", "11:00")
    assert found.vehicles[0].cold == "refrigerated"
    assert found.donors[0].private
    assert found.donor_kinds[0].reject_rate == 0.06
    assert found.policy.pools[0].members == ("secours", "restos")
    assert found.policy.capacity_margin == 0.25
    assert found.week_of == date(2026, 11, 23)


def test_thousands_of_euros_are_told_in_euros() -> None:
    value, fault = from_cell("12 k€", slot(float), "budget_eur")
    assert value == "12 k€"
    assert fault is not None
    assert fault.fr.endswith("Écrivez 12000, en euros.")
    assert "12000" not in str(from_cell("12 k", slot(float), "kg")[1])


def test_things_may_be_called_by_their_name(tmp_path: Path, book: bytes) -> None:
    expected = read(tmp_path, book).scenario

    def spoil(opened: Any) -> None:
        cell(opened, "Magasins", "holder").value = "SECOURS "
        cell(opened, "Magasins", "kind").value = "Supermarche"
        cell(opened, "Dons", "donors.id").value = "Hyper"
        cell(opened, "Groupes", "hub").value = "Secours"

    assert read(tmp_path, changed(book, spoil)).scenario == expected


def test_rows_and_columns_may_move(tmp_path: Path, book: bytes) -> None:
    expected = read(tmp_path, book).scenario

    def spoil(opened: Any) -> None:
        opened["Magasins"].insert_rows(4)
        opened["Magasins"].move_range("C1:C9", cols=30)
        opened["Scénario"].insert_rows(3)
        opened["Dons"].insert_rows(1)

    assert read(tmp_path, changed(book, spoil)).scenario == expected


def test_titles_are_enough(tmp_path: Path, book: bytes) -> None:
    expected = read(tmp_path, book).scenario

    def spoil(opened: Any) -> None:
        for sheet in ("Véhicules", "Associations", "Plages"):
            opened[sheet].delete_rows(2)

    assert read(tmp_path, changed(book, spoil)).scenario == expected


def test_sheets_of_ones_own_are_left_alone(tmp_path: Path, book: bytes) -> None:
    expected = read(tmp_path, book).scenario

    def spoil(opened: Any) -> None:
        opened.create_sheet("# calculs")["A1"] = "=1+"
        opened.create_sheet("Feuil1")

    assert read(tmp_path, changed(book, spoil)).scenario == expected


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (time(8, 30), "08:30"),
        (timedelta(hours=8, minutes=30), "08:30"),
        (0.9991, None),
        ("8:05", "08:05"),
        ("8h", "08:00"),
        ("24:00", None),
        (datetime(2026, 1, 1, 8), None),
        (8, "08:00"),
        ("14", "14:00"),
        (8.5, None),
        (True, None),
        ("midi", None),
    ],
)
def test_times(raw: Raw, said: str | None) -> None:
    value, fault = from_cell(raw, slot(Clock))
    assert (value if fault is None else None) == said


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("12", 12),
        ("12.0", 12),
        ("-3,5", -3.5),
        ("1 000", 1000),
        ("1.000,5", None),
        ("12 kg", None),
        ("1e400", None),
        (True, None),
        ("9" * 50, None),
        (datetime(2026, 1, 1), None),
    ],
)
def test_numbers(raw: Raw, said: float | None) -> None:
    value, fault = from_cell(raw, slot(float))
    assert (value if fault is None else None) == said
