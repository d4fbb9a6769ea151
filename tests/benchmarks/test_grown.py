"""Towns of which a single thing grows: that thing alone, and the slope that tells how cost does."""

from __future__ import annotations

import pytest

from benchmarks.cases.scaling import exponent
from benchmarks.grown import THINGS, grown, of_some
from scenarios import load


def sizes(thing: str, size: int) -> dict[str, int]:
    made = grown(thing, size)
    return {
        "donors": len(made.donors),
        "associations": len(made.associations),
        "means": len(made.vehicles) + len(made.people),
        "days": len(made.days),
    }


@pytest.mark.parametrize("thing", [one for one in THINGS if one != "all"])
def test_one_thing_grows_alone(thing: str) -> None:
    small, large = sizes(thing, 1), sizes(thing, 3)
    assert large.pop(thing) == 3 * small.pop(thing)
    assert large == small


def test_all_grow_together() -> None:
    small, large = sizes("all", 1), sizes("all", 2)
    assert large == {name: number * (1 if name == "days" else 2) for name, number in small.items()}


def test_a_thing_that_does_not_grow_is_refused() -> None:
    with pytest.raises(ValueError, match="donors"):
        grown("clouds", 2)


def test_a_group_keeps_what_is_its_own() -> None:
    few = of_some(load("aubagne", "hub").scenario, 2)
    names = {one.id for one in few.associations}
    assert len(names) == 2
    assert {one.holder for one in few.donors} | {one.owner for one in few.vehicles} <= names


def test_the_slope_of_squares_is_two() -> None:
    rows = [{"size": size, "s": 0.3 * size**2} for size in (1, 2, 4)]
    assert exponent(rows, "s") == pytest.approx(2.0)
