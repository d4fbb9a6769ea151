"""One database, and all that works on it."""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field

from anyio.to_thread import run_sync

from models.scenario import Scenario
from service.asking.kinds import Kinds
from service.backend.planned import PlannedWeek
from service.backend.publishing import Publishing
from service.database import Database
from service.ledger import Ledger
from service.made import Made
from service.runs.queue import Jobs
from service.store import opened, runs
from service.store.runs import ENDED, Run, Step
from service.store.servers import Server, arrive
from service.workshop.followers import followers

LONG_S = 5.0
"""Seconds from which on a run is one whose files are worth being made ahead."""


@dataclass(frozen=True)
class Desk(Publishing):
    """One database, and all that works on it."""

    database: Database
    url: str
    ledger: Ledger
    jobs: Jobs
    place: Server | None
    """Of the server that works on it; none where it only answers."""
    made: Made
    """What is made of studies."""
    closing: threading.Event = field(default_factory=threading.Event)
    """Set when the server stops: whoever follows a run lets go."""
    _plans: OrderedDict[str, PlannedWeek | None] = field(default_factory=OrderedDict)
    _making: threading.Lock = field(default_factory=threading.Lock)
    _erased: list[int] = field(default_factory=lambda: [0])
    """Number of the last deed that erased something, when what is at hand was looked at."""

    @staticmethod
    def opened(
        url: str,
        kinds: Kinds,
        workers: int = 1,
        most_bytes: int | None = None,
        cluster: str | None = None,
    ) -> Desk:
        """Open a database's store and ledger; ``most_bytes`` and ``cluster`` are of its runs.

        Raises
        ------
        DatabaseError
            When it cannot be opened, or another server works on it alone.
        """
        database = opened(url)
        place = None
        try:
            place = arrive(database) if workers else None
            ledger = Ledger(url)
        except BaseException:
            if place is not None:
                place.release()
            database.close()
            raise
        jobs = Jobs(database, url, kinds, workers, place, most_bytes, cluster)
        return Desk(database, url, ledger, jobs, place, Made(kinds, aside=workers > 0))

    @property
    def kinds(self) -> Kinds:
        """What may be asked."""
        return self.jobs.kinds

    def close(self) -> None:
        """Let runs give their best so far, then let the database go."""
        self.closing.set()
        self.jobs.close()
        self.ledger.close()
        if self.place is not None:
            self.place.release()
        self.database.close()

    def make_ahead(self) -> None:
        """Have the files of long runs made as soon as they are done, before anybody asks."""

        def ahead(run: Run) -> None:
            began, ended = run.started_at, run.ended_at
            if began is None or ended is None or (ended - began).total_seconds() < LONG_S:
                return
            threading.Thread(target=self._make, args=(run.id,), daemon=True).start()

        self.jobs.on_done = ahead

    def _make(self, name: str) -> None:
        # whoever asks for what could not be made meets why
        with suppress(Exception):
            world = getattr(self.study(name), "scenario", None)
            self.files(name, world.language if isinstance(world, Scenario) else "fr")

    async def followed(
        self, name: str, after: int, turn_s: float
    ) -> AsyncIterator[tuple[Run, list[Step]]]:
        """Yield how far a run is and what it told since, again and again until it has ended.

        Parameters
        ----------
        after
            Steps after that one only.
        turn_s
            Seconds between two looks.
        """
        while not self.closing.is_set():
            # the state first: what it told before it ended is then among the steps
            run = await run_sync(runs.run, self.database, name, limiter=followers())
            told = await run_sync(runs.steps, self.database, name, after, limiter=followers())
            after = told[-1].number if told else after
            yield run, told
            if run.state in ENDED:
                return
            await asyncio.sleep(turn_s)
