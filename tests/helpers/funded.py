"""A small warehouse whose year is funded, with a second platform and someone who asks to join."""

from __future__ import annotations

from typing import Any

from models.funding import OwnSite, StatedKey, Subsidy, monthly
from models.funding_study import Holding
from models.networks import Network
from models.scenario import Scenario
from models.warehouse_study import WarehouseStudy
from solver.settings import Settings
from solver.warehouse.plan import plan_warehouse
from tests.helpers.funding import funding
from tests.helpers.hostile import HOSTILE, LONG
from tests.helpers.once import once
from tests.helpers.warehouses import dock, fleet, network, place, platform, stored, warehouse

SETTINGS = Settings(iterations=2, seed=1)


def world(**changes: Any) -> Scenario:
    """Two networks and small structures that are not admitted; funded as published."""
    money = funding(
        keys=(StatedKey(id="agreed", label="Accord", shares={"big": 0.75, "small": 0.25}),),
        subsidies=(
            Subsidy(id="state", label="État", eur_per_year=200_000, paid=monthly(7, 12)),
            Subsidy(id="town", label="Ville", eur_per_year=100_000, paid=monthly(14, 14)),
        ),
        own_site=OwnSite(eur_per_year=40_000, eur_per_m2=110, eur_per_pallet=20),
    )
    networks: tuple[Network, ...] = (
        network("big", 0.75, home=place(3, 1)),
        network("small", 0.25, home=place(-2, 1)),
        network("guests", hosted=True, admitted=False),
    )
    fields: dict[str, Any] = {"networks": networks, "funding": money}
    fields["fleets"] = (
        fleet("big", network="big", count=1),
        fleet("small", network="small", count=1),
        fleet("hired", lent=True, carrier=True, count=1, payload_kg=3000, eur_per_round=50),
    )
    return stored(warehouse(**(fields | changes)))


def two_platforms() -> Scenario:
    """The same with a second platform in the east, and a van there."""
    east = platform(
        4,
        1,
        1,
        id="annex",
        label="Plateforme est",
        place=place(0, 4.5),
        fitout_eur=10_000,
        docks=(dock("east-quay"),),
    )
    base = world()
    assert base.warehouse is not None
    assert base.warehouse.funding is not None
    line = base.warehouse.funding.costs[0].changed(
        id="annex", label="Est", eur_per_year=5_000.0, platform="annex"
    )
    money = base.warehouse.funding.changed(costs=(*base.warehouse.funding.costs, line))
    fleets = (
        *base.warehouse.fleets,
        fleet("annex-van", network="small", platform="annex", count=1),
    )
    return world(platforms=(platform(), east), funding=money, fleets=fleets)


@once
def studied() -> WarehouseStudy:
    """The small world, planned."""
    return plan_warehouse(world(), SETTINGS)


@once
def studied_twice() -> WarehouseStudy:
    """The two platforms, planned."""
    return plan_warehouse(two_platforms(), SETTINGS)


def held(study: WarehouseStudy) -> dict[str, Holding]:
    """What each holds, by network."""
    assert study.funding is not None
    return {one.payer: one for one in study.funding.holdings}


def hostile_study() -> WarehouseStudy:
    """The small world with names that break careless outputs everywhere."""
    study = studied()
    given, scenario = study.scenario.warehouse, study.scenario
    assert given is not None
    assert given.funding is not None

    def renamed(items: tuple[Any, ...], label: str = HOSTILE) -> tuple[Any, ...]:
        return tuple(one.changed(label=label) for one in items)

    money = given.funding.changed(
        costs=renamed(given.funding.costs),
        funders=renamed(given.funding.funders),
        subsidies=renamed(given.funding.subsidies, LONG[:200]),
        keys=renamed(given.funding.keys),
    )
    named = given.changed(
        platforms=renamed(given.platforms),
        networks=renamed(given.networks, LONG[:200]),
        points=renamed(given.points),
        flows=renamed(given.flows),
        fleets=renamed(given.fleets),
        funding=money,
    )
    families = renamed(scenario.families)
    shifts = renamed(scenario.shifts)
    return study.changed(
        scenario=scenario.changed(
            label=HOSTILE[:200], families=families, shifts=shifts, warehouse=named, notes=(HOSTILE,)
        )
    )
