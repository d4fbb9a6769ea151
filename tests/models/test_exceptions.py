"""Closures, exceptions and food held, as the days of one week show them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.exceptions import Absence, DistributesOtherwise, GivesOtherwise
from models.scenario import Scenario
from models.stocks import Held
from tests.helpers.plans import edited
from tests.helpers.scenarios import MONDAY, changed, tiny

DAY_S = 86_400
TUESDAY = date.fromordinal(MONDAY.toordinal() + 1)


def on(day: int) -> date:
    """The date of a day of the tiny week, Monday is 0."""
    return date.fromordinal(MONDAY.toordinal() + day)


def with_(kind: str, name: str, **values: Any) -> Scenario:
    """The tiny week in which one thing says more."""
    return edited(tiny("hub"), kind, name, **values)


def test_a_closed_store_gives_nothing_on_these_days_only() -> None:
    usual = [one for one in tiny("hub").pickups.values() if one.donor == "super"]
    shut = with_("donors", "super", absences=(Absence(first=on(-3), last=on(0)),))
    found = [one for one in shut.pickups.values() if one.donor == "super"]
    assert [one.id for one in found] == [one.id for one in usual if one.day != "mon"]
    assert found


def test_an_exception_takes_the_place_of_the_day_and_no_factor_changes_it() -> None:
    base = tiny("hub")
    day = base.donor["hyper"].offers[0].days[0]
    when = base.date_of(day)
    gift = GivesOtherwise(on=when, kg=321, opens="09:00")
    scenario = with_("donors", "hyper", exceptions=(gift,))
    policy = scenario.policy.changed(day_factors={day: 2.0})
    found = [p for p in changed(scenario, policy=policy).pickups.values() if p.donor == "hyper"]
    mine = [one for one in found if one.day == day]
    assert [round(one.gross_kg, 6) for one in mine] == [321.0]
    assert (mine[0].opens_s, mine[0].no_show_rate) == (9 * 3600, 0.0)
    other = [p for p in base.pickups.values() if p.donor == "hyper" and p.day != day]
    assert [p.id for p in found if p.day != day] == [p.id for p in other]


def test_an_exception_of_another_week_changes_nothing() -> None:
    scenario = with_("donors", "hyper", exceptions=(GivesOtherwise(on=on(9), kg=5),))
    assert scenario.pickups == tiny("hub").pickups


def test_a_store_may_give_on_a_day_on_which_it_never_does() -> None:
    base = tiny("hub")
    mondays = tuple(one.changed(days=("mon",), day_kg={}) for one in base.donor["super"].offers[:1])
    scenario = edited(base, "donors", "super", offers=mondays)
    gift = GivesOtherwise(on=TUESDAY, kg=12)
    scenario = edited(scenario, "donors", "super", exceptions=(gift,))
    found = [one for one in scenario.pickups.values() if one.donor == "super"]
    assert [(one.day, round(one.gross_kg)) for one in found if one.day == "tue"] == [("tue", 12)]
    assert len(found) == 2


@pytest.mark.parametrize(
    ("other", "starts"),
    [
        ({}, None),
        ({"starts": "08:15"}, (0, 8 * 3600 + 900)),
        ({"to": 2}, (2, None)),
        ({"to": 9, "starts": "10:00"}, (9, 36_000)),
    ],
)
def test_a_distribution_is_cancelled_or_moved(other: Any, starts: Any) -> None:
    base = tiny("hub")
    first = base.openings_s["restos"][0]
    when = on(first // DAY_S)
    values = {k: on(first // DAY_S + v) if k == "to" else v for k, v in other.items()}
    scenario = with_("associations", "restos", moved=(DistributesOtherwise(on=when, **values),))
    found = {s for week in (0, 1, 2) for s in scenario.openings_from("restos", week)}
    assert first not in found or starts is not None
    if starts is None:
        assert first in {s for w in (0, 1, 2) for s in base.openings_from("restos", w)}
        assert first not in found
    else:
        day, hour = starts
        expected = (first // DAY_S + day) * DAY_S + (first % DAY_S if hour is None else hour)
        assert expected in found


def test_a_closed_association_neither_receives_nor_distributes() -> None:
    scenario = with_("associations", "restos", absences=(Absence(first=on(0), last=on(6)),))
    assert scenario.receives_s("restos", "tue") == ()
    assert scenario.openings_s["restos"][0] >= 7 * DAY_S


def test_who_is_away_is_taken_the_whole_day() -> None:
    scenario = with_("vehicles", "van", absences=(Absence(first=TUESDAY),))
    van = scenario.vehicle["van"]
    assert [one.day for one in scenario.taken(van)] == ["tue"]
    assert (scenario.is_there(van, "mon"), scenario.is_there(van, "tue")) == (True, False)


def test_a_promise_of_who_is_away_does_not_bind() -> None:
    base = tiny("hub")
    pickup = next(p for p in base.pickups.values() if p.donor == "super")
    promise = {"donor": "super", "vehicle": "van", "day": pickup.day}
    policy = base.policy.model_dump() | {"commitments": [promise]}
    scenario = changed(base, policy=policy)
    assert len(scenario.promises) == 1
    away = edited(scenario, "vehicles", "van", absences=(Absence(first=base.date_of(pickup.day)),))
    shut = edited(scenario, "donors", "super", absences=(Absence(first=on(0), last=on(6)),))
    assert away.promises == shut.promises == ()


def test_what_is_held_covers_the_need_first_and_leaves_its_place() -> None:
    base = tiny("hub")
    family = next(f for f in base.families if base.need_kg("restos", f.id) > 0)
    whole = base.need_kg("restos", family.id)
    first = base.openings_s["restos"][0]
    cold = family.temperature != "ambient"
    stock = (
        Held(family=family.id, kg=whole / 4, until=on(6)),
        Held(family=family.id, kg=whole, until=on(20)),
        Held(family=family.id, kg=3, until=on(-1)),
    )
    scenario = with_("associations", "restos", stock=stock)
    assert scenario.need_kg("restos", family.id) == 0
    assert scenario.covered_kg("restos", family.id) == pytest.approx(whole)
    assert scenario.stored_kg("restos", cold, 0) == pytest.approx(1.25 * whole)
    # a quarter is more than the need: it stays, and is what lasts longest
    assert scenario.stored_kg("restos", cold, first) == pytest.approx(whole / 4)
    assert scenario.stored_kg("restos", cold, 21 * DAY_S) == 0
