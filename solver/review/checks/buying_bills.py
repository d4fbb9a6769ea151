"""Who pays: bills that make the whole, nobody above its price alone, payers within their rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from models.base import Text
from models.buying_study import BuyingStudy
from models.findings import Finding
from models.numbers import percent
from solver.review.checks.buying_goods import range_of
from solver.review.checks.violations import euros, violation

ROUNDING = 1.0
"""Cents by which a line's part of a bill may be rounded."""


def bills(study: BuyingStudy) -> Iterator[Finding]:
    """Yield what is wrong with what members and payers pay."""
    yield from _last_mile(study)
    yield from _sums(study)
    yield from _each(study)
    yield from _payers(study)
    yield from _covers(study)


def _last_mile(study: BuyingStudy) -> Iterator[Finding]:
    """Yield last miles that cost other than their way says, and a sum that is not theirs."""
    scenario, asked, plan = study.scenario, study.scenario.buying, study.plan
    travel, hub = study.travel, asked.hub
    for one in plan.last_mile:
        who = one.association
        due: float = 0
        if one.way == "stop" and hub is not None:
            there, here = travel.index[hub], travel.index[who]
            metres = travel.metres[there][here] + travel.metres[here][there]
            due = 100 * (asked.stop_eur + asked.eur_per_km * metres / 1000)
        elif one.way == "fetched":
            due = 100 * (asked.member[who].fetch_eur or 0.0)
        possible = {
            "here": hub is None or who == hub,
            "trip": one.way == "trip" and _trip_takes(study, who),
            "fetched": asked.member[who].fetch_eur is not None,
            "stop": hub is not None,
        }[one.way]
        if not possible or abs(one.cents - due) > ROUNDING:
            yield violation(
                "buying_last_mile",
                (who,),
                who=scenario.association[who].label,
                found=euros(one.cents),
                limit=euros(due),
            )
    served = {one.association for one in plan.handed}
    weeks = {one.week for one in plan.handed if not one.extra}
    whole = sum(one.cents for one in plan.last_mile) * len(weeks)
    missing = served - {one.association for one in plan.last_mile}
    if whole != plan.last_mile_cents or missing:
        first = next(iter(sorted(missing)), None)
        label = scenario.label if first is None else scenario.association[first].label
        yield violation(
            "buying_last_mile",
            tuple(sorted(missing)),
            who=label,
            found=euros(plan.last_mile_cents),
            limit=euros(whole),
        )


def _trip_takes(study: BuyingStudy, who: str) -> bool:
    """Tell whether one trip of the week to a member takes what it gets in its fullest week."""
    scenario, asked = study.scenario, study.scenario.buying
    kg: dict[int, float] = defaultdict(float)
    for one in study.plan.handed:
        if one.association == who:
            kg[one.week] += one.units * (asked.article[one.article].kg_per_unit or 0.0)
    most = max(kg.values(), default=0.0)
    errands = (
        scenario.vehicle[one.vehicle].payload_kg
        for one in scenario.errands
        if one.to == who and "ambient" in one.rides_along
    )
    payload = max((one.payload_kg for one in scenario.vehicles), default=0.0)
    depot = (
        payload - sum(unit.kg for unit in one.units)
        for one in scenario.deliveries
        if one.to == who and one.source == asked.hub and one.weeks == "any"
    )
    return any(most <= room + 1e-6 for room in (*errands, *depot))


def _sums(study: BuyingStudy) -> Iterator[Finding]:
    plan = study.plan
    paid = sum(one.cents for one in plan.bills)
    cost = plan.last_mile_cents
    for order in plan.orders:
        cost += order.carriage_cents + sum(one.net_cents + one.vat_cents for one in order.lines)
    if paid != cost:
        yield violation("buying_sum", (), found=euros(paid), limit=euros(cost))


