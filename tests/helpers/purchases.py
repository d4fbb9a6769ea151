"""Purchases in common, small and random."""

from __future__ import annotations

from benchmarks.made_purchases import association, world
from models.buying import PriceTier, SupplierOffer, TierKind
from models.scenario import Scenario
from solver.buying.problem import Deal, slices

Tiers = list[tuple[int, float]]


def offer(name: str, tiers: Tiers, kind: TierKind, pack: int = 1) -> SupplierOffer:
    return SupplierOffer(
        id=name,
        supplier=name,
        article="a",
        pack_units=pack,
        tier_kind=kind,
        vat_included=True,
        tiers=tuple(PriceTier(from_units=start, price_eur=price) for start, price in tiers),
    )


def deal(name: str, tiers: Tiers, kind: TierKind, pack: int = 1) -> Deal:
    parts = slices(offer(name, tiers, kind, pack))
    return Deal(name, name, "a", pack, 1.0, parts, 1.0, None, 0, False, False, False)


def small() -> Scenario:
    """Two members, two suppliers, a payer for soap, packs that leave a remainder."""
    return world(
        {
            "hub": "a",
            "stop_eur": 5,
            "articles": [
                {"id": "rice", "label": "Riz", "unit": "paquet", "kg_per_unit": 1},
                {
                    **{"id": "soap", "label": "Savon", "unit": "pain", "kg_per_unit": 0.1},
                    **{"category": "hygiene", "vat_percent": 20},
                },
            ],
            "suppliers": [
                {"id": "big", "label": "Gros", "delivery_days": ["tue"], "minimum_eur": 40}
                | {"carriage_eur": 20, "carriage_free_eur": 150},
                {"id": "shop", "label": "Magasin", "kind": "superstore", "delivery_days": ["mon"]},
            ],
            "offers": [
                {
                    **{"id": "big-rice", "supplier": "big", "article": "rice", "pack_units": 12},
                    "tiers": [
                        {"from_units": 0, "price_eur": 1.5},
                        {"from_units": 96, "price_eur": 1.2},
                    ],
                },
                {
                    **{"id": "big-soap", "supplier": "big", "article": "soap", "pack_units": 48},
                    "tiers": [{"from_units": 0, "price_eur": 0.5}],
                },
                {
                    **{"id": "shop-rice", "supplier": "shop", "article": "rice"},
                    **{"vat_included": True, "tiers": [{"from_units": 0, "price_eur": 2}]},
                },
                {
                    **{"id": "shop-soap", "supplier": "shop", "article": "soap"},
                    **{"vat_included": True, "tiers": [{"from_units": 0, "price_eur": 0.9}]},
                },
            ],
            "members": [
                {"association": "a", "budget_eur": 200},
                {"association": "b", "budget_eur": 100, "storage_kg": 90},
            ],
            "payers": [
                {"id": "fund", "label": "Fonds", "categories": ["hygiene"], "ceiling_eur": 30}
            ],
            "needs": [
                {"id": "n-rice", "label": "Riz", "articles": ["rice"], "low_units": 1}
                | {"high_units": 1.2},
                {"id": "n-soap", "label": "Savon", "articles": ["soap"], "per": "household"}
                | {"low_units": 1, "high_units": 2, "payer": "fund"},
            ],
        },
        [association("a", 100, households=40), association("b", 45, households=18)],
    )
