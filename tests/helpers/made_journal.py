"""Journals made up from a seed: a town's weeks as they might have been told."""

from __future__ import annotations

import random
from datetime import date, timedelta

from models.donors import Donor
from models.policy import Policy
from models.scenario import Scenario
from models.visits import Journal, Outing, Visit, Weighed
from solver.told.untold import expected


def made_journal(
    scenario: Scenario,
    first: date,
    weeks: int,
    *,
    seed: int = 1,
    untold: float = 0.0,
    dated: bool = True,
) -> Journal:
    """Return what a town told of some weeks on end: every visit that was to be expected.

    Kilograms vary around what is offered (coefficient 0.35), 6 visits of 100 give nothing, what
    is thrown away is drawn about 16 of 100. Each owner of a vehicle makes one outing a day.

    Parameters
    ----------
    first
        A Monday.
    untold
        Share of visits, and of outings, that nobody told.
    dated
        Whether lots, dates and temperatures were told.
    """
    draw = random.Random(seed)
    kinds = {one.id: one for one in scenario.donor_kinds}
    visits, outings = list[Visit](), list[Outing]()
    for n in range(weeks):
        monday = first + timedelta(weeks=n)
        days = dict[date, int]()
        for day, donor in sorted(expected(scenario, monday)):
            days[day] = days.get(day, 0) + 1
            if draw.random() < untold:
                continue
            store = scenario.donor[donor]
            shares = store.offers[0].family_shares or kinds[store.kind].family_shares
            kg = max(0.0, store.offers[0].kg * draw.gauss(1.0, 0.35))
            visits.append(_visit(scenario, day, store, kg, shares, draw, dated=dated))
        for day in days:
            for vehicle in scenario.vehicles:
                if draw.random() >= untold:
                    outings.append(
                        Outing(
                            day=day,
                            vehicle=vehicle.id,
                            owner=vehicle.owner,
                            km=round(draw.uniform(12, 60), 1),
                            hours=round(draw.uniform(1.5, 4), 2),
                        )
                    )
    return told(scenario.id, visits, outings)


def told(town: str, visits: list[Visit], outings: list[Outing]) -> Journal:
    """Return a journal of some visits and outings, its weeks worked out."""
    days = {one.day for one in visits} | {one.day for one in outings}
    return Journal.model_construct(
        town=town,
        weeks=tuple(sorted({day - timedelta(days=day.weekday()) for day in days})),
        visits=tuple(sorted(visits, key=lambda one: (one.day, one.donor))),
        outings=tuple(sorted(outings, key=lambda one: (one.day, one.vehicle))),
    )


def many_stores(scenario: Scenario, stores: int) -> Scenario:
    """Return a town with copies of its stores, so many in all, that each give on five days."""
    week = ("mon", "tue", "wed", "thu", "fri")
    made = list[Donor]()
    for n in range(stores):
        like = scenario.donors[n % len(scenario.donors)]
        offer = like.offers[0].changed(days=week, weeks="any", of_month=())
        label = f"{like.label} {n + 1}"
        made.append(like.changed(id=f"store-{n + 1:02d}", label=label, offers=(offer,)))
    rules: Policy = scenario.policy
    return scenario.changed(donors=tuple(made), days=week, policy=rules.changed(opened=()))


def _visit(
    scenario: Scenario,
    day: date,
    store: Donor,
    kg: float,
    shares: dict[str, float],
    draw: random.Random,
    *,
    dated: bool,
) -> Visit:
    """Return one visit; built without checks, as what is drawn is sound."""
    common = {"day": day, "donor": store.id, "association": store.holder, "holder": store.holder}
    if draw.random() < 0.06:
        return Visit(**common, outcome="nothing_ready", waited_min=10.0)
    food = []
    for family, share in shares.items():
        taken = round(kg * share, 1)
        if taken <= 0:
            continue
        thrown = round(taken * draw.betavariate(1.6, 8.4), 1)
        cold = scenario.family[family].temperature != "ambient"
        food.append(
            Weighed.model_construct(
                family=family,
                kg=taken,
                crates=float(round(taken / 10)) or None,
                rejected_kg={"spoilt": thrown} if thrown else {},
                use_by="to_5_days" if dated else None,
                lot=f"L{draw.randrange(1000, 9999)}" if dated and cold else "",
                date_kind="use_by" if dated and cold else None,
                until=day + timedelta(days=draw.randrange(1, 6)) if dated and cold else None,
            )
        )
    hour = draw.randrange(8, 12)
    return Visit(
        **common,
        food=tuple(food),
        arrived=f"{hour:02d}:{draw.randrange(0, 60):02d}",
        temperature_c=round(draw.uniform(1, 6), 1) if dated and draw.random() < 0.8 else None,
    )
