from __future__ import annotations

import pytest

from service.pages.drawn_areas import stacked
from service.pages.drawn_map import LARGEST, MARGIN, SHAPES, WIDTH, mapped, outline
from service.pages.pictures import Areas, Map, Spot, Way


def corners(points: str) -> list[tuple[float, float]]:
    pairs = (one.split(",") for one in points.split())
    return [(float(x), float(y)) for x, y in pairs]


def test_areas_are_stacked_to_scale_under_their_ceiling() -> None:
    drawn = stacked(
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
    drawn = stacked(Areas("Stock", "kg", ("W1",), ("a",), ((0.0,),)), "fr")
    assert {y for _, y in corners(drawn.areas[0].points)} == {drawn.floor}
    assert drawn.ceiling == ""


def test_a_map_keeps_within_its_frame_and_its_proportions() -> None:
    spots = (
        Spot(43.0, 5.0, "south", 0, 1.0),
        Spot(44.0, 5.0, "north", 1, 0.1, hollow=True),
        Spot(43.5, 6.0, "east", 2, 0.0),
    )
    drawn = mapped(
        Map(
            "Map",
            spots,
            ("a", "b", "c"),
            (Way(((43.0, 5.0), (44.0, 5.0)), "way", 9),),
            ((43.5, 5.5, "Town"), (43.5, 5.5, "Hidden")),
        )
    )
    (line,) = drawn.lines
    (x1, y1), (x2, y2) = corners(line.points)
    assert x1 == x2
    assert y1 > y2
    assert y2 >= MARGIN - 1
    assert y1 <= drawn.height - MARGIN + 1
    # a degree of latitude is 110.57 km
    assert (y1 - y2) / 110.57 == pytest.approx(drawn.scale_px / drawn.scale_km, rel=0.01)
    assert [one.text for one in drawn.names] == ["Town"]
    assert [one.title for one in drawn.marks] == ["south", "north", "east"]
    assert drawn.marks[1].hollow
    assert line.dash
    assert drawn.width == WIDTH


@pytest.mark.parametrize("series", range(len(SHAPES)))
def test_each_series_has_its_own_shape(series: int) -> None:
    others = {outline(n, 0, 0, LARGEST) for n in range(len(SHAPES)) if n != series}
    assert outline(series, 0, 0, LARGEST) not in others
    assert outline(series, 0, 0, LARGEST).endswith("z")
