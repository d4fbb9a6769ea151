"""Weighed-in lots: a CSV file or a workbook, one line per lot, in French or English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from models.allocation import Container, Supply, SupplyLot
from models.base import Text
from models.dates import read_date
from models.letters import bare
from models.measures import amount_of
from models.numbers import number
from models.products import Family
from models.scenario import Scenario
from scenarios.faults import (
    Complaint,
    ScenarioError,
    choices,
    did_you_mean,
    nearest,
    ordered,
    shown,
)
from scenarios.fields import describe, slot
from scenarios.lines import EMPTY, Found, tables_in
from scenarios.lots_faults import (
    EMPTY_FAMILY,
    INCOMPLETE,
    MIXED,
    NO_AMOUNT,
    NO_DATE,
    NO_FAMILY,
    NO_FLAG,
    NO_LOT,
    NO_MEMBER,
    NO_QUANTITY,
    NO_TABLE,
    NO_UNIT_WEIGHT,
    NO_WEIGHT,
    NOT_ONE,
    NOT_WHOLE,
    OTHER_WEEK,
    POINTED,
    WRONG,
)
from scenarios.naming import names_in
from scenarios.tables import content_of
from scenarios.workbook.value_words import meant_truth
from scenarios.yaml_text import UnreadableError
from tabular import Headers, Row

DAY_S = 86_400
_POINTED = re.compile(r"\d{1,3}\.\d{3}(?!\d)")
"""A point that may stand before decimals, or part thousands."""
HEADERS = Headers(
    {
        "family": ("famille", "produit", "produits", "family"),
        "kg": ("kg", "poids", "poids_kg", "quantite_kg", "kilos", "weight_kg", "weight"),
        "crates": ("caisses", "nombre_de_caisses", "nb_caisses", "colis", "crates"),
        "pallets": ("palettes", "nombre_de_palettes", "nb_palettes", "pallets"),
        "units": ("unites", "nombre_d_unites", "nb_unites", "units"),
        "use_by": ("date_limite", "dlc", "ddm", "dluo", "use_by"),
        "received_on": ("recu_le", "received_on"),
        "label": ("libelle", "designation", "label"),
        "accredited_only": ("habilitees_seulement", "accredited_only"),
        "members": ("membres", "associations", "members"),
    }
)
"""What the columns may be called."""
CONTAINERS: tuple[tuple[str, Container], ...] = (
    ("crates", "crate"),
    ("pallets", "pallet"),
    ("units", "unit"),
)
COUNTED = frozenset(name for name, _ in CONTAINERS)
AMOUNTS = COUNTED | {"kg"}
_LOT = slot(SupplyLot)


def read_lots(path: Path, scenario: Scenario) -> Supply:
    """Return the lots of a file, to be shared out in the scenario's week.

    A workbook may have a sheet a day: all are read. What is not counted, such as totals, is told
    with them.

    Raises
    ------
    ScenarioError
        With every fault of the file.
    """
    label = path.name
    try:
        found, complaints = tables_in(content_of(path, NO_TABLE), label, HEADERS)
    except UnreadableError as error:
        raise ScenarioError(ordered(error.complaints)) from error
    lots: list[SupplyLot] = []
    thousands: list[Text] = []
    for n, one in enumerate(found):
        reading = _Reading(scenario, one, complaints, "" if n == 0 else f"{n + 1}-")
        lots += reading.lots()
        thousands += reading.thousands
    if any(lot.container is None for lot in lots):
        # beside food by kg, units are kg too: a split is by kg or by whole lots
        lots = [
            lot.changed(container=None, units=1) if lot.container == "unit" else lot for lot in lots
        ]
    if not complaints and len({lot.container is None for lot in lots}) > 1:
        complaints.append(Complaint(found[0].mark(1, None), "", MIXED))
    if complaints:
        raise ScenarioError(ordered(complaints))
    told = (text for one in found for text in one.notes())
    return Supply(source="weighed", lots=tuple(lots), told=(*told, *thousands))


@dataclass
class _Reading:
    """The lines of one table, and the faults met while they are read."""

    scenario: Scenario
    found: Found
    complaints: list[Complaint]
    prefix: str
    """Of the ids of lots: the sheet, after the first."""
    thousands: list[Text] = field(default_factory=list)
    """Numbers whose point may part thousands, and how they were read."""

    @cached_property
    def _families(self) -> dict[str, Family]:
        families = self.scenario.families
        return {one.id: one for one in families} | {bare(one.label): one for one in families}

    @cached_property
    def _associations(self) -> dict[str, str]:
        """Ids by what associations may be called, with or without hyphens."""
        return {
            word: one.id
            for one in self.scenario.associations
            for name in (one.label, one.short or "", one.id)
            for word in (bare(name).replace("-", " "), bare(name))
            if word
        }

    def complain(self, row: Row, name: str, text: Text, **values: object) -> None:
        self.complaints.append(self.found.about(row, name, text.format(**values)))

    def lots(self) -> list[SupplyLot]:
        """Return the lots of the table, those without fault."""
        table = self.found.table
        if not table.titles:
            self.complaints.append(Complaint(self.found.mark(None, None), "", EMPTY))
        elif "family" not in table.columns or not AMOUNTS & set(table.columns):
            self.complaints.append(Complaint(self.found.mark(table.head, None), "", INCOMPLETE))
        elif not table.rows and not table.faults:
            self.complaints.append(Complaint(self.found.mark(table.head + 1, None), "", NO_LOT))
        else:
            return [lot for row in table.rows for lot in [self.lot(row)] if lot is not None]
        return []

    def lot(self, row: Row) -> SupplyLot | None:
        """Return the lot of a line, or none after saying what is wrong with it."""
        before = len(self.complaints)
        family = self._family(row)
        amounts = {
            name: self._number(row, name)
            for name in ("kg", *(name for name, _ in CONTAINERS))
            if name in row.cells
        }
        known = {*amounts, *row.unread}
        if not AMOUNTS & known or len(COUNTED & known) > 1:
            self.complain(row, "", NO_QUANTITY)
        received = self._day(row, "received_on", 0)
        shelf = 0 if family is None else family.shelf_days
        use_by = self._day(row, "use_by", (received or 0) + shelf)
        members = self._members(row)
        accredited = self._flag(row)
        if len(self.complaints) > before or family is None or row.unread:
            return None
        held = self._held(row, family, amounts)
        if held is None:
            return None
        container, units, kg = held
        try:
            return SupplyLot(
                id=f"lot-{self.prefix}{row.number}",
                label=row.text("label")[:200] or family.label,
                family=family.id,
                kg=kg,
                container=container,
                units=units,
                ready_s=(received or 0) * DAY_S,
                use_by=use_by if use_by is not None else 0,
                members=members,
                accredited_only=accredited,
            )
        except ValidationError as error:
            self._beyond(row, error)
            return None

    def _beyond(self, row: Row, error: ValidationError) -> None:
        """Say which values are out of bounds."""
        counted = next((name for name, _ in CONTAINERS if name in row.cells), "kg")
        for one in error.errors():
            field = str(one["loc"][0])
            name = counted if field == "units" or field not in row.cells else field
            expected = describe(_LOT.keys[field])
            self.complain(row, name, WRONG, found=shown(one["input"]), expected=expected)

    def _held(
        self, row: Row, family: Family, amounts: Mapping[str, float | None]
    ) -> tuple[Container | None, int, float] | None:
        """Return what a lot comes in, how many, and their kg; none after saying what is wrong."""
        kg = amounts.get("kg") or 0.0
        for name, container in CONTAINERS:
            if name not in amounts:
                continue
            count = amounts[name] or 0.0
            each = {
                "crate": family.crate_kg,
                "pallet": family.kg_per_pallet,
                "unit": family.kg_per_unit,
            }[container]
            if abs(round(count) - count) > 1e-9 or not round(count):
                self.complain(row, name, NOT_WHOLE, found=f"{count:g}")
                return None
            if not kg and each is None:
                text = NO_UNIT_WEIGHT if container == "unit" else NO_WEIGHT
                self.complain(row, name, text, family=family.label)
                return None
            return container, round(count), kg or round(count) * (each or 0.0)
        return None, 1, kg

    def _family(self, row: Row) -> Family | None:
        if "family" in row.unread:
            return None
        name = row.text("family")
        found = self._families.get(bare(name))
        known = choices(one.label for one in self.scenario.families)
        if found is None and not name.strip():
            self.complain(row, "family", EMPTY_FAMILY, known=known)
        elif found is None:
            close = nearest(bare(name), self._families)
            remedy = NOT_ONE if close is None else did_you_mean(self._families[close].label)
            self.complain(row, "family", NO_FAMILY, found=shown(name), known=known, remedy=remedy)
        return found

    def _number(self, row: Row, name: str) -> float | None:
        cell = row.cells[name]
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            value: float | None = cell
        else:
            value = amount_of(str(cell), name)
        if value is None or not 0 < value <= 1e6:
            self.complain(row, name, NO_AMOUNT, found=shown(str(cell)))
            return None
        said = str(cell).strip()
        if isinstance(cell, str) and _POINTED.match(said) and not float(value).is_integer():
            at = self.found.mark(row.number, self.found.table.columns[name])
            read = number(float(value), "fr", 3).rstrip("0")
            text = POINTED.format(place=str(at), found=shown(said), read=read)
            self.thousands.append(text)
        return float(value)

    def _day(self, row: Row, name: str, default: int) -> int | None:
        """Return a date as a day number of the scenario's week."""
        cell: Any = row.cells.get(name)
        if cell is None or name in row.unread:
            return default
        day = cell.date() if isinstance(cell, datetime) else cell
        found = day if isinstance(day, date) else read_date(str(cell))
        if found is None:
            self.complain(row, name, NO_DATE, found=shown(str(cell)))
            return None
        week = self.scenario.week_of
        days = (found - week).days
        if name == "received_on" and not 0 <= days <= 6:
            self.complain(row, name, OTHER_WEEK, day=found, week=week)
            return None
        return days

    def _members(self, row: Row) -> tuple[str, ...]:
        found = []
        for name, meant_id in names_in(row.text("members"), self._associations):
            if meant_id is None:
                labels = {one.id: one.label for one in self.scenario.associations}
                close = nearest(bare(name), self._associations)
                remedy = (
                    NOT_ONE if close is None else did_you_mean(labels[self._associations[close]])
                )
                known = choices(labels.values(), 12)
                self.complain(
                    row, "members", NO_MEMBER, found=shown(name), known=known, remedy=remedy
                )
            else:
                found.append(meant_id)
        return tuple(dict.fromkeys(found)) or tuple(one.id for one in self.scenario.associations)

    def _flag(self, row: Row) -> bool:
        cell = row.cells.get("accredited_only", False)
        said = cell if isinstance(cell, bool) else meant_truth(str(cell))
        if said is None:
            self.complain(row, "accredited_only", NO_FLAG, found=shown(str(cell)))
        return bool(said)
