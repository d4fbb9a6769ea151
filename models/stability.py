"""What a week keeps of the plan of the week before, and what that costs."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from models.base import Model, Text
from models.policy import Objective
from models.tally import Tally


class Stability(Model):
    """A plan beside that of an earlier week, of which as little as possible was to change."""

    week_of: date = Field(description="The Monday of the earlier week.")
    stops: int = Field(ge=0, description="Its pick-ups that this week still has.")
    tally: Tally = Field(description="What changed, stores that give no more left out.")
    freest: int | None = Field(
        default=None,
        description="Changes, weighed, of the plan before as few as possible were sought; none "
        "where they were not sought.",
    )
    kg: float = Field(default=0.0, description="Usable kg that this cost: without it, less with.")
    hours: float = Field(default=0.0, description="Person-hours that this cost: with it, less.")
    eur: float = Field(default=0.0, description="Euros that this cost: with it, less without.")
    after: tuple[Objective, ...] = Field(
        default=(),
        description="Objectives sought after it, within what it leaves: of these no price is told.",
    )
    not_sought: Text | None = Field(
        default=None, description="Why the plan was not sought beside the earlier one, if so."
    )

    @property
    def moved(self) -> int:
        """How many pick-ups are made by another round, left, or made anew."""
        return len(self.tally.stops)

    @property
    def added(self) -> int:
        """How many pick-ups are made that it did not make."""
        return sum(one.before is None for one in self.tally.stops)

    @property
    def kept(self) -> int:
        """How many pick-ups are made by the same round."""
        return self.stops - sum(one.before is not None for one in self.tally.stops)
