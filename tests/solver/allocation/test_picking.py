from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from solver.allocation.base import Floats, Ints, Split
from solver.allocation.fair_parts import fair_parts
from solver.allocation.lots import Lots
from solver.allocation.picking import Clock, jealous, pick

INFINITE = 1e9


def lots(
    kg: list[float],
    need: list[list[float]],
    *,
    units: list[int] | None = None,
    family: list[int] | None = None,
    may: list[list[bool]] | None = None,
    room: list[float] | None = None,
    account: list[list[float]] | None = None,
    carried: list[list[float]] | None = None,
    weeks: list[int] | None = None,
    entitled: list[float] | None = None,
    floors: list[float] | None = None,
    rare: list[bool] | None = None,
    alike: list[int] | None = None,
    rank: list[int] | None = None,
) -> Lots:
    """Lots that may go to everyone, or where ``may`` (lot, association) says so; all in points."""
    table = np.array(need, dtype=np.float64)
    count, families = table.shape
    of = np.array(family or [0] * len(kg), dtype=np.int64)
    number = np.array(units or [1] * len(kg), dtype=np.int64)
    rights = np.ones((len(kg), count), dtype=np.bool_) if may is None else np.array(may)
    lot, who = (part.astype(np.int64) for part in np.nonzero(rights.reshape(len(kg), count)))
    ones, columns = np.ones(len(lot)), np.arange(len(lot))
    due = np.zeros((count, families))
    due[:, 0] = 0.0 if entitled is None else np.array(entitled) - table.sum(axis=1)
    weight = np.array(kg, dtype=np.float64)
    least = np.zeros(count) if floors is None else np.array(floors)
    split = Split(
        association=who,
        family=of[lot],
        rows=csr_array((ones, (who, columns)), shape=(count, len(lot))),
        limits=np.array(room or [INFINITE] * count),
        need_kg=table,
        points=np.ones(families),
        floors=least,
        rare=None if rare is None else np.array(rare),
        past_kg=np.zeros((count, families)),
        past_need_kg=due,
    )
    nothing = np.zeros((count, families))
    return Lots(
        split=split,
        lot=lot,
        kg=weight,
        units=number,
        fair=fair_parts(of, weight * number, rights, table, split.points, least),
        weeks=np.array(weeks or [1] * len(kg), dtype=np.int64)[lot],
        account_kg=nothing if account is None else np.array(account),
        carried_kg=nothing if carried is None else np.array(carried),
        rank=np.array(rank or range(count), dtype=np.int64),
        turn=np.arange(len(kg)),
        alike=np.array(alike or range(count), dtype=np.int64),
        later=csr_array((count, len(lot))),
    )


def owners(found: Lots, units: Ints) -> list[list[int]]:
    """Units by association, lot by lot."""
    table = np.zeros((len(found.split.need_kg), len(found.kg)), dtype=np.int64)
    np.add.at(table, (found.split.association, found.lot), units)
    return table.tolist()


def received(found: Lots, units: Ints) -> Floats:
    return found.split.received(units * found.kg[found.lot])


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
            account=chance.uniform(-30, 30, (count, families)).tolist(),
            weeks=chance.integers(1, 5, number).tolist(),
            rare=(chance.random(families) < 0.3).tolist(),
        )
        if number
        else lots([], chance.uniform(0, 80, (count, families)).tolist())
    )


@settings(deadline=None, max_examples=80)
@given(drawn(), st.sampled_from(["accounts", "picks"]))
def test_lots_go_once_to_someone_who_may_store_and_use_them(found: Lots, clock: Clock) -> None:
    units, split = pick(found, clock), found.split
    got = received(found, units)
    given_ = np.bincount(found.lot, weights=units, minlength=len(found.kg))
    assert (given_ <= found.units).all()
    assert (got.sum(axis=1) <= split.limits + 1e-5).all()
    half = found.kg.max(initial=0.0) / 2
    if clock == "picks":
        assert (got <= split.need_kg + half + 1e-6).all()
    for who, family in np.argwhere(got > split.need_kg + half + 1e-6).tolist():
        mine = (split.association == who) & (split.family == family)
        assert got[who, family] <= split.need_kg[who, family] * found.weeks[mine].max() + 1e-5
    for arc in np.flatnonzero(given_[found.lot] < found.units[found.lot]):
        who, kg = split.association[arc], found.kg[found.lot[arc]]
        left = (split.need_kg - got)[who, split.family[arc]]
        assert left < kg / 2 or left <= 1e-6 or split.limits[who] - got[who].sum() < kg


def test_the_next_lot_goes_to_whoever_is_owed_most() -> None:
    found = lots([10.0], [[100.0], [50.0]], units=[6])
    assert owners(found, pick(found)) == [[4], [2]]


def test_accounts_are_carried_over() -> None:
    found = lots([10.0], [[50.0], [50.0]], units=[3], account=[[-15.0], [15.0]])
    assert owners(found, pick(found)) == [[0], [3]]


def test_ties_go_by_level_then_by_id_never_by_position() -> None:
    found = lots([10.0], [[50.0], [50.0]])
    assert owners(found, pick(found)) == [[1], [0]]
    other = lots([10.0], [[50.0], [50.0]], rank=[1, 0])
    assert owners(other, pick(other)) == [[0], [1]]
    ahead = replace(found.split, past_kg=np.array([[5.0], [0.0]]))
    behind = replace(found, split=replace(ahead, past_need_kg=np.array([[50.0], [50.0]])))
    assert owners(behind, pick(behind)) == [[0], [1]]


