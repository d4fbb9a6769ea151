"""A map: needs, labels, gaps, ideas, sitings, what is hidden; the checker accepts them all."""

from __future__ import annotations

import random

import highspy
import numpy as np
import numpy.typing as npt
import pytest

from models.publics import nearest_ten
from models.territory import ScoreWeights
from models.territory_study import TerritoryStudy
from solver.territory.hiding import hidden, safe
from solver.territory.plan import Ask
from tests.helpers.territories import area, mapped, point


def by_zone(study: TerritoryStudy) -> dict[str, str]:
    return {one.zone: one.label for one in study.areas}


def test_labels_and_gaps() -> None:
    zones = [area("a", 100), area("b", 40, 6), area("c", 20, 60), area("d", None, 0.5)]
    study = mapped(zones, [point("p", admits=("families",), mode="parcels")])
    assert study.violations == ()
    assert by_zone(study) == {"a": "near", "b": "car_only", "c": "far", "d": "near"}
    gap = {(one.audience, one.mode, one.way): one for one in study.gaps}
    assert gap[None, None, "foot"].zones == ("b", "c")
    assert gap[None, None, "foot"].people == 60
    assert gap[None, None, "car"].people == 20
    assert gap["seniors", None, "car"].people == 160
    assert gap[None, "meal", "car"].people == 160
    assert gap["families", None, "car"].zones == ("c",)


def test_unknown_is_not_ranked_and_stays_unknown() -> None:
    zones = [area("a", 100), area("b", None, 1, inhabitants=300), area("c", 40, 2)]
    study = mapped(zones, [point("p")])
    of = {one.zone: one for one in study.areas}
    assert of["b"].need_low is of["b"].score is of["b"].rank is None
    assert "map_unknown" in {one.code for one in study.findings}
    no_places = mapped([area("a", 100), area("c", 40, 2)], [point("p", people=None)])
    assert no_places.areas[0].places is None
    assert "places" not in no_places.criteria
    assert no_places.ideas == ()
    assumed = mapped([area("a", 100)], [point("p", people=None)], people_if_unknown=25)
    assert assumed.areas[0].places == pytest.approx(0.25)


def test_a_need_of_rate_and_people_goes_with_camps() -> None:
    zones = [area("a", None, inhabitants=1000, poverty_rate=0.31, camp_people=40)]
    study = mapped(zones, [point("p")])
    assert study.areas[0].need_low == 350
    assert study.violations == ()


def test_the_same_hours() -> None:
    zones = [area("a", 1000), area("b", 400, 6), area("c", 90, 40)]
    study = mapped(zones, [point("p", people=80)])
    idea = {one.idea: one for one in study.ideas}
    assert idea["day"].at == "p"
    assert idea["day"].people_reached == 0
    assert idea["point"].at == "b"
    assert idea["point"].openings == pytest.approx(12 / 18)
    assert idea["point"].people_reached == 400
    assert (idea["stop"].at, idea["stop"].other_stops) == ("b", ("c",))
    assert idea["stop"].people_reached == 490
    assert study.violations == ()
    full = mapped(zones, [point("p", people=80, days_a_week=7)])
    assert "day" not in {one.idea for one in full.ideas}


def test_new_outlets() -> None:
    zones = [area("a", 100), area("b", 40, 20), area("c", 60, 40), area("d", 10, 60)]
    study = mapped(zones, [point("p")], new_points=1)
    sited = {one.aim: one for one in study.sited}
    assert sited["cover"].areas == ("c",)
    assert (sited["cover"].before, sited["cover"].value) == (100, 160)
    assert sited["furthest"].areas == ("c",)
    assert all(one.proved for one in study.sited)
    assert study.violations == ()


def test_weights_that_are_nought_leave_out_what_they_weigh() -> None:
    zones = [area("a", 100), area("b", 40, 20), area("c", 60, 40)]
    study = mapped(zones, [point("p")], weights=ScoreWeights(poverty=0, people=0, places=0, way=1))
    assert study.criteria == ("way",)
    assert [one.rank for one in study.areas] == [3, 2, 1]


