"""What must be true of who eats, tried on tiny towns drawn from seeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from benchmarks.booking_properties import Tally
from benchmarks.fair_telling import TOLD, told
from benchmarks.fair_towns import (
    renamed,
    shuffled,
    tiny_town,
    with_more_kg,
    with_one_more,
    with_one_person_more,
)
from benchmarks.peers.fair_weeks import Fairest, fairest
from models.scenario import Scenario
from pools.streams import alone_of
from solver.ramasse.fair_levels import scopes_of
from solver.ramasse.fairness import levels_of
from solver.ramasse.planned import Planned
from solver.ramasse.solve import plan_week
from solver.ramasse.week import Week
from solver.ramasse.week_menus import menus_of
from solver.review.check import check
from solver.settings import Budget
from solver.study_beginning import points_of
from solver.travel import matrix

LIMIT_S = 20.0
"""Seconds of one plan, which tiny towns do not need."""
SAME = 1e-3
"""Levels that differ by less are the same."""
FALL = 0.01
"""Part of the food by which more means may lower it."""
ROUNDING = 1e-4
"""By how much food may fall by rounding, relative and kg."""

PROVED = "every stage proved"
FOOD = "the most food, by trying everything"
LEVELS = "the fairest levels, by trying everything"
BAND = "the plan stays within the band"
SOUND = "the checker accepts the plan"
SEEDS = "the same levels for every seed"
ORDER = "whatever the order of the file"
NAMES = "the same sorted levels, whatever the names"
VEHICLE = "one more vehicle does not lower food"
PERSON = "one more person does not lower food"
KG = "more kg of one offer do not lower food"
PROPERTIES = (
    *(PROVED, FOOD, LEVELS, BAND, SOUND, SEEDS, ORDER, NAMES, VEHICLE, PERSON, KG),
    *TOLD,
)


def tallies(seeds: Iterable[int]) -> dict[str, Tally]:
    """Return each property over tiny towns; those with too many sets of rounds are passed over."""
    found = {name: Tally() for name in PROPERTIES}
    for seed in seeds:
        for name, holds in tried(seed):
            found[name].add(holds, str(seed))
    return found


def tried(seed: int) -> Iterator[tuple[str, bool]]:
    """Yield each property tried on one town, and whether it holds."""
    scenario = tiny_town(seed)
    best = fairest(scenario)
    if best is None:
        return
    made = planned(scenario)
    known = made.fairness
    if known is None or not known.fair.best:
        yield PROVED, False
        return
    yield PROVED, known.proved
    food = -known.ends["food"].value
    yield FOOD, abs(food - best.food_kg) <= 1e-3 * max(1.0, best.food_kg)
    yield LEVELS, _alike(vector(scenario, made), best)
    band = known.fair.tolerance
    least = np.array(sorted(levels(scenario, made).values())) - np.array(best.levels[-1])
    yield BAND, bool((least >= -band - SAME).all())
    yield SOUND, check(scenario, matrix(scenario), made.plan) == ()
    mine = levels(scenario, made)
    yield SEEDS, _near(mine, levels(scenario, planned(scenario, seed=2)))
    mixed = shuffled(scenario, seed)
    if offered(mixed) == offered(scenario):
        yield ORDER, _near(mine, levels(scenario, planned(mixed)))
    other = renamed(scenario)
    apart = sorted(mine.values()), sorted(levels(other, planned(other)).values())
    yield NAMES, bool(np.allclose(*apart, atol=SAME))
    yield from _no_less(scenario, seed)
    yield from told(scenario)


def planned(
    scenario: Scenario, *, seed: int = 1, floors: Mapping[str, float] | None = None
) -> Planned:
    """Return the plan of a town."""
    budget = Budget(LIMIT_S, None)
    return plan_week(scenario, matrix(scenario), budget, seed=seed, floors=floors or {})


def levels(scenario: Scenario, made: Planned) -> dict[str, float]:
    """Return received over needed in a plan, over all families."""
    return levels_of(scopes_of(scenario)[-1], made.plan)


def vector(scenario: Scenario, made: Planned) -> list[list[float]]:
    """Return the fairest levels that a search tells, those that nothing reaches at nothing."""
    assert made.fairness is not None
    found = []
    for scope in scopes_of(scenario):
        told = list(made.fairness.fair.best[scope.name])
        due = sum(points > 0 for points in scope.due.values())
        found.append([0.0] * (due - len(told)) + told)
    return found


def offered(scenario: Scenario) -> Counter[tuple[object, ...]]:
    """Return the collecting rounds on offer: who, when, where, and what each brings.

    Of two orders of the same stops that are equally long, menus keep the first of the file, and
    one may keep food cold that the other does not: such towns are not the same in another order.
    """
    week = Week(scenario, matrix(scenario))
    menus, _ = menus_of(week, {})
    return Counter(
        (
            menu.vehicle,
            menu.slot.day,
            frozenset(
                week.travel.sites[menu.nodes.site[node]]
                for node in menu.sequences[row]
                if node >= 0
            ),
            tuple(sorted(menu.supplies.kg[row].round(3))),
            tuple(menu.supplies.brought[row].round(3)),
        )
        for menu in menus
        for row in range(len(menu))
    )


def _alike(told: list[list[float]], best: Fairest) -> bool:
    return all(
        np.allclose(mine, theirs, atol=SAME) for mine, theirs in zip(told, best.levels, strict=True)
    )


def _near(one: dict[str, float], other: dict[str, float]) -> bool:
    return all(abs(one[who] - other[who]) <= SAME for who in one)


def _no_less(scenario: Scenario, seed: int) -> Iterator[tuple[str, bool]]:
    """Yield whether more means or more food lower no proved food, floors as they were."""
    alone = plan_week(alone_of(scenario), matrix(scenario), Budget(LIMIT_S, None), seed=1)
    floors = points_of(scenario, alone.plan)
    before = _food_kg(scenario, floors)
    for name, more, fall in (
        (VEHICLE, with_one_more(scenario), FALL),
        (PERSON, with_one_person_more(scenario), FALL),
        (KG, with_more_kg(scenario, seed), ROUNDING),
    ):
        yield name, _food_kg(more, floors) >= before * (1 - fall) - ROUNDING


def _food_kg(scenario: Scenario, floors: Mapping[str, float]) -> float:
    """Return the most food of a town, as its search proved it."""
    known = planned(scenario, floors=floors).fairness
    assert known is not None
    return -known.ends["food"].value if "food" in known.ends else 0.0
