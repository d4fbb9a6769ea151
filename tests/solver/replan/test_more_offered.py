"""More food offered in a running week never brings less."""

from __future__ import annotations

import itertools
from functools import cache

import pytest

from models.events import Call, Event, Gives, Surprise
from models.replan import Replan
from models.scenario import Scenario
from models.study import Study
from solver import study
from solver.replan.replan import replan
from solver.settings import Settings
from tests.helpers.small_towns import town

QUICK = Settings(None, 2, weeks=0)


@cache
def published(people: int) -> Study:
    week = town("hub")
    for who in week["associations"]:
        who["people"] = people
    return study.run(Scenario.model_validate(week), Settings(None, 2, weeks=0))


def answer(people: int, event: Event) -> Replan:
    made = replan(published(people), Call(day="tue", now="07:00", events=(event,)), settings=QUICK)
    assert [one.text.en for one in made.study.violations] == []
    return made


@pytest.mark.parametrize("people", [900])
def test_a_larger_surprise_never_brings_less(people: int) -> None:
    brought = [
        answer(people, Surprise(site="s0", family="dairy", kg=kg)).study.plan.usable_kg
        for kg in (20.0, 60.0, 150.0, 400.0, 3000.0)
    ]
    more = brought[0] - published(people).plan.usable_kg
    assert more > 0 if people > 90 else more >= -0.01  # few people: all that they need is there
    for less, more in itertools.pairwise(brought):
        assert more >= less - 0.01


def test_what_is_taken_of_a_surprise_is_what_is_needed() -> None:
    made = answer(90, Surprise(site="s0", family="dairy", kg=3000))
    taken = sum(
        sum(stop.kg.values())
        for item in made.study.plan.rounds
        for stop in item.collected
        if stop.pickup == "surprise-1_tue"
    )
    need = sum(made.study.scenario.need_kg(who, "dairy") for who in "abc")
    assert 0 < taken <= need
    left = next(one for one in made.study.unserved if one.pickup == "surprise-1_tue")
    assert left.kg == pytest.approx(3000 - taken)
    assert left.code in {"no_use", "no_door"}


def test_a_store_that_gives_more_never_brings_less() -> None:
    brought = [
        answer(900, Gives(donor="s0", kg=kg)).study.plan.usable_kg
        for kg in (50.0, 120.0, 300.0, 2000.0)
    ]
    for less, more in itertools.pairwise(brought):
        assert more >= less - 0.01
