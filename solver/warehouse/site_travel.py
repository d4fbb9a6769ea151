"""Travel between the platforms and points of a warehouse."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models.associations import Association
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.travel import matrix
from solver.warehouse.scenario_view import warehouse_of


def between(scenario: Scenario, points: Sequence[str], folder: Path | None) -> TravelMatrix:
    """Return travel between all platforms and some points.

    Raises
    ------
    solver.travel.TravelError
        When the travel table or the roads cannot be used.
    """
    warehouse = warehouse_of(scenario)
    places = {one.id: (one.label, one.place) for one in warehouse.platforms}
    places.update(
        {name: (warehouse.point[name].label, warehouse.point[name].place) for name in points}
    )
    sites = tuple(
        Association(id=name, label=label, place=place, people=0)
        for name, (label, place) in places.items()
    )
    return matrix(scenario.changed(associations=sites, donors=(), donor_kinds=()), folder)
