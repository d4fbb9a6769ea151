"""Points that cannot be right: 0/0, and those that another point near the town explains."""

from __future__ import annotations

from collections.abc import Iterator

from models.scenario import Scenario
from scenarios.positions.suspects import suspects
from scenarios.positions.told import told
from scenarios.sense.problem import Problem, Rule


def points_that_cannot_be(scenario: Scenario) -> Iterator[Problem]:
    """Yield the sites of every kind whose point cannot be right."""
    for one in suspects(scenario):
        if one.sure:
            yield Problem((*one.site.loc, "lat"), told(one))


RULES: tuple[Rule, ...] = (points_that_cannot_be,)
