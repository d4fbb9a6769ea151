"""At the call, rounds are chosen for whoever has least among those that change as little."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from models.events import Call, Lock, Surprise
from models.plan import Plan
from models.scenario import Scenario
from models.study import Study
from solver.allocation.rules import rule
from solver.ramasse.crews import with_crews
from solver.ramasse.fair_levels import scopes_of
from solver.ramasse.fairness import levels_of
from solver.ramasse.master import Master
from solver.ramasse.rounds import Choice, draft
from solver.ramasse.shares import share_out
from solver.ramasse.week import Week
from solver.ramasse.week_menus import menus_of
from solver.replan.replan import replan
from solver.settings import Settings
from solver.travel import matrix
from tests.helpers.scarce import scarce
from tests.helpers.studies import study

QUICK = Settings(iterations=1, weeks=0)


def direct() -> Scenario:
    """Return a town whose only van drops on the way, at its owner's door or at another's."""
    town = scarce()
    text: Any = town.model_dump(mode="json")
    text["policy"]["pools"] = [
        {"id": "all", "label": "Commun", "mode": "direct", "members": ["a", "b"]}
    ]
    for who in text["associations"]:
        who["openings"] = [{"day": day, "starts": "14:00", "ends": "17:00"} for day in town.days]
    for donor in text["donors"]:
        donor["offers"][0]["days"] = ["mon"] if donor["id"] == "s1" else []
    text["donors"] = [one for one in text["donors"] if one["offers"][0]["days"]]
    return Scenario.model_validate(text)


@cache
def published(door: str) -> Study:
    """Return the week in which the one gift went to one door."""
    scenario = direct()
    week = Week(scenario, matrix(scenario))
    menus, carries = menus_of(week, {})
    master = Master(week, menus, carries)
    for position, menu in enumerate(menus):
        for row in range(len(menu)):
            place = menu.stream, menu.vehicle, menu.slot.number
            made = draft(master, Choice(place, (position, row), None))
            if made is None or [s.site for s in made.stops if s.kind == "drop"] != [door]:
                continue
            rounds = tuple(with_crews(week, [made]))
            plan: Plan = share_out(week, rounds, rule("leximin"), {})
            return study(scenario, plan)
    raise AssertionError(door)


@pytest.mark.parametrize(("fed", "hungry"), [("a", "b"), ("b", "a")])
def test_what_nobody_expected_goes_to_whoever_has_least(fed: str, hungry: str) -> None:
    call = Call(day="tue", now="08:30", events=(Surprise(site="s1", family="dry", kg=20),))
    before = published(fed)
    made = replan(before, call, settings=QUICK)
    assert made.study.violations == ()
    assert before.plan.received_kg(hungry) == 0
    assert made.study.plan.received_kg(fed) == pytest.approx(before.plan.received_kg(fed), abs=0.1)
    assert made.study.plan.received_kg(hungry) == pytest.approx(20, abs=0.1)
    assert made.study.fairness is not None
    assert made.study.fairness.sought
    lowest = min(levels_of(scopes_of(before.scenario)[-1], made.study.plan).values())
    assert made.study.fairness.best[0] == pytest.approx(lowest, abs=1e-3)


def test_where_nothing_changes_it_is_said_that_rounds_were_chosen_before() -> None:
    made = replan(published("a"), Call(day="tue", now="08:30"), settings=QUICK)
    assert made.tally.count == 0
    assert made.study.fairness is not None
    assert not made.study.fairness.sought


def test_around_a_lock_the_fairest_rounds_are_sought_too() -> None:
    before = published("a")
    kept = before.plan.rounds[0]
    made = replan(
        before, Call(day="mon", now="00:00", locks=(Lock(round=kept.id),)), settings=QUICK
    )
    assert made.study.violations == ()
    assert made.study.plan.round[kept.id] == kept
