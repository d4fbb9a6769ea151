"""Visits for which the split left nothing are not made: another round brings what they would."""

from __future__ import annotations

from collections.abc import Collection

from models.plan import Plan, Round, Stop
from models.scenario import Scenario
from models.travel import TravelMatrix
from pools.streams import streams
from solver.review.check import check
from solver.review.retiming import retimed


def without_empty_visits(
    scenario: Scenario, travel: TravelMatrix, plan: Plan, kept: Collection[str] = ()
) -> Plan:
    """Return a plan without drops that bring nothing, as far as the checker accepts it so.

    A round that neither collects nor drops is not made.

    Parameters
    ----------
    kept
        Ids of rounds that stay as they are.
    """
    of_id = {stream.id: stream for stream in streams(scenario)}
    broken = None
    for item in plan.rounds:
        stops = _loads_for_drops([one for one in item.stops if not _empty(plan, item, one)])
        if len(stops) == len(item.stops) or item.id in kept:
            continue
        made = [retimed(scenario, travel, of_id[item.stream], item, stops)]
        if not any(stop.kind in ("collect", "drop") for stop in stops):
            made = []
        rounds = [one for old in plan.rounds for one in (made if old.id == item.id else [old])]
        tried = plan.changed(rounds=tuple(rounds))
        broken = len(check(scenario, travel, plan)) if broken is None else broken
        found = len(check(scenario, travel, tried))
        if found <= broken:
            plan, broken = tried, found
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
