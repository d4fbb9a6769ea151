"""Buying together: weights, needs, payers, budgets, members."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

from models.base import Language, Text
from models.buying import CATEGORIES
from models.numbers import number
from models.scenario import Scenario
from scenarios.faults import shown
from scenarios.sense.problem import Loc, Problem, Rule, french, problem

AT: Loc = ("buying",)


def weights(scenario: Scenario) -> Iterator[Problem]:
    """Yield articles of which nobody says what a unit weighs."""
    for n, one in enumerate(scenario.buying.articles):
        if one.kg_per_unit is None:
            by_kg = one.unit == "kg"
            yield problem(
                (*AT, "articles", n, "kg_per_unit"),
                f"{shown(one.label)} n'a pas de poids. Attendu : les kg d'une unité ({one.unit}). "
                + ("Écrivez 1." if by_kg else "Pesez-en une, ou lisez l'étiquette."),
                f"{shown(one.label)} has no weight. Expected: the kg of one unit ({one.unit}). "
                + ("Write 1." if by_kg else "Weigh one, or read the label."),
            )


def needs(scenario: Scenario) -> Iterator[Problem]:
    """Yield needs of which the least exceeds the most, or whose articles are counted otherwise."""
    articles = scenario.buying.article
    for n, need in enumerate(scenario.buying.needs):
        if need.high_units is not None and need.low_units > need.high_units:
            low, high = need.low_units, need.high_units
            yield problem(
                (*AT, "needs", n, "low_units"),
                f"{shown(need.label)} : {french(low)} au moins, {french(high)} au plus. Attendu : "
                "pas plus au moins qu'au plus. Inversez-les, ou corrigez-les.",
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
        buyers = set(need.members or asked.member)
        if payer.members and buyers and not buyers & set(payer.members):
            yield problem(
                (*AT, "needs", n, "payer"),
                f"{shown(payer.label)} ne paie pour aucun des membres concernés par "
                f"{shown(need.label)}. Attendu : un payeur d'au moins l'un d'eux. Nommez-en un "
                "autre, ajoutez-les à ceux pour qui il paie, ou laissez les membres payer.",
                f"{shown(payer.label)} pays for none of the members concerned by "
                f"{shown(need.label)}. Expected: a payer of one of them at least. Name another, "
                "add them to those for whom it pays, or let the members pay.",
            )
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


RULES: tuple[Rule, ...] = (
    weights,
    needs,
    payers,
    money,
    members,
)
