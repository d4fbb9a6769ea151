"""The one door of re-planning: a published study and a call in, what moved and the new study out.

Order of objectives: what can no longer be done is dropped; then the fewest changes against the
published plan, as ``models.replan`` weighs them; then those of the scenario's policy, fairness
among them, each within its tolerance. Where nothing happened and something is locked, the rest is
planned better: the policy's objectives come first, then the fewest changes that keep them. What was
done before the call stays; the checker of every plan accepts the result.
"""

from __future__ import annotations

import hashlib
import itertools
import threading
from collections import defaultdict
from dataclasses import replace

from models.base import Text
from models.events import Call, Closed, Event, Gives
from models.findings import Finding, Unserved
from models.plan import Plan
from models.replan import Replan
from models.scenario import Scenario
from models.study import Study
from models.travel import Leg, TravelMatrix
from solver.allocation.rules import rule
from solver.parallel import Brake
from solver.ramasse.part_visits import parted
from solver.ramasse.planned import CHOSEN, Planned
from solver.ramasse.running_menus import hit
from solver.ramasse.running_plan import RunningPlan
from solver.ramasse.running_shares import share_again
from solver.ramasse.running_week import RunningWeek
from solver.ramasse.search import Search
from solver.ramasse.stages import shared
from solver.ramasse.week import Week
from solver.remedies.effort import Effort
from solver.remedies.explain import explain
from solver.replan.moves import shares_moved, to_call
from solver.replan.week_at_call import World, world
from solver.review.check import check_round
from solver.review.check_call import check_call
from solver.review.tally import tally
from solver.run_record import RunRecord
from solver.settings import Budget, Settings, Watcher
from solver.study import study_of, termination
from solver.study_beginning import points_of
from solver.study_visits import without_empty_visits
from solver.telling import Telling

LEAST_KG = 1e-3
"""Less than this left is nothing."""
TRIED = 40
"""Pick-ups left whose reasons are looked for again."""
TIME_LIMIT_S = 5.0
"""Seconds of search, so that the answer is there in less than ten."""


def replan(
    study: Study,
    call: Call,
    *,
    settings: Settings | None = None,
    watch: Watcher | None = None,
    stop: Brake | None = None,
) -> Replan:
    """Plan a running week again with the fewest changes.

    Parameters
    ----------
    study
        The published plan.
    call
        What happened and what may not change; taken as good: it was checked before.
    settings
        How long to search; ``TIME_LIMIT_S`` and no simulation when absent.
    watch
        Told of every stage and every better plan.
    stop
        Set it to end the search: the best plan so far is returned.
    """
    chosen = settings or Settings(time_limit_s=TIME_LIMIT_S, weeks=0, seed=study.provenance.seed)
    budget = Budget(chosen.time_limit_s, chosen.iterations, stop or threading.Event())
    now, standing = world(study, call)
    published = (*standing.plan.rounds, *standing.broken)
    parts = parted(now.scenario, published, now.grown)
    inside = now.scenario if parts is None else parts.scenario
    within = standing if parts is None else parts.standing(standing)
    week = Week(inside, now.travel, study.past)
    floors = {} if study.alone is None else points_of(study.scenario, study.alone)
    telling = Telling(now.scenario, now.travel, budget, watch)

    def named(plan: Plan) -> Plan:
        return plan if parts is None else parts.outer_plan(plan)

    telling.stage("replan")
    search = Search(
        week,
        budget,
        chosen.seed,
        rule(now.scenario.policy.split.rule),
        lambda stage, plan: telling.better(stage, named(plan)),
        floors,
        chosen.engine,
        within.plan,
        running=RunningWeek(week, within, call.tolerance, last=call.only_locks),
    )
    planned = search.run()
    found = search.values is not None
    if not found:
        planned = Planned(_what_holds(week, within, floors), {})
    if planned.fairness is not None:
        planned.fairness.price.tell_as(named)
    elif shared(week) and planned.not_sought is None:
        planned = replace(planned, not_sought=CHOSEN)
    outer = named(planned.plan)
    outer = without_empty_visits(now.scenario, now.travel, outer, study.plan.round.keys())
    planned = replace(planned, plan=outer, past=study.past, parted=parts is not None)
    telling.stage("review")
    record = RunRecord(
        chosen,
        termination(budget, chosen, cut=planned.cut),
        budget,
        tuple(telling.progress),
        hashlib.sha256(study.model_dump_json().encode()).hexdigest(),
        study.provenance.revision + 1,
    )
    made = study_of(
        now.scenario,
        now.travel,
        planned,
        record,
        drawn=_legs(study.legs, planned.plan, now),
        alone=study.alone,
        unserved=_unserved(study, planned.plan, now),
        promised=study.scenario.policy.commitments,
    )
    late = check_call(now.scenario, call, study.plan, planned.plan)
    if late:
        made = made.changed(violations=(*made.violations, *late))
    if not found:
        made = made.changed(findings=(*made.findings, NOT_FOUND))
    moved = tally(now.scenario, study.plan, planned.plan, wanted=now.wanted, gone=now.emptied)
    telling.stage("done")
    told = {name for event in call.events for name in _who(event)}
    return Replan(
        call=call,
        study=made,
        free_days=tuple(day for day in now.scenario.days if day in now.free),
        standing=tuple(sorted(standing.fixed)),
        under_way=tuple(sorted(standing.begun)),
        tally=moved,
        shares=shares_moved(now.scenario, study.plan, planned.plan),
        before_kg=study.plan.usable_kg,
        to_call=(
            *now.to_open,
            *to_call(now.scenario, study.plan, planned.plan, moved, told),
        ),
        surprises=tuple(now.surprises),
        notes=tuple(now.notes),
    )


