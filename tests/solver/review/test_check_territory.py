"""What a map says of its areas and is not so is told; a sound one passes."""

from __future__ import annotations

import pytest

from solver.review.check_territory import check_territory
from tests.solver.review.checks.mapped_again import Breaks, first, is_named, sound

BROKEN: Breaks = {
    "another is nearer": ("area_near", lambda s: first(s, "areas", nearest="q", nearest_min=50.0)),
    "another label": ("area_label", lambda s: first(s, "areas", label="far")),
    "fewer without": ("gap_people", lambda s: first(s, "gaps", people=1)),
    "areas forgotten": ("gap_people", lambda s: first(s, "gaps", zones=())),
    "a small count shown": ("area_hidden", lambda s: s.changed(hidden=())),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_named(name: str) -> None:
    is_named(*BROKEN[name])


def test_a_sound_map_passes() -> None:
    assert check_territory(sound()) == ()
    assert sound().hidden == ("d",)
