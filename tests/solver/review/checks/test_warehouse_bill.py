"""Each rule of the bill, broken on purpose, is found and said in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from models.funding_study import FundingStudy
from solver.review.checks.warehouse_bill import check_bill
from tests.helpers.funded import studied


def year() -> FundingStudy:
    found = studied().funding
    assert found is not None
    return found


def billed(**changes: Any) -> FundingStudy:
    return year().changed(bill=year().bill.changed(**changes))


def invoiced(**changes: Any) -> FundingStudy:
    first, *rest = year().invoices
    return year().changed(invoices=(first.changed(**changes), *rest))


def swapped() -> FundingStudy:
    """Two invoices exchanged: sums hold, the key does not."""
    big, small = year().invoices
    found = (big.changed(payer=small.payer), small.changed(payer=big.payer))
    return year().changed(invoices=found)


def cashed(month: int, **changes: Any) -> FundingStudy:
    first, *rest = year().cash
    months = list(first.months)
    months[month] = months[month].changed(**changes)
    return year().changed(cash=(first.changed(months=tuple(months)), *rest))


class Broken(NamedTuple):
    """A year in which one rule is broken."""

    year: Callable[[], FundingStudy]
    code: str


BROKEN = [
    Broken(lambda: billed(cost_eur=1_000_001.0), "bill_balance"),
    Broken(lambda: billed(gross_eur=499_999.99), "bill_balance"),
    Broken(lambda: billed(net_eur=200_000.01), "bill_balance"),
    Broken(lambda: billed(funders_eur={"foundation": 500_000.01}), "bill_payer"),
    Broken(lambda: invoiced(gross_eur=1.0), "bill_column"),
    Broken(lambda: invoiced(subsidies_eur={"state": 0.0, "town": 75_000.0}), "bill_column"),
    Broken(lambda: invoiced(net_eur=149_999.99), "bill_invoice"),
    Broken(lambda: swapped(), "bill_key"),
    Broken(lambda: cashed(0, balance_eur=1.0), "bill_cash"),
    Broken(lambda: cashed(0, paid_eur=0.0), "bill_cash"),
    Broken(lambda: year().changed(cash=()), "bill_cash"),
    Broken(
        lambda: year().changed(keys=(year().keys[0].changed(net_eur={"big": 1.0}),)), "bill_column"
    ),
]


def test_the_bill_made_is_accepted() -> None:
    assert list(check_bill(studied().scenario, year())) == []


@pytest.mark.parametrize("broken", BROKEN)
def test_each_broken_rule_is_found(broken: Broken) -> None:
    told = check_bill(studied().scenario, broken.year())
    found = [one for one in told if one.code == broken.code]
    assert found
    assert found[0].text.fr != found[0].text.en
    assert "{" not in found[0].text.fr + found[0].text.en
