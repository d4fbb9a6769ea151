"""The public edition: no small count stands there or follows; the checker finds those that do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import highspy
import numpy as np
import pytest

from models.orientation_study import (
    GroupServed,
    OrientedFlow,
    UnwrittenInPublic,
    served_in,
    share_class,
)
from models.publics import nearest_ten
from scenarios import load
from solver.orientation.plan import orient
from solver.orientation.public_edition import unwritten
from solver.review.check_orientation import check_public

VALLEY = load("vallee").scenario
SECTOR = {one.id: one.sector for one in VALLEY.openings.groups}
OUTLETS = [one.id for one in VALLEY.openings.outlets]
Pair = tuple[str, str]


class Drawn:
    """Groups of the valley sent to its outlets at random, and what is left out of that."""

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        names = rng.permutation(sorted(SECTOR))[: rng.integers(2, 5)]
        outlets = rng.permutation(OUTLETS)[: rng.integers(1, 4)]
        self.sent = {
            (str(group), str(outlet)): int(rng.choice([2, 5, 9, 12, 14, 30, 60]))
            for group in names
            for outlet in outlets
            if rng.random() < 0.6
        }
        self.served = {str(one): 0 for one in names}
        for (group, _), households in self.sent.items():
            self.served[group] += households
        whole = rng.random() < 0.2
        self.need = {
            one: max(11, had + (0 if whole else int(rng.choice([0, 1, 6, 30]))))
            for one, had in self.served.items()
        }
        self.level = {one: had / self.need[one] for one, had in self.served.items()}
        self.out = unwritten(SECTOR, self.need, self.level, self.sent)

    def ways(self) -> dict[Pair, list[Pair]]:
        found: dict[Pair, list[Pair]] = {}
        for group, outlet in self.sent:
            found.setdefault((SECTOR[group], outlet), []).append((group, outlet))
        return found

    def small(self) -> Iterator[list[Pair]]:
        """Yield counts under eleven, as the cells that they add up."""
        sums = [[cell] for cell in self.sent]
        sums += [[one for one in self.sent if one[0] == group] for group in self.served]
        sums += list(self.ways().values())
        yield from (one for one in sums if 0 < sum(self.sent[cell] for cell in one) < 11)

    def between(self, goal: list[Pair]) -> tuple[int, int]:
        """Return between what a count lies of any table that would be written in the same way."""
        program = highspy.Highs()
        program.setOptionValue("output_flag", False)
        at = {
            cell: program.addIntegral(int(cell not in self.out.names), 10_000) for cell in self.sent
        }
        whole = all(one == 1 for one in self.level.values())

        def told(cells: list[Pair], low: int, high: int) -> None:
            if cells:
                program.addConstr(low <= program.qsum([at[one] for one in cells]) <= high)

        for group, had in self.served.items():
            mine = [one for one in self.sent if one[0] == group]
            least, most = alike(self.need[group])
            told(mine, 0, most)
            if whole or group not in self.out.groups:
                told(mine, *served_in(share_class(self.level[group]), least, most))
            if group not in self.out.groups:
                told(mine, *alike(had))
        for way, cells in self.ways().items():
            if way not in self.out.ways:
                told(cells, *alike(sum(self.sent[one] for one in cells)))
        if not self.out.total:
            told(list(self.sent), *alike(sum(self.sent.values())))
        ends = []
        for solve in (program.minimize, program.maximize):
            solve(program.qsum([at[one] for one in goal]))
            assert program.getModelStatus() == highspy.HighsModelStatus.kOptimal
            ends.append(round(program.getObjectiveValue()))
        return ends[0], ends[1]

    def checked(self, out: UnwrittenInPublic) -> list[str]:
        groups = [
            GroupServed(group=one, need=self.need[one], served=had, today=0, level=self.level[one])
            for one, had in self.served.items()
        ]
        flows = [
            OrientedFlow(group=group, outlet=outlet, households=households, today=0)
            for (group, outlet), households in self.sent.items()
        ]
        return [one.code for one in check_public(VALLEY, groups, flows, out)]


def alike(count: int) -> tuple[int, int]:
    """Return the least and the most that is written as a count is."""

    def said(number: int) -> str:
        return "few" if 0 < number < 11 else str(nearest_ten(number))

    same = [n for n in range(max(0, count - 20), count + 20) if said(n) == said(count)]
    return same[0], same[-1]


def attacked(seeds: range) -> Counter[str]:
    found = Counter[str]()
    for seed in seeds:
        drawn = Drawn(seed)
        for goal in drawn.small():
            low, high = drawn.between(goal)
            assert low <= sum(drawn.sent[one] for one in goal) <= high
            assert high - low >= 9, (seed, goal)
            found["small"] += 1
        small_groups = [one for one, had in drawn.served.items() if 0 < had < 11]
        assert {*small_groups} <= {*drawn.out.groups}
        assert drawn.checked(drawn.out) == []
        found["groups"] += len(drawn.out.groups) - len(small_groups)
        found["names"] += len(drawn.out.names)
        found["total"] += drawn.out.total
        if seed % 5 == 0:
            found["tried"] += 1
            found["leaks"] += bool(drawn.checked(UnwrittenInPublic()))
    return found


def test_small_counts_cannot_be_found_out() -> None:
    attacked(range(25))


@pytest.mark.long
def test_small_counts_of_a_thousand_editions_cannot_be_found_out() -> None:
    found = attacked(range(1000))
    assert found["small"] > 2000
    assert found["groups"] > 100  # that a subtraction would have given away
    assert found["leaks"] > found["tried"] / 2  # the checker finds what is not left out


def test_the_valley_leaves_out_little() -> None:
    study = orient(VALLEY)
    assert study.violations == ()
    assert study.unwritten is not None
    assert not study.unwritten.total
    assert study.unwritten.names == (("seuls-gare", "epicerie-ccas"),)  # nor to the coordinator
    assert len(study.unwritten.groups) < len(study.groups)
