"""What must be true of any calendar of openings, tried on hundreds of drawn towns."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from random import Random
from typing import Any

import pytest

from benchmarks.made_outlets import district, written
from models.openings import Openings
from models.scenario import Scenario
from solver.openings.asides import prices
from solver.openings.levels import Answer, calendar
from solver.openings.problem import CalendarProblem, calendar_problem
from solver.openings.waits import waits
from solver.programs.cp_sat import Limits
from solver.review.checks.openings import check_openings
from tests.helpers.outlets import drawn
from tests.helpers.scenarios import changed

WORK = Limits(work=5.0)
TOWNS, AT_ONCE = 150, 30
PARTS = [
    range(0, 3),
    *(
        pytest.param(range(first, first + AT_ONCE), marks=pytest.mark.long)
        for first in range(3, TOWNS + 3, AT_ONCE)
    ),
]


def town(seed: int) -> Scenario:
    return drawn(1000 + seed, days=21)


def with_openings(world: Scenario, **others: Any) -> Scenario:
    return changed(world, openings=world.openings.changed(**others))


def longest(problem: CalendarProblem, answer: Answer) -> list[int]:
    return sorted(waits(problem, answer.plan), reverse=True)


def solved(world: Scenario) -> tuple[list[int], Answer] | None:
    """The longest waits, the longest first, and their calendar; none where there is none."""
    problem = calendar_problem(world)
    made = calendar(problem, WORK, until="waits")
    assert made.found or made.impossible
    if not made.found:
        return None
    assert made.proved
    assert check_openings(world, made.plan) == ()
    return longest(problem, made), made


def opted(world: Scenario) -> Iterator[tuple[str, Scenario, Scenario]]:
    """Each outlet in turn: its id, the town with it, and once it has opted out."""
    outlets = world.openings.outlets
    for n, one in enumerate(outlets):
        with_it, without = (
            with_openings(
                world, outlets=(*outlets[:n], one.changed(takes_part=part), *outlets[n + 1 :])
            )
            for part in (True, False)
        )
        yield one.id, with_it, without


@pytest.mark.parametrize("seeds", PARTS)
def test_opting_out_never_improves_the_sorted_waits_and_its_price_is_told(seeds: range) -> None:
    for seed in seeds:
        for name, with_it, without in opted(town(seed)):
            best, out = solved(with_it), solved(without)
            if out is None:
                continue
            assert best is not None, f"{seed}: what is possible without moving is so with it"
            assert best[0] <= out[0], seed
            told, untried = prices(without, (), out[1], None, WORK)
            assert untried == 0
            (mine,) = (one for one in told if (one.outlet, one.kind) == (name, "outlet"))
            assert (list(mine.with_days), list(mine.without_days)) == (out[0], best[0]), seed


@pytest.mark.parametrize("seeds", PARTS)
def test_more_people_and_one_more_relay_never_make_waits_longer(seeds: range) -> None:
    for seed in seeds:
        world = town(seed)
        before = solved(world)
        if before is None:
            continue
        asked = world.openings
        more = tuple(one.changed(people=one.people + 1) for one in asked.people)
        relay = {"id": "another", "association": "ccas", "outlet": asked.outlets[0].id}
        relays = (*Openings.model_validate({"relays": [relay]}).relays, *asked.relays)
        if asked.outlets[0].association == "ccas":
            relays = asked.relays
        after = solved(with_openings(world, people=more, relays=relays))
        assert after is not None
        assert after[0] <= before[0], seed


def renamed(world: Scenario, seed: int) -> Scenario:
    """The same town, all that it names called otherwise and written in another order."""
    random, asked = Random(seed), world.openings
    sector = {one.id: f"y{9 - n}" for n, one in enumerate(asked.sectors)}
    outlet = {one.id: f"z{9 - n}" for n, one in enumerate(asked.outlets)}
    outlets = [
        one.changed(
            id=outlet[one.id],
            label=f"Autre {outlet[one.id]}",
            sector=sector[one.sector],
            reach_min={sector[name]: minutes for name, minutes in one.reach_min.items()},
            slots=tuple(random.sample(one.slots, len(one.slots))),
        )
        for one in asked.outlets
    ]
    return with_openings(
        world,
        sectors=tuple(one.changed(id=sector[one.id]) for one in reversed(asked.sectors)),
        outlets=tuple(random.sample(outlets, len(outlets))),
        groups=tuple(
            one.changed(id=f"x{n}", sector=sector[one.sector])
            for n, one in reversed(list(enumerate(asked.groups)))
        ),
        relays=tuple(one.changed(id="w", outlet=outlet[one.outlet]) for one in asked.relays),
    )


@pytest.mark.parametrize("seeds", PARTS)
def test_other_names_and_another_order_change_nothing_but_ties(seeds: range) -> None:
    for seed in seeds:
        world = town(seed)
        one, other = (
            calendar(calendar_problem(each), WORK) for each in (world, renamed(world, seed))
        )
        assert one.impossible == other.impossible, seed
        assert one.levels == other.levels, seed
        assert all(level.proved for level in one.levels), seed


def test_the_district_that_ships_is_the_one_that_is_drawn() -> None:
    shipped = resources.files("scenarios").joinpath("library/soixante_lieux.yaml")
    assert shipped.read_text("utf-8") == written(district())
