"""A rota: who does which duty, what stays empty and why, who would have to be found."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import Literal

from pydantic import Field

from models.base import Amount, Model, Slug
from models.calendar import Day
from models.duties import Duty, DutyId
from models.findings import Finding
from models.rota import DatedDecision
from models.scenario import Scenario

RotaLevel = Literal["filled", "spread", "changes", "loads", "wishes", "continuity"]
ROTA_LEVELS: tuple[RotaLevel, ...] = (
    "filled", "spread", "changes", "loads", "wishes", "continuity",
)  # fmt: skip
"""What is sought, each level holding those before it.

filled: places by rank, the first rank first; spread: the highest share of places that an
association lacks, then the next, as low as can be; changes: placements of the rota kept that are
given up; loads: as even as can be, the highest first; wishes: placements that are not what the
person prefers, or made of a half-day offered only if needed; continuity: placements that are not
those of the rota before.
"""


class Placement(Model):
    """A person at a duty."""

    person: Slug
    duty: DutyId


class RotaPlan(Model):
    """Who does what."""

    placements: tuple[Placement, ...] = ()

    @cached_property
    def people(self) -> dict[str, tuple[str, ...]]:
        """People by duty, those of duties that have some."""
        found: dict[str, list[str]] = {}
        for one in self.placements:
            found.setdefault(one.duty, []).append(one.person)
        return {duty: tuple(sorted(who)) for duty, who in found.items()}


class LevelReached(Model):
    """One level: its cost in the plan, and what no plan that holds the earlier ones undercuts.

    Shortages and loads are vectors, the highest part first: ``proved`` says that no vector is lower
    in that order, of which the cost is one figure.
    """

    level: RotaLevel
    value: float
    bound: float
    proved: bool
    by: Literal["potentials", "search", "none"] = Field(
        default="none",
        description="What proves it: potentials of a flow, that the checker verifies; a search "
        "that ended; nothing.",
    )


class Potentials(Model):
    """Prices of the nodes of the flow that prove one level; nodes that are not told have 0."""

    level: RotaLevel
    prices: dict[str, int]


class RankFilled(Model):
    """Places of one rank."""

    priority: int
    places: int
    filled: int


class AssociationFilled(Model):
    """Places of one association."""

    association: Slug
    places: int
    filled: int


class Load(Model):
    """What one person does."""

    person: Slug
    duties: int
    hours: Amount
    offered: int = Field(description="Half-days offered within the weeks.")
    most: int = Field(description="Duties that caps and offers allow at most.")


class HallSet(Model):
    """Places that too few people can fill: a proof that some stay empty.

    ``people`` are all who could do any of ``duties``; what they do at most in these, day, week and
    fortnight caps held, is ``at_most``: ``places`` − ``at_most`` stay empty whatever is done.
    """

    duties: tuple[DutyId, ...]
    people: tuple[Slug, ...]
    places: int
    at_most: int
    skills: tuple[Slug, ...] = Field(description="Needed by the empty places that it explains.")
    day: Day
    shift: Slug
    empty: int = Field(description="Empty places of these skills on this half-day.")


class Recruit(Model):
    """One more person with these skills on this half-day each week, and what that fills: tried."""

    skills: tuple[Slug, ...]
    day: Day
    shift: Slug
    fills: int = Field(description="Places more, one duty of this half-day each week.")
    empty: int = Field(description="Places of these skills empty on this half-day.")


class RotaStudy(Model):
    """Everything that a rota has to say."""

    scenario: Scenario
    first: date = Field(description="The Monday of the first week.")
    weeks: int
    duties: tuple[Duty, ...]
    decisions: tuple[DatedDecision, ...] = Field(
        default=(), description="What was fixed or ruled out by hand."
    )
    plan: RotaPlan
    levels: tuple[LevelReached, ...]
    potentials: tuple[Potentials, ...] = ()
    ranks: tuple[RankFilled, ...]
    associations: tuple[AssociationFilled, ...]
    loads: tuple[Load, ...]
    shortages: tuple[HallSet, ...]
    recruits: tuple[Recruit, ...]
    recruits_left: int = Field(default=0, description="Empty half-days for which none was tried.")
    kept: RotaPlan | None = Field(
        default=None, description="The rota that was to change as little as can be, if any was."
    )
    kept_levels: tuple[LevelReached, ...] = Field(
        default=(), description="What that rota reached, to see what a decision costs."
    )
    before: RotaPlan | None = Field(
        default=None, description="The rota of the weeks before, if it was given."
    )
    before_duties: tuple[Duty, ...] = ()
    violations: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    made_at: datetime | None = None
    revision: int = Field(default=0, ge=0)
    provenance: dict[str, str]

    @cached_property
    def duty(self) -> dict[str, Duty]:
        """Duties by id."""
        return {one.id: one for one in self.duties}
