from __future__ import annotations

from typing import Any

import pytest

from scenarios import ScenarioError, load
from scenarios.sizes import MANY_DONORS, MOST, large
from scenarios.source import LIBRARY
from tests.helpers.scenarios import changed, tiny


def test_a_list_that_is_too_long_is_refused_before_anything_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All lists at once, with their places and counts; at the bound it is taken."""
    world = load("aubagne").scenario
    monkeypatch.setattr(
        "scenarios.sizes.MOST", {**MOST, "donors": len(world.donors), "people": 3, "vehicles": 2}
    )
    with pytest.raises(ScenarioError) as found:
        load(LIBRARY / "aubagne.yaml")
    told = {one.path: one for one in found.value.faults}
    assert set(told) == {"people", "vehicles"}
    assert told["people"].text.en.startswith(f"{len(world.people)} volunteers")
    assert "3 at most" in told["people"].text.en
    assert ":" in told["people"].place


def test_that_a_plan_takes_minutes_is_told_before() -> None:
    world = tiny("hub")
    assert not list(large(world))
    one: Any = world.donors[0]
    more = tuple(one.changed(id=f"store-{n}", offers=()) for n in range(MANY_DONORS))
    (told,) = large(changed(world, donors=(*world.donors, *more)))
    assert told.severity == "info"
    assert f"{MANY_DONORS + len(world.donors)} donors" in told.text.en
