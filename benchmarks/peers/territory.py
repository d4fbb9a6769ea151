"""Territories by other libraries, where they are installed (extra ``territory-peers``)."""

from __future__ import annotations

import time
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def places_by_access(
    demand: Floats, supply: Floats, minutes: Floats, most: float
) -> tuple[Floats, float]:
    """Return the places for each in need by the 2SFCA of ``access``, and processor seconds.

    Raises
    ------
    ImportError
        When ``access`` is not installed.
    """
    fca: Any = import_module("access.fca")
    pandas: Any = import_module("pandas")
    areas, outlets = minutes.shape
    people = pandas.DataFrame({"geoid": range(areas), "demand": demand})
    there = pandas.DataFrame({"geoid": range(outlets), "supply": supply})
    origin, dest = np.indices(minutes.shape)
    ways = {"origin": origin.ravel(), "dest": dest.ravel(), "cost": minutes.ravel()}
    began = time.process_time()
    found = fca.two_stage_fca(people, there, pandas.DataFrame(ways), max_cost=most)
    took = time.process_time() - began
    each: Floats = found.reindex(range(areas)).fillna(0.0).to_numpy()
    return each, took


def median_by_spopt(ways: Floats, chosen: int) -> tuple[float, float]:
    """Return the p-median of ``spopt`` with CBC, and seconds: CBC runs in a process of its own.

    Raises
    ------
    ImportError
        When ``spopt`` is not installed.
    """
    pulp: Any = import_module("pulp")
    locate: Any = import_module("spopt.locate")
    began = time.monotonic()
    asked = locate.PMedian.from_cost_matrix(ways, np.ones(len(ways)), p_facilities=chosen)
    solved = asked.solve(pulp.PULP_CBC_CMD(msg=False))
    return float(pulp.value(solved.problem.objective)), time.monotonic() - began
