"""Where money would go: by hand, by brute force, whatever things are called."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence

import pytest

from models.scenario import Scenario
from solver.grants.leximin import Levelled, Limit, fairest
from solver.grants.plan import fund
from tests.helpers.granted import department, envelope, funder, grant, structure, territory


def levels(world: Scenario) -> dict[str, float]:
    proofs = fund(world).proofs
    return {name: one.level for one in proofs if one.of == "territory" for name in one.who}


def test_by_hand() -> None:
    # a and b share 100 € for 10 poor people each, a has 20 € already: both end at 6 €
    world = department(
        [territory("a", 10), territory("b", 10)],
        [structure("s", "a", running=500), structure("t", "b", running=500)],
        [funder("f", envelope("e", 100))],
        [grant("f", "s", 20)],
    )
    study = fund(world)
    assert {one.structure: one.cents for one in study.proposals} == {"s": 4000, "t": 6000}
    (proof,) = [one for one in study.proofs if one.of == "territory"]
    assert proof.who == ("a", "b")
    assert proof.level == pytest.approx(6.0)
    assert [one.then_cents for one in study.territories] == [6000, 6000]
    assert study.violations == ()


def test_conditions_hold_the_lowest_back_and_lifting_them_is_tried() -> None:
    world = department(
        [territory("a", 10), territory("b", 10)],
        [structure("s", "a", running=500), structure("t", "b", jobs=500)],
        [funder("f", envelope("e", 100, uses=["running"])), funder("g", envelope("small", 30))],
        tried_eur=10,
    )
    assert levels(world) == {"a": pytest.approx(10.0), "b": pytest.approx(3.0)}
    tried = {(one.envelope, one.kind): one for one in fund(world).tried}
    assert tried["e", "lifted"].lowest == pytest.approx(6.5)
    assert [(one.territory, one.cents) for one in tried["e", "lifted"].gains] == [
        ("a", -3500),
        ("b", 3500),
    ]
    assert [(one.territory, one.cents) for one in tried["small", "more"].gains] == [("b", 1000)]
    assert ("small", "lifted") not in tried


def test_structures_of_one_territory_share_by_what_they_need() -> None:
    # t has 60 of the 100 € that it needs, s nothing of 100 €: s first
    world = department(
        [territory("a", 10)],
        [structure("s", "a", running=100), structure("t", "a", running=40)],
        [funder("f", envelope("e", 80))],
        [grant("f", "t", 60)],
    )
    given = {one.structure: one.cents for one in fund(world).proposals}
    assert given == {"s": 7000, "t": 1000}


def test_a_cap_by_structure_and_a_territory_without_people() -> None:
    world = department(
        [territory("a", 10), territory("empty", 0)],
        [structure("s", "a", running=100), structure("t", "empty", running=100)],
        [funder("f", envelope("e", 80, most_eur=25))],
    )
    study = fund(world)
    assert {one.structure: one.cents for one in study.proposals} == {"s": 2500, "t": 2500}
    assert [one.eur_per_poor for one in study.territories] == [0.0, None]
    assert any(one.code == "grants_no_need" for one in study.findings)


def whole_euros(count: int, limits: Sequence[Limit], most: int) -> Iterator[tuple[int, ...]]:
    """Yield every way of giving whole euros that is allowed."""
    for one in itertools.product(range(most + 1), repeat=count):
        if all(sum(one[n] for n in limit.columns) <= limit.most for limit in limits):
            yield one


@pytest.mark.parametrize("seed", range(12))
def test_no_way_of_giving_whole_euros_is_fairer(seed: int) -> None:
    drawn = random.Random(seed)
    columns, most = 4, 4
    limits = [
        Limit("first", drawn.randint(2, 6), (0, 1, 2)),
        Limit("second", drawn.randint(1, 5), (2, 3)),
        *(Limit(f"each{n}", drawn.randint(1, most), (n,)) for n in range(columns)),
    ]
    levelled = [
        Levelled(f"t{n}", drawn.randint(0, 3), drawn.randint(1, 4), gains)
        for n, gains in enumerate(({0: 1.0}, {1: 1.0, 2: 0.5}, {2: 0.5, 3: 1.0}))
    ]
    found = fairest(columns, levelled, limits)
    best = sorted(found.level.values())

    def reached(way: Sequence[float]) -> list[float]:
        return sorted(
            (one.have + sum(gain * way[n] for n, gain in one.gains.items())) / one.size
            for one in levelled
        )

    assert reached(found.values.tolist()) == pytest.approx(best, abs=1e-6)
    for way in whole_euros(columns, limits, most):
        other = reached(way)
        first = next((n for n in range(3) if abs(other[n] - best[n]) > 1e-6), None)
        assert first is None or other[first] < best[first]


@pytest.mark.parametrize("seed", range(4))
def test_what_things_are_called_and_their_order_change_nothing(seed: int) -> None:
    drawn = random.Random(seed)

    def made(names: dict[str, str], *, turned: bool) -> Scenario:
        territories = [territory(names[n], 20 + 10 * k) for k, n in enumerate("abc")]
        structures = [
            structure(names[n], {names[t]: 1.0}, running=60 + 10 * k, jobs=20)
            for k, (n, t) in enumerate(zip("pqr", "abc", strict=True))
        ]
        kept = [names["a"], names["b"]]
        funders = [
            funder(names["f"], envelope(names["x"], 70, territories=kept)),
            funder(names["g"], envelope(names["y"], 50, uses=["jobs"], most_eur=15)),
        ]
        awards = [grant(names["f"], names["p"], 30), grant(names["g"], names["r"], 11.11)]
        step = -1 if turned else 1
        return department(territories[::step], structures[::step], funders[::step], awards[::step])

    plain = {name: name for name in "abcpqrfgxy"}
    other = list(plain)
    drawn.shuffle(other)
    renamed = {name: f"z{new}" for name, new in zip(plain, other, strict=True)}
    first, second = fund(made(plain, turned=False)), fund(made(renamed, turned=True))
    assert second.violations == first.violations == ()
    assert {renamed[one.territory]: one.then_cents for one in first.territories} == {
        one.territory: pytest.approx(one.then_cents, abs=3) for one in second.territories
    }
    given = [
        {name: sum(p.cents for p in study.proposals if p.structure == name) for name in names}
        for study, names in ((first, "pqr"), (second, [renamed[n] for n in "pqr"]))
    ]
    assert list(given[1].values()) == pytest.approx(list(given[0].values()), abs=3)
