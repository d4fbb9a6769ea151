"""The journal of a town as tables of days and stores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from models.calendar import DAY_NUMBER
from models.donors import Donor, Offer
from models.scenario import Scenario
from models.visits import Journal, Visit
from solver.forecast.levels import Told
from solver.forecast.recent import Floats, Ints

NOTHING_GIVEN = frozenset(("nothing_ready", "refused"))
"""Outcomes that count as no-shows; closed and not visited say nothing."""
REJECTS_FROM = 10
"""Visits of an association without one reject from which on its rejects count as not told."""
RECENT = timedelta(weeks=26)
"""How far back families and waiting are looked at."""


@dataclass(frozen=True)
class TownTold:
    """What a town told, a row a day and a column a store; nan where nothing was told."""

    first: date
    """The Monday of the first row."""
    donors: tuple[Donor, ...]
    """Those of the scenario, then what some were before they changed hands."""
    now: int
    """How many of them are of today."""
    told: Told
    thrown: Floats
    """kg thrown away of those taken."""
    missed: Floats
    """1 where a visit found nothing, 0 where it found something."""
    family_kg: Floats
    """(stores, families): kg taken lately."""
    waited_min: Floats
    """(stores,): lately, all visits together."""
    waited: Ints
    """(stores,): visits lately of which waiting is known."""
    no_show: Floats
    """(stores,): what the file assumes."""
    reject: Floats
    gone: int
    """Stores of the journal that the scenario has not."""


def town_told(scenario: Scenario, journal: Journal) -> TownTold:
    """Return what a town told of the stores of a scenario.

    A store that changed hands is another one from then on: what came before is not its own.
    What a store gives on one day counts together, whoever went; who holds its agreement does not
    matter. A visit that was done but not weighed, a store that was closed or not visited and a
    week that nobody told of are missing, not zero.
    """
    visits = [one for one in journal.visits if one.donor in scenario.donor]
    stores = hands(scenario, visits)
    donors = stores.donors
    days = [one.day for one in visits] or [scenario.week_of]
    first = min(days) - timedelta(days=min(days).weekday())
    rows = (max(days) - first).days // 7 * 7 + 7
    sorted_out = _who_tells_rejects(journal)
    family = {one.id: n for n, one in enumerate(scenario.families)}
    lately = max(days) - RECENT
    weighed: list[tuple[int, int, float, float]] = []
    empty: list[tuple[int, int]] = []
    family_kg = np.zeros((len(donors), len(family)))
    waits = []
    origin = first.toordinal()
    for visit in visits:
        row, store = visit.day.toordinal() - origin, stores.of(visit)
        if visit.outcome in NOTHING_GIVEN:
            empty.append((row, store))
        elif visit.outcome == "done" and visit.food:
            taken = away = 0.0
            for one in visit.food:
                taken += one.kg
                if one.rejected_kg:
                    away += sum(one.rejected_kg.values())
            if taken <= 0:
                empty.append((row, store))
                continue
            weighed.append((row, store, taken, away if visit.association in sorted_out else np.nan))
            if visit.day >= lately:
                waits.append((store, visit.waited_min))
                for one in visit.food:
                    if one.family in family:
                        family_kg[store, family[one.family]] += one.kg
    kg, thrown, missed = _tables((rows, len(donors)), weighed, empty)
    who = np.array([store for store, _ in waits], dtype=np.int64)
    waited_min = np.zeros(len(donors))
    np.add.at(waited_min, who, [minutes for _, minutes in waits])
    waited = np.bincount(who, minlength=len(donors))
    kinds = {one.id: n for n, one in enumerate(scenario.donor_kinds)}
    kind_of = {one.id: one for one in scenario.donor_kinds}
    return TownTold(
        first=first,
        donors=donors,
        now=len(scenario.donors),
        told=Told(
            weekday=np.tile(np.arange(7), rows // 7),
            kg=kg,
            assumed=np.array([assumed_kg(one) for one in donors]).reshape(len(donors), 7),
            spread=np.array(
                [_own(one, "variation", kind_of[one.kind].variation) for one in donors]
            ),
            kind=np.array([kinds[one.kind] for one in donors], dtype=np.int64),
            town=np.zeros(len(donors), dtype=np.int64),
        ),
        thrown=thrown,
        missed=missed,
        family_kg=family_kg,
        waited_min=waited_min,
        waited=waited if waited_min.any() else np.zeros_like(waited),
        no_show=np.array(
            [_own(one, "no_show_rate", kind_of[one.kind].no_show_rate) for one in donors]
        ),
        reject=np.array(
            [_own(one, "reject_rate", kind_of[one.kind].reject_rate) for one in donors]
        ),
        gone=len({one.donor for one in journal.visits} - scenario.donor.keys()),
    )


@dataclass(frozen=True)
class Hands:
    """The stores of now, then what some were before they changed hands."""

    donors: tuple[Donor, ...]
    until: tuple[date | None, ...]
    """Last day of each; none of those of now."""
    column: Mapping[tuple[str, date | None], int]

    def of(self, visit: Visit) -> int:
        """Return the number of the store that a visit was to."""
        return self.column[visit.donor, _until(self.donors[self.column[visit.donor, None]], visit)]


def hands(scenario: Scenario, visits: Sequence[Visit]) -> Hands:
    """Return the stores of a scenario, each apart for every name and brand that visits met.

    Parameters
    ----------
    visits
        To stores of the scenario.
    """
    donors = list(scenario.donors)
    column: dict[tuple[str, date | None], int] = {(one.id, None): n for n, one in enumerate(donors)}
    changed = {one.id: one for one in donors if one.formerly}
    for visit in visits if changed else ():
        store = changed.get(visit.donor)
        until = None if store is None else _until(store, visit)
        if store is not None and (store.id, until) not in column:
            column[store.id, until] = len(donors)
            donors.append(store.on(visit.day))
    ends = sorted(column.items(), key=lambda one: one[1])
    return Hands(tuple(donors), tuple(until for (_, until), _ in ends), column)


def _until(store: Donor, visit: Visit) -> date | None:
    """Return the last day of the name and brand that a visit met; none where they are today's."""
    was = store.before_change(visit.day) if store.formerly else None
    return None if was is None or not (was.label or was.brand) else was.until


