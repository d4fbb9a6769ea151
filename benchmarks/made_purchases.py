"""Fictional groups that buy, large ones with usual prices and small ones at random."""

from __future__ import annotations

import random
from typing import Any

from models.scenario import Scenario
from solver.buying.problem import NO_WISHES, BuyingProblem, Deal, Seller, Wanted

CATEGORIES = ("groceries", "groceries", "groceries", "hygiene", "baby", "menstrual", "cleaning")
KINDS = ("trade_supplier", "trade_supplier", "superstore", "grower", "solidarity_supplier")


def group(members: int, articles: int, suppliers: int, seed: int) -> Scenario:
    """Return a scenario of which only the purchase matters, of one week."""
    r = random.Random(seed)
    who = [
        {
            **{"id": f"m{i:03}", "label": f"Association {i + 1}", "people": r.randint(30, 400)},
            "households": r.randint(15, 150),
            "children": r.randint(0, 25),
            "place": {
                "lat": round(43.3 + r.random() / 3, 4),
                "lon": round(5.2 + r.random() / 2, 4),
                "commune": "Aix-en-Provence",
            },
        }
        for i in range(members)
    ]
    sold: list[dict[str, Any]] = [
        {
            **{"id": f"a{i:03}", "label": f"Article {i + 1}", "unit": "paquet"},
            "category": CATEGORIES[i % len(CATEGORIES)],
            "kg_per_unit": r.choice([0.1, 0.25, 0.5, 1]),
            "vat_percent": 5.5 if i % len(CATEGORIES) < 3 else 20,
        }
        for i in range(articles)
    ]
    sellers: list[dict[str, Any]] = [_seller(r, n) for n in range(suppliers)]
    prices = {one["id"]: r.uniform(0.4, 6) for one in sold}
    offers = [
        _usual_offer(r, seller["id"], one["id"], prices[one["id"]])
        for n, seller in enumerate(sellers)
        for one in sold
        if n == 0 or r.random() < 0.3
    ]
    needs = [
        {
            **{"id": f"n{one['id']}", "label": one["label"], "articles": [one["id"]]},
            "per": r.choice(["person", "household", "household", "child"]),
            "low_units": (low := round(r.uniform(0.05, 0.4), 2)),
            "high_units": round(low * 1.2, 2),
        }
        for one in sold
    ]
    return world(
        {
            **{"hub": "m000", "stop_eur": 4, "eur_per_km": 0.4, "local_share": 0.1},
            "supermarket_share": 0.4,
            "articles": sold,
            "suppliers": sellers,
            "offers": offers,
            "needs": needs,
            "members": [{"association": one["id"], "budget_eur": 20_000} for one in who],
        },
        who,
    )


def _seller(r: random.Random, n: int) -> dict[str, Any]:
    return {
        **{"id": f"s{n:02}", "label": f"Fournisseur {n + 1}", "kind": KINDS[n % len(KINDS)]},
        "local": n % len(KINDS) == 3,
        "minimum_eur": 0 if n == 0 else r.choice([0, 100, 300]),
        "carriage_eur": r.choice([10, 30, 60]),
        "carriage_free_eur": r.choice([None, 800, 2000]),
        "delivery_days": [r.choice(["mon", "tue", "thu"])],
    }


def _usual_offer(r: random.Random, seller: str, article: str, usual: float) -> dict[str, Any]:
    price = round(usual * r.uniform(0.9, 1.15), 2)
    tiers = [
        {"from_units": 0, "price_eur": price},
        {"from_units": r.randint(100, 400), "price_eur": round(0.92 * price, 2)},
        {"from_units": r.randint(500, 1500), "price_eur": round(0.84 * price, 2)},
    ]
    return {
        **{"id": f"{seller}-{article}", "supplier": seller, "article": article, "tiers": tiers},
        "pack_units": r.choice([1, 6, 12, 24]),
        "tier_kind": r.choice(["all_units", "incremental"]),
    }


def one_article(deals: list[Deal], sellers: list[Seller], weeks: int = 1) -> BuyingProblem:
    """Return one need of one member for one article: only the purchase matters."""
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
    """Return a town of which only the purchase matters."""
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
    """Return an association of Aix."""
    place = {"lat": 43.5, "lon": 5.4, "commune": "Aix"}
    return {"id": name, "label": name.upper(), "people": people, "place": place, **more}


def town(seed: int, members: int = 3, articles: int = 3, suppliers: int = 2) -> Scenario:
    """Return a random town that buys; every other one is short of money."""
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
    sold: list[dict[str, Any]] = [
        {
            **{"id": f"a{i}", "label": f"A{i}", "unit": "u", "weekly": r.random() < 0.2},
            "kg_per_unit": r.choice([0.2, 0.5, 1, 2]),
            "vat_percent": r.choice([5.5, 20]),
            "category": r.choice(["groceries", "hygiene", "baby"]),
        }
        for i in range(articles)
    ]
    sellers: list[dict[str, Any]] = [
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
