from __future__ import annotations

import pytest

from models.donors import Offer
from models.scenario import Scenario
from solver.ramasse.engine_orders import proposals
from solver.ramasse.solve import plan_week
from solver.ramasse.week import Week
from solver.review.check import check
from solver.settings import Budget, EngineName
from tests.helpers.scenarios import changed, place, tiny
from tests.helpers.travel import straight


def many_small_stops() -> Scenario:
    """Fourteen bakeries within a kilometre, all on Monday: one round can make them all."""
    base = tiny("hub")
    model = next(donor for donor in base.donors if donor.kind == "bakery")
    row = tuple(
        model.changed(
            id=f"bakery-{n}",
            holder="secours",
            private=False,
            place=place(43.290 + n / 2000, 5.567 + n % 3 / 1000),
            offers=(Offer(days=("mon",), kg=4.0 + n, opens="08:00", closes="12:00"),),
        )
        for n in range(14)
    )
    kinds = tuple(kind.changed(loading_min=3.0) for kind in base.donor_kinds)
    return changed(base, donors=row, donor_kinds=kinds, vehicles=base.vehicles[:1])


@pytest.mark.parametrize("engine", ["pyvrp", "ortools"])
def test_an_engine_proposes_rounds_longer_than_those_enumerated(engine: EngineName) -> None:
    scenario = many_small_stops()
    week = Week(scenario, straight(scenario))
    found = proposals(week, engine, Budget(None, 1), seed=1)
    assert max(len(order) for orders in found.values() for order in orders) > 9
    made = plan_week(scenario, straight(scenario), Budget(None, 1), seed=1, engine=engine)
    assert made.engine == engine
    assert check(scenario, straight(scenario), made.plan) == ()


def test_rounds_that_are_enumerated_need_no_engine() -> None:
    scenario = tiny("hub")
    assert plan_week(scenario, straight(scenario), Budget(None, 1), seed=1).engine is None
