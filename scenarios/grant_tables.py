"""Grants given as a table beside the scenario: the SCDL form of subsidies, or its columns in words.

Columns as in "Subventions", version 2.1.1 of the common data of local authorities (SCDL,
https://schema.data.gouv.fr/scdl/subventions). Each line becomes an item of ``grants.awards``, added
to those that the file lists, and is reported by its own line and column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from models.base import Text
from models.dates import read_date
from models.grant_uses import GrantNature
from models.grants import Grant
from models.letters import bare
from scenarios.faults import EMPTY_CELL, Complaint, Mark, choices, shown
from scenarios.fields import Slot, describe, slot
from scenarios.grant_lines import line_faults
from scenarios.lines import EMPTY, Found
from scenarios.nodes import Entry, Node, plain
from scenarios.point_tables import MISSING
from scenarios.workbook.cells import from_cell, plain_text
from tabular import Headers, Row

TITLES: Mapping[str, tuple[str, ...]] = {
    "funder": ("nomAttribuant", "attribuant", "financeur", "funder"),
    "funder_siret": ("idAttribuant", "siret attribuant", "siret financeur", "funder siret"),
    "agreed": ("dateConvention", "date de convention", "date", "agreed"),
    "reference": ("referenceDecision", "référence", "reference"),
    "structure": ("nomBeneficiaire", "bénéficiaire", "structure"),
    "structure_siret": ("idBeneficiaire", "siret", "siret bénéficiaire", "structure siret"),
    "structure_rna": ("rnaBeneficiaire", "rna", "structure rna"),
    "purpose": ("objet", "purpose"),
    "eur": ("montant", "montant (€)", "montant en euros", "eur"),
    "nature": ("nature",),
    "period": ("datesPeriodeVersement", "période", "period"),
    "share": ("pourcentageSubvention", "part", "share"),
    "programme": ("dispositifAide", "dispositif", "programme"),
    "use": ("usage", "use"),
    "territory": ("territoire", "territory"),
    "first": ("du", "début", "first"),
    "last": ("au", "fin", "last"),
    "includes": ("comprend", "includes"),
    "thousands": ("montant (k€)", "montant en k€", "montant keur", "milliers d'euros"),
    "payment": ("conditionsVersement",),
    "aid": ("idRAE",),
    "notified": ("notificationUE",),
    "several": ("multiFinanceur",),
}
"""What columns are called: as SCDL does first; the last four say nothing that is counted."""
UNSAID = frozenset(("thousands", "payment", "aid", "notified", "several"))
HEADERS = Headers(TITLES, UNSAID)
NEEDED = ("funder", "structure", "agreed", "eur")
_GRANT = slot(Grant)
COLUMNS: Mapping[str, Slot] = _GRANT.keys


def read(found: Found, complaints: list[Complaint]) -> list[Node]:
    """Return the grants of one table, after saying what its titles and lines lack."""
    table = found.table
    if not table.titles:
        complaints.append(Complaint(found.mark(1, None), "", EMPTY))
        return []
    if "thousands" in table.columns:
        at = found.mark(table.head, table.columns["thousands"])
        complaints.append(Complaint(at, "", IN_THOUSANDS))
    missing = [key for key in NEEDED if key not in table.columns]
    missing = [key for key in missing if key != "eur" or "thousands" not in table.columns]
    if missing:
        text = MISSING.format(
            french=choices(TITLES[key][0] for key in missing),
            english=choices(TITLES[key][-1] for key in missing),
        )
        complaints.append(Complaint(found.mark(table.head, None), "", text))
    elif not table.rows and not table.faults:
        complaints.append(Complaint(found.mark(table.head + 1, None), "", NO_GRANT))
    awards = []
    for row in table.rows:
        award, stray = _award(row, found)
        awards.append(award)
        complaints += stray
    complaints += _between(found, awards)
    return awards


def _between(found: Found, awards: list[Node]) -> list[Complaint]:
    """Return what is wrong between the lines of a table."""
    rows, columns = found.table.rows, found.table.columns
    lines = []
    for one in awards:
        assert isinstance(one.value, dict)
        lines.append(
            {
                key: plain(entry.node)
                for key, entry in one.value.items()
                if not entry.node.unreadable and entry.node.fault is None
            }
        )

    def place(n: int) -> Text:
        return Text(fr=f"ligne {rows[n].number}", en=f"line {rows[n].number}")

    said = []
    for fault in line_faults(lines, place):
        of_period = fault.field in ("first", "last") and fault.field not in columns
        field = "period" if of_period else fault.field
        mark = _mark(found, rows[fault.line], field)
        said.append(Complaint(mark, found.table.title(columns.get(field, 0)), fault.text))
    return said


def _mark(found: Found, row: Row, field: str) -> Mark:
    column = found.table.columns.get(field)
    mark = found.mark(row.number, column)
    return mark if column is None else replace(mark, title=found.table.title(column))


def _award(row: Row, found: Found) -> tuple[Node, list[Complaint]]:
    """Return the block of one line; what is empty is left out, or said where it is needed."""
    entries: dict[str, Entry] = {}
    complaints = []
    whole = replace(found.mark(row.number, None), title="")
    for key in NEEDED:
        column = found.table.columns.get(key)
        if key in row.cells or key in row.unread:
            continue
        mark = _mark(found, row, key)
        entries[key] = Entry(mark, Node(mark, None, unreadable=True))
        if column is None:  # told once, at the titles
            continue
        text = EMPTY_CELL.format(expected=describe(COLUMNS[key]))
        complaints.append(Complaint(mark, found.table.title(column), text))
    for key in (*row.cells, *sorted(row.unread - {""})):
        mark = _mark(found, row, key)
        if key in row.unread:
            entries.setdefault(key, Entry(mark, Node(mark, None, unreadable=True)))
            continue
        for name, value, fault in _values(key, row.cells[key]):
            node = Node(mark, value, unreadable=fault is not None)
            if isinstance(value, list):
                node = Node(mark, tuple(Node(mark, one) for one in value))
            entries[name] = Entry(mark, node)
            if fault is not None:
                complaints.append(
                    Complaint(mark, found.table.title(found.table.columns[key]), fault)
                )
    if "programme" in row.cells:
        mark = _mark(found, row, "programme")
        said = " – ".join(filter(None, (row.text("purpose"), row.text("programme"))))
        entries["purpose"] = Entry(mark, Node(mark, said[:500]))
    for key in UNSAID | {"programme", "period"}:
        entries.pop(key, None)
    return Node(whole, dict(entries)), complaints


def _values(key: str, raw: Any) -> list[tuple[str, Any, Text | None]]:
    """Return the fields that a cell fills, each with its value and what is wrong with it."""
    text = plain_text(raw)
    if key in UNSAID or key == "programme":
        return []
    if key == "period":
        return _period(text)
    if key == "nature":
        nature = _nature(text)
        return [("nature", nature, None if nature else NATURE.format(found=shown(text)))]
    if key == "includes":
        return [("includes", [one.strip() for one in re.split(r"[;|]", text) if one.strip()], None)]
    if key in ("funder_siret", "structure_siret", "structure_rna", "reference"):
        return [(key, text.strip(), None)]
    if key == "eur" and isinstance(raw, str):
        raw = re.sub(r"\s*(€|eur|euros?)\s*$", "", raw, flags=re.IGNORECASE) or raw
    value, fault = from_cell(raw, COLUMNS[key], key)
    return [(key, value, fault)]


def _period(text: str) -> list[tuple[str, Any, Text | None]]:
    """Return the days of ``2026-01-01/2026-12-31``, of one date, or of dates day first."""
    text = re.sub(r"^(du|from)\s+", "", text.strip(), flags=re.IGNORECASE)
    found = read_date(text)
    if found is not None:
        return [("first", found.isoformat(), None), ("last", found.isoformat(), None)]
    parts = re.split(
        r"(?<=\d{4})\s*/\s*(?=\d)|(?<=\d)\s*/\s*(?=\d{4}-)|\s+(?:au|to|-|–|/)\s+", text
    )
    days = [read_date(one.strip()) for one in parts]
    first, last = days[0], days[-1]
    if len(days) != 2 or first is None or last is None:
        return [("first", None, DATES.format(found=shown(text)))]
    return [("first", first.isoformat(), None), ("last", last.isoformat(), None)]


def _nature(text: str) -> GrantNature | None:
    plain_words = bare(text)
    money, kind = "numeraire" in plain_words or "money" in plain_words, "nature" in plain_words
    kind = kind or "in kind" in plain_words
    if money and kind:
        return "mixed"
    return "in_kind" if kind else "cash" if money else None


IN_THOUSANDS = Text(
    fr="Cette colonne est en milliers d'euros. Attendu : des euros. Multipliez par 1 000 et titrez "
    "la colonne « montant ».",
    en='This column is in thousands of euros. Expected: euros. Multiply by 1,000, title it "eur".',
)
NATURE = Text(
    fr="Trouvé {found}. Attendu : « aide en numéraire », « aide en nature », ou les deux avec un "
    "point-virgule. Récrivez-le.",
    en='Found {found}. Expected: "aide en numéraire", "aide en nature", or both with a semicolon. '
    "Rewrite it.",
)
DATES = Text(
    fr="Trouvé {found}. Attendu : une date, ou deux comme 2026-01-01/2026-12-31. Récrivez-les.",
    en="Found {found}. Expected: a date, or two such as 2026-01-01/2026-12-31. Rewrite them.",
)
NO_GRANT = Text(
    fr="Aucune subvention. Attendu : une ligne de titres, puis une ligne par subvention. "
    "Ajoutez-les.",
    en="No grant. Expected: a line of headers, then one line per grant. Add them.",
)
