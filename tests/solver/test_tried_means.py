"""Means granted one at a time: what binds brings food, and what does not is told to no effect."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from models.base import Text
from models.findings import Unserved
from models.means import TriedMeans
from models.plan import Plan
from models.scenario import Scenario
from models.study import Study
from models.travel import TravelMatrix
from solver import study as study_room
from solver.granted_means import Granted, granted_to_each
from solver.ramasse.fairness import all_levels, far_behind_of
from solver.ramasse.planned import Planned
from solver.ramasse.solve import plan_week
from solver.review.diagnose import diagnose
from solver.settings import Budget, Settings
from solver.study import run
from solver.study_means import binding, with_tried, without_rounds
from solver.tried_means import _measured, tried_means
from tests.helpers.budgets import first_plan
from tests.helpers.scenarios import FAMILIES, changed, tiny
from tests.helpers.studies import planned
from tests.helpers.travel import straight


@cache
def poor_in_people() -> Scenario:
    """The small town on two days, each of whose people makes one round a week."""
    world = tiny("hub")
    return changed(
        world,
        days=("mon", "tue"),
        donors=tuple(one for one in world.donors if one.id != "baker"),
        people=tuple(one.changed(max_shifts=1) for one in world.people),
    )


@cache
def settled() -> Planned:
    """Its week, planned."""
    scenario = poor_in_people()
    return plan_week(scenario, straight(scenario), Budget(None, 1), seed=1)


@cache
def tried(*, lacks_food: bool = False) -> tuple[Plan, tuple[TriedMeans, ...]]:
    scenario = poor_in_people()
    travel = straight(scenario)

    def replan(world: Scenario, part: Budget, begin: Plan) -> Planned:
        return plan_week(world, travel, first_plan(0.5), seed=1, begin=begin)

    given = replace(settled(), settled=True)
    budget = Budget(None, 1)
    _, found = tried_means(scenario, travel, given, budget, replan, lacks_food=lacks_food)
    return given.plan, found


def test_a_crew_more_brings_food_where_people_bind() -> None:
    plan, found = tried()
    brought = {one.code: one.kg_more for one in found if one.association is None}
    assert set(brought) == {"vehicle", "crew", "crewed", "refrigerated", "day", "cold"}
    assert brought["crew"] > 0.05 * plan.usable_kg
    assert brought["crew"] > brought["vehicle"]


def test_nothing_is_granted_to_all_where_food_is_lacking() -> None:
    _, found = tried(lacks_food=True)
    assert [one for one in found if one.association is None] == []


def test_without_effort_nothing_is_tried_nor_told(monkeypatch: pytest.MonkeyPatch) -> None:
    crew = TriedMeans(code="crew", what=Text(fr="un équipage", en="a crew"), kg_more=300.0)

    def trial(
        _: Scenario, __: TravelMatrix, given: Planned, *___: object, lacks_food: bool
    ) -> tuple[Planned, tuple[TriedMeans, ...]]:
        assert not lacks_food
        return given, (crew,)

    monkeypatch.setattr(study_room, "tried_means", trial)
    monkeypatch.setattr(study_room, "MEANS_LEAST_S", 1.0)
    made = run(poor_in_people(), Settings(iterations=1, weeks=0, explained=False))
    assert made.tried == ()
    assert "ssayés" not in made.diagnosis.verdict.fr
    hurried = run(poor_in_people(), Settings(0.5, weeks=0, patient=True, explained=False))
    assert hurried.tried == ()
    made = run(poor_in_people(), Settings(2.0, weeks=0, patient=True, explained=False))
    assert made.tried == (crew,)
    assert "ssayés" in made.diagnosis.verdict.fr


def granted_to(scenario: Scenario, plan: Plan) -> dict[str, Scenario]:
    """What is granted to all, by code, where each search finds nothing."""
    given = Planned(plan, {}, settled=True)
    worlds: list[Scenario] = []

    def replan(world: Scenario, part: Budget, begin: Plan) -> Planned:
        worlds.append(world)
        return given

    travel = straight(scenario)
    _, found = tried_means(scenario, travel, given, Budget(None, 1), replan, lacks_food=True)
    assert [one.association for one in found if not plan.rounds] == [None] * len(worlds)
    return {one.code: world for one, world in zip(found, worlds, strict=True)}


def test_a_week_without_rounds_is_granted_means() -> None:
    """A driver on Monday, a helper on Tuesday; no vehicle at all; rounds shorter than any way."""
    world = tiny("hub")
    granted = granted_to(world, Plan())
    assert set(granted) == {"vehicle", "crew", "crewed", "refrigerated", "day", "cold", "longer"}
    assert granted["longer"].shifts[0].max_min == 270
    assert granted["vehicle"].vehicles[-1].days == world.days
    bare = granted_to(changed(world, vehicles=()), Plan())
    assert set(bare) == {"vehicle", "crewed", "day", "cold", "longer"}
    (first,) = bare["vehicle"].vehicles
    assert (first.owner, first.cold) == ("secours", "refrigerated")


def test_a_refrigerated_vehicle_is_tried_only_where_food_that_needs_it_is_left() -> None:
    world = tiny("hub", families=tuple(one.changed(temperature="ambient") for one in FAMILIES))
    assert "refrigerated" not in granted_to(world, Plan())
    boxed = changed(
        tiny("hub"),
        vehicles=tuple(one.changed(cold="boxes", boxes=2) for one in tiny("hub").vehicles),
    )
    (van, car) = granted_to(boxed, Plan())["refrigerated"].vehicles
    assert (van.cold, car.cold) == ("refrigerated", "boxes")
    own = next(one for one in granted_to_each(boxed, ["ccas"]) if one.code == "own_van").scenario
    assert (own.vehicles[-1].owner, own.vehicles[-1].cold) == ("ccas", "refrigerated")


def test_a_week_without_rounds_is_planned_again_if_food_is_on_offer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bool] = []

    def trial(*_: object, lacks_food: bool) -> tuple[Planned, tuple[TriedMeans, ...]]:
        asked.append(lacks_food)
        return Planned(Plan(), {}), ()

    monkeypatch.setattr(study_room, "tried_means", trial)
    settings = Settings(iterations=10, weeks=0, explained=False)
    apart = tiny("hub")
    apart = changed(
        apart,
        people=tuple(
            one.changed(roles=("driver",), days=("mon",))
            if "driver" in one.roles
            else one.changed(days=("tue",))
            for one in apart.people
        ),
        vehicles=tuple(one.changed(crew=2) for one in apart.vehicles),
    )
    study = run(apart, settings)
    assert study.plan.rounds == ()
    assert asked == [False]
    assert "no_rounds" in [one.code for one in study.findings]
    empty = run(changed(apart, donors=()), settings)
    assert len(asked) == 1
    assert "no_rounds" not in [one.code for one in empty.findings]


def test_a_week_without_rounds_says_why_and_what_would_help() -> None:
    study = planned("hub")
    left = Unserved(
        pickup=next(iter(study.scenario.pickups)),
        kg=9.0,
        families=("fruit",),
        code="no_crew",
        reason=Text(fr="Personne n'est là.", en="Nobody is there."),
        remedy=Text(fr="", en=""),
    )
    crew = TriedMeans(code="crew", what=Text(fr="un équipage", en="a crew"), kg_more=300.0)
    useless = TriedMeans(code="cold", what=Text(fr="du froid", en="cold"), kg_more=0.0)
    without = study.changed(plan=Plan(), unserved=(left,), tried=(useless, crew))
    (told,) = without_rounds(without)
    assert "Personne n'est là." in told.text.fr
    assert "un équipage, 300\xa0kg de plus" in told.text.fr
    assert "du froid" not in told.text.fr
    (none,) = without_rounds(without.changed(tried=(useless,)))
    assert "sans effet : du froid" in none.text.fr
    assert list(without_rounds(study)) == []


def test_a_verdict_tells_what_was_tried() -> None:
    scenario = poor_in_people()
    plan, found = tried()
    told = with_tried(diagnose(scenario, plan).changed(cause="means"), found)
    assert "un équipage de plus" in told.verdict.fr
    assert "Tried one at a time" in told.verdict.en
    lacking = diagnose(scenario, plan).changed(cause="supply")
    assert with_tried(lacking, found) == lacking


def test_what_holds_someone_back_is_what_lifted_it() -> None:
    def granted(code: str, then: float) -> TriedMeans:
        return TriedMeans.model_validate(
            {
                "code": code,
                "what": Text(fr=code, en=code),
                "association": "b",
                "kg_more": 0,
                "level_before": 0.1,
                "level_after": then,
            }
        )

    (told,) = binding("b", [granted("own_days", 0.4), granted("own_people", 0.1)])
    assert "own_days" in told.fr
    assert "own_people" not in told.fr
    (none,) = binding("b", [granted("own_people", 0.11)])
    assert "sans effet" in none.fr
    assert list(binding("a", [granted("own_days", 0.4)])) == []


@pytest.mark.parametrize(
    ("levels", "behind"),
    [
        ({"a": 0.0, "b": 0.0}, ["a", "b"]),
        ({"a": 0.2, "b": 0.5, "c": 0.6}, ["a"]),
        ({"a": 0.3, "b": 0.5, "c": 0.6}, []),
        ({"a": 0.1}, []),
    ],
)
def test_far_behind_is_nothing_or_half_of_the_middle(
    levels: dict[str, float], behind: list[str]
) -> None:
    assert far_behind_of(levels) == behind


def test_a_study_keeps_what_was_tried() -> None:
    study: Study = planned("hub")
    kept = study.changed(tried=(TriedMeans(code="crew", what=Text(fr="x", en="x"), kg_more=3.0),))
    assert Study.model_validate_json(kept.model_dump_json()).tried == kept.tried


def test_nobody_is_told_to_have_less_than_the_plan_gives_nor_by_a_search_without_fairness() -> None:
    scenario = poor_in_people()
    travel = straight(scenario)
    given = replace(settled(), settled=False)
    assert given.fairness_sought
    levels = all_levels(scenario, given.past, given.plan)
    emptier = replace(given, plan=given.plan.changed(shares=()))

    def unfair(world: Scenario, part: Budget, begin: Plan) -> Planned:
        return replace(given, fairness=None)

    granted = Granted("own_days", Text(fr="a", en="a"), scenario, min(levels))
    one = _measured(granted, given.plan, emptier, levels)
    assert one.level_after == one.level_before == levels[min(levels)]
    assert one.lift == 0
    _, found = tried_means(scenario, travel, given, Budget(None, 1), unfair, lacks_food=True)
    assert [one for one in found if one.association] == []
