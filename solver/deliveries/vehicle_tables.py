"""What vehicles hold and cost, as the search reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.calendar import Shift
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.vehicles import Vehicle
from solver.week_search.arrays import (
    COLD_LOAD,
    F64,
    FAR,
    HOME,
    I64,
    MAX_STOPS,
    PAYLOAD,
    PLACES,
    TRIP_STOPS,
    WARMS,
)

HOURS_EUR = 1000.0
"""Euros that one person-hour counts where hours come before cost in the order of objectives."""


def vehicle_rows(vehicles: Sequence[Vehicle], travel: TravelMatrix) -> I64:
    """Return (vehicles, 7): home, payload in grams, hundredths of places, stops."""
    table = np.zeros((len(vehicles), 7), dtype=np.int64)
    table[:, [COLD_LOAD, TRIP_STOPS]] = FAR
    table[:, WARMS] = 1
    for row, vehicle in zip(table, vehicles, strict=True):
        row[HOME] = travel.index[vehicle.owner]
        row[PAYLOAD] = round(vehicle.payload_kg * 1000)
        row[PLACES] = FAR if vehicle.pallets is None else round(vehicle.pallets * 100)
        row[MAX_STOPS] = FAR if vehicle.max_stops is None else vehicle.max_stops
    return table


def prices_of(scenario: Scenario) -> F64:
    """Return (vehicles, 4): euros a metre, a second, a week and a tour.

    Where hours come before cost in the order of objectives, they are priced above any cost.
    """
    order = [stage.objective for stage in scenario.policy.objectives]
    first = "hours" in order and ("cost" not in order or order.index("hours") < order.index("cost"))
    hour = HOURS_EUR if first else 0.0
    return np.array(
        [
            (v.eur_per_km / 1000, (v.eur_per_hour + v.crew * hour) / 3600, v.eur_per_week, 0.0)
            for v in scenario.vehicles
        ]
    ).reshape(-1, 4)


def losses(prices: F64, way_m: I64, shifts: Iterable[Shift]) -> F64:
    """Return (items,): more euros than the dearest way to serve each by itself.

    Parameters
    ----------
    prices : (vehicles, 4)
    way_m : (items,)
        From the hub to the stop of each and back.
    """
    dear = prices.max(axis=0) if len(prices) else np.zeros(4)
    longest_s = max((shift.max_min for shift in shifts), default=0) * 60
    found: F64 = 1.0 + 1.2 * (way_m * dear[0] + longest_s * dear[1] + dear[2])
    return found
