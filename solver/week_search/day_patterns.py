"""Patterns of days: the sets of days on which a stop may be visited, Monday and Thursday, say."""

from __future__ import annotations

from solver.week_search.arrays import I32, I64
from solver.week_search.compiled import jit


def days_as_number(days: frozenset[int]) -> int:
    """Return the days of a pattern as one number: day ``d`` is its digit ``2 ** d``.

    Examples
    --------
    >>> days_as_number(frozenset({0, 3}))
    9
    """
    return sum(1 << day for day in days)


@jit
def off_pattern(patterns: I64, on_day: I32) -> int:
    """Return by how many days the visits of a stop miss the nearest of its patterns.

    Visits of one day beyond the first count too. A stop that is not visited at all misses none,
    and one without patterns may be visited on any days.

    Parameters
    ----------
    patterns : (M,)
        Of the stop, 0 where it has no more.
    on_day : (days,)
        Its visits of each day.
    """
    visited, extra = 0, 0
    for d in range(on_day.size):
        if on_day[d] > 0:
            visited |= 1 << d
            extra += on_day[d] - 1
    if visited == 0 or patterns[0] == 0:
        return 0
    least = on_day.size
    for n in range(patterns.size):
        if patterns[n] == 0:
            break
        apart, many = visited ^ patterns[n], 0
        while apart != 0:
            apart &= apart - 1
            many += 1
        least = min(least, many)
    return extra + least
