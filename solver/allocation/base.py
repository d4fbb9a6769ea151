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
from scipy.sparse import csr_array

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
