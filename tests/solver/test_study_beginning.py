"""Each association going alone is planned beside the pool, and waited for when it is asked for."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from models.plan import Plan, Share
from solver.settings import Budget, Settings
from solver.study_beginning import Begun, FloorsLater, alone_aside
from tests.helpers.scarce import scarce
from tests.helpers.travel import straight


def shared(kg: float) -> Plan:
    whom = {"association": "a", "origin": "r", "carried_by": None}
    share = Share.model_validate({**whom, "family": "veg", "use_by": 1, "kg": kg, "opening_s": 0})
    return Plan(shares=(share,))


def test_floors_are_waited_for_once_they_are_looked_at() -> None:
    alone: Future[Plan | None] = Future()
    floors = FloorsLater(scarce(), alone)
    threading.Timer(0.05, alone.set_result, (shared(30.0),)).start()
    assert dict(floors) == {"a": pytest.approx(30.0), "b": 0.0}
    assert len(floors) == 2


def test_where_going_alone_is_no_question_there_is_no_floor() -> None:
    alone: Future[Plan | None] = Future()
    alone.set_result(None)
    assert dict(FloorsLater(scarce(), alone)) == {}


def test_what_an_earlier_search_planned_is_not_planned_again() -> None:
    scenario, first = scarce(), Begun(Plan(), shared(12.0))
    with ThreadPoolExecutor(1) as aside:
        found = alone_aside(
            aside, scenario, straight(scenario), Budget(None, 1), Settings(iterations=1), first
        )
    assert found.result() is first.alone
