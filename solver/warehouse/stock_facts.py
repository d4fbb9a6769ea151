"""A warehouse as arrays of whole kg: who, which families, what arrives, what is needed, places.

Food that is alike is one *cohort*: same network, family, last week in which it may leave, and
whether it may be handed over. A last week of ``weeks`` means: not within the horizon.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.platforms import TEMPERATURES
from models.scenario import Scenario
from models.warehouse import Warehouse

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
WITHOUT_CONVERSION_KG = 400.0
"""A pallet of a family whose conversion is not given, kg."""


@dataclass(frozen=True)
class Cohort:
    """Food that is alike, of one network."""

    network: int
    family: int
    last: int
    """Last week in which it may leave; the number of weeks when not within the horizon."""
    transferable: bool
    arrives: tuple[int, ...]
    """(T,): kg that arrive by week, the opening stock within the first."""
    opening: int
    """kg there at the start, within ``arrives[0]``."""


@dataclass(frozen=True)
class Facts:
    """What the stock and the places of a warehouse are decided on."""

    weeks: int
    networks: tuple[str, ...]
    families: tuple[str, ...]
    """Those that are stored or needed."""
    temperature: Ints
    """(F,): position in ``TEMPERATURES``."""
    kg_per_pallet: Floats
    """(F,)."""
    need: Ints
    """(N, F): kg of a week."""
    safety: Ints
    """(N, F): kg wanted in stock."""
    places: Ints
    """(K, T): usable places by temperature and week."""
    place_m2: Floats
    """(K,)."""
    cohorts: tuple[Cohort, ...]
    gives: tuple[bool, ...]
    takes: tuple[bool, ...]

    @property
    def total_kg(self) -> int:
        """What arrives or is there at the start, kg."""
        return sum(sum(cohort.arrives) for cohort in self.cohorts)


def facts(scenario: Scenario) -> Facts:
    """Return the facts of a scenario's warehouse; networks that are not admitted bring nothing."""
    warehouse = scenario.warehouse
    assert warehouse is not None
    weeks = warehouse.horizon_weeks
    networks = tuple(network.id for network in warehouse.admitted)
    stored = {flow.family for flow in warehouse.flows} | {one.family for one in warehouse.stock}
    families = tuple(
        family
        for family in scenario.families
        if family.id in stored or any(warehouse.need_kg(p, family.id) for p in warehouse.points)
    )
    names = tuple(family.id for family in families)
    need = _need(warehouse, networks, names)
    wanted = np.array([network.safety_weeks for network in warehouse.admitted])
    return Facts(
        weeks=weeks,
        networks=networks,
        families=names,
        temperature=np.array([TEMPERATURES.index(one.temperature) for one in families], dtype=int),
        kg_per_pallet=np.array([one.kg_per_pallet or WITHOUT_CONVERSION_KG for one in families]),
        need=need,
        safety=np.floor(wanted[:, None] * need).astype(np.int64),
        places=np.array(
            [[warehouse.usable_places(k, t) for t in range(weeks)] for k in TEMPERATURES],
            dtype=np.int64,
        ),
        place_m2=np.array([warehouse.place_m2(k) for k in TEMPERATURES]),
        cohorts=_cohorts(warehouse, networks, names),
        gives=tuple(warehouse.transfers and network.gives for network in warehouse.admitted),
        takes=tuple(warehouse.transfers and network.takes for network in warehouse.admitted),
    )


def _need(warehouse: Warehouse, networks: tuple[str, ...], families: tuple[str, ...]) -> Ints:
    need = np.zeros((len(networks), len(families)))
    position = {name: n for n, name in enumerate(networks)}
    for point in warehouse.points:
        if point.network in position:
            row = need[position[point.network]]
            row += [warehouse.need_kg(point, family) for family in families]
    return np.round(need).astype(np.int64)


def _cohorts(
    warehouse: Warehouse, networks: tuple[str, ...], families: tuple[str, ...]
) -> tuple[Cohort, ...]:
    weeks = warehouse.horizon_weeks
    who = {name: n for n, name in enumerate(networks)}
    what = {name: n for n, name in enumerate(families)}
    arrives: dict[tuple[int, int, int, bool], list[int]] = defaultdict(lambda: [0] * weeks)
    opening: dict[tuple[int, int, int, bool], int] = defaultdict(int)
    for flow in warehouse.flows:
        if flow.network not in who:
            continue
        for week in range(weeks):
            kg = round(flow.arrives_kg(week))
            last = min(week + flow.expiry_weeks, weeks)
            if kg:
                key = (who[flow.network], what[flow.family], last, flow.transferable)
                arrives[key][week] += kg
    for one in warehouse.stock:
        if one.network in who and round(one.kg):
            last = min(one.expiry_weeks, weeks)
            key = (who[one.network], what[one.family], last, one.transferable)
            arrives[key][0] += round(one.kg)
            opening[key] += round(one.kg)
    _takers(warehouse, arrives, networks)
    return tuple(
        Cohort(*key, arrives=tuple(arrives[key]), opening=opening[key]) for key in sorted(arrives)
    )


def _takers(
    warehouse: Warehouse,
    arrives: dict[tuple[int, int, int, bool], list[int]],
    networks: tuple[str, ...],
) -> None:
    """Add an empty cohort for each network that may take over what another may give."""
    if not warehouse.transfers:
        return
    given = {
        (family, last)
        for n, family, last, transferable in list(arrives)
        if transferable and warehouse.network[networks[n]].gives
    }
    for n, name in enumerate(networks):
        if warehouse.network[name].takes:
            for family, last in given:
                _ = arrives[n, family, last, True]
