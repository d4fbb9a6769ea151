"""The hard rules of a split: rights, dates, lots, stores, needs and accounts."""

from __future__ import annotations

from models.base import Text
from models.rules import Rule, rule

LOWEST_FIRST = Text(fr="le plus bas d'abord", en="lowest first")
HALF_FIRST = Text(fr="la moitié du besoin d'abord (Talmud)", en="half of the need first (Talmud)")
COMPROMISE = Text(fr="compromis (Nash)", en="compromise (Nash)")
MIDDLE = Text(fr="équité intermédiaire", en="middle fairness")
EQUAL_AWARDS = Text(fr="parts égales", en="equal awards")
EQUAL_LOSSES = Text(fr="manques égaux", en="equal losses")
TOTAL_BY_GINI = Text(fr="total moins l'inégalité (Gini)", en="total less inequality (Gini)")
"""What rules of the split are called, wherever they are chosen or compared."""

_ALL = (
    rule(
        "portion_unknown",
        "allocation.portions",
        "Répartition : {what} n'existe pas dans ce scénario ou ces apports.",
        "Split: {what} does not exist in this scenario or supply.",
    ),
    rule(
        "portion_right",
        "supply.members, supply.accredited_only, association.refuses",
        "{who} reçoit {what} : elle n'y a pas droit, ou le refuse.",
        "{who} receives {what}: it has no right to it, or refuses it.",
    ),
    rule(
        "portion_opening",
        "association.openings",
        "{who} reçoit {what} pour {found} : ce n'est pas une de ses distributions.",
        "{who} receives {what} for {found}: that is none of its distributions.",
    ),
    rule(
        "portion_ready",
        "supply.ready_s",
        "{who} reçoit {what} pour {found} : ce n'est trié qu'à partir de {limit}.",
        "{who} receives {what} for {found}: it is sorted from {limit} on only.",
    ),
    rule(
        "portion_use_by",
        "supply.use_by",
        "{who} reçoit {what} pour {found} : la date limite est le {limit}.",
        "{who} receives {what} for {found}: it must be used by {limit}.",
    ),
    rule(
        "lot_supply",
        "supply.kg",
        "{what} : {found} kg donnés, il y en a {limit}.",
        "{what}: {found} kg given, there are {limit}.",
    ),
    rule(
        "lot_whole",
        "supply.container",
        "{who} reçoit {found} kg de {what} : un lot est remis entier.",
        "{who} receives {found} kg of {what}: a lot is handed over whole.",
    ),
    rule(
        "unit_whole",
        "family.kg_per_unit",
        "{who} reçoit {found} unités de {what} : une unité est remise entière.",
        "{who} receives {found} units of {what}: a unit is handed over whole.",
    ),
    rule(
        "split_storage",
        "association.cold_storage_kg, association.ambient_storage_kg",
        "{who} aurait {found} kg en stock ({temperature}), réserves des semaines passées "
        "comprises ; limite : {limit} kg.",
        "{who} would have {found} kg in store ({temperature}), what is left from the weeks before "
        "included; limit: {limit} kg.",
    ),
    rule(
        "split_need",
        "family.target_kg_per_person",
        "{who} reçoit {found} kg de {family} ; besoin : {limit} kg.",
        "{who} receives {found} kg of {family}; need: {limit} kg.",
    ),
    rule(
        "split_account",
        "allocation.history.account_kg",
        "{who} reçoit {found} kg de {family} pour un besoin de {limit} kg, et son compte ne couvre "
        "pas le lot qui dépasse.",
        "{who} receives {found} kg of {family} for a need of {limit} kg, and its account does not "
        "pay for the lot that exceeds it.",
    ),
    rule(
        "split_keeps",
        "family.shelf_days",
        "{who} a {found} kg de {family} pour un besoin de {limit} kg par semaine : ce ne sera pas "
        "distribué avant la date limite.",
        "{who} has {found} kg of {family} for a need of {limit} kg a week: it will not be given "
        "out before its use-by day.",
    ),
)
SPLIT_RULES: dict[str, Rule] = {one.code: one for one in _ALL}
