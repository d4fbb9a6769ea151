"""Weeks in which all needs can be met: food ends there, and a dive finds how to do so at less."""

from __future__ import annotations

from solver.ramasse.master import Master
from solver.ramasse.measured_floors import MET
from solver.ramasse.objectives import Aim
from solver.ramasse.week import Floats

FAR = 0.05
"""Part of its value by which a solution is far from the relaxation."""
CRUMBS = 1e-4
"""Part of all needs that may be missing where all count as met."""


def all_fed(master: Master, values: Floats) -> bool:
    """Tell whether all that is needed is brought, and every promise and floor kept.

    What food carries beside is there to break ties: the stages after it look for that.

    Parameters
    ----------
    values : (columns,)
        A solution of the program.
    """
    aims = master.objectives
    fed = aims.value("food", values) >= aims.need_kg * (1 - CRUMBS)
    return bool(fed and not aims.kept and values[aims.short] <= MET)


def worth_diving(
    master: Master, values: Floats, objective: Aim, value: float, relaxed: float
) -> bool:
    """Tell whether to dive for another solution than the one at hand.

    So it is where the relaxation meets all needs, or nearly, and the solution does not; and where
    the solution meets them at a much higher value. Where food is scarce, what is held of it and of
    fairness leaves a dive no end.

    Parameters
    ----------
    values : (columns,)
        The solution at hand.
    value, relaxed
        What it is worth, and the relaxation, in the objective, which is minimised.
    """
    if objective == "food":
        return -relaxed >= master.objectives.need_kg * (1 - FAR) and not all_fed(master, values)
    return objective != "changes" and value - relaxed > FAR * value and all_fed(master, values)
