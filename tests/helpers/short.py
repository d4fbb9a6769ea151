"""A short workbook filled in as a coordinator does."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from openpyxl import load_workbook

from models.base import Language
from scenarios.beginning.answers import begun
from scenarios.short.drawing import book

TYPED: dict[str, list[list[Any]]] = {
    "Associations": [
        ["Épicerie du Cœur, Vallon", "Aubagne", 180, "mardi, vendredi", "9h", "12h"],
        ["Secours", "Aubagne", 90, "du lundi au mercredi"],
    ],
    "Magasins": [
        ["Lidl", "Aubagne", None, "Épicerie du Cœur, Vallon", "lun, jeu", 12],
        ["Lidl", "Gémenos", None, "secours", "ven.", None, "80,5"],
    ],
    "Véhicules": [["Camion", "Secours", "Camion frigorifique", 900, "du lundi au vendredi"]],
}
ANSWERS = {"Nom de votre ville ou groupe": "Cœur d'Ormeaux", "Commune": "Aubagne"}


def opened(language: Language = "fr") -> Any:
    """Return the empty short workbook, open."""
    content = book(begun(language, date(2026, 11, 29)), language, "f.xlsx")
    return load_workbook(io.BytesIO(content))


def filled() -> Any:
    """Return a short workbook filled in, open."""
    made = opened()
    for row in made["Ma ville"].iter_rows(min_row=2):
        row[1].value = ANSWERS.get(row[0].value, row[1].value)
    for sheet, rows in TYPED.items():
        for n, row in enumerate(rows, start=2):
            for column, value in enumerate(row, start=1):
                made[sheet].cell(n, column).value = value
    return made


def saved(made: Any) -> bytes:
    """Return an open workbook as its file."""
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()
