"""Small splits with free ways: every lot may go to everyone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st
from scipy.sparse import csr_array, vstack

from solver.allocation.base import Floats, Split


def free_split(
    supply_kg: list[float],
    need_kg: list[list[float]],
    *,
    floors: list[float] | None = None,
    storage_kg: list[float] | None = None,
    closed: frozenset[tuple[int, int]] = frozenset(),
    points: list[float] | None = None,
    rare: list[bool] | None = None,
    past: list[list[float]] | None = None,
    past_need: list[list[float]] | None = None,
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
        points=np.ones(families) if points is None else np.array(points),
        floors=np.zeros(associations) if floors is None else np.array(floors),
        rare=None if rare is None else np.array(rare),
        past_kg=None if past is None else np.array(past),
        past_need_kg=None if past_need is None else np.array(past_need),
    )


def levels(split: Split, kg: Floats) -> Floats:
    """Return received over entitled, per association."""
    return split.scopes()[-1].levels(kg)


def feasible(split: Split, kg: Floats, slack: float = 1e-4) -> bool:
    """Tell whether a split gives no more than rows and needs allow."""
    rows, limits = split.capped()
    return bool((kg >= 0).all() and (rows @ kg <= limits + slack).all())


@st.composite
def splits(
    draw: st.DrawFn, *, rare: bool = False, floors: bool = False, points: bool = True
) -> Split:
    """Draw a small split with stores, closed ways, earlier weeks, and what is asked for."""
    associations = draw(st.integers(1, 4))
    families = draw(st.integers(1, 3))
    size = st.integers(0, 40).map(float)

    def table(values: st.SearchStrategy[float]) -> list[list[float]]:
        return [[draw(values) for _ in range(families)] for _ in range(associations)]

    def closed() -> frozenset[tuple[int, int]]:
        pairs = st.tuples(st.integers(0, associations - 1), st.integers(0, families - 1))
        return draw(st.frozensets(pairs, max_size=2))

    past_need = table(size)
    made = free_split(
        [draw(size) for _ in range(families)],
        table(size),
        storage_kg=[draw(st.sampled_from([5.0, 20.0, 1e4])) for _ in range(associations)],
        closed=closed(),
        points=[draw(st.sampled_from([1.0, 2.0])) if points else 1.0 for _ in range(families)],
        rare=[draw(st.booleans()) for _ in range(families)] if rare else None,
        past=[[draw(st.integers(0, 100)) / 100 * need for need in row] for row in past_need],
        past_need=past_need,
    )
    if not floors:
        return made
    return replace(made, floors=np.array([draw(size) / 4 for _ in range(associations)]))
