from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.scenario import Scenario
from models.sharing import PlannedWeek
from solver.cache import Cache
from solver.pooling.coalition_values import Values
from solver.pooling.groups import (
    WorthGame,
    allowed,
    best_partition,
    break_even,
    groupings,
    partitions,
    repaid_after,
    worth_game,
)
from solver.pooling.shares import members_of
from solver.travel import matrix
from tests.helpers.scenarios import changed
from tests.solver.pooling.inline import QUICK, smaller_town, tiny_valued

NAMES = ("secours", "restos", "ccas")


def town(**pooling: object) -> Scenario:
    scenario = smaller_town()
    return changed(scenario, pooling={**scenario.pooling.model_dump(), **pooling})


def worth(values: list[float], spread: float = 0.0) -> WorthGame:
    """A game of groups; kg are euros, and go to members in equal parts."""
    size = len(values) + 1
    count = size.bit_length() - 1
    ids = NAMES[:count]
    weeks = {}
    for mask, value in enumerate(values, start=1):
        members = members_of(ids, mask)
        weeks[mask] = PlannedWeek(
            eur=0.0,
            person_hours=0.0,
            km=0.0,
            kg={who: max(0.0, value) / len(members) for who in members},
            by_family={},
            owner_eur={},
            spread=spread,
            seeds=2,
        )
    return WorthGame(ids, np.array([0.0, *values]), np.full(size, spread), weeks)


def values_of(scenario: Scenario) -> Values:
    return Values(scenario, matrix(scenario), QUICK, Cache(None))


@pytest.mark.parametrize("seed", range(60))
def test_the_best_partition_is_the_best_of_all(seed: int) -> None:
    chance = np.random.default_rng(seed)
    count = int(chance.integers(2, 6))
    game = WorthGame(
        tuple("abcde"[:count]),
        np.array([0.0, *chance.uniform(-5, 20, (1 << count) - 1)]),
        np.zeros(1 << count),
        {},
    )
    best = max(float(sum(game.worth[g] for g in p)) for p in partitions((1 << count) - 1))
    found = best_partition(game)
    assert sum(game.worth[mask] for mask in found) == pytest.approx(best)
    assert sorted(n for mask in found for n in range(count) if mask >> n & 1) == list(range(count))


def test_there_are_as_many_partitions_as_bell_says() -> None:
    assert [sum(1 for _ in partitions((1 << n) - 1)) for n in range(1, 7)] == [1, 2, 5, 15, 52, 203]


def test_limits_of_groups() -> None:
    assert allowed(values_of(town()), NAMES)
    assert not allowed(values_of(town(max_members=2)), NAMES)
    assert allowed(values_of(town(max_members=2)), NAMES[:2])
    assert not allowed(values_of(town(max_km=0.1)), NAMES[:2])
    chain = town(acquaintances=[("secours", "restos"), ("restos", "ccas")])
    assert allowed(values_of(chain), NAMES)
    assert not allowed(values_of(chain), ("secours", "ccas"))
    assert allowed(values_of(chain), ("secours",))


def test_a_group_that_would_leave_with_compensation_is_named() -> None:
    scenario = town(eur_per_kg=1.0)
    # any two make 10; all three make 12: someone always has reason to leave
    game = worth([0, 0, 10, 0, 10, 10, 12])
    together = next(g for g in groupings(values_of(scenario), game) if len(g.groups) == 1)
    assert together.stable == "no"
    assert len(together.leavers) == 2
    assert together.leaving_eur == pytest.approx(10 - 2 / 3 * 12)
    # all three make 30: nobody has
    calm = groupings(values_of(scenario), worth([0, 0, 10, 0, 10, 10, 30]))[0]
    assert (calm.groups, calm.stable, calm.unmoved) == ((NAMES,), "yes", "yes")
    assert [gain.fair_eur for gain in calm.gains] == pytest.approx([10, 10, 10])
    unsure = groupings(values_of(scenario), worth([0, 0, 10, 0, 10, 10, 12], spread=9.0))
    assert {one.stable for one in unsure if len(one.groups) == 1} == {"undecided"}


def test_members_who_would_all_have_more_elsewhere() -> None:
    scenario = town(eur_per_kg=1.0)
    # two have 8 each by themselves, 5 each of three
    found = groupings(values_of(scenario), worth([1, 1, 16, 1, 2, 2, 15]))
    together = next(g for g in found if len(g.groups) == 1)
    assert (together.unmoved, together.movers) == ("no", ("secours", "restos"))
    assert found[0].groups == (("secours", "restos"), ("ccas",))
    assert found[0].unmoved == "yes"


def test_entry_costs_part_groups() -> None:
    values = replace(tiny_valued(), scenario=town(eur_per_kg=2.0))
    free = groupings(values, worth_game(values))
    assert free[0].worth_eur >= max(one.worth_eur for one in free) - 1e-9
    values = replace(values, scenario=town(entry={"setup_eur": 1e6}))
    dear = groupings(values, worth_game(values))
    assert all(len(group) == 1 for group in dear[0].groups)
    assert dear[0].gain_eur == 0


def test_when_entry_costs_are_repaid() -> None:
    entry = {"setup_eur": 100.0, "hours_per_week": 1.0, "eur_per_hour": 5.0, "learning_weeks": 4}
    values = replace(tiny_valued(), scenario=town(eur_per_kg=2.0, entry=entry))
    game = worth_game(values)
    found = break_even(values, game, (game.all,))
    assert [one.eur_per_kg for one in found] == [0.0, 1.0, 2.0]
    assert {one.once_eur for one in found} == {100.0}
    gains = [one.weekly_gain_eur for one in found]
    assert gains == sorted(gains)
    kg = game.weeks[7].total_kg - sum(game.weeks[m].total_kg for m in (1, 2, 4))
    assert gains[2] - gains[0] == pytest.approx(2.0 * kg)


@pytest.mark.parametrize(
    ("gain", "weekly", "once", "learning", "weeks"),
    [(10, 0, 0, 0, 0), (10, 0, 95, 0, 10), (10, 10, 1, 0, None), (-1, 0, 0, 0, None)],
)
def test_repaid_after(
    gain: float, weekly: float, once: float, learning: int, weeks: int | None
) -> None:
    assert repaid_after(gain, weekly, once, learning) == weeks
