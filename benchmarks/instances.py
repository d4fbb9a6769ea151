"""Classic routing instances read as problems: CVRPLIB, Solomon, Li & Lim; and what is best known.

Distances are integers: rounded for CVRPLIB, truncated to a tenth for Solomon (DIMACS), to a
hundredth for Li & Lim.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from solver.routing.problem import Depot, Halt, Ints, RoutingProblem, Shipment, VehicleType, Visit

BEST: dict[str, float] = {
    "c105": 827.3,
    "r105": 1355.3,
    "r112": 948.9,
    "r204": 731.3,
    "rc105": 1513.7,
    "rc204": 783.5,
    "c1_2_4": 2625.6,
    "r1_2_3": 3373.9,
    "rc2_2_2": 2481.6,
    "lr112": 1003.77,
    "lr2_2_6": 3201.54,
}
"""Distances of the best solutions known (DIMACS; for Li & Lim with any number of vehicles)."""


class InstanceError(ValueError):
    """A file that is no instance, or a best solution that is not one of it."""


@dataclass(frozen=True)
class Instance:
    """A problem to route, and the best known of it."""

    name: str
    problem: RoutingProblem
    scale: int
    """Units of the problem in one unit of the best known."""
    best: float | None


def read(path: Path) -> Instance:
    """Return the instance of a file, its best known beside it or in ``BEST``.

    Raises
    ------
    InstanceError
        With the file, and the line where there is one.
    """
    text = path.read_text(encoding="utf-8", errors="replace")
    lines = [line.split() for line in text.splitlines()]
    kind: Callable[[Path, list[list[str]]], tuple[RoutingProblem, int]]
    if path.suffix == ".vrp":
        kind = _cvrp
    elif any(line[:1] == ["CUSTOMER"] for line in lines):
        kind = _solomon
    else:
        kind = _li_lim
    problem, scale = kind(path, lines)
    solution = path.with_suffix(".sol")
    best = BEST.get(path.stem.lower())
    if solution.is_file():
        best = _checked(solution, problem, scale)
    return Instance(path.stem, problem, scale, best)


def numbers(path: Path, number: int, words: list[str], count: int) -> list[float]:
    """Return a line's numbers.

    Raises
    ------
    InstanceError
        When there are fewer, or one is none.
    """
    try:
        values = [float(word) for word in words]
    except ValueError as error:
        raise InstanceError(f"{path.name}:{number + 1}: {error}") from None
    if len(values) < count:
        raise InstanceError(f"{path.name}:{number + 1}: {len(values)} numbers, {count} expected")
    return values


def _cvrp(path: Path, lines: list[list[str]]) -> tuple[RoutingProblem, int]:
    capacity, section = 0, ""
    points: list[list[float]] = []
    demands: list[int] = []
    for number, words in enumerate(lines):
        if not words:
            continue
        head = words[0].rstrip(":")
        if head == "CAPACITY":
            capacity = int(numbers(path, number, words[-1:], 1)[0])
        elif head == "EDGE_WEIGHT_TYPE" and words[-1] != "EUC_2D":
            raise InstanceError(f"{path.name}:{number + 1}: {words[-1]}, EUC_2D expected")
        elif head.endswith("_SECTION") or head == "EOF":
            section = head
        elif section == "NODE_COORD_SECTION":
            points.append(numbers(path, number, words, 3)[1:3])
        elif section == "DEMAND_SECTION":
            demands.append(int(numbers(path, number, words, 2)[1]))
    if capacity <= 0 or len(points) < 2 or len(points) != len(demands):
        raise InstanceError(
            f"{path.name}: capacity {capacity}, {len(points)} places, {len(demands)} demands: a "
            "CVRPLIB file with all of them was expected"
        )
    distances = np.rint(euclid(points)).astype(np.int64)
    visits = tuple(Visit(n, delivery=(demands[n],)) for n in range(1, len(points)))
    fleet = VehicleType(count=len(visits), capacity=(capacity,), start=0, end=0)
    return RoutingProblem(distances, distances, (Depot(0),), visits, (fleet,)), 1


def euclid(points: list[list[float]]) -> npt.NDArray[np.float64]:
    """Return (N, N): how far apart points are in the plane."""
    at = np.array(points)
    apart: npt.NDArray[np.float64] = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
    return apart


def _solomon(path: Path, lines: list[list[str]]) -> tuple[RoutingProblem, int]:
    fleet: list[float] = []
    rows: list[list[float]] = []
    section = ""
    for number, words in enumerate(lines):
        if not words:
            continue
        if words[0] in ("VEHICLE", "CUSTOMER"):
            section = words[0]
        elif words[0][0].isdigit() and section == "VEHICLE":
            fleet = numbers(path, number, words, 2)
        elif words[0][0].isdigit() and section == "CUSTOMER":
            rows.append(numbers(path, number, words, 7))
    if not fleet or len(rows) < 2:
        raise InstanceError(f"{path.name}: no vehicle or no customer: a Solomon file was expected")
    scale = 10
    distances = np.floor(euclid([row[1:3] for row in rows]) * scale).astype(np.int64)
    visits = tuple(
        Visit(
            n,
            delivery=(int(row[3]),),
            service=int(row[6]) * scale,
            opens=int(row[4]) * scale,
            closes=int(row[5]) * scale,
        )
        for n, row in enumerate(rows)
        if n
    )
    closes = int(rows[0][5]) * scale
    means = VehicleType(
        count=int(fleet[0]), capacity=(int(fleet[1]),), start=0, end=0, closes=closes
    )
    depot = Depot(0, closes=closes)
    return RoutingProblem(distances, distances, (depot,), visits, (means,)), scale


def _li_lim(path: Path, lines: list[list[str]]) -> tuple[RoutingProblem, int]:
    filled = [(number, words) for number, words in enumerate(lines) if words]
    if not filled:
        raise InstanceError(f"{path.name}: empty: an instance was expected")
    head = numbers(path, *filled[0], 2)
    rows = [numbers(path, number, words, 9) for number, words in filled[1:]]
    if not rows:
        raise InstanceError(f"{path.name}: no task: a Li & Lim file was expected")
    scale = 100
    distances = np.floor(euclid([row[1:3] for row in rows]) * scale).astype(np.int64)

    def halt(row: list[float]) -> Halt:
        opens, closes, service = (int(value) * scale for value in row[4:7])
        return Halt(int(row[0]), service=service, opens=opens, closes=closes)

    shipments = []
    for (number, _), row in zip(filled[2:], rows[1:], strict=True):
        target = int(row[8])
        if row[3] > 0:
            if not 0 < target < len(rows):
                raise InstanceError(f"{path.name}:{number + 1}: no task {target} to deliver to")
            shipments.append(Shipment(halt(row), halt(rows[target]), (int(row[3]),)))
    closes = int(rows[0][5]) * scale
    means = VehicleType(count=int(head[0]), capacity=(int(head[1]),), start=0, end=0, closes=closes)
    depot = Depot(0, closes=closes)
    made = RoutingProblem(distances, distances, (depot,), (), (means,), tuple(shipments))
    return made, scale


def _checked(path: Path, problem: RoutingProblem, scale: int) -> float:
    """Return the cost of a best known solution, recomputed.

    Raises
    ------
    InstanceError
        When its routes do not serve every customer once, or do not cost what it says.
    """
    routes: list[list[int]] = []
    said: float | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        words = line.replace(":", " ").split()
        if words[:1] == ["Route"]:
            routes.append([int(n) for n in numbers(path, number, words[2:], 0)])
        elif words[:1] == ["Cost"]:
            said = numbers(path, number, words[1:], 1)[0]
    served = sorted(n for route in routes for n in route)
    if said is None or served != list(range(1, len(problem.visits) + 1)):
        raise InstanceError(
            f"{path.name}: not a solution of this instance ({len(served)} customers served, "
            f"{len(problem.visits)} expected once each)"
        )
    table: Ints = problem.distances
    total = sum(
        int(table[a, b]) for route in routes for a, b in zip([0, *route], [*route, 0], strict=True)
    )
    if abs(total / scale - said) > 0.5:
        raise InstanceError(f"{path.name}: says {said:g}, its routes cost {total / scale:g}")
    return said
