import re
from random import Random
from typing import Any

import pytest

from benchmarks.cases.replan import random_call
from models.base import clock, seconds
from models.events import Absent, Call, Closed, Down, Event, Gives, Lock, Surprise
from models.plan import Round
from models.replan import Replan
from models.study import Study
from solver.ramasse.solve import plan_week
from solver.replan.replan import replan
from solver.replan.week_at_call import world
from solver.review.check import check
from solver.review.tally import tally
from solver.settings import Budget, Settings
from tests.helpers.long import quick
from tests.helpers.studies import planned

QUICK = Settings(iterations=1, weeks=0)


def answer(study: Study, day: Any, now: str, *events: Event, **more: Any) -> Replan:
    return replan(study, Call(day=day, now=now, events=events, **more), settings=QUICK)


def on(study: Study, name: str) -> Round:
    return study.plan.round[name]


@pytest.mark.parametrize("mode", ["hub", "direct", "alone"])
def test_random_calls(mode: Any) -> None:
    study = planned(mode)
    draw = Random(11)
    for number in range(4):
        call = random_call(study, draw)
        made = replan(study, call, settings=QUICK)
        now, standing = world(study, call)
        told = (mode, number, call.model_dump_json(exclude_defaults=True))
        assert made.study.violations == (), told
        assert check(made.study.scenario, made.study.travel, made.study.plan) == (), told
        # what was done stays
        for item in now.plan.rounds:
            after = made.study.plan.round.get(item.id)
            done = standing.begun.get(item.id, len(item.stops))
            if item.id in standing.fixed or item.id in standing.begun:
                assert after is not None, told
                assert after.crew == item.crew, told
                for was, stop in zip(item.stops[:done], after.stops[:done], strict=True):
                    assert (was.site, was.start_s, was.leave_s) == (
                        stop.site,
                        stop.start_s,
                        stop.leave_s,
                    ), told
            elif after is not None and item.day == call.day:
                assert after.stops[0].leave_s >= call.now_s, told


@pytest.mark.parametrize("mode", ["hub", "direct"])
def test_never_more_changes_than_from_scratch(mode: Any) -> None:
    study = planned(mode)
    call = random_call(study, Random(5)).changed(now="00:00", rest_of_week=True)
    made = replan(study, call, settings=QUICK)
    now, _ = world(study, call)
    afresh = plan_week(now.scenario, now.travel, Budget(None, 1), seed=1).plan
    before = {item.id for item in study.plan.rounds if item.day not in now.free}
    kept = [item for item in study.plan.rounds if item.id in before]
    mixed = afresh.changed(
        rounds=(*kept, *(item for item in afresh.rounds if item.day in now.free)), shares=()
    )
    other = tally(now.scenario, study.plan, mixed, wanted=now.wanted, gone=now.emptied)
    assert made.tally.count <= other.count


@pytest.mark.parametrize("mode", ["hub", "direct", "alone"])
def test_what_hits_nothing_changes_nothing(mode: Any) -> None:
    study = planned(mode)
    for day, now in (("mon", "07:00"), ("tue", "09:00")):
        made = answer(study, day, now, rest_of_week=True)
        assert made.tally.count == 0
        assert made.study.plan.rounds == study.plan.rounds
        assert made.study.plan.shares == study.plan.shares
        assert made.to_call == ()


@pytest.mark.parametrize("mode", ["hub", "direct", "alone"])
def test_what_is_locked_stays_and_the_rest_does_no_worse(mode: Any) -> None:
    study = planned(mode)
    kept = study.plan.rounds[-1]
    made = answer(study, "mon", "00:00", locks=(Lock(round=kept.id),))
    assert made.study.violations == ()
    assert made.study.plan.round[kept.id] == kept
    assert made.free_days == study.scenario.days
    assert made.study.plan.usable_kg >= study.plan.usable_kg * 0.99


