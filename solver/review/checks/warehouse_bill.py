"""A warehouse's bill, to the cent: what it is made of, its invoices, its key, everyone's cash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.base import Text
from models.findings import Finding
from models.funding import PLATFORM, Funding
from models.funding_study import FundingStudy
from models.scenario import Scenario
from models.words import COST, NET
from solver.review.checks.violations import amount, violation


def check_bill(scenario: Scenario, year: FundingStudy) -> Iterator[Finding]:
    """Yield every rule of its funding that a warehouse's year breaks.

    Parameters
    ----------
    scenario
        Holds a warehouse that is funded.
    """
    assert scenario.warehouse is not None
    funding = scenario.warehouse.funding
    assert funding is not None
    yield from _balance(funding, year)
    yield from _columns(year)
    yield from _key(scenario, year)
    yield from _cash(year)


def _cents(eur: float) -> int:
    return round(eur * 100)


def _eur(cents: int) -> Text:
    return amount(cents / 100)


def _sum(parts: Mapping[str, float]) -> int:
    return sum(_cents(eur) for eur in parts.values())


def _wrong(code: str, who: str, what: Text | str, found: int, limit: int) -> Finding:
    return violation(code, (who,), who=who, what=what, found=_eur(found), limit=_eur(limit))


GROSS = Text(fr="facturé brut", en="gross")


def _balance(funding: Funding, year: FundingStudy) -> Iterator[Finding]:
    """Cost as the lines say; cost = funders + gross; net = gross − subsidies; nobody overpays."""
    of = year.bill
    lines = sum(_cents(line.eur_per_year) for line in funding.costs)
    if abs(_cents(of.cost_eur) - lines) > len(funding.costs):
        yield _wrong("bill_balance", "cost", COST, _cents(of.cost_eur), lines)
    gross = _cents(of.cost_eur) - _sum(of.funders_eur)
    if _cents(of.gross_eur) != gross:
        yield _wrong("bill_balance", "gross", GROSS, _cents(of.gross_eur), gross)
    net = _cents(of.gross_eur) - _sum(of.subsidies_eur)
    if _cents(of.net_eur) != net:
        yield _wrong("bill_balance", "net", NET, _cents(of.net_eur), net)
    payers = {one.id: one.eur_per_year for one in funding.funders}
    payers |= {one.id: one.eur_per_year for one in funding.subsidies}
    for name, eur in (*of.funders_eur.items(), *of.subsidies_eur.items()):
        promised = payers.get(name, 0.0)
        if promised is not None and _cents(eur) > _cents(promised):
            yield _wrong("bill_payer", name, name, _cents(eur), _cents(promised))


def _columns(year: FundingStudy) -> Iterator[Finding]:
    """Columns add up to the bill; each net is its gross minus its subsidies."""
    of, found = year.bill, year.invoices
    columns: list[tuple[Text | str, int, int]] = [
        (GROSS, sum(_cents(one.gross_eur) for one in found), _cents(of.gross_eur)),
        (NET, sum(_cents(one.net_eur) for one in found), _cents(of.net_eur)),
    ]
    for name, eur in of.subsidies_eur.items():
        parts = sum(_cents(one.subsidies_eur.get(name, 0.0)) for one in found)
        columns.append((name, parts, _cents(eur)))
    for what, parts, whole in columns:
        if parts != whole:
            yield _wrong("bill_column", str(what), what, parts, whole)
    for one in found:
        net = _cents(one.gross_eur) - _sum(one.subsidies_eur)
        if _cents(one.net_eur) != net:
            yield _wrong("bill_invoice", one.payer, NET, _cents(one.net_eur), net)
    for key in year.keys:
        if _sum(key.net_eur) != _cents(of.net_eur):
            yield _wrong("bill_column", key.key, key.key, _sum(key.net_eur), _cents(of.net_eur))


def _key(scenario: Scenario, year: FundingStudy) -> Iterator[Finding]:
    """Invoices follow the key that is stated, or the surfaces that are agreed, within a cent."""
    warehouse = scenario.warehouse
    assert warehouse is not None
    assert warehouse.funding is not None
    stated = next((key for key in warehouse.funding.keys if key.id == year.key), None)
    if stated is not None:
        weights = {one.payer: stated.shares.get(one.payer, 0.0) for one in year.invoices}
    elif year.key == "surface":
        weights = {one.id: one.surface_share for one in warehouse.admitted}
        if not all(weights.values()):
            return  # those without a share are measured by the places that they fill
    else:
        return
    whole = sum(weights.values())
    for one in year.invoices:
        due = year.bill.gross_eur * weights.get(one.payer, 0.0) / whole
        if abs(one.gross_eur - due) > 0.01 + 1e-6:
            yield _wrong("bill_key", one.payer, year.key, _cents(one.gross_eur), _cents(due))


def _cash(year: FundingStudy) -> Iterator[Finding]:
    """In the end everyone has paid what it bears, whoever advances; balances follow payments."""
    net = {one.payer: -_cents(one.net_eur) for one in year.invoices}
    for one in year.cash:
        balance = 0
        for month in one.months:
            balance += _cents(month.received_eur) - _cents(month.paid_eur)
            if _cents(month.balance_eur) != balance:
                yield _wrong("bill_cash", one.who, one.who, _cents(month.balance_eur), balance)
        expected = 0 if one.who == PLATFORM else net.get(one.who, 0)
        if one.months and balance != expected:
            yield _wrong("bill_cash", one.who, one.who, balance, expected)
    missing = set(net) - {one.who for one in year.cash}
    for who in sorted(missing):
        yield _wrong("bill_cash", who, who, 0, net[who])
