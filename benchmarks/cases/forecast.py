"""Forecasts, alerts and evidence over made-up years with planted changes."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.made_years import TUNING, WEEKS, MadeYears, made_journal, made_years
from benchmarks.registry import Case, register
from benchmarks.tables import Table
from models.forecast import SCORED_FROM
from scenarios import load
from solver.forecast.alerts import gives_less, gives_more, wastes
from solver.forecast.levels import Levels
from solver.forecast.measured import measured
from solver.forecast.rates import Rejects
from solver.forecast.recent import Flags, Floats, Ints
from solver.forecast.rolling import followed

YEARS = 100
AT_ONCE = 25
"""Years that are followed side by side."""
WARM = 8
"""Weeks that are told before anything is measured but the intervals."""
AFTER = 8
"""Weeks after a shift on which errors are compared."""
STORES, STORE_YEARS = 60, 3
"""Of the town that the time is measured on."""


@dataclass(frozen=True)
class Looked:
    """What was said at the end of each week: (weeks, stores) each."""

    kg: Floats
    """Expected a visit, mean over the days of a store's visits."""
    less: Flags
    more: Flags
    wastes: Flags
    low: Floats
    """Interval of the share thrown away."""
    high: Floats
    seen: Floats
    """Visits of which rejects are known."""


def _looked(years: MadeYears) -> Looked:
    levels = Levels(years.told)
    rejects = Rejects(years.told.kind, years.told.town, years.waste)
    every = np.arange(len(years.shift))
    visited = ~np.isnan(years.of_day)
    rows: list[tuple[Any, ...]] = []
    seen = np.zeros(len(every))
    for week in range(len(years.mean)):
        levels.lean()
        for day in range(7 * week, 7 * week + 7):
            levels.learn(day)
            rejects.learn(years.told.kg[day], years.thrown[day])
            seen += years.told.kg[day] > 0
        kg = np.stack([levels.expected(every, day)[0] for day in range(7)], axis=1)
        shares = rejects.shares()
        low, high = shares.interval
        rows.append(
            (
                np.where(visited, kg, 0.0).sum(axis=1) / visited.sum(axis=1),
                gives_less(levels),
                gives_more(levels),
                wastes(shares),
                low,
                high,
                seen.copy(),
            )
        )
    return Looked(*(np.array(one) for one in zip(*rows, strict=True)))


def _halved(years: MadeYears, looked: Looked) -> list[bool]:
    """Tell of each halved store whether it is within 20 % of its new mean after four weeks."""
    weeks = years.shift[years.halves] + 3
    known, true = looked.kg[weeks, years.halves], years.mean[weeks, years.halves]
    return [bool(off <= 0.2) for off in np.abs(known / true - 1)]


def _parted(years: MadeYears, looked: Looked) -> list[bool]:
    """Tell of each waster whether its interval is above all others after eight weeks."""
    found = []
    for store in years.wastes:
        week = years.shift[store] + 7
        others = (years.told.town == years.told.town[store]) & (looked.seen[week] >= SCORED_FROM)
        others[store] = False
        found.append(bool(looked.low[week, store] > looked.high[week, others].max()))
    return found


def _steady(years: MadeYears) -> Flags:
    """Return the stores of which nothing is planted but, for one a year, when it begins."""
    steady = np.ones(len(years.shift), dtype=np.bool_)
    steady[np.concatenate([years.halves, years.wastes, years.grows])] = False
    return steady


def _found(years: MadeYears, said: Flags, which: Ints) -> list[bool]:
    """Tell of each store whether an alert was said within eight weeks of what was planted."""
    weeks = [slice(years.shift[one], years.shift[one] + AFTER) for one in which]
    return [bool(said[week, one].any()) for week, one in zip(weeks, which, strict=True)]


def _errors(years: MadeYears) -> dict[str, list[float]]:
    """Return errors against the true mean, and what lay in its interval, visit by visit."""
    _, steps = followed(years.told)
    kg = years.told.kg
    week = np.arange(len(kg))[:, None] // 7
    mean = np.repeat(years.mean, 7, axis=0)
    told = (kg > 0) & ~np.isnan(steps.kg)
    late = told & (week >= WARM) & ~np.isnan(steps.last_four)
    shifted = np.zeros_like(late)
    for one in (*years.halves, *years.grows):
        since = years.shift[one]
        shifted[:, one] = ((week >= since) & (week < since + AFTER))[:, 0]
    quiet = np.ones(kg.shape[1], dtype=np.bool_)
    quiet[np.concatenate([years.halves, years.grows])] = False
    inside = ((kg >= steps.low) & (kg <= steps.high)).astype(np.float64)

    def off(forecast: Floats, where: Flags) -> list[float]:
        error: Floats = np.abs(forecast - kg) / mean
        return list(error[where])

    return {
        "inside": list(inside[told]),
        "inside shifted": list(inside[told & shifted]),
        "steady": off(steps.kg, late & quiet),
        "steady, last four": off(steps.last_four, late & quiet),
        "steady, last four of any day": off(steps.last_visits, late & quiet),
        "shifted": off(steps.kg, late & shifted),
        "shifted, last four": off(steps.last_four, late & shifted),
        "shifted, last four of any day": off(steps.last_visits, late & shifted),
    }


