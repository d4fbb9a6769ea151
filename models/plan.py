"""A plan: the rounds of a week, and who receives what from them."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field

from models.base import Amount, Model, Slug
from models.calendar import Day

StopKind = Literal["depart", "collect", "unload", "load", "drop", "return"]
"""depart and return: at the vehicle's home; collect: at a donor; unload: at the stream's sorting
place, everything aboard; load: there, shares for the last mile; drop: at an association."""


class Stop(Model):
    """One halt of a round; times are seconds since midnight of the round's day."""

    kind: StopKind
    site: Slug = Field(description="A donor or an association.")
    pickup: Slug | None = Field(default=None, description="What is collected (kind collect).")
    arrive_s: int = Field(ge=0)
    start_s: int = Field(ge=0, description="Start of service, after any wait.")
    leave_s: int = Field(ge=0)
    kg: dict[Slug, Amount] = Field(
        default_factory=dict,
        description="Collect: kg taken by family, as expected when the donation takes place.",
    )
    units: tuple[Slug, ...] = Field(
        default=(), description="Drop: delivered load units that are taken off."
    )
    errand: bool = Field(
        default=False, description="Drop: food collected earlier, as an errand gives it."
    )


class Round(Model):
    """One outing of a vehicle with its crew: from home to home within one shift."""

    id: Slug
    stream: Slug
    vehicle: Slug
    day: Day
    shift: Slug
    crew: tuple[Slug, ...] = Field(description="People aboard, the driver first.")
    stops: tuple[Stop, ...] = Field(min_length=2)

    @property
    def duration_s(self) -> int:
        """From leaving home to being back, seconds."""
        return self.stops[-1].arrive_s - self.stops[0].leave_s

    @property
    def collected(self) -> tuple[Stop, ...]:
        """The stops that collect."""
        return tuple(stop for stop in self.stops if stop.kind == "collect")

    @property
    def visits(self) -> int:
        """How many pick-ups and deliveries it makes; where it loads or unloads is none."""
        return sum(stop.kind in ("collect", "drop") for stop in self.stops)


class Share(Model):
    """Food of one round that one association receives in time for one of its distributions.

    Kilograms are *usable and expected*: after no-shows and rejects.
    """

    association: Slug
    origin: Slug = Field(description="The round that collected it.")
    family: Slug
    use_by: int = Field(ge=0, description="Last day on which it may be distributed; Monday is 0.")
    kg: Amount
    carried_by: Slug | None = Field(
        description="The round that drops it; none when it is unloaded at the association's site."
    )
    opening_s: int = Field(
        ge=0, description="Start of that distribution, seconds since Monday midnight."
    )


class Plan(Model):
    """Rounds and shares of one week."""

    rounds: tuple[Round, ...] = ()
    shares: tuple[Share, ...] = ()

    @cached_property
    def round(self) -> dict[str, Round]:
        """Rounds by id."""
        return {item.id: item for item in self.rounds}

    @property
    def usable_kg(self) -> float:
        """Food that reaches an association in time, in kg."""
        return sum(share.kg for share in self.shares)

    def received_kg(self, association: str, family: str | None = None) -> float:
        """Return the kg an association receives, of one family or of all."""
        found = self._received_kg.get(association, {})
        return sum(found.values()) if family is None else found.get(family, 0.0)

    @cached_property
    def _received_kg(self) -> dict[str, dict[str, float]]:
        """What each association receives, by family."""
        found: dict[str, dict[str, float]] = {}
        for share in self.shares:
            mine = found.setdefault(share.association, {})
            mine[share.family] = mine.get(share.family, 0.0) + share.kg
        return found
