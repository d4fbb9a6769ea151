"""A week taken apart into its days, each priced so that their least costs add up to a bound.

A plan's cost is at least the sum of what its days cost, each by itself, when what days share is
paid for in parts (Lagrangian decomposition, Guignard & Kim 1987): a vehicle's price of the week is
split between the days on which it could go out, what could come on several days may be left on
each of them for a price of its own, of which all but the least are given back, and visits that have
a limit over several days are paid for, as many as the limit given back.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.week_search.arrays import (
    B8,
    DAY,
    F64,
    ITEM_STOP,
    LONGEST,
    MAX_VISITS,
    MIN_VISITS,
    PER_WEEK,
    TRIPS,
    Arrays,
)
from solver.week_search.catalogue import Catalogue

TINY = 1e-12
"""No price is smaller, but none."""


@dataclass(frozen=True)
class DayParts:
    """Weeks of one day each."""

    weeks: tuple[Arrays, ...]
    visit_eur: F64
    """(stops,): what a visit costs on any day."""
    given_back: float
    """Euros that all plans of a week cost less than their days together, at most."""


def day_parts(p: Arrays, week_eur: F64, left_eur: F64, visit_eur: F64) -> DayParts:
    """Return the days of a week.

    Parameters
    ----------
    week_eur : (vehicles, days)
        What going out on each day counts; no more in all than the price of the week.
    left_eur : (items,)
        What leaving an item on a day counts, where it could come on several.
    visit_eur : (stops,)
        What a visit counts, where there is a limit to them and they could be on several days.
    """
    trips = int(p.facts[TRIPS])
    day_of = np.tile(np.repeat(p.slots[:, DAY], trips), len(p.vehicles))
    days = np.unique(p.slots[:, DAY])
    on_day = day_of[:, None] == days
    comes = np.stack([p.allowed[:, on_day[:, n]].any(axis=1) for n in range(len(days))], axis=1)
    often = comes.sum(axis=1)
    loss = np.where(often > 1, np.minimum(p.loss, left_eur), p.loss)
    several = np.unique(p.items[often > 1, ITEM_STOP])
    visit = np.zeros(len(p.stops))
    visit[several] = visit_eur[several]
    back = float((loss * np.maximum(0, often - 1)).sum() + visit @ p.stops[:, MAX_VISITS])
    weeks = []
    for n in range(len(days)):
        here: B8 = on_day[:, n]
        stops, prices = p.stops.copy(), p.prices.copy()
        stops[several, MIN_VISITS] = 0
        prices[:, PER_WEEK] = week_eur[:, n]
        tours = p.tours.copy()
        tours[~here[::trips], LONGEST] = 0
        weeks.append(
            p._replace(
                stops=stops,
                prices=prices,
                loss=loss,
                tours=tours,
                allowed=p.allowed & here,
                errand=np.where(here, p.errand, -1),
            )
        )
    return DayParts(tuple(weeks), visit, back)


def price_visits(c: Catalogue, visit_eur: F64) -> None:
    """Have the tours of a day cost their visits too, those of errands excepted.

    Parameters
    ----------
    visit_eur : (stops,)
    """
    each = [
        0.0 if errand else visit_eur[list(stops)].sum()
        for stops, errand in zip(c.calls, c.errands, strict=True)
    ]
    c.eur = c.eur + np.array(each)[c.loads].sum(axis=1)


def split_prices(p: Arrays, c: Catalogue, saves: F64) -> F64:
    """Return (vehicles, days): what going out on each day counts of each price of the week.

    Parameters
    ----------
    saves : (outings,)
        What an outing saves, before the price of the week; the rest of it is split evenly. Where a
        vehicle has to go out, that day bears it all.
    """
    days = np.unique(p.slots[:, DAY])
    found = np.zeros((len(p.vehicles), len(days)))
    goes = np.zeros(found.shape, dtype=np.bool_)
    for (group, slot), eur in zip(c.outings, saves, strict=True):
        day = int(np.searchsorted(days, p.slots[slot, DAY]))
        found[c.vehicles[group], day] += max(0.0, float(eur))
        goes[c.vehicles[group], day] = True
    price, total = p.prices[:, PER_WEEK], found.sum(axis=1)
    found *= np.minimum(1.0, price / np.maximum(total, TINY))[:, None]
    rest = np.maximum(0.0, price - total) / np.maximum(1, goes.sum(axis=1))
    found += np.where(goes, rest[:, None], 0.0)
    for (group, slot), given in zip(c.outings, c.given, strict=True):
        if given:
            vehicles = c.vehicles[group]
            found[vehicles] = 0.0
            found[vehicles, int(np.searchsorted(days, p.slots[slot, DAY]))] = price[vehicles]
    return found
