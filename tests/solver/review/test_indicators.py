from __future__ import annotations

import pytest

from models.plan import Plan
from solver.review.indicators import balances, objectives, totals
from tests.helpers.depot import depot_week, roads
from tests.helpers.plans import week
from tests.helpers.travel import straight


def test_balances_add_up_to_totals() -> None:
    scenario, plan = week()
    travel = straight(scenario)
    whole, parts = totals(scenario, travel, plan), balances(scenario, travel, plan)
    for of_part, of_whole in (
        ("received_kg", whole.usable_kg),
        ("need_kg", whole.need_kg),
        ("vehicle_hours", whole.vehicle_hours),
        ("person_hours", whole.person_hours),
        ("km", whole.km),
        ("eur", whole.eur),
    ):
        assert sum(getattr(part, of_part) for part in parts) == pytest.approx(of_whole)


def test_hours_and_cost_by_hand() -> None:
    scenario, plan = week()
    travel = straight(scenario)
    whole = totals(scenario, travel, plan)
    crew = (
        sum(len(r.crew) * (r.stops[-1].arrive_s - r.stops[0].leave_s) for r in plan.rounds) / 3600
    )
    taken = sum(
        sum(stop.kg.values()) * (1 - scenario.pickups[str(stop.pickup)].no_show_rate)
        for r in plan.rounds
        for stop in r.stops
        if stop.kind == "collect"
    )
    assert whole.crew_hours == pytest.approx(crew)
    assert whole.person_hours == pytest.approx(crew + 0.03 * taken)
    assert whole.meals == pytest.approx(plan.usable_kg / 0.5)
    # nappies are no meals
    one = plan.shares[0].family
    families = tuple(f.changed(food=f.id != one) for f in scenario.families)
    fewer = totals(scenario.changed(families=families), travel, plan)
    kg = sum(share.kg for share in plan.shares if share.family != one)
    assert fewer.meals == pytest.approx(kg / 0.5)
    assert fewer.usable_kg == whole.usable_kg
    assert fewer.co2_avoided_kg < whole.co2_avoided_kg
    assert objectives(scenario, travel, plan) == {
        "food": pytest.approx(plan.usable_kg),
        "hours": pytest.approx(whole.person_hours),
        "cost": pytest.approx(whole.eur),
    }
    # The van is paid for once in the week, however often it goes out.
    van = scenario.vehicle["van"]
    assert sum(r.vehicle == "van" for r in plan.rounds) > 1
    dearer = scenario.changed(vehicles=(van.changed(eur_per_week=120.0), scenario.vehicle["car"]))
    assert totals(dearer, travel, plan).eur == pytest.approx(whole.eur + 100)


def test_an_empty_plan_leaves_everything() -> None:
    scenario, _ = week()
    whole = totals(scenario, straight(scenario), Plan())
    assert (whole.usable_kg, whole.rounds, whole.eur) == (0, 0, 0)
    assert whole.unserved == len(scenario.pickups)
    assert all(part.received_kg == 0 for part in balances(scenario, straight(scenario), Plan()))


def test_nobody_is_named_but_hours_count() -> None:
    scenario, plan = depot_week()
    summed = totals(scenario, roads(scenario), plan)
    assert summed.crew_hours == pytest.approx(2 * summed.vehicle_hours)
    assert summed.eur == pytest.approx(
        28
        + sum(
            scenario.vehicle[item.vehicle].eur_per_km
            * sum(
                roads(scenario).between(a.site, b.site)[1]
                for a, b in zip(item.stops, item.stops[1:], strict=False)
            )
            / 1000
            for item in plan.rounds
        )
    )
