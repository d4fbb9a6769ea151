from __future__ import annotations

import pytest

from models.plan import Round, Share, Stop
from models.scenario import Scenario
from solver.review.checks.direct import DAY_S, deliveries, in_time, usable_of, visits
from tests.helpers.plans import edited, policy
from tests.helpers.scenarios import tiny

H = 3600


def stop(kind: str, site: str, hour: float, **values: object) -> Stop:
    at = round(hour * H)
    times = {"arrive_s": at, "start_s": at, "leave_s": at + 600}
    return Stop.model_validate({"kind": kind, "site": site, **times, **values})


def collected(scenario: Scenario, donor: str, hour: float, **kg: float) -> Stop:
    """A stop at a donor's pick-up of Monday."""
    pickup = next(
        one for one in scenario.pickups.values() if one.donor == donor and one.day == "mon"
    )
    return stop("collect", donor, hour, pickup=pickup.id, kg=kg)


def town() -> Scenario:
    """Food whose offers are certain, sorted in no time, so that kg taken are kg usable."""
    scenario = tiny("direct")
    for donor in ("hyper", "super"):
        offers = tuple(
            offer.changed(no_show_rate=0.0, reject_rate=0.0)
            for offer in scenario.donor[donor].offers
        )
        scenario = edited(scenario, "donors", donor, offers=offers)
    return policy(scenario, sorting_min=0)


def out(*stops: Stop) -> Round:
    ends = (stop("depart", "secours", 8), stop("return", "secours", 16))
    return Round(
        id="out",
        stream="town",
        vehicle="van",
        day="mon",
        shift="morning",
        crew=("paul", "anne"),
        stops=(ends[0], *stops, ends[1]),
    )


def due(scenario: Scenario, association: str, kg: float, hour: float = 18) -> Share:
    (use_by,) = {
        one.use_by["dry"]
        for one in scenario.pickups.values()
        if one.day == "mon" and "dry" in one.use_by
    }
    return Share(
        association=association,
        origin="out",
        family="dry",
        use_by=use_by,
        kg=kg,
        carried_by="out",
        opening_s=round(hour * H),
    )


def test_a_door_counts_once_something_is_aboard() -> None:
    scenario = town()
    item = out(
        stop("drop", "restos", 8.5),
        collected(scenario, "hyper", 9, dry=50),
        stop("drop", "restos", 10),
        stop("drop", "ccas", 11),
        stop("drop", "restos", 12),
    )
    assert visits(item, "restos") == [3, 5]
    assert visits(item, "ccas") == [4]
    assert visits(item, "secours") == []


def test_a_visit_is_in_time_when_its_food_is_sorted_before_the_opening() -> None:
    scenario = policy(town(), sorting_min=60)
    item = out(
        collected(scenario, "hyper", 9, dry=50),
        stop("drop", "restos", 10),
        stop("drop", "restos", 12),
    )
    # left at 10:10, sorted at 11:10
    assert in_time(scenario, item, due(scenario, "restos", 10, hour=11)) == []
    assert in_time(scenario, item, due(scenario, "restos", 10, hour=11.5)) == [2]
    assert in_time(scenario, item, due(scenario, "restos", 10, hour=18)) == [2, 3]
    tuesday = item.changed(day="tue")
    late = due(scenario, "restos", 10, hour=18)
    assert in_time(scenario, tuesday, late) == []
    assert in_time(scenario, tuesday, late.changed(opening_s=late.opening_s + DAY_S)) == [2, 3]


def test_what_is_usable_of_a_stop_leaves_out_no_shows_and_rejects() -> None:
    scenario = tiny("direct")
    taken = collected(scenario, "hyper", 9, dry=50)
    pickup = scenario.pickups[str(taken.pickup)]
    usable = 50 * (1 - pickup.no_show_rate) * (1 - pickup.reject_rate)
    assert usable_of(scenario, taken, "dry", pickup.use_by["dry"]) == pytest.approx(usable)
    assert usable_of(scenario, taken, "dry", pickup.use_by["dry"] + 1) == 0
    assert usable_of(scenario, stop("drop", "restos", 10), "dry", pickup.use_by["dry"]) == 0


def test_the_first_trip_does_not_drop_what_the_second_collects() -> None:
    scenario = town()
    item = out(
        collected(scenario, "hyper", 9, dry=50),
        stop("drop", "restos", 10),
        collected(scenario, "super", 11, dry=30),
        stop("drop", "ccas", 12),
    )
    shares = [due(scenario, "restos", 60), due(scenario, "ccas", 20)]
    told = {
        (one.share.association, one.position): one.kg for one in deliveries(scenario, item, shares)
    }
    assert told == {("restos", 2): 50, ("ccas", 4): 20}


def test_who_is_served_once_goes_before_who_is_served_again() -> None:
    scenario = town()
    item = out(
        collected(scenario, "hyper", 9, dry=50),
        stop("drop", "restos", 10),
        stop("drop", "ccas", 11),
        stop("drop", "restos", 12),
    )
    shares = [due(scenario, "restos", 30), due(scenario, "ccas", 30)]
    found = deliveries(scenario, item, shares)
    given = {
        who: sum(d.kg for d in found if d.share.association == who) for who in ("restos", "ccas")
    }
    assert given == {"ccas": 30, "restos": 20}
