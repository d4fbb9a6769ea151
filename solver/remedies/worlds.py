"""Copies of a scenario with some changes made, and its plan in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from models.plan import Plan
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.edits.edit import Edit, edited
from solver.review.insertion import Insertions

OF_PICKUPS = ("donors.", "donor_kinds", "families", "days", "policy.day_factors")
"""Where what is on offer is said."""


@dataclass
class Worlds:
    """A scenario and a plan of it; copies with the same changes are made once."""

    scenario: Scenario
    travel: TravelMatrix
    plan: Plan
    _made: dict[tuple[str, ...], Insertions] = field(default_factory=dict)

    def of(self, edits: Sequence[Edit]) -> Scenario:
        """Return the scenario with some changes made."""
        return self.rounds(edits).scenario

    def rounds(self, edits: Sequence[Edit]) -> Insertions:
        """Return the plan's rounds in the scenario with some changes made."""
        key = tuple(map(str, edits))
        if key not in self._made:
            now = edited(self.scenario, edits)
            if not any(edit.path.startswith(OF_PICKUPS) for edit in edits):
                vars(now)["pickups"] = self.scenario.pickups  # they take long to work out
            self._made[key] = Insertions(now, self.travel, self.plan)
        return self._made[key]
