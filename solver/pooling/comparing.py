"""Variants of a scenario planned side by side, and every figure against the references."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from models.base import Text
from models.comparison import ComparisonStudy, Missing, VariantResult
from models.findings import Finding
from models.scenario import Scenario
from models.sharing import SharingBudget
from models.study import Study
from models.travel import ESTIMATED
from solver.parallel import Brake, TaskError, brake, side_by_side
from solver.pooling.figures import Variant, figure, leaders, undecided, variant_of
from solver.pooling.handed_plans import best_first, shown
from solver.pooling.variant_changes import changes
from solver.run_record import digest_of
from solver.settings import Settings, Stages, Watcher
from solver.study import reviewed, run
from solver.study_beginning import Begun, begun, left_after
from solver.travel import matrix

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
    tell = Stages(watch)
    settings = replace(settings, patient=True, explained=False)
    brake_ = stop or threading.Event()
    asking = [(one, replace(settings, seed=seed)) for one in asked for seed in seeds]

    def told(stage: str, of: int) -> Callable[[int, object], None]:
        """Tell how many plans of a stage are there, as they come."""
        done = -1

        def came(number: int, answer: object) -> None:
            nonlocal done
            del number, answer
            done += 1
            tell(stage, done, of)

        came(0, None)
        return came

    with side_by_side(cluster) as workers:
        came = told("first_plans", len(asking))
        first = workers.gather(_begun, asking, brake_, came)
        going = _going_on(asking, {n: one for n, one in first.items() if isinstance(one, Begun)})
        came = told("variants", len(going))
        numbers = list(going)
        made = workers.gather(_planned, [going[number] for number in numbers], brake_, came)
    studies: dict[str, list[Study]] = {one.scenario.variant: [] for one in asked}
    faults: dict[str, TaskError] = {}
    answers: dict[int, Study | Begun | TaskError] = dict(first)
    answers |= {numbers[position]: answer for position, answer in made.items()}
    for number, answer in sorted(answers.items()):
        way, how = asking[number]
        if isinstance(answer, TaskError):
            faults[way.scenario.variant] = answer
        elif isinstance(answer, Study):
            studies[way.scenario.variant].append(answer)
        elif answer.plan.rounds:  # stopped before it was gone on from
            found = reviewed(way.scenario, how, answer.plan, folder=way.folder)
            studies[way.scenario.variant].append(found)
    return _comparison(asked, references, settings, seeds, studies, faults, tell.elapsed_s)


def _begun(asked: WayToPlan, settings: Settings) -> Begun:
    """Return a first plan of one variant with one seed; runs in a process of its own."""
    return begun(asked.scenario, settings, folder=asked.folder, stop=brake())


def _planned(asked: WayToPlan, settings: Settings, first: Begun) -> Study:
    """Go on from a first plan and return the study; runs in a process of its own."""
    return run(asked.scenario, settings, folder=asked.folder, stop=brake(), first=first)


Asking = tuple[WayToPlan, Settings]


def _going_on(
    asking: Sequence[Asking], first: Mapping[int, Begun]
) -> dict[int, tuple[WayToPlan, Settings, Begun]]:
    """Return what each plan goes on from: the best first plan of its seed that its variant accepts.

    Seeds stay apart, so that what they differ by tells what chance does.
    """
    found = {}
    for number, mine in first.items():
        way, how = asking[number]
        others = [one.plan for n, one in first.items() if asking[n][1].seed == how.seed]
        plan = best_first(way.scenario, matrix(way.scenario, way.folder), mine.plan, others)
        left = replace(how, time_limit_s=left_after(how, mine))
        found[number] = (way, left, replace(mine, plan=plan))
    return found


def _comparison(
    asked: Sequence[WayToPlan],
    references: Sequence[str],
    settings: Settings,
    seeds: Sequence[int],
    studies: Mapping[str, list[Study]],
    faults: Mapping[str, TaskError],
    elapsed_s: float,
) -> ComparisonStudy:
    there = {name: found for name, found in studies.items() if found}
    if not there:
        raise NothingPlannedError(*(str(fault) for fault in faults.values()))
    best = shown(there, settings.weeks)
    kept = [name for name in references if name in best]
    scenario = {one.scenario.variant: one.scenario for one in asked}
    variants = {name: variant_of(best[name], found) for name, found in there.items()}
    first = asked[0].scenario
    return ComparisonStudy(
        id=first.id,
        label=first.label,
        week_of=first.week_of.isoformat(),
        associations={who.id: who.name for one in asked for who in one.scenario.associations},
        references=tuple(kept),
        variants=tuple(
            _result(one, best, scenario, kept, variants)
            for one in asked
            if one.scenario.variant in best
        ),
        figures=tuple(
            figure(name, key, variants, kept)
            for one in asked
            if (name := one.scenario.variant) in variants
            for key in variants[name].chosen
        ),
        leaders=leaders(variants),
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
            elapsed_s=round(elapsed_s, 1),
        ),
        provenance={
            "ramasse": version("ramasse"),
            **{f"input_digest.{name}": digest_of(one) for name, one in scenario.items()},
        },
    )


def _result(
    asked: WayToPlan,
    best: Mapping[str, Study],
    scenarios: Mapping[str, Scenario],
    references: Sequence[str],
    variants: Mapping[str, Variant],
) -> VariantResult:
    name = asked.scenario.variant
    study, mine = best[name], variants[name]
    first = next((one for one in references if one != name), None)
    change, unclear = ({}, ()) if first is None else _received(mine, variants[first])
    alone = {one.association: one.received_kg for one in study.alone_balances}
    return VariantResult(
        variant=name,
        label=asked.label,
        totals=study.totals,
        balances=study.balances,
        changes=asked.told or (() if first is None else changes(scenarios[first], study.scenario)),
        may_rise_kg=mine.rise_kg,
        winners=tuple(who for who, kg in change.items() if kg >= NOTABLE_KG),
        losers=tuple(who for who, kg in change.items() if kg <= -NOTABLE_KG),
        unclear=unclear,
        worse_than_alone=tuple(
            one.association
            for one in study.balances
            if one.association in alone
            and alone[one.association] - one.received_kg >= NOTABLE_KG
            and alone[one.association] - one.received_kg
            > mine.may_move((one.association, "usable_kg"))
        ),
        verdict=study.diagnosis.verdict,
        violations=len(study.violations),
        seed=study.provenance.seed,
    )


def _received(mine: Variant, other: Variant) -> tuple[dict[str, float], tuple[str, ...]]:
    """Return the kg that each receives more than in another variant; of whom it is not decided."""
    change: dict[str, float] = {}
    unclear: list[str] = []
    for key in mine.chosen:
        who, indicator = key
        if who is None or indicator != "usable_kg" or key not in other.chosen:
            continue
        kg = mine.chosen[key] - other.chosen[key]
        if not undecided(key, mine, other):
            change[who] = kg
        elif abs(kg) >= NOTABLE_KG:
            unclear.append(who)
    return change, tuple(unclear)


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
