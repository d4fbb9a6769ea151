from __future__ import annotations

from contextlib import nullcontext
from functools import cache
from typing import Any

import pytest

from benchmarks.town import town
from models.plan import Plan, Round, Share
from models.policy import Stage
from models.scenario import Scenario
from pools.streams import streams
from scenarios import load
from solver.ramasse import solve
from solver.ramasse.districts import (
    HURRIED_PICKUPS,
    busiest_day,
    large_stream,
    sectors,
    sectors_of,
)
from solver.ramasse.planned import Planned
from solver.ramasse.solve import FIRST_SECTOR_S, HURRIED_S, best_of, plan_week
from solver.ramasse.week import Week
from solver.settings import Budget
from solver.study_findings import ended_early
from tests.helpers.scarce import scarce
from tests.helpers.travel import straight


def test_a_small_town_is_planned_whole() -> None:
    assert large_stream(load("aubagne", "hub").scenario) is None


def test_sectors_share_everything_out_once() -> None:
    scenario = town(1, 4)
    stream = large_stream(scenario)
    assert stream is not None
    parts = sectors(scenario, stream, 0.0)
    assert len(parts) > 1

    def once(kind: str, whole: Scenario = scenario) -> None:
        found = [item.id for part in parts for item in getattr(part, kind)]
        assert sorted(found) == sorted(item.id for item in getattr(whole, kind))

    for kind in ("donors", "vehicles", "people"):
        once(kind)
    members = [
        who for part in parts for s in streams(part) if s.id == stream.id for who in s.members
    ]
    assert sorted(members) == sorted(stream.members)
    assert max(busiest_day(part, s) for part in parts for s in streams(part)) <= 24


def test_other_turns_make_other_sectors() -> None:
    scenario = town(1, 4)
    stream = large_stream(scenario)
    assert stream is not None
    first, second = (
        [sorted(d.id for d in part.donors) for part in sectors(scenario, stream, turn)]
        for turn in (0.0, 0.1)
    )
    assert first != second


@cache
def _round() -> Round:
    scenario = scarce()
    return plan_week(scenario, straight(scenario), Budget(None, 1), seed=1).plan.rounds[0]


def _fed(a: float, b: float, minutes: int = 60) -> Plan:
    """One round of so many minutes that brings kg to two associations; each needs more."""
    item = _round()
    last = item.stops[-1]
    end_s = item.stops[0].leave_s + 60 * minutes
    stops = (*item.stops[:-1], last.changed(arrive_s=end_s, start_s=end_s, leave_s=end_s))
    common = {"family": "dry", "origin": item.id, "opening_s": 0, "use_by": 6, "carried_by": None}
    shares = tuple(Share(association=who, kg=kg, **common) for who, kg in (("a", a), ("b", b)))
    return Plan(rounds=(item.changed(stops=stops),), shares=shares)


def test_of_several_cuttings_the_fairest_within_what_food_may_lose_is_kept() -> None:
    week = Week(scarce(), straight(scarce()))
    most, fair, poor = _fed(200.0, 0.0), _fed(133.0, 66.0), _fed(120.0, 60.0)
    assert best_of(week, [most, poor]) is most
    assert best_of(week, [most, fair, poor]) is fair
    shorter = _fed(133.0, 66.0, 30)
    assert best_of(week, [fair, shorter]) is shorter
    given_up = week.scenario.policy.changed(
        objectives=(
            Stage(objective="food", tolerance=0.01),
            Stage(objective="fairness", tolerance=1),
        )
    )
    careless = Week(week.scenario.changed(policy=given_up), week.travel)
    assert best_of(careless, [most, fair]) is most


def test_time_too_short_for_whole_sectors_is_told_with_what_is_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Sectors are cut small, the plan is one all the same, and twice the search asks for whole."""
    scenario = town(1, 4)
    stream = large_stream(scenario)
    assert stream is not None
    whole = sectors_of(scenario, stream)
    cut: list[tuple[int, float]] = []

    class Here:
        def gather(self, task: object, given: list[tuple[Any, ...]], *_: object) -> dict[int, Any]:
            del task
            cut.append((len(given), given[0][2]))
            return {n: Planned(Plan(), {}) for n in range(len(given))}

    monkeypatch.setattr(solve, "side_by_side", lambda: nullcontext(Here()))
    monkeypatch.setattr(solve, "workers", lambda: 2)
    short = plan_week(scenario, straight(scenario), Budget(whole / 2 - 0.5, None), seed=1)
    assert cut == [(sectors_of(scenario, stream, HURRIED_PICKUPS), HURRIED_S)]
    assert short.cut
    assert short.whole_s == whole / 2
    (told,) = ended_early("time_limit", short.whole_s)
    assert (told.code, f"From {whole}\u00a0s of search" in told.text.en) == ("search_longer", True)
    cut.clear()
    enough = plan_week(scenario, straight(scenario), Budget(0.75 * whole, None), seed=1)
    assert enough.whole_s is None
    assert cut[0] == (whole, FIRST_SECTOR_S)
