"""Grants to the cent: spread by days, joined by number, counted once."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from models.grants import FundedStructure
from models.grants_study import GrantsStudy
from solver.grants.joining import join
from solver.grants.plan import fund
from solver.grants.spreading import by_year
from solver.grants.sums import concentration
from tests.helpers.granted import (
    SIRETS,
    YEAR,
    department,
    funder,
    grant,
    structure,
    territory,
)


def test_three_years_by_hand() -> None:
    # 1 July 2027 to 30 June 2029: 184, 365 + 1 and 181 days of 731
    one = grant("f", "s", 731.0, first=date(2027, 7, 1), last=date(2029, 6, 30))
    assert list(by_year(one, 73_100)) == [(2027, 18_400), (2028, 36_600), (2029, 18_100)]
    assert list(by_year(one.changed(first=None, last=None), -500)) == [(2027, -500)]


@pytest.mark.parametrize("seed", range(20))
def test_no_cent_is_lost_or_made(seed: int) -> None:
    drawn = random.Random(seed)
    shares = {"a": 0.3, "b": 0.33, "c": 0.37}
    awards = []
    for n in range(30):
        first = date(2025, 1, 1) + timedelta(days=drawn.randrange(900))
        awards.append(
            grant(
                drawn.choice("fg"),
                drawn.choice("st"),
                drawn.randrange(1, 10**7) / 100,
                reference=f"r{n}",
                agreed=first,
                first=first,
                last=first + timedelta(days=drawn.randrange(1200)),
                share=drawn.choice([1.0, 0.45]),
            )
        )
    world = department(
        [territory(name, 100) for name in shares],
        [structure("s", shares), structure("t", "a")],
        [funder("f"), funder("g")],
        awards,
    )
    study = fund(world)
    assert study.violations == ()
    whole = sum(one.cents for one in study.parts)
    exact = sum(round(100 * one.eur * one.share + 1e-7) for one in awards)
    assert abs(whole - exact) <= len(awards) / 2
    now = sum(one.cents for one in study.of_year)
    assert now == sum(one.cents for one in study.structures)
    assert now == sum(one.cents for one in study.funders)
    assert now == sum(one.cents for one in study.territories)


OTHER_PLACE = "99920020700028"
"""The body of "north", elsewhere."""


def listed(name: str, where: str) -> FundedStructure:
    return structure(name, where).changed(siret=SIRETS[name], rna=f"W13300000{len(name)}")


def test_joined_by_number_first_then_by_name() -> None:
    structures = [listed("north", "a"), structure("south", "a")]
    city = funder("city").changed(siret=SIRETS["city"])
    awards = [
        grant("Ville", "Épicerie", 1, funder_siret=SIRETS["city"], structure_siret=SIRETS["north"]),
        grant("city", "Another place", 2, structure_siret=OTHER_PLACE),
        grant("city", "By RNA", 3, structure_rna="w133000005"),
        grant("city", "STRUCTURE SOUTH", 4),
        # a name alone does not stand against another number
        grant("city", "Structure north", 5, structure_siret=SIRETS["south"]),
        grant("city", "Nobody known", 6),
    ]
    joined = join(department([territory("a", 5)], structures, [city], awards).grants)
    assert set(joined.funder) == {"city"}
    assert joined.structure == [
        "north",
        "north",
        "north",
        "south",
        f"siret-{SIRETS['south']}",
        "name-nobody-known",
    ]
    assert [one.listed for one in joined.parties.values()].count(False) == 2


def federated(*awards: object) -> GrantsStudy:
    head = FundedStructure(id="head", label="Head", federation=True)
    world = department(
        [territory("a", 10), territory("b", 10)],
        [head, structure("s", "a"), structure("t", "b")],
        [funder("f"), funder("g")],
        awards,  # type: ignore[arg-type]
    )
    return fund(world)


def test_what_a_federation_passes_on_counts_once() -> None:
    study = federated(
        grant("f", "head", 100), grant("head", "s", 60), grant("g", "t", 30, reference="g1")
    )
    assert study.violations == ()
    assert {one.structure: one.cents for one in study.structures} == {
        "head": 4_000,
        "s": 6_000,
        "t": 3_000,
    }
    assert {one.funder: one.cents for one in study.funders} == {"f": 10_000, "g": 3_000, "head": 0}
    (head,) = (one for one in study.structures if one.structure == "head")
    assert head.passed_cents == 6_000
    gone = {one.funder: one for one in study.leaving}
    assert {one.structure: (one.lost_cents, one.through_cents) for one in gone["f"].losses} == {
        "head": (4_000, -6_000),
        "s": (6_000, 6_000),
    }
    assert gone["f"].unfunded == ("head", "s")


def test_what_a_federation_gives_beyond_is_its_own() -> None:
    study = federated(grant("f", "head", 50), grant("head", "s", 80))
    assert study.violations == ()
    assert {one.funder: one.cents for one in study.funders} == {"f": 5_000, "g": 0, "head": 3_000}
    assert {one.structure: one.cents for one in study.structures}["head"] == 0


def test_cofunding_is_counted_where_it_is_given() -> None:
    study = federated(
        grant("f", "s", 100, reference="whole", includes=("part",)),
        grant("g", "s", 30, reference="part"),
    )
    assert study.violations == ()
    assert Counter({one.funder: one.cents for one in study.funders}) == Counter(f=7_000, g=3_000)
    assert any(one.code == "grants_included" for one in study.findings)


def test_what_is_given_back_or_paid_later_is_for_what_its_decision_says() -> None:
    study = federated(
        grant("f", "s", 90, reference="x", use="jobs"),
        grant("f", "s", 10, reference="x", use="running"),
        grant("f", "s", 40, reference="x", agreed=date(YEAR, 6, 1)),
        grant("f", "s", -25, reference="x", agreed=date(YEAR, 7, 1)),
        grant("f", "t", 30, use="transport"),
        grant("f", "t", -5, agreed=date(YEAR, 8, 1)),
        grant("g", "t", 7),
    )
    assert study.violations == ()
    uses = {one.award: one.use for one in study.parts}
    assert [uses[n] for n in range(7)] == [
        *("jobs", "running", "jobs", "jobs", "transport", "transport", "unsorted")
    ]
    (told,) = (one for one in study.findings if one.code == "grants_unsorted")
    assert ": 1." in told.text.en


def test_given_back_and_nobody_funds() -> None:
    study = federated(grant("f", "s", 100, reference="x"), grant("f", "s", -25, reference="x"))
    assert {one.structure: one.cents for one in study.structures}["s"] == 7_500
    (unfunded,) = (one for one in study.findings if one.code == "grants_unfunded")
    assert unfunded.where == ("head", "t")
    assert study.year == YEAR


def test_concentration_by_hand() -> None:
    assert concentration([60, 20, 20]) == pytest.approx(0.44)
    assert concentration([0, -5]) is None
