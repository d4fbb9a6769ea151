from __future__ import annotations

import pytest

from solver.programs.growing import GrowingProgram
from solver.programs.solved import INFINITY, UNLIMITED


def test_rows_made_after_columns_hold_whether_sent_before_or_after() -> None:
    program = GrowingProgram()
    row = program.row("both", -INFINITY, 10.0)
    one = program.column([(row, 1.0)], upper=8.0)
    other = program.column([(row, 1.0)], upper=8.0)
    program.aim({one: -2.0, other: -1.0})
    first = program.solve(UNLIMITED)
    assert first is not None
    assert first.objective == pytest.approx(-18.0)
    late = program.row("late", -INFINITY, 3.0)
    program.put(late, [(one, 1.0)])
    third = program.column([(late, -1.0)], upper=2.0)
    for copy in (0, 1):  # a copy that has the columns, and a new one
        found = program.solve(UNLIMITED, copy=copy)
        assert found is not None
        assert found.values[[one, other, third]].tolist() == pytest.approx([5.0, 5.0, 2.0])
    program.put(late, [(other, 1.0)])  # a row that the copies have
    for copy in (0, 1):
        found = program.solve(UNLIMITED, copy=copy)
        assert found is not None
        assert found.objective == pytest.approx(-10.0)
