"""What is proved about each objective of a plan, and how."""

from __future__ import annotations

from models.base import Text
from models.scenario import Scenario
from models.study import Bound
from models.travel import TravelMatrix
from solver.ramasse.planned import Planned
from solver.review.indicators import objectives

METHODS = {
    "free": Text(
        fr="collecte et transport gratuits et illimités (programme linéaire)",
        en="free and unlimited transport (linear program)",
    ),
    "master": Text(
        fr="relaxation du choix des tournées, toutes énumérées, les objectifs précédents tenus",
        en="relaxation over every enumerated round, earlier objectives held",
    ),
    "joined": Text(
        fr="relaxation du choix des tournées, toutes énumérées, collecte puis dernier kilomètre "
        "bout à bout, les objectifs précédents tenus",
        en="relaxation over every enumerated round, collection then last mile end to end, earlier "
        "objectives held",
    ),
    "beaten": Text(
        fr="aucune borne : des livraisons faites en chemin font mieux que collecte et dernier "
        "kilomètre bout à bout",
        en="no bound: drops made on the way do better than collection and last mile end to end",
    ),
    "none": Text(
        fr="aucune borne : les tournées sont trop longues pour être toutes énumérées",
        en="no bound: rounds are too long to be all enumerated",
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
    found = []
    for stage in scenario.policy.objectives:
        if stage.objective == "fairness":
            continue  # levels have proofs of their own
        bound = planned.bounds.get(stage.objective)
        method = METHODS["none" if bound is None else "joined" if planned.joined else "master"]
        if bound is not None and planned.method is not None:
            method = planned.method
        if bound is not None and stage.objective != "food" and value[stage.objective] < bound:
            bound, method = None, METHODS["beaten"]
        if stage.objective == "food" and (bound is None or free_kg < bound):
            bound, method = free_kg, METHODS["free"]
        found.append(
            Bound(
                objective=stage.objective, value=value[stage.objective], bound=bound, method=method
            )
        )
    return tuple(found)
