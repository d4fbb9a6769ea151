"""The map of needs and offer: who is near what, which areas come first, what would change it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from models.base import Model, Slug, Text
from models.findings import Finding
from models.publics import Audience, Mode
from models.scenario import Scenario
from models.territory import AidPoint, NeedZone, Way

AreaClass = Literal["near", "car_only", "far", "unknown"]
"""near: an outlet within reach on foot or by bus; car_only: by car alone; far: none."""
Siting = Literal["cover", "furthest", "total"]
"""cover: most people within reach; furthest: nobody far; total: the least way for all."""
Idea = Literal["day", "point", "stop"]
Criterion = Literal["poverty", "people", "way", "places"]


class ReadFile(Model):
    """A file beside the scenario, and what was read of it."""

    name: str
    what: Text = Field(description="What it is.")
    rows: int = Field(ge=0)
    notes: tuple[Text, ...] = Field(default=(), description="What was left out, and why.")


class Merged(Model):
    """Rows of lists that are one outlet, or may be."""

    point: Slug
    other: str = Field(description="The other row: its name and its list.")
    by: Literal["siret", "rna", "name", "doubt"] = Field(
        description="doubt: alike, but not merged: someone must say."
    )
    metres: int | None = Field(default=None, ge=0, description="Between both; none: not known.")


class Facts(Model):
    """What is known of a territory: the scenario's own and what its files say, put together."""

    zones: tuple[NeedZone, ...]
    points: tuple[AidPoint, ...]
    merged: tuple[Merged, ...] = ()
    files: tuple[ReadFile, ...] = ()
    timetable_until: date | None = Field(default=None, description="Last day of the timetable.")


class Near(Model):
    """One outlet from one area: minutes of each way that is known."""

    point: Slug
    foot_min: float = Field(ge=0)
    car_min: float = Field(ge=0)
    bus_min: float | None = Field(default=None, ge=0, description="None: no bus goes, or unknown.")

    def minutes(self, way: Way) -> float | None:
        """Return the minutes of a way; none where it is not known."""
        return {"foot": self.foot_min, "bus": self.bus_min, "car": self.car_min}[way]


class GivenMinutes(Model):
    """Minutes that no position tells: along roads, or by a timetable."""

    way: Way
    minutes: tuple[tuple[float | None, ...], ...] = Field(
        description="(areas, outlets) in the order of the facts; none: no way leads there."
    )
    sites: tuple[Slug, ...] = Field(
        default=(), description="Areas in which an idea or a siting opens something by that way."
    )
    to_sites: tuple[tuple[float | None, ...], ...] = Field(
        default=(), description="(areas, sites), as minutes to outlets are."
    )


class AreaResult(Model):
    """One area: what it needs, what is near, its score."""

    zone: Slug
    need_low: int | None = Field(ge=0, description="People in need; none: not known.")
    need_high: int | None = Field(ge=0)
    near: tuple[Near, ...] = Field(
        description="The nearest outlets by the way that counts, and the nearest of each way."
    )
    nearest: Slug | None = Field(description="Outlet nearest by the way that counts.")
    nearest_min: float | None = Field(ge=0)
    places: float | None = Field(
        ge=0, description="Places a week for each person in need within reach; none: not known."
    )
    label: AreaClass
    score: float | None = Field(ge=0, le=1, description="1: the worst placed; none: not known.")
    rank: int | None = Field(ge=1)
    kept: float | None = Field(
        ge=0, le=1, description="Share of drawn weights that keep it among the worst."
    )


class Gap(Model):
    """People of one public who reach no outlet of one form by one way."""

    audience: Audience | None = Field(description="None: whoever they are.")
    mode: Mode | None = Field(description="None: any form of help.")
    way: Way
    zones: tuple[Slug, ...]
    people: int = Field(ge=0, description="In need there, at least; areas not known left out.")


class IdeaTried(Model):
    """What one idea changes, at the place where it changes most, for the same hours."""

    idea: Idea
    at: Slug = Field(description="The outlet of a day more; the area of an outlet or a stop.")
    other_stops: tuple[Slug, ...] = ()
    openings: float = Field(gt=0, description="Days a week that the hours buy.")
    places: float = Field(ge=0, description="Places a week that it adds.")
    people_reached: int = Field(
        ge=0, description="In need, who reached nothing by that way before."
    )
    people_short: int = Field(ge=0, description="In need, below the places wanted, then.")
    lowest: float | None = Field(description="Fewest places per person in need, then.")


class Sited(Model):
    """Where new outlets would go, by one aim."""

    aim: Siting
    way: Way
    areas: tuple[Slug, ...]
    value: float = Field(
        description="People in need within reach; minutes of the furthest area; "
        "mean minutes of people in need."
    )
    before: float = Field(description="The same without any.")
    bound: float = Field(description="No siting does better than this.")
    proved: bool
    levels: tuple[tuple[int, int, bool], ...] = Field(
        default=(),
        description="Of furthest: minutes, areas beyond them, and whether fewer is impossible.",
    )


class TerritoryStudy(Model):
    """Everything that a map of needs and offer has to say."""

    scenario: Scenario
    facts: Facts
    given: tuple[GivenMinutes, ...] = ()
    main_roads: tuple[tuple[tuple[float, float], ...], ...] = Field(
        default=(), description="Lines of (lat, lon) of the road graph, drawn under maps."
    )
    areas: tuple[AreaResult, ...]
    gaps: tuple[Gap, ...]
    ideas: tuple[IdeaTried, ...] = ()
    sited: tuple[Sited, ...] = ()
    people_short: int | None = Field(
        default=None, ge=0, description="In need, below the places wanted, today."
    )
    hidden: tuple[Slug, ...] = Field(
        default=(), description="Areas whose count no public edition writes."
    )
    criteria: tuple[Criterion, ...] = Field(description="What the score is made of.")
    draws: int = Field(ge=0)
    seed: int = Field(ge=0)
    violations: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    provenance: dict[str, str]
