from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import Window
from models.plan import Plan, Stop
from models.policy import ColdChain, Commitment, Pool
from models.rules import RULES
from models.scenario import Scenario
from models.vehicles import Taken
from scenarios import load
from solver.ramasse.solve import plan_week
from solver.review.check import check, check_round
from solver.settings import Budget
from solver.travel import matrix
from tests.helpers.plans import (
    edited,
    policy,
    share_at,
    shifted,
    week,
    with_round,
    with_share,
    with_stop,
)
from tests.helpers.travel import straight

MON, CAR, LAST, TUE, WED = (
    "mon-morning-van",
    "mon-morning-car",
    "mon-afternoon-car",
    "tue-morning-car",
    "wed-morning-van",
)
Case = tuple[Scenario, Plan]
CASES: dict[str, Callable[[Scenario, Plan], Case]] = {}


def case(
    code: str,
) -> Callable[[Callable[[Scenario, Plan], Case]], Callable[[Scenario, Plan], Case]]:
    def keep(make: Callable[[Scenario, Plan], Case]) -> Callable[[Scenario, Plan], Case]:
        CASES[code] = make
        return make

    return keep


def codes(scenario: Scenario, plan: Plan) -> set[str]:
    return {finding.code for finding in check(scenario, straight(scenario), plan)}


@case("reference")
def _(s: Scenario, p: Plan) -> Case:
    return s, with_round(p, MON, crew=("paul", "nobody"))


@case("round_form")
def _(s: Scenario, p: Plan) -> Case:
    stops = p.round[LAST].stops
    return s, with_round(p, LAST, stops=(*stops[:1], *stops[2:]))


@case("travel_time")
def _(s: Scenario, p: Plan) -> Case:
    stop = p.round[MON].stops[2]
    return s, with_stop(p, MON, 2, arrive_s=stop.arrive_s - 60)


@case("service_time")
def _(s: Scenario, p: Plan) -> Case:
    stop = p.round[MON].stops[2]
    return s, with_stop(p, MON, 2, leave_s=stop.leave_s - 60)


@case("pickup_window")
def _(s: Scenario, p: Plan) -> Case:
    donor = s.donor["hyper"]
    return edited(s, "donors", "hyper", offers=(donor.offers[0].changed(opens="09:30"),)), p


@case("reception_window")
def _(s: Scenario, p: Plan) -> Case:
    return edited(
        s, "associations", "restos", reception=(Window(opens="09:00", closes="17:00"),)
    ), p


@case("pickup_once")
def _(s: Scenario, p: Plan) -> Case:
    stop = p.round[MON].stops[1]
    again = p.round[MON].stops[2].changed(site=stop.site, pickup=stop.pickup, kg={})
    return s, with_round(p, MON, stops=(*p.round[MON].stops[:2], again, *p.round[MON].stops[3:]))


@case("pickup_kg")
def _(s: Scenario, p: Plan) -> Case:
    return s, with_stop(p, CAR, 1, kg={"bread": 100.0})


@case("payload")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", payload_kg=350), p


@case("pallets")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", pallets=0.1), p


@case("cold_boxes")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", cold="boxes", boxes=2), p


@case("cold_time")
def _(s: Scenario, p: Plan) -> Case:
    return policy(s, cold_chain=ColdChain(max_min_out=1.0)), p


@case("frozen")
def _(s: Scenario, p: Plan) -> Case:
    s = policy(s, cold_chain=ColdChain(max_min_out=600.0))
    return edited(s, "vehicles", "van", cold="none"), p


@case("shift")
def _(s: Scenario, p: Plan) -> Case:
    late = tuple(
        shift.changed(starts="08:30") if shift.id == "morning" else shift for shift in s.shifts
    )
    return s.changed(shifts=late), p


@case("round_time")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", max_round_min=60), p


@case("round_km")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", max_round_km=3.0), p


@case("stops")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", max_stops=2), p


@case("trips")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "car", max_trips=1), p


@case("vehicle_days")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", days=("mon", "tue")), p


