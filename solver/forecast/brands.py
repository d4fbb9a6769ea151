"""All stores of a brand together, for a charter of quality: nothing of any association."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

import numpy as np
from scipy.special import betaincinv

from models.forecast import BrandEvidence, BrandStore, Estimate, Scorecard
from models.scenario import Scenario
from models.visits import Journal, Visit
from solver.forecast.measured import Learned
from solver.forecast.rates import ENDS, Shares
from solver.forecast.recent import Ints
from solver.forecast.series import Hands, hands


def brands(
    scenario: Scenario, journal: Journal, found: Learned, cards: Sequence[Scorecard]
) -> tuple[BrandEvidence, ...]:
    """Return what the visits of each brand's stores say, by name of the brand.

    Parameters
    ----------
    cards
        Of all stores that were learned of, those of before a change of hands too.
    """
    donors = found.town.donors
    stores: dict[str, list[int]] = defaultdict(list)
    for n, donor in enumerate(donors):
        if donor.brand is not None:
            stores[donor.brand].append(n)
    visits: dict[str, list[Visit]] = defaultdict(list)
    there = [one for one in journal.visits if stores and one.donor in scenario.donor]
    whose = hands(scenario, there)
    for visit in there:
        brand = donors[whose.of(visit)].brand if visit.food else None
        if brand is not None:
            visits[brand].append(visit)
    every = np.arange(len(donors))
    made = []
    for brand, those in sorted(stores.items()):
        mine = np.array(those, dtype=np.int64)
        told = visits[brand]
        others = np.setdiff1d(every, mine)
        made.append(
            BrandEvidence(
                brand=brand,
                stores=tuple(_store(whose, n, cards[n], found) for n in those),
                visits=int(found.levels.visits[mine].sum()),
                kg=round(sum(one.kg for one in told), 1),
                reject=_together(found.rejects, mine),
                no_show=_together(found.no_shows, mine),
                rejects_told=int(found.rejects.seen[mine].sum()),
                others_reject=round(float(found.rejects.mean[others].mean()), 4)
                if len(others)
                else None,
                **_of_food(told),
            )
        )
    return tuple(made)


def _store(whose: Hands, n: int, card: Scorecard, found: Learned) -> BrandStore:
    """Return a store for as long as it was of a name and brand."""
    donor, until = whose.donors[n], whose.until[n]
    ends = [one.until for one in donor.formerly if one.label or one.brand]
    before = max((one for one in ends if until is None or one < until), default=None)
    return BrandStore(
        donor=donor.id,
        label=donor.label,
        since=None if before is None else before + timedelta(days=1),
        until=until,
        card=card,
        rejects_told=int(found.rejects.seen[n]),
    )


def _together(shares: Shares, which: Ints) -> Estimate:
    """Return the share of some stores together, each for as much as was seen of it."""
    hits, misses = float(shares.hits[which].sum()), float(shares.misses[which].sum())
    low, high = (float(betaincinv(hits, misses, end)) for end in ENDS)
    return Estimate(value=round(hits / (hits + misses), 4), low=round(low, 4), high=round(high, 4))


def _of_food(visits: Sequence[Visit]) -> dict[str, object]:
    """Return kg thrown away by cause, and kg by how long they could still be kept."""
    causes: dict[str, float] = defaultdict(float)
    dated = short = 0.0
    for visit in visits:
        for one in visit.food:
            for cause, kg in one.rejected_kg.items():
                causes[cause] += kg
            if one.use_by is not None:
                dated += one.kg
                short += one.kg if one.use_by == "under_48_h" else 0.0
    return {
        "rejected_kg": {cause: round(kg, 1) for cause, kg in sorted(causes.items())},
        "dated_kg": round(dated, 1),
        "under_48_h_kg": round(short, 1),
    }
