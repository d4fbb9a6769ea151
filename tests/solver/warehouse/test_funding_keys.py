from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.funding import CostLine, StatedKey
from solver.cost_sharing.core import objections
from solver.warehouse.funding_keys import MEASURED, key_names, key_shares
from solver.warehouse.funding_year import funding_study
from solver.warehouse.yearly_costs import game, running, sized
from tests.helpers.funding import SHARES, funding, holdings


@pytest.mark.parametrize("name", [*MEASURED, "agreed"])
def test_each_key_sums_to_one_exactly(name: str) -> None:
    shares = key_shares(funding(), holdings(), name)
    assert shares is not None
    assert sum(shares.values()) == 1
    assert set(shares) == set(SHARES)


def test_measured_keys_in_equal_proportions_agree() -> None:
    found = [key_shares(funding(), holdings(), name) for name in ("surface", "agreed")]
    assert found[0] == found[1]


def test_shapley_of_a_fixed_and_a_proportional_line_by_hand() -> None:
    """A fixed cost is shared equally, a proportional one in proportion (Shapley's axioms)."""
    asked = funding(
        costs=(
            CostLine(id="head", label="Direction", eur_per_year=100),
            CostLine(id="rent", label="Loyer", eur_per_year=300, driver="surface"),
        )
    )
    held = holdings(100.0, a=0.5, b=0.3, c=0.2)
    shares = key_shares(asked, held, "shapley")
    assert shares is not None
    by_hand = {"a": 100 / 3 + 150, "b": 100 / 3 + 90, "c": 100 / 3 + 60}
    assert {who: float(share) * 400 for who, share in shares.items()} == pytest.approx(by_hand)


def test_keys_without_a_meaning_are_left_out() -> None:
    still = tuple(one.changed(pallet_weeks=0.0) for one in holdings())
    assert key_shares(funding(), still, "pallet_weeks") is None
    assert key_shares(funding(), (), "surface") is None
    assert key_shares(funding(), holdings(), "nothing") is None
    many = holdings(100.0, **{f"n{n:02d}": 1 / 13 for n in range(13)})
    assert key_shares(funding(), many, "shapley") is None
    assert key_shares(funding(), many, "surface") is not None
    study = funding_study(funding(), many)
    assert {one.key for one in study.keys} == {"surface", "pallet_weeks", "flows"}


def test_a_stated_key_counts_those_who_are_there() -> None:
    asked = funding(keys=(StatedKey(id="k", label="K", shares={"a": 0.5, "b": 0.25, "c": 0.25}),))
    shares = key_shares(asked, holdings(10.0, a=0.5, b=0.5), "k")
    assert shares is not None
    assert {who: float(share) for who, share in shares.items()} == {"a": 2 / 3, "b": 1 / 3}


def test_a_key_without_a_meaning_is_stood_in_for() -> None:
    still = tuple(one.changed(pallet_weeks=0.0) for one in holdings())
    study = funding_study(funding(key="pallet_weeks"), still)
    assert study.key == "surface"
    nothing = tuple(
        one.changed(surface_m2=0.0, cold_places=0.0, pallets_per_year=0.0) for one in still
    )
    study = funding_study(funding(), nothing)
    assert study.key == "alike"
    assert {one.net_eur for one in study.invoices} == {study.bill.net_eur / 5}


lines = st.builds(
    lambda driver, lot, eur: CostLine(id="x", label="X", eur_per_year=eur, driver=driver, lot=lot),
    st.sampled_from(["fixed", "surface", "cold_places", "pallets"]),
    st.none() | st.floats(1, 2000),
    st.floats(1, 1e6),
)
held = st.lists(st.floats(0.01, 1.0), min_size=2, max_size=4)


@settings(max_examples=40)
@given(st.lists(lines, min_size=1, max_size=4), held)
def test_a_union_never_costs_more_than_its_parts(costs: list[CostLine], parts: list[float]) -> None:
    asked = funding(costs=tuple(line.changed(id=f"l{n}") for n, line in enumerate(costs)))
    some = holdings(5000.0, **{f"n{n}": part for n, part in enumerate(parts)})
    played = game(asked, some)
    total = played.costs[-1]
    assert total == pytest.approx(asked.eur_per_year)
    for size in range(1, len(some)):
        for group in combinations(range(len(some)), size):
            mask = sum(1 << n for n in group)
            apart = played.costs[mask] + played.costs[played.all ^ mask]
            assert total <= apart * (1 + 1e-9) + 1e-9
    assert float(running(asked, some, some)) == pytest.approx(sized(asked, some, some))


def test_the_nucleolus_is_in_the_core_of_the_published_year() -> None:
    played = game(funding(), holdings())
    shares = key_shares(funding(), holdings(), "nucleolus")
    assert shares is not None
    asked = np.array([float(share) for share in shares.values()]) * played.costs[-1]
    assert not objections(played, asked, tolerance=0.01)
    assert key_names(funding())[0] == "agreed"
