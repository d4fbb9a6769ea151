"""Who reaches nothing: by public, by form of help, by way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import numpy as np

from models.publics import Audience, Mode
from models.territory import Way
from models.territory_study import Gap
from solver.territory.problem import Mapped


def gaps(given: Mapped) -> Iterator[Gap]:
    """Yield who reaches no outlet by each way: everybody, each public, each form of help."""
    asked: list[tuple[Audience | None, Mode | None]] = [(None, None)]
    asked += [(audience, None) for audience in get_args(Audience)]
    asked += [(None, mode) for mode in get_args(Mode)]
    for audience, mode in asked:
        those = given.receives(audience, mode)
        for way in given.reach.to_points:
            yield _gap(
                given, audience, mode, way, np.asarray(~given.within(way)[:, those].any(axis=1))
            )


def _gap(
    given: Mapped,
    audience: Audience | None,
    mode: Mode | None,
    way: Way,
    without: np.ndarray,
) -> Gap:
    return Gap(
        audience=audience,
        mode=mode,
        way=way,
        zones=tuple(one.id for one, gap in zip(given.zones, without, strict=True) if gap),
        people=round(float(given.sure[without].sum())),
    )
