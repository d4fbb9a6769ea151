from __future__ import annotations

from service.pages.drawn_bars import LEFT, NARROW, RIGHT, WIDTH, drawn_bars
from service.pages.pictures import Bars


def test_bars_share_one_axis_whatever_their_sign() -> None:
    drawn = drawn_bars(Bars("Gains", "kg", ("a", "b"), ("x", "y"), ((30, -10), (0, 20))), "fr")
    gain, loss, none, other = drawn.bars
    assert gain.x == drawn.zero == other.x
    assert loss.x + loss.width == drawn.zero
    assert gain.width == 3 * loss.width
    assert (none.width, loss.text) == (0, "−10")
    assert loss.x >= LEFT
    assert gain.x + gain.width <= WIDTH - RIGHT + 1e-6
    assert drawn.title == "Gains (kg)"
    assert [name for name, _ in drawn.key] == ["a", "b"]


def test_a_series_that_says_nothing_of_a_label_has_no_bar_there() -> None:
    drawn = drawn_bars(Bars("Prix", "€", ("a", "b"), ("x", "y"), ((None, 2), (3, None))), "fr")
    assert [one.text for one in drawn.bars] == ["2", "3"]
    assert drawn.bars[0].colour != drawn.bars[1].colour


def test_no_bar_and_only_zeros() -> None:
    assert drawn_bars(Bars("None", "kg", ("a",), (), ()), "en").bars == ()
    (bar,) = drawn_bars(Bars("Zero", "kg", ("a",), ("x" * 40,), ((0,),)), "en").bars
    assert bar.width == 0


def test_on_a_telephone_names_stand_above_bars_and_all_is_within_its_width() -> None:
    given = Bars("Gains", "kg", ("a", "b"), ("x" * 40, "y"), ((30, -10), (0, 20)))
    drawn = drawn_bars(given, "fr", narrow=True)
    assert drawn.width == NARROW
    assert all(one.x >= 0 and one.text_x + 40 <= NARROW for one in drawn.bars)
    for (name, y), first in zip(drawn.rows, drawn.bars[::2], strict=True):
        assert name in ("x" * 40, "y")
        assert y < first.y
