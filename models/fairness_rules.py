"""What must hold of what a study says of its fairness: one code and one sentence each."""

from __future__ import annotations

from models.rules import rule

_ALL = (
    rule(
        "fair_band",
        "policy.objectives",
        "La {k}e part la plus basse est de {found} ; l'étude promet au moins {limit}.",
        "The lowest level number {k} is {found}; the study promises {limit} at least.",
    ),
    rule(
        "fair_proof",
        "policy.objectives",
        "L'étude dit une étape prouvée ({what}), mais la valeur {found} n'atteint pas la borne "
        "{limit}.",
        "The study calls a stage proved ({what}), but its value {found} does not reach the bound "
        "{limit}.",
    ),
    rule(
        "fair_kept",
        "policy.objectives",
        "Le plan apporte {found} kg ; les objectifs suivants doivent en garder {limit}.",
        "The plan brings {found} kg; the objectives that follow must keep {limit}.",
    ),
    rule(
        "fair_frontier",
        "policy.objectives",
        "Le prix de l'équité n'est pas une frontière : {found} kg après {limit} kg, sans part plus "
        "haute.",
        "The price of fairness is no frontier: {found} kg after {limit} kg, without a higher "
        "level.",
    ),
    rule(
        "fair_floor",
        "policy.pools",
        "{who} reçoit {found} points, son plancher tenu est de {limit}.",
        "{who} receives {found} points, its floor held is {limit}.",
    ),
    rule(
        "fair_named",
        "policy.objectives",
        "{who} est loin derrière ({found} de son besoin) et l'étude ne le nomme pas.",
        "{who} is far behind ({found} of its need) and the study does not name it.",
    ),
    rule(
        "fair_food",
        "policy.objectives",
        "L'étude dit que la nourriture manque, mais {found} kg sont apportés sur {limit} "
        "possibles.",
        "The study says that food is lacking, but {found} kg are brought of {limit} possible.",
    ),
)
FAIRNESS_RULES = {one.code: one for one in _ALL}
