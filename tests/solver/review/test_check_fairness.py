"""Every claim of fairness that does not hold is found, on a study that is right otherwise."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from models.fairness import FairnessOfWeek, FloorShort
from models.fairness_rules import FAIRNESS_RULES
from models.study import Study
from solver.review.check_fairness import check_fairness
from solver.settings import Settings
from solver.study import run
from tests.helpers.scarce import scarce


@cache
def fair() -> Study:
    return run(scarce(), Settings(time_limit_s=20.0, seed=1, weeks=0))


def said(**values: object) -> Study:
    known = fair().fairness
    assert known is not None
    return fair().changed(fairness=known.changed(**values))


def known() -> FairnessOfWeek:
    found = fair().fairness
    assert found is not None
    return found


def food_lacks() -> Study:
    found = fair().diagnosis
    return fair().changed(diagnosis=found.changed(cause="supply", planned_kg=300.0))


def without_shares_of_b() -> Study:
    plan = fair().plan
    kept = tuple(one for one in plan.shares if one.association != "b")
    return fair().changed(plan=plan.changed(shares=kept), fairness=None)


PLANTED: dict[str, Callable[[], Study]] = {
    "fair_band": lambda: said(best=(0.7, 0.7)),
    "fair_proof": lambda: said(
        ends=(known().ends[0].changed(bound=known().ends[0].value * 1.01), *known().ends[1:])
    ),
    "fair_kept": lambda: said(
        ends=(known().ends[0].changed(value=420.0, bound=420.0), *known().ends[1:])
    ),
    "fair_frontier": lambda: said(frontier=tuple(reversed(known().frontier))),
    "fair_floor": lambda: said(short=(FloorShort(association="b", asked=300.0, held=200.0),)),
    "fair_named": without_shares_of_b,
    "fair_food": food_lacks,
}


def test_a_study_that_is_right_is_accepted() -> None:
    assert check_fairness(fair()) == ()
    assert fair().violations == ()
    assert known().proved
    assert known().best == pytest.approx((400 / 660, 400 / 660), abs=1e-4)


@pytest.mark.parametrize("code", sorted(PLANTED))
def test_a_wrong_claim_is_found(code: str) -> None:
    assert {one.code for one in check_fairness(PLANTED[code]())} == {code}


def test_every_rule_has_a_claim_that_breaks_it() -> None:
    assert set(FAIRNESS_RULES) == set(PLANTED)


def test_proved_as_a_whole_is_proved_in_each_stage() -> None:
    one = known().ends[-1].changed(proved=False)
    assert [f.code for f in check_fairness(said(ends=(*known().ends[:-1], one)))] == ["fair_proof"]
    assert check_fairness(said(proved=False, ends=(*known().ends[:-1], one))) == ()


def test_no_plan_shown_brings_more_than_the_bound_of_food() -> None:
    (food,) = [one for one in known().ends if one.stage == "food"]
    less = food.changed(value=390.0, bound=390.0)
    ends = tuple(less if one is food else one for one in known().ends)
    assert [f.code for f in check_fairness(said(ends=ends))] == ["fair_proof"]


def test_a_proof_needs_a_bound() -> None:
    one = known().ends[0].changed(bound=None)
    assert [f.code for f in check_fairness(said(ends=(one, *known().ends[1:])))] == ["fair_proof"]
