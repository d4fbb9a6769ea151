"""Food told, added up by whoever is asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from models.month import (
    LEAST_TOLD,
    FamilyKg,
    HolderMonth,
    MonthCount,
    PeopleCount,
    Untold,
)
from models.periods import Period, month_of
from models.scenario import Scenario
from models.visits import Visit
from solver.allocation.accounts import PastWeek

K = TypeVar("K")
Kg = Mapping[str, tuple[float, float]]
"""Taken and thrown away, by family."""


def by(visits: Iterable[Visit], key: Callable[[Visit], K]) -> dict[K, list[Visit]]:
    """Return visits by something, in their order."""
    found: dict[K, list[Visit]] = defaultdict(list)
    for one in visits:
        found[key(one)].append(one)
    return dict(found)


def food_of(visits: Iterable[Visit], families: Iterable[str]) -> tuple[FamilyKg, ...]:
    """Return what visits come to by family: those of the scenario in its order, then others."""
    kg: dict[str, list[float]] = {}
    for visit in visits:
        for one in visit.food:
            row = kg.setdefault(one.family, [0.0, 0.0])
            row[0] += one.kg
            row[1] += sum(one.rejected_kg.values())
    order = [*families]
    return tuple(
        FamilyKg(family=one, collected_kg=kg[one][0], rejected_kg=min(kg[one]))
        for one in [*order, *sorted(kg.keys() - set(order))]
        if one in kg
    )


def holders(
    visits: Iterable[Visit],
    scenario: Scenario,
    weeks: Iterable[PastWeek],
    missing: Untold,
) -> tuple[HolderMonth, ...]:
    """Return what each association had of its stores and of the pool, none of the scenario out.

    Parameters
    ----------
    visits
        Of the period.
    weeks
        Of the ledger, those of the period.
    """
    told = by(visits, lambda one: one.holder)
    received: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for week in weeks:
        for who, row in week.received_kg.items():
            for family, kg in row.items():
                received[who][family] += kg
    lost = by_holder(missing)
    known = [one.id for one in scenario.associations]
    others = sorted((told.keys() | received.keys() | lost.keys()) - set(known))
    families = [one.id for one in scenario.families]
    return tuple(
        HolderMonth(
            association=who,
            done=sum(bool(one.food) for one in told.get(who, ())),
            empty=sum(one.empty_handed for one in told.get(who, ())),
            untold=lost.get(who, 0),
            food=food_of(told.get(who, ()), families),
            received_kg=dict(received.get(who, {})),
        )
        for who in [*known, *others]
    )


def by_holder(missing: Untold) -> dict[str, int]:
    """Return how many visits of the stores of each were not told."""
    found: dict[str, int] = defaultdict(int)
    for one in missing.visits:
        found[one.holder] += 1
    return dict(found)


def months(visits: Iterable[Visit], period: Period, missing: Untold) -> tuple[MonthCount, ...]:
    """Return what each month of a period comes to; months that nobody told are there too."""
    told = by(visits, lambda one: (one.day.year, one.day.month))
    lost = defaultdict[tuple[int, int], int](int)
    for one in missing.visits:
        lost[one.day.year, one.day.month] += 1
    found = []
    for n in range(period.months):
        at = 12 * period.first.year + period.first.month - 1 + n
        month = month_of(date(at // 12, at % 12 + 1, 1))
        mine = told.get((month.first.year, month.first.month), [])
        food = food_of(mine, ())
        found.append(
            MonthCount(
                month=month,
                told=bool(mine),
                done=sum(bool(one.food) for one in mine),
                empty=sum(one.empty_handed for one in mine),
                untold=lost[month.first.year, month.first.month],
                collected_kg=sum(one.collected_kg for one in food),
                rejected_kg=sum(one.rejected_kg for one in food),
            )
        )
    return tuple(found)


def people(scenario: Scenario) -> tuple[PeopleCount, ...]:
    """Return how many each helps, small counts left out."""
    heads = told_counts({one.id: one.people for one in scenario.associations})
    homes = told_counts({one.id: one.households for one in scenario.associations})
    return tuple(
        PeopleCount(
            association=one.id,
            people=heads[one.id],
            households=homes[one.id],
            counted_on=one.counted_on,
        )
        for one in scenario.associations
    )


def told_counts(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Return counts of people, those too small as none; a total that is told gives away no one.

    Where one alone is hidden, the smallest of the others is too.

    Examples
    --------
    >>> told_counts({"a": 10, "b": 40, "c": 0, "d": 90})
    {'a': None, 'b': None, 'c': 0, 'd': 90}
    """
    hidden = {one for one, n in counts.items() if 0 < n < LEAST_TOLD}
    rest = [one for one, n in counts.items() if n >= LEAST_TOLD]
    if len(hidden) == 1 and rest:
        hidden.add(min(rest, key=lambda one: (counts[one], one)))
    return {one: None if one in hidden else n for one, n in counts.items()}