@pytest.mark.parametrize("seed", range(10))
def test_small_counts_cannot_be_found_out(seed: int) -> None:
    rng = random.Random(seed)
    zones = [
        area(f"z{n:02d}", rng.choice([0, 3, 8, 12, 25, 60, 300]), rng.uniform(0, 40))
        for n in range(rng.randint(2, 9))
    ]
    study = mapped(zones, [point("p", rng.uniform(0, 10))], Ask(draws=0, siting=False))
    assert study.violations == ()
    away = set(study.hidden)
    assert {one.id for one in zones if 0 < (one.need_low or 0) < 11} <= away


def test_small_counts_of_a_thousand_territories_cannot_be_found_out() -> None:
    others = small = 0
    for seed in range(1000):
        rng = random.Random(seed)
        many = rng.randint(2, 12)
        counts = np.array([rng.choice([0, 3, 8, 12, 14, 25, 60, 300]) for _ in range(many)], float)
        counts[[n for n in range(many) if rng.random() < 0.1]] = np.nan
        lacking = np.array([rng.random() < rng.choice([0.2, 0.7]) for _ in range(many)])
        sums = [np.ones(many, dtype=bool), lacking]
        away = hidden(counts, sums)
        few = [n for n in range(many) if 0 < counts[n] < 11]
        assert set(few) <= set(away)
        for n in few:
            low, high = between(counts, sums, away, n)
            assert low <= counts[n] <= high
            assert high - low >= 9, (seed, n)
        others, small = others + len(away) - len(few), small + len(few)
    assert small > 1500
    assert others > 20  # areas that a subtraction would have needed


def between(
    counts: npt.NDArray[np.float64],
    sums: list[npt.NDArray[np.bool_]],
    away: tuple[int, ...],
    cell: int,
) -> tuple[int, int]:
    """Return between what a count lies of any territory that would be written in the same way."""
    program = highspy.Highs()
    program.setOptionValue("output_flag", False)
    at = {}
    for n, count in enumerate(counts):
        if n in away:
            at[n] = program.addIntegral(0, 10_000)
        elif count > 0:
            at[n] = program.addIntegral(*alike(int(count)))
    for total in sums:
        mine = [one for n, one in at.items() if total[n]]
        low, high = alike(int(np.nansum(counts[total])))
        if mine:
            program.addConstr(low <= program.qsum(mine) <= high)
    ends = []
    for solve in (program.minimize, program.maximize):
        solve(at[cell])
        ends.append(round(program.getObjectiveValue()))
    return ends[0], ends[1]


def alike(count: int) -> tuple[int, int]:
    """Return the least and the most that is written as a count is."""

    def said(number: int) -> str:
        return "few" if 0 < number < 11 else str(nearest_ten(number))

    same = [n for n in range(max(0, count - 20), count + 20) if said(n) == said(count)]
    return same[0], same[-1]


def test_another_area_is_hidden_where_a_sum_would_tell() -> None:
    counts, every = np.array([4.0, 30.0, 0.0]), np.ones(3, dtype=bool)
    alone = np.array([True, False, False])
    assert hidden(counts, [every]) == (0,)
    # that it is under eleven, and that all are about thirty, would leave nine values
    assert not safe(counts, [every, alone], {0}, 0)
    assert hidden(counts, [every, alone]) == (0, 1)


def test_the_order_of_a_file_decides_nothing() -> None:
    zones = [area(f"z{n}", 50 + n % 2, 7 * n) for n in range(6)]
    points = [point("p"), point("q", 14)]
    one, other = mapped(zones, points), mapped(zones[::-1], points[::-1])
    assert one.areas == other.areas
    assert one.sited == other.sited
    assert one.ideas == other.ideas


def test_a_rate_that_some_lack_leaves_nobody_out() -> None:
    zones = [area("a", None, inhabitants=900, poverty_rate=0.2), area("b", 40, 20)]
    study = mapped(zones, [point("p")])
    assert all(one.rank for one in study.areas)
    assert "poverty" not in study.criteria
    assert "map_no_rate" in {one.code for one in study.findings}
    known = mapped([zones[0], area("b", 40, 20, inhabitants=100)], [point("p")])
    assert "poverty" in known.criteria
    assert known.violations == ()
