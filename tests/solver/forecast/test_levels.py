"""Levels of stores: smoothing, shifts, leaning on the kind, intervals."""

from __future__ import annotations

import numpy as np

from benchmarks.made_years import TUNING, made_years
from solver.forecast.levels import Levels, Told, smoothed
from solver.forecast.recent import Floats
from solver.forecast.rolling import followed


def one_day_a_week(kg: Floats, assumed: float = 100.0) -> Told:
    """Stores (weeks, stores) that give on Mondays."""
    weeks, stores = kg.shape
    days = np.full((7 * weeks, stores), np.nan)
    days[::7] = kg
    file = np.full((stores, 7), np.nan)
    file[:, 0] = assumed
    groups = np.zeros(stores, dtype=np.int64)
    weekday = np.tile(np.arange(7), weeks)
    return Told(weekday, days, file, np.full(stores, 0.35), groups, groups)


def noisy(mean: Floats, seed: int = 1) -> Floats:
    """Draws of a coefficient of variation of 35 % about means (weeks, stores)."""
    sigma = np.sqrt(np.log1p(0.35**2))
    draws = np.random.default_rng(seed).lognormal(-(sigma**2) / 2, sigma, mean.shape)
    return np.asarray(mean * draws)


def test_exponential_smoothing_as_published() -> None:
    """SES with 0.2 on 260, 264, 268, 242, 269: what is expected of weeks 3, 4 and 5."""
    found = smoothed(np.array([260.0, 264, 268, 242, 269]))
    assert [round(float(one), 2) for one in found[1:4]] == [260.8, 262.24, 258.19]


def test_a_steady_store_is_known_by_all_its_visits() -> None:
    """What is expected is near the mean, the interval about the spread of one visit."""
    levels, steps = followed(one_day_a_week(noisy(np.full((60, 4), 100.0))))
    kg, low, high = levels.expected(np.arange(4), 0)
    assert np.all(np.abs(kg - 100) < 20)
    assert np.all((low < 0.8 * kg) & (high > 1.2 * kg))
    assert np.isnan(steps.last_four[0]).all()


def test_a_store_that_halves_is_followed_and_said() -> None:
    """After four weeks of visits the old level counts no more; the day of the shift is known."""
    mean = np.full((52, 8), 100.0)
    mean[40:, :4] = 50.0
    levels, _ = followed(one_day_a_week(noisy(mean, seed=4)))
    every = np.arange(8)
    kg = levels.expected(every, 0)[0]
    assert np.all(kg[:4] < 70)
    assert np.all(kg[4:] > 80)
    ratio, z = levels.change()
    assert np.all((ratio[:4] < 0.7) & (z[:4] < -4))
    assert np.median(np.abs(levels.began[:4] - 7 * 40)) <= 7


def test_what_is_missing_is_not_zero() -> None:
    """Weeks that nobody told change nothing but the place of what follows."""
    kg = noisy(np.full((30, 1), 100.0))
    holes = kg.copy()
    holes[10:14] = np.nan
    without = np.delete(kg, slice(10, 14), axis=0)
    found = [
        followed(one_day_a_week(one))[0].expected(np.arange(1), 0)[0] for one in (holes, without)
    ]
    assert abs(found[0][0] / found[1][0] - 1) < 0.02


def test_a_new_store_leans_on_its_kind() -> None:
    """Its kind gives half of what the file assumes: so it is expected to, less so by each visit."""
    kg = noisy(np.full((30, 6), 50.0), seed=2)
    kg[:, 5] = np.nan
    levels, _ = followed(one_day_a_week(kg))
    assert 45 < levels.expected(np.array([5]), 0)[0][0] < 65
    assert levels.own(np.array([5]))[0] == 0
    kg[29, 5] = 100.0
    levels, _ = followed(one_day_a_week(kg))
    assert 55 < levels.expected(np.array([5]), 0)[0][0] < 95


def test_days_of_the_week_differ() -> None:
    """Mondays that give 1.4 times as much are learned against a file that says otherwise."""
    sigma = 0.2
    draws = np.random.default_rng(3).lognormal(0, sigma, (7 * 60, 1))
    kg = np.full((7 * 60, 1), np.nan)
    kg[0::7], kg[2::7] = 140 * draws[0::7], 100 * draws[2::7]
    file = np.full((1, 7), np.nan)
    file[0, [0, 2]] = 100.0
    zero = np.zeros(1, dtype=np.int64)
    told = Told(np.tile(np.arange(7), 60), kg, file, np.full(1, 0.35), zero, zero)
    levels, _ = followed(told)
    every = np.arange(1)
    monday, wednesday = levels.expected(every, 0)[0][0], levels.expected(every, 2)[0][0]
    assert 1.25 < monday / wednesday < 1.55


def test_stores_beside_each_other_do_not_mind() -> None:
    """Two towns followed at once are followed as one by one."""
    both = made_years(list(TUNING)[:2], weeks=10)
    alone = made_years(list(TUNING)[:1], weeks=10)
    together, single = Levels(both.told), Levels(alone.told)
    for levels in (together, single):
        for day in range(70):
            if day % 7 == 0:
                levels.lean()
            levels.learn(day)
    every = np.arange(18)
    assert np.allclose(together.level(every), single.level(every))
