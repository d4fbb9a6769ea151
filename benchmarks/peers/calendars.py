"""Calendars as they are made without a common one: greedy, or each outlet by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from models.openings_study import OpeningPlan
from solver.openings.problem import CalendarProblem
from solver.openings.program import overlap

ROUNDS = 40
"""Changes that the greedy calendar makes, at most."""
Choice = tuple[frozenset[int], tuple[int, ...]]
"""Slots that are open, and at which of its places each closure lies."""


def each_alone(problem: CalendarProblem) -> OpeningPlan:
    """Return today's slots, and closures where each outlet leaves its own public the shortest.

    Every outlet looks at itself alone: it moves a closure only if that shortens its own longest
    run of days closed, and keeps its own dates otherwise.
    """
    made = _Made(problem)
    opened, shifts = made.today
    for n, closing in enumerate(problem.closings):
        mine = [s for s in problem.slots_of[closing.outlet] if s in opened]
        tried = [
            (
                made.longest(made.days_of(mine, (*shifts[:n], at, *shifts[n + 1 :]))),
                abs(closing.shifts[at]),
                at,
            )
            for at in range(len(closing.shifts))
            if at == closing.unmoved or made.apart(n, at, shifts)
        ]
        shifts = (*shifts[:n], min(tried)[-1], *shifts[n + 1 :])
    return problem.plan(sorted(opened), shifts, ())


def greedy(problem: CalendarProblem) -> OpeningPlan:
    """Return the calendar of the best single change, again and again, until none is better.

    A change is a slot put elsewhere or a closure moved; it is better where the longest waits, then
    the number of changes against today, are less. It knows of no limit on volunteers.
    """
    made = _Made(problem)
    now = made.today
    helped = [made.days_of(mine, now[1], now[0]) for mine in problem.reached]
    best = (made.key(helped), 0)
    for _ in range(ROUNDS):
        found: tuple[Choice, list[int]] | None = None
        for outlet, one in made.neighbours(now):
            other = list(helped)
            for group in made.groups_of[outlet]:
                other[group] = made.days_of(problem.reached[group], one[1], one[0])
            key = (made.key(other), made.moves(one))
            if key < best:
                best, found = key, (one, other)
        if found is None:
            break
        now, helped = found
    return problem.plan(sorted(now[0]), now[1], ())


class _Made:
    """A problem with its days as bits, so that many calendars are measured quickly."""

    def __init__(self, problem: CalendarProblem) -> None:
        self.problem = problem
        self._every = (1 << problem.length) - 1
        self._dates = [_bits(one.dates) for one in problem.slots]
        self._shut = [[_bits(days) for days in one.days] for one in problem.closings]
        self._waited: dict[int, int] = {}
        opened, shifts, _ = problem.numbers(problem.today)
        self.today: Choice = (frozenset(opened), tuple(shifts))
        self.groups_of: list[list[int]] = [[] for _ in problem.kept_open]
        for group, mine in enumerate(problem.reached):
            for outlet in sorted({problem.slots[n].outlet for n in mine}):
                self.groups_of[outlet].append(group)

    def days_of(
        self, slots: Sequence[int], shifts: Sequence[int], opened: frozenset[int] | None = None
    ) -> int:
        """Return the days on which one of some slots is open, as bits."""
        found = 0
        for n in slots:
            if opened is None or n in opened:
                shut = 0
                for closing in self.problem.closings_of[self.problem.slots[n].outlet]:
                    shut |= self._shut[closing][shifts[closing]]
                found |= self._dates[n] & ~shut
        return found

    def longest(self, days: int) -> int:
        """Return the longest run of days on which nothing is open."""
        if days not in self._waited:
            left, run = self._every & ~days, 0
            while left:
                left &= left >> 1
                run += 1
            self._waited[days] = run
        return self._waited[days]

    def key(self, helped: Iterable[int]) -> tuple[int, ...]:
        """Return the longest wait of each group, the longest first."""
        return tuple(sorted(map(self.longest, helped), reverse=True))

    def moves(self, one: Choice) -> int:
        """Return how many changes there are against today."""
        moved = sum(a != b for a, b in zip(self.today[1], one[1], strict=True))
        return len(one[0] - self.today[0]) + moved

    def apart(self, closing: int, at: int, shifts: Sequence[int]) -> bool:
        """Tell whether a closure, put somewhere, overlaps none of the same outlet."""
        closings = self.problem.closings
        first, last = closings[closing].spans[at]
        spans = (
            closings[n].spans[shifts[n]]
            for n in self.problem.closings_of[closings[closing].outlet]
            if n != closing
        )
        return all(last < other[0] or other[1] < first for other in spans)

    def neighbours(self, now: Choice) -> Iterator[tuple[int, Choice]]:
        """Yield outlet and calendar of each change of one thing that keeps the rules."""
        problem, (opened, shifts) = self.problem, now
        for outlet, mine in enumerate(problem.slots_of):
            for out in (n for n in mine if n in opened and not problem.slots[n].fixed):
                kept = [problem.slots[n].slot for n in mine if n in opened and n != out]
                for new in (n for n in mine if n not in opened and not problem.slots[n].forbidden):
                    if not any(overlap(problem.slots[new].slot, one) for one in kept):
                        yield outlet, ((opened - {out}) | {new}, shifts)
        for n, closing in enumerate(problem.closings):
            for at in range(len(closing.shifts)):
                if at != shifts[n] and self.apart(n, at, shifts):
                    yield closing.outlet, (opened, (*shifts[:n], at, *shifts[n + 1 :]))


def _bits(days: Iterable[int]) -> int:
    return sum(1 << one for one in days)
