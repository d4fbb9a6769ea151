"""The first sheet of a workbook: what it is, and where each thing is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink

from models.base import Text
from models.words import UNSAID, VALUE
from scenarios.workbook.headings import CHANGES, TOWN, VARIANT_NAMES
from scenarios.workbook.layout import VARIANTS, Table, tables
from scenarios.workbook.letters import escaped
from scenarios.workbook.pen import Pen
from scenarios.workbook.sheets import quoted
from scenarios.workbook.spreading import Spread
from scenarios.workbook.styles import BIG, WRAP, heighten, page

SAID = 90
"""Width of the column of explanations, letters."""

GUIDE_LINES = (
    Text(
        fr="Une feuille par sujet. La deuxième ligne, en gris, porte les identifiants des colonnes "
        "et ne se change pas. Titres foncés : obligatoire. Une note explique chaque titre.",
        en="One sheet a subject. The second row, in grey, holds the ids of columns and is not to "
        "be changed. Dark titles: required. A note explains each title.",
    ),
    Text(
        fr="Les identifiants sont courts, en minuscules sans accent : secours-populaire, hyper-1. "
        "Plusieurs dans une cellule : séparés par des virgules. Les jours : une croix.",
        en="Ids are short, in lower-case letters without accents: secours-populaire, hyper-1. "
        "Several in a cell: with commas. Days: a cross.",
    ),
    Text(
        fr="Vérifier : ramasse check FICHIER.xlsx. Planifier : ramasse run FICHIER.xlsx. Les "
        "fautes sont dites avec leur feuille et leur cellule.",
        en="To check: ramasse check FILE.xlsx. To plan: ramasse run FILE.xlsx. Faults are told "
        "with their sheet and cell.",
    ),
    Text(
        fr="Une feuille à vous, qui n'est pas lue : commencez son nom par #. Les feuilles masquées "
        "s'affichent par un clic droit sur un onglet. Aucune donnée sur les personnes aidées, "
        "seulement des nombres.",
        en="A sheet of your own, which is not read: begin its name with #. Hidden sheets are shown "
        "by a right click on a tab. No data on the people helped, only counts.",
    ),
)
HIDDEN = Text(fr="masquée", en="hidden")
TOWN_HEADS = (
    Text(fr="Réglage", en="Setting"),
    VALUE,
    Text(fr="(identifiant)", en="(id)"),
    Text(fr="Explication", en="Explanation"),
)
_TOWN_FOR = Text(fr="La semaine, les règles, les prix.", en="The week, the rules, the prices.")
_NAMES_FOR = Text(fr="Autres façons de faire à comparer.", en="Other ways, to be compared.")
_CHANGES_FOR = Text(fr="Ce que change chaque variante.", en="What each variant changes.")


def draw_guide(sheet: Any, pen: Pen, spread: Spread, shown: Callable[[Table], bool]) -> None:
    """Write what a workbook is, and each of its sheets with what it is for.

    Parameters
    ----------
    sheet
        The sheet to write on.
    pen
        What writes its cells.
    spread
        The cells of all tables.
    shown
        Whether the sheet of a table is in sight.
    """
    town = escaped(str(spread.content.get("label") or "?"))
    pen.put(sheet, 1, 1, f"ramasse : {town}").font = BIG
    row = 2
    for line in GUIDE_LINES:
        row += 1
        pen.put(sheet, row, 2, line.in_(pen.language)).alignment = WRAP
        heighten(sheet, row, line.in_(pen.language), SAID)
    row += 1
    index: list[tuple[Text, Text, int | str | None]] = [(TOWN, _TOWN_FOR, None)]
    for table in tables():
        count = len(spread.rows[table.name]) if shown(table) else HIDDEN.in_(pen.language)
        index.append((table.title, table.told.note or UNSAID, count))
    index.append((VARIANT_NAMES, _NAMES_FOR, len(spread.content.get(VARIANTS) or {})))
    index.append((CHANGES, _CHANGES_FOR, None))
    for title, said, held in index:
        row += 1
        name = title.in_(pen.language)
        cell = pen.put(sheet, row, 1, name)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quoted(name)}!A1")
        cell.font = Font(color="1F5FA8", underline="single")
        pen.put(sheet, row, 2, said.in_(pen.language))
        pen.put(sheet, row, 3, held)
    for letter, width in zip("ABC", (30, SAID, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    page(sheet)
