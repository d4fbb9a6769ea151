"""What a plan amounts to, in all and for each association, to its door."""

from __future__ import annotations

from collections import defaultdict

from models.plan import Plan, Round
from models.policy import Objective
from models.scenario import Scenario
from models.study import Balance, Totals
from models.travel import TravelMatrix


def metres(travel: TravelMatrix, item: Round) -> int:
    """Return the length of a round, metres."""
    return sum(
        travel.between(a.site, b.site)[1] for a, b in zip(item.stops, item.stops[1:], strict=False)
    )


def aboard(scenario: Scenario, item: Round) -> int:
    """Return how many people are aboard: those named, or as many as the vehicle needs."""
    return len(item.crew) if scenario.policy.named_crews else scenario.vehicle[item.vehicle].crew


def collected_kg(scenario: Scenario, item: Round) -> float:
    """Return the expected kg that a round collects, rejects included."""
    return sum(
        sum(stop.kg.values()) * (1 - scenario.pickups[str(stop.pickup)].no_show_rate)
        for stop in item.collected
    )


def totals(scenario: Scenario, travel: TravelMatrix, plan: Plan) -> Totals:
    """Return what a plan amounts to: usable kg, person-hours with sorting, km, euros, rounds."""
    usable = plan.usable_kg
    eaten = sum(one.kg for one in plan.shares if scenario.family[one.family].food)
    collected = sum(collected_kg(scenario, item) for item in plan.rounds)
    sorting = scenario.policy.sorting_hours_per_kg * collected
    crew = sum(aboard(scenario, item) * item.duration_s for item in plan.rounds) / 3600
    km = {item.id: metres(travel, item) / 1000 for item in plan.rounds}
    litres = sum(
        km[item.id] * scenario.vehicle[item.vehicle].litres_per_100km / 100 for item in plan.rounds
    )
    taken: dict[str, float] = defaultdict(float)
    for item in plan.rounds:
        for stop in item.collected:
            taken[str(stop.pickup)] += sum(stop.kg.values())
    dropped = {unit for item in plan.rounds for stop in item.stops for unit in stop.units}
    brought = [unit for unit in scenario.units.values() if unit.id in dropped]
    return Totals(
        usable_kg=usable,
        offered_kg=sum(p.gross_kg * (1 - p.no_show_rate) for p in scenario.pickups.values()),
        collected_kg=collected,
        need_kg=sum(_need_kg(scenario, who.id) for who in scenario.associations),
        rounds=len(plan.rounds),
        stops=sum(item.visits for item in plan.rounds),
        unserved=sum(p.gross_kg - taken[p.id] > 1e-3 for p in scenario.pickups.values()),
        km=sum(km.values()),
        vehicle_hours=sum(item.duration_s for item in plan.rounds) / 3600,
        crew_hours=crew,
        sorting_hours=sorting,
        person_hours=crew + sorting,
        eur=cost_eur(scenario, travel, plan),
        fuel_litres=litres,
        co2_kg=litres * scenario.policy.co2_kg_per_litre,
        co2_avoided_kg=eaten * scenario.policy.co2_kg_per_food_kg,
        meals=eaten / scenario.policy.meal_kg,
        due_kg=sum(unit.kg for unit in scenario.units.values()),
        delivered_kg=sum(unit.kg for unit in brought),
        units_left=len(scenario.units) - len(brought),
    )


def balances(scenario: Scenario, travel: TravelMatrix, plan: Plan) -> tuple[Balance, ...]:
    """Return what each association receives and gives, in the order of the scenario.

    Hours of vehicles, km and euros count for the vehicle's owner, hours aboard for the person's
    association (the vehicle's owner where nobody is named), sorting in proportion to what each
    receives.
    """
    vehicle_h: dict[str, float] = defaultdict(float)
    person_h: dict[str, float] = defaultdict(float)
    km: dict[str, float] = defaultdict(float)
    for item in plan.rounds:
        owner = scenario.vehicle[item.vehicle].owner
        vehicle_h[owner] += item.duration_s / 3600
        km[owner] += metres(travel, item) / 1000
        if not scenario.policy.named_crews:
            person_h[owner] += aboard(scenario, item) * item.duration_s / 3600
        for person in item.crew:
            person_h[scenario.person[person].association] += item.duration_s / 3600
    whole = plan.usable_kg
    collected = sum(collected_kg(scenario, item) for item in plan.rounds)
    sorting = scenario.policy.sorting_hours_per_kg * collected
    eur = _eur(scenario, travel, plan)
    found = []
    for association in scenario.associations:
        who = association.id
        by_family = {
            family.id: plan.received_kg(who, family.id)
            for family in scenario.families
            if plan.received_kg(who, family.id) > 0
        }
        received, need = sum(by_family.values()), _need_kg(scenario, who)
        covered = sum(scenario.covered_kg(who, family.id) for family in scenario.families)
        share = received / whole if whole > 0 else 1 / len(scenario.associations)
        found.append(
            Balance(
                association=who,
                need_kg=need,
                received_kg=received,
                received_by_family=by_family,
                points=sum(kg * scenario.family[f].points_per_kg for f, kg in by_family.items()),
                stock_kg=covered,
                share_of_need=(covered + received) / (covered + need) if need > 0 else 1.0,
                kg_per_person=received / association.people if association.people else 0.0,
                vehicle_hours=vehicle_h[who],
                person_hours=person_h[who] + sorting * share,
                km=km[who],
                eur=eur.get(who, 0.0),
            )
        )
    return tuple(found)


def objectives(scenario: Scenario, travel: TravelMatrix, plan: Plan) -> dict[Objective, float]:
    """Return the value of each objective: usable food in kg, person-hours, euros."""
    summed = totals(scenario, travel, plan)
    return {"food": summed.usable_kg, "hours": summed.person_hours, "cost": summed.eur}


def cost_eur(scenario: Scenario, travel: TravelMatrix, plan: Plan) -> float:
    """Return the cost of a plan's vehicles, euros: km, hours, weeks of those that go out."""
    return sum(_eur(scenario, travel, plan).values())


def _need_kg(scenario: Scenario, association: str) -> float:
    return sum(scenario.need_kg(association, family.id) for family in scenario.families)


def _eur(scenario: Scenario, travel: TravelMatrix, plan: Plan) -> dict[str, float]:
    """Return the cost of vehicles by owner, euros."""
    eur: dict[str, float] = defaultdict(float)
    out = set()
    for item in plan.rounds:
        means = scenario.vehicle[item.vehicle]
        eur[means.owner] += means.eur_per_km * metres(travel, item) / 1000
        eur[means.owner] += means.eur_per_hour * item.duration_s / 3600
        if means.id not in out:
            eur[means.owner] += means.eur_per_week
            out.add(means.id)
    return dict(eur)
