"""What pooling costs to begin, what food and hours are worth, and who could pool with whom."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models.base import Amount, Model, Slug

Pair = Annotated[tuple[Slug, Slug], Field(description="Two associations that know each other.")]


class EntryCosts(Model):
    """What it takes one group to begin pooling, and then to keep at it."""

    setup_eur: Amount = Field(default=0.0, description="Once, for the group.")
    setup_eur_per_member: Amount = Field(default=0.0, description="Once, for each member.")
    setup_hours: Amount = Field(default=0.0, description="Coordinator's hours, once.")
    hours_per_week: Amount = Field(default=0.0, description="Coordinator's hours every week.")
    hours_per_week_per_member: Amount = Field(
        default=0.0, description="Coordinator's hours every week for each member."
    )
    eur_per_hour: Amount = Field(default=0.0, description="One coordinator's hour.")
    learning_weeks: int = Field(
        default=0,
        ge=0,
        le=520,
        description="Weeks after which the whole gain is there; until then it grows evenly.",
    )

    def once_eur(self, members: int) -> float:
        """Return what a group pays once; nothing for one alone."""
        if members < 2:
            return 0.0
        hours = self.setup_hours * self.eur_per_hour
        return self.setup_eur + members * self.setup_eur_per_member + hours

    def weekly_eur(self, members: int) -> float:
        """Return what a group pays every week; nothing for one alone."""
        if members < 2:
            return 0.0
        hours = self.hours_per_week + members * self.hours_per_week_per_member
        return hours * self.eur_per_hour


class Pooling(Model):
    """Prices and limits under which groups are compared."""

    eur_per_kg: Amount = Field(default=2.0, description="What one usable kg is worth.")
    eur_per_person_hour: Amount = Field(
        default=0.0, description="What one hour of the crews and of sorting is worth."
    )
    entry: EntryCosts = EntryCosts()
    horizon_weeks: int = Field(
        default=52, ge=1, le=1040, description="Weeks over which what is paid once is spread."
    )
    max_members: int | None = Field(default=None, ge=2, description="Members of a group, at most.")
    max_km: Amount | None = Field(
        default=None, description="Between the doors of any two members, km by road, at most."
    )
    acquaintances: tuple[Pair, ...] | None = Field(
        default=None,
        description="Who knows whom; a group is linked by them. Everyone when absent.",
    )

    def group_eur_per_week(self, members: int) -> float:
        """Return a group's entry costs, euros a week, what is paid once being spread."""
        return self.entry.weekly_eur(members) + self.entry.once_eur(members) / self.horizon_weeks
