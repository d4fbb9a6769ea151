"""A year's bill, its invoices and everyone's cash by month, to the cent.

cost = funders + gross invoices; net = gross − subsidies, which come back to those invoiced.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from models.funding import MONTHS, PLATFORM, Funder, Funding, Instalment, Subsidy, monthly
from models.funding_study import Bill, Cash, CashMonth, Invoice
from solver.warehouse.funding_keys import Fractions, apportioned, exact


def cents(eur: Fraction) -> int:
    """Return euros as whole cents, halves up.

    Examples
    --------
    >>> cents(Fraction("0.125"))
    13
    """
    return int(eur * 100 + Fraction(1, 2)) if eur >= 0 else -cents(-eur)


def bill(
    funding: Funding,
    cost_eur: Fraction,
    without: Sequence[str] = (),
    present: Fraction = Fraction(1),
) -> Bill:
    """Return who bears a yearly cost, some funders or subsidies having left.

    A funder pays no more than is left to pay, a subsidy no more than is left to be borne.

    Parameters
    ----------
    present
        Share of today's key that is still there: subsidies not shared anew shrink to it.
    """
    cost = cents(cost_eur)
    gross, funders = _taken(cost, cost, funding.funders, without, Fraction(1))
    net, subsidies = _taken(gross, cost, funding.subsidies, without, present)
    return Bill(
        cost_eur=cost / 100,
        funders_eur=funders,
        gross_eur=gross / 100,
        subsidies_eur=subsidies,
        net_eur=net / 100,
    )


def _taken(
    left: int,
    cost: int,
    payers: Sequence[Funder | Subsidy],
    without: Sequence[str],
    present: Fraction,
) -> tuple[int, dict[str, float]]:
    found: dict[str, float] = {}
    for one in payers:
        if one.id in without:
            continue
        if one.eur_per_year is not None:
            due = exact(one.eur_per_year)
        else:
            due = Fraction(cost, 100) * exact(one.share or 0.0)
        if isinstance(one, Subsidy) and not one.shared_anew:
            due *= present
        paid = min(left, cents(due))
        left -= paid
        found[one.id] = paid / 100
    return left, found


def invoices(of: Bill, shares: Fractions) -> tuple[Invoice, ...]:
    """Return what each is invoiced and gets back, euros; columns add up to the bill to the cent.

    Parameters
    ----------
    of
        The year's bill.
    shares
        Part of each payer, adding up to 1.
    """
    gross = apportioned(_whole(of.gross_eur), shares)
    back = {name: apportioned(_whole(eur), shares) for name, eur in of.subsidies_eur.items()}
    return tuple(
        Invoice(
            payer=who,
            share=float(share),
            gross_eur=gross[who] / 100,
            subsidies_eur={name: parts[who] / 100 for name, parts in back.items()},
            net_eur=(gross[who] - sum(parts[who] for parts in back.values())) / 100,
        )
        for who, share in shares.items()
    )


def _whole(eur: float) -> int:
    return round(eur * 100)


def _spread(total: int, instalments: Sequence[Instalment]) -> dict[int, int]:
    """Return cents by month; the odd cent goes to the earliest."""
    weights: dict[str, Fraction] = {}
    for one in instalments:
        name = f"{one.month:02d}"
        weights[name] = weights.get(name, Fraction(0)) + exact(one.share)
    return {int(name): part for name, part in apportioned(total, weights).items()}


def cash(funding: Funding, of: Bill, invoiced: Sequence[Invoice]) -> tuple[Cash, ...]:
    """Return everyone's cash with the warehouse by month: who advances what, and until when.

    The warehouse pays its costs by twelfths. Where someone advances the
    subsidies for all, each pays its net part at every date, the advancer the rest, and subsidies
    are handed over to the advancer as they come.
    """
    paid: dict[str, dict[int, int]] = {one.payer: {} for one in invoiced}
    received: dict[str, dict[int, int]] = {one.payer: {} for one in invoiced}
    by = funding.advanced_by
    if by is not None:
        paid.setdefault(by, {})
        received.setdefault(by, {})
    paid.setdefault(PLATFORM, {})
    received.setdefault(PLATFORM, {})
    when = {one.id: one.paid for one in funding.subsidies}
    for one in invoiced:
        back = sum(_whole(eur) for eur in one.subsidies_eur.values())
        own = _whole(one.gross_eur) if by is None else _whole(one.gross_eur) - back
        _add(paid[one.payer], _spread(own, funding.invoiced))
        _add(received[PLATFORM], _spread(own, funding.invoiced))
        if by is not None and by != PLATFORM:
            _add(paid[by], _spread(back, funding.invoiced))
            _add(received[PLATFORM], _spread(back, funding.invoiced))
        for name, eur in one.subsidies_eur.items():
            _add(received[one.payer if by is None else by], _spread(_whole(eur), when[name]))
    _add(paid[PLATFORM], _spread(_whole(of.cost_eur), monthly()))
    comes = {one.id: one.paid for one in funding.funders}
    for name, eur in of.funders_eur.items():
        _add(received[PLATFORM], _spread(_whole(eur), comes[name]))
    last = max(max(flow, default=1) for flow in (*paid.values(), *received.values()))
    return tuple(_cash(who, paid[who], received[who], last) for who in paid)


def _add(flow: dict[int, int], more: Mapping[int, int]) -> None:
    for month, part in more.items():
        flow[month] = flow.get(month, 0) + part


def _cash(who: str, paid: Mapping[int, int], received: Mapping[int, int], last: int) -> Cash:
    """Return one's cash; what it advances is what it lacks below what it bears in the end.

    What it bears is due as it pays: the part of each payment that will never come back.
    """
    months, balance = [], 0
    whole_paid, whole_back = sum(paid.values()), sum(received.values())
    kept = Fraction(max(0, whole_paid - whole_back), whole_paid) if whole_paid else Fraction(0)
    so_far, advance, worst, back = 0, 0, 1, None
    for month in range(1, max(last, MONTHS) + 1):
        out, in_ = paid.get(month, 0), received.get(month, 0)
        balance += in_ - out
        so_far += out
        waiting = -balance - round(so_far * kept)
        if waiting > advance:
            advance, worst, back = waiting, month, None
        elif waiting <= 0 and advance > 0 and back is None:
            back = month
        months.append(
            CashMonth(
                month=month, paid_eur=out / 100, received_eur=in_ / 100, balance_eur=balance / 100
            )
        )
    return Cash(
        who=who,
        months=tuple(months),
        advance_eur=advance / 100,
        advance_month=worst,
        back_month=back if advance else 1,
    )
