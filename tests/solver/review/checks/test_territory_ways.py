"""Minutes of a map that no way takes are told."""

from __future__ import annotations

import pytest

from models.territory_study import GivenMinutes, TerritoryStudy
from tests.solver.review.checks.mapped_again import Breaks, first, is_named


def _near(study: TerritoryStudy) -> TerritoryStudy:
    one = study.areas[0]
    return first(study, "areas", near=(one.near[0].changed(foot_min=99.0), *one.near[1:]))


def _too_fast(study: TerritoryStudy) -> TerritoryStudy:
    rows = tuple(tuple(0.5 for _ in study.facts.points) for _ in study.facts.zones)
    return study.changed(given=(GivenMinutes(way="bus", minutes=rows),))


BROKEN: Breaks = {
    "a way too long": ("area_way", _near),
    "a bus too fast": ("area_way", _too_fast),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_named(name: str) -> None:
    is_named(*BROKEN[name])
