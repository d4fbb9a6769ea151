"""Who pays what: the whole cost in proportion to what each would pay alone, to the cent.

All save the same part of their price alone: nobody pays more than alone, whatever the group's size,
and it is said in one line. What is beyond the need costs nothing more. Payers take over the lines
that name them, up to their ceilings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.buying import Buying
from models.buying_study import BuyingBill, HandedOver, PurchaseOrder
from solver.cost_sharing.keys import in_proportion, rounded


@dataclass(frozen=True)
class Alone:
    """What one member would pay alone for the goods that it needs."""

    found_cents: int
    """The best purchase found."""
    least_cents: int
    """No purchase alone costs less."""


def in_cents(total: int, key: Mapping[str, float]) -> dict[str, int]:
    """Return whole cents in proportion to a key; nothing for anyone where the key has nothing.

    Examples
    --------
    >>> in_cents(100, {"a": 1, "b": 2}), in_cents(0, {"a": 0})
    ({'a': 33, 'b': 67}, {'a': 0})
    """
    names = sorted(key)
    weights = np.array([float(key[name]) for name in names])
    if not names or weights.sum() <= 0:
        return dict.fromkeys(names, 0)
    shares = rounded(in_proportion(total / 100, weights), names)
    return {name: round(100 * float(one)) for name, one in zip(names, shares, strict=True)}


def bills_of(
    asked: Buying,
    orders: tuple[PurchaseOrder, ...],
    total: int,
    handed: list[HandedOver],
    alone: Mapping[str, Alone],
    covers: Mapping[str, tuple[float, float]],
    people: Mapping[str, int],
) -> tuple[BuyingBill, ...]:
    """Return the bill of each member.

    Parameters
    ----------
    total
        Of the whole purchase, in cents, at most the sum of the prices alone.
    covers
        The part of its needs that each has covered, and would have covered alone.
    people
        Of each: a ceiling that is too low is first shared by them.
    """
    shares = in_cents(total, {who: float(one.least_cents) for who, one in alone.items()})
    gross, vat = _unit_cents(asked, orders)
    worth: dict[str, float] = defaultdict(float)
    taxed: dict[str, float] = defaultdict(float)
    lines: dict[tuple[str, str], float] = defaultdict(float)
    for one in (one for one in handed if not one.extra):
        cents = gross.get(one.article, 0.0) * one.units
        worth[one.association] += cents
        taxed[one.association] += vat.get(one.article, 0.0) * one.units
        payer = asked.need[one.need].payer
        if payer is not None:
            lines[payer, one.association] += cents
    all_vat = sum(line.vat_cents for order in orders for line in order.lines)
    within = in_cents(all_vat, {who: taxed[who] for who in alone})
    paid = _paid(asked, shares, worth, lines, people)
    return tuple(
        BuyingBill(
            association=who,
            alone_cents=alone[who].least_cents,
            alone_found_cents=alone[who].found_cents,
            cents=shares[who],
            vat_cents=min(within[who], shares[who]),
            paid_by=paid.get(who, {}),
            cover=min(1.0, covers[who][0]),
            alone_cover=min(1.0, covers[who][1]),
        )
        for who in sorted(alone)
    )


def _unit_cents(
    asked: Buying, orders: tuple[PurchaseOrder, ...]
) -> tuple[dict[str, float], dict[str, float]]:
    """Return what a unit of each article costs in the mean of its orders, and the VAT within."""
    offers = asked.offer
    units: dict[str, int] = defaultdict(int)
    gross: dict[str, float] = defaultdict(float)
    vat: dict[str, float] = defaultdict(float)
    for order in orders:
        for line in order.lines:
            name = offers[line.offer].article
            units[name] += line.units
            gross[name] += line.net_cents + line.vat_cents
            vat[name] += line.vat_cents
    return (
        {name: gross[name] / many for name, many in units.items()},
        {name: vat[name] / many for name, many in units.items()},
    )


def _paid(
    asked: Buying,
    shares: Mapping[str, int],
    worth: Mapping[str, float],
    lines: Mapping[tuple[str, str], float],
    people: Mapping[str, int],
) -> dict[str, dict[str, int]]:
    """Return the cents that payers take over, by member: their lines' part of its bill."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for payer in sorted(asked.payers, key=lambda one: one.id):
        claims = {
            who: int(shares[who] * lines[payer.id, who] / worth[who] + 1e-9)
            for who in shares
            if lines.get((payer.id, who), 0.0) > 0
            and worth[who] > 0
            and (not payer.members or who in payer.members)
        }
        ceiling = round(100 * payer.ceiling_eur)
        if sum(claims.values()) > ceiling:
            claims = _rationed(ceiling, claims, people, payer.members or tuple(asked.member))
        for who, cents in claims.items():
            if cents:
                found[who][payer.id] = cents
    return found


def _rationed(
    ceiling: int, claims: Mapping[str, int], people: Mapping[str, int], among: tuple[str, ...]
) -> dict[str, int]:
    """Return what each gets of a ceiling that is too low, cents.

    First the part of its people, as alone, as far as it claims it; what is left in proportion to
    what is still claimed.
    """
    all_ = sum(people[who] for who in among)
    first = {who: min(cents, ceiling * people[who] // all_) for who, cents in claims.items()}
    rest = in_cents(
        ceiling - sum(first.values()),
        {who: float(cents - first[who]) for who, cents in claims.items()},
    )
    return {who: first[who] + rest[who] for who in claims}
