"""A solidarity fridge: size and site against brute force, keepers."""

from __future__ import annotations

import itertools
from random import Random

import pytest

from models.fridge import Surplus
from models.fridge_study import SurplusSeen
from models.visits import Journal, Visit, Weighed
from solver.fridge.plan import plan_fridge
from solver.fridge.site import cover, more, reach
from solver.fridge.size import chosen, expected_kg, from_journal, quantile, tried
from tests.helpers.fridges import WEEK, asking, kept, spot, town, zone
from tests.helpers.scenarios import MONDAY


def profit(values: list[float], room: float, saved: float, empty: float) -> float:
    """What a day brings on average: a kg given, less a kg of empty room (a newsvendor)."""
    return sum(saved * min(v, room) - empty * max(0.0, room - v) for v in values) / len(values)


@pytest.mark.parametrize("seed", range(20))
def test_the_quantile_is_the_best_room(seed: int) -> None:
    chance = Random(seed)
    values = [float(chance.randint(0, 40)) for _ in range(chance.randint(3, 30))]
    saved, empty = chance.uniform(0.5, 5), chance.uniform(0.05, 5)
    room = quantile(values, saved / (saved + empty))
    best = max(profit(values, float(q), saved, empty) for q in range(42))
    assert profit(values, room, saved, empty) == pytest.approx(best)


def test_ten_days_of_one_to_ten_kg() -> None:
    asked = asking(quantile=0.8)
    surplus = tuple(SurplusSeen(day=WEEK[n % 7], kg=n + 1) for n in range(10))
    sizes = tried(asked, surplus)
    assert [one.fits for one in sizes] == [0.4, 0.9]
    assert chosen(asked, sizes) == "big"
    assert chosen(asking(quantile=0.4), sizes) == "small"
    # by costs: 4 kg pass on 4 × 0.4 to 1…; the big one leaves more where a kg is worth 2 €
    assert chosen(asking(), tried(asking(), surplus)) == "big"
    poor = asking(eur_per_kg_saved=0.05)
    assert chosen(poor, tried(poor, surplus)) == "small"
    assert expected_kg(surplus, 4)["mon"] == pytest.approx((1 + 4) / 2)


@pytest.mark.parametrize("seed", range(12))
def test_no_other_spots_reach_more(seed: int) -> None:
    chance = Random(seed)

    def near() -> tuple[float, float]:
        return 43.29 + chance.uniform(-0.02, 0.02), 5.57 + chance.uniform(-0.02, 0.02)

    spots = tuple(spot(f"s{n}", *near(), power=chance.random() > 0.2) for n in range(6))
    zones = tuple(zone(f"z{n}", *near(), chance.randint(0, 200)) for n in range(9))
    asked = asking(spots=spots, zones=zones)
    around = reach(asked)
    for fridges in (1, 2, 3):
        found, bound, proved = cover(around, fridges)
        best = max(
            around.people(some)
            for size in range(fridges + 1)
            for some in itertools.combinations(range(len(around.spots)), size)
        )
        assert (around.people(found), proved) == (best, True)
        assert bound == pytest.approx(best, abs=1e-4)
    backwards = asking(spots=spots[::-1], zones=zones[::-1])
    assert more(backwards, 3) == more(asked, 3)


def test_it_dips_when_its_keeper_is_away() -> None:
    study = kept()
    assert study.violations == ()
    weeks = [study.plan.days[:7], study.plan.days[7:]]
    first, second = ([bool(one.keepers) for one in week] for week in weeks)
    friday = 4
    assert first[friday] != second[friday]
    assert not any(first[5:] + second[5:])
    assert study.plan.passes_kg_month < study.every_day_kg_month
    assert study.empty == 5


def test_nobody_known_to_keep_it() -> None:
    study = plan_fridge(town())
    assert study.plan.passes_kg_month == 0
    assert "fridge_no_rota" in {one.code for one in study.findings}


def test_surplus_from_the_journal() -> None:
    def visit(day: int, kg: float, use_by: str) -> Visit:
        food = (Weighed.model_validate({"family": "dairy", "kg": kg, "use_by": use_by}),)
        on = MONDAY.fromordinal(MONDAY.toordinal() + day)
        return Visit(day=on, donor="d", association="secours", holder="secours", food=food)

    visits = (visit(0, 40, "under_48_h"), visit(0, 9, "longer"), visit(3, 20, "under_48_h"))
    found = from_journal(asking(), Journal(town="tiny", weeks=(MONDAY,), visits=visits))
    assert [one.kg for one in found] == [10, 0, 0, 5, 0, 0, 0]
    assert from_journal(asking(), Journal(town="tiny", weeks=(MONDAY,), visits=visits[1:2])) == ()


def test_home_made_surplus_is_not_counted() -> None:
    rows = (Surplus(day="mon", kg=5), Surplus(day="mon", kg=500, cooked="home"))
    assert [one.kg for one in plan_fridge(town(surplus=rows)).surplus] == [5]
