"""Buying together: tiers without gaps, packs, one basis of prices, payers, weights."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

from models.base import Language, Text
from models.buying import CATEGORIES, SupplierOffer
from models.numbers import number
from models.scenario import Scenario
from scenarios.faults import shown
from scenarios.sense.problem import Loc, Problem, Rule, problem

AT: Loc = ("buying",)


def _supplier(scenario: Scenario, offer: SupplierOffer) -> str:
    """Return what people call who makes an offer."""
    known = scenario.buying.supplier.get(offer.supplier)
    return shown(offer.supplier if known is None else known.label)


def _article(scenario: Scenario, offer: SupplierOffer) -> str:
    """Return what people call what is offered."""
    known = scenario.buying.article.get(offer.article)
    return shown(offer.article if known is None else known.label)


def _offer(scenario: Scenario, offer: SupplierOffer) -> str:
    """Return what is offered, and by whom."""
    return f"{_article(scenario, offer)}, {_supplier(scenario, offer)}"


def tiers(scenario: Scenario) -> Iterator[Problem]:
    """Yield tiers that leave a gap, overlap or fall back, and prices that rise."""
    for n, offer in enumerate(scenario.buying.offers):
        yield from _starts(scenario, offer, (*AT, "offers", n, "tiers"))
        yield from _prices(scenario, offer, (*AT, "offers", n, "tiers"))


def _starts(scenario: Scenario, offer: SupplierOffer, at: Loc) -> Iterator[Problem]:
    name = _offer(scenario, offer)
    if offer.tiers[0].from_units:
        first = offer.tiers[0].from_units
        yield problem(
            (*at, 0, "from_units"),
            f"L'offre {name} commence à {first} unités. Attendu : une première tranche à partir de "
            "0. Mettez 0, ou ajoutez la tranche qui manque.",
            f"The offer {name} begins at {first} units. Expected: a first tier from 0. Put 0, or "
            "add the tier that is missing.",
        )
    for k in range(1, len(offer.tiers)):
        before, one = offer.tiers[k - 1], offer.tiers[k]
        if one.from_units <= before.from_units:
            yield problem(
                (*at, k, "from_units"),
                f"L'offre {name} : une tranche à partir de {one.from_units} suit celle à partir de "
                f"{before.from_units}. Attendu : des seuils qui montent. Corrigez l'un des deux, "
                "ou changez l'ordre.",
                f"The offer {name}: a tier from {one.from_units} follows the one from "
                f"{before.from_units}. Expected: thresholds that rise. Correct one of them, or "
                "change the order.",
            )
        elif before.to_units is not None and before.to_units not in (
            one.from_units,
            one.from_units - 1,
        ):
            yield problem(
                (*at, k - 1, "to_units"),
                f"L'offre {name} : une tranche finit à {before.to_units}, la suivante commence à "
                f"{one.from_units}. Attendu : ni trou ni chevauchement. Écrivez {one.from_units} "
                "aux deux endroits, ou laissez la fin vide.",
                f"The offer {name}: a tier ends at {before.to_units}, the next begins at "
                f"{one.from_units}. Expected: neither gap nor overlap. Write {one.from_units} in "
                "both places, or leave the end empty.",
            )
    if offer.tiers[-1].to_units is not None:
        yield problem(
            (*at, len(offer.tiers) - 1, "to_units"),
            f"L'offre {name} : la dernière tranche finit à {offer.tiers[-1].to_units}. Attendu : "
            "aucune fin. Laissez-la vide, et dites ce qui est disponible dans le champ prévu.",
            f"The offer {name}: the last tier ends at {offer.tiers[-1].to_units}. Expected: no "
            "end. Leave it empty, and say what is available in the field for that.",
        )


def _prices(scenario: Scenario, offer: SupplierOffer, at: Loc) -> Iterator[Problem]:
    name = _offer(scenario, offer)
    for k in range(1, len(offer.tiers)):
        before, here = offer.tiers[k - 1].price_eur, offer.tiers[k].price_eur
        if here > before:
            yield problem(
                (*at, k, "price_eur"),
                f"L'offre {name} : le prix passe de {_fr(before)} à {_fr(here)} €. Attendu : un "
                "prix qui ne monte pas avec la quantité. Corrigez-le, ou échangez les deux.",
                f"The offer {name}: the price goes from {before:g} to {here:g} €. Expected: a "
                "price that does not rise with quantity. Correct it, or swap the two.",
            )
    for k, tier in enumerate(offer.tiers):
        floor = offer.floor_eur
        if floor is not None and tier.price_eur < floor:
            yield problem(
                (*at, k, "price_eur"),
                f"L'offre {name} : {_fr(tier.price_eur)} € est sous le prix plancher de "
                f"{_fr(floor)} €. Attendu : pas moins. Montez le prix, ou revoyez le plancher "
                "avec le producteur.",
                f"The offer {name}: €{tier.price_eur:g} is below the floor price of €{floor:g}. "
                "Expected: no less. Raise the price, or see the floor again with the producer.",
            )


def _fr(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def packs(scenario: Scenario) -> Iterator[Problem]:
    """Yield packs of nothing."""
    for n, offer in enumerate(scenario.buying.offers):
        if offer.pack_units == 0:
            what = _offer(scenario, offer)
            yield problem(
                (*AT, "offers", n, "pack_units"),
                f"L'offre {what} a des colis de 0 unité. Attendu : 1 au moins. Écrivez "
                "combien d'unités il y a dans un colis ; 1 si l'on achète à l'unité.",
                f"The offer {what} has packs of 0 units. Expected: at least 1. Write "
                "how many units a pack has; 1 if single units can be bought.",
            )


def one_basis(scenario: Scenario) -> Iterator[Problem]:
    """Yield offers whose prices are with VAT where others of the supplier are without."""
    said: dict[str, bool] = {}
    for n, offer in enumerate(scenario.buying.offers):
        first = said.setdefault(offer.supplier, offer.vat_included)
        if offer.vat_included != first:
            who = _supplier(scenario, offer)
            yield problem(
                (*AT, "offers", n, "vat_included"),
                f"{who} a des prix avec TVA et d'autres sans. Attendu : une même "
                "base pour toutes ses offres. Convertissez les uns ou les autres.",
                f"{who} has prices with VAT and others without. Expected: one "
                "basis for all its offers. Convert the ones or the others.",
            )


def offered_twice(scenario: Scenario) -> Iterator[Problem]:
    """Yield articles that one supplier offers twice."""
    known = set[tuple[str, str]]()
    for n, offer in enumerate(scenario.buying.offers):
        if (offer.supplier, offer.article) in known:
            who, what = _supplier(scenario, offer), _article(scenario, offer)
            yield problem(
                (*AT, "offers", n, "article"),
                f"{who} propose deux fois {what}. Attendu : une "
                "offre, avec ses tranches. Réunissez-les, ou nommez deux articles.",
                f"{who} offers {what} twice. Expected: one "
                "offer, with its tiers. Join them, or name two articles.",
            )
        known.add((offer.supplier, offer.article))


def weights(scenario: Scenario) -> Iterator[Problem]:
    """Yield articles of which nobody says what a unit weighs."""
    for n, one in enumerate(scenario.buying.articles):
        if one.kg_per_unit is None:
            yield problem(
                (*AT, "articles", n, "kg_per_unit"),
                f"{shown(one.label)} n'a pas de poids. Attendu : les kg d'une unité ({one.unit}). "
                "Pesez-en une, ou lisez l'étiquette.",
                f"{shown(one.label)} has no weight. Expected: the kg of one unit ({one.unit}). "
                "Weigh one, or read the label.",
            )


def needs(scenario: Scenario) -> Iterator[Problem]:
    """Yield needs of which the least exceeds the most, or whose articles are counted otherwise."""
    articles = scenario.buying.article
    for n, need in enumerate(scenario.buying.needs):
        if need.high_units is not None and need.low_units > need.high_units:
            low, high = need.low_units, need.high_units
            yield problem(
                (*AT, "needs", n, "low_units"),
                f"{shown(need.label)} : {_fr(low)} au moins, {_fr(high)} au plus. Attendu : pas "
                "plus au moins qu'au plus. Inversez-les, ou corrigez-les.",
                f"{shown(need.label)}: {low:g} at least, {high:g} at most. Expected: no more at "
                "least than at most. Swap them, or correct them.",
            )
        units = sorted({articles[name].unit for name in need.articles if name in articles})
        if len(units) > 1:
            yield problem(
                (*AT, "needs", n, "articles"),
                f"{shown(need.label)} mêle des unités : {', '.join(units)}. Attendu : une seule. "
                "Comptez ces articles de la même façon, ou séparez le besoin.",
                f"{shown(need.label)} mixes units: {', '.join(units)}. Expected: one only. Count "
                "these articles in one way, or part the need.",
            )


def payers(scenario: Scenario) -> Iterator[Problem]:
    """Yield needs whose payer may not pay for them."""
    asked = scenario.buying
    known, articles = asked.payer, asked.article
    for n, need in enumerate(asked.needs):
        payer = known.get(need.payer or "")
        if payer is None:
            continue
        others = sorted(
            {articles[name].category for name in need.articles if name in articles}
            - set(payer.categories)
        )
        if others:
            fr = ", ".join(CATEGORIES[one].fr for one in others)
            en = ", ".join(CATEGORIES[one].en for one in others)
            yield problem(
                (*AT, "needs", n, "payer"),
                f"{shown(payer.label)} ne paie pas ce rayon : {fr}. Attendu : un payeur éligible. "
                "Nommez-en un autre, ou laissez les membres payer.",
                f"{shown(payer.label)} does not pay for this category: {en}. Expected: an eligible "
                "payer. Name another, or let the members pay.",
            )


def money(scenario: Scenario) -> Iterator[Problem]:
    """Yield budgets that reach the least order of nobody who sells something that is needed."""
    asked = scenario.buying
    sold = {offer.article for offer in asked.offers}
    needed = [
        one
        for one in asked.needs
        if max(one.low_units, one.high_units or 0.0) > 0 and sold & set(one.articles)
    ]
    wanted = {article for one in needed for article in one.articles}
    selling = {offer.supplier for offer in asked.offers if offer.article in wanted}
    sellers = [one for one in asked.suppliers if one.id in selling]
    everybody = {one.association for one in asked.members}
    buying = {name for one in needed for name in one.members or everybody}
    budgets = [one.budget_eur for one in asked.members if one.association in buying]
    if not sellers or not budgets or None in budgets:
        return
    paying = {one.payer for one in needed}
    whole = sum(eur for eur in budgets if eur is not None)
    whole += sum(one.ceiling_eur for one in asked.payers if one.id in paying)
    least = min(sellers, key=lambda one: one.minimum_eur)
    if whole >= least.minimum_eur:
        return
    amounts = {
        "have": whole,
        "due": least.minimum_eur,
        "more": math.ceil(100 * (least.minimum_eur - whole)) / 100,
    }

    def said(language: Language) -> dict[str, str]:
        return {
            name: number(eur, language, 2 if eur % 1 else 0) for name, eur in amounts.items()
        } | {"who": shown(least.label)}

    text = UNDER_EVERY_MINIMUM
    yield problem((*AT, "members"), text.fr.format(**said("fr")), text.en.format(**said("en")))


UNDER_EVERY_MINIMUM = Text(
    fr="Budgets et payeurs font {have} €, et la plus petite commande, chez qui vend ce qu'il faut, "
    "est de {due} € ({who}). Attendu : au moins une commande. Ajoutez {more} € aux budgets, ou "
    "trouvez un fournisseur sans minimum.",
    en="Budgets and payers make €{have}, and the smallest order, from who sells what is needed, is "
    "€{due} ({who}). Expected: at least one order. Add €{more} to the budgets, or find a supplier "
    "without a minimum.",
)


def members(scenario: Scenario) -> Iterator[Problem]:
    """Yield members that are there twice, and a group without a place of delivery."""
    asked = scenario.buying
    known: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(asked.members):
        known[one.association].append(n)
    for name, numbers in known.items():
        who = shown(scenario.association[name].label if name in scenario.association else name)
        for n in numbers[1:]:
            yield problem(
                (*AT, "members", n, "association"),
                f"{who} est deux fois membre du groupement. Attendu : une fois. Retirez une ligne.",
                f"{who} is a member of the group twice. Expected: once. Take one line out.",
            )
    if asked.members and asked.hub is None:
        yield problem(
            (*AT, "hub"),
            "Aucun lieu de livraison. Attendu : l'association où les fournisseurs livrent. "
            "Choisissez un membre qui a la place.",
            "There is no place of delivery. Expected: the association where suppliers deliver. "
            "Choose a member that has room.",
        )


def goods(scenario: Scenario) -> Iterator[Problem]:
    """Yield families whose units have no weight or two targets, and counts beyond all people."""
    for n, family in enumerate(scenario.families):
        if family.target_units is not None and family.kg_per_unit is None:
            yield problem(
                ("families", n, "kg_per_unit"),
                f"{shown(family.label)} se compte en unités sans poids. Attendu : les kg d'une "
                "unité, que l'on transporte et range. Pesez-en une.",
                f"{shown(family.label)} is counted in units without a weight. Expected: the kg of "
                "one unit, which is carried and stored. Weigh one.",
            )
        if family.target_units is not None and family.target_kg_per_person:
            yield problem(
                ("families", n, "target_units"),
                f"{shown(family.label)} a deux cibles, en unités et en kg. Attendu : une seule. "
                "Mettez 0 à la cible en kg, ou retirez celle en unités.",
                f"{shown(family.label)} has two targets, in units and in kg. Expected: one only. "
                "Put 0 for the target in kg, or take out the one in units.",
            )
    for n, who in enumerate(scenario.associations):
        if who.children > who.people:
            yield problem(
                ("associations", n, "children"),
                f"{shown(who.label)} : {who.children} enfants parmi {who.people} personnes. "
                "Attendu : pas plus. Corrigez l'un des deux nombres.",
                f"{shown(who.label)}: {who.children} children among {who.people} people. Expected: "
                "no more. Correct one of the two counts.",
            )
        for name, many in who.counts.items():
            if many > who.people:
                yield problem(
                    ("associations", n, "counts", name),
                    f"{shown(who.label)} : {many} personnes d'un public parmi {who.people}. "
                    "Attendu : pas plus que toutes. Corrigez l'un des deux nombres.",
                    f"{shown(who.label)}: {many} people of one class among {who.people}. Expected: "
                    "no more than all. Correct one of the two counts.",
                )


RULES: tuple[Rule, ...] = (
    goods,
    tiers,
    packs,
    one_basis,
    offered_twice,
    weights,
    needs,
    payers,
    money,
    members,
)
