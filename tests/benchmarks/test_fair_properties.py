"""A short form of the benchmark of fairness: a few tiny towns, every property."""

from __future__ import annotations

import pytest

from benchmarks.fair_odd_towns import KINDS, Kind, odd_town
from benchmarks.fair_odd_words import ODD, odd_tallies, odd_tried
from benchmarks.fair_properties import PROPERTIES, tried
from benchmarks.fair_telling import TOLD
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


@pytest.mark.parametrize("kind", KINDS)
def test_odd_towns_are_what_they_are_called(kind: Kind) -> None:
    towns = [odd_town(kind, seed) for seed in range(6)]
    assert all(odd_town(kind, seed) == town for seed, town in enumerate(towns))
    assert len({town.model_dump_json() for town in towns}) == 6
    assert any(town.promises for town in towns) == (kind == "promises")
    assert any(van.cold == "boxes" for town in towns for van in town.vehicles) == (kind == "boxes")


@pytest.mark.long
def test_what_is_said_of_an_odd_town_is_true() -> None:
    found = list(odd_tried("gifts", 1))
    assert {name for name, _ in found} <= {*ODD, *TOLD}
    assert [name for name, holds in found if not holds] == []


def test_no_odd_town_is_drawn_for_nothing() -> None:
    assert all(tally.tried == 0 for tally in odd_tallies(()).values())
