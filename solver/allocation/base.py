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

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


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

    def into(self) -> csr_array:
        """(I × F, A): which arcs bring a family to an association."""
        associations, families = self.need_kg.shape
        arcs = len(self.association)
        cell = self.association * families + self.family
        return csr_array(
            (np.ones(arcs), (cell, np.arange(arcs))), shape=(associations * families, arcs)
        )

    def capped(self) -> tuple[csr_array, Floats]:
        """Return the rows and limits, needs included."""
        rows = vstack([self.rows, self.into()], format="csr")
        return rows, np.concatenate([self.limits, self.need_kg.ravel()])

    def received(self, kg: Floats) -> Floats:
        """(I, F): what each association receives of each family, kg."""
        total = np.zeros_like(self.need_kg)
        np.add.at(total, (self.association, self.family), kg)
        return total


class Rule(Protocol):
    """A rule of allocation."""

    name: str

    def __call__(self, split: Split) -> Floats:
        """Return the kg along each arc (A,), within the rows and needs."""
        ...
