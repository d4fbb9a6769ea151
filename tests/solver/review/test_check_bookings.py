"""Each rule of bookings is broken once, and found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.base import Text
from models.booking_study import Booking, BookingPlan, Busy
from models.rules import BOOKING_RULES
from models.scenario import Scenario
from solver.review.check_bookings import check_bookings
from tests.helpers.bookings import asks, driver, town, truck

H = 3600
GOOD = (
    Booking(request="a", truck="one", driver="d", starts_s=8 * H, ends_s=10 * H, choice=0),
    Booking(request="b", truck="one", driver="d", starts_s=11 * H, ends_s=13 * H, choice=0),
)
Change = Callable[[Scenario], tuple[Scenario, tuple[Booking, ...], tuple[Busy, ...]]]


def world(**others: object) -> Scenario:
    return town(
        [
            truck("one", vehicle="van"),
            truck("small", payload_kg=10),
            truck("cold", refrigerated=False),
        ],
        [
            asks("a", "ccas", ("mon", "08:00", "12:00"), load_kg={"chilled": 100}, fixed=True),
            asks("b", "ccas", ("mon", "08:00", "18:00")),
            asks("even", "ccas", ("mon", "08:00", "18:00"), every="even"),
            asks("odd", "ccas", ("mon", "08:00", "18:00"), every="odd"),
        ],
        [
            driver("ccas", "d", max_shifts=3),
            driver("restos", "other"),
            driver("ccas", "late", days=["tue"]),
            driver("ccas", "loath", aboard=["restos"]),
        ],
    )


def with_(number: int, **values: object) -> tuple[Booking, ...]:
    return tuple(one.changed(**values) if n == number else one for n, one in enumerate(GOOD))


def taken(name: str) -> Busy:
    return Busy(id=name, starts_s=8 * H, ends_s=9 * H, text=Text(fr="tournée", en="round"))


CASES: list[tuple[str, tuple[Booking, ...], tuple[Busy, ...]]] = [
    ("reference", with_(0, truck="none"), ()),
    ("booking_once", (*GOOD, GOOD[1].changed(starts_s=14 * H, ends_s=16 * H)), ()),
    ("booking_duration", with_(0, ends_s=9 * H), ()),
    ("booking_hours", with_(0, starts_s=6 * H, ends_s=8 * H), ()),
    ("booking_fixed", with_(0, starts_s=8 * H + 1800, ends_s=10 * H + 1800), ()),
    ("truck_suits", with_(0, truck="small"), ()),
    ("truck_suits", with_(0, truck="cold"), ()),
    ("truck_hours", with_(1, starts_s=16 * H, ends_s=18 * H), ()),
    ("truck_overlap", with_(1, starts_s=10 * H, ends_s=12 * H), ()),
    ("truck_rounds", GOOD, (taken("van"),)),
    ("truck_driver", with_(0, driver="other"), ()),
    ("truck_driver", with_(0, driver="loath"), ()),
    ("driver_hours", with_(0, driver="late"), ()),
    ("driver_overlap", with_(1, truck="cold", starts_s=9 * H, ends_s=11 * H), ()),
    ("driver_overlap", GOOD, (taken("d"),)),
]


@pytest.mark.parametrize(("code", "bookings", "busy"), CASES)
def test_a_broken_rule_is_found(
    code: str, bookings: tuple[Booking, ...], busy: tuple[Busy, ...]
) -> None:
    found = check_bookings(world(), BookingPlan(bookings=bookings), busy)
    assert code in {finding.code for finding in found}
    assert all(finding.text.fr and finding.text.en for finding in found)
    assert "{" not in "".join(finding.text.fr for finding in found)


def test_good_bookings_are_accepted() -> None:
    assert check_bookings(world(), BookingPlan(bookings=GOOD)) == ()


def test_the_wrong_week() -> None:
    late = {"starts_s": 14 * H, "ends_s": 16 * H}
    codes = [
        {
            f.code
            for f in check_bookings(
                world(), BookingPlan(bookings=(GOOD[1].changed(request=r, **late),))
            )
        }
        for r in ("odd", "even")
    ]
    assert sorted(map(sorted, codes)) == [[], ["booking_week"]]


def test_more_outings_than_a_driver_makes() -> None:
    scenario = world()
    tired = scenario.changed(
        people=tuple(one.changed(max_shifts=1) if one.id == "d" else one for one in scenario.people)
    )
    found = check_bookings(tired, BookingPlan(bookings=GOOD))
    assert {finding.code for finding in found} == {"driver_most"}


def test_every_rule_of_bookings_is_broken_here() -> None:
    broken = {code for code, _, _ in CASES} | {"booking_week", "driver_most"}
    assert broken - {"reference"} == set(BOOKING_RULES)
