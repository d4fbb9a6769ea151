"""The one door of the solver: a scenario in, a reviewed study out."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from models.findings import Unserved
from models.history import NO_PAST, History
from models.means import TriedMeans
from models.plan import Plan
from models.policy import Commitment
from models.scenario import Scenario
from models.study import Study, Termination
from models.travel import Leg, TravelMatrix
from pools.streams import alone_of, depots
from solver.parallel import Brake
from solver.ramasse.districts import large_stream
from solver.ramasse.earlier_week import still_there
from solver.ramasse.planned import Planned
from solver.ramasse.solve import plan_week
from solver.remedies.effort import effort_of
from solver.remedies.explain import explain
from solver.remedies.promised import promises_told
from solver.remedies.undelivered import undelivered, units_left
from solver.review.check import check
from solver.review.check_fairness import check_fairness
from solver.review.diagnose import diagnose, usage
from solver.review.indicators import balances, totals
from solver.review.simulate import simulate
from solver.run_record import RunRecord
from solver.settings import Budget, Progress, Settings, Watcher
from solver.study_alarms import alarms
from solver.study_beginning import (
    Begun,
    FloorsLater,
    alone_aside,
    asks_alone,
    budget_of,
    is_alone,
    needs_food,
    points_of,
)
from solver.study_bounds import bounds_of
from solver.study_fairness import fairness_of, far_behind, told
from solver.study_findings import (
    ended_early,
    no_distances,
    stamps,
    weeks_counted,
    worse_off,
)
from solver.study_means import with_tried
from solver.study_stability import stability_of, stability_told
from solver.study_visits import without_empty_visits
from solver.telling import Telling
from solver.travel import legs, matrix
from solver.travel.matrices import oddities
from solver.tried_means import tried_means

BOUND_SHARE = 0.15
"""Share of the time in which a depot's week proves what it costs at least."""
MEANS_SHARE = 0.25
"""Share of the time in which means are granted one at a time to a week of shared food."""
MEANS_LEAST_S = 8.0
"""Time of a run under which no means are granted."""
MEANS_STEPS = 10
"""Of how many steps of the search each of these has one."""
REVIEW_SHARE = 0.25
"""Share of the time in which a town planned by sectors is reviewed."""
REPLAYED_SHARE, REPLAYED_LEAST_S = 0.2, 2.0
"""Share of the time of a run in which its plan is replayed, and seconds that this is at least."""
BOUND_ROUNDS = 6
"""Rounds of that proof under an iteration budget."""


def run(
    scenario: Scenario,
    settings: Settings,
    *,
    folder: Path | None = None,
    past: History = NO_PAST,
    earlier: Study | None = None,
    watch: Watcher | None = None,
    stop: Brake | None = None,
    keep: Callable[[Plan], None] | None = None,
    first: Begun | None = None,
) -> Study:
    """Plan a week, review it, and say where it comes from.

    Parameters
    ----------
    folder
        Where the scenario's own tables lie.
    past
        What the published weeks before brought and needed: levels count it, as the split does.
    earlier
        The study of a week before: as little of its plan changes as the objectives allow.
    watch
        Told of every stage and every better plan.
    stop
        Set it to end the search: the study holds the best plan so far, marked as interrupted.
    keep
        Given every better plan: what ``reviewed`` makes a study of, should this run be lost.
    first
        What an earlier search left to go on from.

    Raises
    ------
    solver.travel.TravelError
        When the travel table cannot be used.
    """
    say = watch or (lambda _: None)
    if depots(scenario):
        from solver.week_search.compile_ahead import prepare  # loads numba, as below

        say(Progress("prepare"))
        prepare()
    budget = budget_of(settings, stop)
    say(Progress("travel"))
    travel = matrix(scenario, folder)
    telling = Telling(scenario, travel, budget, watch, keep)
    if first is None and asks_alone(scenario):
        telling.stage("alone")
    with ThreadPoolExecutor(1) as aside:
        apart = alone_aside(aside, scenario, travel, budget, settings, first)
        telling.stage("plan")
        search = _search_part(scenario, budget, settings)
        floors = FloorsLater(scenario, apart)
        planned = plan_week(
            scenario,
            travel,
            search,
            seed=settings.seed,
            floors=floors,
            engine=settings.engine,
            begin=None if first is None else first.plan,
            past=past,
            like=None if earlier is None else still_there(scenario, earlier.plan),
            tell=telling.better,
        )
        alone = apart.result()
    planned = replace(planned, plan=without_empty_visits(scenario, travel, planned.plan))
    ended = termination(search, settings, cut=planned.cut)
    if depots(scenario) and not budget.over:
        telling.stage("bound")
        planned = _bounded(scenario, travel, planned, budget)
    freest = planned.freest
    planned, tried = _tried(scenario, travel, planned, settings, telling, floors)
    planned = replace(planned, freest=freest)  # searched on, it begins from a plan that is stable
    telling.stage("review")
    record = RunRecord(settings, ended, budget, tuple(telling.progress))
    study = study_of(
        scenario,
        travel,
        planned,
        record,
        drawn=ways_driven(scenario, folder, planned.plan),
        alone=alone,
        unserved=None if settings.explained else (),
        tried=tried,
        earlier=earlier,
    )
    telling.stage("done")
    return study


