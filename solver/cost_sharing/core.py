"""The core: shares under which no coalition would pay less on its own; and how far it is empty."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.cost_sharing.base import Floats, Game
from solver.programs.linear import minimise
from solver.programs.solved import INFINITY

TOLERANCE = 1e-7


@dataclass(frozen=True)
class Objection:
    """A coalition that would pay less on its own."""

    coalition: int
    """Bit mask."""
    saving: float
    """What it would save, in the unit of the costs."""


def objections(game: Game, shares: Floats, tolerance: float = 1e-6) -> list[Objection]:
    """Return the coalitions that would pay less on their own, the largest saving first.

    Parameters
    ----------
    shares : (n,)
        What each player pays.
    tolerance
        Savings up to this, in the unit of the costs, are none.
    """
    saving = game.members() @ shares - game.costs
    masks = np.flatnonzero(saving > tolerance)
    masks = masks[masks != game.all]
    order = masks[np.argsort(-saving[masks], kind="stable")]
    return [Objection(int(mask), float(saving[mask])) for mask in order]


@dataclass(frozen=True)
class LeastCore:
    """How far the core is empty, and what proves it."""

    slack: float
    """The least ε such that no coalition saves more than ε by leaving; zero or less: a core."""
    shares: Floats
    """(n,): shares by which nobody saves more."""
    weights: Floats
    """(2**n,): a balanced collection, adding up to 1; ``slack`` is what it saves on average. The
    coalition of all has the weight of its cost, not counted in that sum."""


def least_core(game: Game) -> LeastCore:
    """Return the least core of a game (Maschler, Peleg & Shapley 1979).

    One linear program: minimise ε such that Σ shares = c(N), and Σ_S shares <= c(S) + ε for every
    other coalition. The duals are the balanced collection that proves ε (Bondareva 1963, Shapley
    1967).

    Raises
    ------
    NoSolutionError
        When the solver finds no optimum.
    """
    count = game.players
    inside = game.members()[1:-1]
    weights = np.zeros(len(game.costs))
    if not len(inside):
        return LeastCore(0.0, game.costs[[game.all]].copy(), weights)
    whole = game.costs[[game.all]]
    answer = minimise(
        np.append(np.zeros(count), 1.0),
        (np.hstack([inside, -np.ones((len(inside), 1))]), -INFINITY, game.costs[1:-1]),
        (np.append(np.ones(count), 0.0)[None, :], whole, whole),
        lower=-INFINITY,
    )
    weights[1:-1] = -answer.duals[:-1]
    weights[-1] = answer.duals[-1]
    return LeastCore(float(answer.values[-1]), answer.values[:-1], weights)


def is_in_core(game: Game, shares: Floats, tolerance: float = 1e-6) -> bool:
    """Tell whether shares cover the cost and no coalition would pay less on its own.

    Parameters
    ----------
    shares : (n,)
    tolerance
        In the unit of the costs.
    """
    covered = abs(float(shares.sum()) - float(game.costs[game.all])) <= tolerance
    return covered and not objections(game, shares, tolerance)
