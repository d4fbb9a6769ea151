"""Travel for tests: straight lines at a steady speed, so that times are easy to follow."""

from __future__ import annotations

import math

from models.scenario import Scenario
from models.travel import TravelMatrix

METRES_PER_SECOND = 10.0


def straight(scenario: Scenario) -> TravelMatrix:
    """Return straight-line travel at 36 km/h between all sites of a scenario."""
    sites = tuple(scenario.sites)
    places = [scenario.sites[site] for site in sites]

    def metres(a: int, b: int) -> int:
        north = (places[a].lat - places[b].lat) * 111_200
        east = (places[a].lon - places[b].lon) * 111_200 * math.cos(math.radians(43.3))
        return math.ceil(math.hypot(north, east))

    grid = tuple(tuple(metres(a, b) for b in range(len(sites))) for a in range(len(sites)))
    return TravelMatrix(
        sites=sites,
        seconds=tuple(tuple(math.ceil(m / METRES_PER_SECOND) for m in row) for row in grid),
        metres=grid,
        source="table",
        detail="straight lines at 36 km/h",
    )
