"""What every rule of allocation is given, and what it answers.

Food flows along *arcs*: one lot to one association for one distribution, by one way. What the
vehicles, doors, stores and needs allow is a set of linear rows over the arcs, so that a rule
never has to know where they come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, vstack

from solver.programs.linear import minimise
from solver.programs.solved import INFINITY

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Split:
    """What may be split: ``A`` arcs, ``R`` rows, ``I`` associations, ``F`` families."""

    association: Ints
    """(A,): the association that receives along each arc."""
    family: Ints
    """(A,): the family of each arc."""
    rows: csr_array
    """(R, A): coefficients; ``rows @ kg <= limits``."""
    limits: Floats
    """(R,): kg."""
    need_kg: Floats
    """(I, F): the most that an association may receive of a family, kg."""
    points: Floats
    """(F,): points per kg of each family."""
    floors: Floats
    """(I,): points below which no association should fall, if that can be; often zero."""
    rare: Flags | None = None
    """(F,): families split before the others; none when absent."""
    past_kg: Floats | None = None
    """(I, F): received in the weeks that count beside this one; nothing when absent."""
    past_need_kg: Floats | None = None
    """(I, F): needed in those weeks."""

    def into(self) -> csr_array:
        """Return (I × F, A) ones: which arcs bring a family to an association.

        Row ``i × F + f`` adds up what association ``i`` receives of family ``f``.
        """
        associations, families = self.need_kg.shape
        arcs = len(self.association)
        cell = self.association * families + self.family
        return csr_array(
            (np.ones(arcs), (cell, np.arange(arcs))), shape=(associations * families, arcs)
        )

    def capped(self) -> tuple[csr_array, Floats]:
        """Return the rows (R + I × F, A) and limits, needs included: ``rows @ kg <= limits``."""
        rows = vstack([self.rows, self.into()], format="csr")
        return rows, np.concatenate([self.limits, self.need_kg.ravel()])

    def received(self, kg: Floats) -> Floats:
        """Return (I, F) kg: what each association receives of each family.

        Parameters
        ----------
        kg : (A,)
            Along each arc.
        """
        total = np.zeros_like(self.need_kg)
        np.add.at(total, (self.association, self.family), kg)
        return total

    def scopes(self) -> list[Scope]:
        """Return what is shared first, then all: rare families if there are some, then the rest."""
        every = np.ones(len(self.points), dtype=np.bool_)
        rare = every & False if self.rare is None else self.rare
        first = [self.scope(rare)] if rare.any() and not rare.all() else []
        return [*first, self.scope(every)]

    def scope(self, families: Flags) -> Scope:
        """Return what counts when levels are compared over some families: their points alone.

        Parameters
        ----------
        families : (F,)
            Which families count.
        """
        worth = np.where(families, self.points, 0.0)
        arcs = np.flatnonzero(worth[self.family] > 0)
        gains = csr_array(
            (worth[self.family[arcs]], (self.association[arcs], arcs)),
            shape=(len(self.need_kg), len(self.association)),
        )
        nothing = np.zeros_like(self.need_kg)
        past = nothing if self.past_kg is None else self.past_kg
        due = nothing if self.past_need_kg is None else self.past_need_kg
        return Scope(gains, past @ worth, (due + self.need_kg) @ worth, self.need_kg @ worth)


@dataclass(frozen=True)
class Scope:
    """What is compared between associations: points received over points entitled to."""

    gains: csr_array
    """(I, A): points of one kg along each arc."""
    past: Floats
    """(I,): points received in the weeks that count beside this one."""
    entitled: Floats
    """(I,): points needed over all the weeks that count, this one included."""
    need: Floats
    """(I,): points needed this week."""

    def levels(self, kg: Floats) -> Floats:
        """Return (I,): points received over entitled, earlier weeks that count included.

        1 for an association without any need.

        Parameters
        ----------
        kg : (A,)
            Along each arc.
        """
        return self.reached(self.past + self.gains @ kg)

    def reached(self, points: Floats) -> Floats:
        """(I,): points received in all the weeks that count, over those entitled to."""
        levels: Floats = np.divide(
            points, self.entitled, out=np.ones_like(points), where=self.entitled > 0
        )
        return levels


def least_cost(
    costs: Floats, rows: csr_array, limits: Floats, upper: Floats | float = INFINITY
) -> Floats:
    """Return a least-cost ``x`` with ``rows @ x <= limits`` and ``0 <= x <= upper``.

    Raises
    ------
    NoSolutionError
        When there is none; the rules only ask for programs that have one.
    """
    return np.maximum(minimise(costs, (rows, -INFINITY, limits), upper=upper).values, 0.0)


class AllocationRule(Protocol):
    """A rule of allocation."""

    name: str

    def __call__(self, split: Split) -> Floats:
        """Return the kg along each arc (A,), within the rows and needs."""
        ...