def test_a_poor_plan_is_bettered_around_what_is_locked() -> None:
    study = planned("direct")
    held = on(study, "tue-morning-car")
    gone = [item for item in study.plan.rounds if item.day == "mon"]
    rest = tuple(item for item in study.plan.rounds if item.day != "mon")
    left = {str(stop.pickup) for item in gone for stop in item.collected}
    poor = study.changed(plan=study.plan.changed(rounds=rest, shares=()))
    call = Call(day="mon", now="00:00", locks=(Lock(round=held.id),))
    made = replan(poor, call, settings=Settings(iterations=3, weeks=0))
    assert made.study.violations == ()
    assert made.study.plan.round[held.id] == held
    assert made.study.plan.usable_kg > poor.plan.usable_kg
    assert left & {one.pickup for one in made.tally.stops}
    # what needs no change has none: rounds of other days are as they were
    same = [item for item in rest if made.study.plan.round.get(item.id) == item]
    assert len(same) >= len(rest) - 1


def test_a_driver_is_replaced_before_a_round_is_cancelled() -> None:
    study = planned("hub")
    day = [item.day for item in study.plan.rounds if "lea" in item.crew][-1]
    lea = [item for item in study.plan.rounds if "lea" in item.crew and item.day == day]
    made = answer(study, day, "08:30", Absent(person="lea"))
    moved = made.tally.rounds
    assert [one.changes for one in moved] == [("people",)] * len(lea)
    assert all("lea" not in item.crew for item in made.study.plan.rounds if item.day == day)
    assert "lea" not in {one.id for one in made.to_call}
    assert {one.id for one in made.to_call} == {"rene"}


def on_the_road(item: Round) -> str:
    """Return a minute after the first pick-up of a round, on its way to the next stop."""
    return clock(item.stops[1].leave_s + 60)


def test_a_breakdown_on_the_road_leaves_food_to_be_fetched() -> None:
    study = planned("direct")
    item = on(study, "tue-morning-car")
    assert item.stops[1].kind == "collect"
    made = answer(study, "tue", on_the_road(item), Down(vehicle="car"))
    waiting = [one for one in made.study.scenario.donors if one.id == "stranded-1"]
    assert len(waiting) == 1
    aboard = sum(item.stops[1].kg.values())
    assert made.study.scenario.pickups["stranded-1_tue"].gross_kg == pytest.approx(aboard)
    assert "stranded" not in {one.id for one in made.to_call}
    assert any("en panne" in note.fr for note in made.notes)
    assert item.id not in made.study.plan.round
    # the pick-up that it had made is not missed again
    assert item.stops[1].pickup not in {one.pickup for one in made.tally.stops}


def test_an_empty_store_is_skipped_and_not_called() -> None:
    study = planned("direct")
    made = answer(study, "mon", "08:30", Gives(donor="hyper"))
    item = on(made.study, "mon-morning-van")
    assert "hyper" not in {stop.site for stop in item.stops}
    assert [(one.change, one.pickup) for one in made.tally.stops] == [("given_up", "hyper_mon")]
    assert "hyper" not in {one.id for one in made.to_call}
    assert {"paul", "anne"} <= {one.id for one in made.to_call}


def test_a_store_already_visited_weighs_less() -> None:
    study = planned("direct")
    before = sum(on(study, "mon-morning-van").stops[1].kg.values())
    made = answer(study, "mon", "13:00", Gives(donor="super", kg=before / 4))
    stop = on(made.study, "mon-morning-van").stops[1]
    assert sum(stop.kg.values()) == pytest.approx(before / 4, rel=0.05)
    assert made.tally.count == 0
    assert made.study.plan.usable_kg < study.plan.usable_kg


@pytest.mark.parametrize("kg", quick((40.0, 5000.0), 1))
@pytest.mark.parametrize("locked", [False, True])
def test_what_a_store_ahead_gives_is_what_is_taken(kg: float, locked: bool) -> None:
    study = planned("direct")
    locks = (Lock(round="mon-morning-van"),) if locked else ()
    for now in ("07:00", "08:30", "08:50"):
        made = answer(study, "mon", now, Gives(donor="hyper", kg=kg), locks=locks)
        assert made.study.violations == ()
        stops = [s for i in made.study.plan.rounds for s in i.collected if s.pickup == "hyper_mon"]
        assert all(sum(stop.kg.values()) <= kg + 1e-6 for stop in stops)


def test_a_surprise_is_fetched_where_it_can_be() -> None:
    study = planned("direct")
    made = answer(study, "tue", "07:00", Surprise(site="super", family="dairy", kg=60))
    assert made.study.plan.usable_kg > study.plan.usable_kg
    assert [one.change for one in made.tally.stops] == ["added"]
    late = Surprise(site="super", family="dairy", kg=60, until="07:30")
    left = answer(study, "tue", "07:00", late)
    assert [(one.change, one.after) for one in left.tally.stops] == [("left", None)]


