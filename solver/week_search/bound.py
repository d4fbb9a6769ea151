"""A lower bound of a delivery week: how far a plan can be from the best, at most."""

from __future__ import annotations

import math
from dataclasses import dataclass

from models.base import Text
from solver.parallel import Brake
from solver.settings import Budget
from solver.week_search.arrays import Arrays
from solver.week_search.boarding import Boarding
from solver.week_search.branching import by_day
from solver.week_search.catalogue import catalogue_of
from solver.week_search.radial_bound import radial_bound
from solver.week_search.relaxation import Relaxation

MOST_TOURS = 3_000_000
"""Tours of a week, over all vehicles, that are listed at most."""
CENTS = 100
"""The bound is rounded down to one of these of a euro, after a rounding error of the solver."""
ERROR_EUR = 1e-4

LISTED = Text(
    fr=(
        "Aucun plan ne coûte moins : toutes les tournées que les horaires permettent ont été "
        "énumérées ; on y choisit les moins chères, éventuellement par fractions, pourvu que leurs "
        "rotations puissent contenir ensemble toutes les charges (relaxation linéaire, "
        "génération de colonnes, duale exacte) ; tournées entières, jour par jour, autant que le "
        "temps le permet."
    ),
    en=(
        "No plan costs less: all tours that the hours allow were listed; the cheapest of them are "
        "chosen, in fractions if need be, provided that their trips can hold all load units "
        "together (linear relaxation, column generation, exact duals); whole tours, day by day, as "
        "far as time allows."
    ),
)
RADIAL = Text(
    fr=(
        "Aucun plan ne coûte moins, mais la borne est grossière : chaque charge paie sa part de "
        "l'aller-retour à son association dans un véhicule plein (borne radiale) ; les tournées "
        "possibles sont trop nombreuses pour être énumérées dans le temps donné."
    ),
    en=(
        "No plan costs less, but the bound is rough: each load unit pays its share of the way to "
        "its association and back in a full vehicle (radial bound); the possible tours are too "
        "many to be listed in the time given."
    ),
)


@dataclass(frozen=True)
class WeekBound:
    """What every plan of a week costs at least."""

    value_eur: float
    """Of every plan, what it leaves behind counted at ``Arrays.loss``; hence of every plan that
    serves everything. Items that nobody can bring are left out of both."""
    method: Text
    rounds: int
    """Times that tours were sought for the program; 0 for the plain bound."""


def lower_bound(
    p: Arrays,
    budget_s: float | None,
    iterations: int | None = None,
    stop: Brake | None = None,
    most_tours: int = MOST_TOURS,
) -> WeekBound:
    """Return the best bound proved within a budget.

    Parameters
    ----------
    p
        The week.
    budget_s
        Seconds, looked at between steps; none where ``iterations`` rules.
    iterations
        Times that tours are sought, at most: the same week and iterations give the same bound.
    stop
        Ends the work early, with what is proved so far.
    most_tours
        Tours listed at most; beyond them, or where tours have more than seven stops, the bound is
        the plain one.

    Raises
    ------
    ValueError
        When nothing limits the work.
    """
    if budget_s is None and iterations is None:
        raise ValueError("a bound needs a limit: seconds or iterations")
    budget = Budget(budget_s, iterations, *(() if stop is None else (stop,)))
    plain = WeekBound(_rounded(radial_bound(p)), RADIAL, 0)
    if len(p.items) == 0 or budget.over:
        return plain
    catalogue = catalogue_of(p, most_tours, lambda: budget.over)
    if catalogue is None or len(catalogue.eur) == 0:
        return plain
    relaxation = Relaxation(p, Boarding(p, catalogue), catalogue)
    rounds = relaxation.solve(lambda: budget.over, iterations)
    best = max(plain.value_eur, _rounded(relaxation.best))
    if not budget.over and (iterations is None or rounds < iterations):
        steps, days = by_day(
            p, relaxation, budget, None if iterations is None else iterations - rounds
        )
        rounds, best = rounds + steps, max(best, _rounded(days))
    return WeekBound(best, LISTED, rounds)


def _rounded(eur: float) -> float:
    """Return a bound in whole cents, below what the solver's rounding could have added.

    What was not begun, or a day of which not all is begun, bounds nothing.
    """
    if not math.isfinite(eur):
        return 0.0
    return max(0.0, math.floor((eur - ERROR_EUR) * CENTS) / CENTS)
