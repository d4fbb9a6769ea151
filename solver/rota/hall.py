"""Why places stay empty: sets of places that too few people can fill (Hall, 1935)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from models.calendar import DAY_NUMBER, Day
from models.rota_study import HallSet
from solver.rota.fill import Filled
from solver.rota.problem import RotaProblem, fortnight_cap

Group = tuple[tuple[str, ...], Day, str]
"""Skills, day of the week and half-day of empty places."""
FEW = 60
"""Groups of duties that are left out one by one to make a set small, at most: a larger set is told
as it is."""


def empty_groups(problem: RotaProblem, empty: Sequence[int]) -> dict[Group, int]:
    """Return the empty places by skills, weekday and half-day, the first rank and day first."""
    found: Counter[Group] = Counter()
    rank: dict[Group, int] = {}
    for number, duty in enumerate(problem.duties):
        if empty[number]:
            group = (tuple(sorted(duty.skills)), duty.day, duty.shift)
            found[group] += empty[number]
            rank[group] = min(duty.priority, rank.get(group, 9))
    order = sorted(found, key=lambda one: (rank[one], DAY_NUMBER[one[1]], one[2], one[0]))
    return {group: found[group] for group in order}


def hall_sets(filled: Filled) -> tuple[HallSet, ...]:
    """Return for each group of empty places a set that proves as many empty as it can.

    First all places of these skills on that half-day, then on that day, then on all days, then the
    places whose people could be moved to the empty ones, one after the other. None is returned for
    a group that no set explains: places that pairings or week-ends apart leave empty.
    """
    problem = filled.problem
    empty = filled.empty
    most, moves = _Most(problem), _Moves(filled)
    found = []
    for group, count in empty_groups(problem, empty).items():
        skills, day, shift = group
        alike = [n for n, duty in enumerate(problem.duties) if set(skills) <= set(duty.skills)]
        on_day = [n for n in alike if problem.duties[n].day == day]
        tried = [
            [n for n in on_day if problem.duties[n].shift == shift],
            on_day,
            *([alike] if skills else []),
        ]
        chosen = next((one for one in tried if most.lacks(one) >= count), None)
        if chosen is None:
            chosen = _smaller(problem, most, moves.reaching(group), count)
        lacking = most.lacks(chosen)
        if lacking <= 0:
            continue
        found.append(
            HallSet(
                duties=tuple(problem.duties[n].id for n in sorted(chosen)),
                people=tuple(problem.people[who].id for who in most.able(chosen)),
                places=sum(problem.duties[n].places for n in chosen),
                at_most=sum(problem.duties[n].places for n in chosen) - lacking,
                skills=skills,
                day=day,
                shift=shift,
                empty=count,
            )
        )
    return tuple(found)


class _Most:
    """What people do at most in some duties, their caps and decisions held."""

    def __init__(self, problem: RotaProblem) -> None:
        self._problem = problem
        self._of: dict[int, list[int]] = defaultdict(list)
        """People by duty."""
        for who, halves in enumerate(problem.half_days):
            for half in halves:
                for duty in half.duties:
                    self._of[duty].append(who)
        must: dict[int, set[int]] = defaultdict(set)
        for one in problem.musts:
            must[one.person] |= set(one.duties)
        self._halves = [
            [
                (half.when, half.week, frozenset(half.duties), must[who] & set(half.duties))
                for half in halves
            ]
            for who, halves in enumerate(problem.half_days)
        ]

    def able(self, duties: Iterable[int]) -> list[int]:
        """Return the people who may do one of some duties."""
        return sorted({who for duty in duties for who in self._of[duty]})

    def lacks(self, duties: Iterable[int]) -> int:
        """Return how many places of some duties stay empty at least."""
        chosen = frozenset(duties)
        places = sum(self._problem.duties[n].places for n in chosen)
        return places - sum(self.by(who, chosen) for who in self.able(chosen))

    def by(self, who: int, chosen: frozenset[int]) -> int:
        """Return how many of some duties one person does at most."""
        person = self._problem.people[who]
        days: dict[tuple[int, date], list[int]] = {}
        for when, week, duties, due in self._halves[who]:
            here = not chosen.isdisjoint(due or duties)
            counts = days.setdefault((week, when), [0, 0])
            counts[0] += here
            counts[1] += bool(due) and not here
        weeks: dict[int, list[int]] = {}
        for (week, _), (able, due_elsewhere) in days.items():
            counts = weeks.setdefault(week, [0, 0])
            counts[0] += min(able, person.max_per_day - due_elsewhere)
            counts[1] += due_elsewhere
        fortnights: dict[int, list[int]] = {}
        for week, (able, due_elsewhere) in weeks.items():
            counts = fortnights.setdefault(week // 2, [0, 0])
            counts[0] += min(able, person.max_per_week - due_elsewhere)
            counts[1] += due_elsewhere
        most = fortnight_cap(person)
        return sum(min(able, most - due) for able, due in fortnights.values())


class _Moves:
    """Whose place may be given to whom: the arcs of the flow that may still change, backwards."""

    def __init__(self, filled: Filled) -> None:
        net, flow = filled.net, filled.flow
        self._filled = filled
        short = np.array([name.startswith("short:") for name in net.names])
        kept = np.flatnonzero(~short[net.tail] & (net.tail != 0))
        self._into: dict[int, list[int]] = defaultdict(list)
        for arc in kept.tolist():
            tail, head = int(net.tail[arc]), int(net.head[arc])
            if flow.arcs[arc] < net.upper[arc]:
                self._into[head].append(tail)
            if flow.arcs[arc] > net.lower[arc]:
                self._into[tail].append(head)

    def reaching(self, group: Group) -> list[int]:
        """Return the duties whose people could be moved to empty places, one after the other."""
        duties = self._filled.problem.duties
        # duties are the nodes after the source
        todo = [
            1 + n
            for n, duty in enumerate(duties)
            if self._filled.flow.empty[n]
            and (tuple(sorted(duty.skills)), duty.day, duty.shift) == group
        ]
        seen = set(todo)
        while todo:
            for node in self._into[todo.pop()]:
                if node not in seen:
                    seen.add(node)
                    todo.append(node)
        return [node - 1 for node in sorted(seen) if 1 <= node <= len(duties)]


def _smaller(problem: RotaProblem, most: _Most, duties: list[int], count: int) -> list[int]:
    """Return a smaller set that proves as many places empty: duties alike are left out together."""
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for n in duties:
        duty = problem.duties[n]
        alike[duty.skills, duty.day, duty.shift, duty.association].append(n)
    kept = set(duties)
    least = min(count, most.lacks(kept))
    if least <= 0 or len(alike) > FEW:
        return duties
    for mine in sorted(alike.values(), key=len):
        if most.lacks(kept - set(mine)) >= least:
            kept -= set(mine)
    return sorted(kept)
