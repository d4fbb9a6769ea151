"""Searching a delivery week on all cores: cycles of annealing, the best plan of all kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace

import numpy as np

from solver.parallel import workers
from solver.settings import Budget
from solver.week_search.anneal import anneal
from solver.week_search.arrays import F64, GAPS, I64, U64, Arrays, Memo, State, TripMove
from solver.week_search.state import empty, filled, memo_of, move_of

CHUNK = 50_000
"""Moves between two looks at the clock, at most: one iteration of a budget that counts them."""
EACH = 500
"""Moves of a chunk for each item, at most: a small week is learnt sooner."""
CYCLE_S = 12.0
"""Seconds of one cooling, about, unless asked otherwise: the week of a department cools longer."""
CYCLE = 100
"""Chunks of one cooling under a budget of iterations, about."""
HOT, WARM, COLD = 0.008, 0.0025, 4e-5
"""Temperatures relative to the cost of the plan: at the start, as the plan at hand is warmed again,
and at the end of each cooling."""
LOOK = 4
"""Chunks of the first look at a week, from which its cost is learnt."""
PRICES = np.array([2e-4, 0.2, 0.05, 20.0, 20.0, 20.0])
"""Euros for one of each excess, to begin with."""
LOOK_S = 0.5
"""How often the best choice so far is told."""
ITERATED_CORES = 2
"""Searches side by side under an iteration budget: their number is part of the answer."""
SAME_EUR = 1e-3
"""Costs of one plan, added up in different orders, differ by less."""


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
    start: I64 | None = None
    """(items,): a choice to begin from; everything is left behind when absent."""
    cycle_s: float = CYCLE_S
    """Seconds of one cooling, about."""
    moves: int = 0
    best_eur: F64 = field(init=False)
    best: I64 = field(init=False)

    def __post_init__(self) -> None:
        self.best_eur = np.array([np.inf])
        self.best = np.full(len(self.p.items), -1, np.int64)
        self._memo: Memo = memo_of(self.p)
        self._seen: Memo = memo_of(self.p)
        self._move: TripMove = move_of(self.p)
        start = (1 + self.seed * 1_000_003 + self.number * 7_919) * 2_654_435_769
        self._rng: U64 = np.array([start % 2**63 + 1], dtype=np.uint64)
        self._weight: F64 = PRICES.copy()
        self._gapped: tuple[float, I64] | None = None
        self._each = min(CHUNK, EACH * len(self.p.items))

    def run(self) -> Found:
        """Anneal, cooling after cooling, until the budget is over, and return the best choice met.

        Simulated annealing (Kirkpatrick, Gelatt & Vecchi 1983); ``best`` may be read meanwhile.
        """
        if len(self.p.items) == 0:
            return Found(0.0, self.best, 0)
        if self.start is None:
            s = empty(self.p, self._memo)
            price = float(np.median(self.p.loss))
            for _ in range(LOOK):
                self._chunk(s, price * HOT, price * HOT)
        else:
            s = filled(self.p, self._memo, self.start)
            if s.excess.sum() == 0:
                self.best_eur[0], self.best[:] = s.eur[0], self.start
        self._scale = max(1.0, float(s.eur[0]))
        if self.budget.iterations is not None:
            self._count(s, self.budget.iterations)
        else:
            self._clock(s)
        return self._found()

    def _count(self, s: State, chunks: int) -> None:
        """Cool and warm again over so many chunks."""
        cycles = max(1, round(chunks / CYCLE))
        for chunk in range(chunks):
            if self.budget.over:
                return
            cycle, share = divmod(chunk * cycles / chunks, 1.0)
            hot = HOT if cycle == 0 else WARM
            self._chunk(s, self._heat(hot, share), self._heat(hot, share + cycles / chunks))

    def _clock(self, s: State) -> None:
        """Cool and warm again until the time is over."""
        hot = HOT
        while not self.budget.over:
            begun_s, left_s = time.monotonic(), self.budget.left_s
            lasts_s = left_s / max(1, round(left_s / self.cycle_s))
            share = 0.0
            while not self.budget.over and share < 1.0:
                before_s = time.monotonic()
                self._chunk(s, self._heat(hot, share), self._heat(hot, share))
                now_s = time.monotonic()
                share = (now_s - begun_s + (now_s - before_s) / 2) / lasts_s
            hot = WARM

    def _heat(self, hot: float, share: float) -> float:
        return float(self._scale * hot * (COLD / hot) ** min(1.0, share))

    def _chunk(self, s: State, hot: float, cold: float) -> None:
        anneal(
            self.p,
            s,
            self._memo,
            self._move,
            self._rng,
            self._weight,
            self._each,
            hot,
            cold,
            self.best_eur,
            self.best,
        )
        self.moves += self._each
        if not np.isfinite(self.best_eur[0]) and np.delete(s.excess, GAPS).sum() == 0:
            eur = float(s.eur[0])
            if self._gapped is None or eur < self._gapped[0]:
                self._gapped = (eur, s.trip.copy())

    def snapshot(self) -> I64 | None:
        """Return the best choice so far while the search goes on; none if it just changes."""
        eur, trips = float(self.best_eur[0]), self.best.copy()
        try:
            whole = abs(float(filled(self.p, self._seen, trips).eur[0]) - eur) < SAME_EUR
        except ValueError:
            whole = False
        return trips if whole and float(self.best_eur[0]) == eur else None

    def _found(self) -> Found:
        """Return the best choice; where an errand's earlier trip stays empty, with that gap."""
        if not np.isfinite(self.best_eur[0]) and self._gapped is not None:
            return Found(*self._gapped, self.moves)
        return Found(float(self.best_eur[0]), self.best.copy(), self.moves)


def search(
    p: Arrays,
    budget: Budget,
    seed: int,
    *,
    start: I64 | None = None,
    cycle_s: float = CYCLE_S,
    look: Callable[[I64], None] | None = None,
) -> Found:
    """Search a week on all cores and return the best choice of all.

    Parameters
    ----------
    budget
        Of time, or of iterations of up to ``CHUNK`` trials for each of two searches; its brake
        ends them.
    start : (items,)
        A choice to begin from, if any; nothing worse is returned.
    cycle_s
        Seconds of one cooling, about.
    look
        Called with the best choice so far, whenever it is better.
    """
    cores = workers() if budget.iterations is None else ITERATED_CORES
    searchers = [Searcher(p, budget, seed, number, start, cycle_s) for number in range(cores)]
    with ThreadPoolExecutor(cores) as pool:
        running = [pool.submit(one.run) for one in searchers]
        told = np.inf
        while wait(running, LOOK_S if look is not None else None).not_done:
            best = min(searchers, key=lambda one: float(one.best_eur[0]))
            if look is not None and best.best_eur[0] < told - 1e-6:
                seen = best.snapshot()
                if seen is not None:
                    told = float(best.best_eur[0])
                    look(seen)
        found = min((one.result() for one in running), key=lambda one: one.eur)
    return replace(found, moves=sum(one.moves for one in searchers))