def run_case(options: Namespace) -> Table:
    """Measure every bar over seeded years of which none was tuned on."""
    seeds = options.seeds or list(range(1, (options.scale or YEARS) + 1))
    assert not set(seeds) & set(TUNING)
    yes: dict[str, list[bool]] = {}
    errors: dict[str, list[float]] = {}
    for first in range(0, len(seeds), AT_ONCE):
        years = made_years(seeds[first : first + AT_ONCE])
        looked = _looked(years)
        false = (looked.less | looked.more | looked.wastes)[:, _steady(years)].any(axis=0)
        for name, found in (
            ("halved", _halved(years, looked)),
            ("parted", _parted(years, looked)),
            ("false", [bool(one) for one in np.atleast_1d(false)]),
            ("told less", _found(years, looked.less, years.halves)),
            ("told more", _found(years, looked.more, years.grows)),
            ("told waste", _found(years, looked.wastes, years.wastes)),
        ):
            yes.setdefault(name, []).extend(found)
        for name, values in _errors(years).items():
            errors.setdefault(name, []).extend(values)
    share = {name: 100 * float(np.mean(found)) for name, found in yes.items()}
    off = {name: 100 * float(np.mean(values)) for name, values in errors.items()}
    seconds = _seconds(STORE_YEARS if len(seeds) >= AT_ONCE else 1)
    least = min(off["shifted, last four"], off["shifted, last four of any day"])
    steady = min(off["steady, last four"], off["steady, last four of any day"])
    rows = tuple(
        _row(what, figure, bar, held, len(yes.get(of, ()) or errors.get(of, ())) or None)
        for what, figure, bar, held, of in (
            ("halved: within 20 % after 4 weeks", share["halved"], "≥ 80", _least(80), "halved"),
            ("wastes 40 %: parts by 8 weeks", share["parted"], "≥ 90", _least(90), "parted"),
            ("false alarms, store-years", share["false"], "< 5", _below(5), "false"),
            ("intervals of 80 %: inside", off["inside"], "75–85", _between(75, 85), "inside"),
            ("error, steady", off["steady"], f"≤ {steady:.1f}", _most(steady), "steady"),
            ("error, 8 weeks after a shift", off["shifted"], f"< {least:.1f}", _below(least), ""),
            ("60 stores, 3 years: s", seconds, "< 2", _below(2), ""),
            ("halved: told by 8 weeks", share["told less"], "", None, "told less"),
            ("grown by 60 %: told by 8 weeks", share["told more"], "", None, "told more"),
            ("wastes: told by 8 weeks", share["told waste"], "", None, "told waste"),
            ("inside, 8 weeks after a shift", off["inside shifted"], "", None, "inside shifted"),
            ("steady: last four, same day", off["steady, last four"], "", None, ""),
            ("steady: last four visits", off["steady, last four of any day"], "", None, ""),
            ("shifted: last four, same day", off["shifted, last four"], "", None, ""),
            ("shifted: last four visits", off["shifted, last four of any day"], "", None, ""),
        )
    )
    missed = [str(row["what"]) for row in rows if row["violations"]]
    return Table(
        "forecast",
        rows,
        f"{len(seeds)} years: {share['halved']:.0f} % of halved stores followed (bar 80), "
        f"{share['parted']:.0f} % of wasters parted (90), {share['false']:.1f} % false alarms (5), "
        f"{off['inside']:.1f} % inside (75–85), error {off['steady']:.1f} % steady against "
        f"{steady:.1f}, {off['shifted']:.1f} % after shifts against {least:.1f}, "
        f"{seconds:.1f} s (2): " + (f"MISSED {', '.join(missed)}" if missed else "all held"),
    )


Holds = Callable[[float], bool]


def _least(bar: float) -> Holds:
    return lambda figure: figure >= bar


def _most(bar: float) -> Holds:
    return lambda figure: figure <= bar


def _below(bar: float) -> Holds:
    return lambda figure: figure < bar


def _between(low: float, high: float) -> Holds:
    return lambda figure: low <= figure <= high


def _row(
    what: str, figure: float, bar: str, held: Holds | None, count: int | None
) -> dict[str, Any]:
    missed = held is not None and not held(figure)
    return {
        "what": what,
        "figure": round(figure, 2),
        "bar": bar or "-",
        "of": count,
        "violations": int(missed),
    }


def _seconds(years: int) -> float:
    """Return the processor's seconds for a forecast of every store of a town, from its journal."""
    scenario = load("aubagne", "hub", []).scenario
    donors = tuple(
        scenario.donors[n % len(scenario.donors)].changed(id=f"store-{n}") for n in range(STORES)
    )
    town = scenario.changed(donors=donors)
    journal = made_journal(town, weeks=years * WEEKS, seed=1, visits_a_week=5)
    began = time.process_time()
    measured(town, journal)
    return time.process_time() - began


CASE = register(
    Case(
        "forecast",
        "what stores give, who wastes, who changed: over made-up years with planted changes",
        run_case,
        smoke={"seeds": [13, 14, 15, 16, 17, 18]},
    )
)