def reviewed(
    scenario: Scenario,
    settings: Settings,
    plan: Plan,
    *,
    folder: Path | None = None,
    past: History = NO_PAST,
) -> Study:
    """Return the study of a plan that a lost run left, marked as interrupted.

    Nothing is searched: bounds and the reference of going alone are not known.
    """
    record = RunRecord(settings, "interrupted", Budget(settings.time_limit_s, settings.iterations))
    return study_of(
        scenario,
        matrix(scenario, folder),
        Planned(plan, {}, past=past),
        record,
        drawn=ways_driven(scenario, folder, plan),
        unserved=None if settings.explained else (),
    )


def study_of(
    scenario: Scenario,
    travel: TravelMatrix,
    planned: Planned,
    record: RunRecord,
    *,
    drawn: tuple[Leg, ...],
    alone: Plan | None = None,
    unserved: tuple[Unserved, ...] | None = None,
    tried: tuple[TriedMeans, ...] = (),
    promised: tuple[Commitment, ...] | None = None,
    earlier: Study | None = None,
) -> Study:
    """Check, explain, diagnose and replay a plan, and say where it comes from.

    Parameters
    ----------
    drawn
        Ways along roads between the stops of the rounds.
    alone
        The reference: each association by itself.
    unserved
        What is left and why, where it is known; tried out when absent.
    tried
        Means granted one at a time, and what each brought.
    promised
        What was promised, where that is not what the scenario holds rounds to any more.
    earlier
        The study of a week before, whose plan was to change least.
    """
    plan, settings = planned.plan, record.settings
    mine = balances(scenario, travel, plan)
    apart = () if alone is None else balances(alone_of(scenario), travel, alone)
    diagnosis = with_tried(diagnose(scenario, plan), tried)
    fairness = fairness_of(scenario, travel, planned)
    floors = {} if alone is None else points_of(scenario, alone)
    effort = effort_of(scenario, settings, floors, record.budget.stop)
    left = explain(scenario, travel, plan, effort=effort) if unserved is None else unserved
    kept = None if earlier is None else stability_of(scenario, travel, planned, earlier)
    made = Study(
        scenario=scenario,
        travel=travel,
        plan=plan,
        legs=drawn,
        alone=alone,
        totals=totals(scenario, travel, plan),
        balances=mine,
        alone_totals=None if alone is None else totals(alone_of(scenario), travel, alone),
        alone_balances=apart,
        violations=check(scenario, travel, plan),
        findings=(
            *no_distances(scenario, travel),
            *promises_told(scenario, travel, plan, left, promised),
            *far_behind(
                scenario, travel, planned, fairness, tried, finished=record.ended == "finished"
            ),
            *worse_off(scenario, mine, apart),
            *stamps(scenario, travel, planned.drops),
            *oddities(travel),
            *told(scenario, fairness),
            *weeks_counted(planned.past),
            *stability_told(scenario, kept),
            *ended_early(record.ended, planned.whole_s),
        ),
        unserved=left,
        undelivered=undelivered(scenario, travel, plan),
        usage=usage(scenario, plan),
        diagnosis=diagnosis,
        bounds=bounds_of(scenario, travel, planned, diagnosis.free_logistics_kg),
        fairness=fairness,
        tried=tried,
        past=planned.past,
        stability=kept,
        simulation=simulate(
            scenario,
            travel,
            plan,
            weeks=settings.weeks,
            seed=settings.seed,
            most_s=_replayed_s(settings, record.budget),
        )
        if settings.weeks and plan.rounds
        else None,
        progress=record.progress,
        provenance=record.provenance(scenario, travel, planned.engine or "enumeration"),
    )
    return made.changed(
        violations=(*made.violations, *check_fairness(made)),
        findings=(*made.findings, *alarms(made)),
    )


