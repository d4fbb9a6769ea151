"""What a file in PyVRP's dialect of VRPLIB says, in whole numbers, before anything is made of it.

Distances are rounded as each kind's best known solutions are: several depots (``MDVRPTW``) to a
thousandth, several trips (``MTVRPTWR``) truncated to a tenth. Heterogeneous fleets (``HFVRP``) are
planned to a tenth and judged without any rounding. Times are in the unit of distances. Locations
are numbered from 0, depots first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.instances import InstanceError, euclid, numbers
from solver.routing.problem import FAR, Ints


@dataclass(frozen=True)
class Rounding:
    """How one kind of file is rounded."""

    scale: int
    """Units of distance and time in one of the file."""
    whole: Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]]
    per_cost: int
    """Units of what the judge adds up in one of the best known."""
    judged_whole: bool = True
    """Whether the best known adds up rounded distances."""


ROUNDINGS: dict[str, Rounding] = {
    "HFVRP": Rounding(10, np.rint, 100, judged_whole=False),
    "MDVRPTW": Rounding(1000, np.rint, 1),
    "MTVRPTWR": Rounding(10, np.floor, 1),
}


@dataclass(frozen=True)
class Van:
    """One vehicle of the file."""

    depot: int
    capacity: int
    fixed_cost: int
    """In the unit of what the judge adds up."""
    cost_per_unit: int
    """Of distance."""
    max_duration: int
    reloads: tuple[int, ...]
    """Depots at which it may load again, as often as it likes."""


@dataclass(frozen=True)
class Raw:
    """A file's numbers."""

    name: str
    rounding: Rounding
    depots: int
    distances: Ints
    """(L, L): also how long they take."""
    lengths: npt.NDArray[np.float64]
    """(L, L): what the best known adds up."""
    demand: Ints
    service: Ints
    opens: Ints
    closes: Ints
    release: Ints
    """(L,) each: earliest moment at which a load for the place may leave its depot."""
    vans: tuple[Van, ...]


class _File:
    """Heads and sections of a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.heads: dict[str, tuple[int, str]] = {}
        self.sections: dict[str, list[tuple[int, list[float]]]] = {}
        rows: list[tuple[int, list[float]]] | None = None
        text = path.read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.splitlines()):
            words = line.split()
            if not words:
                continue
            if words[0].rstrip(":").endswith("_SECTION"):
                rows = self.sections.setdefault(words[0].rstrip(":"), [])
            elif words[0] == "EOF":
                rows = None
            elif rows is not None:
                rows.append((number, numbers(path, number, words, 1)))
            elif ":" in line:
                name, _, value = line.partition(":")
                self.heads[name.strip()] = (number, value.strip())

    def head(self, name: str, default: float | None = None) -> float:
        """Return a number of the head; what stands in for it where the file has none."""
        if name not in self.heads:
            if default is None:
                raise InstanceError(f"{self.path.name}: no {name}, a number was expected")
            return default
        number, value = self.heads[name]
        return numbers(self.path, number, value.split(), 1)[0]

    def rows(self, name: str, many: int, width: int) -> npt.NDArray[np.float64] | None:
        """Return a section's numbers, one row after the other; none where the file has none."""
        if name not in self.sections:
            return None
        found = self.sections[name]
        if len(found) != many:
            raise InstanceError(f"{self.path.name}: {name}: {len(found)} rows, {many} expected")
        for number, row in found:
            if len(row) < width + 1:
                said = f"{len(row)} numbers, {width + 1} expected"
                raise InstanceError(f"{self.path.name}:{number + 1}: {said}")
        return np.array([row[1 : width + 1] for _, row in found])


def read_raw(path: Path) -> Raw:
    """Return what a file says.

    Raises
    ------
    InstanceError
        With the file, and the line where there is one.
    """
    file = _File(path)
    kind = file.heads.get("TYPE", (0, ""))[1]
    if kind not in ROUNDINGS or file.heads.get("EDGE_WEIGHT_TYPE", (0, ""))[1] != "EUC_2D":
        known = ", ".join(ROUNDINGS)
        raise InstanceError(f"{path.name}: type {kind!r}; one of {known}, EUC_2D, was expected")
    rounding = ROUNDINGS[kind]
    size, vans = int(file.head("DIMENSION")), int(file.head("VEHICLES"))
    points = file.rows("NODE_COORD_SECTION", size, 2)
    demand = file.rows("DEMAND_SECTION", size, 1)
    if points is None or demand is None:
        raise InstanceError(f"{path.name}: no places or no demands, both were expected")
    depots = [int(row[0]) for _, row in file.sections.get("DEPOT_SECTION", []) if row[0] > 0]
    if depots != list(range(1, len(depots) + 1)) or not 0 < len(depots) < size:
        raise InstanceError(f"{path.name}: depots {depots}, the first places were expected")

    def times(section: str, width: int, default: float) -> npt.NDArray[np.float64]:
        found = file.rows(section, size, width)
        return np.full((size, width), default) if found is None else found * rounding.scale

    service = times("SERVICE_TIME_SECTION", 1, rounding.scale * file.head("SERVICE_TIME", 0))[:, 0]
    service[: len(depots)] = 0
    windows = file.rows("TIME_WINDOW_SECTION", size, 2)
    windows = np.array([[0, FAR]] * size) if windows is None else windows * rounding.scale
    apart = euclid(points.tolist())
    distances = rounding.whole(apart * rounding.scale)
    return Raw(
        name=path.stem,
        rounding=rounding,
        depots=len(depots),
        distances=distances.astype(np.int64),
        lengths=distances if rounding.judged_whole else apart,
        demand=demand[:, 0].astype(np.int64),
        service=np.rint(service).astype(np.int64),
        opens=np.rint(windows[:, 0]).astype(np.int64),
        closes=np.rint(windows[:, 1]).astype(np.int64),
        release=np.rint(times("RELEASE_TIME_SECTION", 1, 0)[:, 0]).astype(np.int64),
        vans=_vans(file, vans, rounding.scale),
    )


def _vans(file: _File, many: int, scale: int) -> tuple[Van, ...]:
    """Return the vehicles: where they differ, a section tells each; else one number of the head."""

    def each(section: str, head: str, default: float | None = None) -> list[int]:
        found = file.rows(section, many, 1)
        if found is None:
            return [int(file.head(head, default))] * many
        return [int(value) for value in found[:, 0]]

    reloads = file.rows("VEHICLES_RELOAD_DEPOT_SECTION", many, 1)
    longest = file.head("VEHICLES_MAX_DURATION", FAR)
    return tuple(
        Van(depot - 1, capacity, fixed, unit, duration, () if reload is None else (reload - 1,))
        for depot, capacity, fixed, unit, duration, reload in zip(
            each("VEHICLES_DEPOT_SECTION", "VEHICLES_DEPOT", 1),
            each("CAPACITY_SECTION", "CAPACITY"),
            each("VEHICLES_FIXED_COST_SECTION", "VEHICLES_FIXED_COST", 0),
            each("VEHICLES_UNIT_DISTANCE_COST_SECTION", "VEHICLES_UNIT_DISTANCE_COST", 1),
            [FAR if longest >= FAR else int(longest * scale)] * many,
            [None] * many if reloads is None else [int(value) for value in reloads[:, 0]],
            strict=True,
        )
    )
