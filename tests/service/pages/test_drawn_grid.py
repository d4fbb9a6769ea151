from __future__ import annotations

import pytest

from service.pages.drawn_grid import LEFT, drawn_grid, grid_table
from service.pages.pictures import Block, Grid

GRID = Grid(
    "Week",
    ("monday", "tuesday"),
    (
        ("Van", (Block(0, 13, 14.5, "late", 1), Block(0, 8, 9, "early bird", 0))),
        ("A name that is too long for the drawing", (Block(1, 7, 19, "whole day", 0),)),
        ("Idle", ()),
    ),
    ("one", "two"),
    7,
    19,
)


def test_every_block_is_drawn_to_scale_and_said() -> None:
    drawn = drawn_grid(GRID)
    late, early, whole = drawn.blocks
    assert early.width < late.width < whole.width
    assert late.width / early.width == pytest.approx((14.5 - 13) / (9 - 8))
    assert all(one.x >= LEFT and one.x + one.width <= drawn.width for one in drawn.blocks)
    assert late.title == "Van, monday 13:00–14:30 late"
    assert (early.text, whole.text) == ("", "whole day")
    assert [name for name, _ in drawn.days] == ["Monday", "Tuesday"]
    assert [hour for hour, _ in drawn.hours] == ["8\u00a0h", "12\u00a0h", "16\u00a0h"] * 2
    assert [short.endswith("…") for _, short, _ in drawn.rows] == [False, True, False]


def test_its_table_says_the_same_in_the_order_of_the_day() -> None:
    table = grid_table(GRID, "Means")
    assert table.heads == ("Means", "Monday", "Tuesday")
    assert table.rows[0] == ("Van", "08:00–09:00 early bird\n13:00–14:30 late", "·")
    assert table.rows[2] == ("Idle", "·", "·")


def test_a_week_without_days_or_rows() -> None:
    assert drawn_grid(Grid("Week", (), (), (), 7, 7)).height > 0
