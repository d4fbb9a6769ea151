"""What nobody told: visits that were to be expected, weeks, outings."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from models.month import Untold, UntoldOuting, UntoldVisit
from models.periods import Period
from models.planned_stops import PlannedStop
from models.scenario import Scenario
from models.visits import Journal, Visit
from solver.allocation.accounts import PastWeek
from solver.told.food import by

At = tuple[date, str]
"""A day and a store."""
Told = Mapping[At, Sequence[Visit]]


def told_to(told: Journal, period: Period, today: date) -> date:
    """Return the last day that a paper of a period counts: yesterday, or a later one that was told.

    Parameters
    ----------
    told
        Of the period.

    Examples
    --------
    >>> from models.periods import month_of
    >>> from models.visits import nothing_told
    >>> december = month_of(date(2026, 12, 1))
    >>> told_to(nothing_told("x"), december, today=date(2026, 12, 1))
    datetime.date(2026, 12, 1)
    """
    days = [*(one.day for one in told.visits), *(one.day for one in told.outings)]
    return min(period.last, max([period.first, today - timedelta(days=1), *days]))


def untold(
    journal: Journal,
    scenario: Scenario,
    period: Period,
    past: Iterable[PastWeek] = (),
    *,
    before: date,
) -> Untold:
    """Return what was to be expected in a period and was not told.

    Of a week that was published with its plan, the stops of that plan are expected, and no other:
    what a plan leaves was never to be made. Of any other week a visit is expected on each day on
    which a store of the scenario gives, from the first week that was ever told or published on, and
    from the first visit of the store if there is one. What is not over yet is not missing. A week
    of which nothing is told, and of whose days in the period nothing was expected, lacks nothing.

    Parameters
    ----------
    journal
        All of it.
    past
        The weeks of the ledger.
    before
        The first day that need not be told yet.
    """
    plans = {one.week_of: one.planned for one in past}
    begun = min([*journal.weeks, *plans], default=None)
    if begun is None:
        return Untold(outings=outings_untold(journal.between(period.first, period.last)))
    visits, weeks, told_weeks = list[UntoldVisit](), list[date](), set(journal.weeks)
    told = by(
        (one for one in journal.visits if period.holds(one.day)), lambda one: (one.day, one.donor)
    )
    bodies = _Bodies(journal, scenario)
    for monday in period.mondays:
        if monday < begun or monday >= before:
            continue
        stops = plans.get(monday)
        if stops is None:
            due = expected(scenario, monday)
        else:
            due = Counter((one.day, one.donor) for one in stops)
        due = Counter({at: n for at, n in due.items() if period.holds(at[0]) and at[0] < before})
        if monday not in told_weeks and due:
            weeks.append(monday)
        if stops is None:
            visits += _not_given(due, told, bodies)
        else:
            visits += _not_gone([one for one in stops if (one.day, one.donor) in due], told)
    return Untold(
        visits=tuple(sorted(visits, key=lambda one: (one.day, one.donor))),
        weeks=tuple(weeks),
        outings=outings_untold(journal.between(period.first, period.last)),
    )


def expected(scenario: Scenario, monday: date) -> Counter[tuple[date, str]]:
    """Return how often each store gives on each day of a week, by day and store."""
    week = scenario if monday == scenario.week_of else scenario.changed(week_of=monday)
    ridden = set(week.days)
    return Counter(
        (week.date_of(day), donor.id)
        for donor in week.donors_now.values()
        for offer in donor.offers
        for day in offer.days
        if day in ridden
    )


def _not_given(due: Counter[At], told: Told, bodies: _Bodies) -> Iterator[UntoldVisit]:
    """Yield what stores give and nobody told, of stores that were visited before."""
    for (day, donor), count in due.items():
        missing = count - len(told.get((day, donor), ()))
        if missing > 0 and day >= bodies.begun(donor):
            one = UntoldVisit(day=day, donor=donor, holder=bodies.on(donor, day))
            yield from [one] * missing


def _not_gone(stops: Iterable[PlannedStop], told: Told) -> Iterator[UntoldVisit]:
    """Yield the stops of a plan that nobody told.

    A visit tells the stop of its donation; of another donation, or of none, one of its store on
    that day, but for a donation that the plan leaves and that was said not to be visited.
    """
    due: dict[At, list[PlannedStop]] = {}
    for stop in stops:
        due.setdefault((stop.day, stop.donor), []).append(stop)
    for at, planned in due.items():
        said, own = told.get(at, ()), {one.pickup for one in planned}
        named = {one.pickup for one in said}
        others = sum(
            one.pickup is None or (one.pickup not in own and one.outcome != "not_visited")
            for one in said
        )
        for one in [one for one in planned if one.pickup not in named][others:]:
            yield UntoldVisit(day=one.day, donor=one.donor, holder=one.holder)


def outings_untold(journal: Journal) -> tuple[UntoldOuting, ...]:
    """Return the rounds that visited stores and of which no outing is told.

    A round of the plan is told by an outing of its name on its day; visits without a round by any
    outing of that day.
    """
    rounds = {(one.day, one.round) for one in journal.outings}
    days = {one.day for one in journal.outings}
    driven = Counter((one.day, one.round) for one in journal.visits if one.outcome != "not_visited")
    unnamed = {one.day for one in journal.outings if one.round is None}
    return tuple(
        UntoldOuting(day=day, round=name, visits=count)
        for (day, name), count in sorted(
            driven.items(), key=lambda one: (one[0][0], one[0][1] or "")
        )
        if (day not in days if name is None else (day, name) not in rounds and day not in unnamed)
    )


class _Bodies:
    """Who held the agreement with a store on a day of which nothing was told."""

    def __init__(self, journal: Journal, scenario: Scenario) -> None:
        self._visits = journal.by_donor
        self._days = {who: [one.day for one in told] for who, told in self._visits.items()}
        self._stores = scenario.donor

    def begun(self, donor: str) -> date:
        """Return the day of the first visit told of a store; of none, the first day of all."""
        days = self._days.get(donor)
        return days[0] if days else date.min

    def on(self, donor: str, day: date) -> str:
        """Return the holder told last before a day, else first after it, else of the scenario."""
        told: Sequence[Visit] = self._visits.get(donor, ())
        if not told:
            return self._stores[donor].on(day).holder
        return told[max(0, bisect_right(self._days[donor], day) - 1)].holder


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())
