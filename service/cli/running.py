"""A run in the terminal: its progress, and how Ctrl-C ends it."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

from models.base import Language
from models.numbers import amount, number
from service.asking.progress import line
from service.words.labels import word

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text as Styled

    from solver.settings import Progress, Watcher

TURN_S = 0.1
"""How often the terminal is brought up to date, and signals are looked at."""
GIVEN_UP = 130
"""Exit status of a run that a second Ctrl-C ends."""

Done = TypeVar("Done")


def watched(
    work: Callable[[Watcher, threading.Event], Done], console: Console, language: Language
) -> Done:
    """Do some work while the terminal tells how it goes.

    The work is done in a thread, so that Ctrl-C is heard whatever engine is busy: the first one
    asks for the best plan so far, a second one leaves at once with status 130.

    Parameters
    ----------
    work
        Called with whom to tell of progress, and the event that asks it to stop.
    console
        Where progress goes: one live line on a terminal, plain lines otherwise.
    """
    stop = threading.Event()
    done: list[Done] = []
    failed: list[BaseException] = []

    def run(tell: Watcher) -> None:
        try:
            done.append(work(tell, stop))
        except BaseException as error:  # handed to the caller's thread
            failed.append(error)

    with _telling(console, language) as tell, _hand_brake(stop, console, language):
        thread = threading.Thread(target=run, args=(tell,), daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(TURN_S)
    if failed:
        raise failed[0]
    return done[0]


@contextmanager
def _telling(console: Console, language: Language) -> Iterator[Watcher]:
    """Yield whom to tell: a live line on a terminal, plain lines elsewhere."""
    from rich.text import Text as Styled

    started = time.monotonic()
    if not console.is_terminal:

        def print_line(step: Progress) -> None:
            seconds = number(time.monotonic() - started, language, 1)
            console.print(Styled(f"[{seconds} s] {line(step, language)}"), soft_wrap=True)

        yield print_line
        return
    clock = _Live(language, started)
    with console.status(clock):
        yield clock.tell


class _Live:
    """The live line: the last step told, and a clock that goes on meanwhile."""

    def __init__(self, language: Language, started: float) -> None:
        self._language: Language = language
        self._started = started
        self._told = ""

    def tell(self, step: Progress) -> None:
        """Show another step."""
        self._told = line(step, self._language)

    def __rich__(self) -> Styled:
        from rich.text import Text

        seconds = amount(time.monotonic() - self._started, "s", self._language)
        return Text(f"{self._told} ({seconds})")


@contextmanager
def _hand_brake(stop: threading.Event, console: Console, language: Language) -> Iterator[None]:
    """Let the first Ctrl-C ask for the best plan so far, and a second one quit."""
    from rich.text import Text as Styled

    def pulled(signum: int, frame: FrameType | None) -> None:
        del signum, frame
        if stop.is_set():
            console.print(Styled(word("quit", language)))
            # the thread may be deep in an engine: nothing is waited for, nothing was written
            os._exit(GIVEN_UP)
        stop.set()
        console.print(Styled(word("stopping", language)))

    before = signal.signal(signal.SIGINT, pulled)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
