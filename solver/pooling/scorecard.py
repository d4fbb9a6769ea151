"""What each store gives and takes in a planned week, to the door of whoever eats it."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator

from models.levers import Overlap, StoreScore
from models.plan import Plan, Round
from models.scenario import Scenario
from models.sharing import Verdict
from models.travel import TravelMatrix
from solver.review.indicators import metres

CLOSE_M = 1000
"""Stops closer than this, by road, overlap when two vehicles make them the same day."""


def scores(scenario: Scenario, travel: TravelMatrix, plan: Plan) -> tuple[StoreScore, ...]:
    """Return every store's part of food, hours and euros.

    A collecting round's time and cost go to its stops in proportion to what each would take on its
    own (out, loading, back); a round of the last mile's, to the food it carries.
    """
    hours: dict[str, float] = defaultdict(float)
    eur: dict[str, float] = defaultdict(float)
    gross: dict[str, float] = defaultdict(float)
    visits: dict[str, int] = defaultdict(int)
    parts = {item.id: _parts(scenario, item) for item in plan.rounds}
    fixed = _weekly(scenario, plan)
    for item in plan.rounds:
        aboard = len(item.crew) * item.duration_s / 3600
        cost = fixed[item.id] + _eur(scenario, travel, item)
        weights = _own_trips(scenario, travel, item) or _carried(plan, item, parts)
        whole = sum(weights.values())
        for donor, weight in weights.items():
            hours[donor] += aboard * weight / whole
            eur[donor] += cost * weight / whole
        for stop in item.collected:
            pickup = scenario.pickups[str(stop.pickup)]
            gross[pickup.donor] += sum(stop.kg.values())
            visits[pickup.donor] += 1
            collected = sum(stop.kg.values()) * (1 - pickup.no_show_rate)
            hours[pickup.donor] += scenario.policy.sorting_hours_per_kg * collected
    usable: dict[str, float] = defaultdict(float)
    for share in plan.shares:
        for donor, part in parts[share.origin].items():
            usable[donor] += share.kg * part.get((share.family, share.use_by), 0.0)
    return tuple(
        _score(scenario, donor.id, visits, gross, usable, hours, eur) for donor in scenario.donors
    )


Lots = dict[tuple[str, int], float]


def _parts(scenario: Scenario, item: Round) -> dict[str, Lots]:
    """Return each donor's part of a round's usable food, by family and use-by day."""
    kg: dict[str, Lots] = defaultdict(lambda: defaultdict(float))
    total: Lots = defaultdict(float)
    for stop in item.collected:
        pickup = scenario.pickups[str(stop.pickup)]
        left = (1 - pickup.no_show_rate) * (1 - pickup.reject_rate)
        for family, amount in stop.kg.items():
            key = (family, pickup.use_by[family])
            kg[pickup.donor][key] += amount * left
            total[key] += amount * left
    return {
        donor: {key: amount / total[key] for key, amount in lots.items() if total[key] > 0}
        for donor, lots in kg.items()
    }


def _own_trips(scenario: Scenario, travel: TravelMatrix, item: Round) -> dict[str, float]:
    """Return what each stop of a collecting round would take on its own, seconds."""
    home = item.stops[0].site
    found: dict[str, float] = defaultdict(float)
    for stop in item.collected:
        donor = scenario.pickups[str(stop.pickup)].donor
        out, back = travel.between(home, stop.site)[0], travel.between(stop.site, home)[0]
        found[donor] += out + back + stop.leave_s - stop.start_s + 1.0
    return dict(found)


def _carried(plan: Plan, item: Round, parts: dict[str, dict[str, Lots]]) -> dict[str, float]:
    """Return the kg of each donor that a round of the last mile carries."""
    found: dict[str, float] = defaultdict(float)
    for share in plan.shares:
        if share.carried_by == item.id:
            for donor, part in parts[share.origin].items():
                found[donor] += share.kg * part.get((share.family, share.use_by), 0.0)
    return {donor: kg for donor, kg in found.items() if kg > 0}


def _eur(scenario: Scenario, travel: TravelMatrix, item: Round) -> float:
    means = scenario.vehicle[item.vehicle]
    return (
        means.eur_per_km * metres(travel, item) / 1000 + means.eur_per_hour * item.duration_s / 3600
    )


def _weekly(scenario: Scenario, plan: Plan) -> dict[str, float]:
    """Return each round's part of what its vehicle costs once a week."""
    rounds: dict[str, list[str]] = defaultdict(list)
    for item in plan.rounds:
        rounds[item.vehicle].append(item.id)
    return {
        name: scenario.vehicle[vehicle].eur_per_week / len(names)
        for vehicle, names in rounds.items()
        for name in names
    }


def _score(
    scenario: Scenario,
    donor: str,
    visits: dict[str, int],
    gross: dict[str, float],
    usable: dict[str, float],
    hours: dict[str, float],
    eur: dict[str, float],
) -> StoreScore:
    offered = [pickup for pickup in scenario.pickups.values() if pickup.donor == donor]
    rates = [(pickup.no_show_rate, pickup.reject_rate) for pickup in offered] or [(0.0, 0.0)]
    no_show = sum(rate for rate, _ in rates) / len(rates)
    reject = sum(rate for _, rate in rates) / len(rates)
    prices = scenario.pooling
    cost = eur[donor] + prices.eur_per_person_hour * hours[donor]
    each = cost / usable[donor] if usable[donor] > 0 else None
    worth: Verdict = "undecided" if each is None else "yes" if each <= prices.eur_per_kg else "no"
    return StoreScore(
        donor=donor,
        holder=scenario.donor[donor].holder,
        visits=visits[donor],
        offered_visits=len(offered),
        gross_kg=gross[donor],
        usable_kg=usable[donor],
        rejected_kg=gross[donor] * (1 - no_show) * reject,
        no_show_rate=no_show,
        person_hours=hours[donor],
        eur=eur[donor],
        eur_per_kg=each,
        worth=worth,
    )


def overlaps(scenario: Scenario, travel: TravelMatrix, plan: Plan) -> tuple[Overlap, ...]:
    """Return the stores close to each other that two vehicles visit on the same day.

    They are candidates for one visit.
    """
    return tuple(
        sorted(_overlaps(scenario, travel, plan), key=lambda one: (one.metres, one.donors))
    )


def _overlaps(scenario: Scenario, travel: TravelMatrix, plan: Plan) -> Iterator[Overlap]:
    for a, b in itertools.combinations(plan.rounds, 2):
        if a.day != b.day or a.vehicle == b.vehicle:
            continue
        for here, there in itertools.product(a.collected, b.collected):
            apart = travel.between(here.site, there.site)[1]
            if apart <= CLOSE_M:
                yield Overlap(
                    day=a.day,
                    donors=(here.site, there.site),
                    vehicles=(a.vehicle, b.vehicle),
                    holders=(scenario.donor[here.site].holder, scenario.donor[there.site].holder),
                    metres=apart,
                )
