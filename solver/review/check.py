"""The independent checker: every hard rule of a plan, from models alone.

It trusts none of the plan's own numbers: times, loads and costs are recomputed from the scenario
and the travel matrix, so that a wrong formulation cannot approve itself.
"""

from __future__ import annotations

from models.findings import Finding
from models.plan import Plan, Round
from models.scenario import Scenario
from models.travel import TravelMatrix
from pools.streams import Stream, streams
from solver.review.checks.deliveries import deliveries
from solver.review.checks.errands import errands
from solver.review.checks.loads import loads
from solver.review.checks.means import means, week
from solver.review.checks.outings import outings
from solver.review.checks.readable import form, references, unique
from solver.review.checks.shares import shares
from solver.review.checks.storage import storage
from solver.review.checks.times import times
from solver.review.checks.units import units

UNREADABLE = ("reference", "unit_week")
"""Faults of a round that names what does not exist, or not this week."""


def check(scenario: Scenario, travel: TravelMatrix, plan: Plan) -> tuple[Finding, ...]:
    """Return every violation of a hard rule; empty when the plan can be driven.

    Rounds that name unknown things, or whose stops make no sense, are reported for that alone;
    nothing more is said of the shares of rounds that name unknown things.
    """
    found: list[Finding] = unique(scenario, plan)
    known = {stream.id: stream for stream in streams(scenario)}
    sound: list[Round] = []
    broken: set[str | None] = set()
    for item in plan.rounds:
        faults = _round(scenario, travel, known, item, plan)
        found += faults
        if any(fault.code in UNREADABLE for fault in faults):
            broken.add(item.id)
        else:
            sound.append(item)
    kept = tuple(s for s in plan.shares if not broken & {s.origin, s.carried_by})
    readable = Plan.model_construct(rounds=tuple(sound), shares=kept)
    found += together(scenario, known, readable)
    ways, faults = shares(scenario, known, readable)
    found += faults
    found += storage(scenario, ways)
    return tuple(found)


def check_round(scenario: Scenario, travel: TravelMatrix, item: Round) -> tuple[Finding, ...]:
    """Return the violations of one round by itself, whatever its shares."""
    known = {stream.id: stream for stream in streams(scenario)}
    return tuple(_round(scenario, travel, known, item, None))


def together(scenario: Scenario, known: dict[str, Stream], plan: Plan) -> list[Finding]:
    """Return what rounds that are sound by themselves break together, whatever their shares."""
    return [
        *week(scenario, plan),
        *units(scenario, known, plan),
        *errands(scenario, known, plan),
    ]


def _round(
    scenario: Scenario,
    travel: TravelMatrix,
    known: dict[str, Stream],
    item: Round,
    plan: Plan | None,
) -> list[Finding]:
    faults = references(scenario, travel, known, item)
    if faults:
        return faults
    stream = known[item.stream]
    faults = form(scenario, stream, item)
    if faults:
        return faults
    return [
        *times(scenario, travel, stream, item),
        *loads(scenario, stream, item, plan),
        *means(scenario, stream, item),
        *outings(scenario, stream, item),
        *deliveries(scenario, stream, item, plan),
    ]
