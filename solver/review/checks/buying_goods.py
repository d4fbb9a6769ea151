"""What members receive: bought before it is handed over, in time, of use to them, in their room."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

from models.buying import BuyingNeed
from models.buying_study import BuyingStudy
from models.findings import Finding
from models.scenario import Scenario
from solver.review.checks.violations import number, violation


def goods(study: BuyingStudy) -> Iterator[Finding]:
    """Yield what is wrong with what is handed over."""
    yield from _stock(study)
    yield from _needs(study)
    yield from _rooms(study)
    yield from _variety(study)
    yield from _in_time(study)


def range_of(scenario: Scenario, need: BuyingNeed, who: str) -> tuple[int, int]:
    """Return how many units of a need a member needs at least and can use at most."""
    if need.members and who not in need.members:
        return 0, 0
    heads = scenario.association[who].heads(need.per)
    low = math.ceil(need.low_units * heads - 1e-9)
    high = need.low_units if need.high_units is None else need.high_units
    return low, max(low, math.floor(high * heads + 1e-9))


def _stock(study: BuyingStudy) -> Iterator[Finding]:
    """Yield weeks by which more of an article is handed over than was bought."""
    asked, plan = study.scenario.buying, study.plan
    bought: dict[tuple[str, int], int] = defaultdict(int)
    given: dict[tuple[str, int], int] = defaultdict(int)
    for order in plan.orders:
        for line in order.lines:
            bought[asked.offer[line.offer].article, order.week] += line.units
    for one in plan.handed:
        given[one.article, one.week] += one.units
    for article in asked.articles:
        weekly = any(
            asked.article[name].weekly
            for need in asked.needs
            if article.id in need.articles
            for name in need.articles
            if name in asked.article
        )
        have = out = 0
        for week in range(asked.weeks):
            if weekly:
                have = out = 0
            have += bought[article.id, week]
            out += given[article.id, week]
            if out > have:
                yield violation(
                    "buying_stock",
                    (article.id,),
                    what=article.label,
                    when=week + 1,
                    found=out,
                    limit=have,
                )


def _needs(study: BuyingStudy) -> Iterator[Finding]:
    """Yield goods that serve no need of whoever gets them, and more than it can use."""
    scenario, asked = study.scenario, study.scenario.buying
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for one in study.plan.handed:
        need, who = asked.need[one.need], scenario.association[one.association].label
        sums[one.association, one.need] += one.units
        concerned = not need.members or one.association in need.members
        if one.article not in need.articles or not concerned or one.week >= asked.weeks:
            yield violation(
                "buying_need_article",
                (one.association, one.need),
                who=who,
                what=need.label,
                found=asked.article[one.article].label,
            )
    for (name, need_id), units in sorted(sums.items()):
        need = asked.need[need_id]
        limit = range_of(scenario, need, name)[1]
        if units > limit:
            yield violation(
                "buying_too_much",
                (name, need_id),
                who=scenario.association[name].label,
                what=need.label,
                found=units,
                limit=limit,
            )


def _rooms(study: BuyingStudy) -> Iterator[Finding]:
    scenario, asked = study.scenario, study.scenario.buying
    kg: dict[tuple[str, int], float] = defaultdict(float)
    for one in study.plan.handed:
        kg[one.association, one.week] += one.units * (asked.article[one.article].kg_per_unit or 0.0)
    for (who, week), have in sorted(kg.items()):
        room = asked.member[who].storage_kg
        if room is not None and have > room + 1e-3:
            yield violation(
                "buying_room",
                (who,),
                who=scenario.association[who].label,
                when=week + 1,
                found=number(have),
                limit=number(room),
            )


def _variety(study: BuyingStudy) -> Iterator[Finding]:
    """Yield needs of which one article is too large a part; what was ordered for them alone."""
    asked, plan = study.scenario.buying, study.plan
    if "variety" in plan.given_up or asked.most_of_one >= 1:
        return
    sold = {one.article for one in asked.offers}
    units: dict[tuple[str, str], int] = defaultdict(int)
    for one in plan.handed:
        if not one.extra:
            units[one.need, one.article] += one.units
    for need in asked.needs:
        possible = sorted(set(need.articles) & sold)
        whole = sum(units[need.id, name] for name in possible)
        limit = math.ceil(asked.most_of_one * whole - 1e-9)
        for name in possible if len(possible) > 1 else ():
            if units[need.id, name] > limit:
                yield violation(
                    "buying_variety",
                    (need.id,),
                    what=need.label,
                    found=units[need.id, name],
                    limit=limit,
                )


def _in_time(study: BuyingStudy) -> Iterator[Finding]:
    """Yield needs of which too little is handed over by the end of a week, all together.

    Of what must be weekly, each week's part; of all else, enough until then.
    """
    asked, plan = study.scenario.buying, study.plan
    units: dict[tuple[str, int], int] = defaultdict(int)
    for one in plan.handed:
        if not one.extra:
            units[one.need, one.week] += one.units
    weeks = asked.weeks
    sold = {one.article for one in asked.offers}
    for need in asked.needs:
        whole = sum(units[need.id, week] for week in range(weeks))
        weekly = any(asked.article[name].weekly for name in need.articles if name in sold)
        so_far = 0
        for week in range(weeks):
            so_far += units[need.id, week]
            due = -(-whole * (week + 1) // weeks)
            late = so_far < due or (weekly and so_far != due)
            if late:
                yield violation(
                    "buying_late",
                    (need.id,),
                    what=need.label,
                    when=week + 1,
                    found=so_far,
                    limit=due,
                )
