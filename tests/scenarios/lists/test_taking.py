"""A list of one's own: what is understood of it, and what is told of the rest."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook

from scenarios.lists import Taken, listed, taken

NAMES = {"Croix-Rouge": "croix", "Secours": "secours"}


def read(text: str | bytes, kind: str = "stores", **other: str) -> Taken:
    """What is taken, some columns, by their number, being taken for another thing."""
    content = text.encode() if isinstance(text, str) else text
    found = listed(content, kind, tuple(NAMES))
    chosen = {one.column: one.role for one in found.guesses}
    chosen |= {int(at.removeprefix("c")): role for at, role in other.items()}
    return taken(found, chosen, NAMES)


def told(made: Taken) -> str:
    return "\n".join(one.fr for one in made.untaken)


def test_names_that_begin_like_a_total_are_kept() -> None:
    text = "Nom;Ville;Caisses\nTotal Energies;;5\nSomme Solidaire;;6 colis\nTotal :;;11\n"
    assert [one["label"] for one in read(text).rows] == ["Total Energies", "Somme Solidaire"]
    assert "ligne 4 : ligne de total" in told(read(text))


def test_amounts_in_the_words_of_people() -> None:
    rows = ["12 cagettes", "4 colis", "3,5 T", "env. 80", "1/2 palette"]
    made = read("Nom;Quantité\n" + "".join(f"S{n};{one}\n" for n, one in enumerate(rows)))
    amounts = [{key: one[key] for key in ("crates", "kg") if key in one} for one in made.rows]
    assert amounts == [{"crates": 12}, {"crates": 4}, {"kg": 3500}, {"kg": 80}, {}]
    assert 'ligne 6, Quantité : "1/2 palette"' in told(made)


def test_two_columns_for_one_thing_are_told_and_the_first_is_read() -> None:
    made = read("Nom;Caisses;Colis\nLidl;3;4\n", c2="crates")
    assert made.rows == [{"label": "Lidl", "crates": 3}]
    assert "colonne « Colis », non lue : « Caisses » est déjà prise pour" in told(made)
    both = read("Nom;Quantité;Caisses\nLidl;12 caisses;9\n")
    assert both.rows[0]["crates"] == 12
    assert 'ligne 2, Caisses : "9" n\'est pas pris : la colonne « Quantité »' in told(both)


def test_associations_are_known_without_their_hyphen_or_meant() -> None:
    made = read("Nom;Asso\nLidl;croix rouge\nAldi;Secour\n")
    assert made.rows[0]["holder"] == "croix"
    assert "Vouliez-vous dire « Secours » ?" in told(made)
    # a column is known by what it holds, spelt otherwise
    assert read("Nom;Qui\nLidl;croix rouge\n").rows[0]["holder"] == "croix"


def test_a_hidden_character_is_told_as_such() -> None:
    assert "n'est pas compris" not in (said := told(read("Nom;Caisses\nLi\u202edl;3\n")))
    assert "ligne 2, Nom : Un caractère invisible" in said


def test_cells_of_a_workbook_that_cannot_be_read_are_told() -> None:
    book = Workbook()
    sheet: Any = book.active
    for row in (("Nom", "Caisses"), ("Lidl", "#REF!"), ("Aldi", "=1+1")):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    said = told(read(content.getvalue()))
    assert "ligne 2, Caisses : La cellule montre une erreur (#REF!)" in said
    assert "ligne 3, Caisses : La cellule contient une formule" in said


def test_days_keep_their_rhythm() -> None:
    made = read("Nom;Jours\nLidl;mardi semaines paires\nAldi;un lundi sur deux\n")
    assert made.rows[0] == {"label": "Lidl", "days": ["tue"], "weeks": "even", "of_month": []}
    assert "ligne 3, Jours" in told(made)
    assert "Écrivez lesquelles" in told(made)
