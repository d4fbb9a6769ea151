"""Equal profit within the core: relative savings as equal as the core allows.

Frisk, Göthe-Lundgren, Jörnsten & Rönnqvist (2010), taken lexicographically: the largest
difference first. Where the core is empty, within the least core.
"""

from __future__ import annotations

import itertools

import numpy as np

from solver.cost_sharing.base import Floats, Game
from solver.cost_sharing.core import TOLERANCE, least_core
from solver.programs.linear import minimise
from solver.programs.solved import INFINITY, NoSolutionError


def equal_profit(game: Game) -> Floats:
    """Return shares of the (least) core by which relative savings differ least (n,).

    The smallest relative saving is then as large as can be among these.

    Raises
    ------
    ValueError
        When someone alone would cost nothing, so that no relative saving exists.
    """
    alone = game.alone()
    if (alone <= 0).any():
        raise ValueError("relative savings need a cost above zero for each player alone")
    count = game.players
    slack = least_core(game).slack
    inside = game.members()[1:-1]
    pairs = list(itertools.permutations(range(count), 2))
    apart = np.zeros((len(pairs), count))
    for row, (i, j) in enumerate(pairs):
        apart[row, i], apart[row, j] = 1 / alone[i], -1 / alone[j]
    held = max(0.0, slack) + TOLERANCE
    rows = np.vstack(
        [
            np.hstack([inside, np.zeros((len(inside), 1))]),
            np.hstack([apart, -np.ones((len(pairs), 1))]),
        ]
    )
    limits = np.concatenate([game.costs[1:-1] + held, np.zeros(len(pairs))])
    cost = game.costs[[game.all]]
    covered = (np.append(np.ones(count), 0.0)[None, :], cost, cost)
    aim = np.append(np.zeros(count), 1.0)
    first = minimise(aim, (rows, -INFINITY, limits), covered, lower=-INFINITY).values
    gap = float(first[-1])
    # Now the largest relative payment as small as can be: last column takes it.
    relative = np.hstack([np.diag(1 / alone), -np.ones((count, 1))])
    rows = np.vstack(
        [
            np.hstack([inside, np.zeros((len(inside), 1))]),
            np.hstack([apart, np.zeros((len(pairs), 1))]),
            relative,
        ]
    )
    limits = np.concatenate(
        [game.costs[1:-1] + held, np.full(len(pairs), gap + TOLERANCE), np.zeros(count)]
    )
    try:
        second = minimise(aim, (rows, -INFINITY, limits), covered, lower=-INFINITY).values
    except NoSolutionError:  # the tolerance was too narrow for the solver
        return first[:-1]
    return second[:-1]
