from __future__ import annotations

import math
import random

import pytest

from benchmarks.department import communes, department, needs_kg, rows, spread


def test_communes_of_the_department() -> None:
    found = communes()
    assert len(found) == 119
    assert sum(one.population for one in found) == 2_087_658
    assert [one.name for one in found[:3]] == ["Marseille", "Aix-en-Provence", "Arles"]


@pytest.mark.parametrize("count", [1, 20, 330, 2000])
def test_points_are_spread_by_population(count: int) -> None:
    found = spread(count, communes())
    assert len(found) == count
    people = sum(one.population for one in communes())
    for commune in communes()[:5]:
        assert abs(found.count(commune) - count * commune.population / people) < 1


def test_needs_are_lognormal_and_add_up() -> None:
    found = needs_kg(330, 154_000 / 330, random.Random(1))
    assert sum(found) == 154_000
    found.sort()
    # median of a lognormal law of mean m and σ = 1: m / √e
    assert found[165] == pytest.approx(154_000 / 330 / math.sqrt(math.e), rel=0.03)


def test_same_seed_same_points() -> None:
    assert rows(40, 1) == rows(40, 1)
    assert rows(40, 1) != rows(40, 2)


def test_means_grow_with_the_points() -> None:
    large, warehouse = department(660).warehouse, department(330).warehouse
    assert large is not None
    assert warehouse is not None
    assert sum(one.network != "petites" for one in large.points) == 660
    assert large.surface_m2 == 2 * warehouse.surface_m2
    assert sum(one.count for one in large.fleets) == 2 * sum(one.count for one in warehouse.fleets)
    need = [sum(one.weekly_need_kg for one in each.points) for each in (large, warehouse)]
    assert need[0] == pytest.approx(2 * need[1], rel=0.01)
    with pytest.raises(ValueError, match="at least 20"):
        department(3)
