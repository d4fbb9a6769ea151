"""Threads of those who follow runs: their own, so that no page waits for them, nor they for it."""

from __future__ import annotations

from anyio import CapacityLimiter
from anyio.lowlevel import RunVar

FOLLOWERS = 8
"""Looks at runs that are followed, done at once."""
_limiter: RunVar[CapacityLimiter] = RunVar("followers")


def followers() -> CapacityLimiter:
    """Return what bounds the threads of those who follow runs."""
    try:
        return _limiter.get()
    except LookupError:
        made = CapacityLimiter(FOLLOWERS)
        _limiter.set(made)
        return made
