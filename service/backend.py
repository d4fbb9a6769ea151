"""What answers requests: the store, the ledger, the runs; the API's and the page's alike."""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

from anyio.to_thread import run_sync

from models.allocation import Allocation
from models.base import Language, Model, Text
from service.asking.kinds import Kinds
from service.database import Database, DatabaseError
from service.ledger import Ledger
from service.runs.queue import Jobs
from service.store import opened, published, results, runs
from service.store.published import PublishedWeek
from service.store.runs import ENDED, Run, Step
from service.store.scenarios import UnknownError
from service.store.servers import Server, arrive

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
    place: Server | None
    """Of the server that works on it; none where it only answers."""
    closing: threading.Event = field(default_factory=threading.Event)
    """Set when the server stops: whoever follows a run lets go."""
    _made: OrderedDict[tuple[str, Language], Mapping[str, bytes]] = field(
        default_factory=OrderedDict
    )
    _making: threading.Lock = field(default_factory=threading.Lock)

    @staticmethod
    def opened(url: str, kinds: Kinds, workers: int = 1) -> Desk:
        """Open a database's store and ledger.

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
        return Desk(database, url, ledger, Jobs(database, url, kinds, workers, place), place)

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
        found = results.study(self.database, name) if run.has_study else None
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
        return self.kinds[run.kind].study.model_validate_json(content)

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
                self._made[key] = self.kinds[run.kind].made(self.study(name), language)
            self._made.move_to_end(key)
            while len(self._made) > MOST_MADE:
                self._made.popitem(last=False)
            return self._made[key]

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
            run = await run_sync(runs.run, self.database, name)
            told = await run_sync(runs.steps, self.database, name, after)
            after = told[-1].number if told else after
            yield run, told
            if run.state in ENDED:
                return
            await asyncio.sleep(turn_s)

    def publish(self, name: str, town: str | None = None) -> PublishedWeek:
        """Publish the split of a run.

        Raises
        ------
        UnknownError
            There is no such run that can be published, of that town if one is given.
        NotReadyError
            It has no study.
        LedgerError
            The week is published already.
        """
        run = runs.run(self.database, name)
        if "ledger" not in self.kinds[run.kind].uses or town not in (None, run.town):
            raise UnknownError(NO_SPLIT.format(run=name, town=town or run.town))
        split = self.study(name)
        assert isinstance(split, Allocation)
        world, content = split.scenario, split.model_dump_json().encode()
        note = published.note(name, world.id, world.week_of, content)
        self.ledger.publish(split, note)
        weeks = published.weeks(self.database, run.town)
        return next(one for one in weeks if one.week_of == world.week_of)


NO_SPLIT = Text(
    fr="{run} n'est pas une répartition de {town}. Attendu : une répartition terminée. "
    "Choisissez-la dans la liste des calculs.",
    en="{run} is no split of {town}. Expected: an ended split. Choose it in the list of runs.",
)
NO_STUDY_YET = Text(
    fr="Ce calcul n'est pas terminé. Suivez-le jusqu'au bout, puis redemandez.",
    en="This run has not ended. Follow it to its end, then ask again.",
)
NO_STUDY = Text(
    fr="Ce calcul n'a donné aucune étude. Lisez pourquoi dans « error », puis relancez-le.",
    en='This run gave no study. Read why in "error", then start it again.',
)
