"""Travel matrices: a table that the user gives, else the labelled estimate.

The chain is tried in this order; every matrix says where it comes from.
"""

from __future__ import annotations

from pathlib import Path

from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.travel.table import TravelError

__all__ = ["TravelError", "matrix"]


def matrix(scenario: Scenario, folder: Path | None = None) -> TravelMatrix:
    """Return travel between all sites of a scenario.

    Parameters
    ----------
    folder
        Where the scenario's own files lie; the working folder when absent.

    Raises
    ------
    TravelError
        When the scenario names a table that cannot be used.
    """
    if scenario.travel.table is not None:
        from solver.travel.table import table

        return table(scenario, (folder or Path()) / scenario.travel.table)
    from solver.travel.estimate import estimate

    return estimate(scenario)
