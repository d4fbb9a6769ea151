"""The calendar of a town's weeks: how far each one is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from models.recurrence import monday_of
from models.visits import Visit
from service.ledger.lines import Withdrawn

if TYPE_CHECKING:
    from service.ledger.store import Ledger

State = Literal["nothing", "drafted", "planned", "published", "weighed", "closed"]
PlannedVisit = tuple[date, str | None]
"""Its day, and the donation that it is of."""
WEEK = timedelta(weeks=1)
YEAR, MOST = 53, 530
"""Weeks that are shown at first, and at most: a wrong year makes no endless calendar."""


@dataclass(frozen=True)
class WeekState:
    """How far a week is."""

    week_of: date
    state: State
    told: int
    """Visits that were told, at which somebody went."""
    planned: int | None
    """Visits that were planned; none when its plan is not known."""
    planned_told: int
    """How many of these were told."""
    kg: float
    """What came in, as told."""
    rejected_kg: float
    published: bool
    withdrawn: tuple[Withdrawn, ...]


def calendar(
    ledger: Ledger,
    town: str,
    planned: Iterable[date] = (),
    visits_in: Callable[[date], Collection[PlannedVisit] | None] | None = None,
    most: int = YEAR,
) -> list[WeekState]:
    """Return the weeks of a town, the newest first, to the first that is known.

    Parameters
    ----------
    planned
        Mondays of weeks that have a plan.
    visits_in
        The visits that the plan of a week has, if that is known; not asked of a week that is
        published with its stops.
    most
        How many weeks, at most.
    """
    closed, published = set(ledger.closed_weeks(town)), set(ledger.weeks(town))
    drafted, withdrawn = set(ledger.drafted(town)), ledger.withdrawn(town)
    plans, ends = set(planned), {monday_of(one) for one in ledger.told_days(town)}
    known = closed | published | drafted | plans | ends | {one.week_of for one in withdrawn}
    if not known:
        return []
    newest = max(known)
    oldest = max(min(known), newest - (min(most, MOST) - 1) * WEEK)
    journal = ledger.journal(town, oldest)
    stops: dict[date, Collection[PlannedVisit] | None] = {
        monday: [(one.day, one.pickup) for one in found]
        for monday, found in ledger.planned(town, oldest).items()
    }
    told: dict[date, list[Visit]] = {week: [] for week in journal.weeks}
    for visit in journal.visits:
        told[monday_of(visit.day)].append(visit)

    def state(week: date) -> State:
        steps: tuple[tuple[State, object], ...] = (
            ("closed", week in closed),
            ("weighed", week in told),
            ("published", week in published),
            ("planned", week in plans),
            ("drafted", week in drafted),
        )
        return next((name for name, is_so in steps if is_so), "nothing")

    found: list[WeekState] = []
    week = newest
    while week >= oldest:
        visits = told.get(week, [])
        plan = stops.get(week)
        if plan is None and visits_in is not None:
            plan = visits_in(week)
        said = {(one.day, one.pickup) for one in visits}
        found.append(
            WeekState(
                week,
                state(week),
                sum(one.outcome != "not_visited" for one in visits),
                None if plan is None else len(plan),
                sum(one in said for one in plan or ()),
                sum(one.kg for one in visits),
                sum(one.rejected_kg for one in visits),
                week in published,
                tuple(one for one in withdrawn if one.week_of == week),
            )
        )
        week -= WEEK
    return found
