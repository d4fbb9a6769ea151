from __future__ import annotations

import io
import re
from typing import get_args

import pytest
from rich.console import Console

from models.base import Language
from service.kinds.warehouse.page import warehouse_page
from service.pages.html import html
from service.pages.page import Number, Page, Section, Table
from service.pages.terminal import show
from service.pages.workbook import workbook
from tests.helpers.funded import hostile_study, studied, studied_twice


def section(page: Page, title: str) -> Section:
    return next(one for one in page.sections if one.title == title)


def column(table: Table, head: str) -> list[float | None]:
    at = table.heads.index(head)
    return [cell.value for row in table.rows if isinstance(cell := row[at], Number)]


@pytest.mark.parametrize("language", get_args(Language))
def test_every_picture_has_a_table_that_says_the_same(language: Language) -> None:
    for study in (studied(), studied_twice()):
        page = warehouse_page(study, language)
        for one in page.sections:
            assert one.tables or not one.pictures, one.title
        text = html(page, language)
        pictures = sum(len(one.pictures) for one in page.sections)
        again = text.count('class="bars narrow"')  # the same bars, for a narrow screen
        assert text.count('role="img"') - again == pictures > 5
        assert not re.search(r'(src|href)="(?!#)', text)


def test_columns_add_up_to_their_totals() -> None:
    study = studied()
    page = warehouse_page(study, "en")
    for table in section(page, "The invoices").tables:
        assert table.total
        for head in table.columns[1:]:
            *parts, total = (value or 0.0 for value in column(table, head.text))
            assert sum(parts) == pytest.approx(total, abs=0.001), head
    supply = section(page, "Supply of the points").tables[0]
    *parts, total = (value or 0.0 for value in column(supply, "due, kg"))
    assert study.replenishment is not None
    assert sum(parts) == total == study.replenishment.due_kg


def test_the_bill_names_gross_subsidy_and_net_apart() -> None:
    page = warehouse_page(studied(), "en")
    rows = {str(row[0]): row[1] for row in section(page, "The year's bill").tables[0].rows}
    told = {name: cell.value for name, cell in rows.items() if isinstance(cell, Number)}
    assert told == {
        "Running cost": 1_000_000,
        "funder: Fondation": 500_000,
        "Invoiced to associations (gross)": 500_000,
        "subsidy: État": 200_000,
        "subsidy: Ville": 100_000,
        "Borne by associations (net)": 200_000,
    }


def test_stress_tests_and_keys_are_all_there() -> None:
    study = studied()
    assert study.funding is not None
    page = warehouse_page(study, "fr")
    stress = section(page, "Et si… ?")
    assert len(stress.tables[0].rows) == len(study.funding.stress)
    assert len(stress.tables[1].rows) == len(study.funding.stress) + 1
    keys = section(page, "La même facture sous d'autres clés").tables[0]
    assert {str(row[0]) for row in keys.rows} >= {"Accord", "surface", "Shapley", "nucléole"}
    # names that say nothing are followed by what they mean
    said = [
        one
        for one in section(page, "La même facture sous d'autres clés").parts
        if isinstance(one, str)
    ]
    assert any(one.startswith("Nucléole\u00a0: De tous les groupes") for one in said)
    assert any(one.startswith("Shapley\u00a0: Chacun paie ce que son arrivée") for one in said)


def test_every_week_of_the_books_is_in_the_workbook() -> None:
    study = studied()
    tables = section(warehouse_page(study, "fr"), "Le stock, semaine après semaine").tables
    assert any(len(table.rows) == len(study.stock.ledger) for table in tables)


def test_what_changes_with_a_second_platform() -> None:
    page = warehouse_page(studied_twice(), "fr")
    second = section(page, "Ce que change la seconde plateforme")
    assert [str(row[0]) for row in second.tables[1].rows] == ["Point east"]
    assert not any("pas décidée" in line for line in second.lines)
    study = studied_twice()
    assert study.second is not None
    poorer = study.second.without_it.changed(got_kg=1)
    uneven = study.changed(second=study.second.changed(without_it=poorer))
    lines = section(warehouse_page(uneven, "fr"), "Ce que change la seconde plateforme").lines
    assert any("pas décidée" in line for line in lines)


def test_cash_by_month_adds_up_to_the_invoices() -> None:
    study = studied()
    assert study.funding is not None
    tables = section(warehouse_page(study, "en"), "Who advances the cash, until when").tables
    by_title = {table.title: table for table in tables}
    for one in study.funding.invoices:
        head = f"Réseau {one.payer}"
        paid = column(by_title["To be paid, month by month (€)"], head)
        back = column(by_title["To be received, month by month (€)"], head)
        assert sum(value or 0.0 for value in paid) == pytest.approx(one.gross_eur)
        assert sum(value or 0.0 for value in back) == pytest.approx(sum(one.subsidies_eur.values()))


def test_names_are_shown_as_they_are() -> None:
    page = warehouse_page(hostile_study(), "fr")
    text = html(page, "fr")
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    assert workbook(page, "fr").startswith(b"PK")
    console = Console(file=io.StringIO(), width=80, highlight=False)
    show(page, console, "fr")
    assert "[red]r[/red]" in console.file.getvalue()  # type: ignore[attr-defined]
