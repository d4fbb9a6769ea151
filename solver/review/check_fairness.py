"""The independent checker of what a study says of its fairness, from models alone.

Levels are computed again from shares and needs. What is called proved must meet its bound, the k-th
lowest level must be within its band, floors held must be met, the price must be a frontier, and
whoever is far behind must be named on top.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from statistics import median

from models.base import Text
from models.fairness import FairnessOfWeek
from models.findings import Finding
from models.numbers import percent
from models.study import Study
from models.words import UNKNOWN
from solver.review.checks.violations import amount, violation

SAME = 1e-3
"""Levels that differ by less are the same."""
MET = 1e-4
"""Relative gap at which a value meets its bound; also of floors."""
FAR = 0.5
NOTHING = 1e-3
CRUMB_KG = 0.1
"""Kg by which rounded shares may miss what is kept."""
LACKING = 0.01
"""Part of the food possible that may be missing where food is said to lack."""


def check_fairness(study: Study) -> tuple[Finding, ...]:
    """Return everything that a study says of its fairness and that does not hold."""
    found = [*_named(study), *_food(study)]
    if study.fairness is not None:
        found += [*_band(study, study.fairness), *_proofs(study, study.fairness)]
        found += [*_frontier(study.fairness), *_floors(study, study.fairness)]
        found += _kept(study, study.fairness)
    return tuple(found)


def _levels(study: Study, *, rare: bool = False) -> dict[str, float]:
    """Return points received over points needed, of rare families or of all, weeks before in."""
    scenario, past = study.scenario, study.past
    families = [one for one in scenario.families if one.rare or not rare]
    found = {}
    for one in scenario.associations:
        who, due, got = one.id, 0.0, 0.0
        for family in families:
            # what is held when the week begins counts as received of a need that was there
            needed = scenario.whole_need_kg(who, family.id) + _kg(past.need_kg, who, family.id)
            received = study.plan.received_kg(who, family.id) + scenario.covered_kg(who, family.id)
            received += _kg(past.received_kg, who, family.id)
            due += needed * family.points_per_kg
            got += received * family.points_per_kg
        if due > 0:
            found[who] = got / due
    return found


def _kg(of: Mapping[str, Mapping[str, float]], who: str, family: str) -> float:
    return of.get(who, {}).get(family, 0.0)


def _band(study: Study, said: FairnessOfWeek) -> Iterator[Finding]:
    """Yield the lowest levels that are under their band; another rule than leximin promises none.

    The best levels told leave out whoever no round reaches: these are at nothing, and come first.
    """
    if study.scenario.policy.split.rule != "leximin":
        return
    for best, rare in ((said.best, False), (said.best_rare, True)):
        levels = sorted(_levels(study, rare=rare).values())
        if not best:
            continue
        for k, (level, least) in enumerate(
            zip(levels[len(levels) - len(best) :], best, strict=True), 1
        ):
            if level < least - said.band - SAME:
                where = ("fairness", "rare" if rare else "all")
                yield violation(
                    "fair_band", where, k=k, found=_share(level), limit=_share(least - said.band)
                )


def _proofs(study: Study, said: FairnessOfWeek) -> Iterator[Finding]:
    """Yield stages called proved away from their bound, and a whole that one of them is not.

    Nor may a plan that is shown bring more food than the bound.
    """
    most = max([study.plan.usable_kg, *(one.food_kg for one in said.frontier)])
    for one in said.ends:
        if one.stage == "food" and one.bound is not None and most > one.bound * (1 + SAME) + 0.1:
            yield violation(
                "fair_proof", ("food",), what="food", found=amount(most), limit=amount(one.bound)
            )
        if one.proved and (
            one.bound is None or abs(one.value - one.bound) > MET * max(1.0, abs(one.value))
        ):
            limit = UNKNOWN if one.bound is None else amount(one.bound)
            yield violation(
                "fair_proof", (one.stage,), what=one.stage, found=amount(one.value), limit=limit
            )
        if said.proved and not one.proved:
            yield violation(
                "fair_proof",
                (one.stage,),
                what=one.stage,
                found=amount(one.value),
                limit=Text(fr="cherchée", en="sought"),
            )


def _kept(study: Study, said: FairnessOfWeek) -> Iterator[Finding]:
    """Yield that objectives after food gave up more of it than its tolerance."""
    given_up = [one.tolerance for one in study.scenario.policy.stages if one.objective == "food"]
    for one in said.ends:
        if one.stage != "food" or not one.proved or not given_up:
            continue
        least = one.value * (1 - given_up[0])
        if study.plan.usable_kg < least * (1 - SAME) - CRUMB_KG:
            yield violation(
                "fair_kept", ("food",), found=amount(study.plan.usable_kg), limit=amount(least)
            )


def _frontier(said: FairnessOfWeek) -> Iterator[Finding]:
    for before, after in itertools.pairwise(said.frontier):
        if after.food_kg > before.food_kg or after.lowest <= before.lowest:
            yield violation(
                "fair_frontier",
                ("fairness",),
                found=amount(after.food_kg),
                limit=amount(before.food_kg),
            )


def _floors(study: Study, said: FairnessOfWeek) -> Iterator[Finding]:
    """Yield floors told as held that are not met."""
    points = {one.id: one.points_per_kg for one in study.scenario.families}
    for one in said.short:
        got = sum(
            study.plan.received_kg(one.association, family) * worth
            for family, worth in points.items()
        )
        if got < one.held * (1 - MET) - SAME * max(1.0, one.held):
            yield violation(
                "fair_floor",
                (one.association,),
                who=study.scenario.association[one.association].label,
                found=amount(got),
                limit=amount(one.held),
            )


def _named(study: Study) -> Iterator[Finding]:
    """Yield who is far behind without being named among what is told first."""
    levels = _levels(study)
    shared = any(pool.mode != "alone" for pool in study.scenario.policy.pools)
    if not shared or not study.plan.rounds or len(levels) < 2:
        return
    named = {who for one in study.findings if one.code == "far_behind" for who in one.where}
    middle = median(levels.values())
    for who, level in levels.items():
        if (level < NOTHING or level < FAR * middle) and who not in named:
            label = study.scenario.association[who].label
            yield violation("fair_named", (who,), who=label, found=_share(level))


def _food(study: Study) -> Iterator[Finding]:
    """Yield the verdict that food lacks where notably more of it could be brought."""
    found = study.diagnosis
    possible = min(found.supply_kg, found.free_logistics_kg)
    if found.cause == "supply" and found.planned_kg < possible * (1 - LACKING) - SAME:
        yield violation(
            "fair_food", ("diagnosis",), found=amount(found.planned_kg), limit=amount(possible)
        )


def _share(level: float) -> Text:
    return Text(fr=percent(level, "fr"), en=percent(level, "en"))