def test_a_surprise_that_nobody_needs_stays_with_its_reason() -> None:
    study = planned("direct")
    made = answer(study, "tue", "07:00", Surprise(site="super", family="fruit", kg=60))
    assert made.tally.count == 0
    assert made.surprises == ("surprise-1_tue",)
    reasons = {one.pickup: one.code for one in made.study.unserved}
    assert reasons["surprise-1_tue"] == "no_use"


def test_locks_hold() -> None:
    study = planned("direct")
    item = on(study, "wed-morning-van")
    event = Closed(association="restos")
    free = answer(study, "wed", "07:00", event)
    assert on(free.study, item.id) != item
    locked = answer(study, "wed", "07:00", Absent(person="lea"), locks=(Lock(round=item.id),))
    assert on(locked.study, item.id) == item
    stop = on(study, "wed-afternoon-car").collected[0]
    held = answer(
        study,
        "wed",
        "07:00",
        Absent(person="rene"),
        locks=(Lock(round="wed-afternoon-car", pickup=stop.pickup),),
    )
    assert stop.pickup in {s.pickup for s in on(held.study, "wed-afternoon-car").collected}


def test_a_new_round_leaves_some_time_after_the_call() -> None:
    study = planned("direct")
    made = answer(study, "mon", "13:05", Surprise(site="grower", family="dry", kg=50))
    added = [one.round for one in made.tally.rounds if one.changes == ("added",)]
    for name in added:
        assert on(made.study, name).stops[0].leave_s >= seconds("13:25")


def test_a_second_call_starts_from_the_first_answer() -> None:
    study = planned("direct")
    when = on_the_road(on(study, "tue-morning-car"))
    first = answer(study, "tue", when, Down(vehicle="car"))
    text = first.study.model_dump_json()
    second = replan(
        Study.model_validate_json(text),
        Call(day="tue", now="13:00", events=(Surprise(site="super", family="dry", kg=30),)),
        settings=QUICK,
    )
    assert second.study.violations == ()
    assert second.study.provenance.parent is not None
    assert {one.id for one in second.study.scenario.donors} >= {"stranded-1", "surprise-1"}


def test_days_covered_by_an_absence_may_change_and_no_other() -> None:
    study = planned("hub")
    made = answer(study, "mon", "07:00", Down(vehicle="van", until="tue"))
    assert made.free_days == ("mon", "tue")
    wednesday = [item for item in study.plan.rounds if item.day == "wed"]
    assert [item for item in made.study.plan.rounds if item.day == "wed"] == wednesday
    assert not [i for i in made.study.plan.rounds if i.vehicle == "van" and i.day != "wed"]


def test_who_is_closed_is_called_when_what_is_on_the_road_unloads_only_there() -> None:
    study = planned("hub")
    item = on(study, "mon-morning-van")
    unload = next(stop for stop in item.stops if stop.kind == "unload")
    made = answer(study, "mon", on_the_road(item), Closed(association=unload.site))
    (call,) = [one for one in made.to_call if one.id == unload.site]
    assert call.kind == "association"
    assert call.text.fr.startswith(f"Ouvrir à {clock(unload.arrive_s)} : ")
    assert [note for note in made.notes if clock(unload.arrive_s) in note.fr]


def test_a_drop_by_another_vehicle_is_one_change_and_not_a_lost_drop() -> None:
    study = planned("direct")
    moved = 0
    for item in (on(study, "tue-morning-car"), study.plan.rounds[0]):
        made = answer(study, item.day, "07:00", Down(vehicle=item.vehicle))
        rounds = {**study.plan.round, **made.study.plan.round}
        days = [(one.association, rounds[one.round].day) for one in made.tally.doors]
        assert len(set(days)) == len(days)
        for one in made.tally.doors:
            if one.instead_of is not None:
                assert study.plan.round[one.instead_of].vehicle == item.vehicle
                moved += 1
        texts = " ".join(one.text.fr for one in made.to_call)
        assert not any(
            f"à {at} au lieu de {at}." in texts for at in re.findall(r"\d\d:\d\d", texts)
        )
    assert moved
