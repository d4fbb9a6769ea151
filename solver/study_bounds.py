"""What is proved about each objective of a plan, and how."""

from __future__ import annotations

from models.base import Text
from models.policy import Objective
from models.scenario import Scenario
from models.study import Bound
from models.travel import TravelMatrix
from pools.streams import depots
from solver.ramasse.outer_bound import outer_bounds
from solver.ramasse.planned import Planned
from solver.review.indicators import objectives

ROUNDING = 1e-4
"""Relative difference of a plan and a bound that is none: kg are written to the gram."""

METHODS = {
    "free": Text(
        fr="collecte et transport gratuits et illimités (programme linéaire)",
        en="free and unlimited transport (linear program)",
    ),
    "outer": Text(
        fr="programme linéaire dont tout plan est une solution : chaque ensemble de passages par "
        "son plus court chemin, le dernier kilomètre par ses plus courts trajets, les objectifs "
        "précédents tenus à leur valeur",
        en="linear program that every plan satisfies: each set of pick-ups by its shortest way, "
        "the last mile by its shortest legs, earlier objectives held at their values",
    ),
    "none": Text(
        fr="aucune borne : les ensembles de passages sont trop nombreux, ou ce plan fait mieux que "
        "ce qui en serait dit",
        en="no bound: there are too many sets of pick-ups, or this plan does better than it would "
        "say",
    ),
}


def bounds_of(
    scenario: Scenario, travel: TravelMatrix, planned: Planned, free_kg: float
) -> tuple[Bound, ...]:
    """Return what no plan does better, objective by objective.

    Parameters
    ----------
    free_kg
        Usable food with free and unlimited transport: no plan brings more.
    """
    value = objectives(scenario, travel, planned.plan)
    proved, method = planned.bounds, planned.method
    if method is None:
        proved = {} if depots(scenario) else outer_bounds(scenario, travel, value)
        method = METHODS["outer"]
    found = []
    for stage in scenario.policy.stages:
        if stage.objective == "fairness":
            continue  # levels have proofs of their own
        objective = stage.objective
        tried: list[tuple[float, Text]] = []
        if objective in proved:
            tried.append((proved[objective], method))
        if objective == "food":
            tried.append((free_kg, METHODS["free"]))
        # a bound is tried against the plan before it is told
        sound = [one for one in tried if not _beaten(objective, value[objective], one[0])]
        tightest = min if objective == "food" else max
        if objective != "food":
            sound = [(max(0.0, least), how) for least, how in sound]
        bound, told = tightest(sound, key=lambda one: one[0], default=(None, METHODS["none"]))
        found.append(Bound(objective=objective, value=value[objective], bound=bound, method=told))
    return tuple(found)


def _beaten(objective: Objective, value: float, bound: float) -> bool:
    """Tell whether a plan does better than a bound says any can."""
    slack = ROUNDING * max(1.0, abs(bound))
    return value > bound + slack if objective == "food" else value < bound - slack
