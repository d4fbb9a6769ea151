"""Plans and splits of weeks that announce something, before the independent checkers."""

from __future__ import annotations

import pytest

from models.history import NO_PAST
from models.plan import Plan
from models.stocks import Held
from solver.allocation.supply import expected
from solver.ramasse.fairness import all_levels
from solver.ramasse.solve import plan_week
from solver.review.check import check
from solver.review.check_split import check_split
from solver.review.indicators import balances
from solver.split import allocate
from tests.helpers.announced import announced_scenario
from tests.helpers.budgets import first_plan
from tests.helpers.plans import edited
from tests.helpers.scenarios import tiny
from tests.helpers.travel import straight


@pytest.mark.parametrize("seed", range(5))
def test_the_checker_accepts_the_plan_of_an_announced_week(seed: int) -> None:
    scenario = announced_scenario(seed)
    travel = straight(scenario)
    plan = plan_week(scenario, travel, first_plan(0.2), seed=1).plan
    assert [one.text.en for one in check(scenario, travel, plan)] == []


@pytest.mark.parametrize("seed", range(8))
def test_the_checker_accepts_the_split_of_an_announced_week(seed: int) -> None:
    scenario = announced_scenario(seed)
    made = allocate(scenario, expected(scenario), compare=False)
    assert [one.text.en for one in check_split(made)] == []


def test_what_is_held_counts_as_covered_in_levels() -> None:
    base = tiny("hub")
    need = {f.id: base.need_kg("restos", f.id) for f in base.families}
    family = max(need, key=lambda one: need[one])
    held = Held(family=family, kg=need[family] / 2, until=base.week_of.replace(year=2027))
    scenario = edited(base, "associations", "restos", stock=(held,))
    levels = all_levels(scenario, NO_PAST, Plan())
    points = {f.id: f.points_per_kg for f in base.families}
    whole = sum(need[f] * worth for f, worth in points.items())
    assert levels["restos"] == pytest.approx(need[family] / 2 * points[family] / whole)
    assert levels["ccas"] == 0
    travel = straight(scenario)
    mine = next(b for b in balances(scenario, travel, Plan()) if b.association == "restos")
    assert mine.stock_kg == pytest.approx(need[family] / 2)
    assert mine.share_of_need == pytest.approx(mine.stock_kg / sum(need.values()))


def test_what_is_held_takes_its_place_in_the_cold() -> None:
    base = tiny("hub")
    cold = next(f.id for f in base.families if f.temperature != "ambient")
    who = base.association["restos"]
    full = Held(family=cold, kg=500, until=base.week_of.replace(year=2027))
    scenario = edited(base, "associations", "restos", cold_storage_kg=40.0, stock=(full,))
    travel = straight(scenario)
    plan = plan_week(scenario, travel, first_plan(0.2), seed=1).plan
    assert check(scenario, travel, plan) == ()
    chilled = {f.id for f in base.families if f.temperature != "ambient"}
    assert not [s for s in plan.shares if s.association == who.id and s.family in chilled]
    # the same plan as if nothing were held is refused
    free = edited(base, "associations", "restos", cold_storage_kg=40.0)
    other = plan_week(free, travel, first_plan(0.2), seed=1).plan
    if any(s.association == who.id and s.family in chilled for s in other.shares):
        assert {"storage", "share_need"} & {one.code for one in check(scenario, travel, other)}
