"""A travel table that the user gives: CSV with from, to, seconds, metres."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

from models.base import Text
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.travel.fault import TravelError

COLUMNS = ("from", "to", "seconds", "metres")
MAX_DIGITS = 9
SHOWN_LETTERS = 40
"""Of a faulty value, no more than this is repeated."""
SHOWN_PAIRS = 5
"""Missing pairs named in one fault."""


def table(scenario: Scenario, path: Path) -> TravelMatrix:
    """Return the travel of a CSV file, which must give every pair of different sites.

    Raises
    ------
    TravelError
        When the file cannot be read, names unknown sites, has values that are not whole
        numbers from 0 up, repeats or misses pairs, or says that going nowhere takes time.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TravelError(
            (
                Text(
                    fr=f"{path.name} : illisible ({type(error).__name__}) ; "
                    "attendu : un fichier CSV en UTF-8, à côté du scénario.",
                    en=f"{path.name}: cannot be read ({type(error).__name__}); "
                    "expected: a CSV file in UTF-8 beside the scenario.",
                ),
            )
        ) from error
    sites = tuple(scenario.sites)
    rows = _read(path.name, text)
    faults: list[Text] = []
    values: dict[tuple[str, str], tuple[int, int]] = {}
    named: set[tuple[str, str]] = set()
    for number, cells in rows:
        fault = _take(cells, scenario, values, named)
        if fault is not None:
            faults.append(_at(f"{path.name}:{number}", fault))
    missing = [(a, b) for a in sites for b in sites if a != b and (a, b) not in named]
    if missing:
        pairs = ", ".join(f"{a} → {b}" for a, b in missing[:SHOWN_PAIRS])
        pairs += "…" * (len(missing) > SHOWN_PAIRS)
        faults.append(
            _at(
                path.name,
                Text(
                    fr=f"{len(missing)} trajets absents ({pairs}) ; "
                    "attendu : une ligne par couple de sites, dans chaque sens.",
                    en=f"{len(missing)} pairs missing ({pairs}); "
                    "expected: one line per pair of sites, each way.",
                ),
            )
        )
    if faults:
        raise TravelError(tuple(faults))
    grid = [[values.get((a, b), (0, 0)) for b in sites] for a in sites]
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return TravelMatrix(
        sites=sites,
        seconds=tuple(tuple(pair[0] for pair in row) for row in grid),
        metres=tuple(tuple(pair[1] for pair in row) for row in grid),
        source="table",
        detail=f"{path.name} sha256:{digest}",
    )


def _at(place: str, fault: Text) -> Text:
    return Text(fr=f"{place} : {fault.fr}", en=f"{place}: {fault.en}")


def _read(name: str, text: str) -> list[tuple[int, list[str]]]:
    """Return the numbered lines below the header, as stripped cells; empty lines are left out."""
    reader = csv.reader(text.splitlines())
    try:
        lines = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if row]
    except csv.Error as error:
        fault = Text(
            fr=f"ligne illisible ({error}) ; attendu : {', '.join(COLUMNS)}.",
            en=f"a line that cannot be read ({error}); expected: {', '.join(COLUMNS)}.",
        )
        raise TravelError((_at(f"{name}:{reader.line_num}", fault),)) from error
    head = lines[0][1] if lines else []
    if tuple(head) != COLUMNS:
        found = ", ".join(_short(cell) for cell in head[:8]) or "—"
        fault = Text(
            fr=f"colonnes {found} ; attendu : {', '.join(COLUMNS)}.",
            en=f"columns {found}; expected: {', '.join(COLUMNS)}.",
        )
        raise TravelError((_at(f"{name}:1", fault),))
    return lines[1:]


def _short(value: str) -> str:
    return value if len(value) <= SHOWN_LETTERS else f"{value[:SHOWN_LETTERS]}…"


def _take(
    cells: list[str],
    scenario: Scenario,
    values: dict[tuple[str, str], tuple[int, int]],
    named: set[tuple[str, str]],
) -> Text | None:
    """Keep one line of the table, or return its fault.

    ``named`` gathers the pairs met, faulty ones too, so that none of these is missing as well.
    """
    origin, destination, *numbers = [*cells, "", ""][: max(2, len(cells))]
    for site in (origin, destination):
        if site not in scenario.sites:
            shown = _short(site)
            return Text(
                fr=f"site « {shown} » inconnu ; attendu : l'id d'une association ou d'un donateur.",
                en=f"unknown site “{shown}”; expected: the id of an association or donor.",
            )
    if (origin, destination) in named:
        return Text(
            fr=f"trajet {origin} → {destination} déjà donné ; en garder un seul.",
            en=f"pair {origin} → {destination} given already; keep one of them.",
        )
    named.add((origin, destination))
    whole = all(n.isascii() and n.isdigit() and len(n) <= MAX_DIGITS for n in numbers)
    if len(numbers) != 2 or not whole:
        found = [_short(n) or "—" for n in numbers[:4]] or ["—"]
        return Text(
            fr=f"valeurs {' et '.join(found)} ; attendu : deux nombres entiers positifs "
            "(secondes, mètres).",
            en=f"values {' and '.join(found)}; expected: two whole numbers from 0 up "
            "(seconds, metres).",
        )
    seconds, metres = int(numbers[0]), int(numbers[1])
    if origin == destination and (seconds, metres) != (0, 0):
        return Text(
            fr=f"trajet de {origin} à lui-même ; attendu : 0 et 0, ou pas de ligne.",
            en=f"a way from {origin} to itself; expected: 0 and 0, or no line.",
        )
    values[origin, destination] = (seconds, metres)
    return None
