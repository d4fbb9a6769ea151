"""What could happen: a funder leaves, someone leaves or joins, prices rise; who then follows.

Each is priced with the key of the invoices. Sunk costs stay due whoever leaves. Those whose bill
exceeds what they can bear leave in turn, the one that saves most first, until nobody else would.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from models.funding import Funding
from models.funding_study import Bill, Holding, Invoice, Stress, StressKind
from solver.warehouse.bearable import Outside, bearable, leavers
from solver.warehouse.funding import bill, invoices
from solver.warehouse.funding_keys import Fractions, exact, key_shares
from solver.warehouse.yearly_costs import running


@dataclass(frozen=True)
class Year:
    """A warehouse's year as it could be."""

    funding: Funding
    now: tuple[Holding, ...]
    """Those behind today's costs."""
    then: tuple[Holding, ...]
    """Those who are there."""
    without: tuple[str, ...] = ()
    """Funders and subsidies that left."""
    rise: Fraction = Fraction(0)

    def priced(self) -> tuple[Bill, tuple[Invoice, ...]]:
        """Return the bill and its invoices; none when nobody is left to pay.

        Subsidies that are not shared anew shrink with the part of those who left.
        """
        cost = running(self.funding, self.now, self.then, self.rise)
        today = self.shares(self.now)
        present = sum((today.get(one.payer, Fraction(0)) for one in self.then), Fraction(0))
        of = bill(self.funding, cost, self.without, present)
        if not self.then:
            return of, ()
        return of, invoices(of, self.shares(self.then))

    def shares(self, some: Sequence[Holding]) -> Fractions:
        """Return what some bear under the key of the invoices, or one that stands in for it."""
        return applied(self.funding, some)[1]

    def less(self, who: str) -> Year:
        """Return the year without one of them."""
        then = tuple(one for one in self.then if one.payer != who)
        return Year(self.funding, self.now, then, self.without, self.rise)


def applied(funding: Funding, some: Sequence[Holding]) -> tuple[str, Fractions]:
    """Return the key that is applied to some, and what each bears under it.

    That of the invoices; where it has no meaning (it is stated without one of them, or of zeros),
    surfaces, flows, pallet-weeks, then equal parts (``alike``) stand in.
    """
    stated = {key.id: key for key in funding.keys}
    name = funding.key
    missing = name in stated and any(one.payer not in stated[name].shares for one in some)
    for key in ("surface" if missing else name, "surface", "flows", "pallet_weeks"):
        found = key_shares(funding, some, key)
        if found is not None:
            return key, found
    return "alike", {one.payer: Fraction(1, len(some)) for one in some}


def stress_tests(
    funding: Funding,
    holdings: Sequence[Holding],
    candidates: Sequence[Holding],
    outside: Outside,
    building_m2: float,
) -> tuple[Stress, ...]:
    """Return every stress test: funders, subsidies, each one leaving, each candidate, prices.

    Parameters
    ----------
    candidates
        Those who ask to join, with what they would hold.
    building_m2
        Surface of the building: where a candidate lacks room, everyone yields in proportion.
    """
    now = tuple(holdings)
    today = Year(funding, now, now)
    before = {one.payer: one.net_eur for one in today.priced()[1]}

    def tried(kind: StressKind, who: str | None, year: Year, missing: float = 0.0) -> Stress:
        of, invoiced = year.priced()
        net = {one.payer: one.net_eur for one in invoiced}
        chain, remaining = _followed(year, outside)
        return Stress(
            kind=kind,
            who=who,
            bill=of,
            net_eur=net,
            change_eur={who: round(eur - before.get(who, 0.0), 2) for who, eur in net.items()},
            missing_m2=missing,
            chain=chain,
            remaining_net_eur=remaining,
        )

    found = [
        tried("funder_leaves", one.id, Year(funding, now, now, (one.id,)))
        for one in funding.funders
    ]
    found += [
        tried("subsidy_stops", one.id, Year(funding, now, now, (one.id,)))
        for one in funding.subsidies
    ]
    if len(now) > 1:
        found += [tried("leaves", one.payer, today.less(one.payer)) for one in now]
    for one in candidates:
        missing, then = fitted((*now, one), building_m2)
        found.append(tried("joins", one.payer, Year(funding, now, then), missing))
    if funding.price_rise:
        rise = exact(funding.price_rise)
        found.append(tried("prices", None, Year(funding, now, now, (), rise)))
    return tuple(found)


def fitted(holdings: Sequence[Holding], building_m2: float) -> tuple[float, tuple[Holding, ...]]:
    """Return the surface that is missing, and holdings with surfaces scaled to the building."""
    asked = sum(one.surface_m2 for one in holdings)
    if asked <= building_m2 or asked <= 0:
        return 0.0, tuple(holdings)
    scale = building_m2 / asked
    return asked - building_m2, tuple(
        one.changed(surface_m2=one.surface_m2 * scale) for one in holdings
    )


def _followed(year: Year, outside: Outside) -> tuple[tuple[str, ...], dict[str, float]]:
    """Return who leaves in turn, and what the others then pay."""
    chain: list[str] = []
    while year.then:
        of, invoiced = year.priced()
        del of
        limits = bearable(year.funding, year.then, invoiced, outside, year.rise)
        over = leavers(limits)
        if not over:
            return tuple(chain), {one.payer: one.net_eur for one in invoiced}
        chain.append(over[0])
        year = year.less(over[0])
    return tuple(chain), {}
