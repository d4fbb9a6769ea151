"""Periodic routing (Cordeau, Gendreau & Laporte 1997): read, and judged from the file's rules.

Each customer is served on the days of one of its own combinations; each day a few vehicles leave
the depot, each at most once. The cost is the length driven, not rounded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.classics.judge import Verdict
from benchmarks.instances import InstanceError, euclid, numbers

PERIODIC = 1
"""How the first number of a file of this kind reads."""
SLACK = 1e-6
"""By which lengths that are not rounded may exceed a limit."""


@dataclass(frozen=True)
class Tour:
    """What one vehicle does on one day."""

    day: int
    """From 0."""
    customers: tuple[int, ...]


@dataclass(frozen=True)
class Periodic:
    """A file's numbers; the depot is place 0."""

    name: str
    days: int
    vans: int
    """Of each day."""
    capacity: int
    longest: float | None
    """Driving and serving, of one tour."""
    lengths: npt.NDArray[np.float64]
    demand: tuple[int, ...]
    """Of one visit."""
    service: tuple[float, ...]
    patterns: tuple[frozenset[frozenset[int]], ...]
    """Of each place: sets of days on which it may be visited."""
    best: float


def read_periodic(path: Path) -> Periodic:
    """Return what a file says, and the best known solution's cost, judged anew.

    Raises
    ------
    InstanceError
        With the file, and the line where there is one.
    """
    lines = [
        (number, numbers(path, number, line.split(), 1))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines())
        if line.split()
    ]
    head = [int(value) for value in lines[0][1]] if lines else []
    if len(head) < 4 or head[0] != PERIODIC:
        raise InstanceError(f"{path.name}: {head[:4]}; 1, vehicles, customers, days expected")
    _, vans, customers, days = head[:4]
    limits = {tuple(row[:2]) for _, row in lines[1 : days + 1]}
    rows = lines[days + 1 :]
    if len(limits) != 1 or len(rows) != customers + 1:
        raise InstanceError(
            f"{path.name}: {len(limits)} different limits of days, {len(rows)} places; the same "
            f"limits and {customers + 1} places were expected"
        )
    longest, capacity = limits.pop()
    for number, row in rows:
        if len(row) < 7 or len(row) < 7 + row[6]:
            raise InstanceError(f"{path.name}:{number + 1}: {len(row)} numbers: too few")
    read = Periodic(
        name=path.stem,
        days=days,
        vans=vans,
        capacity=int(capacity),
        longest=longest or None,
        lengths=euclid([row[1:3] for _, row in rows]),
        demand=tuple(int(row[4]) for _, row in rows),
        service=tuple(row[3] for _, row in rows),
        patterns=tuple(
            frozenset(_days(int(code), days) for code in row[7 : 7 + int(row[6])])
            for _, row in rows
        ),
        best=0.0,
    )
    return _with_best(read, path.with_suffix(".res"))


def _days(code: int, days: int) -> frozenset[int]:
    """Return the days of a combination, whose first day is its highest digit of base 2."""
    return frozenset(day for day in range(days) if code >> (days - 1 - day) & 1)


def _with_best(one: Periodic, path: Path) -> Periodic:
    said, *rows = [
        (number, numbers(path, number, line.split(), 1))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines())
        if line.split()
    ]
    tours = [
        Tour(int(row[0]) - 1, tuple(int(n) for n in row[4:] if n > 0))
        for _, row in rows
        if any(n > 0 for n in row[4:])
    ]
    told = {customer for tour in tours for customer in tour.customers}
    for customer in range(1, len(one.demand)):  # at the depot itself: a vehicle that stays in
        if customer not in told and one.lengths[0, customer] == 0:
            tours += [Tour(day, (customer,)) for day in min(one.patterns[customer], key=sorted)]
    verdict = judged_week(one, tours)
    if verdict.faults or abs(verdict.cost - said[1][0]) > 0.01:
        faults = "; ".join(verdict.faults[:3]) or f"says {said[1][0]}, costs {verdict.cost:.2f}"
        raise InstanceError(f"{path.name}: not a solution of this instance: {faults}")
    fields = {name: getattr(one, name) for name in one.__dataclass_fields__}
    return Periodic(**fields | {"best": said[1][0]})


def judged_week(one: Periodic, tours: Sequence[Tour]) -> Verdict:
    """Return what tours cost together, and the rules that they break."""
    faults: list[str] = []
    cost = 0.0
    visits: dict[int, list[int]] = {n: [] for n in range(1, len(one.demand))}
    for tour in tours:
        way = (0, *tour.customers, 0)
        length = sum(float(one.lengths[a, b]) for a, b in pairwise(way))
        cost += length
        for customer in tour.customers:
            visits[customer].append(tour.day)
        load = sum(one.demand[n] for n in tour.customers)
        if load > one.capacity:
            faults.append(f"day {tour.day + 1}: {load} carried, at most {one.capacity}")
        lasts = length + sum(one.service[n] for n in tour.customers)
        if one.longest is not None and lasts > one.longest + SLACK:
            faults.append(f"day {tour.day + 1}: {lasts:.2f} long, at most {one.longest:g}")
    for day, many in Counter(tour.day for tour in tours).items():
        if many > one.vans or not 0 <= day < one.days:
            faults.append(f"day {day + 1}: {many} vehicles, at most {one.vans}")
    for customer, mine in visits.items():
        if len(set(mine)) < len(mine) or frozenset(mine) not in one.patterns[customer]:
            shown = " ".join(str(day + 1) for day in sorted(mine))
            faults.append(f"customer {customer}: visited on days {shown or 'none'}, not allowed")
    return Verdict(cost, tuple(faults))
