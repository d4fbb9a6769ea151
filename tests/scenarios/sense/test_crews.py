"""Who goes aboard only or never with whom: what makes no sense is refused where it stands."""

from __future__ import annotations

from typing import Any

import pytest

from models.scenario import Scenario
from scenarios.sense import problems
from tests.helpers.scenarios import tiny


def town(**of: dict[str, Any]) -> Scenario:
    """The tiny town, some of its people changed."""
    world = tiny("hub")
    return world.changed(people=tuple(p.changed(**of.get(p.id, {})) for p in world.people))


@pytest.mark.parametrize(
    ("world", "where", "told"),
    [
        (town(anne={"only_with": ("anne",)}), "people.1.only_with.0", "la personne elle-même"),
        (town(anne={"never_with": ("anna",)}), "people.1.never_with.0", "Vouliez-vous dire"),
        (
            town(anne={"only_with": ("paul",)}, paul={"never_with": ("anne",)}),
            "people.1.only_with.0",
            "et jamais avec",
        ),
    ],
)
def test_it_is_refused(world: Scenario, where: str, told: str) -> None:
    [found] = problems(world)
    assert ".".join(map(str, found.loc)) == where
    assert told in found.text.fr
    assert "Expected" in found.text.en
