"""What the checker of territories reads of a map's facts, beside what its study says."""

from __future__ import annotations

import numpy as np
import pytest

from solver.review.checks.territory_world import TerritoryWorld
from tests.solver.review.checks.mapped_again import sound


def test_needs_are_those_of_the_facts() -> None:
    study = sound()
    world = TerritoryWorld(study.changed(areas=()))
    told = {one.zone: (one.need_low, one.need_high) for one in study.areas}
    for name, number in world.area.items():
        if told[name][0] is not None:
            assert (world.low[number], world.high[number]) == pytest.approx(told[name])


def test_minutes_are_of_each_area_to_each_point() -> None:
    world = TerritoryWorld(sound())
    for minutes in world.to_points.values():
        assert minutes.shape == (len(world.zones), len(world.points))
        assert (minutes[np.isfinite(minutes)] >= 0).all()
