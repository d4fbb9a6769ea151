"""The fairest levels, exactly: groups that some outlets limit together, lowest first.

Each group asks for a multiple of its need; at the largest multiple that all can have, a minimum
cut shows whom it binds and where (Megiddo 1974; Dinkelbach's steps on cuts). They leave with their
outlets, and the rest goes on. In integers throughout: no tolerance decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction

from solver.orientation.problem import Orienting


@dataclass(frozen=True)
class Block:
    """Groups of one level, and the outlets that limit them; none limits those served whole."""

    level: Fraction
    groups: tuple[str, ...]
    outlets: tuple[str, ...] = ()


def blocks(problem: Orienting) -> tuple[Block, ...]:
    """Return the groups by their fairest level, lowest first."""
    found = []
    groups = [name for name, need in problem.need.items() if need > 0]
    outlets = list(problem.capacity)
    while groups:
        block = _lowest(problem, groups, outlets)
        found.append(block)
        groups = [name for name in groups if name not in block.groups]
        outlets = [name for name in outlets if name not in block.outlets]
    return tuple(found)


def _lowest(problem: Orienting, groups: list[str], outlets: list[str]) -> Block:
    """Return the groups that have least, at the largest level that all of these can have."""
    level = Fraction(1)
    while True:
        graph = _Graph(problem, groups, outlets, level)
        short = graph.short()
        if short is None:
            break
        near = {one for name in short for one in problem.reached[name] if one in outlets}
        level = Fraction(
            sum(problem.capacity[one] or 0 for one in near),
            sum(problem.need[name] for name in short),
        )
        if level == 0:
            return Block(level, tuple(short), tuple(sorted(near)))
    if level == 1:
        return Block(level, tuple(groups))
    bound = graph.bound()
    near = {one for name in bound for one in problem.reached[name] if one in outlets}
    return Block(level, tuple(bound), tuple(sorted(near)))


class _Graph:
    """A flow from groups to outlets at one level, scaled to whole numbers."""

    def __init__(
        self, problem: Orienting, groups: list[str], outlets: list[str], level: Fraction
    ) -> None:
        from ortools.graph.python import max_flow

        self._groups, self._outlets = groups, outlets
        self._at = {name: n + 2 for n, name in enumerate([*groups, *outlets])}
        self._flow = max_flow.SimpleMaxFlow()
        total = sum(problem.need[name] for name in groups) * level.numerator
        self._total = total
        for name in groups:
            self._flow.add_arc_with_capacity(
                0, self._at[name], problem.need[name] * level.numerator
            )
        here = set(outlets)
        for name in groups:
            for one in problem.reached[name]:
                if one in here:
                    self._flow.add_arc_with_capacity(self._at[name], self._at[one], total)
        for one in outlets:
            had = problem.capacity[one]
            most = total if had is None else had * level.denominator
            self._flow.add_arc_with_capacity(self._at[one], 1, most)
        self._flow.solve(0, 1)

    def short(self) -> list[str] | None:
        """Return the groups of a minimum cut where not all is met; none where it is."""
        if self._flow.optimal_flow() == self._total:
            return None
        cut = set(self._flow.get_source_side_min_cut())
        return [name for name in self._groups if self._at[name] in cut]

    def bound(self) -> list[str]:
        """Return the groups from which no way leads on where there is room."""
        free = self._with_room()
        return [name for name in self._groups if self._at[name] not in free]

    def _with_room(self) -> Collection[int]:
        """Return the nodes from which the end can still be reached."""
        back: dict[int, list[int]] = {}
        for tail, head in self._residual():
            back.setdefault(head, []).append(tail)
        found, open_ = {1}, [1]
        while open_:
            for node in back.get(open_.pop(), ()):
                if node not in found:
                    found.add(node)
                    open_.append(node)
        return found

    def _residual(self) -> Iterator[tuple[int, int]]:
        flow = self._flow
        for arc in range(flow.num_arcs()):
            tail, head = flow.tail(arc), flow.head(arc)
            if flow.flow(arc) < flow.capacity(arc):
                yield tail, head
            if flow.flow(arc) > 0:
                yield head, tail
