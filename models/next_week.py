"""The week that follows: a scenario's file carried on, and what changed in it and why."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from models.base import Label, Language, Model, Slug, Text
from models.findings import Finding

Changed = Literal["week", "passed", "coming", "stock", "rates", "plan"]
"""Its dates; what is announced and over; what is announced and to come; food left over; measured
figures; the plan to change least."""


class Change(Model):
    """One thing that the file of the next week says otherwise, or that it keeps, and why."""

    kind: Changed
    text: Text
    where: str = Field(default="", description="Path in the file, of what was changed.")


class NextWeek(Model):
    """The file of the next week, and all that is to be known of it."""

    town: Slug
    label: Label
    language: Language = "fr"
    before: date = Field(description="Monday of the week that it follows.")
    week_of: date = Field(description="Monday of the week that it is of.")
    name: str = Field(description="Of the file.")
    text: str = Field(description="The file, as YAML; the author's comments stay where they were.")
    changes: tuple[Change, ...]
    missing: tuple[date, ...] = Field(
        default=(), description="Mondays of weeks between both: they are not weeks of zero."
    )
    findings: tuple[Finding, ...] = Field(
        default=(), description="Of the new week: holidays, closures; what was not known."
    )

    def of(self, kind: Changed) -> tuple[Change, ...]:
        """Return the changes of one kind."""
        return tuple(one for one in self.changes if one.kind == kind)
