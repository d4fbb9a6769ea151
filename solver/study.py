"""The one door of the solver: a scenario in, a reviewed study out."""

from __future__ import annotations

import hashlib
import itertools
import threading
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from models.base import Text
from models.findings import Finding, Unserved
from models.plan import Plan
from models.policy import Pool
from models.scenario import Scenario
from models.study import Balance, Bound, Candidate, Provenance, Study, Termination
from models.travel import ESTIMATED, Leg, TravelMatrix
from solver.deliveries.least_cost import least_cost
from solver.deliveries.solve import depots
from solver.parallel import Brake
from solver.ramasse.search import Planned
from solver.ramasse.solve import plan_week
from solver.review.check import check
from solver.review.diagnose import diagnose, usage
from solver.review.explain import explain
from solver.review.indicators import balances, objectives, totals
from solver.review.simulate import simulate
from solver.review.undelivered import undelivered
from solver.settings import Budget, Progress, Settings, Watcher
from solver.travel import legs, matrix
from solver.travel.matrices import oddities
from solver.week_search.compile_ahead import prepare

ALONE_SHARE = 0.2
"""Share of the time given to the reference of each association going alone."""
BOUND_SHARE = 0.15
"""Share of the time in which a depot's week proves what it costs at least."""
BOUND_ROUNDS = 6
"""Rounds of that proof under an iteration budget."""
LOSS = 1.0
"""Less food than alone by more than this many points (kg, unless families weigh otherwise) counts
as being worse off."""
PACKAGES = ("highspy", "numba", "numpy", "ortools", "pydantic", "pyvrp", "scipy")


def run(
    scenario: Scenario,
    settings: Settings,
    *,
    folder: Path | None = None,
    watch: Watcher | None = None,
    stop: Brake | None = None,
    keep: Callable[[Plan], None] | None = None,
) -> Study:
    """Plan a week, review it, and say where it comes from.

    Parameters
    ----------
    folder
        Where the scenario's own tables lie.
    watch
        Told of every stage and every better plan.
    stop
        Set it to end the search: the study holds the best plan so far, marked as interrupted.
    keep
        Given every better plan: what ``reviewed`` makes a study of, should this run be lost.

    Raises
    ------
    solver.travel.TravelError
        When the travel table cannot be used.
    """
    if depots(scenario):
        if watch is not None:
            watch(Progress("prepare"))
        prepare()
    budget = Budget(settings.time_limit_s, settings.iterations, stop or threading.Event())

    def tell(step: Progress) -> None:
        if watch is not None:
            watch(step)

    tell(Progress("travel"))
    travel = matrix(scenario, folder)
    progress: list[Candidate] = []

    def better(stage: str, plan: Plan) -> None:
        value = objectives(scenario, travel, plan)
        progress.append(
            Candidate(
                elapsed_s=budget.elapsed_s,
                usable_kg=value["food"],
                person_hours=value["hours"],
                eur=value["cost"],
            )
        )
        tell(Progress(stage, value["food"], value["hours"], value["cost"], budget.elapsed_s))
        if keep is not None:
            keep(plan)

    reference: Planned | None = None
    if not _is_alone(scenario) and _needs(scenario):
        tell(Progress("alone", elapsed_s=budget.elapsed_s))
        part = _part(budget, settings)
        reference = plan_week(
            alone_of(scenario), travel, part, seed=settings.seed, engine=settings.engine
        )
    tell(Progress("plan", elapsed_s=budget.elapsed_s))
    floors = {} if reference is None else points_of(scenario, reference.plan)
    search = _all_but_bound(scenario, budget, settings)
    planned = plan_week(
        scenario,
        travel,
        search,
        seed=settings.seed,
        floors=floors,
        engine=settings.engine,
        tell=better,
    )
    ended = termination(search, settings)
    if search is not budget and not budget.over:
        tell(Progress("bound", elapsed_s=budget.elapsed_s))
        planned = _bounded(scenario, travel, planned, budget)
    tell(Progress("review", elapsed_s=budget.elapsed_s))
    study = study_of(
        scenario,
        travel,
        settings,
        planned,
        folder=folder,
        alone=None if reference is None else reference.plan,
        progress=tuple(progress),
        ended=ended,
        budget=budget,
    )
    tell(Progress("done", elapsed_s=budget.elapsed_s))
    return study


def reviewed(
    scenario: Scenario, settings: Settings, plan: Plan, *, folder: Path | None = None
) -> Study:
    """Return the study of a plan that a lost run left, marked as interrupted.

    Nothing is searched: bounds and the reference of going alone are not known.
    """
    return study_of(
        scenario,
        matrix(scenario, folder),
        settings,
        Planned(plan, {}),
        folder=folder,
        alone=None,
        progress=(),
        ended="interrupted",
        budget=Budget(settings.time_limit_s, settings.iterations),
    )


