"""The food of a row of what came in: kg, crates and units of families, what was thrown away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from models.base import Text
from models.numbers import figure
from models.visits import CAUSE_NAMES, DATE_KIND_NAMES, USE_BY_NAMES, RejectCause, Weighed
from scenarios.faults import EMPTY_CELL, shown
from scenarios.typed_units import in_kg
from scenarios.weighing import words
from scenarios.weighing.cells import MOST, Cells, Said
from scenarios.weighing.columns import CRATES, KG, REJECTED, THROWN, UNITS

_CRATES = re.compile(r"(?P<count>[\d\s.,]+)\s*(c|caisses?|crates?)\.?", re.IGNORECASE)
"""A cell of kg that says crates: "4 c"."""
APART, HALF = 0.25, 0.5
"""How far kg and what is counted may be apart unasked: a part of the larger, or of one piece."""


def far_apart(kg: float, made: float, each: float) -> bool:
    """Tell whether kg of a row are not what its crates or units would make.

    Parameters
    ----------
    made
        kg that were counted.
    each
        kg of one crate or unit.

    Examples
    --------
    >>> far_apart(36.0, 30.0, 10.0), far_apart(100.0, 30.0, 10.0), far_apart(4.0, 10.0, 10.0)
    (False, True, True)
    """
    return abs(kg - made) > max(HALF * each, APART * max(kg, made))


@dataclass
class FoodCells(Cells):
    """Reads the food of rows."""

    def food(self, said: Said) -> tuple[Weighed, ...]:
        """Return the food of a row, what was thrown away spread by weight."""
        taken: list[tuple[str, float, float | None]] = []
        if "family" in said.values:
            family = self.named(said, "family", self.families)
            taken += self._taken(said, family, ("kg", "crates", "units"))
        else:
            for one in self.world.families:
                fields = (f"{KG}{one.id}", f"{CRATES}{one.id}", f"{UNITS}{one.id}")
                taken += self._taken(said, one.id, fields)
            if {"kg", "crates", "units"} & said.values.keys():
                what = Text(fr="la famille de ces kg", en="the family of these kg")
                self.complain(said, "family", EMPTY_CELL, expected=what)
        thrown = self._thrown(said, taken)
        rejected = self._rejected(said, sum(thrown.values()))
        total = sum(kg for name, kg, _ in taken if name not in thrown)
        use_by = self.word(said, "use_by", USE_BY_NAMES)
        date_kind = self.word(said, "date_kind", DATE_KIND_NAMES)
        until = self.day(said, "until")
        lot = self.text(said, "lot", 60)[:60]
        if sum(rejected.values()) > total * (1 + 1e-9):
            gone = figure(sum(rejected.values()))
            self.complain(said, "rejected", words.REJECTED, rejected=gone, kg=figure(total))
            return ()
        cause: RejectCause = self.word(said, "cause", CAUSE_NAMES) or "other"
        return tuple(
            Weighed(
                family=family,
                kg=kg,
                crates=crates,
                rejected_kg={cause: thrown[family]}
                if thrown.get(family)
                else {
                    one: round(gone * kg / total, 3)
                    for one, gone in rejected.items()
                    if total and family not in thrown
                },
                use_by=use_by,
                lot=lot,
                date_kind=date_kind,
                until=until,
            )
            for family, kg, crates in taken
        )

    def _taken(
        self, said: Said, family: str | None, fields: tuple[str, str, str]
    ) -> Sequence[tuple[str, float, float | None]]:
        """Return kg and crates of a family in a row, none when it tells none.

        Parameters
        ----------
        fields
            Of its kg, its crates, its units.
        """
        kg_field, crates_field, units_field = fields
        said = self._in_kg(said, kg_field, family)
        typed = said.values.get(kg_field)
        counted = None if not isinstance(typed, str) else _CRATES.fullmatch(typed.strip())
        if counted is not None:
            values = {name: one for name, one in said.values.items() if name != kg_field}
            said = Said(values | {crates_field: counted["count"]}, said.name, said.found, said.row)
        kg = self.number(said, kg_field, MOST["kg"])
        crates = self.number(said, crates_field, MOST["crates"])
        units = self.number(said, units_field, MOST["units"])
        if family is None or (kg is None and crates is None and units is None):
            return ()
        known = self.world.family[family]
        if units is not None:
            each = known.kg_per_unit
            if known.unit is None or each is None:
                if kg is not None:  # of a family that is weighed, a count says nothing
                    return ((family, kg, crates),)
                self.complain(said, units_field, words.NO_UNIT, family=known.label)
                return ()
            made = units * each
            if kg is not None and far_apart(kg, made, each):
                figures = {"kg": kg, "units": units, "each": each, "made": made}
                values = {name: figure(value) for name, value in figures.items()}
                self.complain(said, units_field, words.COUNTED_UNITS, family=known.label, **values)
                return ()
            kg = made if kg is None else kg
            if kg > MOST["kg"]:
                too_many = {"found": shown(f"{kg:g} kg"), "most": MOST["kg"]}
                self.complain(said, units_field, words.NO_NUMBER, **too_many)
                return ()
        if kg is None:
            if known.kg_per_crate is None:
                at = kg_field if counted is not None else crates_field
                self.complain(said, at, words.NO_CONVERSION, family=known.label)
                return ()
            kg = (crates or 0.0) * known.kg_per_crate
            if kg > MOST["kg"]:
                values = {"found": shown(f"{kg:g} kg"), "most": MOST["kg"]}
                self.complain(said, crates_field, words.NO_NUMBER, **values)
                return ()
        return ((family, kg, crates),)

    def _in_kg(self, said: Said, field: str, family: str | None) -> Said:
        """Return a row in which a cell of kg that says units of its family says kg."""
        typed = said.values.get(field)
        kg = in_kg(typed, None if family is None else self.world.family[family])
        if kg is typed:
            return said
        return Said({**said.values, field: kg}, said.name, said.found, said.row)

    def _thrown(
        self, said: Said, taken: Sequence[tuple[str, float, float | None]]
    ) -> dict[str, float]:
        """Return what was thrown away of each family of which a row tells it apart."""
        found = {}
        kg = {name: value for name, value, _ in taken}
        for one in self.world.families:
            field = f"{THROWN}{one.id}"
            gone = self.number(self._in_kg(said, field, one.id), field, MOST["kg"])
            if gone is not None and gone > kg.get(one.id, 0.0) * (1 + 1e-9):
                values = {"rejected": figure(gone), "kg": figure(kg.get(one.id, 0.0))}
                self.complain(said, field, words.REJECTED, **values)
            elif gone is not None:
                found[one.id] = gone
        return found

    def _rejected(self, said: Said, apart: float) -> dict[RejectCause, float]:
        """Return what was thrown away by cause, less what is told apart of some families."""
        found: dict[RejectCause, float] = {}
        cause = self.word(said, "cause", CAUSE_NAMES)
        whole = self.number(said, "rejected", MOST["kg"])
        if whole is not None and whole < apart - 1e-6:
            values = {"apart": figure(apart), "whole": figure(whole)}
            self.complain(said, "rejected", words.APART, **values)
        elif whole is not None and whole > apart + 1e-6:
            found[cause or "other"] = whole - apart
        for one in get_args(RejectCause):
            kg = self.number(said, f"{REJECTED}{one}", MOST["kg"])
            if kg:
                found[one] = found.get(one, 0.0) + kg
        return found
