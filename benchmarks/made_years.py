"""Years of towns like Aubagne, made up from a seed, with what was planted known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from models.calendar import DAYS
from models.scenario import Scenario
from models.visits import Journal, Visit, Weighed
from solver.forecast.levels import Told
from solver.forecast.recent import Floats, Ints
from solver.forecast.series import offer_kg

TUNING = range(5_000, 5_040)
"""Seeds on which the forecast was tuned: no bar is measured on them."""
WEEKS = 52
KINDS = (2, 5, 6, 2, 1, 1, 1)
"""Stores by kind: hypermarkets, supermarkets, small stores, bakeries, wholesaler, producer,
canteen."""
KG = (235.0, 110.0, 55.0, 20.0, 200.0, 120.0, 30.0)
"""Of a visit, by kind."""
VARIATION = 0.35
MONDAY = 1.4
NO_SHOW, NOT_TOLD = 0.06, 0.04
WASTE, WASTED = 0.16, 0.40
"""Share thrown away: of most stores (ADEME 2023), and of the one that wastes."""
PATTERNS = ((0, 2, 4), (0, 2, 3), (1, 3, 4), (0, 1, 3), (2, 3, 4))
"""Days of three visits a week."""
FIRST_SHIFT, LAST_SHIFT = 16, 38
"""Weeks between which something changes."""
GUESSED = 0.25
"""Standard deviation of the logarithm of what the file assumes against what is true."""


@dataclass(frozen=True)
class MadeYears:
    """Several years beside each other: what was told, and what is true."""

    told: Told
    thrown: Floats
    """(days, stores): kg thrown away; nan where nothing was given or told."""
    missed: Floats
    """(days, stores): 1 where nothing was given, 0 where something was, nan where not told."""
    waste: Floats
    """(stores,): share thrown away that the file assumes."""
    mean: Floats
    """(weeks, stores): true kg of a visit that takes place, over the days of its visits."""
    of_day: Floats
    """(stores, 7): true part of each day of the week; nan where there is no visit."""
    shift: Ints
    """(stores,): week in which something planted begins; -1 where nothing does."""
    halves: Ints
    """(years,): the store of each year that halves."""
    wastes: Ints
    grows: Ints
    begins: Ints
    """The one that is new."""


def made_years(seeds: Sequence[int], weeks: int = WEEKS) -> MadeYears:
    """Return a year for each seed; each draws from its own generator."""
    years = [_year(seed, weeks) for seed in seeds]
    stores = sum(KINDS)
    kinds = np.repeat(np.arange(len(KINDS)), KINDS)

    def beside(name: str) -> Floats:
        return np.concatenate([one[name] for one in years], axis=1)

    def all_of(name: str) -> Floats:
        return np.concatenate([one[name] for one in years])

    planted = np.array([one["planted"] for one in years], dtype=np.int64)
    planted += stores * np.arange(len(years))[:, None]
    return MadeYears(
        told=Told(
            weekday=np.tile(np.arange(7), weeks),
            kg=beside("kg"),
            assumed=all_of("assumed"),
            spread=np.full(stores * len(years), VARIATION),
            kind=np.concatenate([kinds + len(KINDS) * n for n in range(len(years))]),
            town=np.repeat(np.arange(len(years)), stores),
        ),
        thrown=beside("thrown"),
        missed=beside("missed"),
        waste=np.full(stores * len(years), WASTE),
        mean=beside("mean"),
        of_day=all_of("of_day"),
        shift=all_of("shift").astype(np.int64),
        halves=planted[:, 0],
        wastes=planted[:, 1],
        grows=planted[:, 2],
        begins=planted[:, 3],
    )


def _year(seed: int, weeks: int) -> dict[str, Floats]:
    draw = np.random.default_rng(seed)
    stores = sum(KINDS)
    size = np.repeat(KG, KINDS) * draw.lognormal(0, 0.2, stores)
    planted = draw.choice(stores, 4, replace=False)
    halves, wastes, grows, begins = (int(one) for one in planted)
    shift = np.full(stores, -1)
    shift[planted] = draw.integers(FIRST_SHIFT, LAST_SHIFT + 1, 4)
    of_day = np.full((stores, 7), np.nan)
    for store in range(stores):
        days = np.array(PATTERNS[int(draw.integers(len(PATTERNS)))])
        parts = np.where(days == 0, MONDAY, 1.0)
        of_day[store, days] = parts / parts.mean()
    week = np.arange(weeks)[:, None]
    mean = np.tile(size, (weeks, 1))
    mean[:, halves] *= np.where(week[:, 0] >= shift[halves], 0.5, 1.0)
    mean[:, grows] *= np.where(week[:, 0] >= shift[grows], 1.6, 1.0)
    waste = np.tile(np.clip(draw.normal(WASTE, 0.02, stores), 0.08, 0.24), (weeks, 1))
    waste[week[:, 0] >= shift[wastes], wastes] = WASTED
    sigma = np.sqrt(np.log1p(VARIATION**2))
    shape = (weeks * 7, stores)
    truth = np.repeat(mean, 7, axis=0) * np.tile(of_day.T, (weeks, 1))
    kg = truth * draw.lognormal(-(sigma**2) / 2, sigma, shape)
    even = draw.uniform(5, 15)
    often = np.repeat(waste, 7, axis=0)
    share = draw.beta(even * often, even * (1 - often))
    missed = (draw.random(shape) < NO_SHOW).astype(np.float64)
    silent = np.isnan(kg) | (draw.random(shape) < NOT_TOLD)
    silent[: 7 * shift[begins], begins] = True
    missed[silent] = np.nan
    kg[silent | (missed == 1)] = np.nan
    assumed = of_day * (size * draw.lognormal(0, GUESSED, stores))[:, None]
    return {
        "kg": kg,
        "thrown": kg * share,
        "missed": missed,
        "assumed": assumed,
        "mean": mean,
        "of_day": of_day,
        "shift": shift.astype(np.float64),
        "planted": planted.astype(np.float64),
    }


def made_journal(
    town: Scenario, *, weeks: int, seed: int, visits_a_week: int | None = None
) -> Journal:
    """Return the journal of a town before its week.

    Parameters
    ----------
    visits_a_week
        How often every store is visited, from Monday on; none: on the days that the file offers.
    """
    draw = np.random.default_rng(seed)
    kinds = {kind.id: kind for kind in town.donor_kinds}
    first = town.week_of - timedelta(weeks=weeks)
    sigma = np.sqrt(np.log1p(VARIATION**2))
    visits = []
    for day in range(7 * weeks):
        for donor in town.donors:
            offer = donor.offers[0]
            if (
                DAYS[day % 7] not in offer.days
                if visits_a_week is None
                else day % 7 >= visits_a_week
            ):
                continue
            kg = offer_kg(offer, DAYS[day % 7]) * float(draw.lognormal(-(sigma**2) / 2, sigma))
            food = tuple(
                Weighed(
                    family=family,
                    kg=round(kg * part, 1),
                    rejected_kg={"date": round(kg * part * float(draw.beta(2, 10)), 1)},
                )
                for family, part in kinds[donor.kind].family_shares.items()
            )
            gave = draw.random() >= NO_SHOW
            visits.append(
                Visit(
                    day=first + timedelta(days=day),
                    donor=donor.id,
                    association=donor.holder,
                    holder=donor.holder,
                    outcome="done" if gave else "nothing_ready",
                    food=food if gave else (),
                    waited_min=5.0,
                )
            )
    mondays = tuple(first + timedelta(weeks=one) for one in range(weeks))
    return Journal(town=town.id, weeks=mondays, visits=tuple(visits))
