"""What a line of an order costs: the tier reached, and cents with and without VAT."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from models.buying import Article, SupplierOffer

CENT = Decimal(1)
Money = Decimal


def tier_of(offer: SupplierOffer, units: int) -> int:
    """Return the tier that a quantity reaches, 0 first: the one that its last unit is paid at.

    Examples
    --------
    >>> from models.buying import PriceTier
    >>> tiers = (PriceTier(from_units=0, price_eur=9), PriceTier(from_units=100, price_eur=8))
    >>> offer = SupplierOffer(id="o", supplier="s", article="a", tiers=tiers)
    >>> tier_of(offer, 99), tier_of(offer, 100)
    (0, 1)
    >>> tier_of(offer.changed(tier_kind="incremental"), 100)
    0
    """
    last = units if offer.tier_kind == "all_units" else units - 1
    reached = [n for n, one in enumerate(offer.tiers) if one.from_units <= last]
    return reached[-1] if reached else 0


def price_eur(offer: SupplierOffer, units: int) -> Money:
    """Return what a quantity costs in the basis of the offer's prices, euros, not rounded.

    Examples
    --------
    >>> from models.buying import PriceTier
    >>> tiers = (PriceTier(from_units=0, price_eur=9), PriceTier(from_units=100, price_eur=8))
    >>> offer = SupplierOffer(id="o", supplier="s", article="a", tiers=tiers)
    >>> price_eur(offer, 110), price_eur(offer.changed(tier_kind="incremental"), 110)
    (Decimal('880.0'), Decimal('980.0'))
    """
    return sum((price * many for many, price in parts_of(offer, units)), Decimal(0))


def parts_of(offer: SupplierOffer, units: int) -> Iterator[tuple[int, Money]]:
    """Yield how many units are paid at which price, in the basis of the offer's prices, euros.

    Examples
    --------
    >>> from models.buying import PriceTier
    >>> tiers = (PriceTier(from_units=0, price_eur=9), PriceTier(from_units=100, price_eur=8))
    >>> offer = SupplierOffer(id="o", supplier="s", article="a", tiers=tiers)
    >>> list(parts_of(offer, 110))
    [(110, Decimal('8.0'))]
    >>> list(parts_of(offer.changed(tier_kind="incremental"), 110))
    [(100, Decimal('9.0')), (10, Decimal('8.0'))]
    """
    prices = [Decimal(str(one.price_eur)) for one in offer.tiers]
    if offer.tier_kind == "all_units":
        yield units, prices[tier_of(offer, units)]
        return
    starts = [one.from_units for one in offer.tiers]
    for n, (start, price) in enumerate(zip(starts, prices, strict=True)):
        end = starts[n + 1] if n + 1 < len(starts) else units
        if many := max(0, min(units, end) - start):
            yield many, price


def line_cents(offer: SupplierOffer, article: Article, units: int) -> tuple[int, int]:
    """Return what a line is invoiced, in whole cents: without VAT, and the VAT."""
    stated = _cents(price_eur(offer, units) * 100)
    rate = Decimal(str(article.vat_percent)) / 100
    if offer.vat_included:
        net = _cents(stated / (1 + rate))
        return int(net), int(stated - net)
    return int(stated), int(_cents(stated * rate))


def _cents(value: Money) -> Money:
    return value.quantize(CENT, rounding=ROUND_HALF_UP)
