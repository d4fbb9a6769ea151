"""Shared costs: every coalition of Aubagne planned, and how fast rules are given the values."""

from __future__ import annotations

import itertools
import time
from argparse import Namespace
from typing import Any

import numpy as np

from benchmarks.grown import grown, of_some
from benchmarks.peers.games import PEERS
from benchmarks.registry import Case, register
from benchmarks.tables import Table
from models.scenario import Scenario
from scenarios import load
from solver.cost_sharing.base import Floats, Game
from solver.cost_sharing.nucleolus import nucleolus
from solver.cost_sharing.shapley import shapley
from solver.pooling.coalition_values import Effort
from solver.pooling.sharing import share_costs

TIME_LIMIT_S = 1.3
"""Seconds of one plan, as ``Effort`` counts them."""
PLAYERS = 12
MANY = 8
"""Associations of a fictional town, whose 255 groups are planned once when all is measured."""
SAME = 1e-5
"""Shares that differ by less than this part of the cost are the same."""


def route_game(players: int, seed: int) -> Game:
    """Return costs of serving points on a plane: a way out, and a sweep of the points around."""
    chance = np.random.default_rng(seed)
    points = chance.uniform(-10, 10, (players, 2))
    angle = np.argsort(np.arctan2(points[:, 1], points[:, 0]))
    costs = np.zeros(1 << players)
    for mask in range(1, len(costs)):
        there = [points[n] for n in angle if mask >> int(n) & 1]
        way = [np.zeros(2), *there, np.zeros(2)]
        length = sum(float(np.hypot(*(b - a))) for a, b in itertools.pairwise(way))
        costs[mask] = 30.0 * np.ceil(len(there) / 4) + length
    return Game(costs)


def _row(what: str, scenario: Scenario, seeds: tuple[int, ...], limit_s: float) -> dict[str, Any]:
    study = share_costs(scenario, Effort(time_limit_s=limit_s, seeds=seeds))
    stable = {one.rule: one.stable for one in study.shares}
    found, best = study.values, study.groupings[0]
    return {
        "what": f"{what}, seeds {' and '.join(map(str, seeds))}",
        "by": "ramasse",
        "players": len(scenario.associations),
        "limit s": limit_s,
        "s": study.budget.elapsed_s,
        "plans": study.budget.planned,
        "eur": study.cost_eur,
        "core": study.core,
        "least core eur": study.least_core_eur,
        "nucleolus stable": stable.get("nucleolus"),
        "best groups": len(best.groups),
        "worth eur": best.worth_eur,
        "no plan at equal food": sum(one.equal_food is None for one in found),
    }


def _rules(players: int, seed: int) -> list[dict[str, Any]]:
    """Time rules on one game of drawn values, ours then those of the peers that are installed."""
    game = route_game(players, seed)
    rows: list[dict[str, Any]] = []
    ours = {"shapley": shapley, "nucleolus": nucleolus}
    for rule, made in ours.items():
        began = time.perf_counter()
        mine: Floats = made(game)
        rows.append(
            {"what": rule, "by": "ramasse", "players": players, "s": time.perf_counter() - began}
        )
        for name, peer in PEERS.items():
            began = time.perf_counter()
            try:
                theirs = peer(rule)(game)
            except ImportError:
                rows.append({"what": rule, "by": f"{name} (not installed)", "players": players})
                continue
            except Exception as error:  # what a peer cannot do is a result
                why = str(error).splitlines()[0][:40] if str(error) else type(error).__name__
                rows.append({"what": rule, "by": f"{name}: {why}", "players": players})
                continue
            apart = float(np.abs(theirs - mine).max() / game.costs[-1])
            rows.append(
                {
                    "what": rule,
                    "by": name,
                    "players": players,
                    "s": time.perf_counter() - began,
                    "same": "yes" if apart < SAME else f"no, {apart:.1e}",
                }
            )
    return rows


def run_case(options: Namespace) -> Table:
    """Plan the coalitions of Aubagne three times with other seeds; time rules on a larger game."""
    limit = options.time_limit or TIME_LIMIT_S
    variant = (options.variants or ["hub"])[0]
    repeats = options.seeds or [1, 3, 5]
    scenario = load("aubagne", variant).scenario
    name = f"coalitions of {variant}"
    rows = [_row(name, scenario, (seed, seed + 1), limit) for seed in repeats]
    players = options.scale or PLAYERS
    rows += _rules(players, 1)
    if options.full:
        large = of_some(grown("all", 2), MANY)
        rows.append(_row(f"coalitions of {MANY}", large, (1, 2), limit))
    slowest = max(row["s"] for row in rows[: len(repeats)])
    cores = {row["core"] for row in rows[: len(repeats)]}
    ours = {row["what"]: row["s"] for row in rows if row["by"] == "ramasse"}
    return Table(
        "costs",
        tuple(rows),
        f"63 coalitions twice: {slowest:.0f} s at most; core: {', '.join(sorted(cores))}; "
        f"{players} players: Shapley {ours['shapley']:.3f} s, nucleolus {ours['nucleolus']:.3f} s",
    )


register(
    Case(
        name="costs",
        summary="every coalition of Aubagne planned, three times; rules on a 12-player game",
        run=run_case,
        smoke={"time_limit": 0.1, "seeds": [1], "variants": ["alone"], "scale": 5},
    )
)
