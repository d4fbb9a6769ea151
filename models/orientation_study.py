"""Where the public would go: shares by outlet, what limits them, what one more place is worth."""

from __future__ import annotations

from math import ceil, floor

from pydantic import Field

from models.base import Model, Slug
from models.findings import Finding
from models.scenario import Scenario

SHARES = (1.0, 0.75, 0.5)
"""Shares served at which a class begins, the best first: all, most, half; then fewer."""


def share_class(share: float) -> int:
    """Return the class of a share served: 0 where all are, the larger the fewer.

    Examples
    --------
    >>> [share_class(one) for one in (1.0, 0.99, 0.75, 0.3)]
    [0, 1, 1, 3]
    """
    return sum(share < start - 1e-9 for start in SHARES)


def served_in(kind: int, least: int, most: int) -> tuple[int, int]:
    """Return between what the households of a group lie who find a place, by their class.

    Their level is that before rounding to households, hence one more or less.

    Parameters
    ----------
    least, most
        Between what their requests lie.

    Examples
    --------
    >>> served_in(0, 35, 44), served_in(2, 40, 40), served_in(3, 40, 40)
    ((35, 44), (20, 30), (0, 20))
    """
    if kind == 0:
        return least, most
    start = SHARES[kind] if kind < len(SHARES) else 0.0
    return max(0, floor(start * least - 1) + 1), ceil(SHARES[kind - 1] * most + 1) - 1


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


class UnwrittenInPublic(Model):
    """What the public edition leaves out, so that no small count can be found out.

    Written there, to the nearest ten: how many of each group find a place, how many go from each
    sector to each outlet, and how many find one in all; and the class (``share_class``) in which
    the share served of each group lies whose count is written.
    """

    groups: tuple[Slug, ...] = Field(default=(), description="Groups whose count is not written.")
    ways: tuple[tuple[Slug, Slug], ...] = Field(
        default=(), description="Sector and outlet between which no count is written."
    )
    names: tuple[tuple[Slug, Slug], ...] = Field(
        default=(), description="Group and outlet that is not named for it."
    )
    total: bool = Field(default=False, description="How many find a place in all is not written.")


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
    unwritten: UnwrittenInPublic | None = Field(
        default=None, description="In the public edition; none: no count of it is written there."
    )
    violations: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    provenance: dict[str, str]
