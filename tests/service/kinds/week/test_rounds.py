import pytest

from models.plan import Plan, Round, Share, Stop, StopKind
from service.kinds.week.rounds import by_day, crates, driven_km, handled_kg, left_behind, moved_kg
from solver.review.indicators import totals
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned


def stop(kind: StopKind, site: str, at: int, **kg: float) -> Stop:
    pickup = f"{site}_mon" if kind == "collect" else None
    return Stop(kind=kind, site=site, pickup=pickup, arrive_s=at, start_s=at, leave_s=at, kg=kg)


ROUND = Round(
    id="r",
    stream="town",
    vehicle="van",
    day="mon",
    shift="morning",
    crew=("paul",),
    stops=(
        stop("depart", "secours", 0),
        stop("collect", "hyper", 1, fruit=40, bread=5),
        stop("collect", "super", 2, fruit=10),
        stop("unload", "secours", 3),
        stop("collect", "small", 4, fruit=7),
        stop("unload", "secours", 5),
        stop("load", "secours", 6),
        stop("drop", "restos", 7),
        stop("load", "secours", 8),
        stop("drop", "ccas", 9),
        stop("return", "secours", 10),
    ),
)


def share(association: str, kg: float) -> Share:
    return Share(
        association=association,
        origin="r",
        family="fruit",
        use_by=3,
        kg=kg,
        carried_by="r",
        opening_s=100_000,
    )


PLAN = Plan(rounds=(ROUND,), shares=(share("restos", 30), share("restos", 5), share("ccas", 8)))


@pytest.mark.parametrize(
    ("number", "kg"),
    [
        (0, {}),
        (1, {"fruit": 40, "bread": 5}),
        (3, {"fruit": 50, "bread": 5}),
        (5, {"fruit": 7}),
        (6, {"fruit": 35}),
        (7, {"fruit": 35}),
        (8, {"fruit": 8}),
        (9, {"fruit": 8}),
    ],
)
def test_what_passes_through_the_doors(number: int, kg: dict[str, float]) -> None:
    assert handled_kg(PLAN, ROUND, number) == kg


def test_a_round_moves_what_it_collects_else_what_it_drops() -> None:
    assert moved_kg(PLAN, ROUND) == 62
    carries = ROUND.changed(stops=(ROUND.stops[0], *ROUND.stops[6:]))
    assert moved_kg(PLAN.changed(rounds=(carries,)), carries) == 43


def test_a_door_met_twice_shows_its_shares_once() -> None:
    stops = (*ROUND.stops[:3], stop("drop", "ccas", 3), ROUND.stops[4], stop("drop", "ccas", 5))
    direct = ROUND.changed(stops=(*stops, ROUND.stops[-1]))
    assert handled_kg(PLAN, direct, 3) == {"fruit": 8}
    assert handled_kg(PLAN, direct, 5) == {}


def test_left_behind() -> None:
    assert left_behind(tiny(), ROUND.stops[2]) == ("bread", "dairy", "protein", "dry", "frozen")
    assert left_behind(tiny(), ROUND.stops[3]) == ()


@pytest.mark.parametrize(("kg", "number"), [(0.2, 1), (10, 1), (10.3, 1), (14, 2), (31, 4)])
def test_crates(kg: float, number: int) -> None:
    assert crates(tiny(), "fruit", kg) == number


def test_days_in_order() -> None:
    found = planned()
    days = by_day(found.plan)
    assert [day for day, _ in days] == ["mon", "tue", "wed"]
    for _, rounds in days:
        assert [one.stops[0].leave_s for one in rounds] == sorted(
            one.stops[0].leave_s for one in rounds
        )


def test_stops_are_counted_once_alike() -> None:
    """In all and round by round: pick-ups and deliveries, not the sorting place."""
    found = planned()
    doors = sum(one.kind in ("collect", "drop") for r in found.plan.rounds for one in r.stops)
    counted = totals(found.scenario, found.travel, found.plan).stops
    assert counted == sum(one.visits for one in found.plan.rounds) == doors
    assert any(one.visits < len(one.stops) - 2 for one in found.plan.rounds)


def test_staying_is_no_way() -> None:
    found = planned()
    metres = found.travel.between("secours", "hyper")[1]
    stops = (ROUND.stops[0], stop("unload", "secours", 1), stop("collect", "hyper", 2))
    assert driven_km(found, ROUND.changed(stops=stops)) == pytest.approx(metres / 1000)
