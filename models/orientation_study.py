"""Where the public would go: shares by outlet, what limits them, what one more place is worth."""

from __future__ import annotations

from pydantic import Field

from models.base import Model, Slug
from models.findings import Finding
from models.scenario import Scenario


class GroupServed(Model):
    """One group: how many households, how many find a place."""

    group: Slug
    need: int = Field(ge=0, description="Places asked for in a week.")
    served: int = Field(ge=0)
    today: int = Field(ge=0, description="Places that it takes today, as far as is known.")
    level: float = Field(ge=0, le=1, description="Served over need, before rounding to households.")
    hidden: bool = Field(
        default=False,
        description="Where they go is told without counts: some are few, or would be found out.",
    )
    cut: int | None = Field(default=None, description="Which cut limits it; none: nothing does.")


class OrientedFlow(Model):
    """How many households of a group go to an outlet."""

    group: Slug
    outlet: Slug
    households: int = Field(ge=0)
    today: int = Field(ge=0)
    named: bool = Field(
        default=True,
        description="No: the outlet is not named for the group, as the count would be found out.",
    )


class OutletFilled(Model):
    """What an outlet receives of what it can."""

    outlet: Slug
    capacity: int | None = Field(description="Households a week; none where no limit is known.")
    received: int = Field(ge=0)
    today: int = Field(ge=0)
    hidden: bool = Field(
        default=False, description="How full it is is not told: a small count would be found out."
    )


class Cut(Model):
    """Some outlets that together limit some groups: all they can receive is taken by them."""

    level: float = Field(ge=0, le=1)
    groups: tuple[Slug, ...]
    outlets: tuple[Slug, ...]
    capacity: int = Field(ge=0)
    need: int = Field(ge=0)


class MorePlaces(Model):
    """What some places more at one outlet change, chosen again."""

    outlet: Slug
    places: int
    households: int = Field(description="Households more that find a place.")
    lowest: float = Field(ge=0, le=1, description="Lowest level then.")
    raised: tuple[Slug, ...]


class OrientationStudy(Model):
    """Everything that an orientation of the public has to say."""

    scenario: Scenario
    groups: tuple[GroupServed, ...]
    unknown: tuple[Slug, ...] = Field(description="Groups whose households are not known.")
    flows: tuple[OrientedFlow, ...]
    outlets: tuple[OutletFilled, ...]
    cuts: tuple[Cut, ...]
    more: tuple[MorePlaces, ...]
    moved: int = Field(ge=0, description="Households sent where they do not go today.")
    mean_min: float = Field(ge=0, description="Mean way of those served, minutes.")
    violations: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    provenance: dict[str, str]
