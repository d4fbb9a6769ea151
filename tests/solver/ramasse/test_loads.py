"""What boxes have room for is taken: a part of what is chilled, where all of it does not fit."""

from __future__ import annotations

import pytest

from models.scenario import Scenario
from solver.ramasse.solve import plan_week
from solver.review.check import check
from solver.settings import Budget
from tests.helpers.small_towns import town
from tests.helpers.travel import straight


@pytest.mark.parametrize(
    ("box_kg", "payload_kg", "offers", "chilled_kg"),
    [
        (24, 100, ((40, 40),), 24.0),  # part of one
        (30, 100, ((10, 20), (10, 20)), 30.0),  # one whole, and part of the other
        (60, 100, ((10, 20), (10, 20)), 40.0),  # all
        (30, 45, ((10, 20), (10, 20)), 25.0),  # as far as the load allows
        (0, 100, ((40, 40),), 0.0),
    ],
)
def test_boxes_are_filled(
    box_kg: float, payload_kg: float, offers: tuple[tuple[int, int], ...], chilled_kg: float
) -> None:
    week = town("hub")
    week["shifts"] = week["shifts"][:1]
    box = {"cold": "boxes", "boxes": 1 if box_kg else 0, "box_kg": box_kg or 1}
    week["vehicles"] = [week["vehicles"][0] | box]
    week["vehicles"][0] |= {"payload_kg": payload_kg / 0.9, "max_trips": 1}
    week["associations"][0]["people"] = 900
    week["donors"] = week["donors"][: len(offers)]
    for store, (dry, cold) in zip(week["donors"], offers, strict=True):
        kg = dry + cold
        shares = {"fruit": dry / kg, "dairy": cold / kg}
        offer = {"days": ["mon"], "kg": kg, "opens": "08:00", "closes": "12:00"}
        store |= {"holder": "a", "offers": [offer | {"family_shares": shares}]}
    scenario = Scenario.model_validate(week)
    travel = straight(scenario)
    plan = plan_week(scenario, travel, Budget(10.0, None), seed=1).plan
    assert check(scenario, travel, plan) == ()
    taken = [stop.kg for item in plan.rounds for stop in item.collected]
    assert sum(kg.get("dairy", 0.0) for kg in taken) == pytest.approx(chilled_kg, abs=1e-3)
    assert sum(kg["fruit"] for kg in taken) == pytest.approx(sum(dry for dry, _ in offers))
