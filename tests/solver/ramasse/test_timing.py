from __future__ import annotations

import itertools

import numpy as np
import pytest

from solver.ramasse.timing import Nodes, collected, subset_orders, timetable
from solver.ramasse.week import Slot, Week
from tests.helpers.drawn_scenarios import random_scenario
from tests.helpers.travel import straight

SLOT = Slot(0, "mon", "am", 7 * 3600, 13 * 3600, 6 * 3600)


def some_nodes(week: Week, rng: np.random.Generator, count: int) -> Nodes:
    sites = rng.integers(0, len(week.travel.sites), count)
    opens = rng.integers(7, 10, count) * 3600
    return Nodes(
        sites, rng.integers(5, 30, count) * 60, opens, opens + rng.integers(1, 4, count) * 3600
    )


def earliest(week: Week, nodes: Nodes, order: tuple[int, ...], home: int, start: int) -> int | None:
    now, here = start, home
    for node in order:
        now = max(now + int(week.seconds[here, nodes.site[node]]), int(nodes.opens_s[node]))
        now += int(nodes.service_s[node])
        if now > nodes.closes_s[node]:
            return None
        here = int(nodes.site[node])
    return now + int(week.seconds[here, home])


@pytest.mark.parametrize("seed", range(8))
def test_subset_orders_agree_with_brute_force(seed: int) -> None:
    scenario = random_scenario(seed)
    week = Week(scenario, straight(scenario))
    rng = np.random.default_rng(seed)
    nodes = some_nodes(week, rng, 5)
    # Node 4 stands for home: always open, nothing to do there.
    nodes.site[4], nodes.service_s[4] = 0, 0
    nodes.opens_s[4], nodes.closes_s[4] = 0, 10**6
    masks, orders = subset_orders(week, nodes, 4, 0, 4, SLOT)
    found = {
        int(mask): tuple(int(n) for n in row if n >= 0)
        for mask, row in zip(masks, orders, strict=True)
    }
    for size in range(1, 5):
        for group in itertools.combinations(range(4), size):
            mask = sum(1 << n for n in group)
            times = [
                back
                for order in itertools.permutations(group)
                if (back := earliest(week, nodes, order, 0, SLOT.starts_s)) is not None
            ]
            assert (mask in found) == bool(times)
            if times:
                assert set(found[mask]) == set(group)
                assert earliest(week, nodes, found[mask], 0, SLOT.starts_s) == min(times)


@pytest.mark.parametrize("seed", range(8))
def test_a_timetable_leaves_as_late_as_its_return_allows(seed: int) -> None:
    scenario = random_scenario(seed)
    week = Week(scenario, straight(scenario))
    rng = np.random.default_rng(100 + seed)
    nodes = some_nodes(week, rng, 4)
    orders = np.array(list(itertools.permutations(range(4), 3)))
    sequences = np.concatenate([orders, np.full((len(orders), 1), -1)], axis=1)
    free = scenario.vehicles[0].changed(max_round_min=None, max_round_km=None)
    week = Week(scenario.changed(vehicles=(free,)), week.travel)
    home = week.site(free.owner)
    table = timetable(week, nodes, sequences, free.id, SLOT)
    for row, order in enumerate(orders):
        back = earliest(week, nodes, tuple(order), home, SLOT.starts_s)
        if not table.feasible[row]:
            assert back is None or back > SLOT.ends_s
            continue
        assert back == table.back_s[row]
        depart = int(table.depart_s[row])
        assert earliest(week, nodes, tuple(order), home, depart) == back
        assert back is not None
        later = earliest(week, nodes, tuple(order), home, depart + 1)
        assert later is None or later > back
        assert depart >= SLOT.starts_s


def test_visits_are_flagged_once_whatever_the_order() -> None:
    flags = collected(np.array([[2, 0, 3, -1], [1, 3, -1, -1]]), 3)
    assert flags.tolist() == [[True, False, True], [False, True, False]]
