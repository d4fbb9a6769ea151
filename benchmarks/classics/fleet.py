"""Fleets, depots and trips as one routing problem, and a solution told in the file's own words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks.classics.judge import Run, judged
from benchmarks.classics.raw import Raw, read_raw
from benchmarks.instances import InstanceError, numbers
from solver.routing.base import Solution
from solver.routing.problem import Depot, RoutingProblem, VehicleType, Visit


@dataclass(frozen=True)
class Classic:
    """A file's problem, and the best known of it, judged anew."""

    raw: Raw
    problem: RoutingProblem
    best: float

    def told(self, solution: Solution) -> list[Run]:
        """Return a solution as the file's vehicles and places; ``IndexError`` if vans run out."""
        visits = self.problem.visits
        of_kind: dict[object, list[int]] = {}
        for number, van in enumerate(self.raw.vans):
            of_kind.setdefault(van, []).append(number)
        free = [list(mine) for mine in of_kind.values()]
        return [
            Run(
                free[route.vehicle].pop(0),
                tuple(
                    step.index if step.kind == "reload" else visits[step.index].location
                    for step in route.steps
                ),
            )
            for route in solution.routes
        ]


def read_classic(path: Path) -> Classic:
    """Return the problem of a file, and the cost of the best known solution beside it.

    Raises
    ------
    InstanceError
        When either cannot be read, or the solution breaks a rule or costs something else.
    """
    raw = read_raw(path)
    return Classic(raw, _problem(raw), _best(path.with_suffix(".sol"), raw))


def _problem(raw: Raw) -> RoutingProblem:
    far = len(raw.demand)
    visits = tuple(
        Visit(
            n,
            delivery=(int(raw.demand[n]),),
            service=int(raw.service[n]),
            opens=int(raw.opens[n]),
            closes=int(raw.closes[n]),
            release=int(raw.release[n]),
        )
        for n in range(raw.depots, far)
    )
    depots = tuple(Depot(n, int(raw.opens[n]), int(raw.closes[n])) for n in range(raw.depots))
    fleet = tuple(
        VehicleType(
            count=count,
            capacity=(van.capacity,),
            start=van.depot,
            end=van.depot,
            max_duration=van.max_duration,
            fixed_cost=van.fixed_cost * (1 if raw.rounding.judged_whole else raw.rounding.scale),
            cost_per_metre=van.cost_per_unit,
            reloads=van.reloads,
            max_reloads=len(visits) if van.reloads else 0,
        )
        for van, count in Counter(raw.vans).items()
    )
    return RoutingProblem(raw.distances, raw.distances, depots, visits, fleet)


def _best(path: Path, raw: Raw) -> float:
    runs, said = [], None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        words = line.replace(":", " ").replace("#", " ").split()
        if words[:1] == ["Route"]:
            van, *places = (int(n) for n in numbers(path, number, words[1:], 1))
            if places:
                runs.append(Run(van - 1, tuple(places)))
        elif words[:1] == ["Cost"]:
            said = numbers(path, number, words[1:], 1)[0]
    verdict = judged(raw, runs)
    if said is None or verdict.faults or abs(verdict.cost - said) > 0.01:
        faults = "; ".join(verdict.faults[:3]) or f"says {said}, costs {verdict.cost}"
        raise InstanceError(f"{path.name}: not a solution of this instance: {faults}")
    return said
