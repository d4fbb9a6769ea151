"""A funders' table that keeps every rule, and what is told of one that is broken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from models.grants import CountedClass, CountOfYear, FundedStructure
from models.grants_study import GrantsStudy
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
Ways = Mapping[str, Sequence[Callable[[], GrantsStudy]]]
"""Ways to break each rule."""


def is_found(code: str, broken: GrantsStudy) -> None:
    """Assert that a rule is told of a table, in both languages."""
    told = check_grants(broken)
    assert code in {one.code for one in told}
    assert all(one.text.fr != one.text.en for one in told if one.code == code)
