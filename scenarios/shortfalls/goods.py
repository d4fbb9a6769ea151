"""Goods that are counted for nobody, and rates of VAT that are not the usual ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from models.base import Text
from models.findings import Finding
from models.heads import PER_NAMES, Per
from models.numbers import decimal
from models.scenario import Scenario
from scenarios.shortfalls.finding import warning

USUAL = {"hygiene": 20.0, "cleaning": 20.0}
"""VAT in metropolitan France, per cent, of categories that have one rate alone."""


def counted_for_nobody(scenario: Scenario) -> Iterator[Finding]:
    """Yield families and needs to buy that are counted per head of whom nobody says any.

    A town that counts no person at all, such as a depot, needs nothing and knows it.
    """
    asked, known = scenario.buying, scenario.association
    found: dict[Per, list[str]] = defaultdict(list)
    by_need = [one for one in scenario.associations if one.weekly_need_kg is None]
    for family in scenario.families:
        if by_need and family.target_kg and not any(one.heads(family.per) for one in by_need):
            found[family.per].append(family.label)
    for need in asked.needs:
        who = [known[name] for name in need.members or asked.member]
        if who and need.low_units and not any(one.heads(need.per) for one in who):
            found[need.per].append(need.label)
    for per, labels in sorted(found.items()):
        if per == "person":
            continue
        names = ", ".join(dict.fromkeys(labels))
        text = FOR_NOBODY.format(names=names, per=PER_NAMES[per])
        yield warning("goods_for_nobody", text, (per,))


def unusual_vat(scenario: Scenario) -> Iterator[Finding]:
    """Yield articles of a category that has one rate of VAT, and that say another."""
    odd = [
        one
        for one in scenario.buying.articles
        if one.vat_percent != USUAL.get(one.category, one.vat_percent)
    ]
    if odd:
        rates = [(one.label, decimal(f"{one.vat_percent:g}")) for one in odd]
        names = Text(
            fr=", ".join(f"{label} ({rate.fr} %)" for label, rate in rates),
            en=", ".join(f"{label} ({rate.en}%)" for label, rate in rates),
        )
        text = UNUSUAL.format(names=names, usual=f"{max(USUAL.values()):g}")
        yield warning("buying_vat", text, tuple(one.id for one in odd))


FOR_NOBODY = Text(
    fr="{names} : le besoin est compté par {per}, et aucune association n'en déclare. Il est donc "
    "de zéro. Écrivez leur nombre parmi les associations.",
    en="{names}: the need is counted per {per}, and no association says any. It is thus nought. "
    "Write how many there are, among associations.",
)
UNUSUAL = Text(
    fr="TVA inhabituelle pour de l'hygiène ou de l'entretien : {names}. En métropole, c'est "
    "{usual} %. Corrigez le taux, s'il ne vient pas de la facture.",
    en="Unusual VAT for hygiene or cleaning: {names}. In metropolitan France it is {usual}%. "
    "Correct the rate, unless it is that of the invoice.",
)
