"""Remedies told of pick-ups left behind: applied, they serve them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from models.base import Text
from models.findings import Unserved
from models.plan import Plan
from models.policy import Commitment
from models.scenario import Scenario
from solver.edits.edit import Edit, edited
from solver.ramasse.solve import plan_week
from solver.remedies.effort import Effort
from solver.remedies.explain import explain
from solver.remedies.whole import taken_kg
from solver.review.check import check
from solver.settings import Budget
from tests.helpers.drawn_scenarios import random_scenario
from tests.helpers.scarce import scarce
from tests.helpers.travel import straight

NOTHING = Text(fr="", en="")


def town(
    *,
    far: float = 0.02,
    kg: float = 50.0,
    people: int = 100,
    window: tuple[str, str] = ("08:00", "10:00"),
    shift: tuple[str, str, int] = ("07:30", "12:30", 240),
    **vehicle: Any,
) -> Scenario:
    """One association, one store on Monday, one vehicle whose driver goes alone.

    Parameters
    ----------
    far
        Degrees of latitude between both.
    """
    return Scenario.model_validate(
        {
            "id": "small",
            "label": "Une petite ville",
            "week_of": date(2026, 11, 30),
            "days": ["mon"],
            "shifts": [
                {
                    "id": "m",
                    "label": "Matin",
                    "starts": shift[0],
                    "ends": shift[1],
                    "max_min": shift[2],
                }
            ],
            "families": [
                {
                    "id": "fruit",
                    "label": "Fruits",
                    "temperature": "ambient",
                    "shelf_days": 3,
                    "target_kg_per_person": 1.2,
                }
            ],
            "associations": [
                {
                    "id": "a",
                    "label": "A",
                    "place": {"lat": 43.29, "lon": 5.57, "commune": "Aubagne"},
                    "people": people,
                    "openings": [{"day": "tue", "starts": "14:00", "ends": "17:00"}],
                }
            ],
            "donor_kinds": [
                {"id": "k", "label": "k", "family_shares": {"fruit": 1}, "loading_min": 10}
            ],
            "donors": [
                {
                    "id": "s",
                    "label": "Magasin",
                    "kind": "k",
                    "place": {"lat": 43.29 + far, "lon": 5.57, "commune": "Aubagne"},
                    "holder": "a",
                    "offers": [
                        {"days": ["mon"], "kg": kg, "opens": window[0], "closes": window[1]}
                    ],
                }
            ],
            "vehicles": [
                {
                    "id": "v",
                    "label": "Fourgon",
                    "owner": "a",
                    "payload_kg": 500,
                    "crew": 1,
                    "days": ["mon"],
                    **vehicle,
                }
            ],
            "people": [
                {
                    "id": "p",
                    "label": "Paul",
                    "association": "a",
                    "roles": ["driver"],
                    "days": ["mon"],
                }
            ],
            "policy": {
                "pools": [{"id": "z", "label": "z", "mode": "alone", "members": ["a"]}],
            },
        }
    )


def planned(scenario: Scenario, iterations: int = 2) -> Plan:
    return plan_week(scenario, straight(scenario), Budget(None, iterations), seed=1).plan


def left(scenario: Scenario) -> Unserved:
    (one,) = explain(scenario, straight(scenario), planned(scenario))
    return one


def after(scenario: Scenario, one: Unserved) -> Scenario:
    """The scenario with the changes told, read as ``--set`` reads them."""
    edits = []
    for change in one.changes:
        path, _, value = change.partition("=")
        edits.append(Edit(path, json.loads(value), NOTHING))
    return edited(scenario, edits)


def serves(scenario: Scenario, one: Unserved, before: Plan) -> bool:
    """Whether the week planned afresh with the changes told takes more of the pick-up."""
    now = after(scenario, one)
    plan = planned(now)
    told = {fault.code for fault in check(scenario, straight(scenario), before)}
    assert {fault.code for fault in check(now, straight(now), plan)} <= told
    return taken_kg(plan, one.pickup) > taken_kg(before, one.pickup) + 0.5


def test_minutes_are_rounded_up_and_all_of_them_told() -> None:
    scenario = town(far=0.15, shift=("07:30", "08:25", 55))
    one = left(scenario)
    assert one.code in ("shift", "round_time")
    assert {change.partition("=")[0] for change in one.changes} == {
        "shifts.m.ends",
        "shifts.m.max_min",
    }
    assert serves(scenario, one, planned(scenario))
    shift = after(scenario, one).shift["m"]
    assert (shift.ends_s // 60 - 505) % 5 == 0 == (shift.max_min - 55) % 5
    smaller = after(scenario, one).changed(shifts=(shift.changed(max_min=shift.max_min - 5),))
    assert not planned(smaller).rounds
    assert one.remedy.fr.startswith("Fin de la plage « Matin » à 08:55 au lieu de 08:25 et 30 min")


def test_a_margin_is_kept_of_a_larger_payload() -> None:
    scenario = town(payload_kg=40, max_trips=1)
    one = left(scenario)
    assert (one.code, one.changes) == ("payload", ("vehicles.v.payload_kg=60.0",))
    assert serves(scenario, one, planned(scenario))


def test_a_far_store_needs_several_changes_at_once() -> None:
    scenario = town(far=1.2, window=("08:00", "11:00"))
    one = left(scenario)
    assert len(one.changes) == 3
    assert serves(scenario, one, planned(scenario))


def test_each_change_of_several_is_needed() -> None:
    scenario = town(far=1.2, window=("08:00", "11:00"))
    one = left(scenario)
    for skipped in one.changes:
        fewer = one.changed(changes=tuple(c for c in one.changes if c != skipped))
        assert not planned(after(scenario, fewer)).rounds


def test_what_would_ask_too_much_is_not_told() -> None:
    one = left(town(far=6.0))
    assert one.changes == ()
    assert one.remedy.fr.startswith("Aucun changement")


def test_what_is_needed_counts_not_what_is_offered() -> None:
    scenario = town(kg=5000, people=50, payload_kg=400)
    before = planned(scenario)
    assert not explain(scenario, straight(scenario), before) or all(
        "charge utile" not in one.remedy.fr for one in explain(scenario, straight(scenario), before)
    )
    empty = Plan()
    (one,) = explain(scenario, straight(scenario), empty, effort=Effort(replans=0))
    assert one.code == "crowded_out"
    assert "60 kg" in one.reason.fr


def test_somebody_who_is_there_is_asked_before_somebody_new() -> None:
    scenario = town()
    away = scenario.changed(
        people=(scenario.people[0].changed(days=("tue",)),), days=("mon", "tue")
    )
    one = left(away)
    assert (one.code, one.changes) == ("no_crew", ('people.p.days=["tue", "mon"]',))
    nobody = left(scenario.changed(people=()))
    assert nobody.code == "no_crew"
    assert nobody.remedy.fr.startswith("Un chauffeur de plus le lundi")
    assert serves(scenario.changed(people=()), nobody, Plan())


def test_a_vehicle_on_another_day_comes_before_a_new_one() -> None:
    scenario = town()
    away = scenario.changed(vehicles=(scenario.vehicles[0].changed(days=("tue",)),))
    assert left(away).changes == ('vehicles.v.days=["tue", "mon"]',)
    none = left(scenario.changed(vehicles=()))
    assert none.code == "no_means"
    assert none.remedy.fr.startswith("Un véhicule de plus le lundi")


def test_a_store_that_is_full_is_named_with_what_it_should_hold() -> None:
    scenario = town(kg=30)
    scenario = scenario.changed(
        associations=(scenario.associations[0].changed(ambient_storage_kg=30.0),),
        donors=(scenario.donors[0], scenario.donors[0].changed(id="t", label="Autre")),
    )
    one = left(scenario)
    assert (one.code, one.changes) == ("storage", ("associations.a.ambient_storage_kg=60.0",))
    assert one.remedy.fr == "« A » : de quoi garder 60 kg de sec au lieu de 30."
    assert serves(scenario, one, planned(scenario))


def test_food_that_hours_may_cost_is_said_so() -> None:
    scenario = town(kg=1.0, payload_kg=500, max_round_min=20)
    big = town(kg=400, people=1000)
    near = big.donors[0].changed(id="near", label="Près")
    both = scenario.changed(
        associations=big.associations,
        vehicles=(
            scenario.vehicles[0].changed(forbidden=("near",)),
            big.vehicles[0].changed(id="w", label="Camion", forbidden=("s",)),
        ),
        donors=(scenario.donors[0], near),
        people=(big.people[0], big.people[0].changed(id="q", label="Quentin")),
    )
    one = left(both)
    assert one.changes == ()
    assert "valent moins" in one.remedy.fr


def test_two_rounds_more_are_asked_for_where_a_promise_takes_the_first() -> None:
    world = scarce()
    nobody_free = tuple(one.changed(max_shifts=0) for one in world.people)
    promise = Commitment(donor="s1", vehicle="van", day="mon")
    bound = world.changed(people=nobody_free, policy=world.policy.changed(commitments=(promise,)))
    travel, before = straight(bound), planned(bound)
    assert not before.rounds
    (one,) = explain(bound, travel, before, only=("s2_tue",))
    assert one.changes == ("people.d1.max_shifts=2", "people.h1.max_shifts=2")
    assert "2 au lieu de 0" in one.remedy.fr
    assert serves(bound, one, before)


@pytest.mark.long
@pytest.mark.parametrize("seed", [0, 1, 3])
def test_every_remedy_told_serves_its_pick_up(seed: int) -> None:
    scenario = random_scenario(seed)
    before = planned(scenario, iterations=1)
    told = [one for one in explain(scenario, straight(scenario), before) if one.changes]
    for one in told:
        assert serves(scenario, one, before), one
        for change in one.changes:
            path, _, value = change.partition("=")
            if path.endswith((".max_min", ".max_round_min")):
                assert (json.loads(value) - _number(scenario, path)) % 5 == 0


def _number(scenario: Scenario, path: str) -> int:
    kind, name, field = path.split(".")
    one = scenario.shift[name] if kind == "shifts" else scenario.vehicle[name]
    return int(getattr(one, field))
