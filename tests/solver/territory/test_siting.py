"""New outlets: every siting of small cases is tried, and a published instance."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pytest

from solver.territory.siting import Effort, cover_most, furthest_least, least_way

Floats = npt.NDArray[np.float64]


def drawn(seed: int) -> tuple[Floats, Floats, Floats, int]:
    """Return minutes, minutes before, people, and how many places."""
    rng = np.random.default_rng(seed)
    areas, places = int(rng.integers(4, 9)), int(rng.integers(3, 8))
    minutes = rng.integers(1, 60, (areas, places)).astype(float)
    none = rng.random(areas) < 0.3
    before = np.where(none, np.inf, rng.integers(5, 70, areas)).astype(float)
    return minutes, before, rng.integers(0, 50, areas).astype(float), int(rng.integers(1, 4))


def every(places: int, count: int) -> Iterator[list[int]]:
    for size in range(min(count, places) + 1):
        for some in itertools.combinations(range(places), size):
            yield list(some)


def then(minutes: Floats, before: Floats, sites: list[int]) -> Floats:
    found: Floats = np.minimum(before, minutes[:, sites].min(axis=1, initial=np.inf))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_most_people_are_covered(seed: int) -> None:
    minutes, before, people, count = drawn(seed)
    within = minutes <= 20
    lacking = np.where(before > 20, people, 0)
    found = cover_most(lacking, within, count)
    best = max(lacking[within[:, some].any(axis=1)].sum() for some in every(len(minutes[0]), count))
    assert found.value == found.bound == best
    assert found.proved


@pytest.mark.parametrize("seed", range(6))
def test_nobody_is_far_and_then_few_at_each_limit(seed: int) -> None:
    minutes, before, _, count = drawn(seed)
    steps, had = np.ceil(minutes / 5) * 5, np.ceil(before / 5) * 5

    def key(some: list[int]) -> list[float]:
        return sorted(then(steps, had, some), reverse=True)

    choices = list(every(len(minutes[0]), count))
    best = min(map(key, choices))
    found = furthest_least(minutes, before, count)
    assert found.proved
    assert found.value == found.bound == best[0]
    if np.isfinite(best[0]):
        assert key(list(found.chosen)) == best
        equal = [sum(some) + len(some) for some in choices if key(some) == best]
        assert sum(found.chosen) + len(found.chosen) == min(equal)


@pytest.mark.parametrize("seed", range(6))
def test_the_least_way_for_all(seed: int) -> None:
    minutes, before, people, count = drawn(seed)
    some = people > 0
    found = least_way(people, minutes, before, count)
    best = min(
        people[some] @ then(minutes, before, sites)[some] for sites in every(len(minutes[0]), count)
    )
    assert found.value == pytest.approx(best)
    assert found.proved


def test_nothing_is_called_proved_when_the_time_is_over() -> None:
    minutes, before, people, count = drawn(3)
    over = Effort(ends=time.monotonic() - 1)
    found = furthest_least(minutes, before, count, over)
    assert not found.proved or found.bound == found.value
    assert (
        least_way(people, minutes, before, count, over).bound
        <= least_way(people, minutes, before, count).value
    )
