"""Each rule of a van's visits is broken once, and found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.itinerary_rules import ITINERARY_RULES
from models.itinerary_study import VanOuting, VisitPlan
from models.scenario import Scenario
from solver.itinerary.plan import Limits, plan_visits
from solver.itinerary.problem import travel_of
from solver.review.check_itinerary import check_itinerary
from tests.helpers.halts import halt, van, visiting

WORLD = visiting(
    [halt("a", 10, opens="08:00"), halt("b", 20), halt("c", 5)],
    [van(("mon", "morning"), households_per_stop=20, payload_kg=200)],
    cycle_weeks=2,
    parcel_kg=5,
)
PLAN = plan_visits(WORLD, Limits(None, iterations=1)).plan
FIRST = PLAN.outings[0]
Broken = Callable[[], tuple[Scenario, tuple[VanOuting, ...]]]


def first(**values: object) -> tuple[VanOuting, ...]:
    return (FIRST.changed(**values), *PLAN.outings[1:])


def visit(place: int = 0, **values: object) -> tuple[VanOuting, ...]:
    visits = tuple(
        one.changed(**values) if n == place else one for n, one in enumerate(FIRST.visits)
    )
    return first(visits=visits)


def other(**fields: object) -> Scenario:
    (one,) = WORLD.itinerary.vans
    return WORLD.changed(itinerary=WORLD.itinerary.changed(vans=(one.changed(**fields),)))


def stop(**fields: object) -> Scenario:
    name = FIRST.visits[0].stop
    stops = tuple(one.changed(**fields) if one.id == name else one for one in WORLD.itinerary.stops)
    return WORLD.changed(itinerary=WORLD.itinerary.changed(stops=stops))


CASES: dict[str, Broken] = {
    "visit_half_day": lambda: (WORLD, first(day="tue")),
    "visit_outing_twice": lambda: (WORLD, (FIRST, FIRST)),
    "visit_week": lambda: (WORLD, first(week=2)),
    "visit_stops": lambda: (other(max_stops=1), PLAN.outings),
    "visit_travel": lambda: (WORLD, visit(starts_s=FIRST.leaves_s, leaves_s=FIRST.leaves_s + 2700)),
    "visit_minutes": lambda: (stop(minutes=90), PLAN.outings),
    "visit_hours": lambda: (stop(days=("tue",)), PLAN.outings),
    "visit_shift": lambda: (WORLD, first(leaves_s=7 * 3600)),
    "visit_parking": lambda: (stop(parking=None), PLAN.outings),
    "visit_households": lambda: (WORLD, visit(households_low=50)),
    "visit_load": lambda: (other(payload_kg=20.0), PLAN.outings),
    "visit_week_most": lambda: (WORLD, (FIRST, FIRST.changed(shift="afternoon"))),
}


def test_every_rule_is_broken_here() -> None:
    assert set(CASES) == set(ITINERARY_RULES)


def test_the_plan_itself_breaks_none() -> None:
    assert check_itinerary(WORLD, travel_of(WORLD), PLAN) == ()


@pytest.mark.parametrize("code", sorted(CASES))
def test_a_rule_broken_is_found(code: str) -> None:
    scenario, outings = CASES[code]()
    found = check_itinerary(scenario, travel_of(WORLD), VisitPlan(outings=outings))
    assert code in {one.code for one in found}
    for one in found:
        assert "{" not in one.text.fr + one.text.en


def test_what_does_not_exist_is_told() -> None:
    outings = (FIRST.changed(van="ghost"), *visit(stop="nowhere"))
    found = check_itinerary(WORLD, travel_of(WORLD), VisitPlan(outings=outings))
    assert [one.code for one in found].count("reference") == 2
