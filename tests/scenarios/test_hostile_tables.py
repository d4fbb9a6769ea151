"""Tables of any dialect, and broken ones: read whole, or refused; never a traceback."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from models.travel import TravelPolicy
from scenarios import ScenarioError
from scenarios.lines import tables_in
from scenarios.lots import read_lots
from scenarios.point_tables import HEADERS
from scenarios.yaml_text import UnreadableError
from solver.travel import TravelError, matrix
from tests.helpers.scenarios import tiny
from tests.helpers.tables import Written, written

SCENARIO = tiny("hub")
TRAVEL = tiny(donors=(), travel=TravelPolicy(table="lots.csv"))


@pytest.mark.parametrize(
    ("seed", "count"), [(1, 300), pytest.param(2, 4_000, marks=pytest.mark.long)]
)
def test_no_traceback_and_no_lost_row(tmp_path: Path, seed: int, count: int) -> None:
    random = Random(seed)
    read = 0
    for number in range(count):
        one = written(random)
        read += check(tmp_path, one, f"seed {seed}, table {number}")
    assert read > count / 3


def check(folder: Path, one: Written, which: str) -> bool:
    path = folder / one.name
    path.write_bytes(one.content)
    try:
        found = read_lots(path, SCENARIO)
    except ScenarioError as error:
        faults = error.faults
    else:
        total = sum(lot.kg for lot in found.lots)
        if not one.blind:
            assert total == pytest.approx(one.kg, abs=0.01), f"{which}: {total} of {one.kg}"
            assert len(found.told) == one.told, f"{which}: {found.told}"
        return True
    assert not one.sound, f"{which}: {faults}\n{one.content!r}"
    assert all(len(fault.text.en) < 600 and fault.place for fault in faults), which
    assert one.blind or all(":" in fault.place for fault in faults), f"{which}: {faults}"
    others(path, one)
    return False


def others(path: Path, one: Written) -> None:
    """Read a broken table as all other tables are read."""
    if path.suffix == ".csv":
        with pytest.raises(TravelError):
            matrix(TRAVEL, path.parent)
    try:
        found, faults = tables_in(one.content, path.name, HEADERS)
    except UnreadableError:
        return
    assert faults or not found or not found[0].table.rows
