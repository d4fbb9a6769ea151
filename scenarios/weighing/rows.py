"""Rows of what came in, of whatever source, read as visits and outings of a town."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from models.base import Text, seconds
from models.calendar import DAYS
from models.donors import Donor, window_s
from models.recurrence import is_odd, takes_place
from models.scenario import Scenario
from models.visits import (
    CAUSE_NAMES,
    DATE_KIND_NAMES,
    OUTCOME_NAMES,
    USE_BY_NAMES,
    Outing,
    RejectCause,
    Visit,
    Weighed,
)
from scenarios.faults import EMPTY_CELL, Complaint, shown
from scenarios.typed_units import in_kg
from scenarios.weighing import words
from scenarios.weighing.before import NOTHING_BEFORE, Before
from scenarios.weighing.cells import MOST, Cells, Said
from scenarios.weighing.columns import CRATES, KG, REJECTED, THROWN, UNITS

_CRATES = re.compile(r"(?P<count>[\d\s.,]+)\s*(c|caisses?|crates?)\.?", re.IGNORECASE)
"""A cell of kg that says crates: "4 c"."""
TELLS = frozenset(("outcome", "kg", "crates", "units", "rejected"))
"""Without one of these, or kg of a family, a row tells nothing."""
NONE = "-"
"""In place of a donation: it was of none."""
DRIVEN = frozenset(("vehicle", "km", "hours"))
"""Without a store, one of these makes a row an outing."""


@dataclass
class Told:
    """What some rows tell: visits and outings, each with the row where it begins; faults."""

    visits: list[tuple[Said, Visit]] = field(default_factory=list)
    outings: list[tuple[Said, Outing]] = field(default_factory=list)
    untold: list[tuple[Said, Visit | Outing]] = field(default_factory=list)
    """Told before and taken back: of these only which they are counts."""
    complaints: list[Complaint] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    """What was not read and need not be."""
    before: Before = NOTHING_BEFORE


def read_rows(rows: Iterable[Said], world: Scenario, before: Before = NOTHING_BEFORE) -> Told:
    """Return what rows tell of a town's days; a row without outcome and weight tells nothing.

    Lines of one visit, a family each, are put together.

    Parameters
    ----------
    before
        What was told before and the scenario may have no more.
    """
    told = Told(before=before)
    reading = _Reading(world, told.complaints, before, told)
    groups: dict[tuple[object, ...], list[tuple[Said, Visit]]] = {}
    for said in rows:
        if DRIVEN & said.values.keys() and "donor" not in said.values:
            reading.outing(said)
            continue
        read = reading.visit(said)
        if read is not None and reading.untold(said):
            told.untold.append((said, read))
        elif read is not None:
            key = (read.day, read.donor, read.association, read.pickup, read.arrived)
            groups.setdefault(key, []).append((said, read))
    for parts in groups.values():
        reading.together(parts)
    reading.parted()
    if reading.strangers and not reading.told.visits and len(reading.strangers) > 1:
        first = reading.strangers[0]
        text = words.STRANGERS.format(town=world.label)
        reading.told.complaints.append(first.complaint("donor", text))
    return reading.told


@dataclass
class _Reading(Cells):
    told: Told = field(default_factory=Told)
    strangers: list[Said] = field(default_factory=list)
    """Rows of a store that the town does not have."""

    # -- rows ----------------------------------------------------------------------------------

    def visit(self, said: Said) -> Visit | None:
        """Return the visit of a row, or none: nothing told, or faults that are said."""
        before, values = len(self.complaints), said.values
        tells = (KG, CRATES, UNITS, REJECTED, THROWN)
        if not any(name in TELLS or name.startswith(tells) for name in values):
            return None
        self.town(said)
        donor = self.named(said, "donor", self.stores)
        if donor is None and "donor" in values:
            self.strangers.append(said)
        day = self.day(said, "day", required=True)
        holder = self.named(said, "holder", self.associations, required=False)
        who = self.named(said, "association", self.associations, required=False)
        store = None if donor is None else self.world.donor.get(donor)
        if store is not None:
            holder = holder or store.holder
        elif donor is not None:
            holder = holder or self.before.stores.get(donor)
        untold = self.untold(said)
        outcome = None if untold else self.word(said, "outcome", OUTCOME_NAMES)
        arrived = self.clock(said)
        food = self._food(said)
        waited = self.number(said, "waited_min", MOST["waited"])
        temperature = self.temperature(said)
        note = self.text(said, "note", 300)
        pickup = self._pickup(said, store, day, arrived)
        tour = self.slug(said, "round")
        if len(self.complaints) > before or donor is None or day is None or holder is None:
            return None
        return Visit(
            day=day,
            donor=donor,
            association=who or holder,
            holder=holder,
            round=tour,
            pickup=pickup,
            outcome=outcome or ("not_visited" if untold else "done"),
            food=food,
            arrived=arrived,
            waited_min=waited or 0.0,
            temperature_c=temperature,
            note=note,
        )

    def outing(self, said: Said) -> None:
        """Take the outing of a row, if it tells one."""
        values, before = said.values, len(self.complaints)
        untold = self.untold(said)
        if not untold and not {"km", "hours", "people"} & values.keys():
            return
        if not untold and not {"km", "hours", "day", "vehicle"} <= values.keys():
            self.complain(said, "vehicle", words.NO_OUTING)
            return
        self.town(said)
        day = self.day(said, "day", required=True)
        vehicle = self.named(said, "vehicle", self.vehicles)
        owner = self.named(said, "owner", self.associations, required=False)
        km = self.number(said, "km", MOST["km"])
        hours = self.hours(said)
        people = self.count(said, "people")
        tour = self.slug(said, "round")
        if len(self.complaints) > before or day is None or vehicle is None:
            return
        made = Outing(
            day=day,
            round=tour,
            vehicle=vehicle,
            owner=owner or self.before.vehicles.get(vehicle) or self.world.vehicle[vehicle].owner,
            km=km or 0.0,
            hours=hours or 0.0,
            people=2 if people is None else people,
        )
        (self.told.untold if untold else self.told.outings).append((said, made))

    def together(self, parts: Sequence[tuple[Said, Visit]]) -> None:
        """Take one visit from its lines: a line a family, or a whole line."""
        first, visit = parts[0]
        food: dict[tuple[str, str], Weighed] = {}
        for said, part in parts:
            whole = "family" not in said.values and len(parts) > 1
            for one in part.food:
                if (one.family, one.lot) in food or whole:
                    store = self.world.donor.get(visit.donor)
                    family = self.world.family.get(one.family)
                    what = (
                        f"{visit.donor if store is None else store.label}, "
                        f"{one.family if family is None else family.label}"
                    )
                    self.complain(said, "donor", words.TWICE, what=what)
                food[one.family, one.lot] = one
        notes = " ".join(dict.fromkeys(part.note for _, part in parts if part.note))[:300]
        made = visit.changed(
            food=tuple(food.values()),
            note=notes,
            waited_min=max(part.waited_min for _, part in parts),
        )
        self.told.visits.append((first, made))

    def parted(self) -> None:
        """Leave one visit to each donation: of two associations, one went by itself."""
        holding = {
            (one.day, one.donor, one.pickup): one.association
            for _, one in sorted(
                self.told.visits, key=lambda pair: pair[1].association == pair[1].holder
            )
        }
        self.told.visits = [
            (said, one if who == one.association else alone(one))
            for said, one in self.told.visits
            for who in [holding[one.day, one.donor, one.pickup]]
        ]

    # -- cells ---------------------------------------------------------------------------------

    def _food(self, said: Said) -> tuple[Weighed, ...]:
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
            gone = f"{sum(rejected.values()):g}"
            self.complain(said, "rejected", words.REJECTED, rejected=gone, kg=f"{total:g}")
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
        if kg is None and units is not None:
            if known.unit is None or known.kg_per_unit is None:
                self.complain(said, units_field, words.NO_UNIT, family=known.label)
                return ()
            kg = units * known.kg_per_unit
            if kg > MOST["kg"]:
                values = {"found": shown(f"{kg:g} kg"), "most": MOST["kg"]}
                self.complain(said, units_field, words.NO_NUMBER, **values)
                return ()
        if kg is None:
            if "kg_per_crate" not in known.model_fields_set:
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
                values = {"rejected": f"{gone:g}", "kg": f"{kg.get(one.id, 0.0):g}"}
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
            values = {"apart": f"{apart:g}", "whole": f"{whole:g}"}
            self.complain(said, "rejected", words.APART, **values)
        elif whole is not None and whole > apart + 1e-6:
            found[cause or "other"] = whole - apart
        for one in get_args(RejectCause):
            kg = self.number(said, f"{REJECTED}{one}", MOST["kg"])
            if kg:
                found[one] = found.get(one, 0.0) + kg
        return found

    def _pickup(
        self, said: Said, store: Donor | None, day: date | None, arrived: str | None
    ) -> str | None:
        """Return which donation of the scenario a visit is: its own word for it, else by its day.

        None for a day on which the store gives nothing.
        """
        given = said.values.get("pickup")
        if given is not None:
            return None if str(given).strip() == NONE else self.slug(said, "pickup")
        if store is None or day is None:
            return None
        hours = hours_on(self.world, store, day)
        if len(hours) < 2:
            return f"{store.id}_{DAYS[day.weekday()]}" if hours else None
        at = None if arrived is None else seconds(arrived)
        fits = [n for n, (opens, closes) in enumerate(hours, 1) if at and opens <= at <= closes]
        if len(fits) != 1:
            self.complain(said, "arrived", words.WHICH, store=store.label)
            return None
        return f"{store.id}_{DAYS[day.weekday()]}_{fits[0]}"


def alone(visit: Visit) -> Visit:
    """Return a visit as of an association that went by itself."""
    return visit.changed(pickup=None, round=None)


def hours_on(world: Scenario, store: Donor, day: date) -> list[tuple[int, int]]:
    """Return the hours of the donations of a store on a date, seconds since midnight."""
    odd, name = is_odd(day, world.odd_week_of), DAYS[day.weekday()]
    return [
        window_s(offer)
        for offer in store.offers
        if name in offer.days and takes_place(day, offer.weeks, offer.of_month, odd)
    ]
