"""Every word of the vocabulary, in every kind of week: obeyed, or refused by name at the check."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from pydantic import BaseModel

from models.plan import Plan
from models.scenario import Scenario
from scenarios.sense import problems
from solver.ramasse.solve import plan_week
from solver.review.check import check
from solver.study_visits import without_empty_visits
from tests.helpers.binding_words import WORDS
from tests.helpers.budgets import first_plan
from tests.helpers.long import quick
from tests.helpers.small_towns import written
from tests.helpers.travel import straight

SILENT = {
    "Scenario": "schema_version id label variant language time_zone school_zone notes donor_kinds "
    "donors vehicles people associations families shifts deliveries errands policy pooling "
    "bookings buying rota travel warehouse grants itinerary openings orientation territory "
    "transfers fridge",
    "Family": "id label points_per_kg rare kg_per_crate unit food",
    "Association": "id label short place households people children counts counted_on surface_m2 "
    "contact",
    "Place": "*",
    "DonorKind": "id label variation",
    "Donor": "id label kind place brand contact backup offers formerly",
    "FormerStore": "*",
    "Offer": "variation",
    "Absence": "reason",
    "GivesOtherwise": "reason",
    "DistributesOtherwise": "reason",
    "Vehicle": "id label eur_per_km eur_per_hour eur_per_week litres_per_100km",
    "Person": "id label association contact",
    "Shift": "id label",
    "Pool": "id label",
    "Policy": "pools objectives split sorting_hours_per_kg all_due meal_kg co2_kg_per_litre "
    "co2_kg_per_food_kg cold_chain loaded_before_leaving",
    "Stage": "*",
    "FairSplit": "*",
    "Delivery": "id source to units",
    "TravelPolicy": "*",
    "Barrier": "*",
    "RoadProfile": "*",
}
"""Fields that forbid no plan by themselves: names, weights of what is aimed at, places of others.

Systems of their own (bookings, warehouse, pooling's prices) have checks of their own."""
OTHER_SYSTEMS = (
    *("bookings", "buying", "fridge", "grants", "itinerary", "openings", "orientation"),
    *("pooling", "rota", "territory", "transfers", "warehouse"),
)

KINDS = quick(("hub", "alone", "direct", "reserve", "depot"), 1)
"""Kinds of weeks; the first has most of the rules."""


def models_of(root: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield a model and those of its fields, whatever they are wrapped in."""
    seen: dict[type[BaseModel], None] = {}

    def look(kind: Any) -> None:
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in seen:
            seen[kind] = None
            for name, field in kind.model_fields.items():
                if not (kind is root and name in OTHER_SYSTEMS):
                    look(field.annotation)
        for one in typing.get_args(kind):
            look(one)

    look(root)
    return iter(seen)


def test_every_field_of_a_week_is_walked() -> None:
    fields = {
        f"{model.__name__}.{name}"
        for model in models_of(Scenario)
        for name in model.model_fields
        if (said := SILENT.get(model.__name__, "")) != "*" and name not in said.split()
    }
    assert fields == set(WORDS)


IGNORED = (
    "Offer.pallets",
    "Offer.refrigerated",
    "Vehicle.carries",
    "Commitment.alone",
    "Association.max_round_min",
    "Policy.collecting_trip_max_min",
    "Vehicle.max_round_min",
    "Vehicle.max_stops",
    "Association.refuses",
    "Association.absences",
    "Association.moved",
    "Association.stock",
    "Donor.absences",
    "Donor.exceptions",
    "Vehicle.absences",
    "Person.absences",
)


@cache
def planned(kind: str) -> Plan:
    scenario = written(kind, "id", kind)
    return plan_week(scenario, straight(scenario), first_plan(), seed=1).plan


@pytest.mark.parametrize("word", IGNORED)
def test_the_values_bind(word: str) -> None:
    broken = 0
    for path, value in WORDS[word]:
        scenario = written("hub", path, value)
        broken += bool(check(scenario, straight(scenario), planned("hub")))
    assert planned("hub").rounds
    assert broken


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_obeyed_or_refused_by_name(word: str, kind: str) -> None:
    values = WORDS[word]
    for path, value in values if kind == "hub" else values[-1:]:
        scenario = written(kind, path, value)
        told = problems(scenario)
        if told:
            assert all(one.text.fr and one.text.en and one.text.fr != one.text.en for one in told)
            continue
        travel = straight(scenario)
        plan = plan_week(scenario, travel, first_plan(), seed=1).plan
        plan = without_empty_visits(scenario, travel, plan)
        assert [one.text.en for one in check(scenario, travel, plan)] == [], (path, value)
