from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from models.plan import Plan
from models.scenario import Scenario
from solver.allocation.base import Floats, Split
from solver.allocation.floors import nothing_withheld
from solver.allocation.leximin import Leximin
from solver.ramasse import shares
from solver.ramasse.twin_lots import as_one
from solver.ramasse.week import Week
from solver.review.check import check
from tests.helpers.studies import planned


def _split(lots: list[tuple[float, bool]], needs: list[float], room: float) -> Split:
    """Return lots of one family; each may go to all, by a load that has so much room, or to one."""
    arcs = [
        (lot, who)
        for lot, (_, everywhere) in enumerate(lots)
        for who in range(len(needs) if everywhere else 1)
    ]
    rows = np.zeros((len(lots) + 1, len(arcs)))
    for column, (lot, who) in enumerate(arcs):
        rows[lot, column] = 1.0
        rows[-1, column] = float(who > 0)
    return Split(
        association=np.array([who for _, who in arcs], dtype=np.int64),
        family=np.zeros(len(arcs), dtype=np.int64),
        rows=csr_array(rows),
        limits=np.array([kg for kg, _ in lots] + [room]),
        need_kg=np.array(needs)[:, None],
        points=np.ones(1),
        floors=np.zeros(len(needs)),
    )


def _levels(split: Split, kg: Floats) -> Floats:
    return np.sort(split.scopes()[-1].levels(kg))


some_lots = st.lists(st.tuples(st.floats(0.5, 80.0), st.booleans()), min_size=1, max_size=8)


@given(some_lots, st.lists(st.floats(5.0, 90.0), min_size=2, max_size=4), st.floats(0.0, 120.0))
def test_twins_are_split_as_they_would_be_one_by_one(
    lots: list[tuple[float, bool]], needs: list[float], room: float
) -> None:
    split = _split(lots, needs, room)
    one, apart = as_one(split, len(lots))
    kinds = {everywhere for _, everywhere in lots}
    assert one.rows.shape[0] == len(kinds) + 1
    rule = Leximin(even=False)
    kg = apart(rule(nothing_withheld(one)))
    assert (split.rows @ kg <= split.limits + 1e-6).all()
    assert _levels(split, kg) == pytest.approx(
        _levels(split, rule(nothing_withheld(split))), abs=1e-5
    )


def test_what_tells_lots_apart_keeps_them_apart() -> None:
    split = _split([(10.0, True), (20.0, True)], [30.0, 30.0], 40.0)
    assert as_one(split, 2)[0].rows.shape == (2, 2)
    rows = split.rows.toarray()
    rows[-1, 3] = 0.5  # the second lot takes half the room
    assert as_one(replace(split, rows=csr_array(rows)), 2)[0].rows.shape == (3, 4)


def test_a_week_gets_the_same_levels(monkeypatch: pytest.MonkeyPatch) -> None:
    made = planned()
    scenario, rounds = made.scenario, made.plan.rounds
    week = Week(scenario, made.travel)

    def split_out(most: int) -> Plan:
        monkeypatch.setattr(shares, "MANY_ARCS", most)
        return shares.share_out(week, rounds, Leximin(), {})

    apart, together = split_out(1_000_000), split_out(0)
    assert together.usable_kg == pytest.approx(apart.usable_kg, abs=0.5)
    assert _reached(scenario, together) == pytest.approx(_reached(scenario, apart), abs=1e-3)
    assert check(scenario, week.travel, together) == ()


def _reached(scenario: Scenario, plan: Plan) -> list[float]:
    """Return the points that each association receives over those it needs, the lowest first."""
    worth = {family.id: family.points_per_kg for family in scenario.families}
    found = []
    for who in scenario.associations:
        due = sum(scenario.need_kg(who.id, family) * each for family, each in worth.items())
        got = sum(plan.received_kg(who.id, family) * each for family, each in worth.items())
        found.append(got / due if due else 1.0)
    return sorted(found)
