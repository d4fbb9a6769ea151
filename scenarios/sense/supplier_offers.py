"""Offers of suppliers: tiers without gaps, packs, one basis of prices."""

from __future__ import annotations

from collections.abc import Iterator

from models.buying import SupplierOffer
from models.scenario import Scenario
from scenarios.faults import shown
from scenarios.sense.problem import Loc, Problem, Rule, french, problem

AT: Loc = ("buying",)


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
                f"L'offre {name} : le prix passe de {french(before)} à {french(here)} €. Attendu : "
                "un prix qui ne monte pas avec la quantité. Corrigez-le, ou échangez les deux.",
                f"The offer {name}: the price goes from {before:g} to {here:g} €. Expected: a "
                "price that does not rise with quantity. Correct it, or swap the two.",
            )
    for k, tier in enumerate(offer.tiers):
        floor = offer.floor_eur
        if floor is not None and tier.price_eur < floor:
            yield problem(
                (*at, k, "price_eur"),
                f"L'offre {name} : {french(tier.price_eur)} € est sous le prix plancher de "
                f"{french(floor)} €. Attendu : pas moins. Montez le prix, ou revoyez le plancher "
                "avec le producteur.",
                f"The offer {name}: €{tier.price_eur:g} is below the floor price of €{floor:g}. "
                "Expected: no less. Raise the price, or see the floor again with the producer.",
            )


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


def _offer(scenario: Scenario, offer: SupplierOffer) -> str:
    """Return what is offered, and by whom."""
    return f"{_article(scenario, offer)}, {_supplier(scenario, offer)}"


def _supplier(scenario: Scenario, offer: SupplierOffer) -> str:
    """Return what people call who makes an offer."""
    known = scenario.buying.supplier.get(offer.supplier)
    return shown(offer.supplier if known is None else known.label)


def _article(scenario: Scenario, offer: SupplierOffer) -> str:
    """Return what people call what is offered."""
    known = scenario.buying.article.get(offer.article)
    return shown(offer.article if known is None else known.label)


RULES: tuple[Rule, ...] = (
    tiers,
    packs,
    one_basis,
    offered_twice,
)
