"""What happens on the day: events, what may not change, and the call that asks for a new plan."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from models.base import Amount, Clock, Model, Share, Slug, seconds
from models.calendar import Day


class Absent(Model):
    """A person of the crews does not come."""

    kind: Literal["absent"] = "absent"
    person: Slug
    until: Day | None = Field(default=None, description="Last day away; the day itself if absent.")


class Down(Model):
    """A vehicle cannot drive."""

    kind: Literal["down"] = "down"
    vehicle: Slug
    until: Day | None = Field(default=None, description="Last day off; the day itself if absent.")


class Gives(Model):
    """A store gives another quantity than expected that day, or nothing."""

    kind: Literal["gives"] = "gives"
    donor: Slug
    kg: Amount = Field(default=0.0, description="Of all families together; 0: the store is empty.")


class Surprise(Model):
    """Food that nobody expected: a pallet to be fetched the same day."""

    kind: Literal["surprise"] = "surprise"
    site: Slug = Field(description="The donor or association where it waits.")
    family: Slug
    kg: float = Field(gt=0, le=100_000, allow_inf_nan=False)
    opens: Clock | None = Field(default=None, description="Not before; from the call if absent.")
    until: Clock | None = Field(default=None, description="Fetched by then; the last shift's end.")
    holder: Slug | None = Field(
        default=None, description="Whose collectors may fetch it; the site's own when absent."
    )


class Closed(Model):
    """An association neither receives nor distributes."""

    kind: Literal["closed"] = "closed"
    association: Slug
    until: Day | None = Field(default=None, description="Last day closed; the day if absent.")


Event = Annotated[Absent | Down | Gives | Surprise | Closed, Field(discriminator="kind")]
"""Something that happened since the plan was published."""


class Lock(Model):
    """What may not change: a whole round, or a stop that stays in its round."""

    round: Slug
    pickup: Slug | None = Field(
        default=None, description="The stop; the whole round, its people and times, when absent."
    )


class Call(Model):
    """The call at 8:30: what happened, when, and what must stay as it is."""

    day: Day
    now: Clock = Field(default="00:00", description="What began before stays as it was.")
    events: tuple[Event, ...] = ()
    locks: tuple[Lock, ...] = ()
    rest_of_week: bool = Field(
        default=False, description="Rounds of the days after may change too, not only that day's."
    )
    notice_min: Amount = Field(
        default=20.0, description="A round that nobody had planned leaves no earlier, minutes."
    )
    tolerance: Share = Field(
        default=0.0,
        description="How many more changes than the fewest may be made for food, relative.",
    )

    @property
    def only_locks(self) -> bool:
        """Whether nothing happened but some things must stay: the rest is to be planned better."""
        return bool(self.locks) and not self.events

    @property
    def now_s(self) -> int:
        """The moment of the call, seconds since the day's midnight."""
        return seconds(self.now)