def _who(event: Event) -> tuple[str, ...]:
    """Return who told of an event themselves."""
    if isinstance(event, Gives):
        return (event.donor,)
    if isinstance(event, Closed):
        return (event.association,)
    return (event.person,) if event.kind == "absent" else ()


def _what_holds(week: Week, standing: RunningPlan, floors: dict[str, float]) -> Plan:
    """Return the published plan without the rounds that cannot be made any more."""
    rounds = tuple(
        item
        for item in standing.plan.rounds
        if item.id in standing.fixed
        or (not hit(week, item) and not check_round(week.scenario, week.travel, item))
    )
    return share_again(week, rounds, rule(week.scenario.policy.split.rule), floors, standing)


def _unserved(study: Study, plan: Plan, now: World) -> tuple[Unserved, ...]:
    """Return what is left and why: tried out on the days that could change, else as published.

    On days that leave more than ``TRIED`` pick-ups, only those that were not left before are.
    """
    made: dict[str, float] = defaultdict(float)
    for stop in (stop for item in plan.rounds for stop in item.collected):
        made[str(stop.pickup)] += sum(stop.kg.values())
    left = [
        pickup
        for pickup in now.scenario.pickups.values()
        if pickup.gross_kg - made[pickup.id] > LEAST_KG
    ]
    known = {one.pickup: one for one in study.unserved}
    tried = {pickup.id for pickup in left if pickup.day in now.free}
    if len(tried) > TRIED:
        tried -= set(known)
    tried |= {pickup.id for pickup in left if pickup.id not in known}
    # the week that runs is planned by other rules: nothing is planned anew to confirm
    found = explain(now.scenario, now.travel, plan, tried, Effort(replans=0))
    fresh = {one.pickup: one for one in found}
    return tuple(
        fresh[pickup.id] if pickup.id in fresh else known[pickup.id]
        for pickup in left
        if pickup.id in fresh or (pickup.id in known and pickup.id not in tried)
    )


def _legs(known: tuple[Leg, ...], plan: Plan, now: World) -> tuple[Leg, ...]:
    """Return the ways known from the published study; a pallet's are those of its place."""
    pairs = {(a.site, b.site) for item in plan.rounds for a, b in itertools.pairwise(item.stops)}
    drawn = {(leg.origin, leg.destination): leg for leg in known}
    same = _places(now.scenario, now.travel)
    found = []
    for origin, destination in sorted(pairs):
        leg = drawn.get((same.get(origin, origin), same.get(destination, destination)))
        if leg is not None:
            found.append(leg.changed(origin=origin, destination=destination))
    return tuple(found)


def _places(scenario: Scenario, travel: TravelMatrix) -> dict[str, str]:
    """Return, for each site that lies at the place of an earlier one, that one."""
    sites = [site for site in scenario.sites if site in travel.index]
    return {
        b: a
        for a, b in itertools.combinations(sites, 2)
        if travel.between(a, b) == (0, 0) == travel.between(b, a)
    }


NOT_FOUND = Finding(
    code="replan_not_found",
    severity="warning",
    text=Text(
        fr="Aucun nouveau plan trouvé dans le temps donné : voici le plan publié, sans ce qui "
        "ne peut plus se faire.",
        en="No new plan found within the time given: this is the published plan, without what "
        "can no longer be done.",
    ),
)
