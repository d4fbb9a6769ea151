"""Weighed-in lots: a CSV file or a workbook, one line per lot, in French or English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from models.allocation import Container, Supply, SupplyLot
from models.base import Text
from models.dates import read_date
from models.numbers import read_number
from models.products import Family
from models.scenario import Scenario
from scenarios.faults import Complaint, Mark, ScenarioError, choices, meant, ordered, shown
from scenarios.lines import MOST_LINES, columns_of, csv_lines
from scenarios.lots_faults import (
    INCOMPLETE,
    MIXED,
    NO_AMOUNT,
    NO_DATE,
    NO_FAMILY,
    NO_FILE,
    NO_FLAG,
    NO_LOT,
    NO_MEMBER,
    NO_QUANTITY,
    NO_TABLE,
    NO_WEIGHT,
    NOT_ONE,
    NOT_WHOLE,
    NOTHING,
    OTHER_WEEK,
    TOO_LARGE,
    TOO_MANY,
)
from scenarios.workbook.letters import bare, unescaped
from scenarios.workbook.value_words import meant_truth
from scenarios.yaml_text import UnreadableError

LARGEST = 10_000_000
"""Bytes of a file, at most."""
DAY_S = 86_400
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "family": ("famille", "family"),
    "kg": ("kg", "poids", "weight"),
    "crates": ("caisses", "crates"),
    "pallets": ("palettes", "pallets"),
    "use_by": ("date_limite", "dlc", "use_by"),
    "received_on": ("recu_le", "received_on"),
    "label": ("libelle", "label"),
    "accredited_only": ("habilitees_seulement", "accredited_only"),
    "members": ("membres", "members"),
}
"""The headers of each column."""
CONTAINERS: tuple[tuple[str, Container], ...] = (("crates", "crate"), ("pallets", "pallet"))


def read_lots(path: Path, scenario: Scenario) -> Supply:
    """Return the lots of a file, to be shared out in the scenario's week.

    Raises
    ------
    ScenarioError
        With every fault of the file.
    """
    label = path.name
    try:
        rows = list(_rows(path))
    except UnreadableError as error:
        raise ScenarioError(ordered(error.complaints)) from error
    if not rows:
        raise _refused(label, NOTHING)
    columns, complaints = columns_of(rows[0][1], COLUMNS, label)
    if "family" not in columns or not {"kg", "crates", "pallets"} & columns.keys():
        complaints.append(Complaint(Mark(label, 1), "", INCOMPLETE))
    elif len(rows) == 1:
        complaints.append(Complaint(Mark(label, 2), "", NO_LOT))
    reading = _Reading(scenario, label, complaints)
    lots = [
        lot
        for line, cells in rows[1:]
        if any(str(cell or "").strip() for cell in cells)
        for lot in [reading.lot(line, _named(columns, cells))]
        if lot is not None
    ]
    if len({lot.container is None for lot in lots}) > 1:
        complaints.append(Complaint(Mark(label, 1), "", MIXED))
    if complaints:
        raise ScenarioError(ordered(complaints))
    return Supply(source="weighed", lots=tuple(lots))


def _refused(label: str, text: Text) -> ScenarioError:
    return ScenarioError(ordered([Complaint(Mark(label), "", text)]))


def _rows(path: Path) -> Iterator[tuple[int, Sequence[Any]]]:
    """Yield the lines of a file with their numbers, the headers first."""
    label = path.name
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise _refused(label, NO_FILE.format(why=error.strerror)) from error
    if size > LARGEST:
        raise _refused(label, TOO_LARGE.format(size=size, limit=LARGEST))
    readers = {".csv": csv_lines, ".xlsx": _workbook}
    if path.suffix.lower() not in readers:
        raise _refused(label, NO_TABLE)
    for number, (line, cells) in enumerate(readers[path.suffix.lower()](content, label)):
        if number > MOST_LINES:
            raise _refused(label, TOO_MANY.format(limit=MOST_LINES))
        yield line, cells


def _workbook(content: bytes, label: str) -> Iterator[tuple[int, list[Any]]]:
    from scenarios.workbook.opening import cells_of

    sheet = cells_of(content, label)[0]
    if sheet.faults:
        raise UnreadableError([sheet.complaint(*at, text) for at, text in sheet.faults.items()])
    rows = dict(sheet.rows(1))
    for number in range(1, max(rows, default=0) + 1):
        cells = rows.get(number, {})
        found = [cells.get(column, "") for column in range(1, max(cells, default=0) + 1)]
        yield number, [unescaped(one) if isinstance(one, str) else one for one in found]


def _named(columns: Mapping[str, int], cells: Sequence[Any]) -> dict[str, Any]:
    return {
        name: cells[at] if at < len(cells) and cells[at] is not None else ""
        for name, at in columns.items()
    }


@dataclass
class _Reading:
    """The lines of one file, and the faults met while they are read."""

    scenario: Scenario
    label: str
    complaints: list[Complaint]

    def complain(self, line: int, path: str, text: Text, **values: object) -> None:
        self.complaints.append(Complaint(Mark(self.label, line), path, text.format(**values)))

    def lot(self, line: int, cells: dict[str, Any]) -> SupplyLot | None:
        """Return the lot of a line, or none after saying what is wrong with it."""
        before = len(self.complaints)
        family = self._family(line, str(cells.get("family", "")).strip())
        amounts = {
            name: self._number(line, name, cells[name])
            for name in ("kg", "crates", "pallets")
            if str(cells.get(name, "")).strip()
        }
        if not amounts or {"crates", "pallets"} <= amounts.keys():
            self.complain(line, "", NO_QUANTITY)
        received = self._day(line, "received_on", cells.get("received_on", ""), 0)
        shelf = 0 if family is None else family.shelf_days
        use_by = self._day(line, "use_by", cells.get("use_by", ""), (received or 0) + shelf)
        members = self._members(line, str(cells.get("members", "")))
        accredited = self._flag(line, str(cells.get("accredited_only", "")).strip())
        if len(self.complaints) > before or family is None:
            return None
        held = self._held(line, family, amounts)
        if held is None:
            return None
        container, units, kg = held
        return SupplyLot(
            id=f"lot-{line}",
            label=str(cells.get("label", "")).strip()[:200] or family.label,
            family=family.id,
            kg=kg,
            container=container,
            units=units,
            ready_s=(received or 0) * DAY_S,
            use_by=use_by if use_by is not None else 0,
            members=members,
            accredited_only=accredited,
        )

    def _held(
        self, line: int, family: Family, amounts: dict[str, float | None]
    ) -> tuple[Container | None, int, float] | None:
        """Return what a lot comes in, how many, and their kg; none after saying what is wrong."""
        kg = amounts.get("kg") or 0.0
        for name, container in CONTAINERS:
            if name not in amounts:
                continue
            count = amounts[name] or 0.0
            each = family.kg_per_crate if container == "crate" else family.kg_per_pallet
            if abs(round(count) - count) > 1e-9:
                self.complain(line, name, NOT_WHOLE, found=f"{count:g}")
                return None
            if not kg and each is None:
                self.complain(line, name, NO_WEIGHT, family=family.label)
                return None
            return container, round(count), kg or round(count) * (each or 0.0)
        return None, 1, kg

    def _family(self, line: int, name: str) -> Family | None:
        families = self.scenario.families
        by_name = {one.id: one for one in families} | {bare(one.label): one for one in families}
        found = by_name.get(bare(name))
        if found is None:
            known, remedy = choices(one.id for one in families), meant(bare(name), by_name, NOT_ONE)
            self.complain(line, "famille", NO_FAMILY, found=shown(name), known=known, remedy=remedy)
        return found

    def _number(self, line: int, name: str, cell: Any) -> float | None:
        value = cell if isinstance(cell, float) else read_number(str(cell))
        if value is None or not 0 < value <= 1e6:
            self.complain(line, name, NO_AMOUNT, found=shown(str(cell)))
            return None
        return value

    def _day(self, line: int, name: str, cell: Any, default: int) -> int | None:
        """Return a date as a day number of the scenario's week."""
        text = str(cell).strip()
        if not text:
            return default
        day = cell.date() if isinstance(cell, datetime) else cell
        found = day if isinstance(day, date) else read_date(text)
        if found is None:
            self.complain(line, name, NO_DATE, found=shown(text))
            return None
        week = self.scenario.week_of
        days = (found - week).days
        if name == "received_on" and not 0 <= days <= 6:
            self.complain(line, name, OTHER_WEEK, day=found, week=week)
            return None
        return days

    def _members(self, line: int, text: str) -> tuple[str, ...]:
        everyone = tuple(one.id for one in self.scenario.associations)
        named = tuple(part.strip() for part in re.split(r"[;|,]", text) if part.strip())
        for name in named:
            if name not in everyone:
                remedy = meant(name, everyone, NOT_ONE)
                self.complain(line, "membres", NO_MEMBER, found=shown(name), remedy=remedy)
        return named or everyone

    def _flag(self, line: int, text: str) -> bool:
        said = meant_truth(text) if text else False
        if said is None:
            self.complain(line, "habilitees_seulement", NO_FLAG, found=shown(text))
        return bool(said)
