"""Days, windows and shifts of a collection week."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from models.base import Clock, Label, Model, Slug, Text, seconds

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
"""A day of the week, Monday first."""

DAYS: tuple[Day, ...] = get_args(Day)
DAY_NUMBER: dict[str, int] = {day: number for number, day in enumerate(DAYS)}
DAY_NAMES: dict[str, Text] = {
    "mon": Text(fr="lundi", en="Monday"),
    "tue": Text(fr="mardi", en="Tuesday"),
    "wed": Text(fr="mercredi", en="Wednesday"),
    "thu": Text(fr="jeudi", en="Thursday"),
    "fri": Text(fr="vendredi", en="Friday"),
    "sat": Text(fr="samedi", en="Saturday"),
    "sun": Text(fr="dimanche", en="Sunday"),
}


class Window(Model):
    """A stretch of one day, or of every day, in which a site may be served."""

    day: Day | None = Field(default=None, description="The day it holds; every day when absent.")
    opens: Clock = Field(description="First moment at which service may start.")
    closes: Clock = Field(description="Last moment at which service may end.")

    @property
    def opens_s(self) -> int:
        """Opening, in seconds since midnight."""
        return seconds(self.opens)

    @property
    def closes_s(self) -> int:
        """Closing, in seconds since midnight."""
        return seconds(self.closes)


class Shift(Model):
    """A part of the day that one crew can work, e.g. the morning."""

    id: Slug
    label: Label
    starts: Clock = Field(description="A round leaves home no earlier.")
    ends: Clock = Field(description="A round is back home no later.")
    max_min: int = Field(gt=0, le=1440, description="Longest round, door to door, in minutes.")

    @property
    def starts_s(self) -> int:
        """Start, in seconds since midnight."""
        return seconds(self.starts)

    @property
    def ends_s(self) -> int:
        """End, in seconds since midnight."""
        return seconds(self.ends)


class Opening(Model):
    """One distribution of an association to the people it helps."""

    day: Day
    starts: Clock = Field(description="Food must be on the shelf by then.")
    ends: Clock

    @property
    def starts_s(self) -> int:
        """Start, in seconds since midnight."""
        return seconds(self.starts)