def _tables(
    shape: tuple[int, int],
    weighed: list[tuple[int, int, float, float]],
    empty: list[tuple[int, int]],
) -> tuple[Floats, Floats, Floats]:
    """Return kg taken and thrown away, and whether nothing was given, by day and store."""
    kg, thrown, missed = (np.full(shape, np.nan) for _ in range(3))
    if empty:
        rows, stores = np.array(empty, dtype=np.int64).T
        missed[rows, stores] = 1.0
    if weighed:
        rows, stores = np.array([one[:2] for one in weighed], dtype=np.int64).T
        amounts = np.array([one[2:] for one in weighed])
        for table, values in ((kg, amounts[:, 0]), (thrown, amounts[:, 1])):
            table[rows, stores] = 0.0
            np.add.at(table, (rows, stores), values)
        missed[rows, stores] = 0.0
    return kg, thrown, missed


def assumed_kg(donor: Donor) -> list[float]:
    """Return what the file assumes of a store on each day of the week, nan where nothing.

    Offers of one day count together; of those that are not given every week, the largest.
    """
    always, seldom = [0.0] * 7, [0.0] * 7
    for offer in donor.offers:
        regular = offer.weeks == "any" and not offer.of_month
        for day in offer.days:
            n, kg = DAY_NUMBER[day], offer_kg(offer, day)
            if regular:
                always[n] += kg
            else:
                seldom[n] = max(seldom[n], kg)
    return [a + b if a + b > 0 else float("nan") for a, b in zip(always, seldom, strict=True)]


def offer_kg(offer: Offer, day: str) -> float:
    """Return what an offer says of one of its days, kg."""
    return next((kg for name, kg in offer.day_kg.items() if name == day), offer.kg)


def _own(donor: Donor, field: str, general: float) -> float:
    """Return the mean of what offers say of themselves, the kind's where they say nothing."""
    said = [getattr(offer, field) for offer in donor.offers]
    return float(np.mean([general if one is None else one for one in said]))


def _who_tells_rejects(journal: Journal) -> frozenset[str]:
    """Return the associations that tell what they throw away: the others' is not known."""
    visits: dict[str, int] = {}
    telling: set[str] = set()
    for visit in journal.visits:
        if visit.food:
            visits[visit.association] = visits.get(visit.association, 0) + 1
            if visit.association not in telling and any(one.rejected_kg for one in visit.food):
                telling.add(visit.association)
    return frozenset(who for who, count in visits.items() if who in telling or count < REJECTS_FROM)
