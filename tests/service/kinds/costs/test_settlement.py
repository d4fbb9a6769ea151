"""Whom to pay comes first on the page of shared costs, and adds up to the cent."""

from __future__ import annotations

import pytest

from models.pooling import COST_RULE_MEANINGS, COST_RULE_NAMES
from models.sharing import BreakEven, SharingStudy
from service.kinds.costs.page import sharing_page
from service.kinds.costs.settlement import payments
from service.pages.page import Table
from tests.helpers.results import result


def study(*owes: float) -> SharingStudy:
    made = result(SharingStudy)
    assert isinstance(made, SharingStudy)
    if not owes:
        return made
    settled = [one.changed(owes_eur=eur) for one, eur in zip(made.settlement, owes, strict=True)]
    return made.changed(settlement=tuple(settled))


def test_whom_to_pay_comes_first() -> None:
    made = study()
    page = sharing_page(made, "fr")
    first = page.sections[0]
    assert first.title == "Règlement : Shapley"
    assert [one.cents for one in payments(made) or ()] == [3000, 1000]
    assert "Qui verse à qui" in [getattr(one, "title", "") for one in first.parts]


def test_cents_that_rounding_leaves_are_paid_too() -> None:
    paid = payments(study(1.005, 1.004, -2.009))
    assert paid is not None
    assert sum(one.cents for one in paid) == 200
    assert payments(study(0.0, 0.0, 0.0)) == ()
    # what does not add up is not settled
    assert payments(study(5.0, 1.0, -2.0)) is None


def test_nothing_paid_once_is_never_repaid_nor_said_to_be() -> None:
    free = BreakEven(eur_per_kg=0.0, weekly_gain_eur=-6.0, once_eur=0.0, weeks=None)
    made = study().changed(break_even=(free,))
    titles = [one.title for one in sharing_page(made, "fr").sections]
    repaid = "Frais d'entrée remboursés"
    assert "Ce que mutualiser rapporte" in titles
    assert repaid not in titles
    assert repaid in [one.title for one in sharing_page(study(), "fr").sections]


def test_what_each_pays_is_explained_in_one_line() -> None:
    """Share, cost alone, what is paid already, and to whom; and what the rule does."""
    made = study()
    payer = next(iter(payments(made) or ()))
    first = sharing_page(made, "fr").sections[0]
    assert "ordres d'arrivée" in str(first.parts[0])
    tables = [one for one in first.parts if isinstance(one, Table)]
    table = next(one for one in tables if one.title == "Chaque association, en une ligne")
    assert len(table.rows) == len(made.settlement)
    named = made.scenario.association
    line = next(line for who, line in table.rows if who == named[payer.payer].name)
    assert "ensemble au lieu de" in str(line)
    assert f"reste à verser 30,00 € à {named[payer.payee].name}" in str(line)


@pytest.mark.parametrize("rule", sorted(COST_RULE_NAMES))
def test_every_rule_is_explained(rule: str) -> None:
    assert rule in COST_RULE_MEANINGS
