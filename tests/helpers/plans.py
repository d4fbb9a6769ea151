"""A valid week of ``tiny("hub")``, and ways to change it."""

from __future__ import annotations

from typing import Any

from models.plan import Plan, Round, Share
from models.scenario import Scenario
from solver.ramasse.solve import plan_week
from solver.settings import Budget
from tests.helpers.once import once
from tests.helpers.scenarios import tiny
from tests.helpers.travel import straight


@once
def week() -> tuple[Scenario, Plan]:
    """Return the scenario and a plan with collections, a last mile and a lent car."""
    scenario = tiny("hub")
    return scenario, plan_week(scenario, straight(scenario), Budget(None, 3), seed=1).plan


def with_round(plan: Plan, name: str, **values: Any) -> Plan:
    """Return a plan in which one round has other values."""
    return plan.changed(
        rounds=tuple(r.changed(**values) if r.id == name else r for r in plan.rounds)
    )


def with_stop(plan: Plan, name: str, position: int, **values: Any) -> Plan:
    """Return a plan in which one stop of one round has other values."""
    stops = list(plan.round[name].stops)
    stops[position] = stops[position].changed(**values)
    return with_round(plan, name, stops=tuple(stops))


def with_share(plan: Plan, position: int, **values: Any) -> Plan:
    """Return a plan in which one share has other values."""
    shares = list(plan.shares)
    shares[position] = shares[position].changed(**values)
    return plan.changed(shares=tuple(shares))


def edited(scenario: Scenario, kind: str, name: str, **values: Any) -> Scenario:
    """Return a scenario in which one entity has other values."""
    items = getattr(scenario, kind)
    return scenario.changed(
        **{kind: tuple(i.changed(**values) if i.id == name else i for i in items)}
    )


def policy(scenario: Scenario, **values: Any) -> Scenario:
    """Return a scenario with another policy."""
    return scenario.changed(policy=scenario.policy.changed(**values))


def shifted(item: Round, seconds: int) -> Round:
    """Return a round some time later."""
    return item.changed(
        stops=tuple(
            stop.changed(
                arrive_s=stop.arrive_s + seconds,
                start_s=stop.start_s + seconds,
                leave_s=stop.leave_s + seconds,
            )
            for stop in item.stops
        )
    )


def share_at(plan: Plan, **values: object) -> int:
    """Return the position of the first share with these values."""

    def fits(share: Share) -> bool:
        return all(getattr(share, key) == value for key, value in values.items())

    return next(n for n, share in enumerate(plan.shares) if fits(share))
