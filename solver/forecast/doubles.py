"""Stores that two associations visit, and the fewest moves after which none is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

import numpy as np

from models.calendar import DAY_NUMBER, DAYS, Day
from models.forecast import DoubleVisit, Exchange, VisitMove
from models.scenario import Scenario
from models.visits import Journal, Visit
from solver.programs.linear import minimise

WEEKS = 13
"""The last weeks that are looked at."""
HABIT = 3
"""Weeks in which something happened, from which on it is a habit."""
LARGE_M2 = 400.0
"""Stores above this are held by accredited associations alone."""
PARTS = 1000
"""A loss is counted in thousandths of what an association receives."""


@dataclass
class _Habit:
    """What one association does at one store on one day of the week."""

    weeks: set[date] = field(default_factory=set)
    kg: float = 0.0


Habits = dict[str, dict[str, dict[Day, _Habit]]]
"""By store, who goes and day of the week."""


def lately(journal: Journal) -> tuple[Visit, ...]:
    """Return the visits of the last weeks at which somebody was at the store."""
    if not journal.visits:
        return ()
    last = journal.visits[-1].day
    first = last - timedelta(days=last.weekday() + 7 * (WEEKS - 1))
    return tuple(one for one in journal.visits if one.day >= first and one.outcome != "not_visited")


def doubles(scenario: Scenario, journal: Journal) -> tuple[DoubleVisit, ...]:
    """Return the stores to which two associations go, those most often first.

    Either each holds an agreement and both go in the same weeks, or two go on the same day.
    """
    return tuple(_doubles(_habits(scenario, lately(journal))))


def exchange(scenario: Scenario, journal: Journal) -> Exchange | None:
    """Return the fewest store-days that change hands so that no store is visited twice.

    Among as few, those after which the association that loses most loses least, by share of what
    it receives. None where nothing is double, or nobody may take a store.
    """
    visits = lately(journal)
    habits = _habits(scenario, visits)
    double = [one.donor for one in _doubles(habits)]
    if not double:
        return None
    weeks = max(1, len({one.week_of for one in visits}))
    before = _received(visits, weeks)
    choices = [
        (donor, who)
        for donor in double
        for who in sorted(habits[donor])
        if _may_hold(scenario, donor, who)
    ]
    if {donor for donor, _ in choices} != set(double):
        return None
    taken = _least(choices, double, habits, before, weeks)
    moves = tuple(
        VisitMove(
            donor=donor,
            day=day,
            gives=who,
            takes=taken[donor],
            kg=round(habits[donor][who][day].kg / weeks, 1),
        )
        for donor in double
        for who in sorted(habits[donor])
        if who != taken[donor]
        for day in sorted(habits[donor][who], key=lambda one: DAY_NUMBER[one])
    )
    after = dict(before)
    for move in moves:
        after[move.gives] = max(0.0, after.get(move.gives, 0.0) - move.kg)
        after[move.takes] = after.get(move.takes, 0.0) + move.kg
    return Exchange(
        moves=moves,
        before_kg={who: round(kg, 1) for who, kg in sorted(before.items())},
        after_kg={who: round(kg, 1) for who, kg in sorted(after.items())},
    )


def _least(
    choices: Sequence[tuple[str, str]],
    double: Sequence[str],
    habits: Habits,
    before: dict[str, float],
    weeks: int,
) -> dict[str, str]:
    """Return who takes each store: fewest moves, then the smallest largest loss.

    A column a choice and one for the largest loss, in thousandths.
    """
    parties = sorted({*before, *(who for donor in double for who in habits[donor])})
    count = len(choices)
    costs = np.zeros(count + 1)
    costs[count] = 1.0
    one_each = np.zeros((len(double), count + 1))
    loss = np.zeros((len(parties), count + 1))
    loss[:, count] = -1.0
    for column, (donor, who) in enumerate(choices):
        one_each[double.index(donor), column] = 1.0
        for other, days in habits[donor].items():
            kg = sum(one.kg for one in days.values()) / weeks
            if other == who:
                continue
            costs[column] += 2 * PARTS * len(days)
            loss[parties.index(other), column] += PARTS * kg / max(before.get(other, 0.0), kg, 1e-9)
            loss[parties.index(who), column] -= PARTS * kg / max(before.get(who, 0.0), kg, 1e-9)
    upper = np.append(np.ones(count), float(2 * PARTS))
    found = minimise(
        costs, (one_each, 1.0, 1.0), (loss, -np.inf, 0.0), upper=upper, whole=True
    ).values
    return {donor: who for n, (donor, who) in enumerate(choices) if found[n] > 0.5}


def _may_hold(scenario: Scenario, donor: str, who: str) -> bool:
    """Tell whether an association may be the only one at a store."""
    store = scenario.donor[donor]
    if who not in scenario.association or (store.private and who != store.holder):
        return False
    large = (store.area_m2 or 0.0) > LARGE_M2
    return scenario.association[who].accredited or not large


def _habits(scenario: Scenario, visits: Iterable[Visit]) -> Habits:
    """Return who goes where on which days, of what happened in several weeks.

    Where one association holds the agreement, others may go for it: that is no double visit but
    on days on which two go.
    """
    mine: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        if visit.donor in scenario.donor:
            mine[visit.donor].append(visit)
    found: Habits = {}
    for donor, told in mine.items():
        held = _by_party(told, by_holder=True)
        found[donor] = held if len(held) > 1 else _on_one_day(_by_party(told, by_holder=False))
    return found


def _by_party(told: Sequence[Visit], *, by_holder: bool) -> dict[str, dict[Day, _Habit]]:
    parties: dict[str, dict[Day, _Habit]] = defaultdict(lambda: defaultdict(_Habit))
    for visit in told:
        who = visit.holder if by_holder else visit.association
        habit = parties[who][DAYS[visit.day.weekday()]]
        habit.weeks.add(visit.week_of)
        habit.kg += visit.kg - visit.rejected_kg
    kept = {
        who: {day: one for day, one in days.items() if len(one.weeks) >= HABIT}
        for who, days in parties.items()
    }
    return {who: days for who, days in kept.items() if days}


def _on_one_day(parties: dict[str, dict[Day, _Habit]]) -> dict[str, dict[Day, _Habit]]:
    """Return the habits of those days alone on which two or more go in the same weeks."""
    shared = {
        day
        for day in DAYS
        if any(
            len(one[day].weeks & other[day].weeks) >= HABIT
            for one, other in combinations(parties.values(), 2)
            if day in one and day in other
        )
    }
    kept = {
        who: {day: one for day, one in days.items() if day in shared}
        for who, days in parties.items()
    }
    return {who: days for who, days in kept.items() if days}


def _doubles(habits: Habits) -> list[DoubleVisit]:
    found = []
    for donor, parties in habits.items():
        weeks: Counter[date] = Counter()
        days: Counter[tuple[date, Day]] = Counter()
        for mine in parties.values():
            weeks.update({week for habit in mine.values() for week in habit.weeks})
            days.update((week, day) for day, habit in mine.items() for week in habit.weeks)
        together = [week for week, count in weeks.items() if count > 1]
        if len(together) >= HABIT:
            found.append(
                DoubleVisit(
                    donor=donor,
                    associations=tuple(sorted(parties)),
                    weeks=len(together),
                    same_day=len({week for (week, _), count in days.items() if count > 1}),
                )
            )
    return sorted(found, key=lambda one: (-one.weeks, -one.same_day, one.donor))


def _received(visits: Iterable[Visit], weeks: int) -> dict[str, float]:
    """Return the usable kg a week by holder: what is collected is given to them."""
    found: dict[str, float] = defaultdict(float)
    for visit in visits:
        found[visit.holder] += (visit.kg - visit.rejected_kg) / weeks
    return found
