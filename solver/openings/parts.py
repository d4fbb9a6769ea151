"""Parts of a calendar that share nothing: each is made by itself, and their levels add up.

Outlets share something where a group reaches both, where they may open in one sector, mode and
half-day, or where their people are counted together. Every level is a sum over such parts, and so
the least of all in order is the least of each in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, get_args

import networkx as nx

from models.openings_study import CalendarLevel, CalendarLevelName, OpeningPlan
from solver.openings.problem import CalendarProblem


@dataclass(frozen=True)
class Part:
    """Some outlets and the groups that reach them."""

    problem: CalendarProblem
    groups: tuple[int, ...]
    """Number of each of its groups in the whole."""


def parts(problem: CalendarProblem, *, rules: bool = False) -> tuple[Part, ...]:
    """Return the parts of a calendar, by their first outlet; one at least.

    Parameters
    ----------
    rules
        Parts that no rule ties together, though levels may: without any group.
    """
    if rules:
        problem = replace(problem, groups=(), reached=())
    shared: Any = nx.Graph()
    shared.add_nodes_from(range(len(problem.kept_open)))
    outlets = problem.days.openings.outlets
    for slots in problem.reached:
        mine = sorted({problem.slots[n].outlet for n in slots})
        shared.add_edges_from(pairwise(mine))
    for one in problem.slots:
        outlet = outlets[one.outlet]
        if not rules:
            shared.add_edge(one.outlet, (outlet.sector, outlet.mode, one.slot.day, one.slot.half))
        if outlet.association in problem.at_hand:
            shared.add_edge(one.outlet, outlet.association)
    for relaying in problem.relayings:
        who = problem.relays[relaying.relay].association
        if who in problem.at_hand:
            shared.add_edge(problem.slots[relaying.slot].outlet, who)
    found = [
        frozenset(one for one in together if isinstance(one, int))
        for together in nx.connected_components(shared)
    ]
    made = [_part(problem, mine) for mine in sorted(found, key=min)]
    if len(made) < 2:
        return (whole(problem),)
    nobody = tuple(g for g, slots in enumerate(problem.reached) if not slots)
    if nobody:
        first = made[0]
        with_them = replace(
            first.problem,
            groups=(*first.problem.groups, *(problem.groups[g] for g in nobody)),
            reached=(*first.problem.reached, *(() for _ in nobody)),
        )
        made[0] = Part(with_them, (*first.groups, *nobody))
    return tuple(made)


def whole(problem: CalendarProblem) -> Part:
    """Return a calendar as one part."""
    return Part(problem, tuple(range(len(problem.groups))))


def _part(problem: CalendarProblem, outlets: frozenset[int]) -> Part:
    slots = [one for one in problem.slots if one.outlet in outlets]
    slot = {one.number: n for n, one in enumerate(slots)}
    closings = [n for n, one in enumerate(problem.closings) if one.outlet in outlets]
    closing = {old: new for new, old in enumerate(closings)}
    groups = tuple(g for g, mine in enumerate(problem.reached) if mine and mine[0] in slot)
    mine = replace(
        problem,
        slots=tuple(replace(one, number=n) for n, one in enumerate(slots)),
        closings=tuple(problem.closings[n] for n in closings),
        relayings=tuple(
            replace(one, closing=closing[one.closing], slot=slot[one.slot])
            for one in problem.relayings
            if one.slot in slot
        ),
        groups=tuple(problem.groups[g] for g in groups),
        reached=tuple(tuple(slot[n] for n in problem.reached[g]) for g in groups),
        kept_open=tuple(kept if n in outlets else 0 for n, kept in enumerate(problem.kept_open)),
    )
    return Part(mine, groups)


def joined(problem: CalendarProblem, plans: Sequence[OpeningPlan]) -> OpeningPlan:
    """Return the calendar of which some are the parts."""
    together = OpeningPlan(
        slots=tuple(one for plan in plans for one in plan.slots),
        closures=tuple(one for plan in plans for one in plan.closures),
        relays=tuple(one for plan in plans for one in plan.relays),
    )
    return problem.plan(*problem.numbers(together))


@dataclass(frozen=True)
class PartLevels:
    """What the levels of a part came to."""

    groups: int
    levels: tuple[CalendarLevel, ...]
    worst: Mapping[CalendarLevelName, int]
    """Longest wait of its groups, for each way in which waits are counted."""
    least: Mapping[CalendarLevelName, int]
    """Shortest of the waits below which no calendar brings its groups, likewise."""

    def of(self, name: CalendarLevelName, days: int | None) -> tuple[int, int, bool]:
        """Return the value and the bound of a level, and whether it is proved."""
        for one in self.levels:
            if (one.level, one.beyond_days) == (name, days):
                return one.value, one.bound, one.proved
        # beyond the longest nobody waits; within what no calendar shortens all do
        longest = self.worst.get(name, 0)
        everyone = self.groups if days is not None and days < longest else 0
        return everyone, everyone, True


def added(parts: Sequence[PartLevels]) -> tuple[CalendarLevel, ...]:
    """Return the levels of a calendar from those of its parts."""
    found = []
    for name, days in _named(parts):
        values, bounds, proved = zip(*(part.of(name, days) for part in parts), strict=True)
        found.append(
            CalendarLevel(
                level=name,
                beyond_days=days,
                value=sum(values),
                bound=sum(bounds),
                proved=all(proved),
            )
        )
    return tuple(found)


def _named(
    parts: Sequence[PartLevels],
) -> Iterator[tuple[CalendarLevelName, int | None]]:
    """Yield each level of any part, in order; of waits, each length from the longest on."""
    had = {one.level for part in parts for one in part.levels}
    for name in get_args(CalendarLevelName):
        waited = [(part.worst[name], part.least[name]) for part in parts if name in part.worst]
        if waited:
            longest, shortest = max(one for one, _ in waited), min(one for _, one in waited)
            yield from ((name, days) for days in range(longest - 1, shortest - 1, -1))
        elif name in had:
            yield name, None
