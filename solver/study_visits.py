"""Visits for which the split left nothing are not made: another round brings what they would."""

from __future__ import annotations

from models.plan import Plan, Round, Stop
from models.scenario import Scenario
from models.travel import TravelMatrix
from pools.streams import streams
from solver.review.check import check
from solver.review.retiming import retimed


def without_empty_visits(scenario: Scenario, travel: TravelMatrix, plan: Plan) -> Plan:
    """Return a plan without drops that bring nothing, as far as the checker accepts it so."""
    if not scenario.deliveries:
        return plan
    of_id = {stream.id: stream for stream in streams(scenario)}
    for item in plan.rounds:
        stops = _loads_for_drops([one for one in item.stops if not _empty(plan, item, one)])
        if len(stops) == len(item.stops):
            continue
        fewer = retimed(scenario, travel, of_id[item.stream], item, stops)
        rounds = tuple(fewer if one.id == item.id else one for one in plan.rounds)
        tried = plan.changed(rounds=rounds)
        if len(check(scenario, travel, tried)) < len(check(scenario, travel, plan)):
            plan = tried
    return plan


def _empty(plan: Plan, item: Round, stop: Stop) -> bool:
    """Tell whether a stop is a drop of neither units nor shares."""
    return (
        stop.kind == "drop"
        and not stop.units
        and not any(
            share.association == stop.site and (share.carried_by or share.origin) == item.id
            for share in plan.shares
        )
    )


def _loads_for_drops(stops: list[Stop]) -> tuple[Stop, ...]:
    """Return stops without loads after which nothing is dropped before the round loads again."""
    kept: list[Stop] = []
    dropping = False
    for stop in reversed(stops):
        if stop.kind == "drop":
            dropping = True
        elif stop.kind == "load":
            if not dropping:
                continue
            dropping = False
        kept.append(stop)
    return tuple(reversed(kept))
