from __future__ import annotations

from typing import cast

import numpy as np
import pytest

from solver.routing.problem import (
    Depot,
    Feature,
    Ints,
    ProblemError,
    RoutingProblem,
    VehicleType,
    Visit,
)
from tests.solver.routing.problems import KINDS

SQUARE = np.array([[0, 5], [5, 0]], dtype=np.int64)
VAN = VehicleType(1, (3,), 0, 0)


def test_a_problem_says_what_it_asks_for() -> None:
    assert Feature.WINDOWS in KINDS["windows"](1).features
    assert {Feature.MIXED_FLEET, Feature.LOADS, Feature.ACCESS} <= KINDS["fleet"](1).features
    assert Feature.OPTIONAL in KINDS["prizes"](1).features
    assert Feature.RELOADS in KINDS["reloads"](1).features
    assert Feature.SHIPMENTS in KINDS["shipments"](1).features


def test_every_fault_is_named_at_once() -> None:
    hole = SQUARE.copy()
    hole[0, 1] = -1
    with pytest.raises(ProblemError) as error:
        RoutingProblem(
            hole,
            SQUARE,
            (Depot(7),),
            (Visit(1, pickup=(1, 2)), Visit(1, pickup=(-1,)), Visit(1, opens=9, closes=3)),
            (VAN, VehicleType(0, (3,), 4, 0)),
        )
    text = str(error.value)
    for part in (
        "durations: hole or negative value from 0 to 1",
        "depot 0: unknown location 7",
        "visit 0: 1 load dimensions",
        "visit 1: negative load",
        "visit 2: closes before it opens",
        "vehicle 1: unknown depot 4",
        "vehicle 1: count 0",
    ):
        assert part in text


def test_a_matrix_must_be_square_and_whole() -> None:
    with pytest.raises(ProblemError, match="a square was expected"):
        RoutingProblem(SQUARE[:1], SQUARE, (Depot(0),), (), (VAN,))
    with pytest.raises(ProblemError, match="integers were expected"):
        RoutingProblem(cast("Ints", SQUARE * 1.5), SQUARE, (Depot(0),), (), (VAN,))
