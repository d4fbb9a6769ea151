"""Areas and outlets of a territory, put together: what is typed goes before what files say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.scenario import Scenario
from models.territory_study import Facts
from models.timetable import Timetable
from scenarios.territory.own_points import own_points


@dataclass(frozen=True)
class Known:
    """What is known of a territory."""

    facts: Facts
    timetable: Timetable | None = None


def facts_of(scenario: Scenario, folder: Path | None = None) -> Known:
    """Return the areas and outlets of a scenario and of the files that it names.

    Raises
    ------
    ScenarioError
        Files that cannot be read, with every fault of all of them.
    """
    del folder
    return Known(
        Facts(
            zones=tuple(sorted(scenario.territory.zones, key=lambda one: one.id)),
            points=tuple(sorted(own_points(scenario), key=lambda one: one.id)),
        )
    )
