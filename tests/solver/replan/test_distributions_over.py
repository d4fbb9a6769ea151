"""A distribution that is over when a call comes gets no more than was published for it."""

from __future__ import annotations

from typing import Any

import pytest

from models.calendar import DAY_NUMBER
from models.call_rules import CALL_RULES
from models.events import Call, Closed, Down, Event
from models.plan import Share
from models.replan import Replan
from solver.ramasse.week import DAY_S
from solver.replan.replan import replan
from solver.review.check import check
from solver.review.check_call import check_call
from solver.settings import Settings
from tests.helpers.studies import planned

TUESDAY, THURSDAY = (DAY_NUMBER[day] * DAY_S + 14 * 3600 for day in ("tue", "thu"))
"""Distributions of the sorting place, seconds since Monday midnight."""


def wednesday(event: Event) -> Replan:
    settings = Settings(iterations=1, weeks=0)
    return replan(planned("hub"), Call(day="wed", now="07:00", events=(event,)), settings=settings)


def kg(shares: tuple[Share, ...], who: str, opening_s: int) -> dict[Any, float]:
    return {
        (one.origin, one.family, one.use_by): one.kg
        for one in shares
        if one.association == who and one.opening_s == opening_s
    }


@pytest.mark.parametrize("event", [Down(vehicle="van"), Closed(association="restos")])
def test_what_is_not_fetched_waits_for_the_next_distribution(event: Event) -> None:
    before, made = planned("hub").plan, wednesday(event)
    after = made.study.plan
    assert made.study.violations == ()
    assert check(made.study.scenario, made.study.travel, after) == ()
    assert kg(after.shares, "secours", TUESDAY) == kg(before.shares, "secours", TUESDAY)
    came_before = ("mon", "tue")
    fetched = kg(before.shares, "restos", DAY_NUMBER["wed"] * DAY_S + 14 * 3600)
    waits = kg(after.shares, "secours", THURSDAY)
    kept = {key: amount for key, amount in waits.items() if key[0].startswith(came_before)}
    assert kept
    assert kept.keys() <= fetched.keys()
    # what is out of date by then is not kept for it
    assert all(use_by >= DAY_NUMBER["thu"] for _, _, use_by in kept)


def test_the_checker_refuses_more_for_what_is_over() -> None:
    made = wednesday(Down(vehicle="van"))
    before = planned("hub").plan
    after = made.study.plan
    late = next(one for one in after.shares if one.opening_s == THURSDAY)
    moved = after.changed(
        shares=tuple(one.changed(opening_s=TUESDAY) if one is late else one for one in after.shares)
    )
    (found,) = check_call(made.study.scenario, made.call, before, moved)
    assert found.code in CALL_RULES
    assert "déjà passée (mardi 14:00)" in found.text.fr
    assert "is over (Tuesday 14:00)" in found.text.en
