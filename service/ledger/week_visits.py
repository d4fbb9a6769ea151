"""A week's visits and outings: those planned, and what was told of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from models.base import clock
from models.calendar import DAY_NUMBER
from models.plan import Plan, Round
from models.planned_stops import PlannedStop
from models.recurrence import monday_of
from models.scenario import Scenario
from models.visits import Outing, Visit
from service.ledger.chain import Line
from service.ledger.journal import Standing


@dataclass(frozen=True)
class WeekVisit:
    """One visit of a week: planned, or told without being planned."""

    day: date
    donor: str
    association: str
    """Who goes, or went."""
    pickup: str | None
    round: str | None
    expected_kg: Mapping[str, float] = field(default_factory=dict)
    """By family, as planned."""
    arrives: str = ""
    """As planned, ``HH:MM``."""
    told: Visit | None = None
    """None is not told: neither promised nor nothing."""
    left: bool = False
    """Whether the store gives, and the plan goes there for nothing."""


@dataclass(frozen=True)
class WeekOuting:
    """One outing of a week: planned, or told without being planned."""

    day: date
    vehicle: str
    owner: str
    round: str | None
    hours: float | None = None
    """As planned."""
    told: Outing | None = None


@dataclass(frozen=True)
class WeekTold:
    """A week: each visit and outing with what was told of it."""

    week_of: date
    visits: tuple[WeekVisit, ...]
    """By day, then as rounds go; what was not planned, or left by the plan, comes last."""
    outings: tuple[WeekOuting, ...]
    closed: bool
    last: int
    """Number of the town's last line: what is told from here on comes after it."""

    @property
    def planned(self) -> int:
        """How many visits were planned."""
        return sum(bool(one.expected_kg) for one in self.visits)

    @property
    def told(self) -> int:
        """How many of the planned visits were told."""
        return sum(bool(one.expected_kg and one.told) for one in self.visits)


def in_week(world: Scenario, week_of: date) -> Scenario:
    """Return a town in another of its weeks, as its recurring days and offers say it."""
    return world if world.week_of == week_of else world.changed(week_of=monday_of(week_of))


def planned_visits(world: Scenario, plan: Plan | None) -> list[WeekVisit]:
    """Return the visits of a plan by day, as rounds go; all donations of the week without one."""
    if plan is None:
        return [
            WeekVisit(
                world.date_of(one.day),
                one.donor,
                world.donor[one.donor].holder,
                one.id,
                None,
                one.kg,
                clock(one.opens_s),
            )
            for one in world.pickups.values()
        ]
    found: dict[str, WeekVisit] = {}
    for item in _sorted(plan):
        for stop in item.collected:
            if stop.pickup is not None and stop.pickup not in found:
                found[stop.pickup] = WeekVisit(
                    world.date_of(item.day),
                    stop.site,
                    _goes(world, item),
                    stop.pickup,
                    item.id,
                    stop.kg,
                    clock(stop.arrive_s),
                )
    return list(found.values())


def planned_outings(world: Scenario, plan: Plan | None) -> list[WeekOuting]:
    """Return the outings of a plan, by day."""
    return [
        WeekOuting(
            world.date_of(item.day),
            item.vehicle,
            world.vehicle[item.vehicle].owner,
            item.id,
            round(item.duration_s / 3600, 2),
        )
        for item in _sorted(plan or Plan())
    ]


def week_told(
    world: Scenario,
    plan: Plan | None,
    there: Standing,
    stops: Sequence[PlannedStop] | None = None,
) -> WeekTold:
    """Return a week with what was told of it.

    Parameters
    ----------
    there
        The lines that stand, of the week's days at least.
    stops
        Those that the week was published with, whatever plan is at hand.
    """
    days = {world.week_of + timedelta(days=n) for n in DAY_NUMBER.values()}
    lines = [one for one in there.told if one.day in days]
    visits = [Visit.model_validate_json(one.content) for one in _of(lines, "visit")]
    outings = [Outing.model_validate_json(one.content) for one in _of(lines, "outing")]
    by_pickup: dict[tuple[date, str | None], Visit] = {
        (one.day, one.pickup): one for one in visits if one.pickup is not None
    }
    by_round = {(one.day, one.vehicle, one.round): one for one in outings}
    rows: list[WeekVisit] = []
    due, left = _due(world, plan, stops)
    for row in due:
        said = by_pickup.pop((row.day, row.pickup), None)
        rows.append(row if said is None else _with(row, said))
    rows += [one for one in left if (one.day, one.pickup) not in by_pickup]
    rest = [one for one in visits if one.pickup is None or (one.day, one.pickup) in by_pickup]
    rows += [_with(None, one) for one in rest]
    drives = []
    for out in planned_outings(world, plan):
        driven = by_round.pop((out.day, out.vehicle, out.round), None)
        drives.append(WeekOuting(out.day, out.vehicle, out.owner, out.round, out.hours, driven))
    drives += [
        WeekOuting(one.day, one.vehicle, one.owner, one.round, None, one)
        for one in by_round.values()
    ]
    return WeekTold(
        world.week_of,
        tuple(sorted(rows, key=lambda one: one.day)),
        tuple(sorted(drives, key=lambda one: one.day)),
        world.week_of in there.closed,
        there.last,
    )


def _due(
    world: Scenario, plan: Plan | None, stops: Sequence[PlannedStop] | None
) -> tuple[list[WeekVisit], list[WeekVisit]]:
    """Return the visits that are to be told of a week, and the donations that were left."""
    planned = planned_visits(world, plan)
    if plan is None and stops is None:
        return planned, []
    every = planned if plan is None else planned_visits(world, None)
    due = {(one.day, one.pickup) for one in (planned if stops is None else stops)}
    found = [one for one in planned if (one.day, one.pickup) in due]
    there = {(one.day, one.pickup) for one in found}
    found += [one for one in every if (one.day, one.pickup) in due - there]
    left = [replace(one, expected_kg={}, left=True) for one in every]
    return found, [one for one in left if (one.day, one.pickup) not in due]


def _with(row: WeekVisit | None, told: Visit) -> WeekVisit:
    """Return a visit as it was told."""
    return WeekVisit(
        told.day,
        told.donor,
        told.association,
        told.pickup,
        told.round,
        {} if row is None else row.expected_kg,
        "" if row is None else row.arrives,
        told,
    )


def _of(lines: Iterable[Line], kind: str) -> list[Line]:
    return [one for one in lines if one.kind == kind]


def _goes(world: Scenario, item: Round) -> str:
    """Return the association that goes with a round: its driver's."""
    return world.person[item.crew[0]].association if item.crew else _owner(world, item)


def _owner(world: Scenario, item: Round) -> str:
    return world.vehicle[item.vehicle].owner


def _sorted(plan: Plan) -> list[Round]:
    return sorted(plan.rounds, key=lambda one: (DAY_NUMBER[one.day], one.stops[0].leave_s, one.id))
