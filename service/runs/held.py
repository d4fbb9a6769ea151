"""Which of a server's runs somebody in it does or will finish: what nobody does is found out.

The answer to what marked a run as running may be lost with the connection: it is this server's
then, and no thread knows of it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from service.store.runs import Run


class Held:
    """The runs that are held in one server."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taking = 0
        self._names: set[str] = set()
        self._loose: set[str] = set()
        """Those that nobody held when they were looked at last."""

    def take(self, find: Callable[[], Run | None]) -> Run | None:
        """Return the run that is found, held from now on."""
        with self._lock:
            self._taking += 1
        found = None
        try:
            found = find()
            return found
        finally:
            with self._lock:
                self._taking -= 1
                if found is not None:
                    self._names.add(found.id)

    def hold(self, name: str) -> None:
        """Note that a run will be finished."""
        with self._lock:
            self._names.add(name)

    def let_go(self, name: str) -> None:
        """Forget a run that has ended here."""
        with self._lock:
            self._names.discard(name)

    def strays(self, running: Iterable[str]) -> list[str]:
        """Return those of this server's runs that nobody holds, for the second time now.

        Parameters
        ----------
        running
            Ids of the runs that are this server's by what is kept.
        """
        with self._lock:
            if self._taking:  # one of them may just be taken
                return []
            loose = set(running) - self._names
            twice = loose & self._loose
            self._loose = loose - twice
            return sorted(twice)
