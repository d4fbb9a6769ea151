from __future__ import annotations

import pytest

from service.pages.drawn_curve import ROOM, TOP, drawn_curve
from service.pages.html import html
from service.pages.page import Page, Section
from service.pages.pictures import Areas, Curve
from tests.service.pages.test_drawn_map import corners

WEEKS = ("W1", "W2", "W3", "W4", "W5")


def test_a_line_is_to_scale_and_breaks_where_nobody_told() -> None:
    """A week that was not told is a gap: neither zero nor a line drawn across."""
    given = Curve("Collected", "kg", WEEKS, ("all",), ((50, 100, None, 80, None),), level=100.0)
    drawn = drawn_curve(given, "en")
    (line,) = drawn.lines
    (piece,) = line.pieces
    (first, second), (dot,) = corners(piece), line.dots
    assert second[1] == pytest.approx(drawn.floor - (drawn.floor - TOP) / ROOM, abs=0.1)
    assert drawn.floor - first[1] == pytest.approx((drawn.floor - second[1]) / 2, abs=0.1)
    assert drawn.level == pytest.approx(second[1], abs=0.1)
    assert dot[1] == pytest.approx(drawn.floor - 0.8 * (drawn.floor - second[1]), abs=0.1)
    assert [name for name, _ in drawn.periods] == list(WEEKS)


def test_bands_lie_around_their_line_and_set_the_scale() -> None:
    """A band is as high as its upper end, broken with its line, thin where it stands alone."""
    given = Curve(
        "Expected",
        "kg",
        WEEKS,
        ("all",),
        ((50, 60, None, 70, None),),
        bands=(((40, 60), (45, 120), None, (60, 90), None),),
    )
    (line,) = drawn_curve(given, "en").lines
    wide, thin = line.bands
    assert min(y for _, y in corners(wide)) == pytest.approx(TOP + 222 * (1 - 1 / ROOM), abs=0.1)
    xs = [x for x, _ in corners(thin)]
    assert 0 < max(xs) - min(xs) < 172


def test_nothing_told_draws_its_axis_alone() -> None:
    """No value at all: an axis of one unit, no line."""
    (line,) = drawn_curve(Curve("Collected", "kg", WEEKS, ("all",), ((None,) * 5,)), "fr").lines
    assert (line.pieces, line.dots, line.bands) == ((), (), ())


def test_a_page_shows_curves_events_and_weeks_not_told() -> None:
    """The template knows the picture; what is shaded has its name beside it."""
    curve = Curve(
        "Km per kg", "km", WEEKS, ("km",), ((1.0, 2.0, 1.5, 1.0, 0.8),), events=((2, "Pooled"),)
    )
    areas = Areas("By family", "kg", WEEKS[:2], ("bread",), ((3.0, 0.0),), untold=(1,))
    page = Page("Town", "", "So.", (), (Section("History", (curve, areas)),))
    made = html(page, "fr")
    assert "Pooled" in made
    assert made.count("<polyline") == 1
    assert made.count("non dit") == 2
