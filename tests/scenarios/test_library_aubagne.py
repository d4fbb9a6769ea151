"""The shipped Aubagne week says what the domain's tables say, in every variant."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import cache

import pytest

from models.places import Place
from models.scenario import Scenario
from pools.streams import streams, user_of
from scenarios import load, variants

BASES = ("hub", "alone", "today", "direct")
DRAWS = ("", "_draw2", "_draw3")
SINGLE = ("hub_open", "hub_reserve", "hub_truck_down")
VARIANTS = (*(base + draw for base in BASES for draw in DRAWS), *SINGLE)

LARGE = ("hyper-1", "hyper-2", "super-1", "super-2", "super-3", "super-4", "super-5")

# Kind: donors, visits a week and kg per visit of each donor, minutes.
DONORS = {
    "hypermarket": ([(4, 240.0), (3, 230.0)], 30),
    "supermarket": ([(3, 110.0)] * 5, 20),
    "small-store": ([(3, 55.0)] * 6, 15),
    "bakery": ([(3, 20.0)] * 2, 10),
    "wholesaler": ([(2, 200.0)], 30),
    "producer": ([(1, 120.0)], 20),
    "canteen": ([(4, 30.0)], 15),
}
# Association: households, people, days, cold storage kg, drivers, helpers.
ASSOCIATIONS = {
    "secours-populaire": (165, 480, "tue thu", 400, 3, 5),
    "restos": (190, 555, "wed", 300, 1, 3),
    "solidarity": (60, 130, "mon wed fri", 120, 1, 2),
    "women": (40, 120, "fri", 60, 1, 1),
    "secours-populaire-2": (55, 160, "thu", 100, 1, 1),
    "ccas": (30, 85, "tue fri", 150, 1, 1),
}
HELD = {
    "secours-populaire": {"hyper-1", "super-1", "super-3", "small-6"},
    "restos": {"hyper-2", "super-2", "small-3", "wholesaler"},
    "solidarity": {"super-4", "small-1", "bakery-2"},
    "women": {"small-2", "bakery-1", "canteen"},
    "secours-populaire-2": {"super-5", "small-4"},
    "ccas": {"small-5", "producer"},
}


@cache
def week(variant: str | None = None) -> Scenario:
    return load("aubagne", variant).scenario


@pytest.fixture
def aubagne() -> Scenario:
    return week()


def kilometres(a: Place, b: Place) -> float:
    north = math.radians(b.lat - a.lat)
    east = math.radians(b.lon - a.lon) * math.cos(math.radians(a.lat))
    return 6371 * math.hypot(north, east)


def ownership(scenario: Scenario) -> tuple[dict[str, tuple[str, bool]], dict[str, str]]:
    return (
        {donor.id: (donor.holder, donor.private) for donor in scenario.donors},
        {vehicle.id: vehicle.owner for vehicle in scenario.vehicles},
    )


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_is_a_whole_week(variant: str) -> None:
    scenario = week(variant)
    assert scenario.variant == variant
    assert len(scenario.pickups) == 53
    collected = Counter(donor for stream in streams(scenario) for donor in stream.donors)
    assert collected == {donor.id: 1 for donor in scenario.donors}


@pytest.mark.parametrize("variant", VARIANTS)
def test_an_association_without_accreditation_holds_small_stores_only(variant: str) -> None:
    scenario = week(variant)
    assert not scenario.association["women"].accredited
    held = [donor for donor in scenario.donors if donor.holder == "women"]
    assert held
    assert all((donor.area_m2 or 0) <= 400 for donor in held)


def test_the_file_has_these_variants() -> None:
    assert {name for name, _ in variants("aubagne")} == {"base", *VARIANTS}


def test_the_default_variant_is_the_hub(aubagne: Scenario) -> None:
    assert aubagne == week("hub")


def test_the_week_is_53_visits_and_5050_kg(aubagne: Scenario) -> None:
    pickups = aubagne.pickups.values()
    assert len(aubagne.donors) == 18
    assert sum(pickup.gross_kg for pickup in pickups) == pytest.approx(5050)
    usable = sum(pickup.usable_kg(family) for pickup in pickups for family in pickup.kg)
    assert usable == pytest.approx(3990, abs=5)
    people = sum(association.people for association in aubagne.associations)
    assert people == 1530
    target = sum(family.target_kg_per_person for family in aubagne.families)
    assert target == pytest.approx(3.0)
    assert usable / people == pytest.approx(2.6, abs=0.01)
    assert 1 - usable / (people * target) == pytest.approx(0.13, abs=0.005)


def test_each_donor_gives_what_its_kind_gives_in_a_week(aubagne: Scenario) -> None:
    found = defaultdict(list)
    for donor in aubagne.donors:
        kg = [p.gross_kg for p in aubagne.pickups.values() if p.donor == donor.id]
        found[donor.kind].append((len(kg), sum(kg) / len(kg)))
    assert set(found) == set(DONORS)
    minutes = {kind.id: kind.loading_min for kind in aubagne.donor_kinds}
    for kind, (given, loading) in DONORS.items():
        assert minutes[kind] == loading
        assert [visits for visits, _ in found[kind]] == [visits for visits, _ in given]
        assert [kg for _, kg in found[kind]] == pytest.approx([kg for _, kg in given])


def test_stores_give_more_on_monday(aubagne: Scenario) -> None:
    on_mondays = [d for d in aubagne.donors if "mon" in d.offers[0].days and d.kind != "canteen"]
    assert len(on_mondays) >= 8
    for donor in on_mondays:
        (offer,) = donor.offers
        assert offer.day_kg["mon"] / offer.kg == pytest.approx(1.4, abs=0.03)


def test_no_day_is_empty(aubagne: Scenario) -> None:
    assert {pickup.day for pickup in aubagne.pickups.values()} == set(aubagne.days)


def test_associations_and_crews_are_the_tables(aubagne: Scenario) -> None:
    roles = Counter((p.association, role) for p in aubagne.people for role in p.roles)
    found = {
        a.id: (
            a.households,
            a.people,
            " ".join(opening.day for opening in a.openings),
            a.cold_storage_kg,
            roles[a.id, "driver"],
            roles[a.id, "helper"],
        )
        for a in aubagne.associations
    }
    assert found == ASSOCIATIONS
    assert {person.most_shifts for person in aubagne.people} == {2}
    assert {shift.max_min for shift in aubagne.shifts} == {240}


def test_conventions_and_vehicles_are_the_tables(aubagne: Scenario) -> None:
    holders, owners = ownership(aubagne)
    held = {who: {d for d, (holder, _) in holders.items() if holder == who} for who in HELD}
    assert held == HELD
    assert {donor for donor, (_, private) in holders.items() if private} == {"hyper-2", "small-5"}
    assert {(owners[v.id], v.payload_kg, v.cold, v.boxes, v.crew) for v in aubagne.vehicles} == {
        ("secours-populaire", 1000, "refrigerated", 0, 2),
        ("restos", 900, "refrigerated", 0, 2),
        ("solidarity", 700, "boxes", 10, 2),
        ("ccas", 500, "none", 0, 2),
        ("women", 250, "none", 0, 1),
    }


@pytest.mark.parametrize("draw", DRAWS)
def test_holders_have_a_vehicle_on_most_days_of_their_stores(draw: str) -> None:
    scenario = week("alone" + draw)
    served = [
        any(user_of(scenario, v.id, p.day) == holder and p.day in v.days for v in scenario.vehicles)
        for p in scenario.pickups.values()
        if (holder := scenario.donor[p.donor].holder) != "secours-populaire-2"
    ]
    assert sum(served) / len(served) > 0.8


def test_large_stores_are_real_places_within_12_km(aubagne: Scenario) -> None:
    centre = aubagne.association["ccas"].place
    for donor in aubagne.donors:
        assert donor.place.assumed == (donor.id not in LARGE)
        if donor.id in LARGE:
            assert "point de vente" in donor.place.source
            assert kilometres(centre, donor.place) < 12


def test_other_sites_say_how_far_from_a_centre_they_were_put(aubagne: Scenario) -> None:
    for name, place in aubagne.sites.items():
        if name not in LARGE:
            assert place.assumed
            assert place.source.startswith("centre d")


@pytest.mark.parametrize("draw", DRAWS)
def test_a_draw_is_the_same_in_every_mode(draw: str) -> None:
    whose = [ownership(week(base + draw)) for base in BASES]
    assert all(one == whose[0] for one in whose)


def test_draws_differ() -> None:
    first, second, third = (ownership(week("hub" + draw)) for draw in DRAWS)
    for one, other in ((first, second), (first, third), (second, third)):
        assert sum(one[0][donor] != other[0][donor] for donor in one[0]) >= 6
        assert one[1] != other[1]


def test_today_the_secours_populaire_shares_a_part() -> None:
    shared, *alone = streams(week("today"))
    assert shared.hub == "secours-populaire"
    assert shared.collectors == ("secours-populaire",)
    assert "ccas" not in shared.members
    assert shared.fetch_only
    assert shared.own_crews_only
    assert 0.5 < shared.collectors_keep < 1
    assert {stream.hub for stream in alone} == set(ASSOCIATIONS) - {"secours-populaire"}


def test_hub_open_leaves_no_private_store() -> None:
    assert len(streams(week("hub"))) == 3
    assert len(streams(week("hub_open"))) == 1


def test_truck_down_takes_the_large_truck_away(aubagne: Scenario) -> None:
    left = {vehicle.id for vehicle in week("hub_truck_down").vehicles}
    assert left == {vehicle.id for vehicle in aubagne.vehicles} - {"reefer-1"}
