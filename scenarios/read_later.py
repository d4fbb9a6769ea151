"""Files that a scenario names and that are read once they are needed: what is wrong in them."""

from __future__ import annotations

from collections.abc import Sequence

from models.territory import TerritoryFiles
from scenarios.faults import Fault, ScenarioError
from scenarios.reading import Loaded


def faults_later(found: Loaded) -> Sequence[Fault]:
    """Return what would be refused of these files, so that a check refuses it at once."""
    if found.scenario.territory.files == TerritoryFiles():
        return ()
    from scenarios.territory.facts import facts_of

    try:
        facts_of(found.scenario, found.folder)
    except ScenarioError as error:
        return error.faults
    return ()
