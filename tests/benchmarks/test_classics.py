"""Classic files are read as they are written, and plans are judged from their rules alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.classics.fleet import read_classic
from benchmarks.classics.judge import Run, judged
from benchmarks.classics.periodic import Tour, judged_week, read_periodic
from benchmarks.classics.raw import Raw, read_raw
from benchmarks.instances import InstanceError
from solver.routing.engines import engine

TRIPS = """NAME: t
TYPE: MTVRPTWR
EDGE_WEIGHT_TYPE: EUC_2D
DIMENSION: 4
VEHICLES: 2
CAPACITY: 10
SERVICE_TIME: 1
NODE_COORD_SECTION
1 0 0
2 0 3
3 4 0
4 0 6
DEMAND_SECTION
1 0
2 6
3 6
4 4
TIME_WINDOW_SECTION
1 0 60
2 0 50
3 0 30
4 0 50
RELEASE_TIME_SECTION
1 0
2 0
3 10
4 0
VEHICLES_RELOAD_DEPOT_SECTION
1 1
2 1
DEPOT_SECTION
1
EOF
"""
SOLUTION = "Route #1: 1 3 0 2\nRoute #2:\nCost: 200\n"

FLEET = """NAME: f
TYPE: HFVRP
EDGE_WEIGHT_TYPE: EUC_2D
DIMENSION: 3
VEHICLES: 2
NODE_COORD_SECTION
1 0 0
2 1 1
3 4 0
DEMAND_SECTION
1 0
2 6
3 6
CAPACITY_SECTION
1 6
2 9
VEHICLES_FIXED_COST_SECTION
1 100
2 300
VEHICLES_UNIT_DISTANCE_COST_SECTION
1 100
2 50
DEPOT_SECTION
1
EOF
"""

DEPOTS = """NAME: d
TYPE: MDVRPTW
EDGE_WEIGHT_TYPE: EUC_2D
DIMENSION: 4
VEHICLES: 2
CAPACITY: 10
VEHICLES_MAX_DURATION: 20
NODE_COORD_SECTION
1 0 0
2 9 0
3 0 3
4 4 0
DEMAND_SECTION
1 0
2 0
3 6
4 4
SERVICE_TIME_SECTION
1 0
2 0
3 2
4 2
TIME_WINDOW_SECTION
1 0 90
2 0 90
3 50 60
4 0 90
VEHICLES_DEPOT_SECTION
1 1
2 2
DEPOT_SECTION
1
2
EOF
"""

WEEK = """1 1 2 2
0 5
0 5
0 0 0 0 0 0 0
1 3 0 1 2 2 1 3
2 0 4 1 2 1 2 1 2
"""
BEST = "20\n1 1 12 4 0 1 2 0\n2 1 6 2 0 1 0\n"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def trips(tmp_path: Path) -> Raw:
    return read_raw(written(tmp_path, "t.vrp", TRIPS))


def test_trips_are_read_and_planned(tmp_path: Path) -> None:
    path = written(tmp_path, "t.vrp", TRIPS)
    written(tmp_path, "t.sol", SOLUTION)
    classic = read_classic(path)
    plan = engine("pyvrp").solve(
        classic.problem, time_limit_s=None, iterations=50, seed=1, stop=lambda: False
    )
    verdict = judged(classic.raw, classic.told(plan))
    assert not verdict.faults
    assert verdict.cost == plan.cost == classic.best == 200


@pytest.mark.parametrize(
    ("runs", "fault"),
    [
        ([Run(0, (1, 3, 0, 2))], None),
        ([Run(0, (1, 3))], "3 expected"),
        ([Run(0, (1, 3, 0, 2)), Run(1, (1,))], "3 expected"),
        ([Run(0, (1, 3)), Run(0, (2,))], "twice"),
        ([Run(0, (1, 2, 0, 3))], "carries 12"),
        ([Run(0, (3, 0, 1, 0, 2))], "too late"),  # 12 + 1 + 6 + 1 + 4 is past 23, closes lowered
    ],
)
def test_rules_of_trips(trips: Raw, runs: list[Run], fault: str | None) -> None:
    trips.closes[2] = 230
    faults = judged(trips, runs).faults
    assert bool(faults) == (fault is not None)
    assert fault is None or any(fault in one for one in faults)


def test_a_load_leaves_once_it_is_released(trips: Raw) -> None:
    trips.release[2] = 270
    assert any("too late" in one for one in judged(trips, [Run(0, (1, 3, 0, 2))]).faults)


def test_fleets_are_read_and_cost_what_each_vehicle_costs(tmp_path: Path) -> None:
    path = written(tmp_path, "f.vrp", FLEET)
    said = (100 + 100 * 2 * np.sqrt(2) + 300 + 50 * 8) / 100
    written(tmp_path, "f.sol", f"Route #1: 1\nRoute #2: 2\nCost: {said:.4f}\n")
    classic = read_classic(path)
    plan = engine("pyvrp").solve(
        classic.problem, time_limit_s=None, iterations=50, seed=1, stop=lambda: False
    )
    verdict = judged(classic.raw, classic.told(plan))
    assert not verdict.faults
    assert verdict.cost == pytest.approx(said)
    assert judged(classic.raw, [Run(0, (1, 2))]).faults == ("vehicle 1: carries 12, at most 6",)


def test_depots_and_how_long_a_vehicle_is_out(tmp_path: Path) -> None:
    raw = read_raw(written(tmp_path, "d.vrp", DEPOTS))
    apart = judged(raw, [Run(0, (2,)), Run(1, (3,))])
    assert (apart.cost, apart.faults) == (6000 + 10000, ())
    waits = judged(raw, [Run(0, (3, 2))]).faults  # leaves late enough to wait for nothing
    assert waits == ()
    long = Run(1, (3, 2))
    assert judged(raw, [long]).faults == ("vehicle 2: is out longer than 20000",)
    assert "loads at depot 1" in judged(raw, [Run(0, (2, 1, 3))]).faults[0]


def test_weeks_are_read_and_judged(tmp_path: Path) -> None:
    path = written(tmp_path, "w.txt", WEEK)
    written(tmp_path, "w.res", BEST.replace("20", "18"))
    week = read_periodic(path)
    assert (week.best, week.days, week.vans) == (18.0, 2, 1)
    for tours, said in (
        ([Tour(0, (1, 2))], "customer 1: visited on days 1, not"),
        ([Tour(0, (1, 2)), Tour(1, (1, 2))], "customer 2"),
        ([Tour(0, (1,)), Tour(0, (2,)), Tour(1, (1,))], "2 vehicles"),
        ([Tour(0, (1, 2)), Tour(2, (1,))], "day 3"),
    ):
        assert any(said in one for one in judged_week(week, tours).faults)
    heavy = written(tmp_path, "h.txt", WEEK.replace("0 5", "12 3"))
    with pytest.raises(InstanceError, match=r"4 carried, at most 3; day 1: 14\.00 long"):
        written(tmp_path, "h.res", BEST.replace("20", "18")) and read_periodic(heavy)


@pytest.mark.parametrize(
    ("text", "changed", "said"),
    [
        (TRIPS, ("MTVRPTWR", "CVRP"), "type 'CVRP'"),
        (TRIPS, ("2 0 3\n", "2 zero 3\n"), r"x:10"),
        (TRIPS, ("4 0 6\n", ""), "3 rows, 4 expected"),
        (TRIPS, ("2 0 50\n", "2 0\n"), r"x:20: 2 numbers"),
        (TRIPS, ("CAPACITY: 10\n", ""), "no CAPACITY"),
        (TRIPS, ("\nDEPOT_SECTION\n1", "\nDEPOT_SECTION\n2"), r"depots \[2\]"),
        (WEEK, ("1 1 2 2", "2 1 2 2"), "1, vehicles, customers, days"),
        (WEEK, ("0 5\n", "0 6\n"), "2 different limits"),
        (WEEK, ("1 3 0 1 2 2 1 3", "1 3 0 1 2 2 2 3"), r"x:5: 8 numbers"),
    ],
)
def test_files_that_are_none(
    tmp_path: Path, text: str, changed: tuple[str, str], said: str
) -> None:
    path = written(tmp_path, "x", text.replace(*changed, 1))
    with pytest.raises(InstanceError, match=said):
        (read_periodic if text is WEEK else read_raw)(path)


def test_best_known_solutions_are_judged_too(tmp_path: Path) -> None:
    path = written(tmp_path, "t.vrp", TRIPS)
    for wrong in (SOLUTION.replace("200", "199"), SOLUTION.replace("1 3 0 2", "1 3 2")):
        written(tmp_path, "t.sol", wrong)
        with pytest.raises(InstanceError, match="not a solution"):
            read_classic(path)
