from __future__ import annotations

import numba

from solver.week_search.compiled import kept_if_possible


def test_what_is_compiled_runs_though_it_cannot_be_kept() -> None:
    """The disk may be full: it is compiled again at the next start."""
    made, tried = numba.njit(lambda number: number + 1), []

    def full(*given: object) -> None:
        tried.append(given)
        raise OSError(28, "No space left on device")

    made._cache.save_overload = full
    assert kept_if_possible(made)(1) == 2
    assert tried
