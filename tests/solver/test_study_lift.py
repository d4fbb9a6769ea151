"""That nothing lifts the lowest is said with what is held: what others would have alone."""

from __future__ import annotations

import pytest

from models.scenario import Scenario
from solver.ramasse.solve import plan_week
from solver.settings import Budget
from solver.study_fairness import fairness_of, far_behind
from tests.helpers.small_towns import town
from tests.helpers.travel import straight


@pytest.mark.parametrize("floor", [0.0, 85.0])
def test_what_only_floors_forbid_is_said_so(floor: float) -> None:
    """One store's 85 kg could be dropped at two doors: the floor of the first takes them all."""
    week = town("direct")
    week["shifts"], week["vehicles"] = week["shifts"][:1], week["vehicles"][:1]
    week["donors"] = week["donors"][:1]
    offer = {"days": ["mon"], "kg": 85, "opens": "08:00", "closes": "12:00"}
    week["donors"][0]["offers"] = [offer]
    week["associations"][2]["people"] = 0
    scenario = Scenario.model_validate(week)
    travel = straight(scenario)
    floors = {"a": floor, "b": 0.0, "c": 0.0}
    made = plan_week(scenario, travel, Budget(20.0, None), seed=1, floors=floors)
    told = far_behind(scenario, travel, made, fairness_of(scenario, travel, made), finished=True)
    assert [one.where for one in told] == ([("b",)] if floor else [])
    if floor:
        assert "No choice of rounds lifts the lowest by more than 2%, as long as all keep" in (
            told[0].text.en
        )
        assert "tant que chacun garde autant que possible" in told[0].text.fr