def study_of(
    scenario: Scenario,
    travel: TravelMatrix,
    settings: Settings,
    planned: Planned,
    *,
    folder: Path | None,
    alone: Plan | None,
    progress: tuple[Candidate, ...],
    ended: Termination,
    budget: Budget,
    drawn: tuple[Leg, ...] | None = None,
    unserved: tuple[Unserved, ...] | None = None,
    parent: str | None = None,
) -> Study:
    """Check, explain, diagnose and replay a plan, and say where it comes from.

    Parameters
    ----------
    drawn
        Ways along roads that are known; looked for beside the scenario when absent.
    unserved
        What is left and why, where it is known; tried out when absent.
    parent
        Digest of the study that the plan was made from.
    """
    plan = planned.plan
    mine = balances(scenario, travel, plan)
    apart = () if alone is None else balances(alone_of(scenario), travel, alone)
    diagnosis = diagnose(scenario, plan)
    pairs = {
        (a.site, b.site)
        for item in plan.rounds
        for a, b in itertools.pairwise(item.stops)
        if a.site != b.site
    }
    return Study(
        scenario=scenario,
        travel=travel,
        plan=plan,
        legs=legs(scenario, folder, pairs) if drawn is None else drawn,
        alone=alone,
        totals=totals(scenario, travel, plan),
        balances=mine,
        alone_totals=None if alone is None else totals(alone_of(scenario), travel, alone),
        alone_balances=apart,
        violations=check(scenario, travel, plan),
        findings=(
            *_stamps(scenario, travel),
            *oddities(travel),
            *worse_off(scenario, mine, apart),
            *_agreed(planned),
            *_ended(ended),
        ),
        unserved=explain(scenario, travel, plan) if unserved is None else unserved,
        undelivered=undelivered(scenario, travel, plan),
        usage=usage(scenario, plan),
        diagnosis=diagnosis,
        bounds=_bounds(scenario, travel, planned, diagnosis.free_logistics_kg),
        simulation=simulate(scenario, travel, plan, weeks=settings.weeks, seed=settings.seed)
        if settings.weeks and plan.rounds
        else None,
        progress=progress,
        provenance=Provenance(
            ramasse=version("ramasse"),
            input_digest=hashlib.sha256(scenario.model_dump_json().encode()).hexdigest(),
            variant=scenario.variant,
            seed=settings.seed,
            engine=planned.engine or "enumeration",
            versions={name: _version(name) for name in PACKAGES},
            travel_source=travel.source,
            travel_digest=travel.digest,
            time_limit_s=None if settings.iterations is not None else settings.time_limit_s,
            iterations=settings.iterations,
            termination=ended,
            elapsed_s=round(budget.elapsed_s, 3),
            parent=parent,
        ),
    )


def alone_of(scenario: Scenario) -> Scenario:
    """Return the scenario in which each association goes alone, all else being equal."""
    everyone = Pool(
        id="alone",
        label="Chacun seul",
        mode="alone",
        members=tuple(association.id for association in scenario.associations),
    )
    return scenario.changed(policy=scenario.policy.changed(pools=(everyone,), opened=()))


def points_of(scenario: Scenario, plan: Plan) -> dict[str, float]:
    """Return the points of food that each association receives in a plan."""
    found = dict.fromkeys((association.id for association in scenario.associations), 0.0)
    for share in plan.shares:
        found[share.association] += share.kg * scenario.family[share.family].points_per_kg
    return found


def _needs(scenario: Scenario) -> bool:
    """Tell whether anyone needs shares of what is collected."""
    return any(
        scenario.need_kg(who.id, family.id) > 0
        for who in scenario.associations
        for family in scenario.families
    )


def _is_alone(scenario: Scenario) -> bool:
    return all(pool.mode == "alone" for pool in scenario.policy.pools)


def _part(budget: Budget, settings: Settings) -> Budget:
    limit = None if settings.time_limit_s is None else budget.left_s * ALONE_SHARE
    return Budget(limit, settings.iterations, budget.stop)


def _all_but_bound(scenario: Scenario, budget: Budget, settings: Settings) -> Budget:
    """Return the budget of the search; a depot's week keeps some time to prove its bound."""
    if not depots(scenario):
        return budget
    limit = None if settings.time_limit_s is None else budget.left_s * (1 - BOUND_SHARE)
    return Budget(limit, settings.iterations, budget.stop)


def _bounded(scenario: Scenario, travel: TravelMatrix, planned: Planned, budget: Budget) -> Planned:
    """Return a depot's plan with what every plan that serves everything costs at least."""
    limit = None if budget.time_limit_s is None else budget.left_s
    rounds = None if budget.iterations is None else BOUND_ROUNDS
    least = least_cost(scenario, travel, limit, rounds, budget.stop)
    if least is None or undelivered(scenario, travel, planned.plan):
        return planned
    return replace(planned, bounds={"cost": least.value_eur}, method=least.method)


def termination(budget: Budget, settings: Settings) -> Termination:
    """Return what ended a search."""
    if budget.stop.is_set():
        return "interrupted"
    if budget.left_s <= 0:
        return "time_limit"
    return "finished" if settings.iterations is None else "iterations"


