"""What planning a shared warehouse answers: places, stock, docks, supply of the points."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Amount, Model, Slug
from models.calendar import Day
from models.findings import Finding
from models.funding_study import FundingStudy
from models.products import Temperature
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.warehouse import AllotmentRule
from models.warehouse_supply import Replenishment


class PlaceShare(Model):
    """Pallet places of one temperature that one network asks for and is given, week by week."""

    network: Slug
    temperature: Temperature
    asked: tuple[int, ...] = Field(description="Places it would fill if none were lacking.")
    given: tuple[int, ...] = Field(description="Never more than asked, in whole places.")


class NetworkLevel(Model):
    """How well one network is provided over the horizon."""

    network: Slug
    asked_m2_weeks: Amount = Field(description="Square metres × weeks that its places take.")
    given_m2_weeks: Amount
    level: float = Field(description="Given over asked; 1 when it asks for nothing.")
    held_by: Literal["asked", "places", "minima"] = Field(
        description="What keeps the level from rising: all it asks for, places, others' minima."
    )


class PlaceValue(Model):
    """What one more place of a temperature, all horizon long, is worth to one network."""

    network: Slug
    temperature: Temperature
    m2_weeks: Amount = Field(
        description="That it would gain, the others held where they are (dual of the program)."
    )
    checked_m2_weeks: Amount = Field(description="The same, by solving again with one more place.")
    per_m2: Amount = Field(description="Square metres × weeks gained per square metre added.")


class Allotment(Model):
    """Who has which places in which week."""

    rule: AllotmentRule
    shares: tuple[PlaceShare, ...]
    levels: tuple[NetworkLevel, ...]
    values: tuple[PlaceValue, ...]
    rounds: int = Field(ge=0, description="Linear programs solved to settle the levels.")


class Move(Model):
    """Food of one network, family and last week that moves in one week; whole kg."""

    week: int = Field(ge=0, description="Of the horizon, from 0.")
    network: Slug
    family: Slug
    last_week: int = Field(
        ge=0, description="Last week in which it may leave; the horizon's length: not within it."
    )
    kind: Literal["opening", "arrived", "turned_away", "given", "issued", "expired"]
    kg: int = Field(gt=0)
    to: Slug | None = Field(default=None, description="Who takes it over (kind given).")


class StockWeek(Model):
    """One network's stock of one family over one week, in whole kg."""

    week: int = Field(ge=0, description="Of the horizon, from 0.")
    network: Slug
    family: Slug
    opening_kg: int
    arrived_kg: int = Field(description="Taken in; what was turned away is apart.")
    turned_away_kg: int = Field(description="Arrived, and no place was left.")
    taken_kg: int = Field(description="Taken over from other networks.")
    given_kg: int = Field(description="Handed over to other networks.")
    issued_kg: int = Field(description="Sent to points.")
    expired_kg: int = Field(description="Lost at the end of the week.")
    closing_kg: int
    need_kg: int
    safety_kg: int = Field(description="What it wants in stock.")
    pallets: float = Field(description="Places that the closing stock fills.")


class Saturation(Model):
    """Places of one temperature filled at the end of one week."""

    week: int = Field(ge=0, description="Of the horizon, from 0.")
    temperature: Temperature
    pallets: Amount = Field(description="Places filled, as fractions of pallets add up.")
    places: int = Field(description="Usable places.")

    @property
    def share(self) -> float:
        """Filled over usable places; 0 without any."""
        return self.pallets / self.places if self.places else 0.0


class StockLevel(Model):
    """One objective of the stock, the earlier ones held: the plan's value, and its bound."""

    objective: Literal["loss", "unmet", "safety", "transfers"]
    kg: Amount = Field(description="Of the plan in whole kg; safety: kg × weeks short.")
    bound_kg: Amount = Field(description="No plan that holds the earlier objectives has less.")
    gap: Amount = Field(description="(plan − bound) / kg that arrive or are there at the start.")


class LossValue(Model):
    """Loss that one more place, all horizon long, would avoid."""

    temperature: Temperature
    network: Slug | None = Field(description="Whose place; none where places are free to all.")
    kg: Amount = Field(description="Dual of the program.")
    checked_kg: Amount = Field(description="By solving again with one more place.")
    kg_per_m2: Amount


