from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.booking_properties import REASONS, REMEDIES, SMALLEST, tried
from benchmarks.peers.refusals import after
from models.booking_study import Refused
from models.scenario import Scenario
from solver.trucks.levels import book
from solver.trucks.plan import book_trucks
from solver.trucks.problem import booking_problem
from tests.helpers.bookings import QUICK, asks, driver, town, truck

EARLY = ("mon", "08:00", "10:00")


@pytest.mark.parametrize("seed", range(8))
def test_reasons_are_true_and_remedies_work(seed: int, tmp_path: Path) -> None:
    for name, where, holds in tried(seed, tmp_path):
        assert holds or name not in (REASONS, REMEDIES, SMALLEST), where


def refused(scenario: Scenario) -> dict[str, Refused]:
    return {one.request: one for one in book_trucks(scenario, QUICK).refused}


def works(scenario: Scenario, one: Refused, folder: Path) -> bool:
    world = after(scenario, one.changes, folder)
    return one.request in {b.request for b in book(booking_problem(world), QUICK).bookings}


def test_minutes_are_rounded_up() -> None:
    """On the grid it takes from 08:00, 7 minutes before; then until 10:30, 17 minutes after."""
    scenario = town([truck(closes="12:00")], [asks("a", "ccas", ("mon", "08:07", "10:13"))])
    one = refused(scenario)["a"]
    assert one.changes == ('bookings.requests.a.choices.0.opens="07:57"',)
    late = town(
        [truck(opens="08:30", closes="12:00")], [asks("a", "ccas", ("mon", "08:07", "10:13"))]
    )
    assert refused(late)["a"].changes == ('bookings.requests.a.choices.0.closes="10:33"',)
    assert "20 min plus tard" in refused(late)["a"].remedy.fr


def test_two_changes_are_told_where_one_is_not_enough(tmp_path: Path) -> None:
    people = [driver("ccas", days=("tue",))]
    scenario = town([truck(opens="08:30", closes="10:30")], [asks("a", "ccas", EARLY)], people)
    one = refused(scenario)["a"]
    assert len(one.changes) == 2
    assert works(scenario, one, tmp_path)


def test_what_another_would_take_is_not_told(tmp_path: Path) -> None:
    """One outing more of their driver goes to whoever comes first: both need two."""
    wanted = [asks("a", "ccas", EARLY, priority=3), asks("b", "ccas", ("tue", "08:00", "10:00"))]
    scenario = town([truck()], wanted, [driver("ccas", max_shifts=0)])
    found = refused(scenario)
    assert found["a"].changes == ("people.ccas-driver.max_shifts=1",)
    assert found["b"].changes == ("people.ccas-driver.max_shifts=2",)
    assert all(works(scenario, one, tmp_path) for one in found.values())


def test_a_truck_or_a_driver_more(tmp_path: Path) -> None:
    cold = town(
        [truck(refrigerated=False), truck("rental", tenure="candidate")],
        [asks("a", "ccas", EARLY, load_kg={"chilled": 100})],
    )
    one = refused(cold)["a"]
    assert one.changes == ('bookings.trucks.rental.tenure="rented"',)
    alone = town([truck(licence="C")], [asks("a", "ccas", EARLY)])
    lonely = refused(alone)["a"]
    assert "permis C" in lonely.remedy.fr
    heavy = town([truck(payload_kg=300)], [asks("a", "ccas", EARLY, load_kg={"chilled": 301})])
    assert refused(heavy)["a"].changes == ("bookings.requests.a.load_kg.chilled=296.0",)
    assert "5 kg de moins" in refused(heavy)["a"].remedy.fr
    for scenario, told in ((cold, one), (alone, lonely), (heavy, refused(heavy)["a"])):
        assert works(scenario, told, tmp_path)


def test_nothing_is_told_that_no_plan_confirms() -> None:
    """The load is more than any truck may carry, and cannot be left behind by half."""
    wanted = asks("a", "ccas", EARLY, load_kg={"ambient": 41_000, "chilled": 39_000})
    one = refused(town([truck()], [wanted]))["a"]
    assert one.code == "load"
    assert one.changes == ()
    assert one.remedy.fr == "Aucun changement essayé n'a été confirmé par un nouveau plan."
