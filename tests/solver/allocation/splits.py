"""Small splits with free ways: every lot may go to everyone."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, vstack

from solver.allocation.base import Floats, Split


def free_split(
    supply_kg: list[float],
    need_kg: list[list[float]],
    *,
    floors: list[float] | None = None,
    storage_kg: list[float] | None = None,
    closed: frozenset[tuple[int, int]] = frozenset(),
) -> Split:
    """Return a split of one lot per family; ``closed`` pairs (association, family) have no way."""
    need = np.array(need_kg, dtype=np.float64)
    associations, families = need.shape
    pairs = [(a, f) for a in range(associations) for f in range(families) if (a, f) not in closed]
    association = np.array([a for a, _ in pairs], dtype=np.int64)
    family = np.array([f for _, f in pairs], dtype=np.int64)
    columns = np.arange(len(pairs))
    rows = [csr_array((np.ones(len(pairs)), (family, columns)), shape=(families, len(pairs)))]
    limits = [np.array(supply_kg)]
    if storage_kg is not None:
        rows.append(
            csr_array(
                (np.ones(len(pairs)), (association, columns)), shape=(associations, len(pairs))
            )
        )
        limits.append(np.array(storage_kg))
    return Split(
        association=association,
        family=family,
        rows=vstack(rows, format="csr"),
        limits=np.concatenate(limits),
        need_kg=need,
        points=np.ones(families),
        floors=np.zeros(associations) if floors is None else np.array(floors),
    )


def levels(split: Split, kg: Floats) -> Floats:
    """Return received over needed, per association."""
    result: Floats = split.received(kg).sum(axis=1) / split.need_kg.sum(axis=1)
    return result
