"""Second stage of validation: what is false or contradictory, once the shape is right.

What is merely short of means is not a fault: see ``scenarios.shortfalls``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models.scenario import Scenario
from scenarios.sense import (
    amounts,
    bookings,
    building,
    deliveries,
    derived,
    funding,
    names,
    pools,
    promises,
    times,
    warehouse,
)
from scenarios.sense.problem import Problem

Check = Callable[[Scenario], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    names.unique_ids,
    names.references,
    names.said_once,
    derived.too_long,
    derived.ambiguous,
    times.dates,
    times.windows,
    amounts.family_shares,
    amounts.cold_boxes,
    amounts.margin,
    pools.pool_forms,
    pools.collected_once,
    pools.agreements,
    pools.opened_donors,
    promises.loans,
    promises.commitments,
    promises.together,
    deliveries.delivery_names,
    deliveries.delivery_ways,
    deliveries.delivery_amounts,
    deliveries.errands,
    deliveries.peak,
    bookings.booking_names,
    bookings.booking_hours,
    bookings.trucks_driven,
    bookings.booking_lengths,
    bookings.fixed_apart,
    funding.funding_keys,
    funding.funding_sums,
    funding.funding_names,
    warehouse.warehouse_ids,
    warehouse.warehouse_names,
    warehouse.warehouse_hours,
    warehouse.warehouse_shares,
    building.surfaces,
    building.minima,
    building.points_in_reach,
)
"""Checks that hold on any scenario of the right shape."""

CHECKS_OF_STREAMS: tuple[Check, ...] = (promises.in_their_stream, deliveries.errand_ways)
"""Checks that need streams, hence a scenario that passes the others."""


def problems(scenario: Scenario) -> tuple[Problem, ...]:
    """Return everything false or contradictory in a scenario; none when it makes sense."""
    found = tuple(one for check in CHECKS for one in check(scenario))
    if found:
        return found
    return tuple(one for check in CHECKS_OF_STREAMS for one in check(scenario))
