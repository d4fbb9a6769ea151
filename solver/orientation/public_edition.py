"""What the public edition of an orientation leaves out, so that no small count can be found out.

Written there is what ``models.orientation_study.UnwrittenInPublic`` says. A count under eleven (of
a group at an outlet, of a group, from a sector to an outlet) is written nowhere; where all that is
written together would still place one within ten, more is left out: first what is nearest to it,
the smallest first, at last the names of outlets.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import numpy as np
import numpy.typing as npt

from models.orientation_study import UnwrittenInPublic, served_in, share_class
from models.publics import LEAST_TOLD, TEN, written_alike
from solver.orientation.flows import Flows
from solver.programs.subtraction import is_open

Flags = npt.NDArray[np.bool_]
Part = tuple[str, ...]
"""What may be written: a group ("group", g), a way ("way", sector, outlet), all ("total",), and
that an outlet is where a group is sent ("name", g, outlet)."""
TOTAL: Part = ("total",)


def unwritten(
    sector: Mapping[str, str],
    need: Mapping[str, int],
    level: Mapping[str, float],
    sent: Flows,
    unnamed: Collection[tuple[str, str]] = (),
) -> UnwrittenInPublic:
    """Return what is left out.

    Parameters
    ----------
    sector
        In which each group lives.
    need
        How many households of each group ask.
    level
        Served over need of each group.
    sent
        Households of each group at each outlet, those above nought alone.
    unnamed
        Groups and outlets that are not named to the coordinator either.
    """
    cells = sorted(sent)
    out: set[Part] = {("name", *one) for one in unnamed}
    if cells:
        table = _Table(sector, cells, sent, need, level)
        for goal in table.small(out):
            steps = table.steps(goal, out)
            while not table.is_open(goal, out) and next(steps, None) is not None:
                pass
    return UnwrittenInPublic(
        groups=tuple(sorted(one[1] for one in out if one[0] == "group")),
        ways=tuple(sorted((one[1], one[2]) for one in out if one[0] == "way")),
        names=tuple(sorted((one[1], one[2]) for one in out if one[0] == "name")),
        total=TOTAL in out,
    )


class _Table:
    """Households of groups at outlets, and the sums of them that may be written."""

    def __init__(
        self,
        sector: Mapping[str, str],
        cells: list[tuple[str, str]],
        sent: Flows,
        need: Mapping[str, int],
        level: Mapping[str, float],
    ) -> None:
        self._cells, self._need, self._level = cells, need, level
        self._whole = all(one == 1 for one in level.values())
        """Whether all find a place, which is told."""
        self._counts = np.array([sent[one] for one in cells], dtype=np.int64)
        kinds = (
            [("group", group) for group, _ in cells],
            [("way", sector[group], outlet) for group, outlet in cells],
            [TOTAL] * len(cells),
        )
        self._parts: dict[Part, Flags] = {
            part: np.array([one == part for one in kind])
            for kind in kinds
            for part in sorted({*kind})
        }

    def small(self, out: set[Part]) -> list[Flags]:
        """Return small counts, each as the cells that it adds up; leave out their own sums."""
        found = []
        for part, those in self._parts.items():
            if self._count(those) < LEAST_TOLD:
                out.add(part)
                found.append(those)
        each = np.eye(len(self._cells), dtype=bool)
        return found + [each[n] for n, count in enumerate(self._counts) if count < LEAST_TOLD]

    def steps(self, goal: Flags, out: set[Part]) -> Iterator[Part]:
        """Leave out one thing more at each step, until nothing is left that could tell."""
        near = goal
        for _ in range(2):  # the sums that it stands in, then those that share a part with them
            beside = [part for part, those in self._parts.items() if (those & near).any()]
            beside = [part for part in beside if part not in out and part != TOTAL]
            for part in sorted(beside, key=lambda one: (self._count(self._parts[one]), one)):
                out.add(part)
                yield part
            touching = [t for p, t in self._parts.items() if (t & goal).any() and p != TOTAL]
            near = np.logical_or.reduce(touching)
        groups = {self._cells[n][0] for n in np.flatnonzero(goal)}
        rest = [TOTAL, *sorted(part for part in self._parts if part != TOTAL)]
        names = [("name", *self._cells[n]) for n in np.flatnonzero(goal)]
        names += [("name", *one) for one in self._cells if one[0] in groups]
        for part in (*rest, *names):
            if part not in out:
                out.add(part)
                yield part

    def is_open(self, goal: Flags, out: Collection[Part]) -> bool:
        """Tell whether what is written leaves a count open by ten at least."""
        sums = []
        for part, those in self._parts.items():
            low, high = (0, int(1e9)) if part in out else written_alike(self._count(those))
            if part[0] == "group":
                low, high = self._of_group(part[1], low, high, written=part not in out)
            sums.append((those.astype(np.float64), float(low), float(high)))
        bounds = [(float(("name", *one) not in out), float("inf")) for one in self._cells]
        return is_open(goal.astype(np.float64), sums, bounds, TEN - 1)

    def _count(self, those: Flags) -> int:
        return int(self._counts[those].sum())

    def _of_group(self, name: str, low: int, high: int, *, written: bool) -> tuple[int, int]:
        """Return between what the households of a group lie: no more than ask, of a class."""
        least, most = written_alike(self._need[name])
        if not written and not self._whole:
            return low, most
        class_low, class_high = served_in(share_class(self._level[name]), least, most)
        return max(low, class_low), min(high, class_high)
