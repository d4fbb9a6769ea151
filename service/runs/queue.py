"""Runs as jobs: stored before they start, done by worker processes, stopped, never lost."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from models.base import Language, Text
from service.database import Database
from service.kinds.registry import KINDS, Asked
from service.runs.process import STOPPED, Slot
from service.runs.worker import BRIEF_NICER, NICER, Task
from service.store import runs, scenarios
from service.store.runs import Run
from service.store.scenarios import UnknownError

IDLE_S = 0.5
"""How often the queue is looked at when nothing is known to have come."""
BRIEF = tuple(name for name, kind in KINDS.items() if kind.brief)
"""Kinds of runs that a further process does, so that nobody waits for seconds behind minutes."""


class BadInputError(Exception):
    """What is asked cannot be done; all faults at once, in one language."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


class Jobs:
    """The queue of runs of one database, and the processes that do them."""

    def __init__(self, database: Database, url: str, workers: int = 1) -> None:
        """Make the queue; ``start`` begins to work on it.

        Parameters
        ----------
        url
            Of the database: where the ledger is.
        workers
            Runs done at once; besides, one brief run may be done while they are.
        """
        self._database = database
        self._url = url
        self._wake = threading.Event()
        self._closing = threading.Event()
        self._lost: list[tuple[Run, Text]] = []
        """Runs without a process, to be finished with what they left, and why."""
        self._slots = [Slot(self, tuple(KINDS), NICER) for _ in range(workers)]
        if workers:
            self._slots.append(Slot(self, BRIEF, BRIEF_NICER))
        self._lock = threading.Lock()
        self._asking = threading.Lock()
        self._stops: dict[str, int] = {}
        """How often each run was asked to stop."""

    @property
    def database(self) -> Database:
        """Where runs are stored."""
        return self._database

    def start(self) -> None:
        """Mark what an earlier server left running, then work on what is queued."""
        for run in runs.listed(self._database, states=["running"], most=1_000_000):
            self._recover(run)
        for slot in self._slots:
            slot.start()

    def close(self) -> None:
        """Stop working: what runs gives its best so far, what waits goes on waiting."""
        self._closing.set()
        self._wake.set()
        for slot in self._slots:
            slot.join()

    def submit(self, asked: Asked, language: Language, once: bool = False) -> Run:
        """Store a run, to be done when its turn comes.

        Parameters
        ----------
        once
            Whether a run that was asked the very same, has not ended and is not being stopped is
            returned instead: a form sent twice is one run.

        Raises
        ------
        BadInputError
            With every fault of what is asked.
        UnknownError
            There is no such scenario or version.
        FullError
            Too many runs wait already.
        """
        version = scenarios.version(self._database, asked.scenario, asked.version)
        upload = scenarios.upload(self._database, asked.scenario, version.number)
        name = str(getattr(asked, "kind", ""))
        faults = self._earlier_faults(asked, version.town, language)
        faults += KINDS[name].faults(asked, upload, language)
        if faults:
            raise BadInputError(faults)
        fixed = asked.changed(version=version.number)
        wanted = fixed.model_dump(mode="json")
        with self._asking:
            there = runs.unended(self._database, name, version, wanted) if once else None
            if there is not None and there.id not in self._stops:
                return there
            run = runs.add(self._database, name, version, wanted)
        self._wake.set()
        return run

    def cancel(self, name: str) -> Run:
        """Ask a run to stop: one that waits is cancelled, one that runs gives its best so far.

        Asked a second time, its process is ended, and the best plan it had told of is kept.

        Raises
        ------
        UnknownError
            There is no such run.
        """
        if not runs.cancel_queued(self._database, name):
            run = runs.run(self._database, name)
            if run.state == "running":
                with self._lock:
                    self._stops[name] = self._stops.get(name, 0) + 1
        return runs.run(self._database, name)

    # -- what the slots ask -------------------------------------------------------------------

    @property
    def closing(self) -> bool:
        """Whether no run is begun any more."""
        return self._closing.is_set()

    def stops(self, name: str) -> int:
        """Return how often a run was asked to stop."""
        with self._lock:
            return self._stops.get(name, 0)

    def forget(self, name: str) -> None:
        """Forget what was asked of a run that ended."""
        with self._lock:
            self._stops.pop(name, None)

    def next(self, kinds: Sequence[str]) -> tuple[Run, Text | None] | None:
        """Return what to do next, and why if it was lost and is to be finished; none if nothing."""
        with self._lock:
            lost = next((one for one in self._lost if one[0].kind in kinds), None)
            if lost is not None:
                self._lost.remove(lost)
                return lost
        found = runs.next_queued(self._database, kinds)
        if found is not None:
            return found, None
        self._wake.wait(IDLE_S)
        self._wake.clear()
        return None

    def lose(self, run: Run, why: Text) -> None:
        """Have a run finished later with what it left."""
        with self._lock:
            self._lost.append((run, why))

    def task(self, run: Run, left: bytes | None = None) -> Task:
        """Return all that a process needs for a run."""
        given = runs.asked(self._database, run.id)
        asked = KINDS[run.kind].asked.model_validate(given)
        earlier = {}
        for field, (name, _) in asked.earlier().items():
            content = runs.study(self._database, name)
            assert content is not None, "checked when it was asked"
            earlier[field] = content
        upload = scenarios.upload(self._database, run.scenario, run.version)
        return Task(run.id, run.kind, given, upload, self._url, earlier, left)

    def _recover(self, run: Run) -> None:
        kind = KINDS.get(run.kind)
        if (
            kind is not None
            and kind.review is not None
            and runs.best(self._database, run.id) is not None
        ):
            self.lose(run, STOPPED)
        else:
            runs.end(self._database, run.id, "interrupted", why=STOPPED)

    def _earlier_faults(self, asked: Asked, town: str, language: Language) -> list[str]:
        found = []
        for field, (name, kind) in asked.earlier().items():
            try:
                run = runs.run(self._database, name)
                right = run.kind == kind and run.town == town and run.has_study
            except UnknownError:
                right = False
            if not right:
                text = NO_STUDY.format(field=field, run=name, kind=kind, town=town)
                found.append(text.in_(language))
        return found


NO_STUDY = Text(
    fr="{field} : {run} n'est pas un calcul « {kind} » terminé de {town}. Attendu : "
    "l'identifiant d'un tel calcul. Choisissez-le dans la liste des calculs.",
    en='{field}: {run} is no ended run of kind "{kind}" of {town}. Expected: the id of such a run. '
    "Choose it in the list of runs.",
)
