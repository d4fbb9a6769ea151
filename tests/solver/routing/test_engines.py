from __future__ import annotations

import itertools
import pickle
import subprocess
import sys

import numpy as np
import pytest

from solver.routing.base import Route, Solution, Step, UnsupportedError
from solver.routing.engines import engine
from solver.routing.evaluate import evaluate
from solver.routing.problem import Depot, RoutingProblem, VehicleType, Visit
from tests.helpers.long import quick
from tests.solver.routing.problems import KINDS, windows

NAMES = ("pyvrp", "ortools")


def solve(name: str, problem: RoutingProblem, *, iterations: int = 300) -> Solution:
    count = iterations if name == "pyvrp" else 4 * iterations  # over four first solutions
    return engine(name).solve(
        problem, time_limit_s=None, iterations=count, seed=1, stop=lambda: False
    )


@pytest.mark.parametrize("seed", quick((1, 2, 3), 1))
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_engines_agree_on_small_problems(kind: str, seed: int) -> None:
    problem = KINDS[kind](seed)
    found = {name: solve(name, problem) for name in NAMES}
    for solution in found.values():
        assert solution.feasible
        assert evaluate(problem, solution.routes) == solution
    costs = [solution.cost for solution in found.values()]
    assert max(costs) <= 1.05 * min(costs)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", [1, 2])
def test_engines_find_the_optimum_of_one_tour(name: str, seed: int) -> None:
    problem = windows(seed, visits=6)
    one = RoutingProblem(
        problem.durations,
        problem.distances,
        problem.depots,
        tuple(Visit(v.location, pickup=(1,), service=v.service) for v in problem.visits),
        (VehicleType(1, (99,), 0, 0),),
    )
    best = min(
        evaluate(one, (Route(0, tuple(Step("visit", n) for n in order)),)).cost
        for order in itertools.permutations(range(6))
    )
    assert solve(name, one).cost == best


@pytest.mark.parametrize("name", NAMES)
def test_same_iterations_same_routes(name: str) -> None:
    assert solve(name, windows(4)) == solve(name, windows(4))


def test_what_an_engine_cannot_do_is_refused_by_name() -> None:
    problem = windows(1)
    released = RoutingProblem(
        problem.durations,
        problem.distances,
        problem.depots,
        (Visit(1, pickup=(1,), release=100),),
        problem.vehicles,
    )
    with pytest.raises(
        UnsupportedError, match="ortools does not plan: release times; pyvrp or portfolio does"
    ) as caught:
        solve("ortools", released)
    again = pickle.loads(pickle.dumps(caught.value))  # as from another process
    assert (str(again), again.able) == (str(caught.value), ("pyvrp", "portfolio"))
    assert solve("pyvrp", released).feasible


@pytest.mark.parametrize("name", NAMES)
def test_the_hand_brake_ends_the_search(name: str) -> None:
    solution = engine(name).solve(
        windows(1), time_limit_s=30.0, iterations=None, seed=1, stop=lambda: True
    )
    assert isinstance(solution, Solution)


def test_routes_met_on_the_way_are_feasible() -> None:
    problem = windows(2)
    seen: list[Route] = []
    engine("pyvrp").solve(
        problem, time_limit_s=None, iterations=200, seed=1, stop=lambda: False, on_route=seen.append
    )
    assert seen
    optional = RoutingProblem(
        problem.durations,
        problem.distances,
        problem.depots,
        tuple(
            Visit(
                v.location,
                pickup=v.pickup,
                service=v.service,
                opens=v.opens,
                closes=v.closes,
                required=False,
            )
            for v in problem.visits
        ),
        problem.vehicles,
    )
    assert all(evaluate(optional, (route,)).feasible for route in seen)


def test_nothing_to_do_costs_nothing() -> None:
    table = np.zeros((1, 1), dtype=np.int64)
    empty = RoutingProblem(table, table, (Depot(0),), (), (VehicleType(1, (1,), 0, 0),))
    for name in NAMES:
        assert solve(name, empty) == Solution((), 0, feasible=True)


@pytest.mark.parametrize("order", [("ortools", "highspy"), ("highspy", "ortools")])
def test_both_solver_libraries_share_a_process(order: tuple[str, str]) -> None:
    code = {
        "ortools": (
            "from ortools.sat.python import cp_model as c; m = c.CpModel();"
            " x = m.new_int_var(0, 9, 'x'); m.maximize(x); s = c.CpSolver();"
            " assert s.solve(m) == c.OPTIMAL and s.value(x) == 9"
        ),
        "highspy": (
            "import highspy; h = highspy.Highs(); h.setOptionValue('output_flag', False);"
            " y = h.addIntegral(lb=0, ub=5); h.maximize(2 * y);"
            " assert h.getInfo().objective_function_value == 10"
        ),
    }
    script = "; ".join(code[name] for name in order)
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
