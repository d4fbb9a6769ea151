"""A lower bound of a delivery week: how far a plan can be from the best, at most."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from models.base import Text
from solver.parallel import Brake
from solver.settings import Budget
from solver.week_search.arrays import ASSOCIATIONS, B8, GRAMS, ITEM_STOP, PALLETS, Arrays
from solver.week_search.boarding import Boarding
from solver.week_search.catalogue import Catalogue, catalogue_of
from solver.week_search.packing import Packing
from solver.week_search.radial_bound import radial_bound
from solver.week_search.relaxation import Relaxation

MOST_TOURS = 3_000_000
"""Tours of a week, over all vehicles, that are listed at most."""
NO_SHORTAGE = 1e-3
"""Units that may be short where trips are said to hold all."""
CENTS = 100
"""The bound is rounded down to one of these of a euro, after a rounding error of the solver."""
ERROR_EUR = 1e-4

LISTED = Text(
    fr=(
        "Aucun plan ne coûte moins : toutes les tournées que les horaires permettent ont été "
        "énumérées ; on y choisit les moins chères, éventuellement par fractions, pourvu que leurs "
        "rotations puissent contenir ensemble toutes les charges (relaxation linéaire, une "
        "répartition des charges par rotation, duale exacte)."
    ),
    en=(
        "No plan costs less: all tours that the hours allow were listed; the cheapest of them are "
        "chosen, in fractions if need be, provided that their trips can hold all load units "
        "together (linear relaxation, units shared out over the trips, exact duals)."
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
    """Sets of worths asked; 0 for the plain bound."""


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
        Rounds of worths, at most: the same week and iterations give the same bound.
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
    boarding = Boarding(p, catalogue)
    program = Relaxation(p, boarding, catalogue)
    blocks = _blocks(p, catalogue)
    best = max(plain.value_eur, _ask_plainly(p, boarding, program, blocks, budget))
    packing = Packing(p, boarding, catalogue)
    rounds = 0
    while len(boarding.units) and not budget.over and (iterations is None or rounds < iterations):
        short, worth, extra = packing.worths(*program.driven())
        if short < NO_SHORTAGE:
            break
        asked = [
            program.ask(np.where(items, worth, 0), np.where(days, extra, 0))
            for items, days in blocks
        ]
        if not any(asked):
            break
        rounds += 1
        best = max(best, _rounded(program.solve(lambda: budget.over)))
    return WeekBound(best, LISTED, rounds)


def _ask_plainly(
    p: Arrays, boarding: Boarding, program: Relaxation, blocks: list[tuple[B8, B8]], budget: Budget
) -> float:
    """Ask that trips can hold the weight and pallets of each association and part, and bound."""
    held = np.zeros(len(p.items), dtype=np.bool_)
    held[boarding.units] = True
    groups = [held & (p.items[:, ITEM_STOP] == a) for a in range(int(p.facts[ASSOCIATIONS]))]
    groups += [items for items, _ in blocks]
    free = np.zeros(max((len(days) for _, days in blocks), default=1), np.int64)
    for own in groups:
        for size in (GRAMS, PALLETS):
            if budget.over:
                break
            program.ask(np.where(own, p.items[:, size], 0), free)
    return _rounded(program.solve(lambda: budget.over))


def _blocks(p: Arrays, catalogue: Catalogue) -> list[tuple[B8, B8]]:
    """Return (items,) and (days,) of each part of the week that shares no unit with another."""
    days = [{day} for day in range(max(catalogue.days) + 1)]
    held: dict[int, set[int]] = {}
    for board, day in zip(catalogue.boards, catalogue.days, strict=True):
        for unit in board:
            held.setdefault(unit, set()).add(day)
    for together in held.values():
        joined: set[int] = set().union(*(days[day] for day in together))
        for day in joined:
            days[day] = joined
    found = []
    for block in {min(joined): joined for joined in days}.values():
        items = np.zeros(len(p.items), dtype=np.bool_)
        items[[unit for unit, on in held.items() if on <= block]] = True
        if items.any():
            found.append((items, np.isin(np.arange(len(days)), list(block))))
    return found


def _rounded(eur: float) -> float:
    """Return a bound in whole cents, below what the solver's rounding could have added."""
    return max(0.0, math.floor((eur - ERROR_EUR) * CENTS) / CENTS)
