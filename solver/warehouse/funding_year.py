"""A warehouse's year for those who pay it: invoices under the key, other keys, cash, limits."""

from __future__ import annotations

from collections.abc import Sequence

from models.funding import Funding
from models.funding_study import FundingStudy, Holding, KeyResult
from solver.warehouse.bearable import Outside, bearable, leavers
from solver.warehouse.funding import bill, cash, invoices
from solver.warehouse.funding_keys import key_names, key_shares
from solver.warehouse.funding_stress import applied, stress_tests
from solver.warehouse.yearly_costs import running


def funding_study(
    funding: Funding,
    holdings: Sequence[Holding],
    candidates: Sequence[Holding] = (),
    outside: Outside | None = None,
    building_m2: float = float("inf"),
) -> FundingStudy:
    """Return what each pays, when, how much it could bear, and what could happen.

    Parameters
    ----------
    holdings
        Of those who pay; there is one at least.
    candidates
        Those who ask to join, with what they would hold.
    """
    outside = Outside() if outside is None else outside
    now = tuple(holdings)
    of = bill(funding, running(funding, now, now))
    found = {name: key_shares(funding, now, name) for name in key_names(funding)}
    keys = {name: shares for name, shares in found.items() if shares is not None}
    key, shares_now = applied(funding, now)
    keys.setdefault(key, shares_now)
    stated = {one.id for one in funding.keys}
    results = []
    for name, shares in keys.items():
        asked = invoices(of, shares)
        limits = bearable(funding, now, asked, outside)
        results.append(
            KeyResult(
                key=name,
                stated=name in stated,
                shares={who: float(share) for who, share in shares.items()},
                net_eur={one.payer: one.net_eur for one in asked},
                leavers=leavers(limits),
            )
        )
    invoiced = invoices(of, shares_now)
    return FundingStudy(
        holdings=now,
        bill=of,
        key=key,
        invoices=invoiced,
        keys=tuple(results),
        cash=cash(funding, of, invoiced),
        bearable=bearable(funding, now, invoiced, outside),
        stress=stress_tests(funding, now, candidates, outside, building_m2),
    )
