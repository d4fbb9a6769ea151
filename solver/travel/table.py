"""A travel table that the user gives: CSV with from, to, seconds, metres."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

from models.base import Text
from models.scenario import Scenario
from models.travel import TravelMatrix

COLUMNS = ("from", "to", "seconds", "metres")
SHOWN_PAIRS = 5
"""Missing pairs named in one fault."""


class TravelError(ValueError):
    """A travel table that cannot be used; every fault is told at once.

    Attributes
    ----------
    faults : tuple[Text, ...]
        Where, what was found, what was expected, the remedy.
    """

    def __init__(self, faults: tuple[Text, ...]) -> None:
        super().__init__("\n".join(fault.en for fault in faults))
        self.faults = faults


def table(scenario: Scenario, path: Path) -> TravelMatrix:
    """Return the travel of a CSV file, which must give every pair of different sites.

    Raises
    ------
    TravelError
        When the file cannot be read, names unknown sites, has values that are not whole
        numbers from 0 up, repeats or misses pairs.
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
    faults: list[Text] = []
    values: dict[tuple[str, str], tuple[int, int]] = {}
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != COLUMNS:
        found = ", ".join(reader.fieldnames or ()) or "—"
        raise TravelError(
            (
                Text(
                    fr=f"{path.name}:1 : colonnes {found} ; attendu : {', '.join(COLUMNS)}.",
                    en=f"{path.name}:1: columns {found}; expected: {', '.join(COLUMNS)}.",
                ),
            )
        )
    for row in reader:
        fault = _take(row, scenario, values)
        if fault is not None:
            place = f"{path.name}:{reader.line_num}"
            faults.append(Text(fr=f"{place} : {fault.fr}", en=f"{place}: {fault.en}"))
    missing = [(a, b) for a in sites for b in sites if a != b and (a, b) not in values]
    if missing and not faults:
        names = ", ".join(f"{a} → {b}" for a, b in missing[:SHOWN_PAIRS])
        faults.append(
            Text(
                fr=f"{path.name} : {len(missing)} trajets absents ({names}…) ; "
                "attendu : une ligne par couple de sites, dans chaque sens.",
                en=f"{path.name}: {len(missing)} pairs missing ({names}…); "
                "expected: one line per pair of sites, each way.",
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


def _take(
    row: dict[str, str | None], scenario: Scenario, values: dict[tuple[str, str], tuple[int, int]]
) -> Text | None:
    """Keep one line of the table, or return its fault."""
    origin, destination = row.get("from") or "", row.get("to") or ""
    for site in (origin, destination):
        if site not in scenario.sites:
            return Text(
                fr=f"site « {site} » inconnu ; attendu : l'id d'une association ou d'un donateur.",
                en=f"unknown site “{site}”; expected: the id of an association or donor.",
            )
    if (origin, destination) in values:
        return Text(
            fr=f"trajet {origin} → {destination} déjà donné ; en garder un seul.",
            en=f"pair {origin} → {destination} given already; keep one of them.",
        )
    numbers = [(row.get(key) or "").strip() for key in ("seconds", "metres")]
    if not all(number.isascii() and number.isdigit() for number in numbers):
        return Text(
            fr=f"valeurs {' et '.join(numbers)} ; attendu : deux nombres entiers positifs "
            "(secondes, mètres).",
            en=f"values {' and '.join(numbers)}; expected: two whole numbers from 0 up "
            "(seconds, metres).",
        )
    values[origin, destination] = (int(numbers[0]), int(numbers[1]))
    return None
