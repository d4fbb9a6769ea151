"""Variants of a scenario planned side by side, and every figure against the references."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from models.base import Text
from models.comparison import (
    ComparisonStudy,
    Figure,
    Indicator,
    Missing,
    VariantResult,
)
from models.findings import Finding
from models.scenario import Scenario
from models.sharing import SharingBudget
from models.study import Balance, Study
from models.travel import ESTIMATED
from solver.parallel import Brake, TaskError, brake, side_by_side
from solver.pooling.variant_changes import changes
from solver.settings import Progress, Settings, Watcher
from solver.study import run

NOTABLE_KG = 1.0
"""A smaller difference of food is none."""


@dataclass(frozen=True)
class WayToPlan:
    """One variant to plan."""

    label: str
    scenario: Scenario
    folder: Path | None
    told: tuple[Text, ...] = ()
    """What it changes, in the words of who made it; found by looking where there are none."""


class NothingPlannedError(Exception):
    """No variant could be planned before the search was stopped."""


def planned(asked: WayToPlan, settings: Settings) -> Study:
    """Plan one variant with one seed and return its study; runs in a process of its own.

    Raises
    ------
    solver.travel.TravelError
        When the travel table cannot be used.
    """
    stopped = brake()
    return run(asked.scenario, settings, folder=asked.folder, stop=stopped)


def compare(
    asked: Sequence[WayToPlan],
    references: Sequence[str],
    settings: Settings,
    seeds: Sequence[int],
    *,
    cluster: str | None = None,
    watch: Watcher | None = None,
    stop: Brake | None = None,
) -> ComparisonStudy:
    """Plan variants with several seeds, side by side, and set their figures against references.

    Parameters
    ----------
    references
        Variants among those asked; a reference that cannot be planned is named and left out.

    Raises
    ------
    solver.parallel.ClusterError
        When the cluster cannot be reached.
    NothingPlannedError
        When stopped before any variant was planned.
    """
    began = time.monotonic()
    arguments = [
        (one, Settings(**{**vars(settings), "seed": seed})) for one in asked for seed in seeds
    ]
    done = 0

    def came(number: int, study: Study) -> None:
        nonlocal done
        del number, study
        done += 1
        tell()

    def tell() -> None:
        if watch is not None:
            elapsed = time.monotonic() - began
            watch(Progress("variants", elapsed_s=elapsed, done=done, of=len(arguments)))

    with side_by_side(cluster) as workers:
        tell()
        answers = workers.gather(planned, arguments, stop or threading.Event(), came)
    studies: dict[str, list[Study]] = {one.scenario.variant: [] for one in asked}
    faults: dict[str, TaskError] = {}
    for number, answer in answers.items():
        variant = arguments[number][0].scenario.variant
        if isinstance(answer, TaskError):
            faults[variant] = answer
        else:
            studies[variant].append(answer)
    return _comparison(asked, references, settings, seeds, studies, faults, began)


def _comparison(
    asked: Sequence[WayToPlan],
    references: Sequence[str],
    settings: Settings,
    seeds: Sequence[int],
    studies: Mapping[str, list[Study]],
    faults: Mapping[str, TaskError],
    began: float,
) -> ComparisonStudy:
    best = {name: _best(found) for name, found in studies.items() if found}
    if not best:
        raise NothingPlannedError(*(str(fault) for fault in faults.values()))
    kept = [name for name in references if name in best]
    scenario = {one.scenario.variant: one.scenario for one in asked}
    values = {
        name: [_values(study) for study in sorted(found, key=lambda s: s.provenance.seed)]
        for name, found in studies.items()
        if found
    }
    chosen = {name: _values(study) for name, study in best.items()}
    first = asked[0].scenario
    return ComparisonStudy(
        id=first.id,
        label=first.label,
        week_of=first.week_of.isoformat(),
        associations={who.id: who.name for one in asked for who in one.scenario.associations},
        references=tuple(kept),
        variants=tuple(
            _result(one, best[one.scenario.variant], scenario, kept, best)
            for one in asked
            if one.scenario.variant in best
        ),
        figures=tuple(
            _figure(one.scenario.variant, key, values, chosen, kept)
            for one in asked
            if one.scenario.variant in best
            for key in chosen[one.scenario.variant]
        ),
        missing=tuple(
            Missing(variant=name, label=one.label, why=_why(faults.get(name)))
            for one in asked
            if not studies[name := one.scenario.variant]
        ),
        findings=tuple(_findings(best, references)),
        budget=SharingBudget(
            time_limit_s=None if settings.iterations is not None else settings.time_limit_s,
            iterations=settings.iterations,
            seeds=tuple(seeds),
            planned=sum(map(len, studies.values())),
            cached=0,
            elapsed_s=round(time.monotonic() - began, 1),
        ),
        provenance={
            "ramasse": version("ramasse"),
            **{
                f"input_digest.{name}": hashlib.sha256(one.model_dump_json().encode()).hexdigest()
                for name, one in scenario.items()
            },
        },
    )


def _best(studies: Sequence[Study]) -> Study:
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


Key = tuple[str | None, Indicator]
"""Association, or none for all; indicator."""


def _values(study: Study) -> dict[Key, float]:
    """Return every figure of a study."""
    scenario, totals = study.scenario, study.totals
    people = sum(who.people for who in scenario.associations)
    found: dict[Key, float] = {
        (None, "usable_kg"): totals.usable_kg,
        (None, "kg_per_person"): totals.usable_kg / people if people else 0.0,
        (None, "share_of_need"): totals.usable_kg / totals.need_kg if totals.need_kg else 1.0,
        (None, "meals"): totals.meals,
        (None, "vehicle_hours"): totals.vehicle_hours,
        (None, "person_hours"): totals.person_hours,
        (None, "km"): totals.km,
        (None, "eur"): totals.eur,
        (None, "co2_kg"): totals.co2_kg,
        (None, "unserved"): float(totals.unserved),
    }
    if study.simulation is not None:
        found[None, "weeks_with_failure"] = max(study.simulation.failures.values(), default=0.0)
        found[None, "kg_lost"] = study.simulation.kg_lost.mean
    for one in study.balances:
        found |= _of_one(study, one)
    return found


def _of_one(study: Study, one: Balance) -> dict[Key, float]:
    scenario = study.scenario
    litres = sum(
        km * scenario.vehicle[vehicle].litres_per_100km / 100
        for vehicle, km in _km_by_vehicle(study).items()
        if scenario.vehicle[vehicle].owner == one.association
    )
    who = one.association
    return {
        (who, "usable_kg"): one.received_kg,
        (who, "kg_per_person"): one.kg_per_person,
        (who, "share_of_need"): one.share_of_need,
        (who, "meals"): one.received_kg / scenario.policy.meal_kg,
        (who, "vehicle_hours"): one.vehicle_hours,
        (who, "person_hours"): one.person_hours,
        (who, "km"): one.km,
        (who, "eur"): one.eur,
        (who, "co2_kg"): litres * scenario.policy.co2_kg_per_litre,
    }


def _km_by_vehicle(study: Study) -> dict[str, float]:
    from solver.review.indicators import metres

    found: dict[str, float] = {}
    for item in study.plan.rounds:
        found[item.vehicle] = found.get(item.vehicle, 0.0) + metres(study.travel, item) / 1000
    return found


def _figure(
    variant: str,
    key: Key,
    values: Mapping[str, list[dict[Key, float]]],
    chosen: Mapping[str, dict[Key, float]],
    references: Sequence[str],
) -> Figure:
    def spread(name: str) -> float:
        seen = [one[key] for one in values[name] if key in one]
        return max(seen) - min(seen) if seen else 0.0

    others = [name for name in references if name != variant and key in chosen[name]]
    against = {name: chosen[variant][key] - chosen[name][key] for name in others}
    return Figure(
        variant=variant,
        association=key[0],
        indicator=key[1],
        value=chosen[variant][key],
        spread=spread(variant),
        against=against,
        undecided=tuple(
            name
            for name, difference in against.items()
            if 0 < abs(difference) <= max(spread(variant), spread(name))
        ),
    )


def _result(
    asked: WayToPlan,
    study: Study,
    scenarios: Mapping[str, Scenario],
    references: Sequence[str],
    best: Mapping[str, Study],
) -> VariantResult:
    variant = study.provenance.variant
    first = next((name for name in references if name != variant), None)
    before = (
        {} if first is None else {one.association: one.received_kg for one in best[first].balances}
    )
    change = {
        one.association: one.received_kg - before[one.association]
        for one in study.balances
        if one.association in before
    }
    alone = {one.association: one.received_kg for one in study.alone_balances}
    return VariantResult(
        variant=variant,
        label=asked.label,
        totals=study.totals,
        balances=study.balances,
        changes=asked.told or (() if first is None else changes(scenarios[first], study.scenario)),
        winners=tuple(who for who, kg in change.items() if kg >= NOTABLE_KG),
        losers=tuple(who for who, kg in change.items() if kg <= -NOTABLE_KG),
        worse_than_alone=tuple(
            one.association
            for one in study.balances
            if one.association in alone and one.received_kg <= alone[one.association] - NOTABLE_KG
        ),
        verdict=study.diagnosis.verdict,
        violations=len(study.violations),
        seed=study.provenance.seed,
    )


def _why(fault: TaskError | None) -> Text:
    if fault is None:
        return STOPPED
    return FAULT.format(fault=fault)


def _findings(best: Mapping[str, Study], references: Sequence[str]) -> list[Finding]:
    found = []
    if any(study.travel.source == "estimate" for study in best.values()):
        found.append(Finding(code="estimated_travel", severity="info", text=ESTIMATED))
    for name in references:
        if name not in best:
            text = NO_REFERENCE.format(name=name)
            found.append(Finding(code="no_reference", severity="warning", text=text))
    return found


NO_REFERENCE = Text(
    fr="La référence « {name} » n'a pas pu être planifiée : rien n'y est comparé.",
    en='The reference "{name}" could not be planned: nothing is compared with it.',
)
STOPPED = Text(fr="le calcul a été interrompu avant elle", en="the search was stopped before it")
FAULT = Text(fr="le calcul a échoué : {fault}", en="planning failed: {fault}")
