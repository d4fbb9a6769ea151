from __future__ import annotations

import io
import zipfile
from pathlib import Path

from openpyxl import load_workbook

from tests.service.cli.test_workbooks import ramasse

STORES = (
    "Enseigne;Adresse;Ville;Tel;Ramasse;Quantité;Partenaire\n"
    "Lidl;12 rue Foch;Aubagne;04;lun, jeu;12 caisses;Secours\n"
    "Biocoop;;Gémenos;05;parfois;20 kg;Autre\n"
)


def test_a_list_is_shown_then_taken(tmp_path: Path) -> None:
    people = tmp_path / "a.csv"
    people.write_bytes("Nom;Ville;Personnes;Jours\nSecours;Aubagne;90;mardi\n".encode("utf-16"))
    town = tmp_path / "ville.xlsx"
    how = ("--as", "associations", "--into", town)
    assert "Rien n'est écrit" in ramasse("import", people, *how).output
    assert not town.exists()
    assert ramasse("import", people, *how, "--take").exit_code == 0
    stores = tmp_path / "m.csv"
    stores.write_text(STORES, encoding="cp1252")
    again = ("--as", "stores", "--into", town, "--column", "Tel=rien")
    done = ramasse("import", stores, *again, "--take")
    for told in (
        "colonne « Tel »",
        'ligne 3, Ramasse : "parfois"',
        'ligne 3, Partenaire : "Autre"',
    ):
        assert told in done.output
    row = [cell.value for cell in load_workbook(town)["Magasins"][2]]
    assert row[:2] == ["Lidl", "12 rue Foch, Aubagne"]
    assert "Secours" in row
    assert "lundi, jeudi" in row
    checked = ramasse("check", town).output
    assert "Magasins!D3: Titulaire — La cellule est vide." in checked


def test_what_cannot_be_taken_is_refused(tmp_path: Path) -> None:
    stores = tmp_path / "m.csv"
    stores.write_text(STORES, encoding="utf-8")
    town = tmp_path / "ville.xlsx"
    (tmp_path / "text.xlsx").write_text("no workbook", encoding="utf-8")
    for arguments in (
        (stores, "--as", "shops", "--into", town),
        (stores, "--as", "stores", "--into", town, "--column", "Zut=Nom"),
        (stores, "--as", "stores", "--into", tmp_path / "text.xlsx"),
        (tmp_path / "none.csv", "--as", "stores", "--into", town),
    ):
        assert ramasse("import", *arguments, "--take").exit_code == 2
    assert not town.exists()


def test_what_cannot_be_read_is_named_in_french(tmp_path: Path) -> None:
    list_, town = tmp_path / "m.csv", tmp_path / "ville.xlsx"
    list_.write_text(STORES, encoding="utf-8")
    for content in (b"PK\x03\x04zz", packed()):
        town.write_bytes(content)
        refused = ramasse("import", list_, "--as", "stores", "--into", town)
        assert refused.exit_code == 2
        assert "ville.xlsx — " in refused.output
        assert "Attendu" in refused.output
        assert "m.csv" not in refused.output
    town.unlink()
    list_.write_bytes(b"\x00\x01\x02\x03")
    refused = ramasse("import", list_, "--as", "stores", "--into", town)
    assert "Ce fichier n'est pas un tableau." in refused.output
    for text, told in (("", "Le fichier est vide."), ("Tel;Kg\n04;5\n", "Aucune ligne n'est")):
        list_.write_text(text, encoding="utf-8")
        refused = ramasse("import", list_, "--as", "stores", "--into", town, "--take")
        assert refused.exit_code == 2
        assert told in refused.output
    assert not town.exists()


def packed() -> bytes:
    """A workbook whose sheets cannot be opened."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("[Content_Types].xml", "<Types/>")
    return content.getvalue()


def test_columns_of_one_title_or_one_meaning_are_both_named(tmp_path: Path) -> None:
    stores, town = tmp_path / "m.csv", tmp_path / "ville.xlsx"
    stores.write_text("Nom;Caisses;Caisses;Poids\nLidl;3;4;5\n", encoding="utf-8")
    how = ("import", stores, "--as", "stores", "--into", town, "--column")
    assert "(B, C)" in ramasse(*how, "Caisses=rien").output
    twice = ramasse(*how, "Poids=Caisses par passage")
    assert twice.exit_code == 2
    assert "Colonnes Caisses (B), Poids (D) : prises toutes pour" in twice.output
    assert ramasse(*how, "C=kg", "--column", "D=rien").exit_code == 0
