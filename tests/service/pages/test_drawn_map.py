from __future__ import annotations

import pytest

from service.pages.colours import INK
from service.pages.drawn_map import LARGEST, MARGIN, SHAPES, WIDTH, Name, drawn_map, outline
from service.pages.ground import Ground
from service.pages.pictures import Map, Spot, Way
from service.pages.placed_names import Box, Placed, Wanted, box


def corners(points: str) -> list[tuple[float, float]]:
    pairs = (one.split(",") for one in points.split())
    return [(float(x), float(y)) for x, y in pairs]


def test_a_map_keeps_within_its_frame_and_its_proportions() -> None:
    spots = (
        Spot(43.0, 5.0, "south", 0, 1.0),
        Spot(44.0, 5.0, "north", 1, 0.1, hollow=True),
        Spot(43.5, 6.0, "east", 2, 0.0),
    )
    drawn = drawn_map(
        Map(
            "Map",
            spots,
            ("a", "b", "c"),
            (Way(((43.0, 5.0), (44.0, 5.0)), "way", 9),),
            ((43.5, 5.5, "Town"), (43.5, 5.5, "Hidden")),
        ),
        "fr",
        Ground(),
    )
    (line,) = drawn.ways
    (x1, y1), (x2, y2) = corners(line.points)
    assert x1 == x2
    assert y1 > y2
    assert y2 >= MARGIN - 1
    assert y1 <= drawn.height - MARGIN + 1
    # a degree of latitude is 110.57 km
    assert drawn.scale == "20\u00a0km"
    assert (y1 - y2) / 110.57 == pytest.approx(drawn.scale_px / 20, rel=0.01)
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


def box_of(name: Name) -> Box:
    return box(Placed(Wanted(name.x, name.y, name.text), 0.0, 0.0, name.anchor, 1), 1)


def apart(one: Box, other: Box) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_names_of_spots_do_not_cover_each_other_nor_leave_the_map() -> None:
    close = tuple(
        Spot(
            43.3 + n * 0.001, 5.4 + (n % 3) * 0.001, f"Store {n} with a long name", 0, labelled=True
        )
        for n in range(12)
    )
    far = Spot(43.32, 5.47, "Far in the east, with a name that is long", 0, labelled=True)
    drawn = drawn_map(Map("Map", (*close, far), ("store",), names=((43.3, 5.4, "Town"),)), "en")
    boxes = [box_of(name) for name in drawn.names]
    assert len(boxes) >= 6
    assert all(apart(a, b) for n, a in enumerate(boxes) for b in boxes[:n])
    assert all(one[0] >= 0 and one[2] <= WIDTH for one in boxes)
    assert {mark.colour for mark in drawn.marks} == {INK}
    assert far.name in [name.text for name in drawn.names]


def test_a_long_name_that_has_room_is_whole() -> None:
    """A commune, its arrondissement and its people are more than forty letters."""
    long = "Marseille 15e arrondissement (30 034 pers.)"
    corners_ = [Spot(43.0, 5.0, "a", 0), Spot(44.0, 6.0, "b", 0)]
    there = Spot(43.5, 5.5, long, 0, labelled=True)
    drawn = drawn_map(Map("Map", (*corners_, there), ("store",)), "fr", Ground())
    assert [one.text for one in drawn.names] == [long]


def test_on_a_narrow_screen_no_name_covers_a_spot_but_of_what_is_pointed_out() -> None:
    """Letters are twice as large there."""
    row = [
        Spot(43.5, 5.0 + 0.13 * n, f"Place {n}", 0, labelled=True, hollow=True) for n in range(9)
    ]
    ends = [Spot(43.0, 5.0, "a", 0), Spot(44.0, 6.0, "b", 0)]
    drawn = drawn_map(Map("Map", (*ends, *row), ("store",)), "fr", Ground())
    shown = [one for one in drawn.names if not one.fine]
    for one in shown:
        left, top, right, bottom = box_of(one)
        wide = right - left
        left -= {"start": 0.0, "middle": wide / 2, "end": wide}[one.anchor]
        twice = (left, 2 * top - bottom, left + 2 * wide, bottom)
        for mark in drawn.marks[2:]:
            x, y = (float(part) for part in mark.path[1:].split("a")[0].split())
            assert apart(twice, (x, y - 3, x + 6, y + 3))


def test_the_key_shows_series_that_are_there_as_they_are_drawn() -> None:
    spots = (Spot(43.0, 5.0, "a", 1, hollow=True),)
    drawn = drawn_map(Map("Map", spots, ("none", "some")), "en")
    (mark,) = drawn.key
    assert (mark.title, mark.hollow, mark.path) == ("some", True, outline(1, 8, 8, 5.5))


def test_one_place_alone() -> None:
    way = Way(((43.0, 5.0), (43.0, 5.0)), "still", 0)
    drawn = drawn_map(Map("Map", (Spot(43.0, 5.0, "a", 0),), ("a",), (way,)), "en")
    assert len(drawn.marks) == 1
    assert drawn.height > 0
