"""Plans of variants handed to each other: what only helps never shows less food than without it.

A plan of one variant that the checker accepts in another is a plan of the other too. Each search
begins from the best of the first plans that its variant accepts, and each variant shows no less
food than any plan shown of another that it accepts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.plan import Plan
from models.scenario import Scenario
from models.study import Study
from models.travel import TravelMatrix
from solver.ramasse.continuing import SAME_KG
from solver.review.check import check
from solver.review.diagnose import diagnose
from solver.review.indicators import balances, objectives, totals
from solver.review.simulate import simulate
from solver.study_means import with_tried


def best_first(scenario: Scenario, travel: TravelMatrix, own: Plan, others: Sequence[Plan]) -> Plan:
    """Return the plan with the most food of a variant's own and those of others that it accepts."""
    best = own
    for plan in others:
        if plan.usable_kg > best.usable_kg + SAME_KG and not check(scenario, travel, plan):
            best = plan
    return best


def shown(studies: Mapping[str, Sequence[Study]], weeks: int) -> dict[str, Study]:
    """Return the study that each variant is shown by.

    It is the best of its own by its policy's objectives, unless another variant of the same
    objectives, food first, shows a plan with more food that it accepts too: then the best with no
    less food, that plan included.

    Parameters
    ----------
    studies
        Of each variant, one a seed; none is empty.
    weeks
        That a plan handed on is replayed over.
    """
    met = {name: list(found) for name, found in studies.items()}
    best = {name: best_of(found) for name, found in met.items()}
    rising = True
    while rising:
        rising = False
        for name in best:
            for other in best.values():
                plan = _handed(best[name], other)
                if plan is None:
                    continue
                met[name].append(_with_plan(best[name], plan, other.provenance.seed, weeks))
                least = other.totals.usable_kg - SAME_KG
                best[name] = best_of([one for one in met[name] if one.totals.usable_kg >= least])
                rising = True
    return best


def _handed(study: Study, other: Study) -> Plan | None:
    """Return the plan of another variant, where it brings more and is one of this variant too."""
    mine, theirs = study.scenario.policy, other.scenario.policy
    if other.totals.usable_kg <= study.totals.usable_kg + SAME_KG:
        return None
    if mine.stages != theirs.stages or mine.stages[0].objective != "food":
        return None
    return None if check(study.scenario, study.travel, other.plan) else other.plan


def _with_plan(study: Study, plan: Plan, seed: int, weeks: int) -> Study:
    """Return a study with another plan, as far as a comparison tells it."""
    scenario, travel = study.scenario, study.travel
    value = objectives(scenario, travel, plan)
    return study.changed(
        plan=plan,
        totals=totals(scenario, travel, plan),
        balances=balances(scenario, travel, plan),
        violations=(),
        diagnosis=with_tried(diagnose(scenario, plan), study.tried),
        bounds=tuple(
            one.changed(
                value=value[one.objective], bound=one.bound if one.objective == "food" else None
            )
            for one in study.bounds
        ),
        simulation=simulate(scenario, travel, plan, weeks=weeks, seed=seed) if weeks else None,
        provenance=study.provenance.changed(seed=seed),
    )


def best_of(studies: Sequence[Study]) -> Study:
    """Return the best of the seeds by the policy's objectives, each to its tolerance."""
    left = list(studies)
    for stage in left[0].scenario.policy.stages:
        if stage.objective == "fairness":
            value = {id(study): -min(one.share_of_need for one in study.balances) for study in left}
            margin = stage.tolerance + 1e-6
        else:
            sign = -1.0 if stage.objective == "food" else 1.0
            value = {
                id(study): sign * one.value
                for study in left
                for one in study.bounds
                if one.objective == stage.objective
            }
            margin = abs(min(value.values())) * stage.tolerance + 1e-6
        least = min(value.values())
        left = [study for study in left if value[id(study)] <= least + margin]
    return min(left, key=lambda study: study.provenance.seed)
