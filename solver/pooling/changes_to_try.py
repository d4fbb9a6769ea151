"""Changes worth trying: opt-outs given up, one unit more of what is saturated, stores moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from models.base import Text
from models.calendar import DAY_NAMES
from models.donors import Donor
from models.plan import Plan
from models.scenario import Scenario
from models.study import Usage
from models.vehicles import Person
from models.words import ROLES
from pools.streams import is_private, streams
from solver.granted_means import free_name
from solver.pooling.changed_weeks import ChangeToTry
from solver.remedies.change_words import ONE_LIKE

SATURATED = 0.9
"""Use above which a means counts as saturated."""
STORAGE_KG = 100.0
"""One unit more of storage, kg."""
LEFT_KG = 5.0
"""Usable kg left behind on a day under which its visit is not worth moving."""
MOST = 12
"""Saturated means tried, the most used first."""


def opt_outs(scenario: Scenario) -> list[ChangeToTry]:
    """Return the freedoms kept in a pooled week, each given up in turn."""
    pooled = {
        who for stream in streams(scenario) if stream.mode != "alone" for who in stream.collectors
    }
    found = []
    for donor in scenario.donors:
        if is_private(scenario, donor.id) and donor.holder in pooled:
            opened = (*scenario.policy.opened, donor.id)
            found.append(
                ChangeToTry(
                    "private_store",
                    donor.id,
                    donor.holder,
                    OPENED.format(what=donor.label),
                    scenario.changed(policy=scenario.policy.changed(opened=opened)),
                )
            )
    for number, promise in enumerate(scenario.policy.commitments):
        donor = scenario.donor[promise.donor]
        kept = scenario.policy.commitments
        others = kept[:number] + kept[number + 1 :]
        found.append(
            ChangeToTry(
                "fixed_day",
                donor.id,
                donor.holder,
                FREED.format(what=donor.label, day=DAY_NAMES[promise.day]),
                scenario.changed(policy=scenario.policy.changed(commitments=others)),
            )
        )
    for vehicle in scenario.vehicles:
        if not vehicle.lent and vehicle.owner in pooled:
            fleet = tuple(
                one.changed(lent=True) if one.id == vehicle.id else one for one in scenario.vehicles
            )
            found.append(
                ChangeToTry(
                    "vehicle_kept",
                    vehicle.id,
                    vehicle.owner,
                    LENT.format(what=vehicle.label),
                    scenario.changed(vehicles=fleet),
                )
            )
    return found


def one_more(scenario: Scenario, usage: Sequence[Usage]) -> list[ChangeToTry]:
    """Return one unit more of each saturated means, the most used first.

    People are taken by association and role: one more like them, when all of them are saturated.
    """
    trials = [
        *_vehicles(scenario, usage),
        *_people(scenario, usage),
        *_stores(scenario, usage),
    ]
    trials.sort(key=lambda one: -one[0])
    return [trial for _, trial in trials[:MOST]]


def _vehicles(scenario: Scenario, usage: Sequence[Usage]) -> Iterator[tuple[float, ChangeToTry]]:
    for use in usage:
        if use.kind == "vehicle" and use.rate >= SATURATED:
            vehicle = scenario.vehicle[use.id]
            twin = vehicle.changed(id=free_name(f"{vehicle.id}-2", set(scenario.vehicle)))
            yield (
                use.rate,
                ChangeToTry(
                    "one_vehicle",
                    vehicle.id,
                    vehicle.owner,
                    ONE_LIKE.format(what=vehicle.label),
                    scenario.changed(vehicles=(*scenario.vehicles, twin)),
                ),
            )


def _people(scenario: Scenario, usage: Sequence[Usage]) -> Iterator[tuple[float, ChangeToTry]]:
    rate = {use.id: use.rate for use in usage if use.kind == "person"}
    alike: dict[tuple[str, tuple[str, ...]], list[Person]] = defaultdict(list)
    for person in scenario.people:
        alike[person.association, person.roles].append(person)
    for (association, roles), people in alike.items():
        if min(rate.get(person.id, 0.0) for person in people) < SATURATED:
            continue
        first = people[0]
        twin = first.changed(id=free_name(f"{first.id}-2", set(scenario.person)), contact="")
        role = ROLES["driver" if "driver" in roles else "helper"]
        yield (
            1.0,
            ChangeToTry(
                "one_person",
                first.id,
                association,
                ONE_PERSON.format(role=role, who=scenario.association[association].label),
                scenario.changed(people=(*scenario.people, twin)),
            ),
        )


def _stores(scenario: Scenario, usage: Sequence[Usage]) -> Iterator[tuple[float, ChangeToTry]]:
    for use in usage:
        if use.kind == "storage" and use.rate >= SATURATED:
            larger = tuple(
                who.changed(cold_storage_kg=(who.cold_storage_kg or 0.0) + STORAGE_KG)
                if who.id == use.id
                else who
                for who in scenario.associations
            )
            label = scenario.association[use.id].label
            yield (
                use.rate,
                ChangeToTry(
                    "more_storage",
                    use.id,
                    use.id,
                    MORE_STORAGE.format(kg=f"{STORAGE_KG:.0f}", who=label),
                    scenario.changed(associations=larger),
                ),
            )


def without(scenario: Scenario, donor: Donor) -> ChangeToTry:
    """Return the week without a store."""
    policy = scenario.policy
    return ChangeToTry(
        "store_dropped",
        donor.id,
        donor.holder,
        DROPPED.format(what=donor.label),
        scenario.changed(
            donors=tuple(one for one in scenario.donors if one.id != donor.id),
            policy=policy.changed(
                opened=tuple(one for one in policy.opened if one != donor.id),
                commitments=tuple(one for one in policy.commitments if one.donor != donor.id),
            ),
        ),
    )


def moved(scenario: Scenario, plan: Plan, donor: Donor) -> ChangeToTry | None:
    """Return the week in which a visit left behind takes place on a day without one, if any.

    The visit that leaves most usable food moves to the day on which vehicles work least.
    """
    taken = {stop.pickup for item in plan.rounds for stop in item.collected}
    left = {
        pickup.id: sum(pickup.usable_kg(family) for family in pickup.kg)
        for pickup in scenario.pickups.values()
        if pickup.donor == donor.id and pickup.id not in taken
    }
    left = {name: kg for name, kg in left.items() if kg >= LEFT_KG}
    now = scenario.donors_now[donor.id]
    given = {day for offer in now.offers for day in offer.days}
    if not left:
        return None
    name = max(left, key=lambda one: (left[one], one))
    origin = scenario.pickups[name].day
    promised = {p.day for p in scenario.policy.commitments if p.donor == donor.id}
    free = [day for day in scenario.days if day not in given]
    if not free or origin in promised:
        return None
    busy = {day: sum(r.duration_s for r in plan.rounds if r.day == day) for day in free}
    target = min(free, key=lambda day: (busy[day], scenario.days.index(day)))
    offers = tuple(
        offer.changed(
            days=tuple(target if day == origin else day for day in offer.days),
            day_kg={target if day == origin else day: kg for day, kg in offer.day_kg.items()},
        )
        if origin in offer.days
        else offer
        for offer in now.offers
    )
    donors = tuple(
        now.changed(offers=offers) if one.id == donor.id else one for one in scenario.donors
    )
    return ChangeToTry(
        "visit_moved",
        donor.id,
        donor.holder,
        MOVED.format(what=donor.label, origin=DAY_NAMES[origin], target=DAY_NAMES[target]),
        scenario.changed(donors=donors),
    )


OPENED = Text(fr="{what} ouvert à tous", en="{what} opened to all")
FREED = Text(
    fr="{what} : passage du {day} libre, sans véhicule ni heure promis",
    en="{what}: {day} visit free, no vehicle nor time promised",
)
LENT = Text(fr="{what} prêté au groupe", en="{what} lent to the group")
ONE_PERSON = Text(
    fr="un {role} de plus à {who}",
    en="one more {role} at {who}",
)
MORE_STORAGE = Text(
    fr="{kg} kg de froid de plus à {who}",
    en="{kg} kg more cold storage at {who}",
)
DROPPED = Text(fr="{what} abandonné", en="{what} dropped")
MOVED = Text(
    fr="{what} : le passage du {origin} déplacé au {target}",
    en="{what}: the {origin} visit moved to {target}",
)
