"""What a scenario is short of: planned all the same, left unserved with its reason.

Each finding rests on the scenario alone, before any plan: it says what no plan can do.
"""

from __future__ import annotations

from models.findings import Finding
from models.scenario import Scenario
from scenarios.shortfalls.announced import announced
from scenarios.shortfalls.assumed import assumed_places, undated_counts
from scenarios.shortfalls.calendar import holidays, not_this_week, odd_weeks
from scenarios.shortfalls.deliveries import deliveries
from scenarios.shortfalls.finding import Shortfall
from scenarios.shortfalls.food import food
from scenarios.shortfalls.goods import counted_for_nobody, unusual_vat
from scenarios.shortfalls.grants import in_thousands
from scenarios.shortfalls.itinerary import crowded_stops
from scenarios.shortfalls.positions import (
    doubtful_points,
    one_point,
    points_of_other_addresses,
)
from scenarios.shortfalls.receiving import never_reached, receiving_nothing
from scenarios.shortfalls.rota import names_of_people
from scenarios.shortfalls.time_zones import other_time_zone
from scenarios.sizes import large

SHORTFALLS: tuple[Shortfall, ...] = (
    one_point,
    doubtful_points,
    points_of_other_addresses,
    other_time_zone,
    holidays,
    announced,
    odd_weeks,
    not_this_week,
    food,
    deliveries,
    crowded_stops,
    in_thousands,
    counted_for_nobody,
    unusual_vat,
    receiving_nothing,
    never_reached,
    names_of_people,
    large,
    assumed_places,
    undated_counts,
)
"""What is looked for, in the order in which it is told."""


def means(scenario: Scenario) -> tuple[Finding, ...]:
    """Return what a scenario is short of, and what in it is assumed.

    Parameters
    ----------
    scenario
        One that makes sense: its names exist.

    Returns
    -------
    tuple of Finding
        Severity ``warning`` for food that no plan can bring, ``info`` for what is assumed.
    """
    return tuple(one for shortfall in SHORTFALLS for one in shortfall(scenario))
