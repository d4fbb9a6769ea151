"""A vehicle-routing problem on neutral arrays: integers only, no idea of food or associations.

Seconds, metres and loads are integers; money is in whatever unit the caller scales to. Service of
a visit starts within ``[opens, closes]``; waiting is allowed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
FAR = 10**9
"""Larger than any time or distance: no limit."""


class Feature(Enum):
    """What a problem asks of an engine."""

    WINDOWS = "time windows"
    MIXED_FLEET = "mixed fleet"
    LOADS = "several load dimensions"
    OPTIONAL = "optional visits with prizes"
    RELOADS = "several trips by reloading"
    SHIPMENTS = "paired pick-ups and deliveries"
    RELEASE = "release times"
    GROUPS = "exclusive groups"
    ACCESS = "visits closed to some vehicles"
    DISTANCE = "limits of distance"


@dataclass(frozen=True)
class Depot:
    """Where vehicles start, end or reload."""

    location: int
    opens: int = 0
    closes: int = FAR
    service: int = 0


@dataclass(frozen=True)
class Visit:
    """A place to serve: goods brought to it, goods collected from it."""

    location: int
    delivery: tuple[int, ...] = ()
    pickup: tuple[int, ...] = ()
    service: int = 0
    opens: int = 0
    closes: int = FAR
    release: int = 0
    prize: int = 0
    required: bool = True
    group: int | None = None
    """At most one visit of a group is made."""


@dataclass(frozen=True)
class Halt:
    """One end of a shipment."""

    location: int
    service: int = 0
    opens: int = 0
    closes: int = FAR


@dataclass(frozen=True)
class Shipment:
    """Goods taken at one place and brought to another by the same vehicle."""

    pickup: Halt
    delivery: Halt
    amount: tuple[int, ...]
    prize: int = 0
    required: bool = True

    @property
    def halts(self) -> tuple[Halt, Halt]:
        """Both ends, in order."""
        return self.pickup, self.delivery


@dataclass(frozen=True)
class VehicleType:
    """Some vehicles alike."""

    count: int
    capacity: tuple[int, ...]
    start: int
    """Depot where they start."""
    end: int
    opens: int = 0
    closes: int = FAR
    max_duration: int = FAR
    max_distance: int = FAR
    fixed_cost: int = 0
    cost_per_metre: int = 1
    cost_per_second: int = 0
    reloads: tuple[int, ...] = ()
    """Depots at which they may unload and load again."""
    max_reloads: int = 0
    allowed: frozenset[int] | None = None
    """Visits that they may make; all when absent."""


class ProblemError(ValueError):
    """A problem that makes no sense; every fault is named."""


@dataclass(frozen=True)
class RoutingProblem:
    """Places, what is asked there, and the vehicles."""

    durations: Ints
    """(L, L): seconds."""
    distances: Ints
    """(L, L): metres."""
    depots: tuple[Depot, ...]
    visits: tuple[Visit, ...]
    vehicles: tuple[VehicleType, ...]
    shipments: tuple[Shipment, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what makes no sense.

        Raises
        ------
        ProblemError
            With every fault.
        """
        faults = [*_matrix_faults(self), *_index_faults(self)]
        if faults:
            raise ProblemError("; ".join(faults))

    @property
    def dimensions(self) -> int:
        """Number of load dimensions."""
        return max((len(vehicle.capacity) for vehicle in self.vehicles), default=0)

    @property
    def features(self) -> frozenset[Feature]:
        """What an engine must be able to do."""
        optional = [v.required for v in self.visits] + [s.required for s in self.shipments]
        limited = [
            *(v.opens > 0 or v.closes < FAR for v in self.visits),
            *(h.opens > 0 or h.closes < FAR for s in self.shipments for h in s.halts),
        ]
        tests = {
            Feature.WINDOWS: any(limited),
            Feature.MIXED_FLEET: len(self.vehicles) > 1,
            Feature.LOADS: self.dimensions > 1,
            Feature.OPTIONAL: not all(optional),
            Feature.RELOADS: any(v.reloads and v.max_reloads for v in self.vehicles),
            Feature.SHIPMENTS: bool(self.shipments),
            Feature.RELEASE: any(v.release > 0 for v in self.visits),
            Feature.GROUPS: any(v.group is not None for v in self.visits),
            Feature.ACCESS: any(v.allowed is not None for v in self.vehicles),
            Feature.DISTANCE: any(v.max_distance < FAR for v in self.vehicles),
        }
        return frozenset(feature for feature, asked in tests.items() if asked)


def _matrix_faults(problem: RoutingProblem) -> list[str]:
    faults = []
    for name in ("durations", "distances"):
        table = getattr(problem, name)
        if table.ndim != 2 or table.shape[0] != table.shape[1]:
            faults.append(f"{name}: shape {table.shape}, a square was expected")
        elif not np.issubdtype(table.dtype, np.integer):
            faults.append(f"{name}: {table.dtype}, integers were expected")
        elif (table < 0).any():
            row, column = np.argwhere(table < 0)[0]
            faults.append(f"{name}: hole or negative value from {row} to {column}")
    if problem.durations.shape != problem.distances.shape:
        faults.append("durations and distances differ in shape")
    return faults


def _index_faults(problem: RoutingProblem) -> list[str]:
    size = len(problem.durations)
    places = [
        *((f"depot {n}", d.location) for n, d in enumerate(problem.depots)),
        *((f"visit {n}", v.location) for n, v in enumerate(problem.visits)),
        *((f"shipment {n}", s.pickup.location) for n, s in enumerate(problem.shipments)),
        *((f"shipment {n}", s.delivery.location) for n, s in enumerate(problem.shipments)),
    ]
    faults = [f"{what}: unknown location {at}" for what, at in places if not 0 <= at < size]
    for number, vehicle in enumerate(problem.vehicles):
        depots = (vehicle.start, vehicle.end, *vehicle.reloads)
        faults += [
            f"vehicle {number}: unknown depot {depot}"
            for depot in depots
            if not 0 <= depot < len(problem.depots)
        ]
        if vehicle.count < 1:
            faults.append(f"vehicle {number}: count {vehicle.count}, at least 1 was expected")
    dimensions = problem.dimensions
    for number, visit in enumerate(problem.visits):
        if any(len(load) not in (0, dimensions) for load in (visit.delivery, visit.pickup)):
            faults.append(f"visit {number}: {dimensions} load dimensions were expected")
        if min((*visit.delivery, *visit.pickup, 0)) < 0:
            faults.append(f"visit {number}: negative load")
        if visit.closes < visit.opens:
            faults.append(f"visit {number}: closes before it opens")
    return faults
