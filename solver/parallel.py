"""One way to work side by side: an executor of local processes, or of a Dask cluster by address."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
)
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, TypeVar

WATCH_S = 0.2
"""How often a wait looks at the hand brake, seconds."""
CONNECT_S = 5.0
"""Seconds in which a cluster must answer."""
LOST_S = 15.0
"""Seconds after which a cluster without scheduler or workers is taken to be lost."""
LOUD = ("distributed", "distributed.client", "distributed.core", "distributed.comm")
"""Loggers of Dask that write of a connection that is gone."""
T = TypeVar("T")


class Brake(Protocol):
    """What a search looks at: set, it returns its best so far."""

    def is_set(self) -> bool:
        """Tell whether the search should end."""
        ...


class ClusterError(Exception):
    """A cluster that cannot be reached or used."""


class LostClusterError(ClusterError):
    """A cluster that answered, and whose scheduler or last worker went away during the work."""


class LostProcessError(Exception):
    """A process of this computer that went away during the work, for want of memory perhaps."""


class TaskError(Exception):
    """A task that failed in its process: the kind of error, and what it said."""


class _Loose:
    """The brake of a process that nobody stops."""

    def is_set(self) -> bool:
        return False


_brake: Brake = _Loose()


def brake() -> Brake:
    """Return the brake that the caller of this process pulls."""
    return _brake


def _shielded(task: Callable[..., T], given: tuple[Any, ...]) -> T | TaskError:
    """Do a task; what fails comes back as words, as not every error crosses processes."""
    try:
        return task(*given)
    except Exception as error:
        return TaskError(str(error) or type(error).__name__)


def _begin(pulled: Any) -> None:
    """Make a worker leave Ctrl-C to the caller, and listen to the brake."""
    global _brake
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _brake = pulled


def workers() -> int:
    """Return how many processes may work at once on this machine."""
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2)


@dataclass(frozen=True)
class Workers:
    """An executor, and how to have its tasks end early."""

    executor: Executor
    slots: int
    """Tasks that run at once."""
    pull: Callable[[], None]
    """Ask the tasks that run for their best so far; without effect on a cluster."""
    lost: Callable[[], str | None] = lambda: None
    """Return why nobody works any more; none as long as somebody may."""

    def gather(
        self,
        task: Callable[..., T],
        arguments: Sequence[tuple[Any, ...]],
        stop: Brake,
        tell: Callable[[int, T], None],
    ) -> dict[int, T | TaskError]:
        """Return what a task gave for each of many arguments, by number, in their order.

        Those not begun when stopped are missing; those that failed give a ``TaskError``.

        Raises
        ------
        LostClusterError
            The cluster went away before all was done.
        LostProcessError
            A process of this computer did.

        Parameters
        ----------
        arguments
            Of each call.
        stop
            Set, pending tasks are cancelled and running ones asked for their best so far.
        tell
            Called with each result as it comes.
        """
        if stop.is_set():
            return {}
        waiting: dict[int, Future[T | TaskError]] = {
            number: self.executor.submit(_shielded, task, given)
            for number, given in enumerate(arguments)
        }
        found: dict[int, T | TaskError] = {}
        stopped = False
        while waiting:
            if stop.is_set() and not stopped:
                stopped = True
                for future in waiting.values():
                    future.cancel()
                self.pull()
            for number in [n for n, future in waiting.items() if future.done()]:
                future = waiting.pop(number)
                if future.cancelled() and stopped:
                    continue
                found[number] = answer = self._answer(future)
                if not isinstance(answer, TaskError):
                    tell(number, answer)
            if waiting:
                why = self.lost()
                if why is not None:
                    raise LostClusterError(why)
                time.sleep(WATCH_S / 4)
        return {number: found[number] for number in sorted(found)}

    def _answer(self, future: Future[T | TaskError]) -> T | TaskError:
        """Return what a task gave; what it raises is not its own, but of who was to do it."""
        try:
            return future.result()
        except BrokenExecutor as error:
            raise LostProcessError(str(error)) from error
        except (Exception, CancelledError) as error:
            # nobody cancelled it here: who was to do it is gone
            raise LostClusterError(self.lost() or str(error) or type(error).__name__) from error


@contextmanager
def side_by_side(cluster: str | None = None) -> Iterator[Workers]:
    """Yield workers: local processes, or those of an existing Dask cluster.

    Parameters
    ----------
    cluster
        Address of the scheduler, e.g. ``tcp://127.0.0.1:8786``. Its workers need this version.

    Raises
    ------
    ClusterError
        When the cluster does not answer, has no workers, or Dask is not installed.
    """
    if cluster is not None:
        with _dask(cluster) as found:
            yield found
        return
    context = multiprocessing.get_context("spawn")
    pulled = context.Event()
    with ProcessPoolExecutor(
        workers(), mp_context=context, initializer=_begin, initargs=(pulled,)
    ) as executor:
        yield Workers(executor, workers(), pulled.set)


@contextmanager
def _dask(address: str) -> Iterator[Workers]:
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise ClusterError("pip install 'ramasse[dask]'") from error
    for name in LOUD:  # what is lost is told once, in our words
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = distributed.Client(address, timeout=CONNECT_S, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(str(error) or type(error).__name__) from error
    try:
        slots = sum(client.nthreads().values())
        if not slots:
            raise ClusterError("0 workers")
        yield Workers(client.get_executor(pure=False), slots, lambda: None, _watch(client))
    finally:
        client.close(timeout=1)


def _watch(client: Any) -> Callable[[], str | None]:
    """Return what tells why nobody works on a cluster any more."""
    since: dict[str, float] = {}

    def lost() -> str | None:
        there = client.status == "running"
        states = {
            SCHEDULER_GONE: not there,
            WORKERS_GONE: there and not client.scheduler_info().get("workers"),
        }
        for why, holds in states.items():
            if not holds:
                since.pop(why, None)
            elif time.monotonic() - since.setdefault(why, time.monotonic()) > LOST_S:
                return why
        return SCHEDULER_GONE if client.status in ("closed", "closing") else None

    return lost


SCHEDULER_GONE = "scheduler gone"
WORKERS_GONE = "no worker left"


@contextmanager
def halted(solver: Any, stop: Brake | None) -> Iterator[None]:
    """End a search of CP-SAT when the brake is pulled."""
    done = threading.Event()

    def watch() -> None:
        while stop is not None and not done.wait(WATCH_S):
            if stop.is_set():
                solver.stop_search()

    thread = threading.Thread(target=watch, daemon=True)
    if stop is not None:
        thread.start()
    try:
        yield
    finally:
        done.set()
        if stop is not None:
            thread.join()
