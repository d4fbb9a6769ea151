"""One line for each store: what comes of going there, with intervals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.forecast import SCORED_FROM, Estimate, Scorecard
from models.plan import Plan, Round
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.forecast.measured import Learned, estimate
from solver.forecast.recent import Floats

NORMAL = 1.645
"""Standard deviations of an interval of 90 %."""
TREND_WEEKS = 8
TREND_FROM = 6
"""Visits in each of both stretches, at least."""


def scorecards(found: Learned) -> tuple[Scorecard, ...]:
    """Return every store's scorecard, without a rank: those of now, then of before a change."""
    levels, town = found.levels, found.town
    every = np.arange(len(town.donors))
    rejects, no_shows = found.rejects.interval, found.no_shows.interval
    level = np.nan_to_num(levels.level(every)) * _day_mean(found)
    wide = NORMAL * np.sqrt(levels.variance / np.maximum(levels.counting, 1))
    trend = _trend(found)
    return tuple(
        Scorecard(
            donor=donor.id,
            visits=int(levels.visits[n]),
            reject=estimate(found.rejects, rejects, n),
            no_show=estimate(found.no_shows, no_shows, n),
            kg=Estimate(
                value=round(float(level[n]), 1),
                low=round(float(level[n] * np.exp(-wide[n])), 1),
                high=round(float(level[n] * np.exp(wide[n])), 1),
            ),
            trend=None if np.isnan(trend[n]) else round(float(trend[n]), 3),
            rank=None,
        )
        for n, donor in enumerate(town.donors)
    )


def with_ranks(found: Learned, cards: Sequence[Scorecard]) -> tuple[Scorecard, ...]:
    """Return the scorecards of the first stores with their ranks among each other."""
    made = list(cards)
    known = [n for n in range(len(made)) if found.rejects.seen[n] >= SCORED_FROM]
    for n, rank in zip(known, ranked([made[n].reject for n in known]), strict=True):
        made[n] = made[n].changed(rank=rank)
    return tuple(made)


def ranked(shares: Sequence[Estimate]) -> list[int]:
    """Return the rank of each, 1 the least; those whose intervals meet, one by one, share a rank.

    Examples
    --------
    >>> low, middle, high = (Estimate(value=v, low=v - 2, high=v + 2) for v in (3, 6, 12))
    >>> ranked([high, low, middle])
    [3, 1, 1]
    """
    order = sorted(range(len(shares)), key=lambda n: (shares[n].low, shares[n].high))
    found = [0] * len(shares)
    highest, rank = float("-inf"), 1
    for place, n in enumerate(order, start=1):
        if shares[n].low > highest:
            rank = place
        found[n] = rank
        highest = max(highest, shares[n].high)
    return found


def _day_mean(found: Learned) -> Floats:
    """Return the mean of the days of the week on which each store gives, against its level."""
    every = np.arange(len(found.town.donors))
    told = np.stack([(found.town.told.kg[day::7] > 0).sum(axis=0) for day in range(7)], axis=1)
    offered = (~np.isnan(found.town.told.assumed)).astype(np.int64)
    given = np.where(told.sum(axis=1)[:, None] > 0, told, offered)
    factors = np.stack([found.levels.factor(every, day) for day in range(7)], axis=1)
    many = np.maximum(given.sum(axis=1), 1)
    mean: Floats = (factors * given).sum(axis=1) / many
    return mean


def _trend(found: Learned) -> Floats:
    """Return by how much each store gives more than before, days of the week taken out."""
    kg, levels = found.town.told.kg, found.levels
    every = np.arange(kg.shape[1])
    factors = np.stack([levels.factor(every, day) for day in range(7)])
    plain = kg / np.tile(factors, (len(kg) // 7, 1))
    days = 7 * TREND_WEEKS
    now, before = _mean(plain[-days:]), _mean(plain[-2 * days : -days])
    return now / before - 1


def _mean(values: Floats) -> Floats:
    """Return the mean of each store's days, nan where too few were told."""
    count = np.asarray((~np.isnan(values)).sum(axis=0))
    total = np.where(np.isnan(values), 0.0, values).sum(axis=0)
    return np.where(count >= TREND_FROM, total / np.maximum(count, 1), np.nan)


def worth_the_trip(
    scenario: Scenario, travel: TravelMatrix, plan: Plan, cards: Sequence[Scorecard]
) -> tuple[Scorecard, ...]:
    """Return scorecards with what a plan knows: kept kg an hour of people, detour of a visit.

    The detour is what the round would not drive without the stop; the hours are those of the
    detour and of the stop, of everybody aboard. kg are those measured, kept after sorting.
    """
    km: dict[str, list[float]] = {}
    hours: dict[str, list[float]] = {}
    for item in plan.rounds:
        for donor, metres, people_h in _stops(scenario, travel, item):
            km.setdefault(donor, []).append(metres / 1000)
            hours.setdefault(donor, []).append(people_h)
    made = []
    for card in cards:
        if card.donor in km:
            spent = sum(hours[card.donor]) / len(hours[card.donor])
            kept = card.kg.value * (1 - card.no_show.value) * (1 - card.reject.value)
            made.append(
                card.changed(
                    detour_km=round(sum(km[card.donor]) / len(km[card.donor]), 1),
                    kept_kg_per_hour=round(kept / spent, 1) if spent > 0 else None,
                )
            )
        else:
            made.append(card)
    return tuple(made)


def _stops(scenario: Scenario, travel: TravelMatrix, item: Round) -> list[tuple[str, float, float]]:
    """Return each collecting stop of a round: store, metres of detour, hours of people."""
    aboard = max(1, len(item.crew))
    found = []
    for before, stop, after in zip(item.stops, item.stops[1:], item.stops[2:], strict=False):
        if stop.kind != "collect" or stop.pickup is None:
            continue
        there, back = travel.between(before.site, stop.site), travel.between(stop.site, after.site)
        direct = travel.between(before.site, after.site)
        seconds = max(0, there[0] + back[0] - direct[0]) + stop.leave_s - stop.arrive_s
        metres = max(0, there[1] + back[1] - direct[1])
        donor = scenario.pickups[stop.pickup].donor
        found.append((donor, float(metres), aboard * seconds / 3600))
    return found
