"""Rows of what came in, of whatever source, read as visits and outings of a town."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.base import Text, seconds
from models.calendar import DAYS
from models.donors import Donor, window_s
from models.recurrence import is_odd, takes_place
from models.scenario import Scenario
from models.visits import (
    OUTCOME_NAMES,
    Outing,
    Visit,
    Weighed,
)
from scenarios.faults import Complaint, shown
from scenarios.weighing import words
from scenarios.weighing.before import NOTHING_BEFORE, Before
from scenarios.weighing.cells import MOST, Said
from scenarios.weighing.columns import CRATES, KG, REJECTED, THROWN, UNITS
from scenarios.weighing.food import FoodCells

TELLS = frozenset(("outcome", "kg", "crates", "units", "rejected"))
"""Without one of these, or kg of a family, a row tells nothing."""
NONE = "-"
"""In place of a donation: it was of none."""
FEW = 5
"""Rows of unknown stores that are each told: these may be misspelt."""
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
    reading.elsewhere()
    return reading.told


@dataclass
class _Reading(FoodCells):
    told: Told = field(default_factory=Told)
    strangers: list[Said] = field(default_factory=list)
    """Rows of a store that the town does not have."""
    others: list[Said] = field(default_factory=list)
    """Rows that say that they are of another town."""
    rows: int = 0
    """How many tell something."""
    at_stores: int = 0
    """How many of these name a store."""

    def town(self, said: Said) -> None:
        """Say that a row is of another town, if it says so."""
        before = len(self.complaints)
        super().town(said)
        self.others += [said] * (len(self.complaints) > before)
        self.rows += 1
        self.at_stores += "donor" in said.values

    def elsewhere(self) -> None:
        """Say that all that is told is of another town; once, where it is long or says so."""
        names = {str(one.values["town"]) for one in self.others}
        if len(self.others) == self.rows > 1 and len(names) == 1:
            values = {"found": shown(names.pop()), "town": self.world.label}
            text = words.OTHER_JOURNAL.format(**values)
            self.complaints[:] = [self.others[0].complaint("town", text)]
        elif len(self.strangers) == self.at_stores > 1:
            text = words.STRANGERS.format(town=self.world.label)
            one = self.strangers[0].complaint("donor", text)
            few = self.complaints if len(self.strangers) <= FEW else []
            self.complaints[:] = [*few, one]

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
            holder = holder or (store if day is None else store.on(day)).holder
        elif donor is not None:
            holder = holder or self.before.stores.get(donor)
        untold = self.untold(said)
        outcome = None if untold else self.word(said, "outcome", OUTCOME_NAMES)
        arrived = self.clock(said)
        food = self.food(said)
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
