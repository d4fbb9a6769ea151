"""Small counts of the annual return, and what editions show of others."""

from __future__ import annotations

import random

import pytest

from models.grants import CountedClass, CountOfYear
from models.grants_study import ShownTotal
from solver.grants.plan import fund
from solver.grants.returns import ALL, hidden
from solver.review.checks.grants_hidden import counts_hidden, editions_hidden
from tests.helpers.granted import department, funder, grant, structure, territory


def test_one_small_count_takes_three_with_it() -> None:
    rows = {"a": (5, 30), "b": (40, 50)}
    table = {
        (row, kind): n for row, some in rows.items() for kind, n in zip("xy", some, strict=True)
    }
    table |= {("a", ALL): 35, ("b", ALL): 90, (ALL, "x"): 45, (ALL, "y"): 80, (ALL, ALL): 125}
    assert hidden(table) == {("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")}


@pytest.mark.parametrize("seed", range(25))
def test_no_subtraction_gives_a_small_count_away(seed: int) -> None:
    drawn = random.Random(seed)
    kinds = ("young", "old", "other")[: drawn.randint(2, 3)]
    names = ("s", "t", "u", "v")[: drawn.randint(1, 4)]
    counts = [
        CountOfYear(structure=name, counted=kind, people=drawn.choice([0, 3, 9, 12, 40, 200]))
        for name in names
        for kind in kinds
    ]
    world = department(
        [territory("a", 10)],
        [structure(name, "a") for name in names],
        [funder("f")],
        classes=tuple(CountedClass(id=kind, label=kind) for kind in kinds),
        counts=tuple(counts),
    )
    study = fund(world)
    assert not list(counts_hidden(study))
    told = {(one.structure, kind): n for one in study.counts for kind, n in one.people.items()}
    assert all(n is None or n == 0 or n >= 11 for n in told.values())


def test_an_edition_that_shows_a_lone_other_is_found_and_never_made() -> None:
    world = department(
        [territory("a", 10), territory("b", 10)],
        [structure("s", "a"), structure("t", "b"), structure("u", "b")],
        [funder("f"), funder("g")],
        [grant("f", "s", 10), grant("f", "t", 20), grant("g", "u", 40), grant("g", "t", 5)],
    )
    study = fund(world)
    assert not list(editions_hidden(study))
    mine = next(one for one in study.editions if one.viewer == "s")
    # the total of f, less its own 10 €, is what t has from f
    shown = (*mine.totals, ShownTotal(axis="funder", who=("f",), cents=3_000))
    leak = mine.changed(totals=shown)
    (found,) = editions_hidden(study.changed(editions=(leak,)))
    assert found.where == ("s",)
    assert "Structure t" in found.text.fr


def test_two_structures_alone_see_no_total() -> None:
    world = department(
        [territory("a", 10)],
        [structure("s", "a"), structure("t", "a")],
        [funder("f")],
        [grant("f", "s", 10), grant("f", "t", 20)],
    )
    study = fund(world)
    assert [one.totals for one in study.editions if one.kind == "structure"] == [(), ()]
    assert study.violations == ()


@pytest.mark.parametrize("seed", range(8))
def test_no_edition_of_any_department_gives_away(seed: int) -> None:
    drawn = random.Random(seed)
    places = [territory(name, 50) for name in "abc"]
    names = [f"s{n}" for n in range(6)]
    structures = [structure(name, drawn.choice("abc")) for name in names]
    funders = [funder(name) for name in "fgh"]
    awards = [
        grant(drawn.choice("fgh"), drawn.choice(names), drawn.randint(1, 900), reference=f"r{n}")
        for n in range(14)
    ]
    study = fund(department(places, structures, funders, awards))
    assert study.violations == ()
    assert any(one.totals for one in study.editions)
