from __future__ import annotations

import pytest

from models.scenario import Scenario
from solver.review.simulate import simulate
from tests.helpers.plans import edited, week
from tests.helpers.travel import straight


def steady(scenario: Scenario, variation: float, no_show: float) -> Scenario:
    return scenario.changed(
        donor_kinds=tuple(
            kind.changed(variation=variation, no_show_rate=no_show) for kind in scenario.donor_kinds
        )
    )


def test_a_week_without_chance_is_the_plan() -> None:
    scenario, plan = week()
    calm = steady(scenario, 0.0, 0.0)
    result = simulate(calm, straight(calm), plan, weeks=3, seed=1, spread=0.0)
    # Shares are expectations after no-shows; without any, what comes is that much more.
    assert result.usable_kg.mean >= plan.usable_kg - 0.5
    assert result.kg_lost.mean == pytest.approx(0.0, abs=0.5)
    assert result.failures == {}


def test_more_variation_loses_more() -> None:
    scenario, plan = week()
    small = edited(scenario, "vehicles", "van", payload_kg=400)
    lost = [
        simulate(wild, straight(wild), plan, weeks=150, seed=2).kg_lost.mean
        for wild in (steady(small, variation, 0.0) for variation in (0.0, 0.4, 1.0))
    ]
    assert lost[0] <= lost[1] <= lost[2]
    assert lost[2] > 0


def test_no_shows_and_delays_are_counted() -> None:
    scenario, plan = week()
    absent = steady(scenario, 0.0, 0.5)
    result = simulate(absent, straight(absent), plan, weeks=50, seed=3)
    assert result.failures["no_show"] > 0.9
    assert all(0 <= share <= 1 for share in result.by_round.values())
    tight = scenario.changed(
        shifts=tuple(s.changed(ends="09:46") if s.id == "morning" else s for s in scenario.shifts)
    )
    late = simulate(tight, straight(tight), plan, weeks=50, seed=3)
    assert late.failures.get("late_stop", 0) + late.failures.get("overtime", 0) > 0


def test_same_seed_same_weeks() -> None:
    scenario, plan = week()
    one, two, other = (
        simulate(scenario, straight(scenario), plan, weeks=20, seed=seed) for seed in (4, 4, 5)
    )
    assert one == two
    assert one != other
