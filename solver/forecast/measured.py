"""What the journal says of every store: the forecast of each day of the week, rates, waiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from models.calendar import DAYS
from models.forecast import DayForecast, Estimate, Measured, StoreForecast, Tested
from models.scenario import Scenario
from models.visits import Journal
from solver.forecast.levels import Levels
from solver.forecast.rates import NoShows, Rejects, Shares
from solver.forecast.recent import Flags, Floats
from solver.forecast.rolling import Followed, followed
from solver.forecast.series import TownTold, town_told

SHARE_KG = 100.0
"""kg that the file's shares of families count for in those of a store."""
WAITS_FROM = 8
"""Visits from which on waiting is known."""
TESTED_DAYS = 364
"""The last days on which the forecasts are tested."""
TESTED_FROM = 20
"""Visits from which on a test says something."""
DAY_FROM = 3
"""Visits on a day of the week without an offer from which on it is forecast too."""


@dataclass(frozen=True)
class Learned:
    """Everything that was learned of a town, as arrays."""

    town: TownTold
    levels: Levels
    followed: Followed
    rejects: Shares
    no_shows: Shares


def learned(scenario: Scenario, journal: Journal) -> Learned:
    """Follow a town's journal from its first visit to its last."""
    town = town_told(scenario, journal)
    levels, steps = followed(town.told)
    kind, every = town.told.kind, town.told.town
    rejects, no_shows = (
        Rejects(kind, every, town.reject),
        NoShows(kind, every, town.no_show),
    )
    for day in range(len(town.told.kg)):
        rejects.learn(town.told.kg[day], town.thrown[day])
        no_shows.learn(town.missed[day])
    return Learned(town, levels, steps, rejects.shares(), no_shows.shares())


def measured(scenario: Scenario, journal: Journal) -> Measured:
    """Return what a town's journal says of its stores, each forecast with its interval.

    The same journal and scenario give the same figures.
    """
    return told_of(scenario, journal, learned(scenario, journal))


def told_of(scenario: Scenario, journal: Journal, found: Learned) -> Measured:
    """Return what was learned of a town as models."""
    days = [visit.day for visit in journal.visits]
    return Measured(
        first=min(days, default=None),
        until=max(days, default=None),
        visits=len(days),
        stores=_stores(scenario, found),
        tested=_tested(found),
        gone=found.town.gone,
    )


def estimate(shares: Shares, ends: tuple[Floats, Floats], n: int) -> Estimate:
    """Return the share of one store."""
    low, high = ends
    mean = shares.mean[n]
    return Estimate(
        value=round(float(mean), 4), low=round(float(low[n]), 4), high=round(float(high[n]), 4)
    )


def _stores(scenario: Scenario, found: Learned) -> tuple[StoreForecast, ...]:
    town, levels = found.town, found.levels
    every = np.arange(len(town.donors))
    expected, own = [levels.expected(every, day) for day in range(7)], levels.own(every)
    rejects, no_shows = found.rejects.interval, found.no_shows.interval
    shares = _family_shares(scenario, town)
    told_days = np.stack([(town.told.kg[day::7] > 0).sum(axis=0) for day in range(7)], axis=1)
    last = _last(town)
    variation = np.sqrt(np.expm1(levels.variance))
    made = []
    for n, donor in enumerate(town.donors[: town.now]):
        days = []
        for number, day in enumerate(DAYS):
            assumed = town.told.assumed[n, number]
            offered = not np.isnan(assumed)
            if not offered and told_days[n, number] < DAY_FROM:
                continue
            kg, low, high = (float(one[n]) for one in expected[number])
            if np.isnan(kg):
                continue
            days.append(
                DayForecast(
                    day=day,
                    kg=round(kg, 1),
                    low=round(low, 1),
                    high=round(high, 1),
                    assumed_kg=round(float(assumed), 1) if offered else None,
                    told=int(told_days[n, number]),
                )
            )
        waits = int(town.waited[n])
        made.append(
            StoreForecast(
                donor=donor.id,
                visits=int(levels.visits[n]),
                counting=int(levels.counting[n]),
                own=round(float(own[n]), 3),
                last=None if last[n] < 0 else town.first + timedelta(days=int(last[n])),
                days=tuple(days),
                family_shares=shares[n],
                no_show=estimate(found.no_shows, no_shows, n),
                reject=estimate(found.rejects, rejects, n),
                variation=round(float(variation[n]), 3),
                rejects_told=int(found.rejects.seen[n]),
                waiting_min=(
                    round(float(town.waited_min[n]) / waits, 1) if waits >= WAITS_FROM else None
                ),
            )
        )
    return tuple(made)


def _last(town: TownTold) -> Floats:
    """Return the number of each store's last day told, -1 where there is none."""
    told = ~np.isnan(town.told.kg) | ~np.isnan(town.missed)
    rows = np.where(told, np.arange(len(told))[:, None], -1)
    found: Floats = rows.max(axis=0) if len(rows) else np.full(told.shape[1], -1)
    return found


def _family_shares(scenario: Scenario, town: TownTold) -> list[dict[str, float]]:
    """Return each store's parts of families: what it gave lately, over what the file says."""
    kinds = {kind.id: kind for kind in scenario.donor_kinds}
    ids = [family.id for family in scenario.families]
    made = []
    for n, donor in enumerate(town.donors):
        own = next((one.family_shares for one in donor.offers if one.family_shares), None)
        assumed = kinds[donor.kind].family_shares if own is None else own
        kg = SHARE_KG * np.array([assumed.get(one, 0.0) for one in ids]) + town.family_kg[n]
        parts = kg / kg.sum() if kg.sum() > 0 else kg
        rounded = {one: round(float(part), 3) for one, part in zip(ids, parts, strict=True)}
        rounded = {one: part for one, part in rounded.items() if part > 0}
        if rounded:
            # what rounding left goes to the largest part: they add up to 1
            largest = max(rounded, key=lambda one: rounded[one])
            rounded[largest] = round(rounded[largest] + 1 - sum(rounded.values()), 3)
        made.append(rounded)
    return made


def _tested(found: Learned) -> Tested | None:
    kg, steps = found.town.told.kg, found.followed
    tested = (kg > 0) & ~np.isnan(steps.kg) & ~np.isnan(steps.last_four)
    tested[:-TESTED_DAYS] = False
    count = int(tested.sum())
    if count < TESTED_FROM:
        return None
    mean = kg[tested].mean()

    def off(forecast: Floats, where: Flags = tested) -> float:
        return round(float(np.abs(forecast - kg)[where].mean() / mean), 4)

    file = np.tile(found.town.told.assumed.T, (len(kg) // 7, 1))
    offered = tested & ~np.isnan(file)
    return Tested(
        visits=count,
        inside=round(float(((kg >= steps.low) & (kg <= steps.high))[tested].mean()), 4),
        off=off(steps.kg),
        off_last_four=off(steps.last_four),
        off_file=off(file, offered) if offered.any() else None,
    )
