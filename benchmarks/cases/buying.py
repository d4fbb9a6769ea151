"""Purchases in common: a large one with its bound, published price breaks, random towns."""

from __future__ import annotations

import time
from argparse import Namespace
from collections import Counter, defaultdict
from typing import Any

from benchmarks.made_purchases import group, one_article, town
from benchmarks.registry import Case, register
from benchmarks.tables import Table
from models.buying import PriceTier, SupplierOffer, TierKind
from models.buying_study import BuyingStudy
from models.scenario import Scenario
from solver.buying.alone import Alones
from solver.buying.plan import plan_purchase, travel_of
from solver.buying.problem import (
    BuyingProblem,
    Deal,
    Seller,
    Wishes,
    buying_problem,
    slices,
)
from solver.buying.program import Basket, Purchase
from solver.programs.limits import Limits
from solver.programs.solved import SolveLimits

LARGE, HALF = (60, 200, 10), (30, 100, 10)
"""Members, articles, suppliers; the whole study of the large group is behind ``--full``."""
LARGE_S, GAP, BUSY = 30.0, 0.005, 20
"""Seconds of a processor, relative gap; times that many seconds of the clock, at most."""
TOWNS, ALL_TOWNS = 40, 500
ALONE = 5
"""Members of the large group whose price alone is sought."""
Tiers = tuple[tuple[int, float], ...]
BREAKS: tuple[tuple[str, int, float, dict[str, tuple[TierKind, Tiers, float]]], ...] = (
    (
        "incremental breaks",
        600,
        4620,
        {
            "a": ("incremental", ((0, 9.2), (100, 9), (200, 7)), 1.0),
            "b": ("incremental", ((0, 9), (50, 8.5), (250, 8.3)), 1.0),
            "c": ("incremental", ((0, 11), (100, 8.5), (300, 7.5)), 1.0),
        },
    ),
    (
        "largest shares",
        600,
        5435,
        {
            "a": ("incremental", ((0, 9.2), (100, 9), (200, 7)), 0.4),
            "b": ("incremental", ((0, 9), (50, 8.5), (250, 8.3)), 0.35),
            "c": ("incremental", ((0, 11), (100, 8.5), (300, 7.5)), 0.4),
        },
    ),
    (
        "more than needed",
        6000,
        37500,
        {
            "a": ("all_units", ((0, 9), (1000, 8), (2500, 7), (7500, 5), (15000, 3)), 1.0),
            "b": ("incremental", ((0, 8), (1200, 7), (3000, 6), (7500, 4), (14000, 2)), 1.0),
        },
    ),
)
"""Name, need, published optimum, suppliers with their tiers and largest share."""


def run_case(options: Namespace) -> Table:
    """Buy for published cases, a large group and random towns."""
    members, articles, suppliers = LARGE
    if options.scale is not None:
        members, articles, suppliers = options.scale, 3 * options.scale, 5
    towns = ALL_TOWNS if options.full else TOWNS
    if options.scale is not None:
        towns = 1
    published = [_published(*one) for one in BREAKS]
    scenario = group(members, articles, suppliers, (options.seeds or [1])[0])
    large = _large(scenario, options.time_limit)
    half = options.scale is None and not options.full
    whole = _whole(group(*HALF, (options.seeds or [1])[0]) if half else scenario)
    random_ = _towns(towns)
    right = sum(row["cost €"] == row["published €"] for row in published)
    gap = max(large["gap %"], whole["gap %"])
    broken = random_["violations"] + whole["violations"]
    wronged = sum(row[key] for row in (whole, random_) for key in ("above alone", "below cover"))
    if right < len(published) or gap > 100 * GAP or broken or wronged:
        told = f"{right} published, gap {gap} %, {broken} violations, {wronged} worse than alone"
        raise SystemExit(f"{told}: a bar fails")
    return Table(
        "buying",
        (*published, large, whole, random_),
        f"{right} of {len(published)} published optima; {members} × {articles} × {suppliers} "
        f"within {large['gap %']:.3f} % of the bound in {large['cpu s']} s of a processor; "
        f"{whole['what']} within {whole['gap %']:.3f} % in {whole['cpu s']} s; 0 broken, nobody "
        f"above its price alone nor below its cover, there and in {towns} random towns",
    )


