"""A map of needs and help: real figures of a department, a made-up one, new outlets, lists merged.

With ``--data``, the folder of the public files; without, what needs them is left out and said.
"""

from __future__ import annotations

import csv
import importlib.util
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import shortest_path

from benchmarks.made_territory import made_facts, made_lists
from benchmarks.peers.territory import median_by_spopt, places_by_access
from benchmarks.registry import Case, register
from benchmarks.tables import Table
from models.places import crow_km
from models.scenario import Scenario
from models.territory import Territory, TerritoryFiles
from models.territory_study import Facts, TerritoryStudy
from scenarios import load
from scenarios.addresses.communes import commune
from scenarios.territory.facts import facts_of
from scenarios.territory.merging import merged
from solver.orientation.flows import flows
from solver.orientation.levels import blocks
from solver.orientation.problem import Orienting
from solver.territory.places import places_for_each
from solver.territory.plan import Ask, map_territory
from solver.territory.siting import Effort, furthest_least, least_way
from solver.travel.estimate import between

FILOSOFI, LIST, PMED = "cc_filosofi_2021_COM_13.csv", "restos_2015_13.csv", "pmed1.txt"
RATES = {"13001": 0.15, "13004": 0.24, "13005": 0.16, "13203": 0.52}
"""Published poverty rates, by commune."""
BAR_S, SITES_BAR_S, ARLES_BAR_S, MERGE_BAR_S = 10.0, 30.0, 2.0, 2.0
FAR_KM = 8.0
"""No commune with a centre in the list is farther from one."""
PEERS = ("access", "spopt")
Row = dict[str, Any]
Floats = npt.NDArray[np.float64]


def run_case(options: Namespace) -> Table:
    """Measure each bar, and count what the checker refuses or a bar misses."""
    small = options.scale is not None
    rows = list(_made(*((60, 20) if small else (900, 330))))
    rows.append(_timed("arles", ARLES_BAR_S, _arles))
    rows.append(_timed("3 lists", MERGE_BAR_S, lambda: _lists(40 if small else 500)))
    folder: Path | None = options.data
    if folder is not None and (folder / FILOSOFI).exists():
        rows += _department(folder)
        rows.append(_timed("pmed1", SITES_BAR_S, lambda: _pmed(folder / PMED)))
    rows += _peers(folder)
    missed = [str(row["what"]) for row in rows if row["violations"]]
    without = "" if folder is not None else "; without --data: no department, no pmed1"
    away = [name for name in PEERS if not _is_installed(name)]
    told = f"peers not installed: {', '.join(away)}" if away else "beside both peers"
    return Table(
        "territory",
        tuple(rows),
        f"{len(rows) - len(missed)} of {len(rows)} bars hold"
        f"{'' if not missed else ' (missed: ' + ', '.join(missed) + ')'}{without}; {told}",
    )


def _timed(what: str, bar_s: float, work: Callable[[], tuple[bool, str]]) -> Row:
    """Return a row: seconds of a processor against a bar, and whether all is as it must be."""
    cpu, wall = time.process_time(), time.monotonic()
    right, told = work()
    cpu, wall = time.process_time() - cpu, time.monotonic() - wall
    return {
        "what": what,
        "bar s": bar_s,
        "cpu s": round(cpu, 2),
        "wall s": round(wall, 2),
        "told": told,
        "violations": int(not right or cpu > bar_s),
    }


def _made(areas: int, points: int) -> Iterator[Row]:
    facts = made_facts(areas, points)
    name = f"{areas} × {points}"
    world = load("arles").scenario.changed(territory=Territory())
    yield _timed(f"{name}: map, orientation", BAR_S, lambda: _map(world, facts))
    yield _timed(f"{name}: 5 new points", SITES_BAR_S, lambda: _sites(world, facts))


def _map(world: Scenario, facts: Facts) -> tuple[bool, str]:
    """Map with 1,000 draws of weights, without sitings, then orient the same public."""
    study = map_territory(world, facts, Ask(siting=False))
    level = _oriented(world, study)
    return not study.violations, f"{len(study.gaps)} gaps, lowest oriented level {level:.2f}"


def _oriented(world: Scenario, study: TerritoryStudy) -> float:
    """Return the lowest level of the areas' people shared between all outlets within reach."""
    places = {one.id: one.places_a_week for one in study.facts.points}
    need = {one.zone: one.need_high or 0 for one in study.areas}
    start, end = ([one.place for one in those] for those in (study.facts.zones, study.facts.points))
    seconds, _ = between(world.travel, start, end)
    minutes = {
        (zone, point): round(float(way) / 60)
        for zone, row in zip(need, seconds, strict=True)
        for point, way in zip(places, row, strict=True)
        if way <= 60 * world.territory.car_max_min
    }
    near: dict[str, list[str]] = {zone: [] for zone in need}
    for zone, point in minutes:
        near[zone].append(point)
    problem = Orienting(
        need,
        {name: None if had is None else round(had) for name, had in places.items()},
        {zone: tuple(those) for zone, those in near.items()},
        minutes,
        {},
    )
    found = blocks(problem)
    flows(problem, found)
    return min((float(one.level) for one in found), default=1.0)


def _sites(world: Scenario, facts: Facts) -> tuple[bool, str]:
    effort = Effort(time.monotonic() + 4 * SITES_BAR_S)
    study = map_territory(world, facts, Ask(draws=0, effort=effort))
    told = ", ".join(
        f"{one.aim} {one.value:.1f} (bound {one.bound:.1f}{', proved' if one.proved else ''})"
        for one in study.sited
    )
    return not study.violations and all(one.proved for one in study.sited), told


