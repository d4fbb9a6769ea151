"""What must be true of any rota, tried on hundreds of drawn ones."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from models.rota import Pairing
from solver.programs.cp_sat import Limits
from solver.rota.fill import Filled, fill
from solver.rota.problem import Rules
from tests.helpers.rotas import MONDAY, drawn
from tests.solver.rota.test_fill import worth

AT_ONCE = 50
PARTS = [
    range(0, 5),
    *(
        pytest.param(range(first, first + AT_ONCE), marks=pytest.mark.long)
        for first in range(5, 205, AT_ONCE)
    ),
]
WORK = Limits(work=5.0)


def filled_by_rank(made: Filled) -> list[int]:
    found = Counter(made.problem.duties[one].priority for _, one in made.placements)
    return [found[rank] for rank in range(1, 10)]


def rules(seed: int) -> Rules:
    """Rules between some of the people, of every third rota."""
    if seed % 3:
        return Rules(MONDAY)
    pairings = (
        Pairing(people=("p0", "p1"), rule="together"),
        Pairing(people=("p1", "p2"), rule="apart"),
    )
    return Rules(MONDAY, pairings=pairings, weekends_apart=bool(seed % 2))


@pytest.mark.parametrize("seeds", PARTS)
def test_one_more_person_never_lowers_what_is_filled_rank_by_rank(seeds: range) -> None:
    for seed in seeds:
        duties, people = drawn(2000 + seed, 8, 14, days=7)
        before = fill(duties, people[:-1], rules(seed), WORK)
        after = fill(duties, people, rules(seed), WORK)
        for made in (before, after):
            assert made.levels[0].proved, seed
        # the first rank in which they differ is fuller
        assert filled_by_rank(after) >= filled_by_rank(before), seed


@pytest.mark.parametrize("seeds", PARTS)
def test_other_names_and_another_order_change_nothing_but_ties(seeds: range) -> None:
    for seed in seeds:
        duties, people = drawn(3000 + seed, 8, 14, days=7)
        made = fill(duties, people, rules(seed), WORK)
        rng = random.Random(seed)
        pairings = tuple(
            one.changed(people=tuple(f"x{name}" for name in reversed(one.people)))
            for one in reversed(rules(seed).pairings)
        )
        other = fill(
            [
                one.changed(id=f"y{one.id}", activity=f"y{one.activity}")
                for one in rng.sample(duties, len(duties))
            ],
            [one.changed(id=f"x{one.id}") for one in rng.sample(people, len(people))],
            Rules(MONDAY, pairings=pairings, weekends_apart=rules(seed).weekends_apart),
            WORK,
        )
        assert worth(made.problem, made.placements) == worth(other.problem, other.placements), seed
        assert [(one.level, one.value) for one in made.levels] == [
            (one.level, one.value) for one in other.levels
        ]
