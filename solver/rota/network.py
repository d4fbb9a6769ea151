"""The rota as a network: people → fortnight → week → day → half-day → duty, and empty places.

From one source flow as many units as there are places: through people, each unit a placement, or
through an association's shortage, each unit an empty place. What a person does in all, and what an
association lacks, leaves the source by arcs of one unit each, dearer and dearer, so that a cheapest
flow has the fairest loads and the most even shortages. Day, week and fortnight nodes are left out
where their caps cannot bind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from models.rota_study import ROTA_LEVELS, RotaLevel
from models.volunteers import Volunteer
from solver.rota.problem import HalfDay, RotaProblem, fortnight_cap

Ints = npt.NDArray[np.int64]
LOWEST_RANK = 10
"""An empty place of rank r costs this less r: filling in this order is filling rank by rank, as
sets of places that can be filled are a matroid."""


@dataclass(frozen=True)
class Network:
    """Nodes and arcs; costs by level."""

    names: tuple[str, ...]
    parents: tuple[int, ...]
    """The node whose price a node has unless another is told; -1: none."""
    supply: Ints
    tail: Ints
    head: Ints
    lower: Ints
    upper: Ints
    costs: dict[RotaLevel, Ints]
    placed: tuple[tuple[int, int, int], ...]
    """Arc, person and duty of each possible placement."""
    empty: tuple[tuple[int, int], ...]
    """Arc and duty of empty places."""
    kept: int
    """Placements kept that are possible."""

    @property
    def levels(self) -> tuple[RotaLevel, ...]:
        """The levels that have a meaning here, in order."""
        return tuple(self.costs)


@dataclass
class _Growing:
    """A network in the making."""

    names: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    supply: list[int] = field(default_factory=list)
    arcs: list[tuple[int, int, int, int]] = field(default_factory=list)
    costs: dict[RotaLevel, dict[int, int]] = field(
        default_factory=lambda: {level: {} for level in ROTA_LEVELS}
    )
    placed: list[tuple[int, int, int]] = field(default_factory=list)
    empty: list[tuple[int, int]] = field(default_factory=list)

    def node(self, name: str, parent: int = -1, supply: int = 0) -> int:
        self.names.append(name)
        self.parents.append(parent)
        self.supply.append(supply)
        return len(self.names) - 1

    def arc(self, tail: int, head: int, upper: int, lower: int = 0) -> int:
        self.arcs.append((tail, head, lower, upper))
        return len(self.arcs) - 1


def network(problem: RotaProblem) -> Network:
    """Return the network of a problem whose decisions hold together."""
    made = _Growing()
    source = made.node(":source", supply=problem.places)
    doors = [made.node(f"duty:{one.id}", supply=-one.places) for one in problem.duties]
    _shortages(made, problem, source, doors)
    must: dict[tuple[int, int], set[int]] = {}
    half_of = [
        {duty: n for n, half in enumerate(mine) for duty in half.duties}
        for mine in problem.half_days
    ]
    for one in problem.musts:
        key = (one.person, half_of[one.person][one.duties[0]])
        must[key] = must.get(key, set(one.duties)) & set(one.duties)
    for person in range(len(problem.people)):
        _person(made, problem, person, source, doors, must)
    skipped = set()
    if problem.rules.kept is None:
        skipped.add("changes")
    if problem.rules.before is None:
        skipped.add("continuity")
    arcs = np.array(made.arcs, dtype=np.int64).reshape(-1, 4)
    return Network(
        tuple(made.names),
        tuple(made.parents),
        np.array(made.supply, dtype=np.int64),
        arcs[:, 0],
        arcs[:, 1],
        arcs[:, 2],
        arcs[:, 3],
        {
            level: _filled(len(arcs), costs)
            for level, costs in made.costs.items()
            if level not in skipped
        },
        tuple(made.placed),
        tuple(made.empty),
        len(problem.kept),
    )


def _filled(size: int, costs: dict[int, int]) -> Ints:
    found = np.zeros(size, dtype=np.int64)
    found[list(costs)] = list(costs.values())
    return found


def shortage_ranks(places: dict[str, int]) -> dict[str, tuple[int, ...]]:
    """Return what the first, second … empty place of each association costs.

    The rank of the share of its places that it then lacks, among all shares there may be: as what
    is dear is avoided first, the cheapest has the lowest highest share, then the lowest next one.

    Examples
    --------
    >>> shortage_ranks({"a": 2, "b": 4})
    {'a': (2, 4), 'b': (1, 2, 3, 4)}
    """
    shares = sorted({k / n for n in places.values() for k in range(1, n + 1)})
    rank = {share: number for number, share in enumerate(shares, start=1)}
    return {who: tuple(rank[k / n] for k in range(1, n + 1)) for who, n in places.items()}


def places_by_association(problem: RotaProblem) -> dict[str, int]:
    """Return how many places each association has, in the order of their first duties."""
    found: dict[str, int] = dict.fromkeys(problem.associations, 0)
    for one in problem.duties:
        found[one.association] += one.places
    return found


def _shortages(made: _Growing, problem: RotaProblem, source: int, doors: Sequence[int]) -> None:
    short = {who: made.node(f"short:{who}") for who in problem.associations}
    for who, ranks in shortage_ranks(places_by_association(problem)).items():
        for cost in ranks:
            made.costs["spread"][made.arc(source, short[who], 1)] = cost
    for number, duty in enumerate(problem.duties):
        arc = made.arc(short[duty.association], doors[number], duty.places)
        made.costs["filled"][arc] = LOWEST_RANK - duty.priority
        made.empty.append((arc, number))


class _Cap(NamedTuple):
    """A cap on the half-days that have something in common."""

    of: Callable[[HalfDay], object]
    letter: str
    most: Callable[[Volunteer], int]


_CAPS = (
    _Cap(lambda half: half.week // 2, "f", fortnight_cap),
    _Cap(lambda half: half.week, "w", lambda who: who.max_per_week),
    _Cap(lambda half: half.when, "", lambda who: who.max_per_day),
)
"""From the outermost in."""


def _person(
    made: _Growing,
    problem: RotaProblem,
    person: int,
    source: int,
    doors: Sequence[int],
    must: dict[tuple[int, int], set[int]],
) -> None:
    who = problem.people[person]
    halves = list(enumerate(problem.half_days[person]))
    if not halves:
        return
    root = made.node(who.id, source)

    def below(
        parent: int, path: str, cap: int, parts: Iterable[tuple[int, HalfDay]], level: int
    ) -> int:
        """Add what is below a node, and the node itself where its cap may bind; return its most."""
        there = list(parts)
        mosts = _mosts(there, level)
        node = parent
        if sum(mosts) > cap:
            node = made.node(path, parent)
            made.arc(parent, node, cap)
        if level == len(_CAPS):
            for number, half in there:
                _half_day(made, problem, person, node, path, number, half, doors, must)
            return min(cap, sum(mosts))
        inner = _CAPS[level]
        found = 0
        for group, mine in groupby(there, key=lambda one: inner.of(one[1])):
            name = f"{path}/{inner.letter}{group}"
            found += below(node, name, inner.most(who), mine, level + 1)
        return min(cap, found)

    def _mosts(there: list[tuple[int, HalfDay]], level: int) -> list[int]:
        """Return what each part directly below may take at most."""
        if level == len(_CAPS):
            return [1] * len(there)
        inner = _CAPS[level]
        return [
            min(inner.most(who), sum(_mosts(list(mine), level + 1)))
            for _, mine in groupby(there, key=lambda one: inner.of(one[1]))
        ]

    most = below(root, who.id, len(halves), halves, 0)
    for count in range(1, most + 1):
        made.costs["loads"][made.arc(source, root, 1)] = count


def _half_day(
    made: _Growing,
    problem: RotaProblem,
    person: int,
    parent: int,
    path: str,
    number: int,
    half: HalfDay,
    doors: Sequence[int],
    must: dict[tuple[int, int], set[int]],
) -> None:
    bound = must.get((person, number))
    node = parent
    if len(half.duties) > 1 or bound is not None:
        node = made.node(f"{path}/{half.shift}", parent)
        made.arc(parent, node, 1, lower=int(bound is not None))
    for duty in half.duties:
        if bound is not None and duty not in bound:
            continue
        arc = made.arc(node, doors[duty], 1)
        made.placed.append((arc, person, duty))
        if problem.cost(person, half, duty):
            made.costs["wishes"][arc] = 1
        if (person, duty) in problem.kept:
            made.costs["changes"][arc] = -1
        if (person, duty) not in problem.continued:
            made.costs["continuity"][arc] = 1
