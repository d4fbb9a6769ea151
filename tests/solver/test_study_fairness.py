"""What a study says first: who is far behind, and what lifting it costs."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from models.base import Text
from models.dates import full_date
from models.fairness import FairnessOfWeek, FairPoint
from models.history import History
from models.next_openings import next_openings
from models.policy import Stage
from models.scenario import Scenario
from models.study import Study
from solver.ramasse import seeker
from solver.ramasse.fair_levels import scopes_of
from solver.ramasse.fairness import levels_of
from solver.ramasse.planned import CHOSEN, DEPOTS, SECTORS, Planned
from solver.ramasse.seeker import Met
from solver.ramasse.solve import plan_week
from solver.review.check_fairness import check_fairness
from solver.settings import Budget, Settings
from solver.study import run
from solver.study_alarms import holders_left_out
from solver.study_fairness import fairness_of, far_behind, told
from solver.study_lift import rare_cost
from solver.travel import matrix
from tests.helpers.scarce import scarce

GIVEN_UP = (
    Stage(objective="food", tolerance=0.01),
    Stage(objective="fairness", tolerance=0.9),
    Stage(objective="hours"),
)


@cache
def unfair() -> Study:
    """Fairness is sought, then given up for hours: the second association has nothing."""
    return run(scarce(stages=GIVEN_UP), Settings(time_limit_s=20.0, seed=1, weeks=0))


def test_who_has_nothing_is_named_first_with_the_price_of_lifting_it() -> None:
    first = unfair().findings[0]
    assert (first.code, first.severity, first.where) == ("far_behind", "warning", ("b",))
    assert "Association B ne reçoit rien ; la part médiane" in first.text.fr
    assert "Sans moins de nourriture, avec 1,4\u00a0h de bénévoles de plus" in first.text.fr
    assert "de 0\u00a0% à 61\u00a0%" in first.text.fr
    assert "it would rise from 0% to 61%" in first.text.en


def test_where_nobody_is_in_need_nobody_is_behind() -> None:
    world = scarce()
    none = world.changed(associations=tuple(one.changed(people=0) for one in world.associations))
    plan = Planned(unfair().plan, {})
    assert far_behind(none, unfair().travel, plan, None) == ()


def test_a_fair_week_has_no_alarm_and_says_that_it_is_proved() -> None:
    study = run(scarce(), Settings(time_limit_s=20.0, seed=1, weeks=0))
    codes = [one.code for one in study.findings]
    assert "far_behind" not in codes
    (found,) = [one for one in study.findings if one.code == "fairness"]
    assert "Équité prouvée" in found.text.fr
    assert study.diagnosis.cause == "supply"


def test_published_weeks_count_as_in_the_split() -> None:
    """Who had little so far gets more now, to the same level over all weeks; the checker agrees."""
    world = scarce()
    need = {who: world.need_kg(who, world.families[0].id) for who in ("a", "b")}
    family = world.families[0].id
    past = History(
        weeks=1,
        received_kg={"b": {family: 60.0}},
        need_kg={who: {family: kg} for who, kg in need.items()},
    )
    study = run(world, Settings(time_limit_s=20.0, seed=1, weeks=0), past=past)
    got = {who: study.plan.received_kg(who) for who in need}
    level = 460.0 / (2 * sum(need.values()))
    assert got["a"] == pytest.approx(2 * need["a"] * level, abs=1.0)
    assert got["b"] == pytest.approx(2 * need["b"] * level - 60.0, abs=1.0)
    assert study.violations == ()
    assert "past_weeks" in [one.code for one in study.findings]
    behind = study.changed(past=past.changed(received_kg={"a": {family: 900.0}}))
    assert "fair_named" in [one.code for one in check_fairness(behind)]


def test_food_is_not_said_to_lack_where_the_plan_leaves_some() -> None:
    scenario = scarce().changed(people=scarce().people[:1])  # nobody helps: no round
    study = run(scenario, Settings(time_limit_s=5.0, seed=1, weeks=0))
    assert study.diagnosis.planned_kg == 0.0
    assert study.diagnosis.cause != "supply"
    assert "aucune organisation" not in study.diagnosis.verdict.fr


def test_a_floor_out_of_reach_is_named() -> None:
    scenario = scarce()
    study = run(scenario, Settings(time_limit_s=20.0, seed=1, weeks=0))
    assert study.fairness is not None
    assert study.fairness.short == ()  # what they have alone can be met


def test_stages_that_are_not_proved_are_told_with_their_gap() -> None:
    known = unfair().fairness
    assert known is not None
    ends = [
        one.changed(proved=False, bound=one.value - 1.5) if one.stage == "hours" else one
        for one in known.ends
    ]
    (found,) = told(scarce(), known.changed(proved=False, ends=tuple(ends)))
    assert "sans preuve jusqu'au bout (heures : écart 1,5\u00a0h)" in found.text.fr
    assert "without proof to the end (hours: gap 1.5\u00a0h)" in found.text.en
    (found,) = told(scarce(), known.changed(proved=False, ends=()))
    assert "trop de tournées possibles" in found.text.fr


@pytest.mark.parametrize("why_not", [DEPOTS, SECTORS, CHOSEN])
def test_what_a_week_does_not_seek_is_said(why_not: Text) -> None:
    scenario = scarce()
    planned = Planned(unfair().plan, {}, not_sought=why_not)
    found = fairness_of(scenario, matrix(scenario), planned)
    assert found is not None
    assert not found.sought
    (one,) = told(scenario, found)
    assert why_not.fr in one.text.fr
    assert why_not.en in one.text.en
    (behind,) = far_behind(scenario, unfair().travel, Planned(unfair().plan, {}), found)
    assert "n'a pas été cherché" in behind.text.fr
    assert why_not.fr in behind.text.fr
    assert "relancez" not in behind.text.fr


def test_who_does_not_distribute_this_week_is_told_so_and_not_to_search_longer() -> None:
    """Neither time nor rounds would help; agreements that bring it nothing are no alarm either."""
    study = unfair()
    first, second = study.scenario.associations
    even = study.scenario.week_of.isocalendar().week % 2 == 0
    openings = tuple(one.changed(weeks="odd" if even else "even") for one in second.openings)
    scenario = study.scenario.changed(associations=(first, second.changed(openings=openings)))
    (when,) = next_openings(scenario).values()
    assert 7 <= (when - scenario.week_of).days < 14
    (behind,) = far_behind(scenario, study.travel, Planned(study.plan, {}), study.fairness)
    assert "ne distribue pas cette semaine" in behind.text.fr
    assert f"le {full_date(when, 'fr')}" in behind.text.fr
    assert not {"relancez", "médiane"} & set(behind.text.fr.split())
    held = tuple(one.changed(holder="b") for one in scenario.donors)
    held_study = study.changed(scenario=study.scenario.changed(donors=held), findings=())
    assert [one.where for one in holders_left_out(held_study)] == [("b",)]
    waiting = study.changed(scenario=scenario.changed(donors=held))
    assert list(holders_left_out(waiting)) == []


def test_a_price_is_sought_where_nothing_can_be_proved_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeker, "EVERY_ROUND", 0)
    study = run(scarce(stages=GIVEN_UP), Settings(time_limit_s=8.0, seed=1, weeks=0))
    assert study.fairness is not None
    assert len(study.fairness.frontier) > 1 or "far_behind" not in {o.code for o in study.findings}
    assert not any(one.proved for one in study.fairness.frontier)


def test_more_time_is_advised_only_where_the_search_was_cut_short() -> None:
    found = unfair().fairness
    assert found is not None
    unknown = found.changed(frontier=())
    planned = Planned(unfair().plan, {})
    for finished in (False, True):
        (one,) = far_behind(scarce(), unfair().travel, planned, unknown, finished=finished)
        assert ("relancez avec plus de temps" in one.text.fr) != finished
        assert ("allée à son terme" in one.text.fr) == finished


def test_nothing_is_proved_where_a_plan_beats_what_the_program_knows() -> None:
    scenario = scarce()
    made = plan_week(scenario, matrix(scenario), Budget(20.0, None), seed=1)
    assert made.fairness is not None
    less = Met(-390.0, -390.0, proved=True)
    known = replace(made.fairness, ends={**made.fairness.ends, "food": less})
    found = fairness_of(scenario, matrix(scenario), replace(made, fairness=known))
    assert found is not None
    assert not found.proved
    assert found.ends == ()
    assert not any(one.proved for one in found.frontier)


@pytest.mark.parametrize("opens", ["09:30", "10:30"])
def test_what_is_proved_holds_whenever_associations_distribute(opens: str) -> None:
    """Drops of a shift may be in time for a distribution within it, or come after."""
    content = scarce().model_dump()
    for one in content["associations"]:
        one["openings"] = [each | {"starts": opens} for each in one["openings"]]
    scenario = Scenario.model_validate(content)
    made = plan_week(scenario, matrix(scenario), Budget(20.0, None), seed=1)
    found = fairness_of(scenario, matrix(scenario), made)
    assert found is not None
    assert found.proved
    (food,) = (one for one in found.ends if one.stage == "food")
    assert food.value >= made.plan.usable_kg - 0.01


@pytest.mark.parametrize("running", [False, True])
def test_a_floor_of_a_running_week_is_told_as_its_plan_holds_it(*, running: bool) -> None:
    """Published shares stay: what the program held may be more than they leave."""
    scenario = scarce()
    made = plan_week(scenario, matrix(scenario), Budget(20.0, None), seed=1)
    known = made.fairness
    assert known is not None
    floors = replace(known.floors, asked={"a": 900.0}, held={"a": 800.0})
    known = replace(known, fair=replace(known.fair, running=running), floors=floors)
    found = fairness_of(scenario, matrix(scenario), replace(made, fairness=known))
    assert found is not None
    got = sum(one.kg for one in made.plan.shares if one.association == "a")
    assert 0 < got < 800
    assert [one.held for one in found.short] == [pytest.approx(got if running else 800.0)]


def test_nothing_is_said_where_the_policy_asks_for_none() -> None:
    scenario = scarce(stages=(Stage(objective="cost"),))
    planned = Planned(unfair().plan, {}, not_sought=DEPOTS)
    assert fairness_of(scenario, matrix(scenario), planned) is None


@pytest.mark.parametrize("rare", [False, True])
def test_levels_count_points_of_rare_families_first(*, rare: bool) -> None:
    scenario = scarce(rare=rare)
    assert [one.name for one in scopes_of(scenario)] == ["rare", "all"][not rare :]
    found = levels_of(scopes_of(scenario)[0], unfair().plan)
    assert set(found) == {"a", "b"}


@pytest.mark.parametrize(
    ("rare", "told"),
    [
        (None, ()),
        (0.3, ("Of rare families, the lowest would then go from 30% to 10%.",)),
        (0.11, ()),
    ],
)
def test_a_lift_that_shares_rare_families_less_well_says_so(
    rare: float | None, told: tuple[str, ...]
) -> None:
    point = FairPoint(
        food_kg=10.0, person_hours=1.0, levels={"b": 0.5}, lowest_rare=0.1, proved=False
    )
    found = rare_cost("b", 0.2, rare, FairnessOfWeek(sought=True, frontier=(point,)))
    assert tuple(one.en for one in found) == told
    assert not rare_cost("b", 0.6, rare, FairnessOfWeek(sought=True, frontier=(point,)))
