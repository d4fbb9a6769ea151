"""Means granted one at a time to a planned week, and what each of them brought."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Amount, Model, Slug, Text

MeansCode = Literal[
    "vehicle",
    "crew",
    "crewed",
    "refrigerated",
    "day",
    "cold",
    "longer",
    "own_crew",
    "own_days",
    "own_people",
    "own_van",
]
"""For all: one more vehicle, one more crew, both, a refrigerated vehicle in place of one that is
not, one more day of distribution, a quarter more cold store; rounds as long as their shift, where
there is none. For one association: a full crew for its vehicle, every day of distribution, more
rounds of its people, a refrigerated van of its own with its crew."""


class TriedMeans(Model):
    """One thing granted, the week planned again with it."""

    code: MeansCode
    what: Text
    association: Slug | None = Field(
        default=None, description="Whom it was granted for, because it is far behind."
    )
    kg_more: Amount = Field(description="Usable kg more than without it, after as long a search.")
    level_before: Amount | None = Field(
        default=None, description="Points received over points needed, of that association."
    )
    level_after: Amount | None = None

    @property
    def lift(self) -> float:
        """By how much the level of the association rises."""
        if self.level_before is None or self.level_after is None:
            return 0.0
        return self.level_after - self.level_before
