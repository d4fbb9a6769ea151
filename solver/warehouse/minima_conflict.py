"""Minima that cannot hold together: an irreducible set of them, by deletion.

Each minimum of the set is needed for the conflict: without any one of them the others hold
(Chinneck & Dravnieks 1991, the deletion filter).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solver.programs.solved import NoSolutionError
from solver.programs.staged import Rows, StagedProgram
from solver.warehouse.stock_facts import Floats, Ints

EXACT = 1e-6


@dataclass(frozen=True)
class Minimum:
    """What one network is guaranteed in every week, as far as it asks for it."""

    network: int
    temperature: int | None
    """None: square metres, whatever the temperature."""
    amount: float
    """Places, or square metres."""

    def factors(self, place_m2: Floats) -> Floats:
        """Return (K,): what a place of each temperature counts for, in places or m².

        Parameters
        ----------
        place_m2 : (K,)
            Surface of a place of each temperature.
        """
        if self.temperature is None:
            return place_m2
        only = np.zeros(len(place_m2))
        only[self.temperature] = 1.0
        return only


class MinimaError(ValueError):
    """Minima that cannot hold together in some week."""

    def __init__(self, week: int, minima: tuple[Minimum, ...]) -> None:
        self.week, self.minima = week, minima
        super().__init__(f"{len(minima)} minima cannot hold together in week {week + 1}")


def conflict(
    minima: Sequence[Minimum], asked: Ints, places: Ints, place_m2: Floats
) -> tuple[int, tuple[Minimum, ...]] | None:
    """Return the first week in which minima conflict, and an irreducible set of them.

    Parameters
    ----------
    asked
        (N, K, T).
    places
        (K, T).
    """
    for week in range(places.shape[1]):
        if not _holds(minima, asked[:, :, week], places[:, week], place_m2):
            kept = list(minima)
            for one in minima:
                without = [other for other in kept if other is not one]
                if not _holds(without, asked[:, :, week], places[:, week], place_m2):
                    kept = without
            return week, tuple(kept)
    return None


def _holds(minima: Sequence[Minimum], asked: Ints, places: Ints, place_m2: Floats) -> bool:
    """Tell whether minima hold together in one week."""
    program = StagedProgram()
    most = asked.ravel().astype(np.float64)
    columns = program.columns(asked.size, upper=most).reshape(asked.shape)
    rows = Rows()
    for k, limit in enumerate(places):
        rows.add([(int(column), 1.0) for column in columns[:, k]], float(limit))
    for minimum in minima:
        factors = minimum.factors(place_m2)
        least = min(minimum.amount, float((asked[minimum.network] * factors).sum()))
        pairs = zip(columns[minimum.network], factors, strict=True)
        rows.add([(int(c), -float(factor)) for c, factor in pairs], EXACT - least)
    program.at_most(rows)
    try:
        program.minimise([])
    except NoSolutionError:
        return False
    return True
