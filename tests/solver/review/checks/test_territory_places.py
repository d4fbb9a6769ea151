"""Needs, places and scores of a map that are not so are told."""

from __future__ import annotations

import pytest

from models.territory_study import TerritoryStudy
from tests.solver.review.checks.mapped_again import Breaks, first, is_named


def _ranked(study: TerritoryStudy) -> TerritoryStudy:
    ranks = [one.rank or 0 for one in study.areas]
    worst = max(ranks)
    return study.changed(
        areas=tuple(one.changed(rank=worst + 1 - (one.rank or 0)) for one in study.areas)
    )


BROKEN: Breaks = {
    "fewer in need": ("area_need", lambda s: first(s, "areas", need_low=399)),
    "more places": ("area_places", lambda s: first(s, "areas", places=0.9)),
    "another score": ("area_score", lambda s: first(s, "areas", score=0.123)),
    "ranks the other way": ("area_score", _ranked),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_named(name: str) -> None:
    is_named(*BROKEN[name])
