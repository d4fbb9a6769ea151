"""The rows of a list read as answers, its columns being known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.base import Text
from models.calendar import Day
from models.letters import bare
from models.numbers import read_number
from scenarios.day_words import read_days
from scenarios.fields import Slot
from scenarios.lists.columns import (
    AMOUNT,
    COMMUNE,
    HOURS,
    KINDS,
    POSTCODE,
    RANGE,
    Guess,
    Listed,
)
from scenarios.workbook.cells import expected, from_cell
from tabular.faults import quoted
from tabular.letters import stray
from tabular.reading import is_total

Answer = dict[str, Any]
_UNITS = re.compile(r"^(?:env(?:iron)?\.?|~|≈|about)? *([-+]?[\d .,\u00a0\u202f]*\d) *([a-z]*)\.?$")
_KG, _CRATES = ("kg", "kgs", "kilo", "kilos", ""), ("caisse", "caisses", "crate", "crates", "c")


@dataclass
class Taken:
    """What a list says, and what of it is not taken."""

    rows: list[Answer] = field(default_factory=list)
    """As plain values of the answers; those that cannot be understood are left out."""
    untaken: list[Text] = field(default_factory=list)
    """What is not taken, with its line and column."""


def taken(found: Listed, chosen: Mapping[int, str], associations: Mapping[str, str]) -> Taken:
    """Return the rows of a list as answers.

    Parameters
    ----------
    chosen
        What each column is taken for.
    associations
        Ids of the associations that are there, by name.
    """
    made = Taken(untaken=[*found.notes, *(_fault(one.line, one.text) for one in found.faults)])
    known = {bare(name): one for name, one in associations.items()}
    for guess in found.guesses:
        if not chosen.get(guess.column) and guess.samples:
            samples = ", ".join(guess.samples)[:80]
            made.untaken.append(_COLUMN.format(title=guess.title, samples=samples))
    for line in found.lines:
        cells = line.cells
        if is_total(cells):
            said = " ".join(one for one in cells if one)[:60]
            made.untaken.append(_fault(line.number, _TOTAL.format(found=said)))
            continue
        row: Answer = {}
        for guess in found.guesses:
            role = chosen.get(guess.column, "")
            cell = cells[guess.column] if guess.column < len(cells) else ""
            if not role or not cell:
                continue
            wrong = stray(cell) or _put(row, KINDS[found.kind].item, role, cell, known)
            if wrong is not None:
                made.untaken.append(_cell(line.number, guess, cell, wrong))
        _joined(row)
        named = row.get("label") or (found.kind == "crews" and row.get("association"))
        if named:
            made.rows.append(row)
        elif any(cells):
            said = " ".join(one for one in cells if one)[:60]
            made.untaken.append(_fault(line.number, _NAMELESS.format(found=said)))
    return made


def _put(
    row: Answer, item: Slot, role: str, cell: str, associations: Mapping[str, str]
) -> Text | None:
    """Put what a cell says in a row; return what was expected when it is not understood."""
    if role in (COMMUNE, POSTCODE):
        row[role] = cell
        return None
    if role == HOURS:
        return _hours(row, item, cell)
    if role in (AMOUNT, "crates", "kg"):
        return _amount(row, role, cell)
    place = item.keys[role]
    if role in ("holder", "owner", "association"):
        if bare(cell) not in associations:
            return _ASSOCIATION
        row[role] = associations[bare(cell)]
        return None
    if place.kind == "list" and place.item.annotation == Day:
        days = read_days(cell)
        if days is None:
            return _DAYS
        row[role] = list(days)
        return None
    value, fault = from_cell(cell, place)
    if fault is not None:
        return expected(place)
    row[role] = value
    return None


def _hours(row: Answer, item: Slot, cell: str) -> Text | None:
    said = RANGE.fullmatch(bare(cell))
    if said is None:
        return _HOURS
    times = [int(one or 0) for one in said.groups()]
    if not all(0 <= one < limit for one, limit in zip(times, (24, 60, 24, 60), strict=True)):
        return _HOURS
    first, last = ("opens", "closes") if "opens" in item.keys else ("starts", "ends")
    row[first], row[last] = f"{times[0]:02d}:{times[1]:02d}", f"{times[2]:02d}:{times[3]:02d}"
    return None


def _amount(row: Answer, role: str, cell: str) -> Text | None:
    said = _UNITS.match(bare(cell))
    number = read_number(said[1]) if said is not None else None
    if said is None or number is None or number <= 0:
        return _NUMBER
    unit = said[2]
    if unit in _CRATES or (unit == "" and role == "crates"):
        row["crates"] = number
    elif unit in _KG:
        row["kg"] = number
    else:
        return _NUMBER
    return None


def _joined(row: Answer) -> None:
    """Make one address of its parts."""
    commune = " ".join(row.pop(one, "") for one in (POSTCODE, COMMUNE)).strip()
    street = str(row.get("address", ""))
    if commune and bare(commune) not in bare(street):
        row["address"] = f"{street}, {commune}" if street else commune


def _fault(line: int | None, text: Text) -> Text:
    return text if line is None else _LINE.format(line=line, text=text)


def _cell(line: int, guess: Guess, cell: str, wanted: Text) -> Text:
    return _CELL.format(line=line, title=guess.title, found=quoted(cell), expected=wanted)


_LINE = Text(fr="ligne {line} : {text}", en="line {line}: {text}")
_CELL = Text(
    fr="ligne {line}, {title} : {found} n'est pas compris ; attendu : {expected}",
    en="line {line}, {title}: {found} is not understood; expected: {expected}",
)
_COLUMN = Text(
    fr="colonne « {title} », prise pour rien : {samples}",
    en='column "{title}", taken for nothing: {samples}',
)
_TOTAL = Text(fr="ligne de total : {found}", en="line of totals: {found}")
_NAMELESS = Text(fr="sans nom, non prise : {found}", en="without a name, not taken: {found}")
_ASSOCIATION = Text(fr="une association de votre ville", en="an association of your town")
_DAYS = Text(fr="des jours, comme « lundi, jeudi »", en='days, such as "Monday, Thursday"')
_HOURS = Text(fr="des heures, comme « 8h30-12h »", en='hours, such as "8:30-12:00"')
_NUMBER = Text(
    fr="une quantité, comme « 80 kg » ou « 12 caisses »",
    en='an amount, such as "80 kg" or "12 crates"',
)
