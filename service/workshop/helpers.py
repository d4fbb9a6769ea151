"""Processes beside the server that make files and look at what is sent: bounded, never in its way.

A thread that waits for a helper lets pages go on; a helper that takes too long or too much memory
is ended and what it did is refused, and nothing but that is lost.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import queue
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, TypeVar

import psutil

from models.base import Text
from service.database_errors import UnavailableError
from service.workshop import system

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

T = TypeVar("T")
TURN_S = 0.1
"""How often a helper's memory and time are looked at."""
IDLE_S = 300.0
"""Seconds after which a helper that has nothing to do ends by itself."""
NICER = 4
"""How far below the server's priority."""
LONGEST_S = 60.0
KEPT_BYTES = 500_000_000
"""A helper that holds more once it is done is not asked again: the next begins afresh."""
MOST_BYTES = 1_500_000_000
"""What one thing done may take, unless said otherwise."""


class TooMuchError(UnavailableError):
    """Something that took too long or too much memory, or whose process is gone."""


class Helpers:
    """Some processes that do one thing at a time each, started when they are needed.

    Parameters
    ----------
    count
        Things done at once; who comes later waits.
    """

    def __init__(self, count: int) -> None:
        self._free: queue.LifoQueue[_Helper] = queue.LifoQueue()
        self._all = [_Helper() for _ in range(count)]
        for one in self._all:
            self._free.put(one)

    def do(
        self,
        work: Callable[..., T],
        *given: Any,
        within_s: float = LONGEST_S,
        most_bytes: int = MOST_BYTES,
    ) -> T:
        """Return what a function of a module gives; what it raises is raised here.

        Raises
        ------
        TooMuchError
            It took too long or too much memory, or its process is gone.
        """
        helper = self._free.get()
        try:
            found: T = helper.do(work, given, within_s, most_bytes)
            return found
        finally:
            self._free.put(helper)

    def close(self) -> None:
        """End all of them."""
        for one in self._all:
            one.end()


class _Helper:
    """One process, and the pipe to it."""

    def __init__(self) -> None:
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def do(
        self, work: Callable[..., Any], given: tuple[Any, ...], within_s: float, most_bytes: int
    ) -> Any:
        for again in (True, False):
            pipe = self._ready()
            try:
                pipe.send((work, given))
                done, found = self._told(pipe, within_s, most_bytes)
                break
            except BrokenPipeError:
                # it had nothing to do for so long that it ended just now
                self.end()
                if not again:
                    raise TooMuchError(GONE) from None
        if self._bytes() > KEPT_BYTES:
            self.end()  # what printers remember of one paper is not to be in the way of the next
        if not done:
            raise found
        return found

    def _told(self, pipe: Connection, within_s: float, most_bytes: int) -> tuple[bool, Any]:
        ends = time.monotonic() + within_s
        try:
            while not pipe.poll(TURN_S):
                if time.monotonic() > ends:
                    self.end()
                    raise TooMuchError(LONG.format(seconds=f"{within_s:g}"))
                if self._bytes() > most_bytes:
                    self.end()
                    raise TooMuchError(MEMORY.format(mb=f"{most_bytes / 1e6:g}"))
            found: tuple[bool, Any] = pipe.recv()
        except (EOFError, ConnectionResetError) as error:
            self.end()
            raise TooMuchError(GONE) from error
        return found

    def _bytes(self) -> int:
        process = self._process
        if process is None or process.pid is None:
            return 0
        with suppress(psutil.Error):
            return int(psutil.Process(process.pid).memory_info().rss)
        return 0

    def _ready(self) -> Connection:
        if self._process is None or not self._process.is_alive() or self._pipe is None:
            self.end()
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
            self._process.start()
            theirs.close()
        return self._pipe

    def end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            if self._process.pid is not None:
                system.end(self._process.pid)
            self._process.kill()
            self._process.join()
        self._process = self._pipe = None


def _serve(pipe: Connection) -> None:
    """Do what comes through a pipe, until nothing came for long or the server is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    system.settle(NICER)
    server = multiprocessing.parent_process()
    assert server is not None

    def follow() -> None:
        wait([server.sentinel])
        system.end(os.getpid())

    threading.Thread(target=follow, daemon=True).start()
    while pipe.poll(IDLE_S):
        try:
            work, given = pipe.recv()
        except (EOFError, OSError):
            return
        with suppress(OSError):
            pipe.send_bytes(_done(work, given))


def _done(work: Callable[..., Any], given: tuple[Any, ...]) -> bytes:
    """Return what was done or raised, as it crosses processes."""
    try:
        return pickle.dumps((True, work(*given)))
    except MemoryError:
        return pickle.dumps((False, TooMuchError(MEMORY.format(mb="?"))))
    except Exception as error:
        try:
            sent = pickle.dumps((False, error))
            pickle.loads(sent)  # noqa: S301 - what was just written
        except Exception:  # an error that does not cross
            return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))
        return sent


_shared: dict[str, Helpers] = {}
_sharing = threading.Lock()
COUNTS = {"files": 2, "uploads": 1}
"""Things done at once, by kind: who makes files never waits for who looks at uploads."""


def shared(kind: str) -> Helpers:
    """Return the helpers of this process for a kind of work."""
    with _sharing:
        if kind not in _shared:
            _shared[kind] = Helpers(COUNTS[kind])
        return _shared[kind]


LONG = Text(
    fr="C'est trop long : arrêté après {seconds} s. Rien n'a été gardé. Attendu : un fichier moins "
    "grand. Réduisez-le, ou recommencez quand l'ordinateur a moins à faire.",
    en="This takes too long: ended after {seconds} s. Nothing was kept. Expected: a smaller file. "
    "Make it smaller, or try again when the computer has less to do.",
)
MEMORY = Text(
    fr="C'est trop lourd : plus de {mb} Mo de mémoire. Rien n'a été gardé. Attendu : un fichier "
    "moins grand. Réduisez-le.",
    en="This is too heavy: above {mb} MB of memory. Nothing was kept. Expected: a smaller file. "
    "Make it smaller.",
)
GONE = Text(
    fr="Le processus qui s'en chargeait a disparu, faute de mémoire peut-être. Rien n'a été gardé. "
    "Recommencez ; fermez d'autres programmes si cela revient.",
    en="The process that did it is gone, for want of memory perhaps. Nothing was kept. Try again; "
    "close other programs if it comes back.",
)
