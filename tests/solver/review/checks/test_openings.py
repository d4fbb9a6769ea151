"""Each rule of a calendar of openings, broken once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from models.opening_rules import OPENING_RULES
from models.openings_study import HandChange, OpeningPlan, OpenSlot
from solver.openings.plan import open_outlets
from solver.programs.cp_sat import Limits
from solver.review.checks.openings import check_openings
from tests.helpers.outlets import calendar_of, group, outlet, slot

AUGUST = {"first": "2027-07-12", "last": "2027-07-18"}
WORLD = calendar_of(
    [
        outlet(
            "a",
            [
                slot("tue"),
                slot("tue", starts="15:00", today=False),
                slot("fri", wish="fixed"),
                slot("sat", today=False, wish="forbidden"),
            ],
            closures=[
                AUGUST | {"earliest": "2027-07-05", "latest": "2027-07-25"},
                {"first": "2027-07-26", "last": "2027-07-28", "fixed": True},
            ],
        ),
        outlet(
            "b", [slot("wed"), slot("thu", today=False)], takes_part=False, association="restos"
        ),
    ],
    28,
    groups=[group()],
    relays=[
        {"id": "help", "association": "ccas", "outlet": "a"},
        {"id": "more", "association": "restos", "outlet": "a"},
    ],
    people=[{"association": "ccas", "people": 2}, {"association": "restos", "people": 9}],
)
STUDY = open_outlets(WORLD, Limits(work=5.0), questions=False)
PLAN = STUDY.plan
CLOSED = next(one for one in PLAN.closures if one.outlet == "a" and one.closure == 0)
STILL = next(one for one in PLAN.closures if one.closure == 1)
OTHERS = tuple(one for one in PLAN.closures if one != CLOSED)
RELAY = {"relay": "help", "closure": 0}


def opened(*names: tuple[str, str]) -> OpeningPlan:
    return PLAN.changed(slots=tuple(OpenSlot(outlet=a, slot=b) for a, b in names))


def later(days: int, longer: int = 0) -> OpeningPlan:
    first = CLOSED.first + timedelta(days=days)
    last = CLOSED.last + timedelta(days=days + longer)
    return PLAN.changed(closures=(*OTHERS, CLOSED.changed(first=first, last=last)))


def relayed(*slots: str, by: tuple[str, ...] = ("help",)) -> OpeningPlan:
    made = [{**RELAY, "slot": one, "relay": who} for one in slots for who in by]
    return OpeningPlan.model_validate(PLAN.model_dump() | {"relays": made})


BROKEN: dict[str, Callable[[], OpeningPlan]] = {
    "opening_known": lambda: opened(("a", "tue-0900"), ("a", "fri-1400"), ("b", "wed-1400")),
    "opening_once": lambda: opened(("a", "fri-1400"), ("a", "fri-1400"), ("b", "wed-1400")),
    "opening_count": lambda: opened(("a", "fri-1400"), ("b", "wed-1400")),
    "opening_wish": lambda: opened(("a", "tue-1400"), ("a", "sat-1400"), ("b", "wed-1400")),
    "opening_part": lambda: opened(("a", "tue-1400"), ("a", "fri-1400"), ("b", "thu-1400")),
    "opening_apart": lambda: opened(("a", "tue-1400"), ("a", "tue-1500"), ("b", "wed-1400")),
    "closure_whole": lambda: later(1),
    "closure_fixed": lambda: PLAN.changed(
        closures=(
            *(one for one in PLAN.closures if one != STILL),
            STILL.changed(
                first=STILL.first + timedelta(days=7), last=STILL.last + timedelta(days=7)
            ),
        )
    ),
    "closure_apart": lambda: PLAN.changed(
        closures=(
            *OTHERS,
            CLOSED.changed(first=STILL.first - timedelta(days=6), last=STILL.first),
        )
    ),
    "relay_slots": lambda: relayed("tue-1400", "fri-1400"),
    "relay_once": lambda: relayed("tue-1400", by=("help", "more")),
    "opening_people": lambda: relayed("tue-1400", "tue-1500"),
    "opening_told": lambda: PLAN,
}


def test_every_rule_is_broken_below() -> None:
    assert set(BROKEN) == set(OPENING_RULES)
    assert STUDY.violations == ()
    assert STUDY.plan.relays


@pytest.mark.parametrize("code", BROKEN)
def test_a_calendar_that_breaks_a_rule_is_refused_by_its_name(code: str) -> None:
    gaps = STUDY.gaps
    if code == "opening_told":
        gaps = tuple(one.changed(after_days=one.after_days - 1) for one in gaps)
    found = {one.code: one for one in check_openings(WORLD, BROKEN[code](), gaps)}
    assert code in found
    assert "{" not in found[code].text.fr + found[code].text.en


def test_what_was_fixed_by_hand_is_checked_too() -> None:
    hand = [HandChange(outlet="a", slot="tue-1400", wish="forbidden")]
    plan = opened(("a", "tue-1400"), ("a", "fri-1400"), ("b", "wed-1400"))
    assert "opening_wish" in {one.code for one in check_openings(WORLD, plan, (), hand)}
