"""Runs as jobs: stored before they start, done by worker processes, stopped, never lost."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from models.base import Language, Text
from service.database import Database, DatabaseError
from service.kinds import KINDS, Asked
from service.store import runs, scenarios
from service.store.runs import Run, State
from service.store.scenarios import UnknownError
from service.worker import BRIEF_NICER, NICER, UNFORESEEN, Task, Told, serve

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess
    from multiprocessing.synchronize import Event

TURN_S = 0.1
"""How often a run is looked at."""
IDLE_S = 0.5
"""How often the queue is looked at when nothing is known to have come."""
PATIENCE_S = 30.0
"""Seconds that a run asked to stop has to give its best so far, before its process is ended."""
LONGEST_S = 4 * 3600.0
"""Seconds after which any run is asked to stop."""
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
        self._lost: list[Run] = []
        self._slots = [_Slot(self, tuple(KINDS), NICER) for _ in range(workers)]
        if workers:
            self._slots.append(_Slot(self, BRIEF, BRIEF_NICER))
        self._lock = threading.Lock()
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

    def submit(self, asked: Asked, language: Language) -> Run:
        """Store a run, to be done when its turn comes.

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
        run = runs.add(self._database, name, version, fixed.model_dump(mode="json"))
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

    def next(self, kinds: Sequence[str]) -> tuple[Run, bool] | None:
        """Return what to do next, and whether it is only to be finished; none after a while."""
        with self._lock:
            lost = next((run for run in self._lost if run.kind in kinds), None)
            if lost is not None:
                self._lost.remove(lost)
                return lost, True
        found = runs.next_queued(self._database, kinds)
        if found is not None:
            return found, False
        self._wake.wait(IDLE_S)
        self._wake.clear()
        return None

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
            self._lost.append(run)
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


class _Slot:
    """One thread that does runs in a process of its own, one after the other."""

    def __init__(self, jobs: Jobs, kinds: Sequence[str], nicer: int) -> None:
        self._jobs = jobs
        self._kinds = kinds
        self._nicer = nicer
        self._thread = threading.Thread(target=self._loop, daemon=True)
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._stop: Event | None = None

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def join(self) -> None:
        """Wait for the end of what runs, then end the process."""
        if self._thread.ident is not None:
            self._thread.join()
        self._end_process()

    def _loop(self) -> None:
        while not self._jobs.closing:
            try:
                self._turn()
            except DatabaseError:
                # locked or away for a while: what was queued still is, the rest is found again
                traceback.print_exc(file=sys.stderr)
                time.sleep(IDLE_S)

    def _turn(self) -> None:
        found = self._jobs.next(self._kinds)
        if found is None:
            return
        run, lost = found
        if lost:
            self._finish(run, "interrupted", STOPPED)
        else:
            self._do(run)
        self._jobs.forget(run.id)

    def _do(self, run: Run) -> None:
        try:
            task = self._jobs.task(run)
        except (ValueError, KeyError):  # stored by another version, which asked otherwise
            traceback.print_exc(file=sys.stderr)
            runs.end(self._jobs.database, run.id, "failed", why=UNFORESEEN)
            return
        told = self._watched(run, task)
        stopped: State | None = None
        if self._jobs.stops(run.id):
            stopped = "cancelled"
        elif self._jobs.closing:
            stopped = "interrupted"
        if told is None:
            why = CRASHED if stopped is None else STOPPED if stopped == "interrupted" else None
            self._finish(run, stopped or "failed", why)
        elif told.what == "failed":
            runs.end(self._jobs.database, run.id, stopped or "failed", why=told.why)
        else:
            early = STOPPED if stopped == "interrupted" else None
            runs.end(self._jobs.database, run.id, stopped or "done", told.content, early)

    def _finish(self, run: Run, state: State, why: Text | None) -> None:
        """End a run whose process is lost, with a study of its best plan if it had one."""
        database = self._jobs.database
        left = runs.best(database, run.id)
        if left is None or KINDS[run.kind].review is None:
            runs.end(database, run.id, state, why=why)
            return
        if self._jobs.closing:
            return  # still marked as running: the next server makes its study
        told = self._watched(run, self._jobs.task(run, left), heeding=False)
        if told is not None and told.what == "study":
            runs.end(database, run.id, state, told.content, why)
        elif not self._jobs.closing:
            runs.end(database, run.id, state, why=why)

    def _watched(self, run: Run, task: Task, *, heeding: bool = True) -> Told | None:
        """Return what the process gives for a task; none when the process is lost.

        Parameters
        ----------
        heeding
            Whether those who ask the run to stop are heard.
        """
        pipe, stop = self._ready()
        stop.clear()
        began, asked_at = time.monotonic(), None
        try:
            pipe.send(task)
            while True:
                while pipe.poll(TURN_S):
                    told: Told = pipe.recv()
                    if told.what in ("study", "failed"):
                        return told
                    self._note(run, told)
                late = time.monotonic() - began > LONGEST_S
                stops = self._jobs.stops(run.id) if heeding else 0
                if asked_at is None and (stops or self._jobs.closing or late):
                    asked_at = time.monotonic()
                    stop.set()
                patience = CLOSING_S if self._jobs.closing else PATIENCE_S
                over = asked_at is not None and time.monotonic() - asked_at > patience
                if over or stops > 1:
                    self._end_process()
                    return None
        except (EOFError, OSError):
            self._end_process()
            return None

    def _note(self, run: Run, told: Told) -> None:
        if told.what == "step":
            runs.tell(self._jobs.database, run.id, dict(told.step))
        else:
            runs.keep_best(self._jobs.database, run.id, told.content)

    def _ready(self) -> tuple[Connection, Event]:
        """Return the pipe and brake of a living process."""
        if self._process is None or not self._process.is_alive():
            self._end_process()
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._stop = context.Event()
            self._process = context.Process(target=serve, args=(theirs, self._stop, self._nicer))
            self._process.start()
            theirs.close()
        assert self._pipe is not None
        assert self._stop is not None
        return self._pipe, self._stop

    def _end_process(self) -> None:
        if self._process is None:
            return
        if self._pipe is not None:
            self._pipe.close()
        pid = self._process.pid
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid or 0, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        self._process = self._pipe = self._stop = None


CLOSING_S = 8.0
"""Seconds that runs have to give their best so far when the server stops."""

STOPPED = Text(
    fr="Le serveur s'est arrêté pendant ce calcul. Relancez-le pour aller plus loin.",
    en="The server stopped during this run. Start it again to go further.",
)
CRASHED = Text(
    fr="Le processus du calcul a disparu, faute de mémoire peut-être. Fermez d'autres programmes, "
    "puis relancez-le.",
    en="The process of this run is gone, for want of memory perhaps. Close other programs, then "
    "start it again.",
)
NO_STUDY = Text(
    fr="{field} : {run} n'est pas un calcul « {kind} » terminé de {town}. Attendu : "
    "l'identifiant d'un tel calcul. Choisissez-le dans la liste des calculs.",
    en='{field}: {run} is no ended run of kind "{kind}" of {town}. Expected: the id of such a run. '
    "Choose it in the list of runs.",
)
