"""The one door of planning by hand: a study and changes in, the study of the changed week out."""

from __future__ import annotations

import hashlib
import itertools
import threading
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from models.base import Language, Text
from models.by_hand import ByHand, HandChoice, HandEdit
from models.findings import Finding, Unserved
from models.numbers import signed
from models.plan import Plan
from models.study import Study
from models.travel import Leg
from solver.by_hand.editing import HandWeek
from solver.by_hand.mending import mended
from solver.by_hand.pricing import Priced, Weighed, priced, standing, weighed
from solver.parallel import Brake
from solver.ramasse.planned import CHOSEN, Planned
from solver.remedies.effort import Effort
from solver.remedies.explain import explain
from solver.review.check_by_hand import check_by_hand
from solver.run_record import RunRecord
from solver.settings import Budget, Settings, Watcher
from solver.study import study_of, termination
from solver.telling import Telling

LEAST_KG = 1e-3
"""Less than this left is nothing."""
TRIED = 40
"""Pick-ups left whose reasons are looked for again."""
TIME_LIMIT_S = 5.0
"""Seconds of mending."""


class BrokenError(ValueError):
    """Changes that a rule does not allow, whatever else is planned around them.

    Parameters
    ----------
    findings
        What the checker says.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(one.text.en for one in findings))


def by_hand(
    study: Study,
    edits: Sequence[HandEdit],
    *,
    mend: bool = False,
    settings: Settings | None = None,
    watch: Watcher | None = None,
    stop: Brake | None = None,
) -> Study:
    """Return the study of a week with changes made by hand, each kept and priced.

    Parameters
    ----------
    study
        The plan that is changed; what was chosen by hand in it before is kept.
    mend
        Whether the search plans the rest again, around what was chosen.
    settings
        How long it searches; ``TIME_LIMIT_S`` when absent.

    Raises
    ------
    solver.by_hand.words.EditError
        A change cannot be made at all.
    BrokenError
        The checker does not accept the plan.
    """
    chosen = settings or Settings(time_limit_s=TIME_LIMIT_S, weeks=0, seed=study.provenance.seed)
    budget = Budget(chosen.time_limit_s, chosen.iterations, stop or threading.Event())
    world = HandWeek(study)
    telling = Telling(world.scenario, world.travel, budget, watch)
    telling.stage("by_hand")
    found = priced(world, edits)
    now = found.now
    if mend:
        edited = mended(world, now.edited, chosen, budget, telling)
        now = weighed(world.scenario, world.travel, edited)
    if now.broken:
        raise BrokenError(now.broken)
    telling.stage("review")
    planned = Planned(now.plan, {}, past=study.past)
    if not mend and any(len(stream.members) > 1 for stream in world.streams.values()):
        planned = replace(planned, not_sought=CHOSEN)
    record = RunRecord(
        chosen,
        termination(budget, chosen) if mend else "finished",
        budget,
        tuple(telling.progress),
        hashlib.sha256(study.model_dump_json().encode()).hexdigest(),
        study.provenance.revision,
    )
    made = study_of(
        world.scenario,
        world.travel,
        planned,
        record,
        drawn=legs_of(study.legs, now.plan),
        alone=study.alone,
        unserved=_unserved(study, now.plan),
    )
    told = _told(study, found, now, mended=mend)
    telling.stage("done")
    made = made.changed(by_hand=told, findings=(*made.findings, *findings_of(told)))
    unkept = check_by_hand(made, study)
    if unkept:
        raise BrokenError(unkept)
    return made


def _told(study: Study, found: Priced, now: Weighed, *, mended: bool) -> ByHand:
    """Return what was chosen, after what was chosen in the plan that was changed."""
    earlier = study.by_hand
    return ByHand(
        choices=standing(
            (*(() if earlier is None else earlier.choices), *found.choices), found.now.plan
        ),
        mended=mended or (earlier is not None and earlier.mended),
        mending_kg=now.totals.usable_kg
        - found.now.totals.usable_kg
        + (0.0 if earlier is None else earlier.mending_kg),
        mending_hours=now.totals.person_hours
        - found.now.totals.person_hours
        + (0.0 if earlier is None else earlier.mending_hours),
        mending_eur=now.totals.eur
        - found.now.totals.eur
        + (0.0 if earlier is None else earlier.mending_eur),
    )


def findings_of(told: ByHand) -> tuple[Finding, ...]:
    """Return what was chosen by hand as findings, each with its price."""
    return tuple(
        Finding(
            code="by_hand",
            severity="info",
            text=BY_HAND.format(what=one.text, cost=price(one)),
            where=tuple(
                dict.fromkeys(
                    value
                    for field in ("round", "stop", "to", "vehicle", "person", "by")
                    if (value := getattr(one.edit, field, None)) is not None
                )
            ),
        )
        for one in told.choices
    )


def price(one: HandChoice) -> Text:
    """Return what a choice costs in words: only what it changes."""
    parts = [
        (one.usable_kg, "kg", 0.5),
        (one.person_hours, "h", 0.05),
        (one.eur, "€", 0.5),
    ]
    said = [(value, unit) for value, unit, least in parts if abs(value) >= least]
    if not said:
        return NOTHING

    def written(language: Language) -> str:
        return ", ".join(
            f"{signed(value, language, 1 if unit == 'h' else 0)}\u00a0{unit}"
            for value, unit in said
        )

    return Text(fr=written("fr"), en=written("en"))


def _unserved(study: Study, plan: Plan) -> tuple[Unserved, ...]:
    """Return what is left and why: as known, tried out again where another quantity is left.

    Where more than ``TRIED`` pick-ups are left, only those that were not left before are tried.
    """
    scenario = study.scenario
    made: dict[str, float] = defaultdict(float)
    for stop in (stop for item in plan.rounds for stop in item.collected):
        made[str(stop.pickup)] += sum(stop.kg.values())
    left = [
        pickup.id
        for pickup in scenario.pickups.values()
        if pickup.gross_kg - made[pickup.id] > LEAST_KG
    ]
    known = {one.pickup: one for one in study.unserved}
    tried = set(left) if len(left) <= TRIED else {one for one in left if one not in known}
    found = explain(scenario, study.travel, plan, tried, Effort(replans=0))
    fresh = {one.pickup: one for one in found}
    return tuple(
        fresh[one] if one in fresh else known[one]
        for one in left
        if one in fresh or (one in known and one not in tried)
    )


def legs_of(known: tuple[Leg, ...], plan: Plan) -> tuple[Leg, ...]:
    """Return the ways along roads that are known between the stops of a plan."""
    drawn = {(leg.origin, leg.destination): leg for leg in known}
    pairs = {(a.site, b.site) for item in plan.rounds for a, b in itertools.pairwise(item.stops)}
    return tuple(drawn[pair] for pair in sorted(pairs) if pair in drawn)


BY_HAND = Text(fr="Choisi à la main : {what} ({cost}).", en="Chosen by hand: {what} ({cost}).")
NOTHING = Text(fr="sans effet sur les kg, les heures et les euros", en="no kg, hour or euro more")
