"""Remainders of packs: leximin against every way to share them, and first come, first served."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping

import pytest

from solver.buying.remainders import Place, Remainders, first_come, shared

ONE_EACH = Remainders(
    units={"p": 1, "q": 1, "r": 1},
    worth={"p": 19, "q": 17, "r": 3},
    room={("a", "p"): 1, ("a", "q"): 1, ("b", "r"): 1, ("c", "q"): 0},
    together={},
    size={"a": 1, "b": 1},
    kg=dict.fromkeys("pqr", 1.0),
    room_kg={"a": 1.0, "b": 1.0},
)


def test_first_come_gives_19_and_3_where_17_and_17_are_fair() -> None:
    lots = Remainders(
        units={"p": 19, "q": 17},
        worth={"p": 1, "q": 1},
        room={("a", "p"): 19, ("a", "q"): 17, ("b", "p"): 17, ("b", "q"): 3},
        together={},
        size={"a": 1, "b": 1},
        kg={"p": 1.0, "q": 1.0},
        room_kg={"a": 19.0, "b": 17.0},
    )
    assert lots.levels(first_come(lots)) == {"a": 19, "b": 3}
    fair = lots.levels(shared(lots))
    assert min(fair.values()) == 17


def every_way(given: Remainders) -> list[float]:
    places = [one for one, most in sorted(given.room.items()) if most]
    best: list[float] = []
    for counts in itertools.product(*(range(given.room[one] + 1) for one in places)):
        made: Mapping[Place, int] = dict(zip(places, counts, strict=True))
        if all(
            sum(n for (_, kind), n in made.items() if kind == one) <= most
            for one, most in given.units.items()
        ) and all(
            sum(n * given.kg[kind] for (who, kind), n in made.items() if who == one) <= kg
            for one, kg in given.room_kg.items()
        ):
            best = max(best, sorted(given.levels(made).values()))
    return best


@pytest.mark.parametrize("seed", range(8))
def test_no_other_way_is_fairer(seed: int) -> None:
    r = random.Random(seed)
    members, kinds = "abc", "pq"
    given = Remainders(
        units={kind: r.randint(1, 4) for kind in kinds},
        worth={kind: float(r.randint(1, 9)) for kind in kinds},
        room={(who, kind): r.randint(0, 2) for who in members for kind in kinds},
        together={},
        size={who: float(r.randint(1, 3)) for who in members},
        kg={kind: float(r.randint(1, 2)) for kind in kinds},
        room_kg={who: float(r.randint(1, 4)) for who in members},
    )
    assert sorted(given.levels(shared(given)).values()) == pytest.approx(every_way(given))


def test_nothing_left_is_nothing_shared() -> None:
    assert shared(Remainders({}, {}, {}, {}, {"a": 1}, {}, {"a": 1.0})) == {}
    assert first_come(ONE_EACH) == {("a", "p"): 1, ("b", "r"): 1}
