"""A week takes its crews from a rota: each as far as they agreed to, and no further."""

from __future__ import annotations

from typing import Any

from models.rota import Pairing, Rota
from models.rota_study import RotaStudy
from models.scenario import Scenario
from pools.streams import user_of
from solver.programs.cp_sat import Limits
from solver.ramasse.solve import plan_week
from solver.review.check import check
from solver.rota.crews import pairings_broken, with_crews
from solver.rota.plan import Asking, make_rota
from solver.settings import Budget
from solver.travel import matrix
from tests.helpers.plans import with_round
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned

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


def test_who_is_aboard_without_their_pair_is_told() -> None:
    pair = {"people": ["p1", "p2"], "rule": "together"}
    world, rota = rota_of(
        volunteer("p1", "secours"),
        volunteer("p2", "secours", skills=["lift"]),
        volunteer("p3", "secours", skills=["lift"]),
        pairings=(pair,),
    )
    plan = planned().plan
    van = next(one for one in plan.rounds if one.vehicle == "van")
    only = plan.changed(rounds=(van.changed(crew=("p1", "p2")),))
    assert pairings_broken(with_crews(world, rota), rota, only) == ()
    [told] = pairings_broken(
        with_crews(world, rota), rota, plan.changed(rounds=(van.changed(crew=("p1", "p3")),))
    )
    assert (told.code, told.severity, told.where) == ("rota_pairing", "warning", (van.id, "p1"))
    assert "p1" in told.text.fr
    assert ": p1, sans p2, " in told.text.fr
    apart = rota.changed(
        scenario=world.changed(
            rota=world.rota.changed(pairings=(Pairing(people=("p1", "p2"), rule="apart"),))
        )
    )
    [told] = pairings_broken(with_crews(world, rota), apart, only)
    assert told.where == (van.id, "p1", "p2")