def test_floors_that_both_could_have_are_shared_in_turn() -> None:
    floors = [10.0, 10.0]
    first = lots([10.0], [[100.0], [100.0]], floors=floors)
    assert owners(first, pick(first)) == [[1], [0]]
    then = lots([10.0], [[100.0], [100.0]], floors=floors, account=[[-5.0], [5.0]])
    assert owners(then, pick(then)) == [[0], [1]]


def test_a_floor_above_the_fair_part_is_what_is_due() -> None:
    """Alone one would have every crate: the other earns none, in no week."""
    account = np.zeros((2, 1))
    for _ in range(6):
        found = lots([10.0], [[100.0], [100.0]], floors=[10.0, 0.0], account=account.tolist())
        units = pick(found)
        assert owners(found, units) == [[1], [0]]
        account += found.fair.T * 10.0 - received(found, units)
    half = lots([10.0], [[100.0], [100.0]], floors=[5.0, 0.0])
    assert half.fair.tolist() == [[0.5, 0.5]]


def test_rare_lots_come_first() -> None:
    mixed = lots([30.0, 10.0], [[50.0, 10.0]], family=[0, 1], room=[30.0], rare=[False, True])
    assert owners(mixed, pick(mixed)) == [[0, 1]]


def test_a_crate_beyond_the_need_is_earned_and_must_keep() -> None:
    need = [[20.0], [4.5]]
    owed = [[-7.0], [7.0]]
    earned = lots([10.0], need, units=[2], account=owed, weeks=[12])
    assert owners(earned, pick(earned)) == [[1], [1]]
    early = lots([10.0], need, units=[2], account=[[-2.0], [2.0]], weeks=[12])
    assert owners(early, pick(early)) == [[2], [0]]
    short = lots([10.0], need, units=[2], account=owed, weeks=[2])
    assert owners(short, pick(short)) == [[2], [0]]
    stocked = lots([10.0], need, units=[2], account=owed, weeks=[12], carried=[[0.0], [5.0]])
    assert owners(stocked, pick(stocked)) == [[2], [0]]


def test_a_crate_too_large_for_all_goes_in_turn() -> None:
    account = np.zeros((3, 1))
    turns = []
    for _ in range(6):
        found = lots([10.0], [[3.0], [2.0], [2.0]], weeks=[12], account=account.tolist())
        units = pick(found)
        turns.append(owners(found, units).index([1]))
        account += found.fair.T * 10.0 - received(found, units)
        assert np.abs(account).max() <= 10.0
    assert sorted(turns[:3]) == [0, 1, 2]


def test_plenty_is_not_hoarded() -> None:
    """Nobody is owed from before: what exceeds the needs by more than half a lot is left."""
    found = lots([10.0], [[12.0], [18.0]], units=[9], weeks=[12])
    assert owners(found, pick(found)) == [[1], [2]]


def test_those_alike_never_pass_before_each_other() -> None:
    """The first is owed both families and has room for one crate: the other takes neither."""
    found = lots(
        [10.0, 10.0],
        [[50.0, 50.0], [50.0, 50.0]],
        family=[0, 1],
        room=[10.0, 10.0],
        account=[[5.0, 5.0], [-5.0, -5.0]],
        alike=[0, 0],
    )
    assert owners(found, pick(found)) == [[1, 0], [0, 0]]
    apart = replace(found, alike=np.array([0, 1]))
    assert owners(apart, pick(apart)) == [[1, 0], [0, 1]]


def test_what_is_kept_for_later_weeks_takes_room_at_other_moments() -> None:
    """8 kg of 10 stay in store after their distribution, where only 5 more can be held later."""
    found = lots([10.0], [[2.0]], weeks=[12], account=[[20.0]], room=[INFINITE])
    rows = csr_array(np.array([[1.0], [0.0]]))
    split = replace(found.split, rows=rows, limits=np.array([INFINITE, 5.0]))
    tight = replace(found, split=split, later=csr_array(np.array([[0.0], [1.0]])))
    assert owners(tight, pick(tight)) == [[0]]
    roomy = replace(tight, split=replace(split, limits=np.array([INFINITE, 8.0])))
    assert owners(roomy, pick(roomy)) == [[1]]


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
    found = lots([10.0], [[100.0], [100.0]], units=[6], room=[10.0, INFINITE])
    assert jealous(found, pick(found)) == [(0, 1)]


def test_over_a_year_nobody_strays_further_than_one_largest_lot() -> None:
    """Fair is the same part of every need: 52 weeks of crates, the accounts carried."""
    chance = np.random.default_rng(3)
    need = np.array([[150.0], [100.0], [40.0], [15.0]])
    account = np.zeros((4, 1))
    largest = 0.0
    for _ in range(52):
        kg = chance.choice([5.0, 10.0, 20.0], size=int(chance.integers(8, 20)))
        week = lots(kg.tolist(), need.tolist(), account=account.tolist())
        got = received(week, pick(week))
        account += need / need.sum() * got.sum() - got
        largest = max(largest, float(kg.max()))
        assert np.abs(account).max() <= largest + 1e-6


def test_units_of_one_kind_are_as_so_many_lots() -> None:
    together = lots([10.0], [[40.0], [25.0]], units=[6])
    apart = lots([10.0] * 6, [[40.0], [25.0]])
    assert received(together, pick(together)) == pytest.approx(received(apart, pick(apart)))


def test_same_lots_same_owners() -> None:
    found = lots([10.0, 7.0, 5.0, 5.0], [[20.0], [20.0]])
    assert pick(found).tolist() == pick(replace(found)).tolist()
