"""Groups of associations as weeks of their own: who would do what among them alone.

A coalition keeps the agreement of the scenario, restricted to its members: their stores, the
vehicles that they have the use of, their people. A pool that loses its sorting place sorts at the
member with the largest cold store; one that keeps a single collector and nobody else, or none to
receive, goes alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from models.donors import Donor
from models.policy import Policy, Pool, Stage
from models.scenario import Scenario
from models.vehicles import Vehicle
from pools.streams import user_of

EXACT = (
    Stage(objective="food"),
    Stage(objective="fairness", tolerance=1.0),
    Stage(objective="cost"),
)
"""Objectives of a coalition that must bring a stated quantity, then pay as little as it can."""


def coalition(scenario: Scenario, members: Collection[str]) -> Scenario:
    """Return the week of some associations among themselves.

    Others stay on the map when a vehicle of theirs is lent to a member: it sleeps at their site.
    Labels, contacts and notes are left out: they change no plan.

    Raises
    ------
    ValueError
        When nobody is named, or somebody unknown.
    """
    inside = set(members)
    if not inside or inside - set(scenario.association):
        raise ValueError("a coalition needs members, all of them associations of the scenario")
    donors = tuple(donor for donor in scenario.donors if donor.holder in inside)
    vehicles = _vehicles(scenario, inside, {donor.id for donor in donors})
    kept = inside | {vehicle.owner for vehicle in vehicles}
    return scenario.changed(
        associations=tuple(
            who.changed(contact="") if who.id in inside else who.changed(people=0, contact="")
            for who in scenario.associations
            if who.id in kept
        ),
        donors=tuple(donor.changed(contact="", backup="") for donor in donors),
        vehicles=vehicles,
        people=tuple(
            person.changed(contact="") for person in scenario.people if person.association in inside
        ),
        policy=_agreement(scenario, inside, donors, vehicles),
        notes=(),
    )


def _vehicles(scenario: Scenario, inside: set[str], donors: set[str]) -> tuple[Vehicle, ...]:
    """Return the vehicles that members have the use of, on those days alone."""
    used = {
        vehicle.id: days
        for vehicle in scenario.vehicles
        if (days := tuple(d for d in vehicle.days if user_of(scenario, vehicle.id, d) in inside))
    }
    kept = inside | {scenario.vehicle[name].owner for name in used}
    return tuple(
        vehicle.changed(
            forbidden=tuple(site for site in vehicle.forbidden if site in kept | donors),
            loans=tuple(loan for loan in vehicle.loans if loan.to in kept),
            days=used[vehicle.id],
        )
        for vehicle in scenario.vehicles
        if vehicle.id in used
    )


def _agreement(
    scenario: Scenario, inside: set[str], donors: Iterable[Donor], vehicles: Iterable[Vehicle]
) -> Policy:
    """Return what of the policy concerns the members, their donors and vehicles."""
    policy = scenario.policy
    given = {donor.id for donor in donors}
    driven = {vehicle.id for vehicle in vehicles}
    return policy.changed(
        pools=_pools(scenario, inside),
        opened=tuple(donor for donor in policy.opened if donor in given),
        commitments=tuple(
            promise
            for promise in policy.commitments
            if promise.donor in given and promise.vehicle in driven
        ),
    )


def needing(scenario: Scenario, need_kg: Mapping[str, Mapping[str, float]]) -> Scenario:
    """Return the week in which each association needs stated kg by family, at the least cost.

    Hours aboard that have a price enter the cost; sorting does not, being the same at equal food.
    """
    hour = scenario.pooling.eur_per_person_hour
    return scenario.changed(
        vehicles=tuple(
            vehicle.changed(eur_per_hour=vehicle.eur_per_hour + vehicle.crew * hour)
            for vehicle in scenario.vehicles
        ),
        associations=tuple(
            who.changed(weekly_need_kg=dict(need_kg.get(who.id, {})))
            for who in scenario.associations
        ),
        policy=scenario.policy.changed(objectives=EXACT),
    )


def _pools(scenario: Scenario, inside: set[str]) -> tuple[Pool, ...]:
    found: list[Pool] = []
    for pool in scenario.policy.pools:
        members = tuple(who for who in pool.members if who in inside)
        every = pool.members if pool.collectors is None else pool.collectors
        collectors = tuple(who for who in every if who in inside)
        if not collectors:
            continue
        if pool.mode == "alone" or members in ((), collectors[:1]):
            found.append(
                Pool(id=pool.id, label=pool.label, mode="alone", members=collectors)
                if len(collectors) == 1 or pool.mode == "alone"
                else pool.changed(members=collectors, mode="alone", hub=None, collectors=None)
            )
            continue
        hub = pool.hub
        if pool.mode == "hub" and hub not in inside:
            hub = _hub(scenario, members)
        found.append(
            pool.changed(
                members=members,
                hub=hub,
                collectors=None if pool.collectors is None else collectors,
            )
        )
    return tuple(found)


def _hub(scenario: Scenario, members: tuple[str, ...]) -> str:
    """Return the member whose cold store is largest, then the one with most people."""

    def size(who: str) -> tuple[float, int, str]:
        cold = scenario.association[who].cold_storage_kg
        return (float("inf") if cold is None else cold, scenario.association[who].people, who)

    return max(members, key=size)
