"""A purchase that is not found in time is sought longer before it counts as none."""

from __future__ import annotations

from solver.buying.problem import BuyingProblem
from solver.buying.program import Basket, Bought, Purchase
from solver.programs.limits import CHECKS, Limits
from solver.programs.solved import Floats, NotInTimeError, SolveLimits

PATIENCE = (1, 4, 16)
"""Times the limits of a search, one after the other, until a purchase is found."""


def found_in_time(
    problem: BuyingProblem,
    basket: Basket,
    limits: Limits,
    share: float,
    then: SolveLimits | None = None,
    start: Floats | None = None,
) -> Bought:
    """Return the cheapest purchase of a basket that a search finds; a longer one where none does.

    That none was found in time is no sign that there is none: nobody is left out for it, no wish
    given up.

    Parameters
    ----------
    share
        Of the time of everything, for the first search.
    then
        Limits of each level after the cost; only the cost is sought when absent.
    start : (columns,) or more
        A purchase of the same basket.

    Raises
    ------
    NoSolutionError
        When no purchase covers the basket.
    NotInTimeError
        When none was found by the longest search, or the study was stopped.
    """
    for times in PATIENCE:
        try:
            each = limits.of(times * share, checks=times * CHECKS)
            return Purchase(problem, basket).solve(each, then, start)
        except NotInTimeError as error:
            late = error
            if limits.stop.is_set():
                break
    raise late
