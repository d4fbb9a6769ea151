"""A town's weeks one after the other: what was told, levels, before and after pooling."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from models.periods import Period
from models.pooling import Baseline
from models.scenario import Scenario
from models.town_history import WINDOWS, BeforeAfter, Levels, WeekTold
from models.visits import Journal
from solver.allocation.accounts import PastWeek
from solver.told.food import by, food_of
from solver.told.untold import outings_untold, untold, week_of

ROLLING = WINDOWS[0]
WEEK = timedelta(weeks=1)
Means = dict[str, tuple[float, int]]
"""A mean week, and over how many it was measured, by what it is of."""


def weeks_told(
    journal: Journal,
    scenario: Scenario,
    first: date,
    last: date,
    past: Sequence[PastWeek] = (),
    *,
    before: date,
) -> tuple[WeekTold, ...]:
    """Return the weeks from one Monday to another, those not told too.

    Parameters
    ----------
    journal
        All of it.
    past
        The weeks of the ledger.
    before
        The first day that need not be told yet.
    """
    period = Period(first=first, last=last + timedelta(days=6))
    own = journal.between(period.first, period.last)
    missing = untold(journal, scenario, period, past, before=before)
    lost = Counter(week_of(one.day) for one in missing.visits)
    silent = Counter(week_of(one.day) for one in outings_untold(own))
    visits = by(own.visits, lambda one: week_of(one.day))
    families = [one.id for one in scenario.families]
    km, hours = defaultdict[date, float](float), defaultdict[date, float](float)
    for one in own.outings:
        km[week_of(one.day)] += one.km
        hours[week_of(one.day)] += one.hours
    told = set(own.weeks)
    return tuple(
        WeekTold(
            week_of=monday,
            told=monday in told,
            done=sum(bool(one.food) for one in visits.get(monday, ())),
            empty=sum(one.empty_handed for one in visits.get(monday, ())),
            untold=lost[monday],
            food=food_of(visits.get(monday, ()), families),
            km=km[monday],
            hours=hours[monday],
            outings_untold=silent[monday],
        )
        for monday in period.mondays
    )


def levels(
    weeks: Sequence[PastWeek], scenario: Scenario, last: date, mondays: Sequence[date] = ()
) -> tuple[Levels, ...]:
    """Return what each association received of what it needed, over windows of weeks.

    Parameters
    ----------
    weeks
        Of the ledger, ascending.
    last
        Monday of the last week that counts.
    mondays
        Weeks of which the level over the 8 weeks to each is told.
    """
    sums = {
        one.id: {
            week.week_of: (
                sum(week.need_kg.get(one.id, {}).values()),
                sum(week.received_kg.get(one.id, {}).values()),
            )
            for week in weeks
        }
        for one in scenario.associations
    }
    there = {week.week_of for week in weeks}
    return tuple(
        Levels(
            association=one.id,
            by_window={window: _level(sums[one.id], last, window) for window in WINDOWS},
            rolling=tuple(
                _level(sums[one.id], monday, ROLLING) if monday in there else None
                for monday in mondays
            ),
        )
        for one in scenario.associations
    )


def _level(sums: dict[date, tuple[float, float]], last: date, window: int) -> float | None:
    rows = [sums[day] for n in range(window) if (day := last - n * WEEK) in sums]
    need = sum(one for one, _ in rows)
    return sum(one for _, one in rows) / need if need > 0 else None


def compared(weeks: Sequence[WeekTold], baseline: Baseline) -> tuple[BeforeAfter, ...]:
    """Return a mean week before pooling and since: measured where weeks were told, else typed.

    Weeks not told count in neither; km and hours only in weeks of which all outings were told.
    """
    before = _means([one for one in weeks if one.week_of + 6 * timedelta(days=1) < baseline.since])
    after = _means([one for one in weeks if one.week_of >= baseline.since])
    typed: dict[str, float | None] = {
        "kg": baseline.kg,
        "km": baseline.km,
        "hours": baseline.hours,
    }
    for what in ("km", "hours"):
        value = typed[what]
        typed[f"{what}_per_kg"] = value / baseline.kg if value is not None and baseline.kg else None
    found = []
    for what, value in typed.items():
        measured, since = before.get(what), after.get(what)
        found.append(
            BeforeAfter(
                what=what,
                before=value if value is not None or measured is None else measured[0],
                typed=value is not None,
                after=None if since is None else since[0],
                before_weeks=0 if value is not None or measured is None else measured[1],
                after_weeks=0 if since is None else since[1],
            )
        )
    return tuple(found)


def _means(weeks: Sequence[WeekTold]) -> Means:
    told = [one for one in weeks if one.told]
    driven = [one for one in told if one.driven]
    found: Means = {}
    if told:
        found["kg"] = (sum(one.kg for one in told) / len(told), len(told))
    if driven:
        km, hours = sum(one.km for one in driven), sum(one.hours for one in driven)
        kg, count = sum(one.kg for one in driven), len(driven)
        found |= {"km": (km / count, count), "hours": (hours / count, count)}
        found |= {"km_per_kg": (km / kg, count), "hours_per_kg": (hours / kg, count)}
    return found
