"""Which differences are decided: the lower plan may rise, figures beside food move with it."""

from __future__ import annotations

from typing import Any

from models.base import Text
from models.study import Bound, Study
from solver.pooling.figures import FOOD, Key, Variant, leaders, undecided, variant_of
from tests.solver.pooling.inline import first_plan

KM: Key = (None, "km")


def cut_short(share: float = 0.0, **origin: Any) -> Study:
    """The tiny town's study, its search cut short at a share of its food under a bound."""
    study = first_plan()
    kg = study.totals.usable_kg
    bound = Bound(objective="food", value=kg, bound=kg * (1 + share), method=Text(fr="-", en="-"))
    told = {"termination": "time_limit"} | origin
    return study.changed(
        bounds=(bound,), fairness=None, provenance=study.provenance.changed(**told)
    )


def plan(
    kg: float, *, rise: float = 0.0, km: float = 10.0, seeds: tuple[float, ...] = ()
) -> Variant:
    chosen = {FOOD: kg, KM: km}
    part = rise / kg
    return Variant(
        chosen,
        {FOOD: rise, KM: km * part},
        rise,
        [chosen, *({FOOD: one, KM: km} for one in seeds)],
    )


def test_the_lower_may_rise_above_the_higher() -> None:
    low, high = plan(100, rise=15), plan(110)
    assert undecided(FOOD, low, high)
    assert undecided(FOOD, high, low)
    assert not undecided(FOOD, plan(100), plan(110, rise=15))
    assert not undecided(FOOD, plan(100, rise=9), plan(110))


def test_plans_that_bring_the_same_are_undecided_only_while_one_may_rise() -> None:
    assert undecided(FOOD, plan(100, rise=15), plan(100))
    assert not undecided(FOOD, plan(100), plan(100))


def test_seeds_that_differ_as_much_decide_nothing() -> None:
    assert undecided(FOOD, plan(100, seeds=(88,)), plan(110))
    assert not undecided(FOOD, plan(100, seeds=(95,)), plan(110))


def test_other_figures_move_with_food() -> None:
    assert undecided(KM, plan(100, rise=20), plan(110, km=11.5))
    assert not undecided(KM, plan(100, rise=10), plan(110, km=11.5))


def test_no_winner_is_named_between_plans_that_are_undecided() -> None:
    some = {"a": plan(100, rise=15), "b": plan(110), "c": plan(50)}
    assert leaders(some) == ("a", "b")
    assert leaders({"b": plan(110), "c": plan(50)}) == ()


def test_what_may_rise_is_what_the_week_itself_tells() -> None:
    study = cut_short(0.2)
    kg = study.totals.usable_kg
    found = variant_of(study, [study])
    assert abs(found.rise_kg - 0.2 * kg) < 1e-6
    assert found.rise[None, "meals"] == found.rise_kg / study.scenario.policy.meal_kg
    for one in study.balances:
        rise = found.rise[one.association, "usable_kg"]
        assert rise <= max(0.0, one.need_kg - one.received_kg) + 1e-6
    ended = cut_short(0.2, termination="finished")
    assert not any(variant_of(ended, [ended]).rise.values())


def test_a_plan_of_nothing_decides_no_distance() -> None:
    study = cut_short(0.2)
    bound = study.bounds[0].changed(bound=500.0)
    empty = study.changed(totals=study.totals.changed(usable_kg=0.0), bounds=(bound,))
    assert variant_of(empty, [empty]).rise[KM] == float("inf")
