"""A week questioned: what opt-outs cost, what one unit more would bring, which stores to keep."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from models.base import Text
from models.findings import Finding
from models.levers import Lever, LeversStudy, StoreScore
from models.plan import Plan
from models.scenario import Scenario
from models.sharing import SharingBudget
from models.study import Diagnosis
from models.travel import ESTIMATED, TravelMatrix
from pools.streams import alone_of
from solver.cache import Cache
from solver.parallel import Brake, side_by_side
from solver.pooling.changed_weeks import (
    Answers,
    ChangeToTry,
    Planning,
    handed,
    kg_of,
    lever,
    may_rise_kg,
    plan_of,
    planned_again,
)
from solver.pooling.changes_to_try import moved, one_more, opt_outs, without
from solver.pooling.coalition_values import Effort
from solver.pooling.scorecard import overlaps, scores
from solver.review.diagnose import diagnose, usage
from solver.run_record import origin_of
from solver.settings import Stages, Watcher
from solver.study_beginning import points_of
from solver.travel import matrix

FIRST_TIMES = 3.0
"""Times the effort of one change that the week itself is planned with."""
ASKED = 0.1
"""Part of the need that even free logistics leaves uncovered, above which pooling is warned of."""


class NoPlanError(Exception):
    """The week itself could not be planned."""


def pull_levers(
    scenario: Scenario,
    effort: Effort,
    *,
    freedom: bool = True,
    means: bool = True,
    stores: bool = True,
    folder: Path | None = None,
    cache: Cache | None = None,
    cluster: str | None = None,
    watch: Watcher | None = None,
    stop: Brake | None = None,
) -> LeversStudy:
    """Plan a week, then again with one thing changed at a time.

    Parameters
    ----------
    freedom, means, stores
        Which changes are tried.

    Raises
    ------
    solver.travel.TravelError
        When the travel table cannot be used.
    solver.parallel.ClusterError
        When the cluster cannot be reached.
    NoPlanError
        When the search was stopped before the week itself was planned.
    """
    tell = Stages(watch)
    travel = matrix(scenario, folder)
    with side_by_side(cluster) as workers:
        known = cache or Cache(None)
        planning = Planning(travel, effort, known, workers, stop or threading.Event())
        run = _Runner(planning, tell)
        floors = _best_points(scenario, run.plan([alone_of(scenario)], "alone", {})[0])
        first_plans = run.plan([scenario], "plan", floors, times=FIRST_TIMES)[0]
        if not first_plans:
            raise NoPlanError
        plan = plan_of(_best(first_plans))
        used = usage(scenario, plan)
        first = opt_outs(scenario) if freedom else []
        second = one_more(scenario, used) if means else []
        trials = [*first, *second, *(_of_stores(scenario, plan) if stores else ())]
        # the week as it is goes on from its plan as long as the others: what they are measured by
        weeks = [scenario, *(one.scenario for one in trials)]
        base, *tried = run.plan(weeks, "levers", floors, begin=plan)
    base = base or first_plans
    for answers in tried:
        base = handed(scenario, travel, base, answers)
    every = zip(trials, tried, strict=True)
    tried = [handed(one.scenario, travel, answers, base) for one, answers in every]
    best = _best([*base, *first_plans])
    found = [
        (trial, lever(trial, base, answers))
        for trial, answers in zip(trials, tried, strict=True)
        if answers
    ]
    plan = plan_of(best)
    diagnosis = diagnose(scenario, plan)
    return LeversStudy(
        scenario=scenario,
        usable_kg=kg_of(best),
        person_hours=best["person_hours"],
        eur=best["eur"],
        kg_spread=max(map(kg_of, base)) - min(map(kg_of, base)),
        may_rise_kg=may_rise_kg(base),
        diagnosis=diagnosis,
        usage=used,
        freedom=_of(found, first),
        means=tuple(sorted(_of(found, second), key=lambda one: -one.kg.value)),
        stores=_stores(scores(scenario, travel, plan), found),
        overlaps=overlaps(scenario, travel, plan),
        findings=tuple(_findings(travel, diagnosis, len(trials) - len(found), len(trials))),
        budget=run.budget(),
        provenance=origin_of(scenario, travel=travel.source),
    )


def _of_stores(scenario: Scenario, plan: Plan) -> Iterator[ChangeToTry]:
    """Yield what is tried of stores: each dropped, and each visited on another day."""
    yield from (without(scenario, one) for one in scenario.donors)
    shifted = (moved(scenario, plan, one) for one in scenario.donors)
    yield from (one for one in shifted if one is not None)


class _Runner:
    """Plans scenarios and counts what was planned."""

    def __init__(self, planning: Planning, tell: Stages) -> None:
        self._planning, self._tell = planning, tell
        self._planned = self._cached = 0

    def plan(
        self,
        scenarios: Sequence[Scenario],
        stage: str,
        floors: dict[str, float],
        *,
        times: float = 1.0,
        begin: Plan | None = None,
    ) -> list[Answers]:
        """Plan scenarios with every seed, some times as long, telling how far it is."""
        effort = self._planning.effort
        limit_s = None if effort.time_limit_s is None else times * effort.time_limit_s
        planning = replace(self._planning, effort=replace(effort, time_limit_s=limit_s))
        answers, cached = planned_again(
            scenarios, planning, floors, self._tell.counted(stage), begin=begin
        )
        self._planned += sum(map(len, answers)) - cached
        self._cached += cached
        return answers

    def budget(self) -> SharingBudget:
        """Return what was asked, and how much was planned."""
        effort = self._planning.effort
        return SharingBudget(
            time_limit_s=effort.time_limit_s,
            iterations=effort.iterations,
            seeds=effort.seeds,
            planned=self._planned,
            cached=self._cached,
            elapsed_s=round(self._tell.elapsed_s, 1),
        )


def _best(answers: Answers) -> dict[str, Any]:
    return max(answers, key=lambda one: (kg_of(one), -one["person_hours"]))


def _best_points(scenario: Scenario, alone: Answers) -> dict[str, float]:
    """Return what each has alone, in points: the best of the seeds for all together."""
    if not alone:
        return {}
    best = max(alone, key=kg_of)
    return points_of(scenario, plan_of(best))


def _of(found: list[tuple[ChangeToTry, Lever]], trials: Sequence[ChangeToTry]) -> tuple[Lever, ...]:
    wanted = {id(trial) for trial in trials}
    return tuple(made for trial, made in found if id(trial) in wanted)


def _stores(
    scored: tuple[StoreScore, ...], found: list[tuple[ChangeToTry, Lever]]
) -> tuple[StoreScore, ...]:
    by = {(made.kind, made.id): made for _, made in found}
    return tuple(
        one.changed(
            dropped=by.get(("store_dropped", one.donor)), moved=by.get(("visit_moved", one.donor))
        )
        for one in scored
    )


def _findings(
    travel: TravelMatrix, diagnosis: Diagnosis, untried: int, trials: int
) -> list[Finding]:
    found = []
    if travel.source == "estimate":
        found.append(Finding(code="estimated_travel", severity="info", text=ESTIMATED))
    missing = diagnosis.need_kg - diagnosis.free_logistics_kg
    if diagnosis.need_kg > 0 and missing > ASKED * diagnosis.need_kg:
        text = CANNOT.format(kg=f"{missing:.0f}", share=f"{100 * missing / diagnosis.need_kg:.0f}")
        found.append(Finding(code="cannot_make_up", severity="warning", text=text))
    if untried:
        text = UNTRIED.format(count=untried, of=trials)
        found.append(Finding(code="untried", severity="warning", text=text))
    return found


CANNOT = Text(
    fr="Mutualiser ne peut pas combler ce qui manque : même avec une logistique gratuite et sans "
    "limite, {kg} kg du besoin ({share} %) restent sans don.",
    en="Pooling cannot make up for what is missing: even with free and unlimited logistics, {kg} "
    "kg of the need ({share}%) find no donation.",
)
UNTRIED = Text(
    fr="{count} changements sur {of} n'ont pas pu être essayés.",
    en="{count} changes of {of} could not be tried.",
)
