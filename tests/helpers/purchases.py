"""Purchases in common, small and random."""

from __future__ import annotations

import random
from typing import Any

from models.buying import PriceTier, SupplierOffer, TierKind
from models.scenario import Scenario
from solver.buying.problem import NO_WISHES, BuyingProblem, Deal, Seller, Wanted, slices

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


def one_article(deals: list[Deal], sellers: list[Seller], weeks: int = 1) -> BuyingProblem:
    """One need, one member, one article: only the purchase matters."""
    need = Wanted("n", ("a",), False, 1.0, 1.0, None)
    return BuyingProblem(
        weeks=weeks,
        deals=tuple(deals),
        sellers=tuple(sellers),
        needs=(need,),
        members=("m",),
        low={},
        high={},
        budget={},
        storage={"m": float("inf")},
        ceilings={},
        pays_for={},
        people={"m": 1},
        last_mile={},
        wishes=NO_WISHES,
    )


def world(buying: dict[str, Any], associations: list[dict[str, Any]]) -> Scenario:
    """A town of which only the purchase matters."""
    shift = {"id": "m", "label": "M", "starts": "08:00", "ends": "12:00", "max_min": 240}
    family = {
        **{"id": "f", "label": "F", "temperature": "ambient", "shelf_days": 3},
        "target_kg_per_person": 1,
    }
    members = [one["id"] for one in associations]
    return Scenario.model_validate(
        {
            "id": "t",
            "label": "Ville",
            "week_of": "2026-11-30",
            "days": ["mon", "tue"],
            "shifts": [shift],
            "families": [family],
            "associations": associations,
            "policy": {"pools": [{"id": "p", "label": "P", "mode": "alone", "members": members}]},
            "buying": buying,
        }
    )


def association(name: str, people: int = 50, **more: Any) -> dict[str, Any]:
    place = {"lat": 43.5, "lon": 5.4, "commune": "Aix"}
    return {"id": name, "label": name.upper(), "people": people, "place": place, **more}


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


def town(seed: int, members: int = 3, articles: int = 3, suppliers: int = 2) -> Scenario:
    """A random town that buys; every other one is short of money."""
    r = random.Random(seed)
    who = [
        association(
            f"m{i}",
            r.randint(20, 300),
            households=r.randint(10, 100),
            children=r.randint(0, 20),
            place={"lat": 43.5 + r.random() / 10, "lon": 5.4 + r.random() / 10, "commune": "Aix"},
        )
        for i in range(members)
    ]
    sold = [
        {
            **{"id": f"a{i}", "label": f"A{i}", "unit": "u", "weekly": r.random() < 0.2},
            "kg_per_unit": r.choice([0.2, 0.5, 1, 2]),
            "vat_percent": r.choice([5.5, 20]),
            "category": r.choice(["groceries", "hygiene", "baby"]),
        }
        for i in range(articles)
    ]
    sellers = [
        {
            **{"id": f"s{i}", "label": f"S{i}", "local": r.random() < 0.4},
            "kind": r.choice(["trade_supplier", "superstore", "grower"]),
            "minimum_eur": r.choice([0, 50, 200]),
            "carriage_eur": r.choice([0, 15, 40]),
            "carriage_free_eur": r.choice([None, 300, 800]),
            "delivery_days": ["tue"],
        }
        for i in range(suppliers)
    ]
    offers = [
        _offer(r, seller["id"], article["id"], limited=n > 0)
        for n, seller in enumerate(sellers)
        for article in sold
        if n == 0 or r.random() < 0.7
    ]
    needs = [_need(r, article) for article in sold]
    budgets = (50, 400) if seed % 2 == 0 else (4000, 5000)
    return world(
        {
            "weeks": 1 + (seed % 5 == 0),
            "hub": "m0",
            "stop_eur": r.choice([0, 5, 15]),
            "eur_per_km": 0.4,
            "articles": sold,
            "suppliers": sellers,
            "offers": offers,
            "needs": needs,
            "payers": [
                {
                    "id": "p",
                    "label": "P",
                    "categories": ["hygiene"],
                    "ceiling_eur": r.choice([9, 99]),
                }
            ],
            "members": [
                {
                    "association": one["id"],
                    "budget_eur": r.choice([None, r.randint(*budgets)]),
                    "storage_kg": r.choice([None, 900]),
                    "fetch_eur": r.choice([None, 8]),
                }
                for one in who
            ],
            "local_share": r.choice([0, 0.2]),
            "organic_share": r.choice([0, 0.1]),
            "supermarket_share": r.choice([1, 0.5]),
        },
        who,
    )


def _offer(r: random.Random, seller: str, article: str, *, limited: bool) -> dict[str, Any]:
    price = round(r.uniform(0.5, 4), 2)
    tiers = [{"from_units": 0, "price_eur": price}]
    if r.random() < 0.6:
        tiers.append({"from_units": r.randint(30, 200), "price_eur": round(price * 0.9, 2)})
        if r.random() < 0.5:
            tiers.append({"from_units": r.randint(210, 600), "price_eur": round(price * 0.8, 2)})
    return {
        **{"id": f"{seller}-{article}", "supplier": seller, "article": article, "tiers": tiers},
        "pack_units": r.choice([1, 6, 12, 24]),
        "tier_kind": r.choice(["all_units", "incremental"]),
        "organic": r.random() < 0.3,
        "available_units": r.choice([None, 600]) if limited else None,
    }


def _need(r: random.Random, article: dict[str, Any]) -> dict[str, Any]:
    low = round(r.uniform(0.1, 2), 2)
    hygiene = article["category"] == "hygiene"
    return {
        **{"id": f"n-{article['id']}", "label": article["label"], "articles": [article["id"]]},
        "per": r.choice(["person", "household", "child", "structure"]),
        "low_units": low,
        "high_units": round(low * r.choice([1, 1.2]), 2),
        "payer": "p" if hygiene and r.random() < 0.5 else None,
    }
