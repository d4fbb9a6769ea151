"""Money still to give that breaks each rule is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.grants_study import GrantsStudy
from tests.solver.review.checks.spread_grants import STUDY, Ways, is_found


def proposal(**values: object) -> GrantsStudy:
    first, *others = STUDY.proposals
    return STUDY.changed(proposals=(first.changed(**values), *others))


def proof(**values: object) -> GrantsStudy:
    first, *others = STUDY.proofs
    return STUDY.changed(proofs=(first.changed(**values), *others))


BROKEN: Ways = {
    "grant_envelope": [lambda: proposal(cents=9_500), lambda: proposal(cents=20_000)],
    "grant_earmark": [lambda: proposal(use="jobs"), lambda: proposal(structure="head")],
    "grant_asked": [lambda: proposal(cents=10_001)],
    "grant_level": [
        lambda: proof(level=STUDY.proofs[0].level + 1),
        lambda: proof(level=STUDY.proofs[0].level - 1),
        lambda: proof(envelopes={}, caps={}, asks={}),
        lambda: proof(weights=dict.fromkeys(STUDY.proofs[0].weights, -1.0)),
        lambda: STUDY.changed(proofs=STUDY.proofs[1:]),
        lambda: STUDY.changed(proposals=()),
    ],
}


@pytest.mark.parametrize(
    ("code", "broken"), [(code, one) for code, ways in BROKEN.items() for one in ways]
)
def test_what_is_broken_is_found(code: str, broken: Callable[[], GrantsStudy]) -> None:
    is_found(code, broken())
