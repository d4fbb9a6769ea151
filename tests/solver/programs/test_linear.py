"""Programs: against a second solver, grown step by step, refused when nothing satisfies them."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog

from solver.programs.growing import GrowingProgram
from solver.programs.linear import LinearProgram, minimise
from solver.programs.solved import INFINITY, NoSolutionError, Solved, SolveLimits
from solver.programs.staged import Rows, StagedProgram


@pytest.mark.parametrize("seed", range(12))
def test_least_values_and_duals_are_those_of_another_solver(seed: int) -> None:
    rng = np.random.default_rng(seed)
    table, costs = rng.uniform(0.1, 1.0, (4, 6)), rng.uniform(0.5, 2.0, 6)
    least = rng.uniform(0.5, 1.5, 4)
    found = minimise(costs, (table, least, INFINITY), upper=3.0)
    other = linprog(costs, A_ub=-table, b_ub=-least, bounds=[(0, 3)] * 6)
    assert found.objective == pytest.approx(other.fun)
    np.testing.assert_allclose(found.duals, -other.ineqlin.marginals, atol=1e-9)
    assert (table @ found.values >= least - 1e-9).all()


def test_whole_numbers_are_found_and_proved() -> None:
    sizes = np.array([5.0, 4.0, 3.0])
    found = minimise(
        -sizes, (sizes[None, :], -INFINITY, 7.5), upper=1.0, whole=True, limits=SolveLimits(seed=3)
    )
    assert found.values.round().tolist() == [0.0, 1.0, 1.0]
    assert found.proved
    assert found.bound == pytest.approx(-7.0)


def test_a_start_called_the_best_without_a_gap_is_confirmed_from_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """HiGHS may call the solution that it is given proved, though a better one is there."""
    program = LinearProgram()
    program.add_columns(3, costs=np.array([-1.0, -2.0, -3.0]), upper=1.0)
    program.add_rows(np.array([[1.0, 1.0, 1.0]]), -np.inf, 2.0)
    program.make_whole(np.ones(3, dtype=bool))
    start, search, runs = np.array([1.0, 0.0, 0.0]), LinearProgram._run, []

    def stuck_at_first(self: LinearProgram, limits: SolveLimits) -> Solved:
        runs.append(limits)
        if len(runs) == 1:
            return Solved(start, -1.0, np.zeros(1), bound=-1.0, proved=True)
        return search(self, limits)

    monkeypatch.setattr(LinearProgram, "_run", stuck_at_first)
    found = program.solve(start=start)
    assert found.objective == pytest.approx(-5.0)
    assert found.proved
    runs.clear()
    late = program.solve(SolveLimits(time_limit_s=0.0), start=start)
    assert late.objective == -1.0
    assert late.bound == -6.0  # no more is known, and it is a number that can be kept
    assert not late.proved


def test_rows_and_columns_added_later_count() -> None:
    program = LinearProgram(warm=True)
    one, two = program.add_columns(2, costs=np.array([-1.0, -1.0]), upper=4.0)
    assert program.solve().objective == pytest.approx(-8.0)
    row = program.add_row(-INFINITY, 5.0, np.array([one, two]), np.ones(2))
    assert program.solve().objective == pytest.approx(-5.0)
    program.add_column(-2.0, INFINITY, np.array([row]), np.array([1.0]))
    assert program.solve().objective == pytest.approx(-10.0)
    program.limit_row(row, -INFINITY, 3.0)
    assert program.solve(afresh=True).objective == pytest.approx(-6.0)


def test_what_nothing_satisfies_is_refused() -> None:
    program = LinearProgram()
    program.add_columns(1, upper=1.0)
    program.add_rows(np.ones((1, 1)), 2.0, INFINITY)
    with pytest.raises(NoSolutionError, match="Infeasible"):
        program.solve()
    with pytest.raises(NoSolutionError):
        minimise(np.ones(1), (np.ones((1, 1)), 2.0, 2.0), upper=1.0, whole=True)


def test_without_columns_there_is_nothing_to_pay() -> None:
    program = LinearProgram()
    program.add_rows(None, 0.0, 1.0, 2)
    found = program.solve()
    assert (found.objective, found.values.tolist(), found.duals.tolist()) == (0.0, [], [0.0, 0.0])


def test_objectives_in_turn_hold_what_was_reached() -> None:
    program = StagedProgram()
    first, second = program.columns(2, upper=np.array([4.0, 4.0]))
    met, most = Rows(), Rows()
    met.add([(first, 1.0), (second, 1.0)], 6.0)
    program.equal(met)
    least = program.minimise([(first, 1.0)])
    most.add([(first, 1.0)], least.objective + 1.0)
    (row,) = program.at_most(most)
    last = program.minimise([(second, 1.0)])
    assert least.objective == pytest.approx(2.0)
    assert last.objective == pytest.approx(3.0)
    assert last.duals[row] == pytest.approx(-1.0)
    met.add([(first, 1.0)], 5.0)
    program.equal(met)
    with pytest.raises(NoSolutionError):
        program.minimise([])


def test_copies_of_a_growing_program_follow_it() -> None:
    program = GrowingProgram()
    row = program.row("room", -INFINITY, 10.0)
    first = program.column([(row, 4.0)], upper=1.0, integer=True)
    second = program.column([(row, 7.0)], upper=1.0, integer=True)
    program.aim({first: -1.0, second: -3.0})
    for copy in (0, 1):
        found = program.solve(SolveLimits(), copy=copy)
        assert found is not None
        assert found.values.round().tolist() == [0.0, 1.0]
    held = program.solve(SolveLimits(), fixed={first: 1.0})
    assert held is not None
    assert held.values.round().tolist() == [1.0, 0.0]
    program.limit("room", -INFINITY, 12.0)
    program.exclude((first, second))
    third = program.column([(row, 2.0)], upper=1.0, integer=True)
    program.put(program.row("both", -INFINITY, 1.0), [(second, 1.0), (third, 1.0)])
    program.aim({first: -1.0, second: -3.0, third: -0.5})
    for copy in (0, 1):
        found = program.solve(SolveLimits(), copy=copy)
        assert found is not None
        assert found.values.round().tolist() == [0.0, 1.0, 0.0]
    relaxed = program.relax()
    assert relaxed is not None
    assert relaxed.objective <= -3.0


def test_a_search_of_counted_work_gives_the_same_answer_and_more_work_no_worse_one() -> None:
    rng = np.random.default_rng(7)
    weights = rng.integers(20, 90, (6, 60)).astype(float)
    worth = -rng.integers(10, 80, 60).astype(float)

    def searched(checks: int) -> Solved:
        limits = SolveLimits(checks=checks, gap=0.0, seed=1)
        block = (weights, -INFINITY, weights.sum(axis=1) / 3)
        return minimise(worth, block, upper=1.0, whole=True, limits=limits)

    few, again, more = searched(3), searched(3), searched(300)
    assert few.values.tolist() == again.values.tolist()
    assert more.objective <= few.objective
    assert not few.proved
