"""Cards about means: a vehicle down, lent, added; more volunteers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from models.base import Language
from models.scenario import Scenario
from models.vehicles import Role
from models.words import ROLES
from scenarios.beginning.answers import VehicleAnswers, VehicleKind
from scenarios.beginning.figures import KIND_NAMES
from scenarios.beginning.town import vehicle, volunteer
from scenarios.naming import free_id
from service.asking.cards import Card, CardFaultError, Picked
from service.asking.forms import FormField
from service.kinds.comparison.cards.names import (
    associations,
    boxes,
    choice,
    number,
    only,
    quoted,
    vehicles,
    week,
)
from service.kinds.comparison.cards.words import say
from solver.edits.edit import Edit, Edits

MOST_PEOPLE = 20
ROUNDS = 2
"""A week, of each volunteer who comes (A): the figure of the shipped week of Aubagne."""


def _down_fields(world: Scenario, language: Language) -> Sequence[FormField]:
    there = vehicles(world)
    return [boxes("vehicles", "down_vehicle", there, language)] if there else []


def _down(world: Scenario, picked: Picked, language: Language) -> Edits:
    del language
    gone = picked["vehicles"]
    told = say["down_told"].format(names=quoted([world.vehicle[one].label for one in gone]))
    edits = [Edit(f"vehicles.{one}", None, told) for one in gone]
    kept = [one for one in world.policy.commitments if one.vehicle not in gone]
    if len(kept) < len(world.policy.commitments):
        left = [one.model_dump(mode="json") for one in kept]
        edits.insert(0, Edit("policy.commitments", left, told))
    return tuple(edits)


def _lend_fields(world: Scenario, language: Language) -> Sequence[FormField]:
    if not world.vehicles:
        return []
    everyone = (("*", say("everyone", language)),)
    days = tuple(one for one in week(language) if one[0] in world.days)
    return [
        choice("vehicle", "lend_vehicle", vehicles(world), language),
        choice("to", "lend_to", (*everyone, *associations(world)), language),
        FormField("days", say("lend_days", language), "boxes", days),
    ]


def _lend(world: Scenario, picked: Picked, language: Language) -> Edits:
    del language
    vehicle, to = world.vehicle[only(picked, "vehicle")], only(picked, "to")
    name = quoted([vehicle.label])
    if to == "*":
        if vehicle.lent:
            raise CardFaultError("vehicle", say["lend_lent"])
        told = say["lend_told"].format(names=name, who=say["everyone"])
        return (Edit(f"vehicles.{vehicle.id}.lent", value=True, words=told),)
    if vehicle.owner == to:
        raise CardFaultError("to", say["lend_own"])
    days = list(picked.get("days", ())) or list(vehicle.days)
    told = say["lend_told"].format(names=name, who=quoted([world.association[to].name]))
    loans = [
        {"to": one.to, "days": left}
        for one in vehicle.loans
        if (left := [day for day in one.days if day not in days])
    ]
    edits = [Edit(f"vehicles.{vehicle.id}.loans", [*loans, {"to": to, "days": days}], told)]
    more = [day for day in days if day not in vehicle.days]
    if more:
        edits.insert(0, Edit(f"vehicles.{vehicle.id}.days", [*vehicle.days, *more], told))
    return tuple(edits)


def _van_fields(world: Scenario, language: Language) -> Sequence[FormField]:
    kinds = tuple((one, KIND_NAMES[one].in_(language)) for one in get_args(VehicleKind))
    return [
        choice("owner", "van_owner", associations(world), language),
        choice("kind", "van_kind", kinds, language, value="van"),
    ]


def _van(world: Scenario, picked: Picked, language: Language) -> Edits:
    owner = world.association[only(picked, "owner")]
    kind = next(one for one in get_args(VehicleKind) if one == only(picked, "kind"))
    name = free_id(f"{kind}-{owner.id[:40]}", "vehicle", world.vehicle)
    label = f"{KIND_NAMES[kind].in_(language)} – {owner.name}"[:200]
    said = vehicle(VehicleAnswers(id=name, label=label, owner=owner.id, kind=kind, days=world.days))
    told = say["van_told"].format(who=quoted([owner.name]), kind=KIND_NAMES[kind])
    return (Edit(f"vehicles.{said.pop('id')}", said, told),)


def _person_fields(world: Scenario, language: Language) -> Sequence[FormField]:
    roles = tuple((role, ROLES[role].in_(language)) for role in get_args(Role))
    return [
        choice("at", "person_at", associations(world), language),
        choice("role", "person_role", roles, language, value="driver"),
        FormField("count", say("person_number", language), "number", required=True, value="1"),
    ]


def _person(world: Scenario, picked: Picked, language: Language) -> Edits:
    at = world.association[only(picked, "at")]
    role = next(one for one in get_args(Role) if one == only(picked, "role"))
    count = number(picked, "count", MOST_PEOPLE)
    told = say[f"{role}_told" if count > 1 else f"{role}_one"].format(
        who=quoted([at.name]), count=count
    )
    taken = set(world.person)
    there = sum(one.association == at.id and role in one.roles for one in world.people)
    edits = []
    for n in range(there + 1, there + 1 + count):
        made = volunteer(at.id, role, n, at.name, language, taken)
        name = made.pop("id")
        taken.add(name)
        more = {"association": at.id, "days": list(world.days), "max_shifts": ROUNDS}
        edits.append(Edit(f"people.{name}", made | more, told))
    return tuple(edits)


def _still_lent(world: Scenario, picked: Picked) -> bool:
    owner = world.vehicle[only(picked, "vehicle")].owner
    shared = any(one.mode != "alone" and owner in one.members for one in world.policy.pools)
    return only(picked, "to") != "*" or shared


CARDS = (
    Card("down", say["down_title"], _down_fields, _down),
    Card("lend", say["lend_title"], _lend_fields, _lend, _still_lent),
    Card("van", say["van_title"], _van_fields, _van),
    Card("person", say["person_title"], _person_fields, _person),
)
