"""Stops at stores that a plan makes: what is to be told of its week, and nothing else."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from models.base import Model, Slug
from models.plan import Plan
from models.scenario import Scenario


class PlannedStop(Model):
    """One donation that a plan collects."""

    day: date
    donor: Slug
    holder: Slug = Field(description="Who held the agreement that day.")
    pickup: Slug


def planned_stops(scenario: Scenario, plan: Plan) -> tuple[PlannedStop, ...]:
    """Return each donation that a plan of a scenario collects once, by day, then store."""
    found: dict[str, PlannedStop] = {}
    for item in plan.rounds:
        day = scenario.date_of(item.day)
        for stop in item.collected:
            if stop.pickup is not None:
                holder = scenario.donor[stop.site].on(day).holder
                found[stop.pickup] = PlannedStop(
                    day=day, donor=stop.site, holder=holder, pickup=stop.pickup
                )
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.donor, one.pickup)))
