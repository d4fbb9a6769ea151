"""What one member pays and why: one line for its treasurer, and what explains it."""

from __future__ import annotations

from collections import defaultdict

from models.base import Language
from models.buying import SupplierOffer
from models.buying_prices import parts_of
from models.buying_study import BuyingBill, BuyingStudy
from models.numbers import number, percent
from service.kinds.buying.words import say
from service.words.sentences import listed


def euros(cents: float, language: Language) -> str:
    """Return cents as euros, as each language writes them."""
    told = number(cents / 100, language, 2)
    return f"{told}\u00a0€" if language == "fr" else f"€{told}"


def many_of(count: int, unit: str, language: Language) -> str:
    """Return so many units of an article: of what is bought by weight, so many kg."""
    told = number(count, language)
    return f"{told}\u00a0kg" if unit == "kg" else f"{told}\u00a0× {unit}"


def to_whom(study: BuyingStudy, payer: str, language: Language) -> str:
    """Return to whom a member or a payer pays: to who is invoiced, itself to the suppliers."""
    asked = study.scenario.buying
    invoiced = asked.invoiced_to or asked.hub
    if invoiced is None or invoiced == payer:
        return say("to_suppliers", language)
    return say("to_whom", language, who=study.scenario.association[invoiced].label)


def basis(offer: SupplierOffer, language: Language) -> str:
    """Return whether an offer's prices are with or without VAT."""
    return say("with_vat" if offer.vat_included else "net", language)


def prices_of(offer: SupplierOffer, units: int, language: Language) -> list[str]:
    """Return the price of a unit as its supplier writes it; of each slice, where there are some."""
    parts = [
        (number(many, language), euros(100 * float(eur), language))
        for many, eur in parts_of(offer, units)
    ]
    if len(parts) == 1:
        return [parts[0][1]]
    return [say("part_at", language, units=many, eur=eur) for many, eur in parts]


def in_one_line(study: BuyingStudy, bill: BuyingBill, language: Language) -> str:
    """Return what a member pays, why and to whom, in one sentence."""
    asked = study.scenario.buying
    saved = 1 - bill.cents / bill.alone_cents if bill.alone_cents else 0.0
    told = {
        "alone": euros(bill.alone_cents, language),
        "part": percent(saved, language, 1),
        "own": euros(bill.own_cents, language),
        "to": to_whom(study, bill.association, language),
    }
    if not bill.paid_by:
        return say("line", language, **told)
    payers = listed(
        [
            say(
                "line_payer" if n else "line_first_payer",
                language,
                eur=euros(cents, language),
                who=asked.payer[name].label,
            )
            for n, (name, cents) in enumerate(sorted(bill.paid_by.items()))
        ],
        language,
    )
    together = euros(bill.cents, language)
    return say("line_paid", language, together=together, payers=payers, **told)


def notes_of(study: BuyingStudy, bill: BuyingBill, language: Language) -> list[str]:
    """Return what explains a bill: who does not pay for what, ceilings reached, way to the door."""
    asked, who = study.scenario.buying, bill.association
    bought: dict[str, set[str]] = defaultdict(set)
    for one in study.plan.handed:
        named = asked.need[one.need].payer
        if one.association == who and named is not None and not one.extra:
            bought[named].add(asked.article[one.article].label)
    notes = []
    for name, labels in sorted(bought.items()):
        payer = asked.payer[name]
        if payer.members and who not in payer.members:
            what = listed(sorted(labels), language)
            notes.append(say("not_for_it", language, what=what, who=payer.label))
            continue
        taken = [one.paid_by[name] for one in study.plan.bills if one.paid_by.get(name)]
        if sum(taken) >= round(100 * payer.ceiling_eur):
            ceiling = euros(100 * payer.ceiling_eur, language)
            notes.append(
                say("ceiling_met", language, who=payer.label, eur=ceiling, count=len(taken))
            )
    for mile in study.plan.last_mile:
        if mile.association == who:
            said = {"way": say(f"way_{mile.way}", language), "eur": euros(mile.cents, language)}
            notes.append(say("door_paid" if mile.cents else "door", language, **said))
    return notes
