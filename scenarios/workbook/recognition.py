"""Which sheet is which, whatever their language and order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.base import Text
from scenarios.faults import Complaint, Mark, choices, did_you_mean, nearest, shown
from scenarios.known_files import LAST_SHEET, RESULT_BOOK
from scenarios.other_files import LOOKED, table_of_titles
from scenarios.sizes import far_too_many, list_most
from scenarios.workbook.headings import CHANGES, GUIDE, TOWN, VARIANT_NAMES
from scenarios.workbook.layout import tables
from scenarios.workbook.letters import bare
from scenarios.workbook.sheets import FREE, META, Sheet
from scenarios.yaml_text import UnreadableError

HEADS = 2
"""Rows of a sheet that are no records, at least."""


def recognised(sheets: Sequence[Sheet], label: str) -> tuple[dict[str, Sheet], list[Complaint]]:
    """Return the sheets by what they are, and those that are nothing known.

    Parameters
    ----------
    sheets
        The sheets of a workbook.
    label
        How faults name it.

    Returns
    -------
    tuple
        Sheets by their table's name, the others by their English title; complaints.

    Raises
    ------
    UnreadableError
        No sheet is one of a scenario, or a list goes far beyond its bound.
    """
    wanted = {bare(name): text.en for text in _OTHERS for name in (text.fr, text.en)}
    for table in tables():
        text = table.title
        wanted |= {bare(name): table.name for name in (text.fr, text.en, table.name)}
    found: dict[str, Sheet] = {}
    unknown: list[Sheet] = []
    for sheet in sheets:
        meant = wanted.get(bare(sheet.name))
        if meant is not None and meant not in found:
            found[meant] = sheet
        elif sheet.is_read:
            unknown.append(sheet)
        elif sheet.name == META:
            found[META] = sheet
    if not any(name in found for name in (TOWN.en, *(table.name for table in tables()))):
        other = next(filter(None, map(_other, sheets)), _NOT_A_SCENARIO)
        raise UnreadableError([Complaint(Mark(label), "", other)])
    _bounded(found)
    missing = [table.title for table in tables() if table.name not in found]
    missing += [text for text in _OTHERS if text.en not in found]
    return found, strangers(unknown, missing)


def _bounded(found: Mapping[str, Sheet]) -> None:
    """Refuse lists that go far beyond their bounds before any of their cells is understood."""
    said = []
    for name, sheet in found.items():
        most = list_most((name,))
        rows = sorted({row for row, _ in sheet.cells})[HEADS:]
        if most is not None and len(rows) > most:
            said.append(Complaint(sheet.mark(rows[most], 1), name, far_too_many(name, most)))
    if said:
        raise UnreadableError(said)


def _other(sheet: Sheet) -> Text | None:
    """Return what a workbook is that has such a sheet, if that is known."""
    if sheet.name in LAST_SHEET:
        return RESULT_BOOK.text
    lines = sheet.lines()[:LOOKED]
    return next(filter(None, (table_of_titles(one.cells) for one in lines)), None)


def strangers(sheets: Sequence[Sheet], missing: list[Text]) -> list[Complaint]:
    """Return what is said of sheets that hold something and are nothing known.

    Parameters
    ----------
    missing
        The titles of sheets that are not there, one of which may be meant.
    """
    return [
        Complaint(
            sheet.whole,
            "",
            _UNKNOWN_SHEET.format(name=shown(sheet.name), tip=_tips(sheet.name, missing)),
        )
        for sheet in sheets
        if sheet.cells and sheet.is_read
    ]


def _tips(name: str, missing: list[Text]) -> Text:
    """Return which missing sheet a name was probably meant for, or how to keep the sheet."""
    by_name = {bare(word): text for text in missing for word in (text.fr, text.en)}
    close = nearest(bare(name), by_name)
    return did_you_mean(by_name[close]) if close is not None else _KEEP


_OTHERS = (GUIDE, TOWN, VARIANT_NAMES, CHANGES)
_KEEP = Text(
    fr=f"Supprimez-la, ou commencez son nom par « {FREE} » pour qu'elle ne soit pas lue.",
    en=f'Delete it, or begin its name with "{FREE}" so that it is not read.',
)
_UNKNOWN_SHEET = Text(
    fr="Feuille inconnue {name}. Attendu : les feuilles du modèle. {tip}",
    en="Unknown sheet {name}. Expected: the sheets of the template. {tip}",
)
_NOT_A_SCENARIO = Text(
    fr="Ce classeur n'a aucune feuille d'un scénario. Attendu : "
    f"{choices((TOWN.fr, *(table.title.fr for table in tables())), 6)}. Partez de "
    "« ramasse template ».",
    en="This workbook has no sheet of a scenario. Expected: "
    f"{choices((TOWN.en, *(table.title.en for table in tables())), 6)}. Begin from "
    '"ramasse template".',
)
