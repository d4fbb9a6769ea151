"""Fair access over the weeks: leximin on met over asked, by thresholds.

An association's level is its requests met over those it made, earlier weeks included. For each
level at which somebody may end the week, from the lowest, as many associations as can be reach it,
and that number is held before the next: what makes the sorted levels lexicographically largest
(the ordered values of Ogryczak and Śliwiński 2006, "On direct methods for lexicographic min-max
optimization": outcomes with finitely many values are counted). The level of an association none of
whose requests is met counts as every other.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from models.booking_study import Level
from solver.programs.cp_sat import Limits
from solver.trucks.objectives import AccessLevels, access_of
from solver.trucks.search import Search, Seconds


def raise_access(search: Search, limits: Limits, seconds: Seconds) -> Level:
    """Hold the leximin of access in the program; return the lowest level and what is proved.

    Parameters
    ----------
    search
        Has a solution; what comes before fairness is held in its program.
    seconds
        Asked before each solve.
    """
    access = access_of(search.program)
    thresholds = sorted({level for one in access for level in one.levels})
    lowest = bound = Fraction(0)
    most, tried, proved = len(access), 0, True
    for threshold in thresholds:
        sure = sum(one.needed(threshold) <= 0 for one in access)
        able = [one for one in access if 0 < one.needed(threshold) <= len(one.met)]
        flags = _flags(search, able, threshold)
        reach = sure + sum(_reaches(search, one, threshold) for one in able)
        # who reaches a level reaches those below it: no more can than could before
        most = min(most, sure + len(able))
        if reach < most:
            left = seconds(len(thresholds) - tried)
            done = not limits.stopped and search.optimise(sum(flags), left, most=True)
            proved = proved and done and search.proved
            if not done:
                break
            reach, most = sure + round(search.value), min(most, sure + round(search.bound))
        search.program.model.add(sum(flags) >= reach - sure)
        tried += 1
        if reach == len(access):
            lowest = threshold
        if most == len(access):
            bound = threshold
    if tried < len(thresholds) and most == len(access):
        bound = min(one.levels[-1] for one in access)
    return Level(level="fairness", value=float(lowest), bound=float(bound), proved=proved)


def _reaches(search: Search, one: AccessLevels, threshold: Fraction) -> bool:
    """Tell whether an association reaches a level in the last solution."""
    return search.count(one.met) >= one.needed(threshold)


def _flags(search: Search, able: Sequence[AccessLevels], threshold: Fraction) -> list[Any]:
    """Return for each association a variable that may be true if it reaches a level."""
    model = search.program.model
    flags = []
    for one in able:
        flag = model.new_bool_var("")
        model.add(sum(one.met) >= one.needed(threshold)).only_enforce_if(flag)
        search.hint_value(flag, _reaches(search, one, threshold))
        flags.append(flag)
    return flags
