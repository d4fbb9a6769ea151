"""Ways of a map: plain lines, arrows as wide as what goes along them, a key by series."""

from __future__ import annotations

import re

from service.pages.drawn_map import drawn_map
from service.pages.drawn_ways import THIN, USUAL, WIDEST
from service.pages.pictures import Map, Spot, Way

ENDS = ((43.3, 5.5), (43.4, 5.6))
SPOTS = (Spot(*ENDS[0], "a", 0), Spot(*ENDS[1], "b", 0))


def test_an_arrow_is_as_wide_as_what_goes_there_and_ends_before_its_point() -> None:
    ways = (Way(ENDS, "few", 1, 0.0), Way(ENDS[::-1], "most", 0, 1.0), Way(ENDS, "line", 0))
    drawn = drawn_map(Map("Map", SPOTS, ("place",), ways, way_series=("counted", "not")), "en")
    assert [(one.title, one.width) for one in drawn.ways] == [
        ("most", WIDEST),
        ("few", THIN),
        ("line", USUAL),
    ]
    most, few, line = drawn.ways
    assert [bool(one.head) for one in drawn.ways] == [True, True, False]
    # there and back are bowed apart
    assert set(most.points.split()).isdisjoint(few.points.split())
    tip = re.findall(r"[\d.]+", few.head)[2:4]
    x, y = map(float, line.points.split()[-1].split(","))
    assert 5 < ((float(tip[0]) - x) ** 2 + (float(tip[1]) - y) ** 2) ** 0.5 < 12
    assert [one.title for one in drawn.way_key] == ["counted", "not"]
    assert few.dash  # told from the others without its colour


def test_names_keep_clear_of_arrows_where_they_can_and_are_written_over_them_if_need_be() -> None:
    middle = 43.35
    # the usual place of the middle one's name, to its right, lies under an arrow
    spots = tuple(
        Spot(lat, lon, name, 0, labelled=True)
        for lat, lon, name in (
            (middle, 5.5, "Épicerie du centre"),
            (43.3, 5.4, "a"),
            (43.4, 5.7, "b"),
        )
    )
    flow = (Way(((middle, 5.5), (middle, 5.7)), "flow", 0, 1.0),)
    bare, crossed = (drawn_map(Map("Map", spots, ("place",), ways), "en") for ways in ((), flow))
    usual, moved = (
        next(one for one in drawn.names if one.text == "Épicerie du centre")
        for drawn in (bare, crossed)
    )
    assert (usual.anchor, moved.anchor) == ("start", "end")
    # arrows all around: the name is there all the same
    around = tuple(
        Way(((middle, 5.5), (middle + 0.05 * up, 5.5 + 0.05 * right)), "flow", 0, 1.0)
        for up in (-1, 0, 1)
        for right in (-1, 0, 1)
        if (up, right) != (0, 0)
    )
    crowded = drawn_map(Map("Map", spots, ("place",), around), "en")
    assert {one.text for one in crowded.names} == {one.name for one in spots}


def test_an_arrow_to_where_it_begins_is_no_error() -> None:
    still = (Way((ENDS[0], ENDS[0]), "still", 0, 1.0),)
    assert drawn_map(Map("Map", SPOTS, ("place",), still), "en").ways[0].head == ""
