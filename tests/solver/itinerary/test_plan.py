"""A cycle of visits: the eight stops of Arles, brute force on tiny towns, what relaxing changes."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest

from models.itinerary_study import ItineraryStudy
from models.scenario import Scenario
from scenarios import load
from solver.itinerary.choose import choose
from solver.itinerary.plan import Limits, plan_visits, visited
from solver.itinerary.problem import Tour, VisitProblem, travel_of, visit_problem
from solver.itinerary.program import Effort
from tests.helpers.halts import drawn, halt, van, visiting

COUNTED = Limits(None, iterations=1)


@pytest.fixture(scope="module")
def arles() -> ItineraryStudy:
    return plan_visits(load("arles").scenario, COUNTED)


def test_arles_two_visits_each_and_what_is_too_many_is_said(arles: ItineraryStudy) -> None:
    # the domain's eight stops: two half-days a week, two stops each, four weeks
    assert [one.visits for one in arles.served] == [2] * 8
    assert arles.violations == ()
    assert all(one.proved for one in arles.levels)
    (salin,) = [one for one in arles.served if one.stop == "salin-de-giraud"]
    assert salin.code == "too_many"
    assert salin.households_short == 11
    assert any("Salin-de-Giraud" in one.text.fr and "25" in one.text.fr for one in arles.findings)
    assert {one.code for one in arles.served} == {"too_many", "half_days"}
    assert [one.extra for one in arles.more] == [-1, 1, 2, 3]
    assert [round(one.lowest, 3) for one in arles.more] == [0.208, 0.625, 0.833, 1.0]
    # regular: the same half-day, every other week
    for stop in arles.served:
        weeks = [
            (one.day, one.shift, one.week % 2)
            for one in arles.plan.outings
            if stop.stop in {visit.stop for visit in one.visits}
        ]
        assert len(set(weeks)) == 1


def test_a_calendar_kept_changes_least(arles: ItineraryStudy) -> None:
    scenario = arles.scenario
    one = scenario.itinerary.stops[0].changed(households_low=21)
    asked = scenario.itinerary.changed(stops=(one, *scenario.itinerary.stops[1:]))
    again = plan_visits(scenario.changed(itinerary=asked), COUNTED, keep=arles)
    assert again.moved == 0
    assert visited(again.plan) == visited(arles.plan)


def levels(problem: VisitProblem, outings: tuple[tuple[int, Tour], ...]) -> list[list[Fraction]]:
    """Return the sorted levels of a calendar, low end then high end."""
    found = []
    for scope in ("low", "high"):
        told = []
        for need in problem.needs:
            households = getattr(need, scope)
            served = sum(
                min(
                    households,
                    sum(one.takes for at, one in outings if at == week and need.id in one.stops),
                )
                for week in range(problem.weeks)
            )
            told.append(Fraction(served, households * need.weeks))
        found.append(sorted(told))
    return found


def best_by_trying_all(problem: VisitProblem) -> list[list[Fraction]]:
    """Return the best levels of every calendar there is."""
    slots = [(week, slot) for week in range(problem.weeks) for slot in problem.slots]
    here = {slot: [None, *(t for t in problem.tours if t.slot == slot)] for slot in problem.slots}
    best: list[list[Fraction]] = []
    for some in itertools.product(*(here[slot] for _, slot in slots)):
        outings = tuple(
            (week, one) for (week, _), one in zip(slots, some, strict=True) if one is not None
        )
        if any(not _wanted(problem, need.id, need.weeks, outings) for need in problem.needs):
            continue
        told = levels(problem, outings)
        if not best or told > best:
            best = told
    return best


def _wanted(
    problem: VisitProblem, stop: str, weeks: int, outings: tuple[tuple[int, Tour], ...]
) -> bool:
    """Tell whether a stop is visited in no more weeks than it wants."""
    del problem
    return len({week for week, one in outings if stop in one.stops}) <= weeks


@pytest.mark.parametrize("seed", range(12))
def test_brute_force(seed: int) -> None:
    scenario = drawn(seed)
    problem = visit_problem(scenario, travel_of(scenario))
    chosen = choose(problem, Effort(None))
    assert levels(problem, chosen.outings) == best_by_trying_all(problem)
    assert all(proved for _, proved in chosen.values.values())


@pytest.mark.parametrize("seed", range(6))
def test_one_more_half_day_never_lowers_and_names_decide_nothing(seed: int) -> None:
    scenario = drawn(seed)
    travel = travel_of(scenario)
    problem = visit_problem(scenario, travel)
    before = levels(problem, choose(problem, Effort(None), levels=("low", "high")).outings)
    more = visit_problem(scenario, travel, extra=1)
    after = levels(more, choose(more, Effort(None), levels=("low", "high")).outings)
    assert after[0] >= before[0]
    other = renamed(scenario)
    problem = visit_problem(other, travel_of(other))
    assert levels(problem, choose(problem, Effort(None)).outings) == before


def renamed(scenario: Scenario) -> Scenario:
    """Return the town with its stops in another order and under other ids."""
    stops = scenario.itinerary.stops
    others = (one.changed(id=f"z{len(stops) - n}") for n, one in enumerate(stops))
    return scenario.changed(
        itinerary=scenario.itinerary.changed(stops=tuple(reversed(tuple(others))))
    )


def test_what_binds_is_tried() -> None:
    far = halt("z", 5, minutes=200)
    never = halt("b", 5, days=("sun",))
    seldom = halt("c", 5, days=("tue",))
    met = halt("d", 5)
    slots = (("mon", "morning"), ("wed", "morning"))
    asked = [far, never, seldom, met]
    study = plan_visits(visiting(asked, [van(*slots)], cycle_weeks=2), COUNTED)
    codes = {one.stop: one.code for one in study.served}
    assert codes == {"z": "too_far", "b": "busy", "c": "busy", "d": "met"}
    assert {one.stop: one.own_low for one in study.wishes} == {"b": 1.0, "c": 1.0}
    assert study.violations == ()
    assert sum(one.code == "visits_none" for one in study.findings) == 3


def test_food_of_the_split_is_compared_with_the_parcels() -> None:
    scenario = visiting([halt("a", 10)], [van(("mon", "morning"))], parcel_kg=5)
    short = plan_visits(scenario, COUNTED, food_kg_week=30)
    assert [one.code for one in short.findings if one.severity == "warning"] == ["visits_food"]
    enough = plan_visits(scenario, COUNTED, food_kg_week=50)
    assert not [one for one in enough.findings if one.severity == "warning"]


def test_a_van_that_can_load_nothing_is_not_called_too_far() -> None:
    light = van(("mon", "morning"), payload_kg=3)
    study = plan_visits(visiting([halt("a", 10)], [light], parcel_kg=5), COUNTED)
    (one,) = study.served
    assert (one.code, one.visits) == ("not_found", 0)
    assert "aucun colis" in one.reason.fr
