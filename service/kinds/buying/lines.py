"""What one member pays and why: one line for its treasurer, and what explains it."""

from __future__ import annotations

from collections import defaultdict

from models.base import Language
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


def in_one_line(study: BuyingStudy, bill: BuyingBill, language: Language) -> str:
    """Return what a member pays, why and to whom, in one sentence."""
    asked, names = study.scenario.buying, study.scenario.association
    invoiced = asked.invoiced_to or asked.hub
    if invoiced is None or invoiced == bill.association:
        to = say("to_suppliers", language)
    else:
        to = say("to_whom", language, who=names[invoiced].label)
    saved = 1 - bill.cents / bill.alone_cents if bill.alone_cents else 0.0
    told = {
        "alone": euros(bill.alone_cents, language),
        "part": percent(saved, language, 1),
        "own": euros(bill.own_cents, language),
        "to": to,
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
    ways = [
        say(f"way_{one.way}", language) for one in study.plan.last_mile if one.association == who
    ]
    return [*notes, *(say("door", language, way=way) for way in ways)]
