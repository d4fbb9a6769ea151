"""A travel table that the user gives: CSV with from, to, seconds, metres, off_peak_seconds."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

from models.base import Text
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.travel.fault import TravelError

COLUMNS = ("from", "to", "seconds", "metres")
OFF_PEAK = "off_peak_seconds"
"""A fifth column: the seconds of a way that starts after ``travel.peak_min``."""
MAX_DIGITS = 9
COUNTS = {2: Text(fr="deux", en="two"), 3: Text(fr="trois", en="three")}
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
        numbers from 0 up, repeats or misses pairs, says that going nowhere takes time, or has
        off-peak times where ``travel.peak_min`` says of no peak, and the other way round.
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
    peak_min = scenario.travel.peak_min
    columns = COLUMNS if peak_min is None else (*COLUMNS, OFF_PEAK)
    rows = _read(path.name, text, columns)
    faults: list[Text] = []
    values: dict[tuple[str, str], tuple[int, ...]] = {}
    named: set[tuple[str, str]] = set()
    for number, cells in rows:
        fault = _take(cells, scenario, values, named, columns)
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

    def grid(column: int) -> tuple[tuple[int, ...], ...]:
        none = (0,) * len(columns)
        return tuple(tuple(values.get((a, b), none)[column] for b in sites) for a in sites)

    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return TravelMatrix(
        sites=sites,
        seconds=grid(0),
        metres=grid(1),
        off_peak_seconds=None if peak_min is None else grid(2),
        peak_s=None if peak_min is None else 60 * peak_min,
        source="table",
        detail=f"{path.name} sha256:{digest}",
    )


def _at(place: str, fault: Text) -> Text:
    return Text(fr=f"{place} : {fault.fr}", en=f"{place}: {fault.en}")


def _read(name: str, text: str, columns: tuple[str, ...]) -> list[tuple[int, list[str]]]:
    """Return the numbered lines below the header, as stripped cells; empty lines are left out."""
    reader = csv.reader(text.splitlines())
    try:
        lines = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if row]
    except csv.Error as error:
        fault = Text(
            fr=f"ligne illisible ({error}) ; attendu : {', '.join(columns)}.",
            en=f"a line that cannot be read ({error}); expected: {', '.join(columns)}.",
        )
        raise TravelError((_at(f"{name}:{reader.line_num}", fault),)) from error
    head = lines[0][1] if lines else []
    if tuple(head) != columns:
        found = ", ".join(_short(cell) for cell in head[:8]) or "—"
        fault = Text(
            fr=f"colonnes {found} ; attendu : {', '.join(columns)}.",
            en=f"columns {found}; expected: {', '.join(columns)}.",
        )
        if set(head) ^ set(columns) == {OFF_PEAK}:
            fault = Text(
                fr=f"{fault.fr} La colonne {OFF_PEAK} va avec travel.peak_min : donnez les deux, "
                "ou aucun.",
                en=f"{fault.en} The column {OFF_PEAK} goes with travel.peak_min: give both, or "
                "neither.",
            )
        raise TravelError((_at(f"{name}:1", fault),))
    return lines[1:]


def _short(value: str) -> str:
    return value if len(value) <= SHOWN_LETTERS else f"{value[:SHOWN_LETTERS]}…"


def _take(
    cells: list[str],
    scenario: Scenario,
    values: dict[tuple[str, str], tuple[int, ...]],
    named: set[tuple[str, str]],
    columns: tuple[str, ...],
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
    expected = len(columns) - 2
    if len(numbers) != expected or not whole:
        names = ", ".join(columns[2:])
        found = [_short(n) or "—" for n in numbers[:4]] or ["—"]
        return Text(
            fr=f"valeurs {' et '.join(found)} ; attendu : {COUNTS[expected].fr} nombres entiers "
            f"positifs ({names}).",
            en=f"values {' and '.join(found)}; expected: {COUNTS[expected].en} whole numbers from "
            f"0 up ({names}).",
        )
    given = tuple(int(number) for number in numbers)
    if origin == destination and any(given):
        return Text(
            fr=f"trajet de {origin} à lui-même ; attendu : des zéros, ou pas de ligne.",
            en=f"a way from {origin} to itself; expected: zeros, or no line.",
        )
    values[origin, destination] = given
    return None
