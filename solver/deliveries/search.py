"""Searching a delivery week on all cores: cycles of annealing, the best plan of all kept."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from solver.deliveries.anneal import anneal
from solver.deliveries.arrays import U64, Arrays, F64, I64, Memo, Move, State
from solver.deliveries.state import empty, memo_of, move_of
from solver.settings import Budget

CHUNK = 50_000
"""Moves between two looks at the clock: one iteration of a budget that counts them."""
CYCLE_S = 15.0
"""Seconds of one cooling, at most; long weeks get one cooling for all their time."""
HOT, COLD = 0.008, 4e-5
"""First and last temperature of a cooling, relative to the cost of the plan."""
LOOK = 4
"""Chunks of the first look at a week, from which its cost is learnt."""
PRICES = np.array([2e-4, 0.2, 0.05, 20.0, 20.0, 20.0])
"""Euros for one of each excess, to begin with."""


@dataclass(frozen=True)
class Found:
    """The best choice of a search."""

    eur: float
    """What is left behind counted at its loss."""
    trips: I64
    """(items,): trip of each item, or -1."""
    moves: int


@dataclass
class Searcher:
    """The search of one core; ``best`` may be read while it runs."""

    p: Arrays
    budget: Budget
    seed: int
    number: int = 0
    """Of the core: each draws its own numbers."""
    moves: int = 0
    best_eur: F64 = field(init=False)
    best: I64 = field(init=False)

    def __post_init__(self) -> None:
        self.best_eur = np.array([np.inf])
        self.best = np.full(len(self.p.items), -1, np.int64)
        self._memo: Memo = memo_of(self.p)
        self._move: Move = move_of(self.p)
        start = (1 + self.seed * 1_000_003 + self.number * 7_919) * 2_654_435_769
        self._rng: U64 = np.array([start % 2**63 + 1], dtype=np.uint64)
        self._weight: F64 = PRICES.copy()

    def run(self) -> Found:
        """Anneal, cooling after cooling, until the budget is over."""
        if len(self.p.items) == 0:
            return Found(0.0, self.best, 0)
        s = empty(self.p, self._memo)
        price = float(np.median(self.p.loss))
        for _ in range(LOOK):
            self._chunk(s, price * HOT, price * HOT)
        scale = max(1.0, float(s.eur[0]))
        if self.budget.iterations is not None:
            for step in range(self.budget.iterations):
                if self.budget.over:
                    break
                self._step(s, scale, step / self.budget.iterations, 1 / self.budget.iterations)
            return self._found()
        while not self.budget.over:
            begun_s, left_s = time.monotonic(), self.budget.left_s
            lasts_s = left_s / max(1, round(left_s / CYCLE_S))
            s = empty(self.p, self._memo)
            share = 0.0
            while not self.budget.over and share < 1.0:
                step_s = time.monotonic()
                self._step(s, scale, share, 0.0)
                now_s = time.monotonic()
                share = (now_s - begun_s + (now_s - step_s) / 2) / lasts_s
        return self._found()

    def _step(self, s: State, scale: float, share: float, width: float) -> None:
        def heat(at: float) -> float:
            return float(scale * HOT * (COLD / HOT) ** min(1.0, at))

        self._chunk(s, heat(share), heat(share + width))

    def _chunk(self, s: State, hot: float, cold: float) -> None:
        anneal(
            self.p,
            s,
            self._memo,
            self._move,
            self._rng,
            self._weight,
            CHUNK,
            hot,
            cold,
            self.best_eur,
            self.best,
        )
        self.moves += CHUNK

    def _found(self) -> Found:
        return Found(float(self.best_eur[0]), self.best.copy(), self.moves)
