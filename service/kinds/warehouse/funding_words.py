"""What the page says of a warehouse's bill, its keys, cash, limits and stress tests."""

from __future__ import annotations

from collections.abc import Mapping

from models import dates
from models.base import Language, Text
from models.words import NET
from scenarios.workbook.value_words import VALUES
from service.kinds.warehouse.words import say as common
from service.words.vocabulary import Vocabulary

WORDS: Mapping[str, Text] = {
    "bill": Text(fr="La facture de l'année", en="The year's bill"),
    "bill_how": Text(
        fr="Coût = financeurs + facturé aux associations. Les subventions reviennent aux associations ; reste à charge = facturé − subventions.",
        en="Cost = funders + invoiced to associations. Subsidies come back to associations; net = invoiced − subsidies.",
    ),
    "line": Text(fr="Ligne", en="Line"),
    "share": Text(fr="part", en="share"),
    "cost": Text(fr="Coût de fonctionnement", en="Running cost"),
    "funder": Text(fr="financeur : {name}", en="funder: {name}"),
    "gross": Text(fr="Facturé aux associations (brut)", en="Invoiced to associations (gross)"),
    "subsidy": Text(fr="subvention : {name}", en="subsidy: {name}"),
    "net": Text(fr="Reste à charge des associations (net)", en="Borne by associations (net)"),
    "costs": Text(fr="De quoi est fait le coût", en="What the cost is made of"),
    "driver": Text(fr="croît avec", en="grows with"),
    "driver_fixed": VALUES["fixed"],
    "driver_surface": Text(fr="les m²", en="the m²"),
    "driver_cold_places": Text(fr="les places froides", en="the cold places"),
    "driver_pallets": Text(fr="les palettes traitées", en="pallets handled"),
    "sunk": Text(fr="dû quoi qu'il arrive", en="due whatever happens"),
    "fitout": Text(
        fr="Aménagement, hors facture : {year} € par an ({eur} € sur {years} ans), {name}.",
        en="Fit-out, not invoiced: {year} € a year ({eur} € over {years} years), {name}.",
    ),
    "invoices": Text(fr="Les factures", en="The invoices"),
    "invoices_how": Text(
        fr="Clé : {name}. Au centime ; le centime impair va toujours au même.",
        en="Key: {name}. To the cent; the odd cent always goes to the same one.",
    ),
    "gross_short": Text(fr="facture brute", en="gross invoice"),
    "back_short": Text(fr="subventions", en="subsidies"),
    "subsidies": Text(fr="Les subventions, une par une", en="The subsidies, one by one"),
    "limits_why": Text(fr="D'où vient ce plafond", en="Where that limit comes from"),
    "net_short": NET,
    "keys": Text(fr="La même facture sous d'autres clés", en="The same bill under other keys"),
    "keys_how": Text(
        fr="Reste à charge par an. Entre parenthèses, l'écart avec la clé appliquée. Shapley et nucléole : sur ce que coûterait une plateforme pour chaque groupe de réseaux.",
        en="Net a year. In brackets, the difference with the key applied. Shapley and nucleolus: over what a warehouse for each group of networks would cost.",
    ),
    "key_surface": VALUES["surface"],
    "key_pallet_weeks": Text(fr="palettes × semaines", en="pallet-weeks"),
    "key_flows": Text(fr="flux (palettes)", en="flows (pallets)"),
    "key_shapley": common["shapley"],
    "key_nucleolus": common["nucleolus"],
    "key_alike": Text(fr="la même part pour chacun", en="the same part for each"),
    "stands_in": Text(
        fr="La clé demandée ({asked}) n'a pas de sens ici : « {name} » la remplace.",
        en='The key asked for ({asked}) has no meaning here: "{name}" stands in.',
    ),
    "key": Text(fr="Clé", en="Key"),
    "would_leave": Text(fr="qui paierait moins seul", en="who would pay less alone"),
    "nobody": Text(fr="personne", en="nobody"),
    "measures": Text(fr="Ce que chacun tient et fait passer", en="What each holds and moves"),
    "m2": Text(fr="m²", en="m²"),
    "cold": VALUES["cold_places"],
    "pallet_weeks": Text(fr="palettes × semaines par an", en="pallet-weeks a year"),
    "pallets": Text(fr="palettes par an", en="pallets a year"),
    "cash": Text(
        fr="Qui avance l'argent, et jusqu'à quand", en="Who advances the cash, until when"
    ),
    "cash_own": Text(
        fr="Chacun paie sa facture brute aux échéances et attend sa part des subventions.",
        en="Each pays its gross invoice when due and awaits its part of the subsidies.",
    ),
    "cash_by": Text(
        fr="{name} avance les subventions pour tous : les autres ne paient que leur reste à charge.",
        en="{name} advances the subsidies for all: the others pay only their net.",
    ),
    "advance_drawn": Text(fr="avance la plus forte", en="largest advance"),
    "advance": Text(fr="avance la plus forte, €", en="largest advance, €"),
    "advance_month": Text(fr="en", en="in"),
    "back_month": Text(fr="rentrée en", en="back in"),
    "months": Text(
        fr="Trésorerie avec la plateforme, mois par mois (€, cumul)",
        en="Cash with the warehouse, month by month (€, cumulated)",
    ),
    "due_months": Text(fr="À payer, mois par mois (€)", en="To be paid, month by month (€)"),
    "back_months": Text(
        fr="À recevoir, mois par mois (€)", en="To be received, month by month (€)"
    ),
    "the_platform": Text(fr="La plateforme", en="The warehouse"),
    "next_year": Text(fr="{month} (N+{years})", en="{month} (Y+{years})"),
    "limits": Text(fr="Jusqu'où chacun peut payer", en="How much each can bear"),
    "limits_how": Text(
        fr="Au-delà, il serait mieux seul : un site à lui au prix du marché, pour ce qu'il tient et fait passer, plus ses tournées de là, moins sa part des tournées communes. Les tournées ne comptent que si, seul, il livre autant.",
        en="Beyond it, it is better off alone: a site of its own at market prices for what it holds and moves, plus its rounds from there, less its share of the common rounds. Rounds count only where, alone, it brings as much.",
    ),
    "site": Text(fr="site à soi", en="own site"),
    "own_rounds": Text(fr="tournées à soi", en="own rounds"),
    "shared_rounds": Text(fr="part des tournées communes", en="share of common rounds"),
    "kept": Text(fr="subvention gardée", en="subsidy kept"),
    "most": Text(fr="au plus", en="at most"),
    "margin": Text(fr="marge", en="margin"),
    "stress": Text(fr="Et si… ?", en="What if…?"),
    "stress_how": Text(
        fr="Reste à charge de chacun, par an, avec la même clé. Les coûts dus quoi qu'il arrive restent ; qui paierait plus que seul part, et ainsi de suite.",
        en="Net of each, a year, with the same key. Costs due whatever happens stay; whoever would pay more than alone leaves, and so on.",
    ),
    "what_if": Text(fr="Si…", en="If…"),
    "if_funder_leaves": Text(fr="retrait d'un financeur : {name}", en="a funder leaves: {name}"),
    "if_subsidy_stops": Text(fr="fin d'une subvention : {name}", en="a subsidy stops: {name}"),
    "if_leaves": Text(fr="départ : {name}", en="leaves: {name}"),
    "if_joins": Text(fr="entrée : {name}", en="joins: {name}"),
    "if_joins_short": Text(
        fr="entrée : {name} (il manque {m2} m², chacun cède en proportion)",
        en="joins: {name} ({m2} m² are missing, everyone yields in proportion)",
    ),
    "if_prices": Text(fr="hausse des prix de {share}", en="prices rise by {share}"),
    "stress_net": Text(fr="net total", en="total net"),
    "stress_each": Text(fr="Ce que chacun paierait", en="What each would pay"),
    "hit_most": Text(fr="hausse la plus forte", en="largest rise"),
    "keys_each": Text(fr="Chacun sous chaque clé", en="Each under every key"),
    "then_leave": Text(fr="qui partirait ensuite", en="who would then leave"),
    "smallest": Text(
        fr="Le plus petit, {name} : {now} € aujourd'hui, {most} € dans le pire cas ({what}).",
        en="The smallest, {name}: {now} € today, {most} € at worst ({what}).",
    ),
    "shortest": Text(
        fr="La marge la plus courte : {name}, {margin} € par an.",
        en="The shortest margin: {name}, {margin} € a year.",
    ),
}

say = Vocabulary(WORDS, common)


def month_name(month: int, language: Language) -> str:
    """Return a month of the year invoiced, or of the years after it.

    Examples
    --------
    >>> month_name(2, "en"), month_name(14, "en")
    ('February', 'February (Y+1)')
    """
    name = dates.month_name(month, language)
    years = (month - 1) // 12
    return say("next_year", language, month=name, years=years) if years else name
