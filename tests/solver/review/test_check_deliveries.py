from __future__ import annotations

from collections.abc import Callable

import pytest

from models.delivery_rules import DELIVERY_RULES
from models.plan import Plan, Stop
from models.policy import ColdChain
from models.scenario import Scenario
from pools.streams import streams
from solver.review.check import check, check_round
from solver.review.indicators import totals
from solver.review.retiming import retimed
from solver.review.simulate import simulate
from tests.helpers.depot import depot_week, roads
from tests.helpers.plans import edited, policy, shifted, with_round, with_stop

VAN, LORRY, VAN_TUE, LORRY_TUE = "mon-van", "mon-lorry", "tue-van", "tue-lorry"
OLDTOWN, NORTH, HYPER, EAST = 2, 3, 4, 7
"""Positions in the van's round on Monday."""
Case = tuple[Scenario, Plan]
CASES: dict[str, tuple[str, Callable[[Scenario, Plan], Case]]] = {}
"""By name: the rule broken, and how."""


def case(
    code: str, how: str = ""
) -> Callable[[Callable[[Scenario, Plan], Case]], Callable[[Scenario, Plan], Case]]:
    def keep(make: Callable[[Scenario, Plan], Case]) -> Callable[[Scenario, Plan], Case]:
        CASES[f"{code} {how}".strip()] = (code, make)
        return make

    return keep


def found(scenario: Scenario, plan: Plan) -> set[str]:
    return {finding.code for finding in check(scenario, roads(scenario), plan)}


def unit(scenario: Scenario, delivery: str, number: int, **values: object) -> Scenario:
    """Return the scenario with another unit."""
    one = scenario.delivery[delivery]
    units = list(one.units)
    units[number - 1] = units[number - 1].changed(**values)
    return edited(scenario, "deliveries", delivery, units=tuple(units))


def without(plan: Plan, name: str) -> Plan:
    """Return the plan with one round less."""
    return plan.changed(rounds=tuple(item for item in plan.rounds if item.id != name))


def going(scenario: Scenario, plan: Plan, name: str, stops: list[Stop]) -> Plan:
    """Return the plan with one round going another way, on its own times."""
    item = plan.round[name]
    return with_round(
        plan,
        name,
        stops=retimed(scenario, roads(scenario), streams(scenario)[0], item, tuple(stops)).stops,
    )


@case("unit_once")
def _(s: Scenario, p: Plan) -> Case:
    return s, with_stop(p, VAN_TUE, 4, units=("east_2", "east_2"))


@case("unit_week")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "deliveries", "south", weeks="odd"), p


@case("reference", "no such unit")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "deliveries", "north", min_visits=0), with_stop(
        p, LORRY, 2, units=("north_9",)
    )


@case("unit_door")
def _(s: Scenario, p: Plan) -> Case:
    p = with_stop(p, VAN, NORTH, units=("east_1", "north_4"))
    return s, with_stop(p, VAN, EAST, units=("north_3",))


@case("unit_day")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "deliveries", "south", days=("mon",)), p


@case("visits", "too many")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "deliveries", "north", max_visits=1, min_visits=1), p


@case("visits", "too few")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "deliveries", "south", min_visits=2), p


@case("empty_visit")
def _(s: Scenario, p: Plan) -> Case:
    return s, with_stop(p, VAN, EAST, units=())


@case("payload", "delivered")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "lorry", payload_kg=1699), p


@case("payload", "collected")
def _(s: Scenario, p: Plan) -> Case:
    s = edited(s, "donors", "super", offers=(s.donor["super"].offers[0].changed(kg=2100),))
    return s, with_stop(p, LORRY_TUE, 3, kg={"dry": 2100.0})


@case("pallets", "delivered")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "lorry", pallets=3.5), p


@case("pallets", "collected")
def _(s: Scenario, p: Plan) -> Case:
    offer = s.donor["super"].offers[0].changed(pallets=6.5)
    return edited(s, "donors", "super", offers=(offer,)), p


@case("boxes_per_day")
def _(s: Scenario, p: Plan) -> Case:
    return s.changed(boxes_per_day=2), p


@case("carries", "delivered")
def _(s: Scenario, p: Plan) -> Case:
    return unit(s, "north", 1, family="dairy"), p


@case("carries", "collected")
def _(s: Scenario, p: Plan) -> Case:
    stops = [stop for stop in p.round[LORRY_TUE].stops if stop.kind not in ("load", "drop")]
    s = edited(s, "vehicles", "lorry", carries=("frozen",))
    return s, without(going(s, p, LORRY_TUE, stops), LORRY)


