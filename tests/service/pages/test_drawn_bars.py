from __future__ import annotations

from service.pages.drawn_bars import LEFT, RIGHT, WIDTH, drawn_bars
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


def test_no_bar_and_only_zeros() -> None:
    assert drawn_bars(Bars("None", "kg", ("a",), (), ()), "en").bars == ()
    (bar,) = drawn_bars(Bars("Zero", "kg", ("a",), ("x" * 40,), ((0,),)), "en").bars
    assert bar.width == 0
