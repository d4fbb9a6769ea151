"""Calendars against every calendar there is, and what must hold of all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from threading import Event

import networkx as nx
import pytest

from benchmarks.made_outlets import district
from models.openings_study import Held, OpeningPlan, OpeningStudy, held
from models.recurrence import monday_of
from models.scenario import Scenario
from solver.openings import asides
from solver.openings.asides import moved
from solver.openings.conflicts import conflict
from solver.openings.levels import calendar
from solver.openings.plan import open_outlets
from solver.openings.problem import CalendarProblem, calendar_problem
from solver.openings.waits import rest_waits, waits
from solver.programs.cp_sat import Limits
from solver.review.checks.openings import check_openings
from solver.settings import Progress
from tests.helpers.outlets import calendar_of, drawn, every_plan, group, outlet, slot

QUICK = Limits(work=5.0)


def counts(waited: list[int], most: int) -> tuple[int, ...]:
    return tuple(sum(one > length for one in waited) for length in range(most, -1, -1))


def shortfall(problem: CalendarProblem, openings: list[Held]) -> int:
    """Households that no flow brings anywhere, week after week, by networkx."""
    total = 0
    dates = problem.days.dates
    for monday in sorted({monday_of(one) for one in dates}):
        days = [one for one in dates if monday_of(one) == monday]
        graph: nx.DiGraph[object] = nx.DiGraph()
        room: dict[str, int] = defaultdict(int)
        for one in openings:
            if one.when in days:
                room[one.outlet] += 10_000 if one.slot.households is None else one.slot.households
        needs = 0
        for mine in problem.groups:
            need = -(-(mine.households or 0) * len(days) // 7)
            needs += need
            graph.add_edge("from", ("group", mine.id), capacity=need)
            for near in problem.days.openings.reached(mine):
                graph.add_edge(("group", mine.id), ("outlet", near.id))
        for name, most in room.items():
            graph.add_edge(("outlet", name), "to", capacity=most)
        graph.add_node("to")
        served = nx.maximum_flow_value(graph, "from", "to") if needs else 0
        total += needs - int(served)
    return total


def measured(problem: CalendarProblem, plan: OpeningPlan) -> tuple[object, ...]:
    """Every level of a calendar, in order, counted anew."""
    openings = list(held(problem.days, plan))
    outlets = problem.days.openings.outlet
    same = Counter(
        (one.when, outlets[one.outlet].sector, outlets[one.outlet].mode, one.slot.half)
        for one in openings
    )
    several: dict[object, set[str]] = defaultdict(set)
    for one in openings:
        key = (one.when, outlets[one.outlet].sector, outlets[one.outlet].mode, one.slot.half)
        several[key].add(one.outlet)
    minutes = sum(one.slot.people * (one.slot.ends_s - one.slot.starts_s) // 60 for one in openings)
    return (
        counts(waits(problem, plan), problem.length),
        counts(rest_waits(problem, plan), problem.length),
        shortfall(problem, openings),
        moved(problem, plan),
        sum(times - 1 for key, times in same.items() if times > 1 and len(several[key]) > 1),
        minutes,
    )


@pytest.mark.parametrize("seed", range(40))
def test_no_calendar_of_all_is_better_at_the_first_level_that_differs(seed: int) -> None:
    problem = calendar_problem(drawn(seed))
    every = {measured(problem, one) for one in every_plan(problem)}
    answer = calendar(problem, QUICK)
    assert answer.found == bool(every), seed
    if not every:
        assert answer.impossible
        return
    assert answer.proved, seed
    assert check_openings(problem.scenario, answer.plan) == ()
    assert measured(problem, answer.plan) == min(every), seed


def summer() -> Scenario:
    """Two outlets that close over the same two weeks, with two refusals and a relay."""
    august = {"first": "2027-07-12", "last": "2027-07-25"}
    return calendar_of(
        [
            outlet("a", [slot("tue"), slot("fri", today=False)], closures=[august]),
            outlet(
                "b",
                [slot("tue"), slot("sat", today=False, wish="forbidden")],
                association="restos",
                closures=[august | {"fixed": True, "earliest": "2027-07-05"}],
            ),
        ],
        28,
        groups=[group(households=30)],
        relays=[{"id": "help", "association": "ccas", "outlet": "a"}],
    )


def test_a_town_has_its_curve_its_prices_and_its_relay() -> None:
    world = summer()
    study = open_outlets(world, QUICK)
    assert study.violations == ()
    assert all(level.proved for level in study.levels)
    # today both open on Tuesdays alone, and both are away for two weeks; Tuesday 13 to Saturday 24
    assert [one.before_days for one in study.gaps] == [20]
    assert [one.relay for one in study.plan.relays] == ["help"]
    (gap,) = study.gaps
    assert study.curve[0].worst_days == 20
    assert study.curve[-1].worst_days == gap.after_days
    worst = [one.worst_days for one in study.curve]
    assert worst == sorted(worst, reverse=True)
    kinds = {one.kind: one for one in study.prices}
    assert set(kinds) == {"kept_closure", "refused_slot"}
    for one in study.prices:
        assert one.proved
        assert one.without_days <= one.with_days == (gap.after_days,)
    few = open_outlets(world, QUICK, most_moves=1, questions=False)
    assert next(one.value for one in few.levels if one.level == "moves") <= 1
    same = open_outlets(world, QUICK)
    assert same.plan == study.plan


def test_a_relay_that_nobody_offers_is_advised_where_it_was_tried_and_helps() -> None:
    """To a group that has one outlet only, by who holds another; what it says comes true."""
    away = {"first": "2027-07-12", "last": "2027-07-25"}
    outlets = [
        outlet("a", [slot("tue")], closures=[away | {"fixed": True}]),
        outlet("b", [slot("wed")], association="restos", sector="nord"),
    ]
    groups = [group(households=30)]
    world = calendar_of(outlets, 28, groups=groups)
    study = open_outlets(world, QUICK)
    (told,) = [one for one in study.findings if one.code == "relay_tried"]
    assert told.where == (study.gaps[0].group, "a")
    offered = calendar_of(
        outlets, 28, groups=groups, relays=[{"id": "r", "association": "restos", "outlet": "a"}]
    )
    better = open_outlets(offered, QUICK)
    before, after = (one.gaps[0].after_days for one in (study, better))
    assert f"from {before} days to {after} days" in told.text.en
    assert not [one for one in better.findings if one.code == "relay_tried"]
    alone = calendar_of(outlets[:1], 28, groups=groups)
    assert not [one for one in open_outlets(alone, QUICK).findings if one.code == "relay_tried"]


def stopped_at(stage: str) -> OpeningStudy:
    """The calendar of a summer, stopped when a stage begins."""
    stop = Event()

    def watch(progress: Progress) -> None:
        if progress.stage == stage:
            stop.set()

    return open_outlets(summer(), replace(QUICK, stop=stop), watch=watch)


def test_what_there_was_no_time_for_is_said() -> None:
    whole = open_outlets(summer(), QUICK)
    assert (whole.unsought, whole.untried) == ((), 0)
    study = stopped_at("curve")
    assert study.plan == whole.plan
    assert study.unsought == tuple(one.moves for one in whole.curve[:-1])
    assert study.curve == whole.curve[-1:]
    assert (study.prices, study.untried) == ((), 2)
    assert "interrupted" in {one.code for one in study.findings}
    some = stopped_at("refusals")
    assert (some.curve, some.unsought) == (whole.curve, ())
    assert (some.prices, some.untried) == ((), 2)


def test_more_moves_never_wait_longer_though_a_search_falls_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = calendar_problem(drawn(6))
    answer = calendar(problem, Limits(None, 1.0))
    whole, _ = asides.curve(problem, answer, None, Limits(None, 1.0))
    assert [one.total_days for one in whole] == [5, 4, 3, 2]

    def behind(*given: object, most_moves: int, **others: object) -> object:
        found = calendar(*given, most_moves=most_moves, **others)  # type: ignore[arg-type]
        late = replace(found, plan=problem.today, levels=())
        return late if most_moves > 1 else found

    monkeypatch.setattr(asides, "calendar", behind)
    points, _ = asides.curve(problem, answer, None, Limits(None, 1.0))
    assert [one.total_days for one in points] == [5, 4, 4, 2]


def test_levels_that_there_was_no_time_for_are_not_said_to_be_proved() -> None:
    world = Scenario.model_validate(district(6, 5, 70, 1))
    stop = Event()

    def watch(progress: Progress) -> None:
        if progress.stage == "gap":
            stop.set()

    study = open_outlets(world, replace(QUICK, stop=stop), watch=watch)
    assert study.violations == ()
    open_ = [one for one in study.levels if not one.proved]
    assert {"gap", "rest_gap"} <= {one.level for one in open_}
    for one in study.levels:
        assert one.proved == (one.bound >= one.value)
    # no count is better than that of the calendar given
    waited = waits(calendar_problem(world), study.plan)
    for one in study.levels:
        if one.level == "gap" and one.beyond_days is not None:
            assert one.value >= sum(days > one.beyond_days for days in waited)


def test_a_conflict_says_what_to_free_and_claims_nothing_in_haste() -> None:
    wished = [slot(day, wish="fixed", today=day == "tue") for day in ("tue", "fri", "sat")]
    problem = calendar_problem(calendar_of([outlet("a", wished)]))
    found = conflict(problem, QUICK)
    assert found is not None
    assert found.smallest
    assert found.needed
    # any two conflict, and one alone may stay
    assert (len(found.slots), len(found.freed)) == (2, 2)
    assert [one.slot.name for one in found.freed] == ["fri-1400", "sat-1400"]
    stop = Event()
    stop.set()
    hasty = conflict(problem, replace(QUICK, stop=stop))
    assert hasty is None or not hasty.smallest


def test_an_outlet_that_does_not_take_part_holds_what_it_holds_today() -> None:
    """Whatever it would hold if it moved: that is what its refusal costs."""
    slots = [slot("tue"), slot("fri", today=False)]
    world = calendar_of([outlet("a", slots, takes_part=False, slots_open=2)])
    study = open_outlets(world, QUICK)
    assert study.violations == ()
    assert [one.slot for one in study.plan.slots] == ["tue-1400"]
    (price,) = study.prices
    assert (price.kind, price.with_days, price.without_days) == ("outlet", (6,), (3,))
