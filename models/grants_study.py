"""Who funds whom in a year: money to the cent, levels proved, calls, counts, editions."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field

from models.base import Model
from models.findings import Finding
from models.grant_uses import GrantUse
from models.grants import FileField
from models.scenario import Scenario

Edition = Literal["structure", "funder"]


class FundedParty(Model):
    """One that gives or receives."""

    id: str
    label: str
    listed: bool = Field(description="In the scenario's own lists.")


class GrantPart(Model):
    """The part of a grant that falls in one year and one territory."""

    award: int = Field(ge=0, description="Its place in the scenario's list, from 0.")
    funder: str
    structure: str
    territory: str | None = Field(description="None: a federation, or nobody said.")
    use: GrantUse
    year: int
    cents: int
    in_kind: bool = False
    passed: bool = Field(
        default=False, description="Taken off one that passed it on, lest it count twice."
    )


class StructureFunded(Model):
    """What a structure receives in the year."""

    structure: str
    cents: int
    before_cents: int = Field(description="In the year before.")
    funders: int = Field(ge=0)
    concentration: float | None = Field(
        description="Herfindahl's index of its funders' shares, 0 to 1; none where it has nothing."
    )
    most: str | None = Field(description="The funder that gives it most.")
    most_share: float = 0.0
    asked_cents: int = Field(default=0, description="What it still lacks.")
    passed_cents: int = Field(default=0, description="Passed on to others, counted there.")
    last_year: int | None = Field(default=None, description="The last year with a grant.")


class FunderGave(Model):
    """What a funder gives in the year; for one that passes on: of its own."""

    funder: str
    cents: int
    before_cents: int
    structures: int = Field(ge=0)


class TerritoryFunded(Model):
    """What a territory receives in the year, and what it would with the money still to give."""

    territory: str
    poor_people: int
    cents: int
    then_cents: int
    funders: int
    concentration: float | None

    @property
    def eur_per_poor(self) -> float | None:
        """Euros for each poor person."""
        return self.cents / 100 / self.poor_people if self.poor_people else None

    @property
    def then_per_poor(self) -> float | None:
        """Euros for each poor person with the money still to give."""
        return self.then_cents / 100 / self.poor_people if self.poor_people else None


class Proposal(Model):
    """Money still to give, and where it would go."""

    envelope: str
    structure: str
    use: GrantUse
    cents: int = Field(ge=0)


class LevelProof(Model):
    """A level that cannot be raised, and the prices that prove it (linear programming duality).

    By the weighted prices, no way of giving lifts all of ``who``, and
    everyone not yet settled, above it while those settled before keep their levels.
    """

    of: Literal["territory", "structure"]
    who: tuple[str, ...]
    level: float
    weights: dict[str, float] = Field(description="By territory or structure, not yet settled.")
    held: dict[str, float] = Field(description="Weights of territories settled before.")
    held_structures: dict[str, float] = Field(description="Weights of structures settled before.")
    envelopes: dict[str, float] = Field(description="What one euro more of each is worth.")
    asks: dict[str, float] = Field(description="By structure and use: ``structure/use``.")
    caps: dict[str, float] = Field(description="By envelope and structure: ``envelope/structure``.")


class TerritoryGain(Model):
    """What a territory would gain or lose."""

    territory: str
    cents: int


class MoreTried(Model):
    """A sum more in one envelope, or its conditions lifted, and where the money would then go."""

    envelope: str
    kind: Literal["more", "lifted"]
    gains: tuple[TerritoryGain, ...]
    lowest: float = Field(description="Lowest euros for a poor person then.")
    used_cents: int = Field(description="More money given in all.")


class StructureLoss(Model):
    """What a structure loses with a funder, and what the money of the others makes good."""

    structure: str
    lost_cents: int
    through_cents: int = Field(
        default=0, description="Of it, by way of one that can no longer pass it on."
    )
    share: float = Field(description="Of what it receives in the year.")


class FunderLeaves(Model):
    """What changes if one funder leaves."""

    funder: str
    lost_cents: int
    losses: tuple[StructureLoss, ...]
    unfunded: tuple[str, ...] = Field(description="Structures left without any funder.")
    gains: tuple[TerritoryGain, ...] = Field(
        description="Against nobody leaving, what the others still give being chosen anew."
    )
    lowest_now: float
    lowest_before: float = Field(description="With all the money still to give, nobody leaving.")
    lowest_then: float = Field(description="With what the others still give, chosen anew.")
    warehouse_eur: dict[str, float] = Field(
        default_factory=dict, description="What each network of the warehouse would pay more."
    )


class CallDue(Model):
    """A call for projects, for whom, and the hours that all files take."""

    call: str
    funder: str
    label: str
    opens: date | None
    closes: date
    hours: float = Field(ge=0)
    structures: tuple[str, ...] = Field(description="Those whose lacks it may fund.")
    asks_for: tuple[FileField, ...]
    days_left: int


class CountRow(Model):
    """Counts of the annual return, by class; none where nothing is written."""

    structure: str | None = Field(description="None: all together.")
    people: dict[str, int | None]
    total: int | None


class ShownTotal(Model):
    """A total that an edition shows: some funders or territories together."""

    axis: Literal["funder", "territory", "all"]
    who: tuple[str, ...]
    cents: int


class GrantEdition(Model):
    """What one structure or funder may see: its own lines, and totals that give nobody away."""

    kind: Edition
    viewer: str
    cents: int = Field(description="Its own lines.")
    totals: tuple[ShownTotal, ...]


class GrantsStudy(Model):
    """Everything that the funders' table has to say."""

    scenario: Scenario
    year: int
    parties: tuple[FundedParty, ...]
    parts: tuple[GrantPart, ...]
    structures: tuple[StructureFunded, ...]
    funders: tuple[FunderGave, ...]
    territories: tuple[TerritoryFunded, ...]
    concentration: float | None
    proposals: tuple[Proposal, ...]
    proofs: tuple[LevelProof, ...]
    tried: tuple[MoreTried, ...]
    leaving: tuple[FunderLeaves, ...]
    calls: tuple[CallDue, ...]
    counts: tuple[CountRow, ...]
    editions: tuple[GrantEdition, ...]
    violations: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    provenance: dict[str, str]

    @cached_property
    def party(self) -> dict[str, FundedParty]:
        """Those who give or receive, by id."""
        return {one.id: one for one in self.parties}

    @cached_property
    def of_year(self) -> tuple[GrantPart, ...]:
        """The parts that fall in the year."""
        return tuple(one for one in self.parts if one.year == self.year)
