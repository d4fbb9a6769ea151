from __future__ import annotations

from datetime import date

import pytest

from models.periods import month_of
from models.policy import Policy, Pool
from models.scenario import Scenario
from models.visits import Outing
from solver.told.driven import costed, settled
from solver.told.month import month_study
from tests.helpers.made_journal import told
from tests.helpers.scenarios import changed, tiny
from tests.solver.pooling.test_shares import RULES_OF_GAMES

NOVEMBER = month_of(date(2026, 11, 1))


def outing(day: date, vehicle: str = "van", km: float = 40.0, hours: float = 3.0) -> Outing:
    owner = "secours" if vehicle == "van" else "ccas"
    return Outing(day=day, vehicle=vehicle, owner=owner, km=km, hours=hours)


def town(key: str | None = "people") -> Scenario:
    world = tiny("hub")
    return changed(world, pooling=world.pooling.changed(key=key))


def test_an_outing_costs_its_km_and_a_week_of_use_once() -> None:
    """The van: 0.45 €/km, 20 € a week of use; due with the first outing of a week.

    The week of 26 October begins in October: November does not pay for it again.
    """
    days = [date(2026, 10, 28), date(2026, 11, 1), date(2026, 11, 3), date(2026, 11, 5)]
    journal = told("tiny", [], [outing(day) for day in days])
    found = costed(journal, tiny("hub"), NOVEMBER)
    assert [one.cents for one in found] == [1800, 3800, 1800]
    assert [one.week_cents for one in found] == [0, 2000, 0]


def test_shares_add_up_to_the_cent_and_follow_the_agreed_key() -> None:
    """150, 100 and 40 people: a cost that does not divide, shared in whole cents."""
    journal = told(
        "tiny", [], [outing(date(2026, 11, 3), km=33.3), outing(date(2026, 11, 4), "car", 17.7)]
    )
    (pool,) = settled(journal, town(), NOVEMBER, {"secours": 200.0, "restos": 100.0})
    agreed = pool.agreed
    assert agreed is not None
    assert pool.cents == 1499 + 2000 + 620
    assert sum(agreed.cents.values()) == pool.cents
    assert agreed.cents == {"secours": 2131, "restos": 1420, "ccas": 568}
    assert [one.key for one in pool.shares] == ["people", "kg"]
    for one in pool.shares:
        assert sum(one.cents.values()) == pool.cents
    balance = dict(pool.borne_cents)
    for pay in pool.payments:
        balance[pay.payer] += pay.cents
        balance[pay.payee] -= pay.cents
    assert balance == agreed.cents
    assert len(pool.payments) == 2


def test_without_an_agreed_key_nobody_owes_anything() -> None:
    """What each key would give is told all the same."""
    journal = told("tiny", [], [outing(date(2026, 11, 3))])
    (pool,) = settled(journal, town(None), NOVEMBER, {"restos": 10.0})
    assert pool.agreed is None
    assert pool.payments == ()
    assert {one.key for one in pool.shares} == {"kg", "people"}


@pytest.mark.parametrize("key", ["kg", "surface", RULES_OF_GAMES[0]])
def test_a_key_that_cannot_be_reckoned_is_not_replaced(key: str) -> None:
    """Nothing received, no surfaces, no study of costs: no other key takes its place."""
    journal = told("tiny", [], [outing(date(2026, 11, 3))])
    (pool,) = settled(journal, town(key), NOVEMBER, {})
    assert pool.key == key
    assert pool.agreed is None
    assert pool.payments == ()


def test_a_vehicle_unknown_has_no_price_and_counts_for_nothing() -> None:
    """It is listed, without a cost: none is assumed."""
    lost = Outing(day=date(2026, 11, 3), vehicle="old-van", owner="restos", km=50, hours=2)
    (pool,) = settled(told("tiny", [], [lost]), town(), NOVEMBER, {})
    assert [one.cents for one in pool.drives] == [None]
    assert pool.cents == 0


def test_who_goes_alone_settles_nothing() -> None:
    """Each drives for itself: no pool, no settlement; a collector outside is paid back."""
    journal = told("tiny", [], [outing(date(2026, 11, 3))])
    assert settled(journal, tiny("alone"), NOVEMBER, {}) == ()
    pool = Pool(
        id="town",
        label="Ville",
        mode="hub",
        members=("restos", "ccas"),
        hub="restos",
        collectors=("secours",),
    )
    world = town().changed(policy=Policy(pools=(pool,)))
    (found,) = settled(journal, world, NOVEMBER, {})
    assert found.members == ("restos", "ccas")
    assert {one.payee for one in found.payments} == {"secours"}
    assert sum(one.cents for one in found.payments) == found.cents == 3800


def test_who_left_is_in_no_settlement_and_is_told() -> None:
    """Its vehicle is still known: the outing is neither paid back nor passed over in silence."""
    left = Outing(day=date(2026, 11, 3), vehicle="van", owner="gone", km=50, hours=2)
    journal = told("tiny", [], [left])
    study = month_study(journal, [], town(), NOVEMBER, today=date(2026, 12, 3))
    assert study.settlements[0].cents == 0
    (found,) = [one for one in study.findings if one.code == "owner_gone"]
    assert "gone" in found.text.en
    assert "(1)" in found.text.en
