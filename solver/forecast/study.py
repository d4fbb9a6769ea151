"""What a town's journal says of its stores: forecasts, alerts, scorecards, double visits."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from models.forecast import ForecastStudy, StoreAlert, StoreCurve, WeekOfStore
from models.scenario import Scenario
from models.study import Study
from models.visits import Journal
from solver.forecast.alerts import gives_less, gives_more, wastes
from solver.forecast.brands import brands
from solver.forecast.doubles import doubles, exchange
from solver.forecast.measured import Learned, learned, told_of
from solver.forecast.recent import Floats
from solver.forecast.scorecards import scorecards, with_ranks, worth_the_trip

MOST_CURVES = 4
CURVE_WEEKS = 52
OLD_WEEKS = 26
"""A change that is older is no news."""


def forecast(scenario: Scenario, journal: Journal, week: Study | None = None) -> ForecastStudy:
    """Return what a journal says of the stores of its town.

    Parameters
    ----------
    week
        A planned week, for what going to each store takes; none: that is not told.
    """
    found = learned(scenario, journal)
    told = told_of(scenario, journal, found)
    alerts = _alerts(found)
    every = scorecards(found)
    cards = with_ranks(found, every[: found.town.now])
    if week is not None:
        cards = worth_the_trip(week.scenario, week.travel, week.plan, cards)
    return ForecastStudy(
        scenario=scenario,
        measured=told,
        alerts=alerts,
        scorecards=cards,
        doubles=doubles(scenario, journal),
        exchange=exchange(scenario, journal),
        brands=brands(scenario, journal, found, every),
        curves=_curves(found, alerts),
        provenance={} if week is None else {"week": week.provenance.input_digest[:16]},
    )


def _alerts(found: Learned) -> tuple[StoreAlert, ...]:
    """Return what stands out, by kind of alert, then the largest first."""
    town, levels, rejects = found.town, found.levels, found.rejects
    every = np.arange(len(town.donors))
    ratio, _ = levels.change()
    kg = np.nan_to_num(levels.level(every))
    news = levels.changed >= len(town.told.kg) - 7 * OLD_WEEKS
    mine = every < town.now
    made: list[tuple[float, StoreAlert]] = []
    for name, which in (("gives_less", gives_less(levels)), ("gives_more", gives_more(levels))):
        for n in np.flatnonzero(which & news & mine):
            since = town.first + timedelta(days=int(levels.began[n]))
            alert = StoreAlert(
                donor=town.donors[n].id,
                kind=name,
                since=since,
                before=round(float(kg[n] / ratio[n]), 1),
                now=round(float(kg[n]), 1),
            )
            made.append((abs(alert.now - alert.before), alert))
    waste = [
        (
            float(rejects.mean[n]),
            StoreAlert(
                donor=town.donors[n].id,
                kind="wastes",
                since=None,
                before=round(float(rejects.others[n]), 3),
                now=round(float(rejects.mean[n]), 3),
            ),
        )
        for n in np.flatnonzero(wastes(rejects) & mine)
    ]
    changes = sorted(made, key=lambda one: (-one[0], one[1].donor))
    changes += sorted(waste, key=lambda one: (-one[0], one[1].donor))
    return tuple(alert for _, alert in changes)


def _curves(found: Learned, alerts: tuple[StoreAlert, ...]) -> tuple[StoreCurve, ...]:
    """Return the stores that changed most, week after week."""
    town, steps = found.town, found.followed
    changed = [one for one in alerts if one.kind != "wastes"][:MOST_CURVES]
    if not changed:
        return ()
    column = {donor.id: n for n, donor in enumerate(town.donors[: town.now])}
    weekly = [_weekly(one) for one in (town.told.kg, steps.kg, steps.low, steps.high)]
    weeks = len(weekly[0])
    made = []
    for alert in changed:
        n = column[alert.donor]
        rows = []
        for week in range(max(0, weeks - CURVE_WEEKS), weeks):
            kg, expected, low, high = (
                None if np.isnan(one[week, n]) else round(float(one[week, n]), 1) for one in weekly
            )
            monday = town.first + timedelta(weeks=week)
            rows.append(WeekOfStore(week_of=monday, kg=kg, expected=expected, low=low, high=high))
        made.append(StoreCurve(donor=alert.donor, weeks=tuple(rows), since=alert.since))
    return tuple(made)


def _weekly(daily: Floats) -> Floats:
    """Return the mean of each week's days (weeks, stores); nan where nothing was told."""
    days = daily.reshape(-1, 7, daily.shape[1])
    count = (~np.isnan(days)).sum(axis=1)
    total = np.where(np.isnan(days), 0.0, days).sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
