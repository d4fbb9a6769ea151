from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.plan import Stop
from scenarios import load
from solver.ramasse.solve import plan_week
from solver.review.check import check, check_round
from solver.settings import Budget
from solver.travel import matrix
from tests.helpers.depot import depot_week, roads
from tests.helpers.plans import week, with_round, with_share
from tests.helpers.travel import straight


def test_the_week_is_valid() -> None:
    scenario, plan = week()
    assert check(scenario, straight(scenario), plan) == ()


def test_the_week_of_a_depot_by_hand_keeps_every_rule() -> None:
    scenario, plan = depot_week()
    travel = roads(scenario)
    assert check(scenario, travel, plan) == ()
    assert all(check_round(scenario, travel, item) == () for item in plan.rounds)


def test_a_week_of_aubagne_is_valid() -> None:
    scenario = load("aubagne", "alone").scenario
    travel = matrix(scenario)
    plan = plan_week(scenario, travel, Budget(None, 1), seed=1).plan
    assert plan.rounds
    assert check(scenario, travel, plan) == ()


KINDS = ("depart", "collect", "unload", "load", "drop", "return")


@given(data=st.data())
def test_malformed_plans_are_told_never_raised(data: st.DataObject) -> None:
    scenario, plan = week()
    name = data.draw(st.sampled_from([r.id for r in plan.rounds]))
    stops: list[Stop] = list(plan.round[name].stops)
    at = data.draw(st.integers(0, len(stops) - 1))
    move = data.draw(st.sampled_from(["drop", "twice", "kind", "site", "time", "swap"]))
    if move == "drop" and len(stops) > 2:
        del stops[at]
    elif move == "twice":
        stops.insert(at, stops[at])
    elif move == "kind":
        stops[at] = stops[at].changed(kind=data.draw(st.sampled_from(KINDS)))
    elif move == "site":
        sites = [*scenario.sites, "nowhere"]
        stops[at] = stops[at].changed(site=data.draw(st.sampled_from(sites)))
    elif move == "time":
        stops[at] = stops[at].changed(start_s=data.draw(st.integers(0, 90_000)))
    else:
        other = data.draw(st.integers(0, len(stops) - 1))
        stops[at], stops[other] = stops[other], stops[at]
    broken = with_round(plan, name, stops=tuple(stops))
    share = data.draw(st.integers(0, len(plan.shares) - 1))
    broken = with_share(
        broken,
        share,
        association=data.draw(st.sampled_from(["secours", "nobody", "restos"])),
        origin=data.draw(st.sampled_from([name, "nothing"])),
    )
    check(scenario, straight(scenario), broken)
