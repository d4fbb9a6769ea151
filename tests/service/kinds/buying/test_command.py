"""The command, its papers, and what it refuses."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from typer.testing import CliRunner

from models.buying_study import BuyingStudy
from scenarios import dump
from tests.helpers.purchases import small
from tests.service.commands import app


def call(*args: str) -> Any:
    return CliRunner().invoke(app, args, env={"COLUMNS": "100", "RAMASSE_LANG": ""})


def text(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def test_what_the_smallest_pays_is_said_in_one_line(tmp_path: Path) -> None:
    town = tmp_path / "town.yaml"
    town.write_text(dump(small()), "utf-8")
    out = tmp_path / "out"
    done = call("buy", str(town), "--iterations", "2", "--out", str(out))
    assert done.exit_code == 0, done.output
    assert "Ensemble, 2 associations paient" in done.stdout
    study = BuyingStudy.model_validate_json((out / "study.json").read_text("utf-8"))
    assert study.violations == ()
    smallest = next(one for one in study.plan.bills if one.association == "b")
    told = " ".join(text(out / "releves.pdf").replace("\u202f", " ").split())
    own = f"{smallest.own_cents / 100:.2f}".replace(".", ",")
    alone = f"{smallest.alone_cents / 100:.2f}".replace(".", ",")
    assert f"Seule {alone} € ; ensemble" in told
    assert f": reste {own} € à payer à A, qui reçoit les factures." in told
    assert "payés par « Fonds »" in told
    orders = text(out / "bons-de-commande.pdf")
    assert orders.count("Bon de commande") == len(study.plan.orders)
    assert "Riz" in orders
    assert load_workbook(out / "classeur.xlsx").sheetnames[0] == "Ce que paie chacune"


def test_all_faults_in_one_message() -> None:
    at = "buying.offers.grossiste-pates"
    refused = call(
        *("buy", "aix_achats", "--lang", "en"),
        *("--set", "buying.articles.riz.kg_per_unit=null"),
        *("--set", f"{at}.pack_units=0"),
        *("--set", f"{at}.vat_included=true"),
        *("--set", "buying.needs.savon.payer=departement"),
        *("--set", "buying.needs.riz.low_units=9"),
        *(
            "--set",
            "buying.offers.grossiste-riz.tiers="
            "[{from_units: 0, to_units: 300, price_eur: 1}, {from_units: 360, price_eur: 2}]",
        ),
        *(
            "--set",
            "buying.offers.grossiste-huile.tiers="
            "[{from_units: 10, price_eur: 2}, {from_units: 5, price_eur: 1}]",
        ),
        *("--set", "buying.offers.verger-pommes.floor_eur=3"),
    )
    assert refused.exit_code == 2
    for said in (
        "has no weight",
        "packs of 0 units",
        "prices with VAT and others without",
        "does not pay for this category: hygiene",
        "9 at least, 0.4 at most",
        "ends at 300, the next begins at 360",
        "price goes from 1 to 2",
        "begins at 10 units",
        "a tier from 5 follows the one from 10",
        "below the floor price of €3",
    ):
        assert said in refused.stderr, said


def test_money_below_every_least_order_is_refused(tmp_path: Path) -> None:
    buying = small().buying
    poor = buying.changed(
        members=tuple(one.changed(budget_eur=2.0) for one in buying.members),
        payers=(),
        needs=tuple(one.changed(payer=None) for one in buying.needs),
        suppliers=tuple(one.changed(minimum_eur=40.0) for one in buying.suppliers),
    )
    (tmp_path / "town.yaml").write_text(dump(small().changed(buying=poor)), "utf-8")
    refused = call("buy", str(tmp_path / "town.yaml"))
    assert refused.exit_code == 2
    assert "Budgets et payeurs font 4 €" in refused.stderr.replace("\u202f", " ")
    none = call("buy", "arles")
    assert none.exit_code == 2
    assert "ne permet aucun achat : rien dans buying.members" in none.stderr
