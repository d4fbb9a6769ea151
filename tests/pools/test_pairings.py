"""Crews of people who go only or never with one another, against all crews tried."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from models.vehicles import Person
from pools.pairings import crew_among, pairings
from tests.helpers.scenarios import tiny


@pytest.mark.parametrize("seed", range(60))
def test_a_crew_is_found_where_there_is_one(seed: int) -> None:
    draw = random.Random(seed)
    names = [f"p{n}" for n in range(6)]
    people = tuple(
        Person(
            id=name,
            label=name,
            association="secours",
            roles=draw.choice((("driver",), ("helper",), ("driver", "helper"))),
            days=("mon",),
            only_with=tuple(draw.sample(names, draw.choice((0, 0, 1)))),
            never_with=tuple(draw.sample(names, draw.choice((0, 1, 2)))),
        )
        for name in names
    )
    people = tuple(
        one.changed(
            only_with=tuple(two for two in one.only_with if two != one.id),
            never_with=tuple(two for two in one.never_with if two != one.id),
        )
        for one in people
    )
    world = tiny("hub").changed(people=people)
    van = world.vehicles[0].changed(crew=draw.choice((1, 2, 3)))
    drivers = [one for one in people if "driver" in one.roles]
    helpers = [one for one in people if "helper" in one.roles]
    found = crew_among(world, van, drivers, helpers)
    sound = [
        crew
        for crew in permutations(names, van.crew)
        if "driver" in world.person[crew[0]].roles
        and all("helper" in world.person[who].roles for who in crew[1:])
        and not any(pair.broken(crew) for pair in pairings(world))
    ]
    assert (found is None) == (not sound)
    assert found is None or found in sound
