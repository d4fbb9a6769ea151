"""A travel table that the user gives: a line per way, from, to, seconds, metres, off-peak seconds.

Columns in any order, called in French or English, minutes and kilometres as well; sites by their
id or their label.
"""

from __future__ import annotations

import difflib
import hashlib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from models.base import Text
from models.letters import bare
from models.numbers import read_number
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.unread import why_unread
from solver.travel.fault import TravelError
from solver.travel.table_words import (
    COLUMNS,
    CORRECT,
    FAST,
    LACKING,
    NAMED,
    NOWHERE,
    NUMBER,
    OTHERS,
    PEAK,
    POSITIVE,
    REPEATED,
    UNKNOWN,
    UNREADABLE,
    WHOLE,
)
from tabular import Headers, Row, Table, TableError, TableFault
from tabular.faults import quoted
from tabular.files import NO_SHEET, Part, parts_of
from tabular.heads import MEANT

OFF_PEAK = "off_peak_seconds"
"""A fifth column: the seconds of a way that starts after ``travel.peak_min``."""
CALLED: Mapping[str, tuple[str, ...]] = {
    "from": ("de", "depart", "origine", "from"),
    "to": ("a", "vers", "arrivee", "destination", "to"),
    "seconds": ("secondes", "duree_s", "seconds"),
    "metres": ("metres", "distance_m", "meters", "metres"),
}
LARGER: Mapping[str, tuple[str, ...]] = {
    "minutes": ("minutes", "min", "duree_min", "duree_minutes", "temps_min", "minutes"),
    "km": ("km", "kilometres", "distance_km", "kilometers", "km"),
}
"""Units in which people measure, instead of the engines' own."""
UNITS: Mapping[str, tuple[str, int]] = {"seconds": ("minutes", 60), "metres": ("km", 1000)}
"""What may be given instead of a column, and how many of it that is."""
AFTER_PEAK = {OFF_PEAK: ("secondes_hors_pointe", OFF_PEAK)}
MOST = 10**9
"""Seconds or metres of a way, less than that."""
MOST_LINES = 2_000_000
"""Ways of a table, at most: those of 1,400 sites."""
MOST_CELLS = 1_000_000
"""Cells of a workbook, at most: its size ends it before, at the ways of 400 sites."""
SHOWN_PAIRS = 5
"""Missing pairs named in one fault."""
MOST_TOLD = 30
"""Faults of lines that are told, at most."""
FASTEST_M_S, SLACK_S = 60, 10
"""Metres a second that nobody drives, and seconds lost to rounding."""
Ways = dict[tuple[str, str], tuple[int, ...]]