class StockPlan(Model):
    """Stock over the horizon: every movement, every week, and what binds."""

    weeks: int
    moves: tuple[Move, ...]
    ledger: tuple[StockWeek, ...]
    saturation: tuple[Saturation, ...]
    levels: tuple[StockLevel, ...]
    values: tuple[LossValue, ...]

    @property
    def lost_kg(self) -> int:
        """Expired and turned away, kg."""
        return sum(move.kg for move in self.moves if move.kind in ("expired", "turned_away"))

    @property
    def issued_kg(self) -> int:
        """Sent to points, kg."""
        return sum(move.kg for move in self.moves if move.kind == "issued")


class DockSlot(Model):
    """A lorry or van at a dock; times are seconds since the day's midnight."""

    id: Slug
    platform: Slug
    dock: Slug
    day: Day
    kind: Literal["arrival", "departure"]
    networks: tuple[Slug, ...] = Field(description="Whose food it is.")
    what: str = Field(description="Flow, round and trip, or point that fetches: an id.")
    trip: int | None = Field(default=None, description="Which trip of the round, from 1.")
    pallets: Amount
    wanted_s: int = Field(description="When it should be done.")
    starts_s: int
    ends_s: int

    @property
    def late_s(self) -> int:
        """Seconds after the time wanted."""
        return max(0, self.ends_s - self.wanted_s)


class DockDay(Model):
    """The docks of one platform on one day."""

    platform: Slug
    day: Day
    lorries: int
    late_s: int = Field(description="Seconds late, all together.")
    late_bound_s: int
    done_s: int = Field(description="When the last is done, seconds since midnight.")
    done_bound_s: int
    proved: bool
    left: tuple[Slug, ...] = Field(default=(), description="Lorries that no dock can take.")


class DockPlan(Model):
    """Slots of the docks over one week."""

    slots: tuple[DockSlot, ...]
    days: tuple[DockDay, ...]


class AloneYear(Model):
    """What one network would pay and bring by itself, from its home; rounds × 52."""

    network: Slug
    site_eur: Amount = Field(description="A site of its own, a year.")
    own_rounds_eur: float | None = Field(description="A year; none: not planned.")
    shared_rounds_eur: float | None = Field(
        description="Its part of the common rounds, a year; none: there are none."
    )
    due_kg: int = Field(default=0, description="To its points in the week planned alone.")
    got_kg: int = 0
    shared_got_kg: int = Field(default=0, description="By the common rounds.")

    @property
    def comparable(self) -> bool:
        """Whether both ways are planned, and alone brings about as much: else costs say little."""
        planned = self.own_rounds_eur is not None and self.shared_rounds_eur is not None
        return planned and self.got_kg >= 0.99 * self.shared_got_kg


class SupplyFigures(Model):
    """A week's supply in a few figures, and the year's costs that go with it."""

    got_kg: int
    metres: int
    person_s: int
    rounds_eur: Amount = Field(description="Vehicles and feeders, a year.")
    running_eur: Amount = Field(description="Running cost, a year.")
    fitout_eur: Amount = Field(description="Fit-out spread over its years, a year.")

    @property
    def year_eur(self) -> float:
        """All of it, euros a year."""
        return self.rounds_eur + self.running_eur + self.fitout_eur


class MovedPoint(Model):
    """A point that another platform reaches sooner than the main one."""

    point: Slug
    platform: Slug
    due_kg: int
    main_s: int = Field(description="From the main platform, seconds.")
    other_s: int = Field(description="From the other one, seconds.")


class SecondPlatform(Model):
    """The same week with all platforms, and with the main one alone."""

    moved: tuple[MovedPoint, ...]
    with_it: SupplyFigures
    without_it: SupplyFigures

    @property
    def comparable(self) -> bool:
        """Whether both bring about as much: else a difference of costs says little."""
        got = sorted((self.with_it.got_kg, self.without_it.got_kg))
        return got[0] >= 0.99 * got[1]


class WarehouseStudy(Model):
    """Everything that planning a warehouse has to say."""

    scenario: Scenario
    travel: tuple[TravelMatrix, ...] = Field(description="Between platforms and points, by part.")
    allotment: Allotment
    stock: StockPlan
    replenishment: Replenishment | None = Field(description="None without points or fleets.")
    docks: DockPlan
    funding: FundingStudy | None = None
    alone: tuple[AloneYear, ...] = ()
    second: SecondPlatform | None = None
    violations: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    provenance: dict[str, str]
