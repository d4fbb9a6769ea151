"""Distribution points given as a CSV file beside the scenario: one line each, French or English.

Each line becomes an item of ``warehouse.points`` (``scenarios.named_tables``), so that it is
checked, overridden by its id and reported by its own line like anything else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from models.base import Text
from models.letters import bare
from models.networks import Point
from models.places import Place
from scenarios.faults import EMPTY_CELL, Complaint, Mark, choices, shown
from scenarios.fields import Slot, describe, slot
from scenarios.guesses import DAY_WORDS
from scenarios.lines import EMPTY, Found
from scenarios.naming import ids_of
from scenarios.nodes import Entry, Node
from scenarios.workbook.cells import from_cell
from tabular import Headers, Row, Table

FRENCH: Mapping[str, str] = {
    "id": "identifiant",
    "label": "libelle",
    "network": "reseau",
    "address": "adresse",
    "commune": "commune",
    "lat": "latitude",
    "lon": "longitude",
    "zone": "zone",
    "assumed": "position_supposee",
    "source": "source",
    "people": "personnes",
    "weekly_need_kg": "besoin_kg_semaine",
    "windows": "ouvertures",
    "unloading_min": "dechargement_min",
    "largest_payload_kg": "charge_utile_max_kg",
    "visits": "livraisons",
    "fetches": "vient_chercher",
    "fetch_payload_kg": "charge_vient_chercher_kg",
    "platform": "plateforme",
}
"""The French header of each column, by the field that it fills; the English one is the field."""
_POINT, _PLACE = slot(Point), slot(Place)
COLUMNS: Mapping[str, Slot] = {key: (_POINT.keys | _PLACE.keys)[key] for key in FRENCH}
HEADERS = Headers({key: (french, key) for key, french in FRENCH.items()})
NEEDED = tuple(key for key in FRENCH if key != "id" and key in (*_POINT.required, *_PLACE.required))
_CLOCK = r"(\d{1,2})\s*(?:[:h]\s*(\d{2})|h)"
_WINDOW = re.compile(rf"(?:([a-z]+)\.?\s+)?{_CLOCK}\s*(?:[-–—/]|a\b|to\b)\s*{_CLOCK}")


def read(found: Found, complaints: list[Complaint]) -> list[Node]:
    """Return the points of one table, after saying what its titles lack."""
    table = found.table
    missing = [key for key in NEEDED if key not in table.columns]
    if not table.titles:
        complaints.append(Complaint(found.mark(1, None), "", EMPTY))
        return []
    if missing:
        text = MISSING.format(
            french=choices(FRENCH[key] for key in missing), english=choices(missing)
        )
        complaints.append(Complaint(found.mark(table.head, None), "", text))
    elif not table.rows and not table.faults:
        complaints.append(Complaint(found.mark(table.head + 1, None), "", NO_POINT))
    points = []
    made = {} if "id" in table.columns else _ids(table)
    for row in table.rows:
        point, stray = _point(row, found, made.get(row.number))
        points.append(point)
        complaints += stray
    return points


def _ids(table: Table) -> dict[int, str]:
    """Return an id for each line of a table that has none of its own, made of the names."""
    labels = [row.text("label") for row in table.rows]
    numbers = (row.number for row in table.rows)
    return dict(zip(numbers, ids_of(labels, "point"), strict=True))


def _point(row: Row, found: Found, made: str | None) -> tuple[Node, list[Complaint]]:
    """Return the block of one line; what is empty is left out, or said where it is needed."""
    entries: dict[str, Entry] = {}
    place: dict[str, Entry] = {}
    complaints = []
    whole = replace(found.mark(row.number, None), title="")
    if made is not None:
        entries["id"] = Entry(whole, Node(whole, made))
    for key in (*NEEDED, "id"):
        column = found.table.columns.get(key)
        if column is None or key in row.cells or key in row.unread:
            continue
        mark = replace(found.mark(row.number, column), title=found.table.title(column))
        (place if key in _PLACE.keys else entries)[key] = Entry(
            mark, Node(mark, None, unreadable=True)
        )
        text = EMPTY_CELL.format(expected=describe(COLUMNS[key]))
        complaints.append(Complaint(mark, "", text))
    for key in (*row.cells, *sorted(row.unread - {""})):
        column = found.table.columns[key]
        mark = replace(found.mark(row.number, column), title=found.table.title(column))
        if key in row.unread:
            node = Node(mark, None, unreadable=True)
        elif key == "windows":
            node, stray = _windows(row.text(key), mark)
            complaints += stray
        else:
            value, fault = from_cell(row.cells[key], COLUMNS[key])
            node = Node(mark, value, fault=fault)
        (place if key in _PLACE.keys else entries)[key] = Entry(mark, node)
    entries["place"] = Entry(whole, Node(whole, dict(place)))
    return Node(whole, dict(entries)), complaints


def _windows(text: str, mark: Mark) -> tuple[Node, list[Complaint]]:
    """Return windows such as ``08:00-12:00`` or ``lun 08:00-12:00 | jeu 14:00-17:00``."""
    items: list[Node] = []
    for part in text.split("|"):
        read = _WINDOW.fullmatch(bare(part))
        if read is None:
            return Node(mark, ()), [Complaint(mark, "windows", WINDOW.format(found=shown(part)))]
        day, *times = read.groups()
        first, minute, last, to = (str(one or "").zfill(2) for one in times)
        keys = {"opens": f"{first}:{minute}", "closes": f"{last}:{to}"}
        if day is not None:
            short = day[:3]
            keys["day"] = DAY_WORDS.get(short, short)
        items.append(Node(mark, {key: Entry(mark, Node(mark, one)) for key, one in keys.items()}))
    return Node(mark, tuple(items)), []


NO_POINT = Text(
    fr="Aucun point. Attendu : une ligne de titres, puis une ligne par point. Ajoutez-les.",
    en="No point. Expected: a line of headers, then one line per point. Add them.",
)
MISSING = Text(
    fr="Il manque des colonnes : {french}. Ajoutez-les sur la première ligne.",
    en="Columns are missing: {english}. Add them on the first line.",
)
WINDOW = Text(
    fr="Trouvé {found}. Attendu : des heures comme « 08:00-12:00 » ou « lun 08:00-12:00 | jeu "
    "14:00-17:00 ». Récrivez-les.",
    en='Found {found}. Expected: hours such as "08:00-12:00" or "mon 08:00-12:00 | thu '
    '14:00-17:00". Rewrite them.',
)
