"""That an earlier run is of the town that is asked about."""

from __future__ import annotations

from typing import Protocol

from models.base import Text
from models.scenario import Scenario
from service.words.field_faults import FieldFault


class OfScenario(Protocol):
    """A study that holds the scenario it was made of."""

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        ...


def of_other_town(field: str, earlier: OfScenario | None, world: Scenario) -> list[FieldFault]:
    """Return that the run of a field is of another town than a scenario, if it is."""
    if earlier is None or earlier.scenario.id == world.id:
        return []
    values = {"found": earlier.scenario.label, "wanted": world.label}
    return [FieldFault(field, OTHER_TOWN, values)]


OTHER_TOWN = Text(
    fr="{field} : c'est un calcul de « {found} », une autre ville que « {wanted} ». Attendu : un "
    "calcul de cette ville. Choisissez-en un autre, ou aucun.",
    en='{field}: this is a run of "{found}", another town than "{wanted}". Expected: a run of this '
    "town. Choose another, or none.",
)
