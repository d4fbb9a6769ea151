"""Linear programs of the rules, solved with HiGHS."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from solver.allocation.base import Floats


def minimise(costs: Floats, rows: csr_array, limits: Floats, upper: Floats | None) -> Floats:
    """Return a least-cost ``x`` with ``rows @ x <= limits`` and ``0 <= x <= upper``.

    Raises
    ------
    RuntimeError
        When there is none; the rules only ask for programs that have one.
    """
    answer = milp(
        costs,
        constraints=LinearConstraint(rows, -np.inf, limits),
        bounds=Bounds(0.0, np.inf if upper is None else upper),
    )
    if answer.x is None:
        raise RuntimeError(f"the split has no solution: {answer.message}")
    found: Floats = np.maximum(answer.x, 0.0)
    return found