def _arles() -> tuple[bool, str]:
    world = load("arles").scenario
    study = map_territory(world, facts_of(world).facts, Ask())
    return not study.violations and bool(study.areas), f"{len(study.areas)} areas"


def _lists(rows: int) -> tuple[bool, str]:
    listed, real = made_lists(rows)
    groups, _ = merged(listed)
    return abs(len(groups) - real) <= 0.01 * real, f"{len(groups)} outlets of {real}"


def _department(folder: Path) -> Iterator[Row]:
    files = TerritoryFiles(figures=(FILOSOFI,), lists=(LIST,))
    empty = load("arles").scenario.changed(associations=(), territory=Territory(files=files))
    facts = facts_of(empty, folder).facts
    yield _timed("department: read", BAR_S, lambda: _read(empty, folder))
    yield _timed("department: map, orientation", BAR_S, lambda: _map(empty, facts))
    yield _timed("department: 5 new points", SITES_BAR_S, lambda: _sites(empty, facts))
    yield _timed("department: the list of 2015", BAR_S, lambda: _list(empty, facts))


def _read(empty: Scenario, folder: Path) -> tuple[bool, str]:
    zones = {one.id: one for one in facts_of(empty, folder).facts.zones}
    right = len(zones) == 134 and "13055" not in zones
    right = right and all(zones[code].poverty_rate == rate for code, rate in RATES.items())
    secret = sum(one.poverty_rate is None for one in zones.values())
    return right and secret == 26, f"{len(zones)} areas, {secret} secret"


def _list(empty: Scenario, facts: Facts) -> tuple[bool, str]:
    """Tell whether communes with a centre are near one, and whether Tarascon is among the worst."""
    towns = {known.name for one in facts.points if (known := commune(one.place.commune))}
    far = [
        zone.label
        for zone in facts.zones
        if zone.label in towns
        and min(crow_km(zone.place, one.place) for one in facts.points) > FAR_KM
    ]
    communes = facts.changed(zones=tuple(one for one in facts.zones if one.id < "132"))
    study = map_territory(empty, communes, Ask(siting=False))
    ranks = {one.zone: one.rank for one in study.areas}
    rank = ranks["13108"]
    right = not far and rank is not None and rank <= empty.territory.worst
    return right, f"{len(towns)} towns, {len(far)} far, Tarascon ranks {rank} of the communes"


def _pmed(path: Path) -> tuple[bool, str]:
    """Solve OR-Library's first p-median instance, and its p-center."""
    ways, chosen = _pmed_ways(path)
    count, nothing = len(ways), np.full(len(ways), np.inf)
    median = least_way(np.ones(count), ways, nothing, chosen)
    centre = furthest_least(ways, nothing, chosen, band=1, deeper=0)
    right = (median.value, centre.value) == (5819, 127) and median.proved and centre.proved
    return right, f"p-median {median.value:g}, p-center {centre.value:g}, both proved"


def _pmed_ways(path: Path) -> tuple[Floats, int]:
    """Return the ways between all, and how many are chosen."""
    with path.open(encoding="utf-8") as file:
        lines = [[int(cell) for cell in line] for line in csv.reader(_spaced(file))]
    count, _, chosen = lines[0]
    table = np.zeros((count, count))
    for one, other, length in lines[1:]:
        table[one - 1, other - 1] = table[other - 1, one - 1] = length
    return shortest_path(table), chosen


def _is_installed(peer: str) -> bool:
    return importlib.util.find_spec(peer) is not None


def _peers(folder: Path | None) -> Iterator[Row]:
    """Yield the same instances by other libraries, where they are installed."""
    if _is_installed("access"):
        yield _timed("places for each, 900 × 330, beside access", BAR_S, _by_access)
    if _is_installed("spopt") and folder is not None and (folder / PMED).exists():
        yield _timed("pmed1, beside spopt", 10 * SITES_BAR_S, lambda: _by_spopt(folder / PMED))


def _by_access() -> tuple[bool, str]:
    """Compare the two-step floating catchment with that of ``access``."""
    rng = np.random.default_rng(1)
    demand, supply = (rng.integers(1, 900, count).astype(np.float64) for count in (900, 330))
    minutes = rng.uniform(0, 60, (900, 330))
    began = time.process_time()
    ours = places_for_each(demand, supply, minutes <= 20)
    ours_s = time.process_time() - began
    theirs, theirs_s = places_by_access(demand, supply, minutes, 20)
    apart = float(np.abs(theirs - ours).max())
    told = f"apart by {apart:.0e}; {ours_s:.4f} s of a processor, access {theirs_s:.4f}"
    return apart < 1e-9, told


def _by_spopt(path: Path) -> tuple[bool, str]:
    """Solve pmed1 with the p-median of ``spopt`` and CBC, as it comes with it."""
    ways, chosen = _pmed_ways(path)
    began = time.monotonic()
    ours = least_way(np.ones(len(ways)), ways, np.full(len(ways), np.inf), chosen)
    ours_s = time.monotonic() - began
    theirs, theirs_s = median_by_spopt(ways, chosen)
    told = f"{ours.value:g} in {ours_s:.1f} s, spopt {theirs:g} in {theirs_s:.1f} s"
    return ours.value == round(theirs) and ours.proved, told


def _spaced(file: Any) -> Iterator[str]:
    for line in file:
        if line.strip():
            yield ",".join(line.split())


register(
    Case(
        name="territory",
        summary="map of needs: 134 communes, 900 areas × 330 outlets, new points, lists merged",
        run=run_case,
        smoke={"scale": 1},
    )
)
