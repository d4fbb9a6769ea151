"""The shipped week of a depot says everything that can be said of deliveries."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from models.associations import Association
from models.deliveries import Delivery, Errand, LoadUnit
from models.donors import Offer
from models.policy import Commitment, Policy
from models.scenario import Scenario
from models.vehicles import Vehicle
from scenarios import load, variants
from solver.travel import matrix

WORDS: dict[type[BaseModel], tuple[str, ...]] = {
    LoadUnit: ("pallets", "boxes"),
    Delivery: ("days", "weeks", "min_visits", "max_visits"),
    Errand: ("rides_along",),
    Offer: ("pallets", "refrigerated"),
    Commitment: ("alone",),
    Association: ("max_round_min", "first_stop"),
    Vehicle: ("carries", "frozen_pallets", "forbidden"),
    Policy: (
        "loaded_before_leaving",
        "collect_in_first_trip",
        "collecting_trip_max_min",
        "all_due",
        "named_crews",
    ),
    Scenario: ("deliveries", "errands", "boxes_per_day"),
}


def said(scenario: Scenario) -> dict[type[BaseModel], list[BaseModel]]:
    return {
        LoadUnit: [unit for one in scenario.deliveries for unit in one.units],
        Delivery: [*scenario.deliveries],
        Errand: [*scenario.errands],
        Offer: [offer for donor in scenario.donors for offer in donor.offers],
        Commitment: [*scenario.policy.commitments],
        Association: [*scenario.associations],
        Vehicle: [*scenario.vehicles],
        Policy: [scenario.policy],
        Scenario: [scenario],
    }


def test_every_word_of_deliveries_is_used() -> None:
    scenario = load("depot").scenario
    for kind, records in said(scenario).items():
        for field in WORDS[kind]:
            default = kind.model_fields[field].get_default()
            assert any(getattr(one, field) != default for one in records), (kind, field)
    assert {one.weeks for one in scenario.deliveries} == {"any", "odd", "even"}


def test_weeks_follow_one_another() -> None:
    odd, even = load("depot").scenario, load("depot", "even_week").scenario
    assert "to-plateau_1" in odd.units
    assert "to-mill_1" not in odd.units
    assert set(odd.units) ^ set(even.units) == {
        *(f"to-plateau_{n}" for n in (1, 2, 3)),
        *(f"to-mill_{n}" for n in (1, 2)),
    }


@pytest.mark.parametrize("variant", dict(variants("depot")))
def test_its_table_has_peak_and_off_peak_times(variant: str) -> None:
    found = load("depot", variant)
    travel = matrix(found.scenario, found.folder)
    assert travel.peak_s == 90 * 60
    assert travel.off_peak_seconds is not None
    pairs = [(a, b) for a in travel.sites for b in travel.sites if a != b]
    calm = [travel.way(a, b, 5401)[0] - travel.between(a, b)[0] for a, b in pairs]
    assert min(calm) < 0 < max(calm)  # one road is slower after the peak