@case("vehicle_busy")
def _(s: Scenario, p: Plan) -> Case:
    taken = Taken(day="mon", starts="08:30", ends="09:00")
    return edited(s, "vehicles", "van", busy=[taken]), p


@case("vehicle_overlap")
def _(s: Scenario, p: Plan) -> Case:
    return s, p.changed(rounds=(*p.rounds, p.round[MON].changed(id="again", crew=("rene", "lea"))))


@case("site_access")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", forbidden=("hyper",)), p


@case("crew_size")
def _(s: Scenario, p: Plan) -> Case:
    return s, with_round(p, MON, crew=("paul",))


@case("crew_skill")
def _(s: Scenario, p: Plan) -> Case:
    return s, with_round(p, MON, crew=("anne", "rene"))


@case("crew_days")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "people", "anne", days=("tue", "wed")), p


@case("crew_overlap")
def _(s: Scenario, p: Plan) -> Case:
    s = edited(s, "people", "anne", roles=("driver", "helper"))
    return s, with_round(p, CAR, crew=("anne",))


@case("crew_week")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "people", "anne", max_shifts=1), p


@case("pooling")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", lent=False), p


@case("commitment")
def _(s: Scenario, p: Plan) -> Case:
    return policy(s, commitments=(Commitment(donor="hyper", vehicle="car", day="mon"),)), p


@case("share_supply")
def _(s: Scenario, p: Plan) -> Case:
    at = share_at(p, association="secours", family="dry")
    return s, with_share(p, at, kg=p.shares[at].kg + 20)


@case("share_need")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "associations", "secours", people=20), p


@case("share_refused")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "associations", "restos", refuses=("dry",)), p


@case("share_route")
def _(s: Scenario, p: Plan) -> Case:
    at = share_at(p, association="restos", carried_by=WED)
    return s, with_share(p, at, carried_by=None)


@case("share_ready")
def _(s: Scenario, p: Plan) -> Case:
    return policy(s, sorting_min=60 * 5), p


@case("share_expiry")
def _(s: Scenario, p: Plan) -> Case:
    at = share_at(p, association="secours", family="protein", use_by=1)
    return s, with_share(p, at, opening_s=309600)


@case("share_opening")
def _(s: Scenario, p: Plan) -> Case:
    at = share_at(p, association="secours", family="dry")
    return s, with_share(p, at, opening_s=p.shares[at].opening_s + 3600)


@case("share_keep")
def _(s: Scenario, p: Plan) -> Case:
    pool = s.policy.pools[0].changed(collectors_keep=0.99, collectors=("secours", "ccas"))
    donors = tuple(d.changed(holder="ccas") if d.holder == "restos" else d for d in s.donors)
    people = tuple(x.changed(association="ccas") if x.id == "rene" else x for x in s.people)
    car = s.vehicle["car"].changed(loans=())
    vehicles = (s.vehicle["van"], car)
    return policy(s, pools=(pool,)).changed(donors=donors, people=people, vehicles=vehicles), p


@case("storage")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "associations", "restos", cold_storage_kg=20.0), p


def test_the_week_is_valid() -> None:
    scenario, plan = week()
    assert check(scenario, straight(scenario), plan) == ()


def test_whoever_is_taken_at_that_hour_is_not_available() -> None:
    scenario, plan = week()
    taken = Taken(day="mon", starts="08:30", ends="09:00")
    assert codes(edited(scenario, "people", "anne", busy=[taken]), plan) == {"crew_days"}


@pytest.mark.parametrize("code", sorted(RULES))
def test_each_rule_is_caught(code: str) -> None:
    scenario, plan = CASES[code](*week())
    found = check(scenario, straight(scenario), plan)
    allowed = {
        # A wrong seat also has the wrong number of people who may sit there, and so on.
        "reference": {"share_supply", "share_route", "share_ready"},
        "round_form": {"share_route", "cold_time", "share_ready", "trips"},
        "vehicle_overlap": {"pickup_once", "crew_skill", "crew_overlap", "crew_week"},
        "crew_overlap": {"pooling", "crew_week"},
        "pickup_once": {"travel_time", "share_supply", "service_time", "pickup_window"},
        "pickup_kg": {"share_supply", "payload"},
        "cold_boxes": {"cold_time"},
        "share_supply": {"share_need", "storage"},
        "trips": set(),
        "share_need": set(),
        "share_refused": set(),
        "share_ready": set(),
        "share_expiry": {"storage"},
        "share_opening": {"storage"},
    }
    assert code in {finding.code for finding in found}
    assert {finding.code for finding in found} - {code} <= allowed.get(code, set())
    for finding in found:
        assert finding.severity == "violation"
        assert "{" not in finding.text.fr + finding.text.en
        assert finding.text.fr != finding.text.en


