"""The things of a week that have a page of their own, named so that tables link to them."""

from __future__ import annotations

from collections.abc import Iterable

from models.plan import Round
from models.scenario import Scenario
from service.asking.things import path_of
from service.pages.page import Linked

ASSOCIATION, STORE, PERSON, VEHICLE = "association", "store", "person", "vehicle"


def site(world: Scenario, name: str) -> Linked:
    """Return what people call a donor or an association, with where its page is."""
    if name in world.donor:
        return Linked.of((world.donor[name].label, path_of(STORE, name)))
    return Linked.of((world.association[name].label, path_of(ASSOCIATION, name)))


def vehicle(world: Scenario, name: str) -> Linked:
    """Return what people call a vehicle."""
    return Linked.of((world.vehicle[name].label, path_of(VEHICLE, name)))


def means(world: Scenario, kind: str, name: str) -> Linked:
    """Return what people call a vehicle, a person, or the owner of a cold store."""
    if kind == "vehicle":
        return vehicle(world, name)
    if kind == "person":
        return Linked.of((world.person[name].label, path_of(PERSON, name)))
    return site(world, name)


def crew(world: Scenario, item: Round, between: str = ", ") -> Linked:
    """Return who is aboard a round, each with its page."""
    return listed((means(world, "person", who) for who in item.crew), between)


def listed(names: Iterable[Linked], between: str = ", ") -> Linked:
    """Return names one after the other."""
    pieces: list[tuple[str, str]] = []
    for one in names:
        pieces += [(between, "")] * bool(pieces)
        pieces += one.pieces
    return Linked.of(*pieces)
