"""HGS-CVRP where it is installed (extra ``hgs``): hybrid genetic search for loads alone.

Vidal (2022), behind hygese. It knows one depot, vehicles alike and what they carry, no times. Its
clock counts the seconds of a processor of its whole process, and nothing stops it: it has a process
of its own, that is ended when its time is over.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from importlib.util import find_spec
from multiprocessing.connection import Connection

import numpy as np
import numpy.typing as npt

from solver.routing.base import Route, Solution, Step
from solver.routing.evaluate import evaluate
from solver.routing.problem import FAR, Ints, RoutingProblem

Floats = npt.NDArray[np.float64]
SEEN_S = 0.05
"""How often the brake is looked at, seconds."""
OF_ITS_TIME = 0.9
"""Share of the time that it is asked to use: what is late is lost."""
PROBE_S = 0.15
"""Seconds in which a process learns what it gets of a processor."""
NO_END = 2**31 - 1
"""Iterations without a better plan after which it would begin anew."""


def plans(problem: RoutingProblem) -> bool:
    """Tell whether HGS is here and knows every rule of a problem."""
    if problem.features or len(problem.depots) != 1 or not problem.visits:
        return False
    means = problem.vehicles[0]
    held = any(sum(visit.pickup) for visit in problem.visits)
    paid = means.fixed_cost or means.cost_per_second or min(means.max_duration, means.closes) < FAR
    return not held and not paid and find_spec("hygese") is not None


def solve(
    problem: RoutingProblem, time_limit_s: float, seed: int, stop: Callable[[], bool]
) -> Solution | None:
    """Return the plan that HGS finds; none if it is stopped, fails, or is late.

    Parameters
    ----------
    problem
        One for which ``plans`` holds.
    """
    until = time.monotonic() + time_limit_s
    places = [problem.depots[0].location, *(visit.location for visit in problem.visits)]
    table = problem.distances[places][:, places]
    loads = [0, *(sum(visit.delivery) for visit in problem.visits)]
    means = problem.vehicles[0]
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    task = (there, table, loads, means.capacity[0], means.count, until, seed)
    process = context.Process(target=search_here, args=task, daemon=True)
    process.start()
    there.close()
    try:
        while time.monotonic() < until and not stop():
            if here.poll(min(SEEN_S, max(0.0, until - time.monotonic()))):
                return told(problem, here.recv())
    except EOFError:
        return None
    finally:
        process.terminate()
        process.join()
        here.close()
    return None


def told(problem: RoutingProblem, paths: list[list[int]]) -> Solution:
    """Return HGS's paths, which number visits from 1, as a solution."""
    routes = [Route(0, tuple(Step("visit", n - 1) for n in path)) for path in paths if path]
    return evaluate(problem, tuple(routes))


def laid_out(distances: Floats) -> Floats:
    """Return (2, N): places in the plane about as far apart as a table says, none below 0.

    HGS exchanges stops only between rounds that overlap as seen from the depot, so it has to know
    where places lie (classical scaling, Torgerson 1952).

    Parameters
    ----------
    distances : (N, N)
    """
    square = ((distances + distances.T) / 2) ** 2
    centred = square - square.mean(axis=0) - square.mean(axis=1)[:, None] + square.mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    places: Floats = (vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 0.0))).T
    moved: Floats = places - places.min(axis=1, keepdims=True)
    return moved


def search_here(
    there: Connection,
    table: Ints,
    loads: list[int],
    capacity: int,
    vehicles: int,
    until: float,
    seed: int,
) -> None:
    """Search until a moment of the clock that all processes share, and send the routes found.

    What this process got of a processor so far tells how much of the rest it will get.
    """
    import hygese

    began = time.monotonic()
    worked = time.process_time()
    distances = table.astype(np.float64)
    while time.monotonic() - began < PROBE_S:
        pass
    share = (time.process_time() - worked) / (time.monotonic() - began)
    limit_s = (until - time.monotonic()) * OF_ITS_TIME * min(1.0, share)
    asked = hygese.AlgorithmParameters(timeLimit=max(0.1, limit_s), seed=seed, nbIter=NO_END)
    x, y = laid_out(distances)
    data = {"distance_matrix": distances, "demands": loads, "vehicle_capacity": capacity}
    data |= {"x_coordinates": x, "y_coordinates": y}
    if vehicles < len(loads) - 1:  # else it takes as many as it deems useful
        data["num_vehicles"] = vehicles
    there.send(hygese.Solver(parameters=asked, verbose=False).solve_cvrp(data).routes)
