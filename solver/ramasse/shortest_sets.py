"""The least that any order of a set of pick-ups takes: time, distance, and how soon it can end."""

from __future__ import annotations

import numpy as np

from solver.ramasse.week import Floats

NEVER = np.inf


def shortest(
    first: Floats,
    legs: Floats,
    last: Floats,
    *,
    service: Floats,
    opens: Floats | None = None,
    latest: Floats | None = None,
    start: float = 0.0,
) -> Floats:
    """Return, for every set of stops, where its best order ends; infinite where none does.

    Dynamic programming over subsets (Held & Karp 1962).

    Parameters
    ----------
    first, last : (n,)
        From where one begins to each stop, and from each to where one ends.
    legs : (n, n)
    service : (n,)
        Added at each stop.
    opens, latest : (n,)
        A stop begins no earlier, and no later; no windows when absent.
    start
        Where one begins: a moment, or nothing driven yet.

    Returns
    -------
    (2^n,)
        By bit set; the empty set ends where it begins.
    """
    count = len(first)
    size = 1 << count
    opens = np.full(count, -NEVER) if opens is None else opens
    latest = np.full(count, NEVER) if latest is None else latest
    ready = np.full((size, count), NEVER)
    for stop in range(count):
        begins = max(start + first[stop], opens[stop])
        if begins <= latest[stop]:
            ready[1 << stop, stop] = begins + service[stop]
    every = np.arange(size)
    many = np.array([bin(mask).count("1") for mask in range(size)])
    for level in range(2, count + 1):
        of_level = every[many == level]
        for stop in range(count):
            masks = of_level[(of_level >> stop) & 1 == 1]
            begins = (ready[masks ^ (1 << stop)] + legs[:, stop]).min(axis=1)
            begins = np.maximum(begins, opens[stop])
            ready[masks, stop] = np.where(begins <= latest[stop], begins + service[stop], NEVER)
    ends: Floats = (ready + last).min(axis=1, initial=NEVER)
    ends[0] = start
    return ends


def bits_of(count: int) -> Floats:
    """Return (2^n, n): which stops are in each set."""
    masks = np.arange(1 << count)
    bits: Floats = ((masks[:, None] >> np.arange(count)) & 1).astype(np.float64)
    return bits
