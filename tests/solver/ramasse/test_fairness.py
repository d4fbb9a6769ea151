"""Who eats is decided by the lowest, not by chance; floors cost what they are worth."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from models.history import NO_PAST
from models.plan import Plan
from models.policy import FAIRNESS, Stage
from models.scenario import Scenario
from scenarios import load
from solver.ramasse import seeker
from solver.ramasse.fair_levels import scopes_of
from solver.ramasse.fairness import FairWeek, levels_of
from solver.ramasse.planned import GIVEN_UP, Planned
from solver.ramasse.solve import plan_week
from solver.review.check import check
from solver.settings import Budget, Settings
from solver.study import termination
from solver.travel import matrix
from tests.helpers.scarce import scarce
from tests.helpers.scenarios import tiny
from tests.helpers.travel import straight

ALL_KG = 400.0
"""All that the poor town offers."""
FOOD, HOURS = Stage(objective="food", tolerance=0.01), Stage(objective="hours", tolerance=0.01)


def planned(
    scenario: Scenario, *, seed: int = 1, floors: dict[str, float] | None = None
) -> Planned:
    travel = matrix(scenario)
    made = plan_week(scenario, travel, Budget(30.0, None), seed=seed, floors=floors or {})
    assert check(scenario, travel, made.plan) == ()
    return made


def levels(scenario: Scenario, made: Planned) -> list[float]:
    return sorted(levels_of(scopes_of(scenario)[-1], made.plan).values())


@pytest.mark.parametrize("rare", [False, True])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_both_get_the_same_part_of_their_need_whatever_the_seed(seed: int, *, rare: bool) -> None:
    scenario = scarce(rare=rare)
    made = planned(scenario, seed=seed, floors={"a": 240.0})
    assert made.plan.usable_kg == pytest.approx(400.0, abs=0.05)
    assert levels(scenario, made) == pytest.approx([400 / 660] * 2, abs=1e-3)
    assert made.fairness is not None
    assert made.fairness.proved


def test_needier_associations_get_the_same_part_too() -> None:
    scenario = scarce(a=900, b=500)
    assert levels(scenario, planned(scenario)) == pytest.approx([400 / 3080] * 2, abs=1e-3)


def test_a_policy_may_give_fairness_up_or_put_it_first() -> None:
    given_up = (FOOD, Stage(objective="fairness", tolerance=0.9), HOURS)
    apart = scarce(stages=given_up)
    assert levels(apart, planned(apart))[0] == pytest.approx(0.0, abs=1e-3)
    first = scarce(stages=(FAIRNESS, FOOD, HOURS))
    assert levels(first, planned(first)) == pytest.approx([400 / 660] * 2, abs=1e-3)


def test_a_policy_that_does_without_seeks_none_and_it_is_said() -> None:
    made = planned(scarce(stages=(FOOD, Stage(objective="fairness", tolerance=1.0), HOURS)))
    assert made.fairness is None
    assert made.not_sought is GIVEN_UP


def test_fairness_follows_food_where_it_is_not_named() -> None:
    assert [one.objective for one in scarce().policy.stages] == [
        "food",
        "fairness",
        "hours",
        "cost",
    ]
    assert [one.objective for one in scarce(stages=(HOURS,)).policy.stages] == ["hours"]


def test_floors_that_can_all_be_met_are_hard_and_have_a_price() -> None:
    scenario = scarce()
    made = planned(scenario, floors={"a": 350.0})
    assert made.plan.received_kg("a") >= 349.9
    assert made.fairness is not None
    assert not made.cut
    assert made.fairness.floors.short == {}
    assert made.fairness.floors.proved
    assert made.fairness.floors.free_kg == pytest.approx(400.0, abs=0.01)


@pytest.mark.parametrize(("floor", "every"), [(401.0, 1500), (5_000.0, 1500), (5_000.0, 0)])
def test_a_floor_that_nothing_reaches_takes_a_hundredth_of_the_food_at_most(
    floor: float, every: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With every round in the program, and as in weeks too large for that."""
    monkeypatch.setattr(seeker, "EVERY_ROUND", every)
    scenario = scarce()
    made = planned(scenario, floors={"b": floor})
    assert made.plan.usable_kg >= 0.99 * ALL_KG - 0.1
    assert made.fairness is not None
    assert list(made.fairness.floors.short) == ["b"]
    assert made.fairness.floors.proved == bool(every)


def test_a_search_cut_by_its_time_is_not_called_finished() -> None:
    settings, left = Settings(time_limit_s=30.0), Budget(30.0, None)
    assert termination(left, settings, cut=False) == "finished"
    assert termination(left, settings, cut=True) == "time_limit"


def test_the_price_of_lifting_the_lowest_is_on_the_frontier() -> None:
    made = planned(scarce())
    assert made.fairness is not None
    frontier = made.fairness.price.frontier
    assert frontier[0].lowest == pytest.approx(0.0, abs=1e-3)
    assert frontier[-1].lowest == pytest.approx(400 / 660, abs=1e-3)
    assert frontier[-1].proved
    assert made.fairness.price.fewest is not None
    assert made.fairness.price.fewest.lowest == pytest.approx(0.0, abs=1e-3)


def test_with_little_time_the_plan_is_not_poorer_and_nothing_is_promised() -> None:
    scenario = load("aubagne", "hub").scenario
    travel = straight(scenario)
    made = plan_week(scenario, travel, Budget(3.0, None), seed=1)
    assert check(scenario, travel, made.plan) == ()
    assert made.plan.usable_kg > 0
    assert made.fairness is not None
    assert not made.fairness.proved
    assert not made.fairness.fair.outside(made.plan)


def test_same_iterations_same_plan_with_proofs() -> None:
    scenario = scarce()
    one, other = (
        plan_week(scenario, matrix(scenario), Budget(None, 1), seed=1).plan for _ in range(2)
    )
    assert one == other
    assert sorted(levels_of(scopes_of(scenario)[-1], one).values()) == pytest.approx(
        [400 / 660] * 2, abs=1e-3
    )


def test_nothing_is_sought_where_nothing_is_shared() -> None:
    scenario = tiny("alone")
    made = plan_week(scenario, straight(scenario), Budget(None, 1), seed=1)
    assert made.fairness is None
    assert made.not_sought is None


class Watched:
    """Columns of a scope whose levels all differ: remembers which sums were sought."""

    def __init__(self, name: str) -> None:
        self.scope, self.who, self.sought = SimpleNamespace(name=name), tuple("abcde"), list[int]()

    def levels(self, values: object) -> dict[str, float]:
        del values
        return {who: n / 10 for n, who in enumerate(self.who)}

    def lowest(self, k: int) -> dict[int, float]:
        self.sought.append(k)
        return {}

    def hold_sum(self, k: int, value: float) -> None: ...

    def release_sums(self) -> None: ...


def test_the_levels_of_all_food_are_climbed_for_however_many_rare_levels_there_are() -> None:
    """Five rare levels apart left no pass for the rest: the lowest had 22 % where 34 % is had."""
    columns = [Watched("rare"), Watched("all")]
    fair = FairWeek(SimpleNamespace(scenario=scarce(), past=NO_PAST), 0.02)  # type: ignore[arg-type]
    fair.columns = columns  # type: ignore[assignment]
    plan = Plan(rounds=(), shares=())
    seeker = SimpleNamespace(values=None, plan=plan, least=lambda *_, **__: None)
    fair._climb_with(seeker, 1.0, dict)  # type: ignore[arg-type]
    assert [one.sought for one in columns] == [[1, 2, 3, 4, 5]] * 2
