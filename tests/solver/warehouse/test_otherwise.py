"""The same week otherwise: each network alone, one platform less; and what it all costs."""

from __future__ import annotations

import pytest

from solver.warehouse.holdings import WEEKS_PER_YEAR, candidates
from solver.warehouse.networks_alone import apart
from solver.warehouse.plan import plan_warehouse
from solver.warehouse.supply_costs import main_only, rounds_eur, supplied_kg
from tests.helpers.funded import SETTINGS, held, studied, studied_twice, two_platforms, world
from tests.helpers.warehouses import stored, warehouse


def test_each_network_apart_has_its_place_its_vehicles_and_its_share_of_the_room() -> None:
    alone = apart(world()).warehouse
    assert alone is not None
    assert [one.id for one in alone.platforms] == ["big", "small"]
    assert [one.places["ambient"] for one in alone.platforms] == [7, 2]
    assert [one.surface_m2 for one in alone.platforms] == [150, 50]
    assert not any(one.fed for one in alone.platforms)
    assert {one.platform for one in alone.points} == {"big", "small"}
    assert {one.id: (one.network, one.platform) for one in alone.fleets} == {
        "big": ("big", "big"),
        "small": ("small", "small"),
        "hired-big": ("big", "big"),
        "hired-small": ("small", "small"),
    }
    assert alone.funding is None
    assert not alone.transfers


def test_a_warehouse_that_is_not_shared_is_planned_apart() -> None:
    study = plan_warehouse(world(shared=False), SETTINGS)
    assert study.violations == ()
    assert study.funding is None
    supply = study.replenishment
    assert supply is not None
    assert supply.feeders == ()
    assert {one.platform for one in supply.rounds} <= {"big", "small"}
    by = {one.network: one for one in study.alone}
    assert set(by) == {"big", "small"}
    assert all(one.shared_rounds_eur is None for one in study.alone)
    assert sum(one.own_rounds_eur or 0 for one in study.alone) == pytest.approx(
        supply.eur * WEEKS_PER_YEAR, abs=0.05
    )


def test_what_each_holds_is_what_the_books_say() -> None:
    study = studied()
    big = held(study)["big"]
    assert big.surface_m2 == 150
    rows = [one for one in study.stock.ledger if one.network == "big"]
    assert big.pallet_weeks == pytest.approx(sum(one.pallets for one in rows) * 13, abs=0.06)
    kg = {"dry": 500, "fresh": 400, "frozen": 450}
    coming = sum((one.arrived_kg + one.taken_kg) / kg[one.family] for one in rows)
    assert big.pallets_per_year == pytest.approx(coming * 13, abs=0.06)


def test_those_who_ask_to_join_bring_what_their_flows_say() -> None:
    study = studied()
    assert study.funding is not None
    (guest,) = candidates(study.scenario, study.stock, study.funding.holdings)
    assert guest.payer == "guests"
    assert guest.pallets_per_year == 0
    assert {one.who for one in study.funding.stress if one.kind == "joins"} == {"guests"}


def test_rounds_are_shared_by_the_kg_that_they_bring() -> None:
    study = studied()
    supply = study.replenishment
    assert supply is not None
    eur = rounds_eur(study.scenario, supply)
    assert sum(eur.values()) == pytest.approx(supply.eur * WEEKS_PER_YEAR, abs=0.05)
    due, got = supplied_kg(study.scenario, supply, "big")
    week = [one for one in study.stock.ledger if one.network == "big" and one.week == 0]
    assert due == got == sum(one.issued_kg for one in week)
    alone = {one.network: one for one in study.alone}
    assert alone["big"].shared_rounds_eur == eur["big"]
    assert study.funding is not None
    limit = {one.payer: one for one in study.funding.bearable}["big"]
    assert limit.own_rounds_eur == alone["big"].own_rounds_eur
    assert limit.most_eur == pytest.approx(
        limit.site_eur + (limit.own_rounds_eur or 0) - (limit.shared_rounds_eur or 0), abs=0.01
    )


def test_what_a_second_platform_changes() -> None:
    study = studied_twice()
    assert study.violations == ()
    second = study.second
    assert second is not None
    assert [(one.point, one.platform) for one in second.moved] == [("east", "annex")]
    assert second.moved[0].other_s < second.moved[0].main_s
    assert second.with_it.running_eur - second.without_it.running_eur == 5_000
    assert second.with_it.fitout_eur - second.without_it.fitout_eur == 1_000
    assert second.with_it.got_kg == second.without_it.got_kg
    main = main_only(two_platforms()).warehouse
    assert main is not None
    assert [one.id for one in main.platforms] == ["hub"]
    # a network's van comes back, a lorry hired for the second platform does not
    assert [one.id for one in main.fleets] == ["big", "small", "hired", "annex-van"]
    assert all(one.platform is None for one in main.fleets)


def test_without_funding_nothing_is_invoiced_and_nobody_is_planned_alone() -> None:
    study = plan_warehouse(stored(warehouse()), SETTINGS)
    assert study.funding is None
    assert study.alone == ()
    assert study.second is None
    with pytest.raises(ValueError, match="no warehouse"):
        plan_warehouse(study.scenario.changed(warehouse=None), SETTINGS)


def test_stated_costs_of_storing_elsewhere_are_taken() -> None:
    base = world()
    assert base.warehouse is not None
    big = base.warehouse.networks[0].changed(outside_eur_per_year=12_345.0)
    study = plan_warehouse(world(networks=(big, *base.warehouse.networks[1:])), SETTINGS)
    assert study.funding is not None
    assert study.funding.bearable[0].site_eur == 12_345
    assert study.alone[0].site_eur == 12_345


def test_same_scenario_seed_and_iterations_same_study() -> None:
    one, other = (plan_warehouse(two_platforms(), SETTINGS) for _ in range(2))
    assert one.changed(provenance={}) == other.changed(provenance={})
