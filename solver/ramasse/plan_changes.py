"""Changes against a published plan, as costs and rows of the program that chooses rounds.

What a change is, and what it weighs, is told in ``models.tally``. Times and people of rounds that
keep their stops are not counted here: the published round is taken over as it is, and people are
put aboard afterwards, those who were first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from models.calendar import Day
from models.tally import DOOR, ROUND
from solver.programs.growing import GrowingProgram
from solver.programs.solved import INFINITY
from solver.ramasse.menus import Menu
from solver.ramasse.running_plan import HalfKind
from solver.ramasse.week import Flags, Floats

HALVES: tuple[HalfKind, ...] = ("collect", "carry")
Post = tuple[str, int]
"""Vehicle and number of the slot."""
DoorDay = tuple[str, Day]
"""A door, and the day of a drop there."""


@dataclass(frozen=True)
class Half:
    """What the halves of rounds of one menu change."""

    costs: Floats
    """(M,): stops and doors that are not as published, weighed."""
    same: int
    """The row that is as published; -1 when none is."""
    given: bool
    """Whether one row must be made: it has begun, or nothing may change."""
    kept: Mapping[DoorDay, Flags] = field(default_factory=dict)
    """(M,) each: which rows still drop where the published round of the post does."""
    added: Mapping[DoorDay, Flags] = field(default_factory=dict)
    """(M,) each: which rows drop where that round does not."""


@dataclass(frozen=True)
class Changes:
    """The changes of every menu of a program."""

    collects: list[Half]
    """One for each menu."""
    carries: list[Half]
    """One for each menu of last miles."""
    constant: float
    """Changes of a plan without any round that could be another."""
    published: Mapping[Post, frozenset[HalfKind]]
    """The halves of the published round of each post where something may change."""
    settled: frozenset[Post]
    """Posts where nothing may change."""
    held: frozenset[int]
    """Pick-ups that must be made."""
    drops: Mapping[DoorDay, int]
    """How many drops of a day at a door may be lost, or are: another instead is no change more."""

    def half(self, kind: str, position: int) -> Half:
        """Return what one menu changes."""
        return self.collects[position] if kind == "collect" else self.carries[position]

    def weight(self, kind: str, position: int, post: Post) -> Floats:
        """(M,): what the rows of a menu add to the changes; a round added, or not cancelled."""
        return self.half(kind, position).costs + self._made(post)

    def _made(self, post: Post) -> float:
        """Return what it adds that a post has a round."""
        if post in self.settled:
            return 0.0
        return -ROUND if post in self.published else ROUND

    def first(self, position: int) -> int | None:
        """Return the row of a menu that the program begins with, if it must or may stay."""
        one = self.collects[position]
        if one.same >= 0 or not one.given:
            return one.same if one.same >= 0 else None
        return int(np.argmin(one.costs))

    def holds(self, menu: Menu) -> bool:
        """Tell whether a menu makes pick-ups that must be made: all its rows do then."""
        return not self.held.isdisjoint(menu.picks)

    def lay(self, program: GrowingProgram) -> dict[int, float]:
        """Make the rows, and the columns that are there whatever is chosen, with their costs."""
        program.row("changes")
        for pick in sorted(self.held):
            program.limit(("pickup", pick), 1.0, 1.0)
        costs = {}
        entries: list[tuple[int, float]] = [(program.row("changes"), self.constant)]
        always = program.column(entries, lower=1.0, upper=1.0)
        costs[always] = self.constant
        for post in sorted(self.published):
            rows = [program.row(("kept", kind, post), -INFINITY, 0.0) for kind in HALVES]
            entries = [(row, -1.0) for row in rows]
            entries.append((program.row("changes"), ROUND))
            costs[program.column(entries, upper=1.0)] = float(ROUND)
        for where, count in sorted(self.drops.items()):
            # one for another, at most as many as are lost and as are added: whole at its best
            entries = [
                (program.row(("lost-drops", where), -INFINITY, float(count)), 1.0),
                (program.row(("added-drops", where), 0.0), -1.0),
                (program.row("changes"), -DOOR),
            ]
            costs[program.column(entries)] = -float(DOOR)
        return costs

    def entries(
        self, program: GrowingProgram, kind: HalfKind, position: int, post: Post
    ) -> Iterator[tuple[int, Floats | Flags]]:
        """Yield the rows that halves of one menu enter, with their entries (M,)."""
        one = self.half(kind, position)
        ones = np.ones(len(one.costs))
        yield program.row("changes"), self.weight(kind, position, post)
        if one.given:
            yield program.row(("given", kind, position), 1.0, 1.0), ones
        for name, drops in (("lost-drops", one.kept), ("added-drops", one.added)):
            for where, rows in drops.items():
                if where in self.drops:
                    yield program.row((name, where)), rows
        had = self.published.get(post)
        if had is None:
            return
        for row_kind in HALVES:
            row = program.row(("kept", row_kind, post), -INFINITY, 0.0)
            if row_kind in had:
                other = ones.copy()
                if row_kind == kind and one.same >= 0:
                    other[one.same] = 0.0
                yield row, other
            elif row_kind == kind:
                yield row, ones

    def joined(self, program: GrowingProgram, post: Post) -> Iterator[tuple[int, float]]:
        """Yield the entries of a column that joins two halves of a post: it is one round."""
        yield program.row("changes"), -self._made(post)
        for row_kind in sorted(self.published.get(post, ())):
            yield program.row(("kept", row_kind, post), -INFINITY, 0.0), -1.0
