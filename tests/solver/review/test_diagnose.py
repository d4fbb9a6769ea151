from __future__ import annotations

import pytest

from models.plan import Plan
from scenarios import load
from solver.ramasse.solve import plan_week
from solver.review.diagnose import diagnose, free_logistics_kg, usage
from solver.settings import Budget
from tests.helpers.plans import edited, week
from tests.helpers.scenarios import random_scenario
from tests.helpers.travel import straight


def test_aubagne_is_thirteen_per_cent_short_even_with_perfect_logistics() -> None:
    scenario = load("aubagne", "hub_open").scenario
    found = diagnose(scenario, Plan())
    assert 1 - found.supply_kg / found.need_kg == pytest.approx(0.13, abs=0.005)
    assert "13 %" in found.verdict.fr
    assert "13 %" in found.verdict.en


@pytest.mark.parametrize("seed", range(12))
def test_no_plan_beats_free_logistics(seed: int) -> None:
    scenario = random_scenario(seed)
    plan = plan_week(scenario, straight(scenario), Budget(1.0, None), seed=1).plan
    assert plan.usable_kg <= free_logistics_kg(scenario) + 1e-3


def test_the_verdict_names_the_largest_part() -> None:
    scenario, plan = week()
    hungry = scenario.changed(
        associations=tuple(a.changed(people=10 * a.people) for a in scenario.associations)
    )
    assert "nourriture qui manque" in diagnose(hungry, plan).verdict.fr
    assert "moyens" in diagnose(scenario, Plan()).verdict.fr
    full = edited(scenario, "associations", "restos", people=0)
    none = full.changed(associations=tuple(a.changed(people=0) for a in full.associations))
    assert diagnose(none, Plan()).verdict.en == "No need is declared."


def test_usage_counts_hours_shifts_and_peaks() -> None:
    scenario, plan = week()
    used = {(item.kind, item.id): item for item in usage(scenario, plan)}
    van = sum(r.duration_s for r in plan.rounds if r.vehicle == "van") / 3600
    assert used["vehicle", "van"].used == pytest.approx(van)
    assert used["person", "anne"].used == sum("anne" in r.crew for r in plan.rounds)
    assert 0 < used["storage", "restos"].used <= used["storage", "restos"].available
    assert all(item.rate <= 1 for item in used.values())
