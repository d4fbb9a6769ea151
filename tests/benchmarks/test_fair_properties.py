"""A short form of the benchmark of fairness: a few tiny towns, every property."""

from __future__ import annotations

import pytest

from benchmarks.fair_properties import PROPERTIES, tried
from benchmarks.fair_towns import tiny_town, with_more_kg, with_one_person_more


@pytest.mark.parametrize("seed", [31, pytest.param(32, marks=pytest.mark.long)])
def test_what_must_be_true_of_who_eats(seed: int) -> None:
    found = list(tried(seed))
    assert {name for name, _ in found} <= set(PROPERTIES)
    assert [name for name, holds in found if not holds] == []


def test_a_town_with_more_is_the_same_but_for_that() -> None:
    town = tiny_town(1)
    more = with_more_kg(town, 1)
    kg = [sum(one.gross_kg for one in each.pickups.values()) for each in (town, more)]
    assert kg[1] > kg[0]
    assert len(with_one_person_more(town).people) == len(town.people) + 1
    assert more.changed(donors=town.donors) == town
