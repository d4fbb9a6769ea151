from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.restos31.week import best, plan_week, save_plan, weeks
from models.plan import Plan
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.settings import Budget
from tests.benchmarks.restos31.small import as_plan, by_hand, folder_of, read_small, small


def hand(scenario: Scenario, travel: TravelMatrix, budget: Budget, seed: int) -> Plan:
    """Return the plan by hand; seed 2 leaves a tour out."""
    plan = by_hand(1 if scenario.variant == "week-1" else 2)
    if seed == 2:
        del plan["tours"]["0, 3"]
    return as_plan(read_small(), scenario, travel, plan)


def test_a_week_is_planned_checked_twice_and_written(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, small())
    odd, even = weeks(folder, [], [1, 2], ["rule"])
    results = [plan_week(odd, hand, Budget(1.0, None), seed, 60.0) for seed in (1, 2)]
    assert [result.row["left"] for result in results] == [0, 1]
    assert [result.row["violations"] for result in results] == [0, 0]
    assert results[1].said == ("left: unit 0 of centre 1",)
    kept = best(results)
    assert kept is results[0]
    assert kept.row["gap %"] == pytest.approx(100 * (kept.row["eur"] / 60 - 1))
    assert kept.row["vehicles"] == 3
    save_plan(kept.plan, tmp_path / "plan.json")
    assert json.loads((tmp_path / "plan.json").read_text(encoding="utf-8")) == kept.plan
    assert sorted(path.name for path in tmp_path.iterdir()) == ["instances", "plan.json"]
    assert plan_week(even, hand, Budget(1.0, None), 1).row["left"] == 0


def test_peak_times_throughout_are_judged_as_such(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, small())
    rule, peak = weeks(folder, ["small"], [1], ["rule", "peak"])
    found = [plan_week(week, hand, Budget(1.0, None), 1) for week in (rule, peak)]
    assert [one.row["violations"] for one in found] == [0, 0]
    lengths = [one.plan["tour_durations"]["0, 2"] for one in found]
    assert lengths[0] < lengths[1]


def test_violations_are_counted_and_told(tmp_path: Path) -> None:
    content = small()
    content["params"]["max_stops"] = 3
    (week,) = weeks(folder_of(tmp_path, content), [], [1], ["rule"])
    found = plan_week(week, hand, Budget(1.0, None), 1)
    assert found.row["violations"] == 2
    assert {line.split(":")[0] for line in found.said} == {"checker", "judge"}
