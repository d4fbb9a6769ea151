"""A week takes its crews from a rota: each as far as they agreed to, and no further."""

from __future__ import annotations

import random
from typing import Any

import pytest

from models.rota import Rota
from models.rota_study import RotaStudy
from models.scenario import Scenario
from pools.pairings import pairings
from pools.streams import user_of
from scenarios.sense import problems
from solver.programs.cp_sat import Limits
from solver.ramasse.solve import plan_week
from solver.review.check import check
from solver.rota.crews import with_crews
from solver.rota.plan import Asking, make_rota
from solver.settings import Budget
from solver.travel import matrix
from tests.helpers.budgets import first_plan
from tests.helpers.long import quick
from tests.helpers.plans import with_round
from tests.helpers.scenarios import tiny
from tests.helpers.small_towns import town
from tests.helpers.studies import planned
from tests.helpers.travel import straight

DAYS = ("mon", "tue", "wed")


def volunteer(name: str, association: str, **others: Any) -> dict[str, Any]:
    """Return who comes on every half-day of the tiny town, and drives, unless told."""
    offers = [{"days": list(DAYS), "shifts": ["morning", "afternoon"]}]
    told: dict[str, Any] = {"skills": ["drive"], "offers": offers, "max_per_week": 7}
    return {"id": name, "association": association, **(told | {"max_per_day": 2} | others)}


def rota_of(
    *volunteers: dict[str, Any], pairings: tuple[dict[str, Any], ...] = ()
) -> tuple[Scenario, RotaStudy]:
    """Return the tiny town and a rota of the crews that its planned week asks for."""
    week = planned()
    skills = [{"id": "drive", "label": "Conduire"}, {"id": "lift", "label": "Porter"}]
    rota = {"driver_skill": "drive", "helper_skill": "lift", "skills": skills}
    world = tiny("hub").changed(
        rota=Rota.model_validate({**rota, "volunteers": volunteers, "pairings": pairings})
    )
    return world, make_rota(world, Limits(None, 1.0), Asking(week=week))


def test_a_crew_of_a_rota_goes_out_for_nobody_whom_it_does_not_help() -> None:
    world, rota = rota_of(
        volunteer("p1", "secours"),
        volunteer("p2", "secours", skills=["lift"]),
        volunteer("p3", "restos", helps=["ccas"]),
    )
    assert rota.violations == ()
    crewed = with_crews(world, rota)
    # who drives but may not lift is no helper, and the other way round
    assert {one.id.split("-")[0]: one.roles for one in crewed.people} == {
        "p1": ("driver",),
        "p2": ("helper",),
        "p3": ("driver",),
    }
    plan = plan_week(crewed, matrix(crewed), Budget(None, 3), seed=1).plan
    assert plan.rounds
    assert check(crewed, matrix(crewed), plan) == ()
    agreed = {one.id: one.for_whom for one in rota.scenario.rota.volunteers}
    for item in plan.rounds:
        user = user_of(crewed, item.vehicle, item.day)
        assert all(user in agreed[who.split("-")[0]] for who in item.crew), item


def test_the_checker_catches_who_goes_out_for_another() -> None:
    world, rota = rota_of(
        volunteer("p1", "secours", helps=["ccas"]),
        volunteer("p2", "secours", skills=["lift"]),
        volunteer("p3", "ccas"),
    )
    crewed = with_crews(world, rota)
    plan = plan_week(crewed, matrix(crewed), Budget(None, 3), seed=1).plan
    van = next(one for one in plan.rounds if one.vehicle == "van")
    stranger = next(one for one in crewed.people if one.id.startswith("p3"))
    everywhere = stranger.changed(days=DAYS, shifts=(), busy=(), max_shifts=7)
    people = tuple(everywhere if one == stranger else one for one in crewed.people)
    broken = with_round(plan, van.id, crew=(stranger.id, *van.crew[1:]))
    wrong = check(crewed.changed(people=people), matrix(crewed), broken)
    [found] = [one for one in wrong if one.code == "crew_aboard"]
    assert found.where == (van.id, stranger.id)
    assert found.text.fr.endswith(f" : {stranger.id} ne prend pas la route pour Secours.")
    assert found.text.en.endswith(f": {stranger.id} does not go out for Secours.")


