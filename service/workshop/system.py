"""What differs between systems: a process's priority, its pipe, how those it started end."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

import psutil

__all__ = ["Pipe", "end", "fair_memory", "memory", "settle"]

LEAST_MEMORY, SHARE = 1_000_000_000, 0.7
"""Bytes that a run may always take, and what all runs together may take of the computer's."""


def memory(pid: int) -> int:
    """Return the bytes that a process and all that it started hold; none where it is gone."""
    with suppress(psutil.Error):
        first = psutil.Process(pid)
        taken = 0
        for one in (first, *first.children(recursive=True)):
            with suppress(psutil.Error):
                taken += int(one.memory_info().rss)
        return taken
    return 0


def fair_memory(workers: int) -> int:
    """Return the bytes that each of some processes may take of this computer's memory."""
    return max(LEAST_MEMORY, int(SHARE * psutil.virtual_memory().total / (workers + 1)))


if sys.platform == "win32":
    from multiprocessing.connection import PipeConnection as Pipe

    def settle(nicer: int) -> None:
        """Let this process wait for others, and be ended with all that it starts.

        Parameters
        ----------
        nicer
            How far below the priority that it has; Windows has one step.
        """
        if nicer:
            psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)

    def end(pid: int) -> None:
        """End a process that settled and all that it started; one that is gone is none."""
        with suppress(psutil.NoSuchProcess):
            first = psutil.Process(pid)
            for one in (*first.children(recursive=True), first):
                with suppress(psutil.NoSuchProcess):
                    one.kill()

else:
    import signal
    from multiprocessing.connection import Connection as Pipe

    def settle(nicer: int) -> None:
        """Let this process wait for others, and be ended with all that it starts.

        Parameters
        ----------
        nicer
            How far below the priority that it has.
        """
        # a group of its own: what it started is found there even when it is gone itself
        os.setsid()
        os.nice(nicer)

    def end(pid: int) -> None:
        """End a process that settled and all that it started; one that is gone is none."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
