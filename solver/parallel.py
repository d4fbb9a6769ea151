"""One way to work side by side: an executor of local processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import Executor, ProcessPoolExecutor


def workers() -> int:
    """Return how many processes may work at once on this machine."""
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2)


def executor() -> Executor:
    """Return an executor of local processes; Ctrl-C stays with the caller."""
    return ProcessPoolExecutor(
        workers(),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )
