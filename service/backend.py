"""What answers requests: the store, the ledger, the runs; the API's and the page's alike."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from models.base import Language, Model, Text
from service.database import Database, DatabaseError
from service.kinds.registry import KINDS
from service.ledger import Ledger
from service.runs.queue import Jobs
from service.store import opened, runs
from service.store.alone import hold
from service.store.runs import Run

MOST_MADE = 6
"""Runs whose files are kept at hand."""


class NotReadyError(DatabaseError):
    """A run that has no study to show, not yet or never."""


@dataclass(frozen=True)
class Desk:
    """One database, and all that works on it."""

    database: Database
    url: str
    ledger: Ledger
    jobs: Jobs
    release: Callable[[], None]
    """Lets another server work on the database."""
    closing: threading.Event = field(default_factory=threading.Event)
    """Set when the server stops: whoever follows a run lets go."""
    _made: OrderedDict[tuple[str, Language], Mapping[str, bytes]] = field(
        default_factory=OrderedDict
    )
    _making: threading.Lock = field(default_factory=threading.Lock)

    @staticmethod
    def opened(url: str, workers: int = 1) -> Desk:
        """Open a database's store and ledger.

        Raises
        ------
        DatabaseError
            When it cannot be opened, or another server works on it.
        """
        database = opened(url)
        try:
            release = hold(database) if workers else _nothing
            ledger = Ledger(url)
        except BaseException:
            database.close()
            raise
        return Desk(database, url, ledger, Jobs(database, url, workers), release)

    def close(self) -> None:
        """Let runs give their best so far, then let the database go."""
        self.closing.set()
        self.jobs.close()
        self.ledger.close()
        self.release()
        self.database.close()

    def content(self, name: str) -> tuple[Run, bytes]:
        """Return a run and its study as JSON.

        Raises
        ------
        UnknownError
            There is no such run.
        NotReadyError
            It has no study.
        """
        run = runs.run(self.database, name)
        found = runs.study(self.database, name) if run.has_study else None
        if found is None:
            raise NotReadyError(NO_STUDY_YET if run.state in ("queued", "running") else NO_STUDY)
        return run, found

    def study(self, name: str) -> Model:
        """Return the study of a run.

        Raises
        ------
        UnknownError
            There is no such run.
        NotReadyError
            It has no study.
        """
        run, content = self.content(name)
        return KINDS[run.kind].study.model_validate_json(content)

    def files(self, name: str, language: Language) -> Mapping[str, bytes]:
        """Return the files of a run by name, those that the command writes.

        Raises
        ------
        UnknownError
            There is no such run.
        NotReadyError
            It has no study.
        """
        key = (name, language)
        with self._making:
            if key not in self._made:
                run = runs.run(self.database, name)
                self._made[key] = KINDS[run.kind].files(self.study(name), language)
            self._made.move_to_end(key)
            while len(self._made) > MOST_MADE:
                self._made.popitem(last=False)
            return self._made[key]


def _nothing() -> None:
    """Release nothing."""


NO_STUDY_YET = Text(
    fr="Ce calcul n'est pas terminé. Suivez-le jusqu'au bout, puis redemandez.",
    en="This run has not ended. Follow it to its end, then ask again.",
)
NO_STUDY = Text(
    fr="Ce calcul n'a donné aucune étude. Lisez pourquoi dans « error », puis relancez-le.",
    en='This run gave no study. Read why in "error", then start it again.',
)
