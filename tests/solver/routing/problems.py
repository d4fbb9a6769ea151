"""Small routing problems, drawn from a seed."""

from __future__ import annotations

import numpy as np

from solver.routing.problem import (
    Depot,
    Halt,
    Ints,
    RoutingProblem,
    Shipment,
    VehicleType,
    Visit,
)

HOUR = 3600


def grid(rng: np.random.Generator, count: int) -> Ints:
    points = rng.integers(0, 10_000, (count, 2))
    gaps = points[:, None, :] - points[None, :, :]
    metres: Ints = np.ceil(np.hypot(gaps[..., 0], gaps[..., 1])).astype(np.int64)
    return metres


def windows(seed: int, visits: int = 8) -> RoutingProblem:
    """Time windows and one vehicle type."""
    rng = np.random.default_rng(seed)
    metres = grid(rng, visits + 1)
    opens = rng.integers(0, 3, visits) * HOUR
    return RoutingProblem(
        durations=metres // 5,
        distances=metres,
        depots=(Depot(0),),
        visits=tuple(
            Visit(
                n + 1,
                pickup=(int(rng.integers(1, 5)),),
                service=300,
                opens=int(o),
                closes=int(o) + 3 * HOUR,
            )
            for n, o in enumerate(opens)
        ),
        vehicles=(VehicleType(3, (12,), 0, 0, closes=8 * HOUR, fixed_cost=1000),),
    )


def fleet(seed: int) -> RoutingProblem:
    """Two vehicle types of two dimensions, with fixed costs and closed sites."""
    rng = np.random.default_rng(seed)
    metres = grid(rng, 10)
    visits = tuple(
        Visit(n + 1, delivery=(int(rng.integers(1, 4)), int(rng.integers(0, 3)))) for n in range(9)
    )
    return RoutingProblem(
        durations=metres // 5,
        distances=metres,
        depots=(Depot(0),),
        visits=visits,
        vehicles=(
            VehicleType(3, (8, 4), 0, 0, fixed_cost=2000, allowed=frozenset(range(7))),
            VehicleType(2, (16, 9), 0, 0, fixed_cost=5000, cost_per_metre=2),
        ),
    )


def prizes(seed: int) -> RoutingProblem:
    """Optional visits worth a prize, under a short shift."""
    rng = np.random.default_rng(seed)
    metres = grid(rng, 10)
    return RoutingProblem(
        durations=metres // 5,
        distances=metres,
        depots=(Depot(0),),
        visits=tuple(
            Visit(
                n + 1,
                pickup=(1,),
                prize=int(rng.integers(3000, 20_000)),
                required=False,
                service=200,
            )
            for n in range(9)
        ),
        vehicles=(VehicleType(1, (20,), 0, 0, max_duration=5000, cost_per_second=1),),
    )


def reloads(seed: int) -> RoutingProblem:
    """One small vehicle that must come back to unload."""
    rng = np.random.default_rng(seed)
    metres = grid(rng, 8)
    return RoutingProblem(
        durations=metres // 5,
        distances=metres,
        depots=(Depot(0),),
        visits=tuple(Visit(n + 1, pickup=(2,)) for n in range(7)),
        vehicles=(VehicleType(1, (6,), 0, 0, reloads=(0,), max_reloads=3),),
    )


def shipments(seed: int) -> RoutingProblem:
    """Paired pick-ups and deliveries."""
    rng = np.random.default_rng(seed)
    metres = grid(rng, 9)
    return RoutingProblem(
        durations=metres // 5,
        distances=metres,
        depots=(Depot(0),),
        visits=(),
        vehicles=(VehicleType(2, (4,), 0, 0, closes=10 * HOUR),),
        shipments=tuple(
            Shipment(Halt(2 * n + 1, 100), Halt(2 * n + 2, 100), (int(rng.integers(1, 4)),))
            for n in range(4)
        ),
    )


KINDS = {
    "windows": windows,
    "fleet": fleet,
    "prizes": prizes,
    "reloads": reloads,
    "shipments": shipments,
}
