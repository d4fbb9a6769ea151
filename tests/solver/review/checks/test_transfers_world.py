"""What the checker of transfers counts without any plan."""

from __future__ import annotations

from solver.review.checks.transfers_world import World, given_out_alone, when
from tests.helpers.lots_in_stock import lot, stocked

DAY_S = 86_400


def test_what_is_dated_first_is_given_out_first() -> None:
    scenario = stocked([lot("late", "ccas", "dry", 9_000, 9), lot("soon", "ccas", "dry", 1, 1)])
    world = World(scenario, None)
    given = given_out_alone(world, "ccas", "dry")
    first = min(given)
    assert given[first] == world.wanted_kg("ccas", "dry", first)
    assert sum(given.values()) <= 9_001


def test_nothing_is_given_out_past_its_date() -> None:
    world = World(stocked([lot("old", "ccas", "dry", 50, -1)]), None)
    assert set(given_out_alone(world, "ccas", "dry").values()) <= {0.0}


def test_a_moment_says_its_week() -> None:
    told = when(8 * DAY_S + 9 * 3_600)
    assert (told.fr, told.en) == ("mardi 09:00 (semaine 2)", "Tuesday 09:00 (week 2)")
