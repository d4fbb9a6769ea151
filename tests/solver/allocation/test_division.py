"""The published examples: Aumann & Maschler (1985), the Talmud."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.allocation import division
from solver.allocation.division import Division

CLAIMS = np.array([100.0, 200.0, 300.0])
ALL = [division.proportional, division.equal_awards, division.equal_losses, division.talmud]


@pytest.mark.parametrize(
    ("divide", "estate", "awards"),
    [
        (division.talmud, 100.0, [100 / 3, 100 / 3, 100 / 3]),
        (division.talmud, 200.0, [50.0, 75.0, 75.0]),
        (division.talmud, 300.0, [50.0, 100.0, 150.0]),
        (division.equal_awards, 200.0, [200 / 3, 200 / 3, 200 / 3]),
        (division.equal_losses, 200.0, [0.0, 50.0, 150.0]),
        (division.proportional, 300.0, [50.0, 100.0, 150.0]),
    ],
)
def test_published_divisions(divide: Division, estate: float, awards: list[float]) -> None:
    assert divide(CLAIMS, estate) == pytest.approx(awards)


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=6), st.floats(0, 4000))
@pytest.mark.parametrize("divide", ALL)
def test_awards_keep_to_claims_and_use_the_estate(
    divide: Division, claims: list[float], estate: float
) -> None:
    owed = np.array(claims)
    awards = divide(owed, estate)
    assert (awards >= -1e-9).all()
    assert (awards <= owed + 1e-9).all()
    assert awards.sum() == pytest.approx(min(estate, owed.sum()), abs=1e-6)
