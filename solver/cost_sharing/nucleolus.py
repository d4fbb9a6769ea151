"""The nucleolus: the dissatisfaction of the worst-off coalition as small as can be, and so on.

Sequential linear programs; a coalition is held only when its row has a strictly positive dual, as
one that merely happens to be tight in an optimum may still gain (Schmeidler 1969; the trap is in
several published codes). Coalitions that the held ones determine are set aside.
"""

from __future__ import annotations

import numpy as np

from solver.cost_sharing.base import Flags, Floats, Game
from solver.programs.linear import minimise
from solver.programs.solved import INFINITY

POSITIVE = 1e-9
RANK = 1e-9


def nucleolus(game: Game, *, rational: bool = True, weights: Floats | None = None) -> Floats:
    """Return the nucleolus of a cost game (n,).

    Parameters
    ----------
    rational
        Among shares by which nobody pays more than alone (the nucleolus); else the prenucleolus.
    weights
        (2**n,): divides each coalition's excess, e.g. by its size for the per-capita nucleolus.
    """
    count, inside = game.players, game.members()
    scale = np.ones(len(game.costs)) if weights is None else weights
    if count == 1:
        return game.costs[[1]].copy()
    upper = game.alone()
    if rational and upper.sum() < game.costs[game.all] - 1e-9:
        rational = False  # nobody would join: no share is rational for all
    open_: Flags = np.ones(len(game.costs), dtype=np.bool_)
    open_[[0, game.all]] = False
    rows, rights = [np.ones(count)], [float(game.costs[game.all])]
    shares = np.full(count, game.costs[game.all] / count)
    while open_.any():
        masks = np.flatnonzero(open_)
        held = np.array(rights)
        answer = minimise(
            np.append(np.zeros(count), 1.0),
            (np.hstack([inside[masks], -scale[masks, None]]), -INFINITY, game.costs[masks]),
            (np.hstack([np.array(rows), np.zeros((len(rows), 1))]), held, held),
            lower=-INFINITY,
            upper=np.append(upper if rational else np.full(count, INFINITY), INFINITY),
        )
        shares = answer.values[:-1]
        duals = -answer.duals[: len(masks)]
        bound = masks[duals > max(POSITIVE, 1e-7 * float(duals.max()))]
        for mask in bound:
            rows.append(inside[mask])
            rights.append(float(inside[mask] @ shares))
        basis = np.array(rows)
        rank = np.linalg.matrix_rank(basis, tol=RANK)
        if rank == count:
            break
        open_[bound] = False
        open_ &= ~_determined(basis, inside)
    return shares


def _determined(basis: Floats, inside: Floats) -> Flags:
    """(2**n,): coalitions whose payment the held ones determine."""
    _, sizes, turned = np.linalg.svd(basis)
    rank = int((sizes > RANK).sum())
    free = turned[rank:]
    fixed: Flags = np.abs(inside @ free.T).max(axis=1, initial=0.0) <= 1e-9
    return fixed


def per_capita(game: Game) -> Floats:
    """Return the per-capita nucleolus (n,): excesses are divided by the size of coalitions.

    Grotte (1970). Raises what ``nucleolus`` raises.
    """
    sizes = np.maximum(game.members().sum(axis=1), 1.0)
    return nucleolus(game, weights=sizes)
