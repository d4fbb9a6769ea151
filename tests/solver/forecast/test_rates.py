"""Shares thrown away and no-shows, with their intervals."""

from __future__ import annotations

import numpy as np

from solver.forecast.alerts import wastes
from solver.forecast.rates import NoShows, Rejects

STORES = 6
KIND = np.zeros(STORES, dtype=np.int64)
ASSUMED = np.full(STORES, 0.16)


def rejects_after(visits: int, share: float, seed: int = 1) -> Rejects:
    """Stores of one kind, the first of which throws away another share."""
    draw = np.random.default_rng(seed)
    often = np.full(STORES, 0.16)
    often[0] = share
    found = Rejects(KIND, KIND, ASSUMED)
    for _ in range(visits):
        kg = draw.uniform(50, 150, STORES)
        found.learn(kg, kg * draw.beta(8 * often, 8 * (1 - often)))
        found.shares()
    return found


def test_a_waster_parts_from_its_like() -> None:
    """After 24 visits its interval is above all others, and it is said."""
    shares = rejects_after(24, 0.40).shares()
    low, high = shares.interval
    assert low[0] > high[1:].max()
    assert wastes(shares).tolist() == [True, *[False] * 5]
    assert abs(shares.others[0] - 0.16) < 0.05


def test_one_that_begins_to_waste_is_followed() -> None:
    """Eight weeks after it began, what was before counts no more."""
    found, draw = rejects_after(60, 0.16), np.random.default_rng(7)
    for _ in range(24):
        kg = np.full(STORES, 100.0)
        often = np.array([0.4, *[0.16] * 5])
        found.learn(kg, kg * draw.beta(8 * often, 8 * (1 - often)))
    assert found.shares().mean[0] > 0.3


def test_without_a_visit_the_file_holds() -> None:
    """Nothing told: the share assumed, wide; nobody is said to waste."""
    shares = Rejects(KIND, KIND, ASSUMED).shares()
    low, high = shares.interval
    assert np.allclose(shares.mean, 0.16, atol=0.01)
    assert np.all(high - low > 0.2)
    assert not wastes(shares).any()


def test_rejects_that_were_not_told_are_not_zero() -> None:
    """A visit without rejects told changes nothing."""
    found = Rejects(KIND, KIND, ASSUMED)
    before = found.shares().mean
    found.learn(np.full(STORES, 100.0), np.full(STORES, np.nan))
    assert np.allclose(found.shares().mean, before)


def test_no_shows_lean_on_the_kind() -> None:
    """A store that missed 1 of 2 is not called one that misses half."""
    found = NoShows(KIND, KIND, np.full(STORES, 0.06))
    for n in range(40):
        missed = np.full(STORES, np.nan)
        missed[1:] = 0.0 if n % 20 else 1.0
        if n < 2:
            missed[0] = float(n)
        found.learn(missed)
    shares = found.shares()
    assert 0.05 < shares.mean[0] < 0.15
    assert abs(shares.mean[1] - 0.05) < 0.03
