"""Tables of any dialect, and broken ones: read whole, or refused; never a traceback.

``python -m benchmarks tables`` reads ten thousand.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from benchmarks.cases.tables import READ, REFUSED, outcome
from benchmarks.made_tables import written
from tests.helpers.scenarios import tiny

SCENARIO = tiny("hub")


@pytest.mark.parametrize(
    ("seed", "count"), [(1, 300), pytest.param(3, 600, marks=pytest.mark.long)]
)
def test_no_traceback_and_no_lost_row(tmp_path: Path, seed: int, count: int) -> None:
    random = Random(seed)
    read = 0
    for number in range(count):
        one = written(random)
        found = outcome(tmp_path, one, SCENARIO)
        assert found in (READ, REFUSED), f"seed {seed}, table {number}: {found}\n{one.content!r}"
        read += found == READ
    assert read > count / 3