def _published(
    name: str, need: int, optimum: float, sold: dict[str, tuple[TierKind, Tiers, float]]
) -> dict[str, Any]:
    deals = []
    for who, (kind, tiers, _) in sold.items():
        made = SupplierOffer(
            id=who,
            supplier=who,
            article="a",
            tier_kind=kind,
            tiers=tuple(PriceTier(from_units=start, price_eur=price) for start, price in tiers),
        )
        deals.append(Deal(who, who, "a", 1, 1.0, slices(made), 1.0, None, 0, False, False, False))
    problem = one_article(deals, [Seller(who, 0, 0, None, one[2]) for who, one in sold.items()])
    basket = Basket({"n": need}, wishes=Wishes(supplier_share=True))
    began = time.process_time()
    found = Purchase(problem, basket).solve(SolveLimits(gap=1e-9))
    return {
        "what": name,
        "published €": optimum,
        "cost €": round(found.cost, 6),
        "bound €": round(found.bound, 6),
        "cpu s": round(time.process_time() - began, 2),
    }


def _sizes(scenario: Scenario) -> str:
    asked = scenario.buying
    return f"{len(asked.members)} × {len(asked.articles)} × {len(asked.suppliers)}"


def _large(scenario: Scenario, limit: float | None) -> dict[str, Any]:
    """Buy for a large group; beside it the first prices that come, and some alone."""
    problem = buying_problem(scenario, travel_of(scenario))
    demand: dict[str, int] = defaultdict(int)
    for (_, need), units in problem.low.items():
        demand[need] += units
    handing = sum(one.cents for one in problem.last_mile.values()) / 100
    began = time.process_time()
    basket = Basket(dict(demand), handing, wishes=problem.wishes)
    # the processor counts: on a busy machine the clock runs far ahead of it
    found = Purchase(problem, basket).solve(SolveLimits(limit or BUSY * LARGE_S, gap=1e-3))
    cpu = time.process_time() - began
    alones = Alones(scenario.buying, problem, SolveLimits(LARGE_S, gap=2e-3))
    began = time.process_time()
    few = problem.members[:ALONE]
    apart = [
        alones.price(who, {need: n for (one, need), n in problem.low.items() if one == who})
        for who in few
    ]
    return {
        "what": _sizes(scenario),
        "cost €": round(found.cost, 2),
        "bound €": round(found.bound, 2),
        "gap %": round(100 * (found.cost / found.bound - 1), 4),
        "cpu s": round(cpu, 1),
        "one alone, cpu s": round((time.process_time() - began) / max(1, len(apart)), 2),
        "first come €": round(_first_come(problem), 2),
    }


def _whole(scenario: Scenario) -> dict[str, Any]:
    """Answer all that is asked of the large group, as the command does without a clock."""
    began = time.process_time()
    study = plan_purchase(scenario, Limits(None, iterations=1, gap=1e-3))
    cost = next(one for one in study.levels if one.level == "cost")
    return {
        "what": f"{_sizes(scenario)}, the whole study",
        "cost €": round(cost.value, 2),
        "bound €": round(cost.bound, 2),
        "gap %": round(100 * (cost.value / cost.bound - 1), 4) if cost.bound else 0.0,
        "cpu s": round(time.process_time() - began, 1),
        **_wronged(study),
    }


def _wronged(study: BuyingStudy) -> dict[str, int]:
    """Return what goes against anyone."""
    return {
        "violations": len(study.violations),
        "above alone": sum(one.cents > one.alone_cents for one in study.plan.bills),
        "below cover": sum(one.cover < one.alone_cover - 1e-9 for one in study.plan.bills),
    }


def _first_come(problem: BuyingProblem) -> float:
    """Return what is paid if each in turn takes each article where its first price is least.

    First come, first served: no tier, no carriage saved, no pack shared.
    """
    total = 0.0
    for need in problem.needs:
        deals = [one for one in problem.deals if one.article in need.articles]
        best = min(deals, key=lambda one: (one.slices[0].price * one.gross, one.offer))
        for (_, name), units in problem.low.items():
            if name == need.id:
                packs = -(-units // best.pack)
                total += packs * best.pack * best.slices[0].price * best.gross
    return total


def _towns(count: int) -> dict[str, Any]:
    """Buy in random towns, and count what goes against anyone."""
    wronged, alone, paid = Counter[str](), 0, 0
    began = time.process_time()
    for seed in range(count):
        study = plan_purchase(town(seed, 4, 4, 3), Limits(iterations=1))
        wronged.update(_wronged(study))
        alone += sum(one.alone_cents for one in study.plan.bills)
        paid += study.plan.total_cents
    return {
        "what": f"{count} random towns",
        **{key: wronged[key] for key in ("violations", "above alone", "below cover")},
        "cost €": round(paid / 100, 2),
        "alone €": round(alone / 100, 2),
        "cpu s": round(time.process_time() - began, 1),
    }


register(
    Case(
        name="buying",
        summary="purchases in common: published price breaks, 60 members, random towns",
        run=run_case,
        smoke={"scale": 4},
    )
)
