from __future__ import annotations

import time
from multiprocessing import Pipe

import numpy as np
import pytest

from solver.routing import hgs_engine
from solver.routing.base import Route, Step
from solver.routing.engines import engine
from solver.routing.evaluate import evaluate
from solver.routing.problem import Depot, Halt, RoutingProblem, Shipment, VehicleType, Visit
from solver.routing.pyvrp_engine import PyvrpEngine
from solver.routing.recombination import recombine


def line(prizes: tuple[int, ...] = ()) -> RoutingProblem:
    """Four visits on a line either side of a depot; a vehicle takes two."""
    at = np.array([0, -2, -1, 1, 2])
    table = np.abs(at[:, None] - at[None]) * 10
    visits = tuple(
        Visit(
            n + 1,
            delivery=(1,),
            prize=prizes[n] if prizes else 0,
            required=not prizes,
        )
        for n in range(4)
    )
    fleet = VehicleType(count=3, capacity=(2,), start=0, end=0)
    return RoutingProblem(table, table, (Depot(0),), visits, (fleet,))


def route(*visits: int) -> Route:
    return Route(0, tuple(Step("visit", n) for n in visits))


def test_rounds_of_several_plans_are_recombined() -> None:
    pool = [route(*v) for v in ((0, 1), (2,), (3,), (2, 3), (1, 2), (0, 3), (0,), (1,))]
    made = recombine(line(), pool, 5.0)
    assert made is not None
    assert made.feasible
    assert made.cost == 80
    assert {frozenset(s.index for s in r.steps) for r in made.routes} == {
        frozenset({0, 1}),
        frozenset({2, 3}),
    }


def test_optional_visits_are_left_for_their_prize() -> None:
    problem = line(prizes=(5, 5, 100, 100))
    made = recombine(problem, [route(0, 1), route(2, 3), route(2), route(3)], 5.0)
    assert made is not None
    assert made.cost == evaluate(problem, (route(2, 3),)).cost == 50


def test_nothing_covers_what_must_be_served() -> None:
    assert recombine(line(), [route(0, 1)], 5.0) is None
    assert recombine(line(), [], 5.0) is None


@pytest.mark.parametrize("shipments", [False, True])
def test_the_portfolio_is_no_worse_than_one_search(shipments: bool) -> None:
    chance = np.random.default_rng(3)
    at = chance.integers(0, 100, (13, 2))
    table = np.rint(np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))).astype(np.int64)
    fleet = VehicleType(count=6, capacity=(4,), start=0, end=0)
    visits = () if shipments else tuple(Visit(n, delivery=(1,)) for n in range(1, 13))
    sent = tuple(Shipment(Halt(n), Halt(n + 6), (1,)) for n in range(1, 7)) if shipments else ()
    problem = RoutingProblem(table, table, (Depot(0),), visits, (fleet,), sent)
    found = {
        name: engine(name).solve(
            problem, time_limit_s=None, iterations=200, seed=1, stop=lambda: False
        )
        for name in ("pyvrp", "portfolio")
    }
    assert found["portfolio"].feasible
    assert found["portfolio"].cost <= found["pyvrp"].cost
    shown: list[Route] = []
    engine("portfolio").solve(
        problem,
        time_limit_s=1.0,
        iterations=None,
        seed=1,
        stop=lambda: False,
        on_route=shown.append,
    )
    assert shown


def test_hgs_plans_loads_alone() -> None:
    pytest.importorskip("hygese")
    problem = line()
    assert hgs_engine.plans(problem)
    here, there = Pipe(duplex=False)
    hgs_engine.search_here(
        there, problem.distances, [0, 1, 1, 1, 1], 2, 3, time.monotonic() + 0.4, 1
    )
    found = hgs_engine.told(problem, here.recv())
    assert (found.feasible, found.cost) == (True, 80)


def test_places_lie_as_far_apart_as_the_table_says() -> None:
    at = np.random.default_rng(1).integers(0, 50, (9, 2))
    table = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
    places = hgs_engine.laid_out(table)
    apart = np.hypot(*(places[:, :, None] - places[:, None, :]))
    np.testing.assert_allclose(apart, table, atol=1e-9)
    assert places.min() == 0


def test_hgs_that_is_stopped_or_late_is_done_without() -> None:
    assert hgs_engine.solve(line(), 3.0, 1, lambda: True) is None
    assert hgs_engine.solve(line(), 0.0, 1, lambda: False) is None


def test_hgs_is_not_asked_what_it_does_not_know() -> None:
    table = line().durations
    for visit, fleet in (
        (Visit(1, delivery=(1,), closes=90), VehicleType(1, (2,), 0, 0)),
        (Visit(1, pickup=(1,)), VehicleType(1, (2,), 0, 0)),
        (Visit(1, delivery=(1,)), VehicleType(1, (2,), 0, 0, max_duration=90)),
        (Visit(1, delivery=(1,)), VehicleType(1, (2,), 0, 0, fixed_cost=9)),
    ):
        problem = RoutingProblem(table, table, (Depot(0),), (visit,), (fleet,))
        assert not hgs_engine.plans(problem)


@pytest.mark.parametrize("limit", [{"iterations": 60}, {"time_limit_s": 0.3}])
def test_a_search_with_a_memory_of_its_time(limit: dict[str, float]) -> None:
    asked = {"time_limit_s": None, "iterations": None} | limit
    found = PyvrpEngine(memory=0.02).solve(line(), seed=1, stop=lambda: False, **asked)  # type: ignore[arg-type]
    assert (found.feasible, found.cost) == (True, 80)
