"""In what form HiGHS is handed rows and columns, and told when to stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from solver.programs.solved import INFINITY, Floats, SolveLimits


def spread(values: Floats | float, count: int) -> Floats:
    """Return (count,): values as they are, or one for all."""
    return np.ascontiguousarray(np.broadcast_to(np.asarray(values, dtype=np.float64), (count,)))


def parts(table: csr_array | None) -> tuple[int, Any, Any, Any]:
    """Return how many entries a table has, where its rows begin, their columns and values."""
    if table is None:
        nothing = np.zeros(0, dtype=np.int32)
        return 0, nothing, nothing, np.zeros(0)
    return (
        table.nnz,
        table.indptr[:-1].astype(np.int32),
        table.indices.astype(np.int32),
        table.data.astype(np.float64),
    )


def interrupting(limits: SolveLimits) -> Callable[[Any], None] | None:
    """Return what HiGHS asks whether to stop; none where only time stops it."""
    if limits.stop is None and limits.checks is None:
        return None
    checks = 0

    def interrupt(event: Any) -> None:
        nonlocal checks
        checks += event.data_out.mip_primal_bound < INFINITY
        if limits.checks is not None and checks > limits.checks:
            event.interrupt()
        if limits.stop is not None and limits.stop():
            event.interrupt()

    return interrupt
