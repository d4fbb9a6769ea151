"""Travel matrices: roads that the user gives, else a table, else the labelled estimate.

The chain is tried in this order; every matrix says where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from models.folders import default_folder
from models.scenario import Scenario
from models.travel import Leg, TravelMatrix
from solver.cache import Cache
from solver.travel.fault import TravelError

__all__ = ["TravelError", "legs", "matrix"]


def matrix(scenario: Scenario, folder: Path | None = None) -> TravelMatrix:
    """Return travel between all sites of a scenario.

    Parameters
    ----------
    folder
        Where the scenario's own files lie; the working folder when absent.

    Raises
    ------
    TravelError
        When the scenario names roads or a table that cannot be used.
    """
    if scenario.travel.roads is not None:
        from solver.travel.roads import roads

        path = (folder or Path()) / scenario.travel.roads
        return roads(scenario, path, Cache(default_folder("roads")))
    if scenario.travel.table is not None:
        from solver.travel.table import table

        return table(scenario, (folder or Path()) / scenario.travel.table)
    from solver.travel.estimate import estimate

    return estimate(scenario)


def legs(
    scenario: Scenario, folder: Path | None, pairs: Iterable[tuple[str, str]]
) -> tuple[Leg, ...]:
    """Return the ways along roads between pairs of sites, as points to draw; none without roads.

    Raises
    ------
    TravelError
        When the roads that the scenario names cannot be used.
    """
    if scenario.travel.roads is None:
        return ()
    from solver.travel.roads import legs as ways

    path = (folder or Path()) / scenario.travel.roads
    return ways(scenario, path, pairs, Cache(default_folder("roads")))
