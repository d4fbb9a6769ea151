"""The hard rules of a solidarity fridge: where it stands, what fits, who keeps it."""

from __future__ import annotations

from models.rules import Rule, rule

_ALL = (
    rule(
        "fridge_power",
        "fridge_spot.power, fridge_spot.agreed",
        "{who} : pas de prise, ou l'hôte n'est pas d'accord.",
        "{who}: no socket, or the host does not agree.",
    ),
    rule(
        "fridge_count",
        "solidarity_fridge.fridges",
        "{found} frigos placés, {limit} au plus.",
        "{found} fridges placed, {limit} at most.",
    ),
    rule(
        "fridge_walk",
        "solidarity_fridge.walk_min, solidarity_fridge.walk_km_h, solidarity_fridge.detour",
        "{who} compté à portée : {found} min à pied du plus proche, {limit} au plus.",
        "{who} counted within reach: {found} min on foot from the nearest, {limit} at most.",
    ),
    rule(
        "fridge_people",
        "fridge_zone.people",
        "{found} personnes dites à portée, il y en a {limit}.",
        "{found} people said to be within reach, there are {limit}.",
    ),
    rule(
        "fridge_fits",
        "solidarity_fridge.quantile, fridge_size.kg, solidarity_fridge.stay_days",
        "{who} suffit {found} des jours, il en faut {limit}, et un autre modèle suffirait.",
        "{who} is enough on {found} of days, {limit} are needed, and another model would do.",
    ),
    rule(
        "fridge_passes",
        "surplus.kg, solidarity_fridge.stay_days",
        "{found} kg par mois dits, les excédents et les jours tenus en font {limit}.",
        "{found} kg a month said, surplus and days kept make {limit}.",
    ),
    rule(
        "fridge_keeper",
        "volunteer.offers, volunteer.absences, volunteer.skills",
        "{who} ne peut pas tenir le frigo le {found}.",
        "{who} cannot keep the fridge on {found}.",
    ),
    rule(
        "fridge_unkept",
        "rota.duties",
        "Le frigo serait ouvert le {found} sans personne pour le nettoyer.",
        "The fridge would be open on {found} with nobody to clean it.",
    ),
)

FRIDGE_RULES: dict[str, Rule] = {one.code: one for one in _ALL}
"""Every hard rule of a solidarity fridge, by code."""