def worse_off(
    scenario: Scenario, mine: tuple[Balance, ...], alone: tuple[Balance, ...]
) -> tuple[Finding, ...]:
    """Name who would receive less food than by going alone."""
    text = Text(
        fr="{who} reçoit {loss:.0f} {unit} de moins que chacun seul ({less:.0f} % de moins).",
        en="{who} receives {loss:.0f} {unit} less than by going alone ({less:.0f}% less).",
    )
    plain = all(family.points_per_kg == 1 for family in scenario.families)
    return tuple(
        Finding(
            code="worse_off",
            severity="warning",
            text=text.format(
                who=scenario.association[now.association].label,
                loss=before.points - now.points,
                unit="kg" if plain else "points",
                less=100 * (before.points - now.points) / before.points,
            ),
            where=(now.association,),
        )
        for now, before in zip(mine, alone, strict=False)
        if before.points - now.points > LOSS
    )


def _stamps(scenario: Scenario, travel: TravelMatrix) -> tuple[Finding, ...]:
    found = []
    if travel.source == "estimate":
        found.append(
            Finding(
                code="estimated_travel",
                severity="info",
                text=ESTIMATED,
            )
        )
    if travel.source != "estimate":
        text = SOURCES[travel.source].format(detail=travel.detail)
        found.append(Finding(code=f"{travel.source}_travel", severity="info", text=text))
    assumed = [name for name, place in scenario.sites.items() if place.assumed]
    if assumed:
        found.append(
            Finding(
                code="assumed_sites",
                severity="info",
                text=Text(
                    fr=f"{len(assumed)} sites sur {len(scenario.sites)} ont une position supposée.",
                    en=f"{len(assumed)} of {len(scenario.sites)} sites have an assumed position.",
                ),
                where=tuple(assumed),
            )
        )
    return tuple(found)


SOURCES = {
    "roads": Text(
        fr="Temps et distances le long du réseau routier donné ({detail}) ; vitesses supposées.",
        en="Times and distances along the road graph given ({detail}); speeds assumed.",
    ),
    "table": Text(
        fr="Temps et distances de la table donnée ({detail}).",
        en="Times and distances of the table given ({detail}).",
    ),
}


def _agreed(planned: Planned) -> tuple[Finding, ...]:
    found = planned.agreement
    if found is None:
        return ()
    why = AGREED["fixed" if found.fixed else "passes"]
    kept = AGREED["before" if found.best == 0 else "kept"]
    text = Text(
        fr=f"Tournées et parts accordées en {found.passes} passage(s), {why.fr} ; {kept.fr}.",
        en=f"Rounds and split brought to agree in {found.passes} pass(es), {why.en}; {kept.en}.",
    ).format(best=found.best)
    return (Finding(code="agreed", severity="info", text=text),)


AGREED = {
    "fixed": Text(fr="jusqu'à un point fixe", en="up to a fixed point"),
    "passes": Text(fr="sans atteindre de point fixe", en="without a fixed point"),
    "before": Text(
        fr="les tournées d'avant étaient déjà les plus équitables",
        en="the rounds before were the fairest already",
    ),
    "kept": Text(fr="le passage {best} est gardé", en="pass {best} is kept"),
}


def _ended(ended: Termination) -> tuple[Finding, ...]:
    if ended != "interrupted":
        return ()
    return (
        Finding(
            code="interrupted",
            severity="warning",
            text=Text(
                fr="Calcul interrompu : voici le meilleur plan trouvé jusque-là.",
                en="Search interrupted: this is the best plan found so far.",
            ),
        ),
    )


METHODS = {
    "free": Text(
        fr="collecte et transport gratuits et illimités (programme linéaire)",
        en="free and unlimited transport (linear program)",
    ),
    "master": Text(
        fr="relaxation du choix des tournées, toutes énumérées, les objectifs précédents tenus",
        en="relaxation over every enumerated round, earlier objectives held",
    ),
    "joined": Text(
        fr="relaxation du choix des tournées, toutes énumérées, collecte puis dernier kilomètre "
        "bout à bout, les objectifs précédents tenus",
        en="relaxation over every enumerated round, collection then last mile end to end, earlier "
        "objectives held",
    ),
    "beaten": Text(
        fr="aucune borne : des livraisons faites en chemin font mieux que collecte et dernier "
        "kilomètre bout à bout",
        en="no bound: drops made on the way do better than collection and last mile end to end",
    ),
    "none": Text(
        fr="aucune borne : les tournées sont trop longues pour être toutes énumérées",
        en="no bound: rounds are too long to be all enumerated",
    ),
}


def _bounds(
    scenario: Scenario, travel: TravelMatrix, planned: Planned, free_kg: float
) -> tuple[Bound, ...]:
    value = objectives(scenario, travel, planned.plan)
    found = []
    for stage in scenario.policy.objectives:
        bound = planned.bounds.get(stage.objective)
        method = METHODS["none" if bound is None else "joined" if planned.joined else "master"]
        if bound is not None and planned.method is not None:
            method = planned.method
        if bound is not None and stage.objective != "food" and value[stage.objective] < bound:
            bound, method = None, METHODS["beaten"]
        if stage.objective == "food" and (bound is None or free_kg < bound):
            bound, method = free_kg, METHODS["free"]
        found.append(
            Bound(
                objective=stage.objective, value=value[stage.objective], bound=bound, method=method
            )
        )
    return tuple(found)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
