"""Every visit as it was expected before it took place, and the simplest forecasts beside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.forecast.levels import LAST, Levels, Told
from solver.forecast.recent import Floats


@dataclass(frozen=True)
class Followed:
    """What each visit was expected to give before it took place; nan where there was none."""

    kg: Floats
    """(days, stores)"""
    low: Floats
    high: Floats
    last_four: Floats
    """(days, stores): mean of the last four visits on the same day of the week."""
    last_visits: Floats
    """(days, stores): mean of the last four visits, whatever the day."""


def followed(told: Told) -> tuple[Levels, Followed]:
    """Return what is known after the last day, and what each visit was expected to give."""
    levels = Levels(told)
    shape = told.kg.shape
    kg, low, high, four, any_four = (np.full(shape, np.nan) for _ in range(5))
    same = np.full((shape[1], 7, LAST), np.nan)
    last = np.full((shape[1], LAST), np.nan)
    for day in range(shape[0]):
        weekday = int(told.weekday[day])
        if weekday == 0 or day == 0:
            levels.lean()
        which = np.flatnonzero(told.kg[day] > 0)
        if len(which) == 0:
            continue
        for kept, value in zip((kg, low, high), levels.expected(which, weekday), strict=True):
            kept[day, which] = value
        four[day, which] = _mean_of_told(same[which, weekday])
        any_four[day, which] = _mean_of_told(last[which])
        levels.learn(day)
        same[which, weekday, 1:] = same[which, weekday, :-1]
        same[which, weekday, 0] = told.kg[day, which]
        last[which, 1:] = last[which, :-1]
        last[which, 0] = told.kg[day, which]
    levels.lean()
    return levels, Followed(kg, low, high, four, any_four)


def _mean_of_told(values: Floats) -> Floats:
    count = (~np.isnan(values)).sum(axis=1)
    total = np.where(np.isnan(values), 0.0, values).sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
