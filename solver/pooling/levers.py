"""A week questioned: what opt-outs cost, what one unit more would bring, which stores to keep."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.metadata import version
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
from solver.cache import Cache
from solver.parallel import Brake, Workers, side_by_side
from solver.pooling.changed_weeks import Answers, ChangeToTry, kg_of, lever, plan_of, replan
from solver.pooling.changes_to_try import moved, one_more, opt_outs, without
from solver.pooling.coalition_values import Effort
from solver.pooling.scorecard import overlaps, scores
from solver.review.diagnose import diagnose, usage
from solver.settings import Progress, Watcher
from solver.study import alone_of, points_of
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
    began = time.monotonic()
    halt = stop or threading.Event()
    kept = cache or Cache(None)
    travel = matrix(scenario, folder)
    counted = [0, 0]

    with side_by_side(cluster) as workers:
        run = _Runner(scenario, travel, effort, kept, workers, halt, watch, began, counted)
        alone = run.plan([alone_of(scenario)], "alone", {})[0]
        floors = _best_points(scenario, alone)
        first_plans = run.plan([scenario], "plan", floors, times=FIRST_TIMES)[0]
        if not first_plans:
            raise NoPlanError
        plan = plan_of(_best(first_plans))
        used = usage(scenario, plan)
        first = opt_outs(scenario) if freedom else []
        second = one_more(scenario, used) if means else []
        dropped = [without(scenario, one) for one in scenario.donors] if stores else []
        shifted = [moved(scenario, plan, one) for one in scenario.donors] if stores else []
        trials = [*first, *second, *dropped, *(one for one in shifted if one is not None)]
        # the week as it is goes on from its plan as long as the others: what they are measured by
        every = [scenario, *(one.scenario for one in trials)]
        base, *tried = run.plan(every, "levers", floors, begin=plan)
    base = base or first_plans
    best = _best([*base, *first_plans])
    plan = plan_of(best)
    found = [
        (trial, lever(trial, base, answers))
        for trial, answers in zip(trials, tried, strict=True)
        if answers
    ]
    diagnosis = diagnose(scenario, plan)
    spread = max(map(kg_of, base)) - min(map(kg_of, base))
    return LeversStudy(
        scenario=scenario,
        usable_kg=kg_of(best),
        person_hours=best["person_hours"],
        eur=best["eur"],
        kg_spread=spread,
        diagnosis=diagnosis,
        usage=used,
        freedom=_of(found, first),
        means=tuple(sorted(_of(found, second), key=lambda one: -one.kg.value)),
        stores=_stores(scores(scenario, travel, plan), found),
        overlaps=overlaps(scenario, travel, plan),
        findings=tuple(_findings(travel, diagnosis, len(trials) - len(found), len(trials))),
        budget=SharingBudget(
            time_limit_s=effort.time_limit_s,
            iterations=effort.iterations,
            seeds=effort.seeds,
            planned=counted[0],
            cached=counted[1],
            elapsed_s=round(time.monotonic() - began, 1),
        ),
        provenance={
            "ramasse": version("ramasse"),
            "input_digest": hashlib.sha256(scenario.model_dump_json().encode()).hexdigest(),
            "variant": scenario.variant,
            "travel_source": travel.source,
        },
    )


class _Runner:
    """Plans scenarios and counts what was planned."""

    def __init__(
        self,
        scenario: Scenario,
        travel: TravelMatrix,
        effort: Effort,
        cache: Cache,
        workers: Workers,
        stop: Brake,
        watch: Watcher | None,
        began: float,
        counted: list[int],
    ) -> None:
        self._scenario, self._travel, self._effort = scenario, travel, effort
        self._cache, self._workers, self._stop = cache, workers, stop
        self._watch, self._began, self._counted = watch, began, counted

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
        limit = self._effort.time_limit_s
        effort = replace(self._effort, time_limit_s=None if limit is None else times * limit)
        answers, cached = replan(
            scenarios,
            self._travel,
            floors,
            effort,
            self._cache,
            self._workers,
            self._stop,
            self._tell(stage),
            begin,
        )
        self._counted[0] += sum(map(len, answers)) - cached
        self._counted[1] += cached
        return answers

    def _tell(self, stage: str) -> Callable[[int, int], None]:
        def step(done: int, of: int) -> None:
            if self._watch is not None:
                elapsed = time.monotonic() - self._began
                self._watch(Progress(stage, elapsed_s=elapsed, done=done, of=of))

        return step


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
