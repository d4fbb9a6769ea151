"""Which fridge: a newsvendor on the surplus of observed days.

The surplus of a day is known only once it is there. Room for ``q`` kg a day passes on
``min(surplus, q)``; the best ``q`` is the quantile of the surplus at the critical ratio (Arrow,
Harris & Marschak 1951), here of the days observed, each as likely as the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from models.calendar import DAYS, Day
from models.fridge import DAYS_A_MONTH, FridgeSize, SolidarityFridge
from models.fridge_study import SizeTried, SurplusSeen
from models.visits import Journal

SHORT = "under_48_h"
ALMOST = 1e-9


def noted(asked: SolidarityFridge) -> tuple[SurplusSeen, ...]:
    """Return the surplus that was typed."""
    return tuple(
        SurplusSeen(day=one.day, kg=one.kg) for one in asked.surplus if one.cooked != "home"
    )


def from_journal(asked: SolidarityFridge, journal: Journal) -> tuple[SurplusSeen, ...]:
    """Return what would have gone to the fridge, day by day: part of what came with short dates.

    Days within the weeks told on which nothing came count as nought.
    """
    kg: dict[str, float] = defaultdict(float)
    for visit in journal.visits:
        for food in visit.food:
            if food.use_by == SHORT:
                kg[visit.day.isoformat()] += food.kept_kg * asked.short_dated_share
    if not kg:
        return ()
    found = []
    for monday in journal.weeks:
        for number, day in enumerate(DAYS):
            at = monday.fromordinal(monday.toordinal() + number).isoformat()
            found.append(SurplusSeen(day=day, kg=kg.get(at, 0.0)))
    return tuple(found)


def quantile(kg: Sequence[float], share: float) -> float:
    """Return the least of some values below or at which that share of them lies.

    Examples
    --------
    >>> quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.8), quantile([5.0], 0.1), quantile([], 0.9)
    (8, 5.0, 0.0)
    """
    order = sorted(kg)
    for number, value in enumerate(order, 1):
        if number / len(order) >= share - ALMOST:
            return value
    return 0.0


def expected_kg(surplus: Sequence[SurplusSeen], a_day_kg: float) -> Mapping[Day, float]:
    """Return what passes through on each day of the week, kg: on average over its days observed.

    A day of the week that was never observed is taken as the average of all that were.
    """
    by_day: dict[Day, list[float]] = defaultdict(list)
    for one in surplus:
        by_day[one.day].append(min(one.kg, a_day_kg))
    every = [min(one.kg, a_day_kg) for one in surplus]
    mean = sum(every) / len(every) if every else 0.0
    return {day: sum(by_day[day]) / len(by_day[day]) if by_day[day] else mean for day in DAYS}


def tried(asked: SolidarityFridge, surplus: Sequence[SurplusSeen]) -> tuple[SizeTried, ...]:
    """Return what each model would do, the smallest first."""
    return tuple(
        _tried(asked, size, surplus)
        for size in sorted(asked.sizes, key=lambda one: (one.kg, one.eur_a_year, one.id))
    )


def _tried(asked: SolidarityFridge, size: FridgeSize, surplus: Sequence[SurplusSeen]) -> SizeTried:
    a_day = asked.a_day_kg(size) * asked.fridges
    passes = sum(expected_kg(surplus, a_day).values()) / 7 * DAYS_A_MONTH
    offered = sum(expected_kg(surplus, float("inf")).values()) / 7 * DAYS_A_MONTH
    eur = size.eur_a_year / 12 * asked.fridges
    fits = sum(one.kg <= a_day + ALMOST for one in surplus) / len(surplus) if surplus else 0.0
    return SizeTried(
        size=size.id,
        fits=fits,
        passes_kg_month=passes,
        turned_away_kg_month=max(0.0, offered - passes),
        eur_month=eur,
        net_eur_month=passes * asked.taken_share * asked.eur_per_kg_saved - eur,
    )


def chosen(asked: SolidarityFridge, sizes: Sequence[SizeTried]) -> str | None:
    """Return the model to have: the least one that is enough, else the largest.

    Where no share of days is stated, costs say: the model that leaves the most.
    """
    if not sizes:
        return None
    if asked.quantile is None:
        return max(sizes, key=lambda one: (one.net_eur_month, -one.eur_month)).size
    for one in sizes:
        if one.fits >= asked.quantile - ALMOST:
            return one.size
    return sizes[-1].size
