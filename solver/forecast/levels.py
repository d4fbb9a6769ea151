"""What stores give on each day of the week, followed visit after visit, all stores at once.

The level of a store is the mean of three simple forecasts (their mean wins in published studies
of food banks): the last four visits, all visits since the last shift, and exponential smoothing;
each once the day of the week is taken out. With few visits the level leans on what stores of its
kind give against what the file assumes of them (empirical Bayes, on logarithms), and these on
those of all kinds. Intervals are conformal: quantiles of a store's own last relative errors;
with few of these, lognormal ones whose spread leans on the kind's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.forecast.intervals import Errors
from solver.forecast.recent import Flags, Floats, Ints, Recent

LAST = 4
SMOOTHING = 0.2
LONGEST = 48
"""Visits of the long mean, at most."""
SHIFT = 2.8
"""Standard errors that make a shift; tuned on the seeds of ``benchmarks.made_years.TUNING``."""
CLIPPED = 3.0
"""Standard deviations beyond which one visit says no more about a shift."""
ODD = 4.0
"""Standard deviations above the level beyond which a visit counts for as much."""
DAY_WEIGHT = 8.0
"""Visits that what the file says of a day of the week counts for."""
DAY_DECAY = 0.97
"""What a visit counts for, of the one after it, in the part of a day of the week."""
SPREAD_WEIGHT = 15.0
"""Visits that the spread of its kind counts for in that of a store."""
SPREAD_DECAY = 0.985
KIND_WEIGHT = 3.0
"""Stores that all kinds count for in what a kind gives against the file; the file's own too."""
BETWEEN = 0.35
"""Standard deviation between stores and what the file assumes, before any is known."""


@dataclass(frozen=True)
class Told:
    """What was told of some stores, day after day.

    Stores of several towns may stand beside each other.
    """

    weekday: Ints
    """(days,): Monday is 0."""
    kg: Floats
    """(days, stores): taken aboard; nan where nothing was told or nothing was given."""
    assumed: Floats
    """(stores, 7): kg that the file assumes of a day of the week; nan where it assumes none."""
    spread: Floats
    """(stores,): coefficient of variation that the file assumes."""
    kind: Ints
    """(stores,): numbers from 0."""
    town: Ints
    """(stores,): numbers from 0."""


def smoothed(values: Floats, smoothing: float = SMOOTHING) -> Floats:
    """Return what exponential smoothing expects after each value.

    Examples
    --------
    >>> [round(float(one), 2) for one in smoothed(np.array([260.0, 264, 268, 242, 269]))]
    [260.0, 260.8, 262.24, 258.19, 260.35]
    """
    found = np.array(values, dtype=np.float64)
    for n in range(1, len(found)):
        found[n] = found[n - 1] + smoothing * (found[n] - found[n - 1])
    return found


