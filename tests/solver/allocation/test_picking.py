from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from solver.allocation.base import Split
from solver.allocation.picking import NOBODY, Clock, Lots, jealous, pick

INFINITE = 1e9


def lots(
    kg: list[float],
    need: list[list[float]],
    *,
    family: list[int] | None = None,
    may: list[list[bool]] | None = None,
    room: list[float] | None = None,
    past: list[float] | None = None,
    entitled: list[float] | None = None,
    floors: list[float] | None = None,
    rare: list[bool] | None = None,
) -> Lots:
    """Lots that may go to everyone, or where ``may`` (lot, association) says so; all in points."""
    table = np.array(need, dtype=np.float64)
    count, families = table.shape
    of = np.array(family or [0] * len(kg), dtype=np.int64)
    pairs = [
        (lot, who) for lot in range(len(kg)) for who in range(count) if may is None or may[lot][who]
    ]
    lot = np.array([pair[0] for pair in pairs], dtype=np.int64)
    who = np.array([pair[1] for pair in pairs], dtype=np.int64)
    ones, columns = np.ones(len(pairs)), np.arange(len(pairs))
    before = np.zeros((count, families))
    before[:, 0] = 0.0 if past is None else past
    due = np.zeros((count, families))
    due[:, 0] = 0.0 if entitled is None else np.array(entitled) - table.sum(axis=1)
    split = Split(
        association=who,
        family=of[lot] if len(kg) else np.zeros(0, dtype=np.int64),
        rows=csr_array((ones, (who, columns)), shape=(count, len(pairs))),
        limits=np.array(room or [INFINITE] * count),
        need_kg=table,
        points=np.ones(families),
        floors=np.zeros(count) if floors is None else np.array(floors),
        rare=None if rare is None else np.array(rare),
        past_kg=before,
        past_need_kg=due,
    )
    return Lots(split, lot, np.array(kg, dtype=np.float64))


@st.composite
def drawn(draw: st.DrawFn) -> Lots:
    count, families, number = (
        draw(st.integers(1, 5)),
        draw(st.integers(1, 3)),
        draw(st.integers(0, 25)),
    )
    chance = np.random.default_rng(draw(st.integers(0, 10_000)))
    return (
        lots(
            chance.uniform(1, 20, number).tolist(),
            chance.uniform(0, 80, (count, families)).tolist(),
            family=chance.integers(0, families, number).tolist(),
            may=(chance.random((number, count)) < 0.8).tolist() or None,
            room=chance.uniform(10, 200, count).tolist(),
            past=chance.uniform(0, 50, count).tolist(),
            rare=(chance.random(families) < 0.3).tolist(),
        )
        if number
        else lots([], chance.uniform(0, 80, (count, families)).tolist())
    )


@settings(deadline=None, max_examples=80)
@given(drawn(), st.sampled_from(["points", "picks"]))
def test_lots_go_once_to_someone_who_may_store_and_use_them(found: Lots, clock: Clock) -> None:
    owner, split = pick(found, clock), found.split
    got, held = np.zeros_like(split.need_kg), np.zeros(len(split.need_kg))
    taken = owner[found.lot] == split.association
    assert taken.sum() == (owner != NOBODY).sum()
    for arc in np.flatnonzero(taken):
        got[split.association[arc], split.family[arc]] += found.kg[found.lot[arc]]
        held[split.association[arc]] += found.kg[found.lot[arc]]
    assert (held <= split.limits + 1e-5).all()
    assert (got <= split.need_kg + found.kg.max(initial=0.0) / 2 + 1e-6).all()
    for arc in np.flatnonzero(owner[found.lot] == NOBODY):
        who, kg = split.association[arc], found.kg[found.lot[arc]]
        left = (split.need_kg - got)[who, split.family[arc]]
        assert left < kg / 2 or left <= 1e-6 or split.limits[who] - held[who] < kg


def test_the_next_lot_goes_to_whoever_is_furthest_behind() -> None:
    found = lots([10.0] * 6, [[100.0], [50.0]])
    assert [int((pick(found) == who).sum()) for who in (0, 1)] == [4, 2]


def test_the_clock_is_carried_over() -> None:
    found = lots([10.0] * 3, [[50.0], [50.0]], past=[30.0, 0.0], entitled=[100.0, 100.0])
    assert pick(found).tolist() == [1, 1, 1]


def test_floors_and_rare_lots_come_first() -> None:
    found = lots([10.0, 10.0], [[100.0], [10.0]], floors=[0.0, 10.0], past=[0.0, 90.0])
    assert sorted(pick(found).tolist()) == [0, 1]
    mixed = lots([30.0, 10.0], [[50.0, 10.0]], family=[0, 1], room=[30.0], rare=[False, True])
    assert pick(mixed).tolist() == [NOBODY, 0]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000))
def test_counting_picks_is_wef1_where_it_is_a_theorem(seed: int) -> None:
    """A zero clock, constant entitlements, no storage limit, needs that never bind."""
    chance = np.random.default_rng(seed)
    count, number = int(chance.integers(2, 6)), int(chance.integers(1, 30))
    found = lots(
        chance.uniform(1, 20, number).tolist(),
        np.full((count, 1), 1e6).tolist(),
        entitled=(1e6 * chance.uniform(1, 10, count)).tolist(),
    )
    assert jealous(found, pick(found, "picks")) == []


def test_pairs_that_envy_are_listed_elsewhere() -> None:
    found = lots([10.0] * 6, [[100.0], [100.0]], room=[10.0, INFINITE])
    assert jealous(found, pick(found)) == [(0, 1)]


def test_over_a_year_nobody_strays_further_than_one_largest_lot() -> None:
    """The kg optimum gives everyone the same level: 52 weeks of crates, the clock carried."""
    chance = np.random.default_rng(3)
    need = np.array([150.0, 100.0, 40.0, 15.0])
    past, entitled = np.zeros(4), np.zeros(4)
    largest = 0.0
    for _ in range(52):
        kg = chance.choice([5.0, 10.0, 20.0], size=int(chance.integers(8, 20)))
        entitled = entitled + need
        week = lots(
            kg.tolist(), need[:, None].tolist(), past=past.tolist(), entitled=entitled.tolist()
        )
        owner = pick(week)
        past = past + np.array([kg[owner == who].sum() for who in range(4)])
        largest = max(largest, float(kg.max()))
        fair = entitled * past.sum() / entitled.sum()
        assert np.abs(past - fair).max() <= largest + 1e-6


def test_same_lots_same_owners() -> None:
    found = lots([10.0, 7.0, 5.0, 5.0], [[20.0], [20.0]])
    assert pick(found).tolist() == pick(replace(found)).tolist()
    assert pick(found) == pytest.approx(pick(found))
