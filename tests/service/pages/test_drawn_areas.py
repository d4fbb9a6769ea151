from __future__ import annotations

import pytest

from service.pages.drawn_areas import drawn_areas
from service.pages.pictures import Areas
from tests.service.pages.test_drawn_map import corners


def test_areas_are_stacked_to_scale_under_their_ceiling() -> None:
    drawn = drawn_areas(
        Areas("Stock", "pallets", ("W1", "W2"), ("a", "b"), ((10, 20), (30, 20)), (80, 80), "room"),
        "en",
    )
    low, high = (corners(one.points) for one in drawn.areas)
    floor = drawn.floor
    assert low[0][0] == drawn.left
    assert low[0][1] == pytest.approx(floor - 10 * (floor - 34) / (80 * 1.02), abs=0.1)
    # the top of both is 40 in each week, half of the ceiling
    ceiling = corners(drawn.ceiling)[0][1]
    assert {y for _, y in high[:4]} == {high[0][1]}
    assert floor - high[0][1] == pytest.approx((floor - ceiling) / 2, abs=0.1)
    assert drawn.grid[0] == ("0", floor)
    assert [name for name, _ in drawn.periods] == ["W1", "W2"]


def test_areas_without_anything_are_flat() -> None:
    drawn = drawn_areas(Areas("Stock", "kg", ("W1",), ("a",), ((0.0,),)), "fr")
    assert {y for _, y in corners(drawn.areas[0].points)} == {drawn.floor}
    assert drawn.ceiling == ""
