"""How fair a planned week is, what was proved of it, and what more fairness would cost."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Amount, Model, Slug, Text

ProvedStage = Literal["food", "hours", "cost", "rare", "all", "rare again", "all again"]
"""Objectives, then levels by what they count: rare families, or all; again: after the last
objective, within all that is held."""


class StageEnd(Model):
    """How one stage of a search ended."""

    stage: ProvedStage
    k: int = Field(default=0, ge=0, description="Levels: of how many lowest the sum was raised.")
    value: float = Field(description="kg, hours, euros, or the sum of levels reached.")
    bound: float | None = Field(
        description="No choice of rounds does better; none when nothing is known."
    )
    proved: bool


class FairPoint(Model):
    """A plan met: how much food it brings, and where its lowest association stands."""

    food_kg: Amount
    person_hours: Amount
    levels: dict[Slug, Amount] = Field(description="Points received over points needed.")
    lowest_rare: Amount | None = Field(
        default=None, description="Lowest level of rare families, where they are split first."
    )
    proved: bool = Field(description="Nothing lifts the lowest further at this much food.")

    @property
    def lowest(self) -> float:
        """The lowest level."""
        return min(self.levels.values(), default=1.0)


class FloorShort(Model):
    """A floor that is not met: what an association had alone, in points."""

    association: Slug
    asked: Amount
    held: Amount


class FairnessOfWeek(Model):
    """What is known of the fairness of a week."""

    sought: bool
    why_not: Text | None = Field(default=None, description="What was not sought, and why.")
    proved: bool = Field(
        default=False, description="Every stage is proved: the levels are the same for every seed."
    )
    band: float = Field(
        default=0.0, ge=0, description="How far below the best the k-th lowest level may stay."
    )
    best: tuple[float, ...] = Field(
        default=(), description="Levels of the fairest plan met, ascending; of all families."
    )
    best_rare: tuple[float, ...] = Field(default=(), description="The same of rare families.")
    ends: tuple[StageEnd, ...] = ()
    frontier: tuple[FairPoint, ...] = Field(
        default=(), description="Food against the lowest level, most food first."
    )
    fewest_hours: FairPoint | None = Field(
        default=None, description="Fewest hours at this much food, fairness left aside."
    )
    short: tuple[FloorShort, ...] = ()
    free_kg: float | None = Field(
        default=None, description="Food if nobody had a floor, where it is proved."
    )
