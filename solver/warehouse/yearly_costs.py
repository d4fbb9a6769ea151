"""What a warehouse costs in a year for some of those who use it.

Each line grows with its driver: nothing, m² held, cold places held, pallets handled; by whole lots
where it is bought so. Two questions, two answers: what a warehouse made for some of them would cost
(`sized`, behind shared-cost rules), and what this one costs once some left or joined (`running`,
behind stress tests), where sunk lines stay due whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

import numpy as np

from models.funding import CostLine, Driver, Funding
from models.funding_study import Holding
from solver.cost_sharing.base import Game


def held(holdings: Sequence[Holding], driver: Driver) -> float:
    """Return how much of a driver some hold, in m², places or pallets a year."""
    if driver == "surface":
        return sum(one.surface_m2 for one in holdings)
    if driver == "cold_places":
        return sum(one.cold_places for one in holdings)
    if driver == "pallets":
        return sum(one.pallets_per_year for one in holdings)
    return 0.0


def line_eur(
    line: CostLine, now: Sequence[Holding], some: Sequence[Holding], rise: Fraction = Fraction(0)
) -> Fraction:
    """Return what a line would cost for some, given what it costs for those here now.

    Parameters
    ----------
    now
        Those behind ``line.eur_per_year``.
    some
        Those it is asked for; nobody costs nothing.
    rise
        Of prices, where the line follows them; 3/10 for 30 %.
    """
    eur = Fraction(repr(float(line.eur_per_year)))
    if line.indexed:
        eur *= 1 + rise
    if not some:
        return Fraction(0)
    present, asked = held(now, line.driver), held(some, line.driver)
    if line.driver == "fixed" or present <= 0:
        return eur
    if line.lot is None:
        return eur * Fraction(asked) / Fraction(present)
    return eur * ceil(asked / line.lot - 1e-9) / ceil(present / line.lot - 1e-9)


def sized(funding: Funding, now: Sequence[Holding], some: Sequence[Holding]) -> float:
    """Return the yearly cost of a warehouse made for some of those who are there now, in euros.

    Every line of cost is scaled to what they hold, lots and steps kept.
    """
    return float(sum((line_eur(line, now, some) for line in funding.costs), Fraction(0)))


def running(
    funding: Funding,
    now: Sequence[Holding],
    then: Sequence[Holding],
    rise: Fraction = Fraction(0),
) -> Fraction:
    """Return the yearly cost of this warehouse for those who are there then, in euros.

    Sunk lines stay as they are now.

    Parameters
    ----------
    now
        Those behind the costs stated.
    then
        Those who use it.
    rise
        Of prices; 3/10 for 30 %.
    """
    return sum(
        (line_eur(line, now, now if line.sunk else then, rise) for line in funding.costs),
        Fraction(0),
    )


def game(funding: Funding, holdings: Sequence[Holding]) -> Game:
    """Return the cost game: what a warehouse for each coalition would cost.

    A union never costs more than its parts: what is fixed is due once, and lots are rounded once.

    Raises
    ------
    ValueError
        Beyond 16 players.
    """
    count = len(holdings)
    costs = np.array(
        [
            sized(funding, holdings, [one for n, one in enumerate(holdings) if mask >> n & 1])
            for mask in range(1 << count)
        ]
    )
    return Game(costs)
