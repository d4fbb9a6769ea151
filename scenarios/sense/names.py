"""Ids are unique, and every name designates something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from models.base import Text
from models.scenario import Scenario
from scenarios.faults import shown
from scenarios.sense.problem import Loc, Problem, problem, unknown

FAMILY = Text(fr="une famille de produits", en="a product family")
_KIND = Text(fr="un type de donateur", en="a donor kind")
ASSOCIATION = Text(fr="une association", en="an association")
_SITE = Text(fr="une association ou un donateur", en="an association or a donor")
_DONOR = Text(fr="un donateur", en="a donor")
VEHICLE = Text(fr="un véhicule", en="a vehicle")
PERSON = Text(fr="un chauffeur", en="a driver")
TRUCK = Text(fr="un camion partagé", en="a shared truck")
_SHIFT = Text(fr="une plage", en="a shift")


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def unique_ids(scenario: Scenario) -> Iterator[Problem]:
    """Yield ids used twice in a list; donors and associations share one set."""
    lists: dict[str, Sequence[_Named]] = {
        "shifts": scenario.shifts,
        "families": scenario.families,
        "donor_kinds": scenario.donor_kinds,
        "vehicles": scenario.vehicles,
        "people": scenario.people,
        "deliveries": scenario.deliveries,
    }
    for field, items in lists.items():
        yield from repeated_ids(((field, n), item.id) for n, item in enumerate(items))
    booked: dict[str, Sequence[_Named]] = {
        "trucks": scenario.bookings.trucks,
        "requests": scenario.bookings.requests,
    }
    for field, items in booked.items():
        yield from repeated_ids((("bookings", field, n), item.id) for n, item in enumerate(items))
    yield from repeated_ids(
        (("policy", "pools", n), pool.id) for n, pool in enumerate(scenario.policy.pools)
    )
    sites: list[tuple[Loc, str]] = [
        (("associations", n), one.id) for n, one in enumerate(scenario.associations)
    ]
    sites += [(("donors", n), one.id) for n, one in enumerate(scenario.donors)]
    yield from repeated_ids(sites)


def repeated_ids(named: Iterable[tuple[Loc, str]]) -> Iterator[Problem]:
    """Yield ids that were already taken, with the list where they were."""
    seen: dict[str, Loc] = {}
    for loc, name in named:
        if name in seen:
            field = ".".join(str(step) for step in seen[name][:-1])
            yield problem(
                (*loc, "id"),
                f"L'identifiant {shown(name)} est déjà pris dans « {field} ». Attendu : un "
                "identifiant par chose, donateurs et associations ensemble. Changez l'un des deux.",
                f'The id {shown(name)} is already taken in "{field}". Expected: one id per thing, '
                "donors and associations together. Change one of them.",
            )
        seen.setdefault(name, loc)


def references(scenario: Scenario) -> Iterator[Problem]:
    """Yield names that designate nothing."""
    found = (
        *_of_associations(scenario),
        *_of_donors(scenario),
        *_of_vehicles(scenario),
        *_of_people(scenario),
        *_of_pools(scenario),
        *_of_commitments(scenario),
    )
    yield from (one for one in found if one is not None)


def _each(
    loc: Loc, names: Iterable[str], known: Iterable[str], what: Text
) -> Iterator[Problem | None]:
    known = tuple(known)
    for n, name in enumerate(names):
        yield unknown((*loc, n), name, known, what)


def _keys(loc: Loc, names: Iterable[str], known: Iterable[str]) -> Iterator[Problem | None]:
    known = tuple(known)
    for name in names:
        yield unknown((*loc, name), name, known, FAMILY, key=True)


def _of_associations(scenario: Scenario) -> Iterator[Problem | None]:
    for n, who in enumerate(scenario.associations):
        yield from _each(("associations", n, "refuses"), who.refuses, scenario.family, FAMILY)
        needs = who.weekly_need_kg or {}
        yield from _keys(("associations", n, "weekly_need_kg"), needs, scenario.family)
    for n, pair in enumerate(scenario.pooling.acquaintances or ()):
        at: Loc = ("pooling", "acquaintances", n)
        yield from _each(at, pair, scenario.association, ASSOCIATION)


def _of_donors(scenario: Scenario) -> Iterator[Problem | None]:
    kinds = [kind.id for kind in scenario.donor_kinds]
    for n, kind in enumerate(scenario.donor_kinds):
        at: Loc = ("donor_kinds", n)
        yield from _keys((*at, "family_shares"), kind.family_shares, scenario.family)
        yield from _keys((*at, "shelf_days"), kind.shelf_days, scenario.family)
    for n, donor in enumerate(scenario.donors):
        at = ("donors", n)
        yield unknown((*at, "kind"), donor.kind, kinds, _KIND)
        yield unknown((*at, "holder"), donor.holder, scenario.association, ASSOCIATION)
        for o, offer in enumerate(donor.offers):
            shares = offer.family_shares or {}
            yield from _keys((*at, "offers", o, "family_shares"), shares, scenario.family)


def _of_vehicles(scenario: Scenario) -> Iterator[Problem | None]:
    for n, vehicle in enumerate(scenario.vehicles):
        at: Loc = ("vehicles", n)
        yield unknown((*at, "owner"), vehicle.owner, scenario.association, ASSOCIATION)
        yield from _each((*at, "shifts"), vehicle.shifts, scenario.shift, _SHIFT)
        yield from _each((*at, "forbidden"), vehicle.forbidden, scenario.sites, _SITE)
        for m, loan in enumerate(vehicle.loans):
            yield unknown((*at, "loans", m, "to"), loan.to, scenario.association, ASSOCIATION)


def _of_people(scenario: Scenario) -> Iterator[Problem | None]:
    for n, person in enumerate(scenario.people):
        at: Loc = ("people", n)
        who = person.association
        yield unknown((*at, "association"), who, scenario.association, ASSOCIATION)
        yield from _each((*at, "shifts"), person.shifts, scenario.shift, _SHIFT)


def _of_pools(scenario: Scenario) -> Iterator[Problem | None]:
    for n, pool in enumerate(scenario.policy.pools):
        at: Loc = ("policy", "pools", n)
        yield from _each((*at, "members"), pool.members, scenario.association, ASSOCIATION)
        if pool.hub is not None:
            yield unknown((*at, "hub"), pool.hub, scenario.association, ASSOCIATION)
        collectors = pool.collectors or ()
        yield from _each((*at, "collectors"), collectors, scenario.association, ASSOCIATION)
    yield from _each(("policy", "opened"), scenario.policy.opened, scenario.donor, _DONOR)


def _of_commitments(scenario: Scenario) -> Iterator[Problem | None]:
    for n, promise in enumerate(scenario.policy.commitments):
        at: Loc = ("policy", "commitments", n)
        yield unknown((*at, "donor"), promise.donor, scenario.donor, _DONOR)
        yield unknown((*at, "vehicle"), promise.vehicle, scenario.vehicle, VEHICLE)
        if promise.shift is not None:
            yield unknown((*at, "shift"), promise.shift, scenario.shift, _SHIFT)


def said_once(scenario: Scenario) -> Iterator[Problem]:
    """Yield what a list names twice."""
    lists: list[tuple[Loc, Sequence[str]]] = [
        (("days",), scenario.days),
        (("policy", "opened"), scenario.policy.opened),
    ]
    for n, who in enumerate(scenario.associations):
        lists.append((("associations", n, "refuses"), who.refuses))
    for n, donor in enumerate(scenario.donors):
        for o, offer in enumerate(donor.offers):
            lists.append((("donors", n, "offers", o, "days"), offer.days))
    for n, vehicle in enumerate(scenario.vehicles):
        lists.append((("vehicles", n, "days"), vehicle.days))
        lists.append((("vehicles", n, "shifts"), vehicle.shifts))
        lists.append((("vehicles", n, "forbidden"), vehicle.forbidden))
        lists.append((("vehicles", n, "carries"), vehicle.carries))
        for m, loan in enumerate(vehicle.loans):
            lists.append((("vehicles", n, "loans", m, "days"), loan.days))
    for n, person in enumerate(scenario.people):
        lists += [
            (("people", n, field), getattr(person, field))
            for field in ("roles", "licences", "days", "shifts")
        ]
    for n, pool in enumerate(scenario.policy.pools):
        lists.append((("policy", "pools", n, "members"), pool.members))
        lists.append((("policy", "pools", n, "collectors"), pool.collectors or ()))
    lists += _of_deliveries(scenario)
    for n, pair in enumerate(scenario.pooling.acquaintances or ()):
        lists.append((("pooling", "acquaintances", n), pair))
    stages = [stage.objective for stage in scenario.policy.objectives]
    lists.append((("policy", "objectives"), stages))
    for loc, names in lists:
        for n, name in enumerate(names):
            if name in names[:n]:
                yield problem(
                    (*loc, n),
                    f"{shown(name)} est dit deux fois. Attendu : une fois. Retirez l'un des deux.",
                    f"{shown(name)} is said twice. Expected: once. Remove one of them.",
                )


def _of_deliveries(scenario: Scenario) -> Iterator[tuple[Loc, Sequence[str]]]:
    for n, delivery in enumerate(scenario.deliveries):
        yield ("deliveries", n, "days"), delivery.days
    for n, errand in enumerate(scenario.errands):
        yield ("errands", n, "rides_along"), errand.rides_along
