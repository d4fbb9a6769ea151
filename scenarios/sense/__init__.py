"""Second stage of validation: what is false or contradictory, once the shape is right.

What is merely short of means is not a fault: see ``scenarios.shortfalls``.
"""

from __future__ import annotations

from models.scenario import Scenario
from scenarios.sense import (
    amounts,
    announced,
    bookings,
    buying,
    counted,
    crews,
    deliveries,
    derived_names,
    former_stores,
    fridge,
    funding,
    grants,
    itinerary,
    names,
    openings,
    orientation,
    pools,
    positions,
    promises,
    rota,
    supplier_offers,
    territory,
    times,
    transfers,
    warehouse,
    warehouse_building,
)
from scenarios.sense.problem import Problem, Rule

RULES: tuple[Rule, ...] = (
    *names.RULES,
    *derived_names.RULES,
    *positions.RULES,
    *times.RULES,
    *announced.RULES,
    *former_stores.RULES,
    *amounts.RULES,
    *pools.RULES,
    *promises.RULES,
    *crews.RULES,
    *deliveries.RULES,
    *bookings.RULES,
    *counted.RULES,
    *supplier_offers.RULES,
    *buying.RULES,
    *openings.RULES,
    *funding.RULES,
    *fridge.RULES,
    *grants.RULES,
    *itinerary.RULES,
    *orientation.RULES,
    *rota.RULES,
    *transfers.RULES,
    *territory.RULES,
    *warehouse.RULES,
    *warehouse_building.RULES,
)
"""Rules that hold on any scenario of the right shape, a line each subject."""

RULES_OF_NAMES: tuple[Rule, ...] = (
    *names.RULES_OF_NAMES,
    *bookings.RULES_OF_NAMES,
    *funding.RULES_OF_NAMES,
    *warehouse.RULES_OF_NAMES,
)
"""Rules on names that say more than the general ones, which are silent where they speak."""

RULES_OF_STREAMS: tuple[Rule, ...] = (*promises.RULES_OF_STREAMS, *deliveries.RULES_OF_STREAMS)
"""Rules that need streams, hence a scenario that passes the others."""


def problems(scenario: Scenario) -> tuple[Problem, ...]:
    """Return everything false or contradictory in a scenario; none when it makes sense."""
    found = [one for rule in RULES for one in rule(scenario)]
    named = [one for rule in RULES_OF_NAMES for one in rule(scenario)]
    said = {one.loc for one in named}
    general = (one for rule in names.GENERAL for one in rule(scenario))
    found += (*named, *(one for one in general if one.loc not in said))
    if found:
        return tuple(found)
    return tuple(one for rule in RULES_OF_STREAMS for one in rule(scenario))