def _replayed_s(settings: Settings, budget: Budget) -> float | None:
    """Return the seconds in which a plan is replayed where the clock rules, or the brake."""
    if budget.stop.is_set():
        return 0.0
    if settings.iterations is not None or settings.time_limit_s is None:
        return None
    return max(REPLAYED_LEAST_S, REPLAYED_SHARE * settings.time_limit_s)


def ways_driven(scenario: Scenario, folder: Path | None, plan: Plan) -> tuple[Leg, ...]:
    """Return the ways along roads between the stops of a plan's rounds."""
    pairs = {
        (a.site, b.site)
        for item in plan.rounds
        for a, b in itertools.pairwise(item.stops)
        if a.site != b.site
    }
    return legs(scenario, folder, pairs)


def _search_part(scenario: Scenario, budget: Budget, settings: Settings) -> Budget:
    """Return the budget of the search; some time is kept to prove a bound, or to try means.

    Of a large town some is kept for its review, which takes seconds.
    """
    share = BOUND_SHARE if depots(scenario) else MEANS_SHARE * _tries_means(scenario, settings)
    if large_stream(scenario) is not None:
        share = REVIEW_SHARE
    limit = None if settings.time_limit_s is None else budget.left_s * (1 - share)
    return budget.part(limit, settings.iterations)


def _tries_means(scenario: Scenario, settings: Settings) -> bool:
    """Tell whether means are granted to a week: where food is shared, and there is effort for it.

    Weeks of depots and weeks planned by sectors are left out.
    """
    large = depots(scenario) or large_stream(scenario) is not None
    if large or is_alone(scenario) or not needs_food(scenario):
        return False
    if settings.iterations is not None:
        return settings.iterations >= MEANS_STEPS
    return settings.time_limit_s is None or settings.time_limit_s >= MEANS_LEAST_S


def _tried(
    scenario: Scenario,
    travel: TravelMatrix,
    planned: Planned,
    settings: Settings,
    telling: Telling,
    floors: Mapping[str, float],
) -> tuple[Planned, tuple[TriedMeans, ...]]:
    """Grant means one at a time to a week in which food is shared, and plan it again.

    By steps, each has a tenth of those of the plan. Returned first is the plan of the week as it
    is, where a longer search for comparison bettered it.
    """
    found = diagnose(scenario, planned.plan)
    nothing = not planned.plan.rounds and found.supply_kg <= 0
    if nothing or not _tries_means(scenario, settings):
        return planned, ()
    steps = None if settings.iterations is None else settings.iterations // MEANS_STEPS
    telling.stage("levers")

    def replan(world: Scenario, part: Budget, begin: Plan) -> Planned:
        again = plan_week(
            world,
            travel,
            part,
            seed=settings.seed,
            floors=floors,
            engine=settings.engine,
            begin=begin,
            past=planned.past,
            like=planned.like if world is scenario else None,
        )
        return replace(again, plan=without_empty_visits(world, travel, again.plan))

    part = telling.budget.part(telling.budget.left_s if steps is None else None, steps)
    return tried_means(
        scenario,
        travel,
        planned,
        part,
        replan,
        lacks_food=found.cause in ("", "covered", "supply"),
    )


def _bounded(scenario: Scenario, travel: TravelMatrix, planned: Planned, budget: Budget) -> Planned:
    """Return a depot's plan with what every plan that serves everything costs at least."""
    from solver.deliveries.least_cost import least_cost

    limit = None if budget.time_limit_s is None else budget.left_s
    rounds = None if budget.iterations is None else BOUND_ROUNDS
    least = least_cost(scenario, travel, limit, rounds, budget.stop)
    if least is None or units_left(scenario, planned.plan):
        return planned
    return replace(planned, bounds={"cost": least.value_eur}, method=least.method)


def termination(budget: Budget, settings: Settings, *, cut: bool = False) -> Termination:
    """Return what ended a search: its brake, its time, its iterations, or nothing left to find.

    Parameters
    ----------
    cut
        Whether a stage of it ended as its part of the time did, some of the whole being left.
    """
    if budget.stop.is_set():
        return "interrupted"
    if budget.left_s <= 0 or cut:
        return "time_limit"
    return "finished" if settings.iterations is None else "iterations"