def test_a_half_day_that_the_week_does_not_have_makes_nobody_free_all_day() -> None:
    world, rota = rota_of(volunteer("p1", "secours"), volunteer("p3", "ccas"))
    morning = world.changed(shifts=tuple(one for one in world.shifts if one.id == "morning"))
    assert all(one.shifts == ("morning",) for one in with_crews(morning, rota).people)
    assert all(one.most_shifts <= len(one.days) for one in with_crews(morning, rota).people)


TEAM = (
    volunteer("p1", "secours"),
    volunteer("p2", "secours", skills=["lift"]),
    volunteer("p3", "secours", skills=["lift"]),
    volunteer("p4", "restos", helps=["secours"]),
)


def aboard(pairings: tuple[dict[str, Any], ...]) -> list[set[str]]:
    """Return who is aboard the rounds of a week with the crews of a rota that has pairings."""
    world, rota = rota_of(*TEAM, pairings=pairings)
    assert rota.violations == ()
    crewed = with_crews(world, rota)
    plan = plan_week(crewed, matrix(crewed), Budget(None, 3), seed=1).plan
    assert check(crewed, matrix(crewed), plan) == ()
    return [{who.split("-")[0] for who in item.crew} for item in plan.rounds]


def test_a_week_sends_people_out_only_with_whom_a_rota_does() -> None:
    pair = {"people": ["p1", "p3"], "rule": "together"}
    crews = aboard((pair,))
    assert {"p1", "p3"} in crews
    assert all(("p1" in crew) == ("p3" in crew) for crew in crews)


def test_a_week_never_sends_people_out_together_whom_a_rota_parts() -> None:
    parted = tuple({"people": [one, "p2"], "rule": "apart"} for one in ("p1", "p4"))
    crews = aboard(parted)
    assert crews
    assert all(crew != {one, "p2"} for crew in crews for one in ("p1", "p4"))


def test_who_helps_several_associations_keeps_to_their_pair_for_each() -> None:
    pair = {"people": ["p1", "p2"], "rule": "together"}
    world, rota = rota_of(
        volunteer("p1", "secours", helps=["restos"]),
        volunteer("p2", "secours", skills=["lift"], helps=["restos"]),
        volunteer("p3", "ccas"),
        pairings=(pair, {"people": ["p3", "p1"], "rule": "apart"}),
    )
    crewed = with_crews(world, rota)
    of = {one.id: one for one in crewed.people}
    for one in crewed.people:
        others = {"p1": "p2", "p2": "p1"}
        if one.id[:2] in others:
            assert one.only_with == (one.id.replace(one.id[:2], others[one.id[:2]]),)
            assert all(of[other].association == one.association for other in one.only_with)
    assert {other[:2] for one in crewed.people for other in one.never_with} == {"p1", "p3"}
    assert problems(crewed) == ()


@pytest.mark.parametrize("seed", quick(tuple(range(24)), 3))
def test_drawn_pairings_are_kept_and_no_crew_is_missing(seed: int) -> None:
    draw = random.Random(seed)
    world = Scenario.model_validate(town(draw.choice(("hub", "direct", "alone"))))
    people = []
    for one in world.people:
        others = draw.sample([two.id for two in world.people if two is not one], 2)
        only = (others[0],) if draw.random() < 0.4 else ()
        never = (others[1],) if draw.random() < 0.4 else ()
        roles = draw.choice((("driver",), ("helper",), ("driver", "helper")))
        hours = draw.choice((None, 5.0))
        changed = {"only_with": only, "never_with": never, "roles": roles, "max_hours": hours}
        people.append(one.changed(**changed))
    paired = world.changed(people=tuple(people))
    if problems(paired):
        return
    travel = straight(paired)
    free = world.changed(
        people=tuple(one.changed(only_with=(), never_with=()) for one in paired.people)
    )
    plans = [plan_week(one, travel, first_plan(), seed=1).plan for one in (paired, free)]
    assert check(paired, travel, plans[0]) == ()
    # where the crews of the free week happen to keep the pairings, they may go out as well
    crews = [[item.crew for item in plan.rounds] for plan in plans]
    if not any(pair.broken(crew) for pair in pairings(paired) for crew in crews[1]):
        assert bool(crews[0]) == bool(crews[1])
