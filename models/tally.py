"""What moved between two plans of one week: stops, doors and rounds, counted and weighed."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Model, Slug

LEFT, MOVED, ADDED, DOOR, ROUND = 3, 1, 1, 1, 1
"""What changes weigh: a pick-up left that could still be made, or a surprise that nobody fetches; a
pick-up made by another round; one that no round made before; a drop that a round of the day makes
more, less, or instead of another;
a round added, cancelled, or one whose stops, times or people change."""
RETIMED_S = 600
"""A stop, departure or return that moves by more than this, seconds, changes its round."""

StopChange = Literal["moved", "left", "given_up", "added"]
"""moved: made by another round; left: not made though it could be; given_up: it cannot be made any
more; added: no round made it before."""
RoundChange = Literal["added", "cancelled", "stops", "times", "people"]


class MovedStop(Model):
    """A pick-up that is not where it was."""

    pickup: Slug
    change: StopChange
    before: Slug | None = Field(description="The round that made it; none when added.")
    after: Slug | None = Field(description="The round that makes it; none when it is left.")


class MovedDoor(Model):
    """A drop at an association's door that a round makes and did not, or made and does not."""

    association: Slug
    round: Slug
    added: bool
    instead_of: Slug | None = Field(
        default=None, description="The round that made it before on the same day, when added."
    )


class MovedRound(Model):
    """A round that is not what it was; its id says its day, shift and vehicle."""

    round: Slug
    changes: tuple[RoundChange, ...] = Field(min_length=1)


class Tally(Model):
    """Changes between two plans, counted."""

    stops: tuple[MovedStop, ...]
    doors: tuple[MovedDoor, ...]
    rounds: tuple[MovedRound, ...]

    @property
    def count(self) -> int:
        """Return the changes, weighed; what can no longer be done counts in its round alone."""
        weight = {"left": LEFT, "moved": MOVED, "added": ADDED, "given_up": 0}
        return (
            sum(weight[one.change] for one in self.stops)
            + DOOR * len(self.doors)
            + ROUND * len(self.rounds)
        )