def _each(study: BuyingStudy) -> Iterator[Finding]:
    scenario, asked = study.scenario, study.scenario.buying
    for bill in study.plan.bills:
        who = scenario.association[bill.association].label
        limit = min(bill.alone_cents, bill.alone_found_cents)
        if bill.cents > limit:
            yield violation(
                "buying_alone",
                (bill.association,),
                who=who,
                found=euros(bill.cents),
                limit=euros(limit),
            )
        own = bill.cents - sum(bill.paid_by.values())
        budget = asked.member[bill.association].budget_eur
        if budget is not None and own > 100 * budget + 1e-6:
            yield violation(
                "buying_budget",
                (bill.association,),
                who=who,
                found=euros(own),
                limit=euros(100 * budget),
            )


def _payers(study: BuyingStudy) -> Iterator[Finding]:
    """Yield payers that pay for what they may not, or beyond their ceiling."""
    scenario, asked, plan = study.scenario, study.scenario.buying, study.plan
    cents: dict[str, float] = defaultdict(float)
    units: dict[str, int] = defaultdict(int)
    for order in plan.orders:
        for line in order.lines:
            name = asked.offer[line.offer].article
            cents[name] += line.net_cents + line.vat_cents
            units[name] += line.units
    each = {name: cents[name] / many for name, many in units.items() if many}
    worth: dict[str, float] = defaultdict(float)
    may: dict[tuple[str, str], float] = defaultdict(float)
    for one in (one for one in plan.handed if not one.extra):
        value = each.get(one.article, 0.0) * one.units
        worth[one.association] += value
        payer = asked.need[one.need].payer
        if payer in asked.payer:
            funder = asked.payer[payer]
            allowed = not funder.members or one.association in funder.members
            if allowed and asked.article[one.article].category in funder.categories:
                may[payer, one.association] += value
    sums: dict[str, int] = defaultdict(int)
    for bill in plan.bills:
        for payer, paid in bill.paid_by.items():
            sums[payer] += paid
            whole = worth[bill.association]
            limit = bill.cents * may[payer, bill.association] / whole if whole else 0.0
            if paid > limit + ROUNDING:
                yield violation(
                    "buying_payer",
                    (bill.association, payer),
                    who=scenario.association[bill.association].label,
                    what=asked.payer[payer].label,
                    found=euros(paid),
                    limit=euros(limit),
                )
    for payer, paid in sorted(sums.items()):
        ceiling = 100 * asked.payer[payer].ceiling_eur
        if paid > ceiling + 1e-6:
            yield violation(
                "buying_ceiling",
                (payer,),
                what=asked.payer[payer].label,
                found=euros(paid),
                limit=euros(ceiling),
            )


def _covers(study: BuyingStudy) -> Iterator[Finding]:
    """Yield members that get a smaller part of their needs than alone, or than is written."""
    scenario, asked = study.scenario, study.scenario.buying
    price = _list_prices(study)
    had: dict[tuple[str, str], int] = defaultdict(int)
    for one in study.plan.handed:
        if not one.extra:
            had[one.association, one.need] += one.units
    for bill in study.plan.bills:
        who, whole, have = bill.association, 0.0, 0.0
        for need in asked.needs:
            low = range_of(scenario, need, who)[0]
            if low and need.id in price:
                whole += low * price[need.id]
                have += min(low, had[who, need.id]) * price[need.id]
        part = have / whole if whole else 1.0
        if bill.alone_cover > part + 1e-6 or abs(part - bill.cover) > 1e-6:
            yield violation(
                "buying_cover",
                (who,),
                who=scenario.association[who].label,
                found=Text(fr=percent(part, "fr", 1), en=percent(part, "en", 1)),
                limit=Text(
                    fr=percent(max(bill.alone_cover, bill.cover), "fr", 1),
                    en=percent(max(bill.alone_cover, bill.cover), "en", 1),
                ),
            )


def _list_prices(study: BuyingStudy) -> dict[str, float]:
    """Return the least first price of any offer for each need, euros a unit with VAT."""
    asked = study.scenario.buying
    found: dict[str, float] = {}
    for need in asked.needs:
        prices = [
            one.tiers[0].price_eur
            * (1.0 if one.vat_included else 1 + asked.article[one.article].vat_percent / 100)
            for one in asked.offers
            if one.article in need.articles
        ]
        if prices:
            found[need.id] = max(min(prices), 1e-6)
    return found
