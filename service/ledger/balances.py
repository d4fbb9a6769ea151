"""What the ledger knows: what each association needed, was promised and keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.associations import Association
from models.base import Language
from models.numbers import percent
from models.scenario import Scenario
from service.pages.goods import kilos
from service.pages.page import Cell, Number, Page, Section, Table, Words
from service.words.ledger import ledger_word
from service.words.sentences import count

if TYPE_CHECKING:
    from service.ledger import Balance


def balances_page(
    scenario: Scenario, balances: Sequence[Balance], language: Language, *, families: bool
) -> Page:
    """Return what the ledger of a town says, by family if asked."""
    rows: list[tuple[Cell, ...]] = []
    for one in balances:
        known = scenario.association.get(one.association)
        rows.append(
            (
                _label(scenario, one.association),
                Number(one.weeks),
                Number(one.need_kg),
                Number(one.promised_kg),
                Number(one.received_kg),
                Number(one.received_kg / one.need_kg if one.need_kg else None, share=True),
                _each(one.received_kg, known),
            )
        )
        for family, kg in sorted(one.by_family_kg.items()) if families else ():
            kind = scenario.family.get(family)
            name = Words(f"\u00a0\u00a0{family if kind is None else kind.label}", "weak")
            rows.append((name, "", "", "", kilos(kind, kg, language, 1), "", _each(kg, known)))
    heads = ("association", "weeks", "need", "promised", "kept", "level", "kg_per_person")
    table = Table(tuple(ledger_word(key, language) for key in heads), tuple(rows))
    return Page(
        title=scenario.label,
        subtitle=ledger_word("ledger", language),
        answer=_answer(scenario, balances, language),
        alerts=(),
        sections=(Section(ledger_word("balance", language), (table,)),),
    )


def _answer(scenario: Scenario, balances: Sequence[Balance], language: Language) -> str:
    needy = [one for one in balances if one.need_kg > 0]
    if not needy:
        return ledger_word("answer_nothing", language)
    least = min(needy, key=lambda one: one.received_kg / one.need_kg)
    return ledger_word("answer", language).format(
        who=_label(scenario, least.association),
        level=percent(least.received_kg / least.need_kg, language),
        weeks=count(least.weeks, "week", language),
    )


def _label(scenario: Scenario, who: str) -> str:
    known = scenario.association.get(who)
    return who if known is None else known.label


def _each(kg: float, who: Association | None) -> Cell:
    return "" if who is None or not who.people else Number(kg / who.people, 2)
