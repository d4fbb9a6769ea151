"""Random changes by hand: the checker agrees with the plan as it is timed, priced and mended."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from models.base import clock
from models.by_hand import (
    AddStop,
    ByHand,
    ChangePerson,
    ChangeTime,
    ChangeVehicle,
    HandEdit,
    LockStop,
    MoveStop,
    RemoveStop,
)
from models.hand_rules import HAND_RULES
from models.study import Study
from solver.by_hand.editing import HandWeek
from solver.by_hand.pricing import priced
from solver.by_hand.study import BrokenError, by_hand
from solver.by_hand.words import EditError
from solver.review.check import check
from solver.review.check_by_hand import check_by_hand
from solver.review.indicators import totals
from solver.settings import Settings
from tests.helpers.studies import planned

QUICK = Settings(iterations=1, weeks=0)
OWN = {"travel_time", "service_time", "reference", "form", "duplicate", "share_origin"}
"""Rules that no change by hand may ever break: times are computed again, stops make sense."""


def random_edit(study: Study, world: HandWeek, before: list[HandEdit], draw: Random) -> HandEdit:
    """Return a change of a week after some others, sound or not."""
    scenario, plan = study.scenario, world.after(before).plan
    item = draw.choice([one for one in plan.rounds if one.collected])
    stop = str(draw.choice(item.collected).pickup)
    made = {str(one.pickup) for by in plan.rounds for one in by.collected}
    left = sorted(scenario.pickups.keys() - made)
    kinds = ["move", "order", "remove", "lock", "vehicle", "person", "time", *["add"] * bool(left)]
    kind = draw.choice(kinds)
    if kind == "move":
        return MoveStop(round=item.id, stop=stop, to=draw.choice(plan.rounds).id)
    if kind == "order":
        at = draw.randint(1, len(item.stops) - 2)
        return MoveStop(round=item.id, stop=stop, to=item.id, at=at)
    if kind == "remove":
        return RemoveStop(round=item.id, stop=stop)
    if kind == "lock":
        return LockStop(round=item.id, stop=draw.choice([None, stop]))
    if kind == "vehicle":
        return ChangeVehicle(round=item.id, vehicle=draw.choice(scenario.vehicles).id)
    if kind == "person":
        by = draw.choice([None, *(one.id for one in scenario.people)])
        return ChangePerson(round=item.id, person=draw.choice([None, *item.crew]), by=by)
    if kind == "time":
        return ChangeTime(round=item.id, leaves=clock(60 * draw.randint(7 * 60, 14 * 60)))
    new = draw.choice(left)
    to = draw.choice([None, *(one.id for one in plan.rounds)])
    vehicle, shift = draw.choice(scenario.vehicles).id, draw.choice(scenario.shifts).id
    return AddStop(stop=new, to=to, vehicle=vehicle, shift=shift)


@pytest.mark.parametrize("mode", ["hub", "direct", "alone"])
def test_the_checker_agrees_with_what_is_timed_again(mode: Any) -> None:
    study = planned(mode)
    world, draw = HandWeek(study), Random(7)
    made, refused = 0, []
    for _ in range(5):
        edits: list[HandEdit] = []
        for _ in range(4):
            edit = random_edit(study, world, edits, draw)
            try:
                found = priced(world, [*edits, edit])
            except EditError as error:
                refused.append(error.text.fr)
                continue
            edits.append(edit)
            now, before = found.now, found.before
            told = (mode, [one.model_dump_json(exclude_none=True) for one in edits])
            broken = check(study.scenario, study.travel, now.plan)
            assert now.broken == broken, told
            assert not OWN & {one.code for one in broken}, (told, broken)
            # prices are differences: together they are what lies between the plans
            kg = sum(one.usable_kg for one in found.choices)
            assert kg == pytest.approx(now.plan.usable_kg - before.plan.usable_kg), told
            hours = sum(one.person_hours for one in found.choices)
            assert hours == pytest.approx(
                totals(study.scenario, study.travel, now.plan).person_hours
                - before.totals.person_hours
            ), told
            # the same changes give the same plan: undoing is making one less
            assert world.after(edits).plan == now.plan, told
            # what was chosen is so
            kept = study.changed(plan=now.plan, by_hand=ByHand(choices=found.choices, mended=False))
            assert check_by_hand(kept, study) == (), told
            made += 1
    assert made > 6
    assert all("Attendu" in text for text in refused)


@pytest.mark.parametrize("mode", ["hub", "direct"])
def test_the_search_mends_the_rest_and_keeps_what_was_chosen(mode: Any) -> None:
    study = planned(mode)
    world, draw = HandWeek(study), Random(3)
    mended = 0
    for _ in range(5):
        edit = random_edit(study, world, [], draw)
        lock = LockStop(round=study.plan.rounds[-1].id)
        try:
            made = by_hand(study, [lock, edit], mend=True, settings=QUICK)
        except (EditError, BrokenError):
            continue
        told = edit.model_dump_json()
        assert made.violations == (), told
        assert check_by_hand(made, study) == (), told
        assert made.by_hand is not None
        assert made.plan.usable_kg - study.plan.usable_kg == pytest.approx(
            made.by_hand.mending_kg + sum(one.usable_kg for one in made.by_hand.choices), abs=0.01
        )
        assert [one.code for one in made.findings].count("by_hand") == 2
        mended += 1
        if mended == 2:
            break
    assert mended == 2


def test_what_is_taken_out_stays_out_and_what_is_moved_stays_there() -> None:
    study = planned("direct")
    first = next(one for one in study.plan.rounds if len(one.collected) > 1)
    stop = str(first.collected[0].pickup)
    out = RemoveStop(round=first.id, stop=stop)
    made = by_hand(study, [out], mend=True, settings=QUICK)
    assert stop not in {str(one.pickup) for by in made.plan.rounds for one in by.collected}
    # and again on top of it: what was chosen before is kept, and told first
    again = by_hand(made, [LockStop(round=made.plan.rounds[0].id)], mend=True, settings=QUICK)
    assert stop not in {str(one.pickup) for by in again.plan.rounds for one in by.collected}
    assert again.by_hand is not None
    assert [one.edit.kind for one in again.by_hand.choices] == ["remove", "lock"]


def test_a_study_that_does_not_keep_a_choice_or_its_price_is_refused() -> None:
    study = planned("direct")
    first = next(one for one in study.plan.rounds if len(one.collected) > 1)
    out = RemoveStop(round=first.id, stop=str(first.collected[0].pickup))
    made = by_hand(study, [out], settings=QUICK)
    assert check_by_hand(made, study) == ()
    assert made.by_hand is not None
    cheaper = made.by_hand.choices[0].changed(usable_kg=3.0)
    planted = {
        "hand_kept": made.changed(plan=study.plan),
        "hand_price": made.changed(by_hand=made.by_hand.changed(choices=(cheaper,))),
    }
    assert set(planted) == set(HAND_RULES)
    for code, broken in planted.items():
        assert code in {one.code for one in check_by_hand(broken, study)}