@case("unit_cold", "frozen pallets without a cover")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", frozen_pallets=False), p


@case("unit_cold", "frozen as it is, without a cover")
def _(s: Scenario, p: Plan) -> Case:
    return unit(s, "north", 2, family="frozen", pallets=0), p


@case("unit_cold", "chilled pallets without refrigeration")
def _(s: Scenario, p: Plan) -> Case:
    return unit(edited(s, "vehicles", "lorry", carries=()), "north", 2, family="dairy"), p


@case("cold_time", "frozen boxes")
def _(s: Scenario, p: Plan) -> Case:
    return policy(s, cold_chain=ColdChain(max_min_boxes=25)), p


@case("refrigerated")
def _(s: Scenario, p: Plan) -> Case:
    offer = s.donor["super"].offers[0].changed(refrigerated=True)
    return edited(s, "donors", "super", offers=(offer,)), p


@case("site_access", "delivered")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "lorry", forbidden=("north",)), p


@case("first_stop")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "associations", "east", first_stop=True), p


@case("served_round_time")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "associations", "south", max_round_min=55), p


@case("collecting_trip")
def _(s: Scenario, p: Plan) -> Case:
    depart, load, oldtown, north, hyper, unload, again, east, back = p.round[VAN].stops
    return s, going(s, p, VAN, [depart, load, oldtown, north, again, east, hyper, unload, back])


@case("collecting_time")
def _(s: Scenario, p: Plan) -> Case:
    return policy(s, collecting_trip_max_min=81), p


@case("commitment")
def _(s: Scenario, p: Plan) -> Case:
    return policy(s, commitments=(s.policy.commitments[0].changed(vehicle="van"),)), p


@case("alone")
def _(s: Scenario, p: Plan) -> Case:
    stops = list(p.round[LORRY_TUE].stops)
    stops.insert(4, p.round[VAN_TUE].stops[1])
    s = edited(s, "vehicles", "lorry", carries=(), cold="refrigerated").changed(errands=())
    return s, without(going(s, p, LORRY_TUE, stops), VAN_TUE)


@case("stops")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", max_stops=3), p


@case("trips")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", max_trips=1), p


@case("one_round")
def _(s: Scenario, p: Plan) -> Case:
    p = with_stop(p, LORRY, 2, units=("north_1",))
    again = p.round[LORRY].stops[2].changed(units=("north_2",))
    stops = (*p.round[LORRY].stops[:2], again, *p.round[LORRY].stops[3:])
    return s, p.changed(
        rounds=(*p.rounds, shifted(p.round[LORRY].changed(id="again", stops=stops), 3600))
    )


@case("errand", "never made")
def _(s: Scenario, p: Plan) -> Case:
    return s, with_stop(p, VAN_TUE, 4, errand=False)


@case("errand", "in another trip")
def _(s: Scenario, p: Plan) -> Case:
    return s.changed(errands=(s.errands[0].changed(trip=1),)), p


@case("errand_given")
def _(s: Scenario, p: Plan) -> Case:
    return s, with_stop(p, VAN, EAST, errand=True)


@case("errand_alone", "another temperature")
def _(s: Scenario, p: Plan) -> Case:
    return s.changed(errands=(s.errands[0].changed(rides_along=()),)), p


@case("errand_alone", "another centre")
def _(s: Scenario, p: Plan) -> Case:
    stops = list(p.round[VAN_TUE].stops)
    stops.insert(5, p.round[LORRY_TUE].stops[2])
    return s, without(going(s, p, VAN_TUE, stops), LORRY_TUE)


@case("pooling", "a delivery of no pool")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "deliveries", "south", source="north"), p


@case("round_form", "units at a store")
def _(s: Scenario, p: Plan) -> Case:
    return s, with_stop(with_stop(p, VAN, HYPER, units=("east_1",)), VAN, EAST, units=())


@case("service_time", "the second load takes time")
def _(s: Scenario, p: Plan) -> Case:
    return policy(s, hub_loading_min=16), p


@case("service_time", "the first one too")
def _(s: Scenario, p: Plan) -> Case:
    return policy(s, loaded_before_leaving=False), p


@case("travel_time", "off-peak times come later")
def _(s: Scenario, p: Plan) -> Case:
    stop = p.round[VAN].stops[EAST]
    return s, with_stop(p, VAN, EAST, arrive_s=stop.arrive_s - 1)


