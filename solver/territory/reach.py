"""Minutes from areas to outlets, and between areas: on foot, by bus, by car."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.associations import Association
from models.places import Place
from models.scenario import Scenario
from models.territory import Way
from models.timetable import Timetable
from solver.territory.buses import bus_minutes
from solver.travel import matrix
from solver.travel.estimate import between, ways_km

Lines = tuple[tuple[tuple[float, float], ...], ...]
Floats = npt.NDArray[np.float64]
NEVER = float("inf")


@dataclass(frozen=True)
class Reach:
    """Minutes of each way; infinite where none leads there."""

    to_points: dict[Way, Floats]
    """(areas, outlets)"""
    to_areas: dict[Way, Floats]
    """(areas, areas): to an outlet that would open there."""
    source: str
    """Where the minutes by car come from: roads or the estimate."""
    main_roads: Lines = ()
    """Those of the road graph, to be drawn under maps."""


def reach_of(
    scenario: Scenario,
    areas: Sequence[Place],
    points: Sequence[Place],
    timetable: Timetable | None,
    folder: Path | None = None,
) -> Reach:
    """Return how long everyone is on the way to everything.

    Raises
    ------
    solver.travel.TravelError
        When the roads that the scenario names cannot be used.
    """
    asked, targets = scenario.territory, [*points, *areas]
    foot = ways_km(scenario.travel, areas, targets) / asked.walk_kmh * 60
    car, source, main_roads = _car(scenario, areas, targets, folder)
    found: dict[Way, Floats] = {"foot": foot, "car": car}
    if timetable is not None:
        found["bus"] = bus_minutes(asked, timetable, areas, targets)
    count = len(points)
    return Reach(
        {way: minutes[:, :count] for way, minutes in found.items()},
        {way: minutes[:, count:] for way, minutes in found.items()},
        source,
        main_roads,
    )


def _car(
    scenario: Scenario, areas: Sequence[Place], targets: Sequence[Place], folder: Path | None
) -> tuple[Floats, str, Lines]:
    """Return minutes by car: along the roads that the scenario names, else estimated."""
    if scenario.travel.roads is None:
        seconds, _ = between(scenario.travel, areas, targets)
        return np.ceil(seconds) / 60, "estimate", ()
    # areas come last among the targets
    sites = tuple(
        Association(id=f"p{n}", label=f"p{n}", place=place, people=0)
        for n, place in enumerate(targets)
    )
    town = scenario.changed(associations=sites, donors=(), donor_kinds=())
    travel = matrix(town, folder)
    table = np.array(travel.seconds, dtype=np.float64)
    return table[len(targets) - len(areas) :] / 60, "roads", travel.main_roads
