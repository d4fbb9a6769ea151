"""Each rule of the funders' table is broken once, and found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.grants import CountedClass, CountOfYear, FundedStructure
from models.grants_rules import GRANT_RULES
from models.grants_study import GrantsStudy, ShownTotal
from solver.grants.plan import fund
from solver.review.check_grants import check_grants
from tests.helpers.granted import department, envelope, funder, grant, structure, territory

WORLD = department(
    [territory("a", 10), territory("b", 20)],
    [
        FundedStructure(id="head", label="Head", federation=True),
        structure("s", "a", running=100),
        structure("t", "b", running=300, jobs=50),
        structure("u", "b"),
    ],
    [funder("f", envelope("e", 120, uses=["running"], most_eur=90)), funder("g")],
    [
        grant("f", "head", 100),
        grant("head", "s", 60),
        grant("g", "t", 30, reference="g1"),
        grant("g", "u", 25),
        grant("g", "s", 12),
    ],
    classes=(CountedClass(id="young", label="Young"), CountedClass(id="old", label="Old")),
    counts=tuple(
        CountOfYear(structure=who, counted=kind, people=people)
        for who, kind, people in (
            ("s", "young", 4),
            ("s", "old", 50),
            ("t", "young", 80),
            ("t", "old", 90),
        )
    ),
)
STUDY = fund(WORLD)
Broken = Callable[[], GrantsStudy]


def part(n: int, **values: object) -> GrantsStudy:
    return STUDY.changed(
        parts=tuple(one.changed(**values) if k == n else one for k, one in enumerate(STUDY.parts))
    )


def proposal(**values: object) -> GrantsStudy:
    first, *others = STUDY.proposals
    return STUDY.changed(proposals=(first.changed(**values), *others))


def proof(**values: object) -> GrantsStudy:
    first, *others = STUDY.proofs
    return STUDY.changed(proofs=(first.changed(**values), *others))


def written() -> GrantsStudy:
    rows = [
        one.changed(people={**one.people, "young": 4}) if one.structure == "s" else one
        for one in STUDY.counts
    ]
    return STUDY.changed(counts=tuple(rows))


def subtracted() -> GrantsStudy:
    """Write the other three cells: the small one follows."""
    true = {("s", "old"): 50, ("t", "young"): 80, ("t", "old"): 90}
    rows = []
    for one in STUDY.counts:
        people = {k: true.get((one.structure or "", k), v) for k, v in one.people.items()}
        rows.append(one.changed(people=people))
    return STUDY.changed(counts=tuple(rows))


def leaking() -> GrantsStudy:
    mine = next(one for one in STUDY.editions if one.viewer == "u")
    total = ShownTotal(axis="territory", who=("b",), cents=5_500)
    return STUDY.changed(editions=(mine.changed(totals=(total,)),))


CASES: dict[str, list[Broken]] = {
    "grant_cents": [lambda: part(2, cents=2_900)],
    "grant_days": [lambda: part(2, year=2028)],
    "grant_passed": [lambda: part(len(STUDY.parts) - 1, cents=-7_000)],
    "grant_sums": [lambda: STUDY.changed(funders=STUDY.funders[1:])],
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
    "grant_hidden": [written, subtracted],
    "grant_edition": [leaking],
}


def test_every_rule_has_a_case() -> None:
    assert CASES.keys() == GRANT_RULES.keys()
    assert STUDY.violations == ()
    assert STUDY.proposals


@pytest.mark.parametrize(
    ("code", "broken"), [(code, one) for code, cases in CASES.items() for one in cases]
)
def test_what_is_broken_is_found(code: str, broken: Broken) -> None:
    found = check_grants(broken())
    assert code in {one.code for one in found}
    assert all(one.text.fr != one.text.en for one in found if one.code == code)