@case("crew_size", "once crews are named")
def _(s: Scenario, p: Plan) -> Case:
    return policy(s, named_crews=True), p


def test_the_week_by_hand_keeps_every_rule() -> None:
    scenario, plan = depot_week()
    travel = roads(scenario)
    assert check(scenario, travel, plan) == ()
    assert all(check_round(scenario, travel, item) == () for item in plan.rounds)


@pytest.mark.parametrize("name", sorted(CASES))
def test_each_rule_is_caught(name: str) -> None:
    code, make = CASES[name]
    scenario, plan = make(*depot_week())
    told = check(scenario, roads(scenario), plan)
    # an errand made elsewhere is also one that nothing asks for
    beside = {"errand_given"} if name == "errand in another trip" else set()
    assert {one.code for one in told} == {code} | beside
    for one in told:
        assert one.severity == "violation"
        assert "{" not in one.text.fr + one.text.en
        assert one.text.fr != one.text.en


def test_every_rule_of_deliveries_has_a_case() -> None:
    assert set(DELIVERY_RULES) <= {code for code, _ in CASES.values()}


def test_the_peak_ends_strictly_after_its_last_minute() -> None:
    scenario, plan = depot_week()
    item, table = plan.round[VAN], roads(scenario)
    elapsed = item.stops[NORTH].leave_s - item.stops[0].leave_s  # on its way to the store
    stops = list(item.stops)
    for peak_s, at_peak in ((elapsed, True), (elapsed - 1, False)):
        travel = table.changed(peak_s=peak_s)
        way = travel.way("north", "hyper", elapsed)[0]
        assert (way == travel.between("north", "hyper")[0]) is at_peak
        stops[HYPER] = stops[HYPER].changed(arrive_s=stops[NORTH].leave_s + way)
        told = check_round(scenario, travel, item.changed(stops=tuple(stops)))
        assert not [one for one in told if one.text.fr.startswith("Hyper")]
        stops[HYPER] = stops[HYPER].changed(arrive_s=stops[NORTH].leave_s + way - 1)
        told = check_round(scenario, travel, item.changed(stops=tuple(stops)))
        assert "travel_time" in {one.code for one in told}


def test_chilled_boxes_may_travel_without_refrigeration_for_a_while() -> None:
    scenario, plan = depot_week()
    bare = unit(edited(scenario, "vehicles", "lorry", carries=()), "south", 1, family="dairy")
    assert found(bare, plan) == {"unit_cold"}
    boxed = unit(bare, "south", 1, boxes=3)
    assert found(boxed, plan) == set()
    drop = plan.round[LORRY_TUE].stops[2]
    aboard_min = (drop.start_s - plan.round[LORRY_TUE].stops[1].leave_s) / 60
    boxed = unit(boxed, "north", 4, boxes=0, pallets=0.5)  # frozen boxes have the same limit
    boxed = unit(boxed, "oldtown", 3, boxes=0, pallets=0.5)
    for limit, codes in ((aboard_min, set()), (aboard_min - 0.1, {"cold_time"})):
        assert found(policy(boxed, cold_chain=ColdChain(max_min_boxes=limit)), plan) == codes


def test_payload_is_exact_and_the_two_loads_do_not_add_up() -> None:
    scenario, plan = depot_week()
    exact = edited(scenario, "vehicles", "lorry", payload_kg=1700)
    assert found(exact, plan) == set()
    assert found(policy(exact, capacity_margin=0.4), plan) == set()  # units are no expectation


def test_nobody_is_named_but_hours_count() -> None:
    scenario, plan = depot_week()
    summed = totals(scenario, roads(scenario), plan)
    assert summed.crew_hours == pytest.approx(2 * summed.vehicle_hours)
    assert summed.eur == pytest.approx(
        28
        + sum(
            scenario.vehicle[item.vehicle].eur_per_km
            * sum(
                roads(scenario).between(a.site, b.site)[1]
                for a, b in zip(item.stops, item.stops[1:], strict=False)
            )
            / 1000
            for item in plan.rounds
        )
    )


def test_the_week_can_be_replayed() -> None:
    scenario, plan = depot_week()
    replayed = simulate(scenario, roads(scenario), plan, weeks=3, seed=1, spread=0.0)
    assert replayed.overtime_min.mean == 0
    assert replayed.late_stops.mean == 0
