"""From lots and a scenario to what may be split, and who may not have what, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.sparse import csr_array

from models.allocation import Supply, SupplyLot, lot_id
from models.calendar import DAY_NAMES, DAY_NUMBER, DAYS
from models.history import History
from models.scenario import Scenario
from pools.streams import streams
from solver.allocation.base import Floats, Ints, Split
from solver.allocation.floors import nothing_withheld

DAY_S = 86_400
WEEK_S = 7 * DAY_S
Barrier = Literal["refuses", "no_need", "member", "accreditation", "dates", "no_way"]
"""Why a lot cannot go to an association at all."""
Group = Literal["ambient", "cold"]


@dataclass(frozen=True)
class OpenSupply:
    """A supply, the ways it can go, and the barriers on the others."""

    scenario: Scenario
    supply: Supply
    split: Split
    lot: Ints
    """(A,): the lot of each arc."""
    opening_s: Ints
    """(A,): the distribution it would be for, seconds since Monday midnight."""
    stores: tuple[tuple[str, Group, int], ...]
    """Association, kind of store and row of the split, for each limit of storage."""
    barriers: dict[tuple[str, str], Barrier]
    """By lot and association."""
    all_given: bool = False
    """Whether no rule may withhold food that someone needs, as in a plan."""

    def ready(self, split: Split) -> Split:
        """Return a split of these ways as rules should see it: in a plan, nothing is withheld."""
        return nothing_withheld(split) if self.all_given and len(split.association) else split


def expected(scenario: Scenario) -> Supply:
    """Return what a week of a scenario is expected to bring if every offer is collected.

    Usable kg after no-shows and rejects, one lot per stream, day, family and use-by day. Transport
    is not looked at: what rounds can really bring is the supply of a planned week.
    """
    found: dict[tuple[str, int, str, int], list[float]] = defaultdict(list)
    ready: dict[tuple[str, int, str, int], int] = {}
    members: dict[str, tuple[str, ...]] = {}
    sorting_s = round(scenario.policy.sorting_min * 60)
    of_donor = {donor: stream for stream in streams(scenario) for donor in stream.donors}
    for pickup in scenario.pickups.values():
        stream = of_donor.get(pickup.donor)
        if stream is None:
            continue
        members[stream.id] = stream.members
        day = DAY_NUMBER[pickup.day]
        for family in pickup.kg:
            key = (stream.id, day, family, pickup.use_by[family])
            found[key].append(pickup.usable_kg(family))
            earliest = day * DAY_S + pickup.opens_s + pickup.loading_s + sorting_s
            ready[key] = max(ready.get(key, 0), earliest)
    lots = [
        SupplyLot(
            id=lot_id(f"{stream}-{day}", family, use_by),
            label=f"{scenario.family[family].label}, {_day(scenario, day)}",
            family=family,
            kg=sum(kg),
            ready_s=ready[stream, day, family, use_by],
            use_by=use_by,
            members=members[stream],
        )
        for (stream, day, family, use_by), kg in sorted(found.items())
        if sum(kg) > 0
    ]
    return Supply(source="expected", lots=tuple(lots))


def _day(scenario: Scenario, day: int) -> str:
    return DAY_NAMES[DAYS[day]].in_(scenario.language)


def offer(
    scenario: Scenario, supply: Supply, history: History, floors: dict[str, float]
) -> OpenSupply:
    """Return what may be split of a supply.

    Parameters
    ----------
    floors
        Points that each association would have alone.
    """
    associations = [one.id for one in scenario.associations]
    families = [one.id for one in scenario.families]
    arcs: list[tuple[int, str, int]] = []
    barriers: dict[tuple[str, str], Barrier] = {}
    for number, lot in enumerate(supply.lots):
        for who in associations:
            way = _way(scenario, lot, who)
            if isinstance(way, int):
                arcs.append((number, who, way))
            else:
                barriers[lot.id, who] = way
    rows, limits, stores = _rows(scenario, supply, arcs)
    received = table(history.received_kg, associations, families)
    needed = table(history.need_kg, associations, families)
    covered = covered_kg(scenario)
    rare = np.array([family.rare for family in scenario.families])
    split = Split(
        association=np.array([associations.index(who) for _, who, _ in arcs], dtype=np.int64),
        family=np.array(
            [families.index(supply.lots[number].family) for number, _, _ in arcs], dtype=np.int64
        ),
        rows=rows,
        limits=limits,
        need_kg=np.array([[scenario.need_kg(a, f) for f in families] for a in associations]),
        points=np.array([family.points_per_kg for family in scenario.families]),
        floors=np.array([floors.get(who, 0.0) for who in associations]),
        rare=rare if scenario.policy.split.rare_first else None,
        past_kg=received + covered,
        past_need_kg=needed + covered,
    )
    return OpenSupply(
        scenario=scenario,
        supply=supply,
        split=split,
        lot=np.array([number for number, _, _ in arcs], dtype=np.int64),
        opening_s=np.array([opening for _, _, opening in arcs], dtype=np.int64),
        stores=stores,
        barriers=barriers,
    )


def table(
    values: dict[str, dict[str, float]], associations: list[str], families: list[str]
) -> Floats:
    """Return kg by association and family as an array (I, F), zero where nothing is said."""
    return np.array([[values.get(a, {}).get(f, 0.0) for f in families] for a in associations])


def covered_kg(scenario: Scenario) -> Floats:
    """Return the need that is covered by what is held when the week begins, (I, F) kg.

    In levels it counts as received of a need that was there.
    """
    return np.array(
        [
            [scenario.covered_kg(a.id, f.id) for f in scenario.families]
            for a in scenario.associations
        ]
    )


def _way(scenario: Scenario, lot: SupplyLot, who: str) -> int | Barrier:
    """Return the distribution that a lot would be for, or why it cannot go there."""
    association = scenario.association[who]
    if who not in lot.members:
        return "member"
    if not lot.may_go_to(who):
        return "no_way"
    if lot.family in association.refuses:
        return "refuses"
    if scenario.need_kg(who, lot.family) <= 0:
        return "no_need"
    if lot.accredited_only and not association.accredited:
        return "accreditation"
    first = lot.ready_s // WEEK_S
    opening = next(
        (start for start in scenario.openings_from(who, first) if start >= lot.ready_s), None
    )
    if opening is None or opening // DAY_S > lot.use_by:
        return "dates"
    return opening


def _rows(
    scenario: Scenario, supply: Supply, arcs: list[tuple[int, str, int]]
) -> tuple[csr_array, Floats, tuple[tuple[str, Group, int], ...]]:
    """Return the rows of lots and stores, their limits, and which rows are stores."""
    rows: list[list[int]] = [[] for _ in supply.lots]
    limits = [lot.kg for lot in supply.lots]
    stays: dict[tuple[str, Group], list[tuple[int, int, int]]] = defaultdict(list)
    for column, (number, who, opening) in enumerate(arcs):
        rows[number].append(column)
        lot = supply.lots[number]
        group: Group = "ambient" if scenario.family[lot.family].temperature == "ambient" else "cold"
        stays[who, group].append((column, lot.ready_s, opening))
    stores: list[tuple[str, Group, int]] = []
    for (who, group), items in sorted(stays.items()):
        association = scenario.association[who]
        limit = association.ambient_storage_kg
        if group == "cold":
            limit = association.cold_storage_kg
        if limit is None:
            continue
        for held, moment in _together(items, apart=bool(association.stock)):
            stores.append((who, group, len(rows)))
            rows.append(held)
            limits.append(max(0.0, limit - scenario.stored_kg(who, group == "cold", moment)))
    data = [(row, column) for row, columns in enumerate(rows) for column in columns]
    table = np.array(data, dtype=np.int64).reshape(-1, 2)
    matrix = csr_array(
        (np.ones(len(table)), (table[:, 0], table[:, 1])), shape=(len(rows), len(arcs))
    )
    return matrix, np.array(limits), tuple(stores)


def _together(items: list[tuple[int, int, int]], *, apart: bool) -> list[tuple[list[int], int]]:
    """Return the largest sets of arcs whose food is in a store at one moment, and a moment of each.

    Parameters
    ----------
    apart
        Whether the store holds more at some moments than at others: then every moment is looked at.
    """
    sets = {
        moment: frozenset(column for column, start, end in items if start <= moment <= end)
        for _, moment, _ in sorted(items, reverse=True)
    }
    if apart:
        return [(sorted(one), moment) for moment, one in sorted(sets.items())]
    first = {one: moment for moment, one in sets.items()}
    largest = [one for one in first if not any(one < other for other in first)]
    return sorted((sorted(one), first[one]) for one in largest)
