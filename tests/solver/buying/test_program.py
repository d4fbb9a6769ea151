"""Published purchases with price breaks; every purchase of small ones; what binds."""

from __future__ import annotations

import itertools
import math
import random

import pytest

from benchmarks.made_purchases import one_article
from models.buying import TierKind
from models.buying_prices import price_eur
from solver.buying.problem import Deal, Seller, Wishes
from solver.buying.program import Basket, Bought, Purchase
from solver.programs.solved import NoSolutionError, SolveLimits
from tests.helpers.purchases import Tiers, deal, offer

EXACT = SolveLimits(gap=1e-9)
THREE = [
    deal("a", [(0, 9.2), (100, 9), (200, 7)], "incremental"),
    deal("b", [(0, 9), (50, 8.5), (250, 8.3)], "incremental"),
    deal("c", [(0, 11), (100, 8.5), (300, 7.5)], "incremental"),
]


def sellers(names: str, **shares: float) -> list[Seller]:
    return [Seller(one, 0, 0, None, shares.get(one, 1.0)) for one in names]


def bought(deals: list[Deal], who: list[Seller], need: int, wishes: Wishes | None = None) -> Bought:
    basket = Basket({"n": need}, wishes=wishes or Wishes())
    return Purchase(one_article(deals, who), basket).solve(EXACT)


def test_incremental_breaks_as_published() -> None:
    found = bought(THREE, sellers("abc"), 600)
    assert (round(found.cost, 6), found.packs) == (4620, {("a", 0): 600})
    assert found.levels[0].proved


def test_largest_shares_as_published() -> None:
    shares = sellers("abc", a=0.40, b=0.35, c=0.40)
    found = bought(THREE, shares, 600, Wishes(supplier_share=True))
    assert round(found.cost, 6) == 5435
    assert found.packs == {("a", 0): 240, ("b", 0): 120, ("c", 0): 240}


def test_more_than_needed_is_bought_where_it_costs_less() -> None:
    a: Tiers = [(0, 9), (1000, 8), (2500, 7), (7500, 5), (15000, 3)]
    b: Tiers = [(0, 8), (1200, 7), (3000, 6), (7500, 4), (14000, 2)]
    deals = [deal("a", a, "all_units"), deal("b", b, "incremental")]
    found = bought(deals, sellers("ab"), 6000)
    assert (round(found.cost, 6), found.packs) == (37500, {("a", 0): 7500})
    exactly = min(
        float(price_eur(offer("a", a, "all_units"), n))
        + float(price_eur(offer("b", b, "incremental"), 6000 - n))
        for n in range(0, 6001)
    )
    assert exactly == 40200


def cheapest(parts: list[tuple[Tiers, TierKind, int, Seller]], need: int) -> float:
    """Every combination of packs, each priced by the tiers themselves."""
    best = math.inf
    ranges = [range(0, 2 * need // pack + 2) for _, _, pack, _ in parts]
    for packs in itertools.product(*ranges):
        if sum(n * part[2] for n, part in zip(packs, parts, strict=True)) < need:
            continue
        cost = 0.0
        for n, (tiers, kind, pack, seller) in zip(packs, parts, strict=True):
            if n:
                goods = float(price_eur(offer(seller.id, tiers, kind, pack), n * pack))
                cost = math.inf if goods < seller.minimum - 1e-9 else cost + goods
                free = seller.free_from is not None and goods >= seller.free_from - 1e-9
                cost += 0 if free else seller.carriage
        best = min(best, cost)
    return best


@pytest.mark.parametrize("seed", range(12))
def test_no_purchase_is_cheaper(seed: int) -> None:
    r = random.Random(seed)
    parts: list[tuple[Tiers, TierKind, int, Seller]] = []
    for name in "ab":
        price = r.randint(4, 9)
        tiers: Tiers = [(0, price), (r.randint(5, 15), price - 1), (r.randint(16, 30), price - 2)]
        kind: TierKind = r.choice(["all_units", "incremental"])
        free = r.choice([None, 60.0])
        seller = Seller(name, r.choice([0, 40]), r.choice([0, 12]), free, 1.0)
        parts.append((tiers, kind, r.choice([1, 4, 7]), seller))
    need = r.randint(8, 28)
    deals = [deal(s.id, tiers, kind, pack) for tiers, kind, pack, s in parts]
    found = bought(deals, [part[3] for part in parts], need)
    assert found.cost == pytest.approx(cheapest(parts, need))
    assert found.bound <= found.cost + 1e-9


def test_goods_are_there_before_they_are_needed_and_deliveries_few() -> None:
    problem = one_article([deal("a", [(0, 1.0)], "all_units")], sellers("a"), weeks=3)
    found = Purchase(problem, Basket({"n": 30})).solve(EXACT, EXACT)
    assert found.packs == {("a", 0): 30}
    assert found.weeks == (0,)
    assert [one.level for one in found.levels] == ["cost", "deliveries"]
    small_room = Basket({"n": 30}, rooms=((12.0, {"n": 1.0}),))
    assert Purchase(problem, small_room).solve(EXACT).weeks == (0, 1, 2)
    with pytest.raises(NoSolutionError):
        Purchase(problem, Basket({"n": 30}, rooms=((9.0, {"n": 1.0}),))).solve(EXACT)
