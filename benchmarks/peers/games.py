"""Other codes for cooperative games, where they are installed (extra ``peers``)."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np

from solver.cost_sharing.base import Floats, Game

Rule = Callable[[Game], Floats]


def tucoopy(rule: str) -> Rule:
    """Return tucoopy's Shapley value or nucleolus, of the game of savings."""
    library: Any = import_module("tucoopy")

    def run(game: Game) -> Floats:
        values = {mask: -float(cost) for mask, cost in enumerate(game.costs)}
        theirs = library.Game(n_players=game.players, v=values)
        if rule == "shapley":
            return -np.array(library.shapley_value(theirs))
        return -np.array(library.nucleolus(theirs).x)

    return run


def coopgame(rule: str) -> Rule:
    """Return coopgame-py's Shapley value or nucleolus, of the game of savings."""
    library: Any = import_module("coopgame")

    def run(game: Game) -> Floats:
        theirs = library.Game(list(-game.costs[1:]))
        return -np.array(
            library.shapley(theirs) if rule == "shapley" else library.nucleolus(theirs)
        )

    return run


def py_coop_game(rule: str) -> Rule:
    """Return pyCoopGame's Shapley value; its nucleolus needs the GLPK solver."""
    frames: Any = import_module("pandas")
    library: Any = import_module("pyCoopGame")

    def run(game: Game) -> Floats:
        coalitions = [
            [str(n) for n in range(game.players) if mask >> n & 1]
            for mask in range(1, len(game.costs))
        ]
        order = sorted(range(len(coalitions)), key=lambda n: len(coalitions[n]))
        frame = frames.DataFrame(
            {
                "coalition": [coalitions[n] for n in order],
                "value": [-float(game.costs[n + 1]) for n in order],
            }
        )
        with contextlib.redirect_stdout(io.StringIO()):
            module: Any = library.Shapley if rule == "shapley" else library.Nucleolus
            found = module.Shapley(frame) if rule == "shapley" else module.nucleolus(frame)
        return -np.array([found[str(n)] for n in range(game.players)])

    return run


PEERS: dict[str, Callable[[str], Rule]] = {
    "tucoopy": tucoopy,
    "coopgame-py": coopgame,
    "pyCoopGame": py_coop_game,
}