class Levels:
    """What is expected of many stores, as visits come in."""

    def __init__(self, told: Told) -> None:
        self._told = told
        count = len(told.kind)
        self.visits: Ints = np.zeros(count, dtype=np.int64)
        self._recent = Recent(count, SHIFT)
        """Logarithms of kg, the day of the week taken out, clipped."""
        self._plain = Recent(count, SHIFT)
        """The same kg as they are."""
        self._smooth: Floats = np.zeros(count)
        self._level: Floats = np.zeros(count)
        with np.errstate(invalid="ignore"):
            days = np.where(np.isnan(told.assumed), 0.0, told.assumed)
            offered = np.maximum((~np.isnan(told.assumed)).sum(axis=1), 1)
            self._size = days.sum(axis=1) / offered
            part = told.assumed / np.where(self._size > 0, self._size, np.nan)[:, None]
        self._part: Floats = np.where(np.isnan(part) | (part <= 0), 1.0, part)
        self._of_day: Floats = np.zeros((count, 7))
        self._of_days: Floats = np.zeros((count, 7))
        self._squares: Floats = np.zeros(count)
        self._squared: Floats = np.zeros(count)
        self._assumed_variance = np.log1p(np.where(told.spread > 0, told.spread, 0.35) ** 2)
        self.variance: Floats = self._assumed_variance.copy()
        """Of the logarithm of what a visit gives, about what was expected."""
        self._lean: Floats = np.zeros(count)
        self._between: Floats = np.full(count, BETWEEN**2)
        self._errors = Errors(count)
        self.changed: Ints = np.full(count, -1, dtype=np.int64)
        """Day on which the last shift was found, by its number; -1 where there was none."""
        self.began: Ints = np.full(count, -1, dtype=np.int64)
        """Day of the first visit after it."""
        self._days = Recent(count, SHIFT)
        """Days of visits."""
        self._before: Floats = np.zeros(count)
        self._before_count: Ints = np.zeros(count, dtype=np.int64)

    # --- what is expected ---------------------------------------------------------------------

    def factor(self, which: Ints, weekday: int) -> Floats:
        """Return what a day of the week gives at some stores, against their level."""
        told = self._of_day[which, weekday] + DAY_WEIGHT * self._part[which, weekday]
        found: Floats = told / (self._of_days[which, weekday] + DAY_WEIGHT)
        return found

    def own(self, which: Ints) -> Floats:
        """Return how much of some stores' forecast is their own, the rest being their kind's."""
        many = self.visits[which].astype(np.float64)
        own = many / (many + self.variance[which] / self._between[which])
        found: Floats = np.where(self._size[which] > 0, own, (many > 0).astype(np.float64))
        return found

    def level(self, which: Ints) -> Floats:
        """Return kg of a visit, days of the week taken out; nan where nothing is known."""
        size, seen, share = self._size[which], self.visits[which] > 0, self.own(which)
        with np.errstate(divide="ignore", invalid="ignore"):
            kind = self._lean[which] + np.log(size)
            own = np.where(seen, np.log(np.maximum(self._level[which], 1e-9)), kind)
            found = np.where(share >= 1, own, share * own + (1 - share) * kind)
            return np.where(seen | (size > 0), np.exp(found), np.nan)

    def expected(self, which: Ints, weekday: int) -> tuple[Floats, Floats, Floats]:
        """Return what some stores are expected to give on a day of the week, and the interval."""
        kg = self.level(which) * self.factor(which, weekday)
        low, high = self._around(which)
        return kg, kg * low, kg * high

    def _around(self, which: Ints) -> tuple[Floats, Floats]:
        """Return by what to multiply a forecast for both ends of its interval."""
        count = np.maximum(self._recent.counting[which], 1)
        variance, between = self.variance[which], self._between[which]
        unsure = np.where(self.visits[which] > 0, variance / count, between)
        wide = np.sqrt(variance + np.minimum(unsure, between))
        return self._errors.ends(which, wide, count)

    # --- what is learned ----------------------------------------------------------------------

    def learn(self, day: int) -> None:
        """Take in what a day told."""
        kg = self._told.kg[day]
        which = np.flatnonzero(kg > 0)
        if len(which) == 0:
            return
        weekday, given = int(self._told.weekday[day]), kg[which]
        known = self.visits[which] > 0
        level, factor = self._level[which], self.factor(which, weekday)
        expected = self.level(which) * factor
        plain = given / factor
        sigma = np.sqrt(self.variance[which])
        log = np.log(plain)
        middle = np.where(known, self._recent.mean(which), log)
        log = np.clip(log, middle - CLIPPED * sigma, middle + CLIPPED * sigma)
        self._recent.add(which, log)
        before = self._recent.counting[which]
        shifted = self._recent.shorten(which, sigma)
        self._plain.add(which, plain)
        self._days.add(which, np.full(len(which), float(day)))
        self._plain.counting[which] = self._recent.counting[which]
        self._note(day, which[shifted.found], shifted.before, shifted.count, shifted.found, before)
        # one visit out of all proportion, a slip of the pen, must not rule for months
        highest = np.exp(self._recent.mean(which)) * np.maximum(np.exp(ODD * sigma), 2.0)
        long = self._plain.mean(which, LONGEST, highest)
        smooth = self._smooth[which]
        value = np.minimum(plain, highest)
        smooth = np.where(known, smooth + SMOOTHING * (value - smooth), value)
        self._smooth[which] = np.where(shifted.found, long, smooth)
        self._level[which] = (
            self._plain.mean(which, LAST, highest) + long + self._smooth[which]
        ) / 3
        self._learn_error(which, given, expected)
        if known.any():
            seen = which[known]
            ratio = np.clip(given[known] / level[known], 0.25, 4.0)
            self._of_day[seen, weekday] = DAY_DECAY * self._of_day[seen, weekday] + ratio
            self._of_days[seen, weekday] = DAY_DECAY * self._of_days[seen, weekday] + 1
        self.visits[which] += 1

    def _note(
        self, day: int, which: Ints, before: Floats, count: Ints, found: Flags, held: Ints
    ) -> None:
        """Keep what was before a shift; one that follows at once says the same shift better."""
        if len(which) == 0:
            return
        now = self._recent.mean(which)
        first = self._days.values[which, self._recent.counting[which] - 1]
        young = (self.changed[which] >= 0) & (held[found] <= 16)
        same = young & (np.sign(now - self._before[which]) == np.sign(now - before[found]))
        new = ~same
        self.changed[which[new]] = day
        # of two shifts that are one, it began with the larger
        old, middle = self._before[which], before[found]
        later = new | (np.abs(middle - old) < np.abs(middle - now))
        self.began[which[later]] = first[later].astype(np.int64)
        self._before[which[new]] = before[found][new]
        self._before_count[which[new]] = count[found][new]

    def _learn_error(self, which: Ints, given: Floats, expected: Floats) -> None:
        sure = self.visits[which] >= LAST
        which, given, expected = which[sure], given[sure], expected[sure]
        error = np.log(given / expected)
        self._errors.add(which, error)
        most = 3 * np.sqrt(self.variance[which])
        square = np.clip(error, -most, most) ** 2
        self._squares[which] = SPREAD_DECAY * self._squares[which] + square
        self._squared[which] = SPREAD_DECAY * self._squared[which] + 1

    def lean(self) -> None:
        """Learn from each other: what kinds give against the file, and how much that varies."""
        told = self._told
        prior = self._assumed_variance
        kinds = _pooled(told.kind, self._squares, self._squared)
        kind = (kinds[0] + SPREAD_WEIGHT * prior) / (kinds[1] + SPREAD_WEIGHT)
        self.variance = (self._squares + SPREAD_WEIGHT * kind) / (self._squared + SPREAD_WEIGHT)
        known = (self.visits >= LAST) & (self._size > 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(known, np.log(self._level / self._size), 0.0)
        weight = np.where(known, self.visits / (self.visits + 6.0), 0.0)
        towns = _pooled(told.town, weight * ratio, weight)
        town = towns[0] / (towns[1] + KIND_WEIGHT)
        kinds = _pooled(told.kind, weight * ratio, weight)
        self._lean = (kinds[0] + KIND_WEIGHT * town) / (kinds[1] + KIND_WEIGHT)
        apart = _pooled(told.town, weight * (ratio - self._lean) ** 2, weight)
        self._between = (apart[0] + KIND_WEIGHT * BETWEEN**2) / (apart[1] + KIND_WEIGHT)

    # --- what changed -------------------------------------------------------------------------

    def change(self) -> tuple[Floats, Floats]:
        """Return what each store gives against before its last shift, and how sure that is.

        Returns
        -------
        ratio
            (stores,): 1 where nothing shifted.
        z
            (stores,): in standard errors.
        """
        every = np.arange(len(self.visits))
        shifted = self.changed >= 0
        difference = np.where(shifted, self._recent.mean(every) - self._before, 0.0)
        error = np.sqrt(
            self.variance
            * (1 / np.maximum(self._recent.counting, 1) + 1 / np.maximum(self._before_count, 1))
        )
        return np.exp(difference), difference / error

    @property
    def counting(self) -> Ints:
        """(stores,): visits that still speak of today."""
        return self._recent.counting


def _pooled(group: Ints, values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return the sums of a group, for each of its members."""
    return summed(group, values), summed(group, weights)


def summed(group: Ints, values: Floats) -> Floats:
    """Return the sum over a group, for each of its members."""
    found: Floats = np.bincount(group, values).astype(np.float64)[group]
    return found
