"""Values of a week's fields that bind: where they are written, and what."""

from __future__ import annotations

from typing import Any

WORDS: dict[str, list[tuple[str, Any]]] = {
    "Scenario.week_of": [("week_of", "2026-11-30")],
    "Scenario.odd_week_of": [
        (
            "*",
            {
                "odd_week_of": "2026-11-18",
                "donors.*.offers.*.weeks": "odd",
                "associations.*.openings.*.weeks": "even",
            },
        )
    ],
    "Scenario.days": [
        (
            "*",
            {
                "days": ["mon"],
                "donors.*.offers.*.days": ["mon"],
                "vehicles.*.days": ["mon"],
                "people.*.days": ["mon"],
            },
        )
    ],
    "Scenario.boxes_per_day": [("boxes_per_day", 0)],
    "Family.temperature": [
        ("families.0.temperature", "frozen"),
        ("families.0.temperature", "chilled"),
    ],
    "Family.shelf_days": [("families.*.shelf_days", 0)],
    "Family.target_kg_per_person": [("families.0.target_kg_per_person", 0.05)],
    "Family.per": [("families.0.per", "child")],
    "Family.target_units": [("families.0.target_units", 0.05), ("families.0.kg_per_unit", 1.0)],
    "Family.kg_per_unit": [("families.0.target_units", 5), ("families.0.kg_per_unit", 0.01)],
    "Family.kg_per_pallet": [("families.*.kg_per_pallet", 20)],
    "Association.need_weight": [("associations.*.need_weight", 0.1)],
    "Association.weekly_need_kg": [("associations.1.weekly_need_kg", {"fruit": 5})],
    "Association.openings": [
        ("associations.*.openings", [{"day": "tue", "starts": "08:30", "ends": "09:00"}])
    ],
    "Association.reception": [
        ("associations.*.reception", [{"opens": "11:00", "closes": "11:40"}]),
        (
            "associations.*.reception",
            [
                {"opens": "07:30", "closes": "07:45"},
                {"day": "tue", "opens": "10:40", "closes": "12:00"},
            ],
        ),
    ],
    "Association.absences": [
        ("associations.0.absences", [{"first": "2026-11-24"}]),
        ("associations.*.absences", [{"first": "2026-11-01", "last": "2026-11-23"}]),
    ],
    "Association.moved": [
        ("associations.*.moved", [{"on": "2026-11-24"}]),
        ("associations.0.moved", [{"on": "2026-11-23", "to": "2026-11-25", "starts": "09:00"}]),
    ],
    "Association.stock": [
        (
            "associations.*.stock",
            [
                {"family": "fruit", "kg": 80, "until": "2026-11-27"},
                {"family": "dairy", "kg": 90, "until": "2026-11-25"},
                {"family": "dairy", "kg": 5, "until": "2026-11-20"},
            ],
        ),
        (
            "*",
            {
                "associations.*.cold_storage_kg": 20,
                "associations.*.ambient_storage_kg": 40,
                "associations.*.stock": [
                    {"family": "dairy", "kg": 12, "until": "2026-12-05"},
                    {"family": "fruit", "kg": 30, "until": "2026-11-23"},
                ],
            },
        ),
    ],
    "Held.family": [
        ("associations.1.stock", [{"family": "frozen", "kg": 20, "until": "2026-12-24"}])
    ],
    "Held.kg": [("associations.*.stock", [{"family": "fruit", "kg": 900, "until": "2026-12-24"}])],
    "Held.counted": [
        (
            "associations.*.stock",
            [{"family": "frozen", "kg": 60, "until": "2026-12-24", "counted": True}],
        )
    ],
    "Held.until": [
        ("associations.*.stock", [{"family": "fruit", "kg": 900, "until": "2026-11-02"}])
    ],
    "Absence.first": [("vehicles.*.absences", [{"first": "2026-11-24", "last": "2026-11-30"}])],
    "Absence.last": [("people.*.absences", [{"first": "2026-11-16", "last": "2026-11-23"}])],
    "DistributesOtherwise.on": [("associations.*.moved", [{"on": "2026-11-23"}])],
    "DistributesOtherwise.to": [
        ("associations.*.moved", [{"on": "2026-11-24", "to": "2026-11-23"}])
    ],
    "DistributesOtherwise.starts": [
        ("associations.*.moved", [{"on": "2026-11-24", "starts": "08:05"}])
    ],
    "GivesOtherwise.on": [("donors.*.exceptions", [{"on": "2026-11-24", "kg": 0}])],
    "GivesOtherwise.kg": [
        ("donors.*.exceptions", [{"on": "2026-11-24", "kg": 140}]),
        ("donors.0.exceptions", [{"on": "2026-11-23", "kg": 2}]),
    ],
    "GivesOtherwise.opens": [("donors.*.exceptions", [{"on": "2026-11-24", "opens": "10:50"}])],
    "GivesOtherwise.closes": [("donors.*.exceptions", [{"on": "2026-11-24", "closes": "08:40"}])],
    "Association.unloading_min": [("associations.*.unloading_min", 70)],
    "Association.cold_storage_kg": [("associations.*.cold_storage_kg", 8)],
    "Association.ambient_storage_kg": [("associations.*.ambient_storage_kg", 15)],
    "Association.refuses": [
        ("associations.0.refuses", ["fruit"]),
        ("associations.1.refuses", ["fruit"]),
    ],
    "Association.max_round_min": [("associations.*.max_round_min", 75)],
    "Association.first_stop": [
        ("associations.*.first_stop", True),
        ("associations.1.first_stop", True),
    ],
    "Association.accredited": [("associations.0.accredited", False)],
    "Opening.day": [("associations.*.openings.*.day", "mon")],
    "Opening.starts": [("associations.*.openings.*.starts", "08:05")],
    "Opening.ends": [("associations.*.openings.*.ends", "23:00")],
    "Opening.weeks": [("associations.*.openings.*.weeks", "even")],
    "Opening.of_month": [
        ("associations.*.openings.*.of_month", ["first"]),
        ("associations.1.openings.*.of_month", ["second", "last"]),
    ],
    "Window.day": [
        ("associations.*.reception", [{"day": "tue", "opens": "07:00", "closes": "12:30"}])
    ],
    "Window.opens": [("associations.*.reception", [{"opens": "11:20", "closes": "12:30"}])],
    "Window.closes": [("associations.*.reception", [{"opens": "07:00", "closes": "09:40"}])],
    "DonorKind.family_shares": [("donor_kinds.*.family_shares", {"fruit": 0.2, "dairy": 0.8})],
    "DonorKind.loading_min": [("donor_kinds.*.loading_min", 80)],
    "DonorKind.no_show_rate": [("donor_kinds.*.no_show_rate", 0.5)],
    "DonorKind.reject_rate": [("donor_kinds.*.reject_rate", 0.5)],
    "DonorKind.shelf_days": [("donor_kinds.*.shelf_days", {"fruit": 0, "dairy": 0})],
    "Donor.holder": [("donors.0.holder", "b")],
    "Donor.private": [("donors.*.private", True), ("donors.1.private", True)],
    "Donor.area_m2": [("donors.*.area_m2", 5000)],
    "Donor.absences": [
        ("donors.*.absences", [{"first": "2026-11-23"}]),
        ("donors.0.absences", [{"first": "2026-11-02", "last": "2026-12-31"}]),
    ],
    "Donor.exceptions": [
        ("*", {"days": ["mon", "tue", "wed"], "donors.*.exceptions": [{"on": "2026-11-25"}]}),
        ("donors.*.exceptions", [{"on": "2026-11-23", "kg": 4}]),
    ],
    "Offer.days": [("donors.*.offers.*.days", ["tue"])],
    "Offer.kg": [("donors.*.offers.*.kg", 700), ("donors.0.offers.0.kg", 3)],
    "Offer.opens": [("donors.*.offers.*.opens", "10:50")],
    "Offer.closes": [("donors.*.offers.*.closes", "08:40")],
    "Offer.day_kg": [("donors.*.offers.*.day_kg", {"mon": 0, "tue": 400})],
    "Offer.family_shares": [("donors.*.offers.*.family_shares", {"frozen": 1})],
    "Offer.loading_min": [("donors.*.offers.*.loading_min", 90)],
    "Offer.no_show_rate": [("donors.*.offers.*.no_show_rate", 0.6)],
    "Offer.reject_rate": [("donors.*.offers.*.reject_rate", 0.6)],
    "Offer.pallets": [
        ("*", {"donors.*.offers.*.pallets": 3, "vehicles.*.pallets": 2}),
        ("*", {"donors.*.offers.*.pallets": 0.6, "vehicles.*.pallets": 1}),
    ],
    "Offer.refrigerated": [
        ("donors.0.offers.*.refrigerated", True),
        (
            "*",
            {
                "donors.*.offers.*.refrigerated": True,
                "vehicles.*": {"cold": "boxes", "boxes": 9},
            },
        ),
    ],
    "Offer.weeks": [("donors.0.offers.*.weeks", "odd"), ("donors.*.offers.*.weeks", "even")],
    "Offer.of_month": [
        ("donors.*.offers.*.of_month", ["first", "third"]),
        ("donors.0.offers.*.of_month", ["last"]),
    ],
    "Vehicle.owner": [("vehicles.0.owner", "b")],
    "Vehicle.payload_kg": [("vehicles.*.payload_kg", 60)],
    "Vehicle.pallets": [("vehicles.*.pallets", 0.25)],
    "Vehicle.cold": [
        ("vehicles.*.cold", "none"),
        ("vehicles.*", {"cold": "boxes", "boxes": 1, "box_kg": 5}),
    ],
    "Vehicle.boxes": [("vehicles.*", {"cold": "boxes", "boxes": 1})],
    "Vehicle.box_kg": [("vehicles.*", {"cold": "boxes", "boxes": 2, "box_kg": 4})],
    "Vehicle.carries": [
        ("vehicles.*.carries", ["ambient"]),
        ("vehicles.*.carries", ["chilled"]),
        ("vehicles.0.carries", ["frozen"]),
    ],
    "Vehicle.frozen_pallets": [("vehicles.*.frozen_pallets", True)],
    "Vehicle.crew": [("vehicles.*.crew", 3), ("vehicles.0.crew", 1)],
    "Vehicle.licence": [("vehicles.*.licence", "C")],
    "Vehicle.days": [("vehicles.*.days", ["tue"])],
    "Vehicle.shifts": [("vehicles.*.shifts", ["p"])],
    "Vehicle.loans": [("vehicles.0.loans", [{"to": "b", "days": ["mon"]}])],
    "Loan.to": [("vehicles.0.loans", [{"to": "c", "days": ["mon", "tue"]}])],
    "Loan.days": [("vehicles.0.loans", [{"to": "b", "days": ["tue"]}])],
    "Vehicle.lent": [("vehicles.*.lent", False), ("vehicles.0.lent", False)],
    "Vehicle.max_stops": [("vehicles.*.max_stops", 1), ("vehicles.*.max_stops", 2)],
    "Vehicle.max_trips": [("vehicles.*.max_trips", 1)],
    "Vehicle.max_round_min": [("vehicles.*.max_round_min", 70)],
    "Vehicle.max_round_km": [("vehicles.*.max_round_km", 9)],
    "Vehicle.busy": [("vehicles.*.busy", [{"day": "mon", "starts": "09:00", "ends": "10:00"}])],
    "Vehicle.absences": [
        ("vehicles.*.absences", [{"first": "2026-11-23"}]),
        ("vehicles.0.absences", [{"first": "2026-11-23", "last": "2026-11-29"}]),
    ],
    "Person.absences": [
        ("people.*.absences", [{"first": "2026-11-24"}]),
        ("people.0.absences", [{"first": "2026-11-23", "last": "2026-11-29"}]),
    ],
    "Taken.day": [("people.*.busy", [{"day": "tue", "starts": "09:00", "ends": "10:00"}])],
    "Taken.starts": [("people.0.busy", [{"day": "mon", "starts": "12:20", "ends": "12:30"}])],
    "Taken.ends": [("people.0.busy", [{"day": "mon", "starts": "06:00", "ends": "07:40"}])],
    "Vehicle.forbidden": [
        ("vehicles.*.forbidden", ["s0"]),
        ("vehicles.*.forbidden", ["b"]),
        ("vehicles.1.forbidden", ["a"]),
    ],
    "Person.roles": [("people.*.roles", ["driver"]), ("people.*.roles", ["helper"])],
    "Person.licences": [("people.*.licences", ["C"]), ("people.*.licences", [])],
    "Person.days": [("people.*.days", ["tue"])],
    "Person.shifts": [("people.*.shifts", ["p"])],
    "Person.max_shifts": [("people.*.max_shifts", 1), ("people.*.max_shifts", 0)],
    "Person.max_hours": [("people.*.max_hours", 1.5), ("people.*.max_hours", 0)],
    "Person.aboard": [("people.*.aboard", ["b"]), ("people.0.aboard", ["b"])],
    "Person.only_with": [("people.0.only_with", ["p2"]), ("people.1.only_with", ["p0", "p3"])],
    "Person.never_with": [("people.0.never_with", ["p1"]), ("people.3.never_with", ["p2", "p0"])],
    "Person.busy": [("people.0.busy", [{"day": "mon", "starts": "09:00", "ends": "10:00"}])],
    "Shift.starts": [("shifts.0", {"starts": "10:00", "max_min": 150})],
    "Shift.ends": [("shifts.0", {"ends": "09:20", "max_min": 110})],
    "Shift.max_min": [("shifts.*.max_min", 80)],
    "Pool.mode": [("policy.pools.0.mode", "direct")],
    "Pool.members": [("policy.pools.0.members", ["a", "b"])],
    "Pool.hub": [("policy.pools.0.hub", "b")],
    "Pool.collectors": [("policy.pools.0.collectors", ["a", "b"])],
    "Pool.own_crews_only": [("policy.pools.0.own_crews_only", True)],
    "Pool.fetch_only": [("policy.pools.0.fetch_only", True)],
    "Pool.collectors_keep": [
        ("policy.pools.0", {"collectors": ["a", "b"], "collectors_keep": 0.9})
    ],
    "Policy.opened": [("*", {"donors.1.private": True, "policy.opened": ["s1"]})],
    "Policy.commitments": [
        ("policy.commitments", [{"donor": "s0", "vehicle": "v1", "day": "mon"}])
    ],
    "Commitment.donor": [("policy.commitments", [{"donor": "s1", "vehicle": "v0", "day": "tue"}])],
    "Commitment.vehicle": [
        ("policy.commitments", [{"donor": "s1", "vehicle": "v1", "day": "mon"}])
    ],
    "Commitment.day": [("policy.commitments", [{"donor": "s0", "vehicle": "v1", "day": "tue"}])],
    "Commitment.shift": [
        ("policy.commitments", [{"donor": "s2", "vehicle": "v0", "day": "mon", "shift": "p"}])
    ],
    "Commitment.at": [
        ("policy.commitments", [{"donor": "s0", "vehicle": "v0", "day": "mon", "at": "11:15"}])
    ],
    "Commitment.alone": [
        ("policy.commitments", [{"donor": "s0", "vehicle": "v0", "day": "mon", "alone": True}]),
        ("policy.commitments", [{"donor": "s1", "vehicle": "v1", "day": "tue", "alone": True}]),
    ],
    "ColdChain.max_min_out": [
        ("*", {"vehicles.*.cold": "none", "policy.cold_chain.max_min_out": 12}),
    ],
    "ColdChain.max_min_boxes": [
        ("*", {"vehicles.*": {"cold": "boxes", "boxes": 9}, "policy.cold_chain.max_min_boxes": 12}),
    ],
    "Policy.capacity_margin": [("policy.capacity_margin", 0.9)],
    "Policy.sorting_min": [("policy.sorting_min", 400), ("policy.sorting_min", 0)],
    "Policy.hub_unloading_min": [("policy.hub_unloading_min", 60)],
    "Policy.hub_loading_min": [("policy.hub_loading_min", 60)],
    "Policy.collect_in_first_trip": [
        ("*", {"policy.collect_in_first_trip": True, "vehicles.*.payload_kg": 60}),
    ],
    "Policy.collecting_trip_max_min": [("policy.collecting_trip_max_min", 45)],
    "Policy.named_crews": [("policy.named_crews", False)],
    "Policy.day_factors": [("policy.day_factors", {"mon": 3, "tue": 0})],
    "Delivery.days": [("deliveries.*.days", ["tue"])],
    "Delivery.weeks": [("deliveries.*.weeks", "odd"), ("deliveries.*.weeks", "even")],
    "Delivery.min_visits": [("deliveries.*.min_visits", 2)],
    "Delivery.max_visits": [("deliveries.*.max_visits", 1)],
    "LoadUnit.family": [("deliveries.*.units.*.family", "frozen")],
    "LoadUnit.kg": [("deliveries.*.units.*.kg", 210)],
    "LoadUnit.pallets": [("deliveries.*.units.*.pallets", 0.5)],
    "LoadUnit.boxes": [("deliveries.*.units.*.boxes", 1)],
    "Errand.vehicle": [("errands", [{"vehicle": "v1", "day": "mon", "trip": 1, "to": "c"}])],
    "Errand.day": [("errands", [{"vehicle": "v0", "day": "tue", "trip": 1, "to": "c"}])],
    "Errand.trip": [("errands", [{"vehicle": "v0", "day": "mon", "trip": 3, "to": "c"}])],
    "Errand.to": [("errands", [{"vehicle": "v0", "day": "mon", "trip": 1, "to": "b"}])],
    "Errand.rides_along": [
        (
            "errands",
            [{"vehicle": "v0", "day": "mon", "trip": 1, "to": "c", "rides_along": ["chilled"]}],
        )
    ],
}
"""Every other field, with values that bind: where they are written, and what."""
