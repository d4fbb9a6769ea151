"""What stores give that is thrown away, and how often they give nothing.

Shares of what is thrown away are beta-binomial by kg: a visit counts for as many trials as the
spread of its kind's visits says, and a store leans on the others of its kind (empirical Bayes).
A store that changes is followed as its kilograms are. No-shows are counted apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv

from solver.forecast.levels import summed
from solver.forecast.recent import Floats, Ints, Recent

SHIFT, AFTER = 5.0, 6
"""Standard errors that make a shift of the share thrown away, and visits after it at least."""
KIND_TRIALS = 15.0
"""Trials that the kind's share counts for in that of a store."""
FILE_TRIALS = 20.0
"""Trials that the file's share counts for in that of a kind."""
SPREAD = 0.12
"""Standard deviation of the shares of one store's visits, before any is known."""
SPREAD_VISITS = 20.0
LEAST_TRIALS, MOST_TRIALS = 1.0, 60.0
"""Of one visit."""
NO_SHOW_DECAY = 0.5 ** (1 / 78)
"""A visit counts half after 26 weeks of three visits."""
NO_SHOW_TRIALS = 30.0
ENDS = (0.05, 0.95)
"""Of the intervals of shares: 90 %."""


@dataclass(frozen=True)
class Shares:
    """A share of each store, as a beta distribution: (stores,) each."""

    hits: Floats
    misses: Floats
    others: Floats
    """The share of the others of its kind."""
    seen: Floats
    """Visits it is made of."""

    @property
    def mean(self) -> Floats:
        """The share expected."""
        return self.hits / (self.hits + self.misses)

    @property
    def error(self) -> Floats:
        """Standard deviation of the share."""
        whole = self.hits + self.misses
        return np.sqrt(self.hits * self.misses / (whole + 1)) / whole

    @property
    def interval(self) -> tuple[Floats, Floats]:
        """Both ends of an interval of 90 %."""
        low, high = (
            np.asarray(betaincinv(self.hits, self.misses, end), dtype=np.float64) for end in ENDS
        )
        return low, high


class Rejects:
    """The share of each store that is thrown away, as visits come in."""

    def __init__(self, kind: Ints, town: Ints, assumed: Floats) -> None:
        count = len(kind)
        self._kind, self._town, self._assumed = kind, town, assumed
        self._share = Recent(count, SHIFT, AFTER)
        self._kg = Recent(count, SHIFT, AFTER)
        self._thrown = Recent(count, SHIFT, AFTER)
        self._squares: Floats = np.zeros(count)
        self._squared: Floats = np.zeros(count)
        self._spread: Floats = np.full(count, SPREAD)
        self.visits: Ints = np.zeros(count, dtype=np.int64)

    def learn(self, kg: Floats, thrown: Floats) -> None:
        """Take in what a day told: (stores,) kg taken, and of these thrown away; nan: not told."""
        which = np.flatnonzero((kg > 0) & ~np.isnan(thrown))
        if len(which) == 0:
            return
        share = thrown[which] / kg[which]
        known = self.visits[which] > 0
        error = np.where(known, share - self._share.mean(which), 0.0)
        self._squares[which] += np.minimum(np.abs(error), 3 * self._spread[which]) ** 2
        self._squared[which] += known
        for recent, value in zip(
            (self._share, self._kg, self._thrown), (share, kg[which], thrown[which]), strict=True
        ):
            recent.add(which, value)
        self._share.shorten(which, self._spread[which])
        self._kg.counting[which] = self._thrown.counting[which] = self._share.counting[which]
        self.visits[which] += 1

    def shares(self) -> Shares:
        """Return what is known of each store."""
        every = np.arange(len(self.visits))
        squares, squared = (summed(self._kind, one) for one in (self._squares, self._squared))
        self._spread = np.sqrt((squares + SPREAD_VISITS * SPREAD**2) / (squared + SPREAD_VISITS))
        kg, count = self._kg.sums(every)
        thrown, _ = self._thrown.sums(every)
        share = np.where(kg > 0, thrown / np.maximum(kg, 1e-9), 0.0)
        # what is far from even says less: the visits that as much kg of even ones would be
        squares = _squares(self._kg, every)
        even = np.where(squares > 0, kg**2 / np.maximum(squares, 1e-9), 0.0)
        weight = even / (even + SPREAD_VISITS)
        towns = _others(self._town, weight * share), _others(self._town, weight)
        file = FILE_TRIALS / (FILE_TRIALS + SPREAD_VISITS)
        town = (towns[0] + file * self._assumed) / (towns[1] + file)
        kinds = _others(self._kind, weight * share), _others(self._kind, weight)
        others = (kinds[0] + 2 * town) / (kinds[1] + 2)
        middle = np.clip((share * even + others * 10) / (even + 10), 0.02, 0.98)
        trials = np.clip(
            middle * (1 - middle) / np.maximum(self._spread, 1e-3) ** 2 - 1,
            LEAST_TRIALS,
            MOST_TRIALS,
        )
        hits = KIND_TRIALS * np.clip(others, 0.005, 0.995) + trials * even * share
        misses = KIND_TRIALS * np.clip(1 - others, 0.005, 0.995) + trials * even * (1 - share)
        return Shares(hits, misses, others, count.astype(np.float64))


class NoShows:
    """How often each store gives nothing, as visits come in."""

    def __init__(self, kind: Ints, town: Ints, assumed: Floats) -> None:
        self._kind, self._town, self._assumed = kind, town, assumed
        self._missed: Floats = np.zeros(len(kind))
        self._tried: Floats = np.zeros(len(kind))

    def learn(self, missed: Floats) -> None:
        """Take in what a day told: (stores,) 1 where nothing was given, 0 where something was."""
        which = np.flatnonzero(~np.isnan(missed))
        self._missed[which] = NO_SHOW_DECAY * self._missed[which] + missed[which]
        self._tried[which] = NO_SHOW_DECAY * self._tried[which] + 1

    def shares(self) -> Shares:
        """Return what is known of each store."""
        town = _pooled_share(self._town, self._missed, self._tried, self._assumed)
        others = _pooled_share(self._kind, self._missed, self._tried, town)
        others = np.clip(others, 0.002, 0.998)
        return Shares(
            NO_SHOW_TRIALS * others + self._missed,
            NO_SHOW_TRIALS * (1 - others) + self._tried - self._missed,
            others,
            self._tried.copy(),
        )


def _squares(recent: Recent, which: Ints) -> Floats:
    counted = np.arange(recent.values.shape[1]) < recent.counting[which][:, None]
    found: Floats = np.where(counted, recent.values[which] ** 2, 0.0).sum(axis=1)
    return found


def _others(group: Ints, values: Floats) -> Floats:
    """Return the sum over the others of a group, for each of its members."""
    return summed(group, values) - values


def _pooled_share(group: Ints, hits: Floats, tried: Floats, prior: Floats) -> Floats:
    """Return the share of the others of a group, over a prior one."""
    return (_others(group, hits) + FILE_TRIALS * prior) / (_others(group, tried) + FILE_TRIALS)