def table(scenario: Scenario, path: Path) -> TravelMatrix:
    """Return the travel of a table, which must give every pair of different sites.

    A workbook may give them on several sheets.

    Raises
    ------
    TravelError
        When the file cannot be read, names unknown sites, has values that are not whole
        numbers from 0 up, repeats or misses pairs, says that going nowhere takes time, or has
        off-peak times where ``travel.peak_min`` says of no peak, and the other way round.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise TravelError((NAMED.format(name=path.name, why=why_unread(path, error)),)) from error
    peak_min = scenario.travel.peak_min
    called = CALLED if peak_min is None else {**CALLED, **AFTER_PEAK}
    headers = Headers({**CALLED, **LARGER, **AFTER_PEAK})
    parts, faults = _read(path.name, content, headers, called)
    whole = not faults
    values: Ways = {}
    named: set[tuple[str, str]] = set()
    wrong: list[Text] = []
    for part in parts:
        more = _take(part.table, scenario, called, values, named)
        wrong += [_at(path.name, part, one) for one in more]
    faults += wrong[:MOST_TOLD]
    if len(wrong) > MOST_TOLD:
        faults.append(OTHERS.format(name=path.name, count=len(wrong) - MOST_TOLD))
    sites = tuple(scenario.sites)
    missing = [(a, b) for a in sites for b in sites if a != b and (a, b) not in named]
    # what could not be read may hold them
    if missing and whole:
        called_by = _labels(scenario)
        pairs = ", ".join(f"{called_by[a]} → {called_by[b]}" for a, b in missing[:SHOWN_PAIRS])
        pairs += "…" * (len(missing) > SHOWN_PAIRS)
        faults.append(LACKING.format(name=path.name, count=len(missing), pairs=pairs))
    if faults:
        raise TravelError(tuple(faults))

    def grid(column: int) -> tuple[tuple[int, ...], ...]:
        none = (0,) * (len(called) - 2)
        return tuple(tuple(values.get((a, b), none)[column] for b in sites) for a in sites)

    return TravelMatrix(
        sites=sites,
        seconds=grid(0),
        metres=grid(1),
        off_peak_seconds=None if peak_min is None else grid(2),
        peak_s=None if peak_min is None else 60 * peak_min,
        source="table",
        detail=f"{path.name} sha256:{hashlib.sha256(content).hexdigest()[:12]}",
    )


def _read(
    name: str, content: bytes, headers: Headers, called: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[Part, ...], list[Text]]:
    """Return the tables of a file, and what is wrong with its lines and columns.

    Raises
    ------
    TravelError
        It is no table, or lacks columns: no way can be read then.
    """
    try:
        parts = parts_of(content, headers, MOST_LINES, MOST_CELLS)
    except TableError as error:
        why = [one.text for one in error.faults]
        raise TravelError(tuple(UNREADABLE.format(name=name, why=one) for one in why)) from error
    said = [_placed(f"{name}:{sheet.shown}", text) for sheet, text in parts.refused]
    said += [_at(name, part, one) for part in parts.read for one in part.faults]
    if not (parts.read or said):
        said.append(UNREADABLE.format(name=name, why=NO_SHEET))
    strange = [part for part in parts.read if _fields(part.table) != sorted(called)]
    if strange:
        texts = [_columns(part.table, called) for part in strange]
        more = [
            _at(name, part, TableFault(text, part.table.head))
            for part, text in zip(strange, texts, strict=True)
        ]
        # titles that are not known are told once: by what the columns must be
        kept = all(set(_fields(part.table)) > set(called) for part in strange)
        raise TravelError((*(said if kept or len(parts.read) > 1 else ()), *more))
    if not parts.read:
        raise TravelError(tuple(said))
    return parts.read, said


def _fields(found: Table) -> list[str]:
    """Return what the columns of a table say, whatever their unit; twice what two of them say."""
    own = {larger: name for name, (larger, _) in UNITS.items()}
    return sorted(own.get(one, one) for one in found.columns)


def _columns(found: Table, called: Mapping[str, tuple[str, ...]]) -> Text:
    """Return what is wrong with the columns of a table."""
    titles = ", ".join(one for one in found.titles[:8] if one) or "—"
    text = COLUMNS.format(
        found=quoted(titles),
        french=", ".join(one[0] for one in called.values()),
        english=", ".join(called),
    )
    if set(_fields(found)) ^ set(called) == {OFF_PEAK}:
        text = Text(fr=f"{text.fr} {PEAK.fr}", en=f"{text.en} {PEAK.en}")
    return text


def _at(name: str, part: Part, one: TableFault) -> Text:
    """Return a fault with its place: file, line or cell, and column."""
    title = "" if one.column is None else part.table.title(one.column)
    return _placed(part.place(one, name) + (f": {title}" if title else ""), one.text)


def _placed(place: str, text: Text) -> Text:
    french = place.replace(": ", "\u00a0: ")
    return Text(fr=f"{french}\u00a0: {text.fr}", en=f"{place}: {text.en}")


def _take(
    found: Table,
    scenario: Scenario,
    called: Mapping[str, tuple[str, ...]],
    values: Ways,
    named: set[tuple[str, str]],
) -> list[TableFault]:
    """Take the ways of a table, and the pairs met, faulty ones too; return what is wrong."""
    faults: list[TableFault] = []
    known, labels = _names(scenario), _labels(scenario)
    for row in found.rows:
        pair = [known.get(bare(row.text(one)), "") for one in ("from", "to")]
        for one, site in zip(("from", "to"), pair, strict=True):
            if not site and one not in row.unread:
                close = difflib.get_close_matches(bare(row.text(one)), known, 1, 0.6)
                remedy = MEANT.format(name=labels[known[close[0]]]) if close else CORRECT
                text = UNKNOWN.format(found=quoted(row.text(one)), remedy=remedy)
                faults.append(found.fault(row, one, text))
        origin, destination = pair
        if not (origin and destination):
            continue
        if (origin, destination) in named:
            way = f"{labels[origin]} → {labels[destination]}"
            text = REPEATED.format(pair=way)
            faults.append(found.fault(row, "from", text))
            continue
        named.add((origin, destination))
        numbers = []
        for one in tuple(called)[2:]:
            column, each = (one, 1) if one in found.columns else UNITS[one]
            numbers.append(_whole(row, column, each))
            if numbers[-1] is None and column not in row.unread:
                expected = WHOLE if each == 1 else POSITIVE
                text = NUMBER.format(found=quoted(row.text(column)), expected=expected)
                faults.append(found.fault(row, column, text))
        seconds, metres = numbers[:2]
        if origin == destination and any(numbers):
            faults.append(found.fault(row, "seconds", NOWHERE.format(site=labels[origin])))
        elif seconds is not None and metres is not None and _too_fast(seconds, metres):
            faults.append(found.fault(row, "", FAST.format(seconds=seconds, metres=metres)))
        elif None not in numbers:
            values[origin, destination] = tuple(one for one in numbers if one is not None)
    return faults


def _names(scenario: Scenario) -> dict[str, str]:
    """Return the sites by what they may be called: their id, or a label that is one's alone."""
    labels = _labels(scenario)
    return {bare(label): site for site, label in labels.items()} | {
        bare(one): one for one in labels
    }


def _labels(scenario: Scenario) -> dict[str, str]:
    """Return what each site is called: its label where it is its alone, else its id."""
    said = {one.id: one.label for one in scenario.associations}
    said |= {one.id: one.label for one in scenario.donors}
    count = Counter(map(bare, said.values()))
    return {
        site: said[site] if site in said and count[bare(said[site])] == 1 else site
        for site in scenario.sites
    }


def _whole(row: Row, name: str, each: int) -> int | None:
    """Return the seconds or metres of a cell, of which one of its own unit makes some."""
    text = row.text(name)
    # a spreadsheet program writes 1,2E+05 for what had more digits
    number = None if "e" in text.lower() else read_number(text)
    if number is None or not 0 <= number * each < MOST:
        return None
    return round(number * each) if each > 1 or float(number).is_integer() else None


def _too_fast(seconds: int, metres: int) -> bool:
    return metres > FASTEST_M_S * (seconds + SLACK_S)