def test_an_early_leave_of_the_shift_and_a_late_return_are_caught() -> None:
    scenario, plan = week()
    late = plan.changed(
        rounds=tuple(shifted(r, 5 * 3600) if r.id == MON else r for r in plan.rounds)
    )
    assert {"shift", "pickup_window"} <= codes(scenario, late)


def test_a_share_loaded_by_another_pool_does_not_arrive() -> None:
    scenario, plan = week()
    at = share_at(plan, association="ccas", carried_by=LAST)
    assert "share_route" in codes(scenario, with_share(plan, at, carried_by=CAR))


def test_a_private_donor_has_no_place_in_the_pool() -> None:
    scenario, plan = week()
    hidden = edited(scenario, "donors", "super", private=True)
    assert "pooling" in codes(hidden, plan)


def test_members_outside_the_pool_receive_nothing() -> None:
    scenario, plan = week()
    pools = (
        scenario.policy.pools[0].changed(members=("secours", "ccas")),
        Pool(id="rest", label="Autres", mode="alone", members=("restos",)),
    )
    assert {"share_route", "pooling"} <= codes(policy(scenario, pools=pools), plan)


def test_a_round_alone_is_checked_without_its_shares() -> None:
    scenario, plan = week()
    for item in plan.rounds:
        assert check_round(scenario, straight(scenario), item) == ()
    heavy = edited(scenario, "vehicles", "van", payload_kg=350)
    assert {f.code for f in check_round(heavy, straight(heavy), plan.round[MON])} == {"payload"}


KINDS = ("depart", "collect", "unload", "load", "drop", "return")


@given(data=st.data())
def test_malformed_plans_are_told_never_raised(data: st.DataObject) -> None:
    scenario, plan = week()
    name = data.draw(st.sampled_from([r.id for r in plan.rounds]))
    stops: list[Stop] = list(plan.round[name].stops)
    at = data.draw(st.integers(0, len(stops) - 1))
    move = data.draw(st.sampled_from(["drop", "twice", "kind", "site", "time", "swap"]))
    if move == "drop" and len(stops) > 2:
        del stops[at]
    elif move == "twice":
        stops.insert(at, stops[at])
    elif move == "kind":
        stops[at] = stops[at].changed(kind=data.draw(st.sampled_from(KINDS)))
    elif move == "site":
        sites = [*scenario.sites, "nowhere"]
        stops[at] = stops[at].changed(site=data.draw(st.sampled_from(sites)))
    elif move == "time":
        stops[at] = stops[at].changed(start_s=data.draw(st.integers(0, 90_000)))
    else:
        other = data.draw(st.integers(0, len(stops) - 1))
        stops[at], stops[other] = stops[other], stops[at]
    broken = with_round(plan, name, stops=tuple(stops))
    share = data.draw(st.integers(0, len(plan.shares) - 1))
    broken = with_share(
        broken,
        share,
        association=data.draw(st.sampled_from(["secours", "nobody", "restos"])),
        origin=data.draw(st.sampled_from([name, "nothing"])),
    )
    check(scenario, straight(scenario), broken)


def test_a_week_of_aubagne_is_checked_in_a_blink() -> None:
    scenario = load("aubagne", "alone").scenario
    travel = matrix(scenario)
    plan = plan_week(scenario, travel, Budget(2.0, None), seed=1).plan
    began = time.perf_counter()
    assert check(scenario, travel, plan) == ()
    assert time.perf_counter() - began < 0.5
