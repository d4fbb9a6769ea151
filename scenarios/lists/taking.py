"""The rows of a list read as answers, its columns being known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.base import Text
from models.letters import bare
from models.measures import measure_of, numbered
from scenarios.faults import did_you_mean, nearest
from scenarios.lists.columns import (
    AMOUNT,
    COMMUNE,
    HOURS,
    KINDS,
    POSTCODE,
    RANGE,
    Guess,
    Listed,
    roles,
)
from scenarios.naming import slug
from scenarios.short.layout import Sheet
from tabular.faults import quoted
from tabular.letters import stray
from tabular.reading import is_total

Answer = dict[str, Any]


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
    made = Taken(untaken=[*found.notes, *_faults(found)])
    columns = _columns(found, chosen, made.untaken)
    for line in found.lines:
        cells = line.cells
        if is_total(cells):
            said = " ".join(one for one in cells if one)[:60]
            made.untaken.append(_fault(line.number, "", _TOTAL.format(found=said)))
            continue
        row: Answer = {}
        by: dict[str, Guess] = {}
        for role, guess in columns.items():
            cell = cells[guess.column] if guess.column < len(cells) else ""
            if not cell:
                continue
            fresh: Answer = {}
            wrong = stray(cell) or _put(fresh, KINDS[found.kind], role, cell, associations)
            before = next((by[key] for key in fresh if key in by), None)
            if wrong is None and before is not None:
                wrong = _ALREADY.format(found=quoted(cell), other=before.title)
            if wrong is not None:
                made.untaken.append(_fault(line.number, guess.title, wrong))
                continue
            row |= fresh
            by |= dict.fromkeys(fresh, guess)
        _joined(row)
        named = row.get("label") or (found.kind == "crews" and row.get("association"))
        if named:
            made.rows.append(row)
        elif any(cells):
            said = " ".join(one for one in cells if one)[:60]
            made.untaken.append(_fault(line.number, "", _NAMELESS.format(found=said)))
    return made


def _faults(found: Listed) -> Iterator[Text]:
    titles: dict[int | None, str] = {one.column: one.title for one in found.guesses}
    return (_fault(one.line, titles.get(one.column, ""), one.text) for one in found.faults)


def _columns(found: Listed, chosen: Mapping[int, str], untaken: list[Text]) -> dict[str, Guess]:
    """Return the column of each thing that is said, after telling those that are not read."""
    columns: dict[str, Guess] = {}
    for guess in found.guesses:
        role = chosen.get(guess.column, "")
        if role and role in columns:
            meant = roles(found.kind)[role]
            text = _TWICE.format(title=guess.title, other=columns[role].title, meant=meant)
            untaken.append(text)
        elif role:
            columns[role] = guess
        elif guess.samples:
            samples = ", ".join(guess.samples)[:80]
            untaken.append(_COLUMN.format(title=guess.title, samples=samples))
    return columns


def _put(
    row: Answer, sheet: Sheet, role: str, cell: str, associations: Mapping[str, str]
) -> Text | None:
    """Put what a cell says in a row; return what is wrong when it is not understood."""
    if role in (COMMUNE, POSTCODE):
        row[role] = cell
        return None
    if role == HOURS:
        return _hours(row, sheet, cell)
    if role in (AMOUNT, "crates", "kg"):
        return _amount(row, role, cell)
    if sheet.told(role).refers:
        return _association(row, role, cell, associations)
    if sheet.is_days(role):
        said, wrong = sheet.times(cell)
        row |= said
        return None if wrong is None else _READ.format(found=quoted(cell), why=wrong)
    value, fault = sheet.value(role, cell)
    if fault is None:
        row[role] = value
    return fault


def _association(row: Answer, role: str, cell: str, associations: Mapping[str, str]) -> Text | None:
    # "Croix Rouge" is "Croix-Rouge"
    found = [one for name, one in associations.items() if slug(name) == slug(cell)]
    if len(found) == 1:
        row[role] = found[0]
        return None
    names = {bare(name): name for name in associations}
    close = nearest(bare(cell), names)
    wrong = _not(cell, _ASSOCIATION)
    if close is None or found:
        return wrong
    tip = did_you_mean(names[close])
    return Text(fr=f"{wrong.fr}. {tip.fr}", en=f"{wrong.en}. {tip.en}")


def _hours(row: Answer, sheet: Sheet, cell: str) -> Text | None:
    said = RANGE.fullmatch(bare(cell))
    if said is None:
        return _not(cell, _HOURS)
    times = [int(one or 0) for one in said.groups()]
    if not all(0 <= one < limit for one, limit in zip(times, (24, 60, 24, 60), strict=True)):
        return _not(cell, _HOURS)
    first, last = ("opens", "closes") if "opens" in sheet.item.keys else ("starts", "ends")
    row[first], row[last] = f"{times[0]:02d}:{times[1]:02d}", f"{times[2]:02d}:{times[3]:02d}"
    return None


def _amount(row: Answer, role: str, cell: str) -> Text | None:
    number, word = numbered(cell) or (0, "")
    usual = "crates" if role == "crates" else "kg"
    measure, each = measure_of(word) or ("" if word else usual, 1)
    if number <= 0 or measure not in ("kg", "crates"):
        return _not(cell, _NUMBER)
    row[measure] = number * each
    return None


def _joined(row: Answer) -> None:
    """Make one address of its parts."""
    commune = " ".join(row.pop(one, "") for one in (POSTCODE, COMMUNE)).strip()
    street = str(row.get("address", ""))
    if commune and bare(commune) not in bare(street):
        row["address"] = f"{street}, {commune}" if street else commune


def _fault(line: int | None, title: str, text: Text) -> Text:
    if line is None:
        return text
    return (_CELL if title else _LINE).format(line=line, title=title, text=text)


def _not(cell: str, wanted: Text) -> Text:
    return _NOT.format(found=quoted(cell), expected=wanted)


UNTAKEN = Text(fr="Ce qui n'est pas pris", en="What is not taken")
_LINE = Text(fr="ligne {line} : {text}", en="line {line}: {text}")
_CELL = Text(fr="ligne {line}, {title} : {text}", en="line {line}, {title}: {text}")
_NOT = Text(
    fr="{found} n'est pas compris ; attendu : {expected}",
    en="{found} is not understood; expected: {expected}",
)
_READ = Text(fr="{found} n'est pas compris. {why}", en="{found} is not understood. {why}")
_ALREADY = Text(
    fr="{found} n'est pas pris : la colonne « {other} » le dit déjà",
    en='{found} is not taken: the column "{other}" says it already',
)
_TWICE = Text(
    fr="colonne « {title} », non lue : « {other} » est déjà prise pour « {meant} »",
    en='column "{title}", not read: "{other}" is taken for "{meant}" already',
)
_COLUMN = Text(
    fr="colonne « {title} », prise pour rien : {samples}",
    en='column "{title}", taken for nothing: {samples}',
)
_TOTAL = Text(fr="ligne de total : {found}", en="line of totals: {found}")
_NAMELESS = Text(fr="sans nom, non prise : {found}", en="without a name, not taken: {found}")
_ASSOCIATION = Text(fr="une association de votre ville", en="an association of your town")
_HOURS = Text(fr="des heures, comme « 8h30-12h »", en='hours, such as "8:30-12:00"')
_NUMBER = Text(
    fr="une quantité, comme « 80 kg » ou « 12 caisses »",
    en='an amount, such as "80 kg" or "12 crates"',
)
