"""One thread that has runs done by a process of its own, one after the other."""

from __future__ import annotations

import multiprocessing
import sys
import threading
import time
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from models.base import Text
from service.asking.kinds import Kinds
from service.database import Database
from service.database_errors import DatabaseError
from service.runs.worker import UNFORESEEN, Task, Told, serve
from service.store import results, runs
from service.store.runs import LostRunError, Run, State
from service.workshop import system
from service.workshop.system import Pipe

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess
    from multiprocessing.synchronize import Event

TURN_S = 0.1
"""How often a run is looked at."""
REST_S = 0.5
"""Seconds before a database that did not answer is asked again."""
PATIENCE_S = 30.0
"""Seconds that a run asked to stop has to give its best so far, before its process is ended."""
CLOSING_S = 8.0
"""Seconds that runs have to give their best so far when the server stops."""
WEIGH_S = 0.5
"""How often the memory of a run is looked at."""
LONGEST_S = 4 * 3600.0
"""Seconds after which any run is asked to stop."""


class Queue(Protocol):
    """Where runs come from, and who says that one is to stop."""

    @property
    def database(self) -> Database:
        """Where runs are stored."""
        ...

    @property
    def kinds(self) -> Kinds:
        """What may be asked."""
        ...

    @property
    def server(self) -> str:
        """Whose the runs are."""
        ...

    @property
    def closing(self) -> bool:
        """Whether no run is begun any more."""
        ...

    def stops(self, name: str) -> int:
        """Return how often a run was asked to stop."""
        ...

    def forget(self, name: str) -> None:
        """Forget what was asked of a run that ended."""
        ...

    def next(self, kinds: Sequence[str]) -> tuple[Run, Text | None] | None:
        """Return what to do next, and why if it was lost and is to be finished; none if nothing."""
        ...

    def done(self, run: Run) -> None:
        """Tell who wants to know that a run was done."""
        ...

    def lose(self, run: Run, why: Text) -> None:
        """Have a run finished later with what it left."""
        ...

    def task(self, run: Run, left: bytes | None = None) -> Task:
        """Return all that a process needs for a run."""
        ...

    @property
    def most_bytes(self) -> int:
        """Memory that one run may take."""
        ...


class Slot:
    """One thread that does runs in a process of its own, one after the other."""

    def __init__(self, jobs: Queue, kinds: Sequence[str], nicer: int) -> None:
        self._jobs = jobs
        self._kinds = kinds
        self._nicer = nicer
        self._thread = threading.Thread(target=self._loop, daemon=True)
        self._process: SpawnProcess | None = None
        self._pipe: Pipe | None = None
        self._stop: Event | None = None
        self._too_heavy = False
        """Whether the last run was ended because of its memory."""

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Whether it does runs."""
        return self._thread.is_alive()

    def join(self) -> None:
        """Wait for the end of what runs, then end the process."""
        if self._thread.ident is not None:
            self._thread.join()
        self._end_process()

    def _loop(self) -> None:
        while not self._jobs.closing:
            try:
                found = self._jobs.next(self._kinds)
                if found is not None:
                    self._turn(*found)
            except DatabaseError:
                # locked or away for a while: what was queued still is
                traceback.print_exc(file=sys.stderr)
                time.sleep(REST_S)

    def _turn(self, run: Run, why: Text | None) -> None:
        try:
            if why is None:
                self._do(run)
            else:
                self._finish(run, "interrupted", why)
        except LostRunError:
            # this server was silent for so long that another one has it
            self._end_process()
        except DatabaseError:
            # nobody listens to its process any more: the next run must not hear of it
            self._end_process()
            self._jobs.lose(run, why or AWAY)
            raise
        except Exception:  # what one run stumbles over must not stop those after it
            traceback.print_exc(file=sys.stderr)
            self._end_process()
            try:
                self._end(run, "failed", why=UNFORESEEN)
            except LostRunError:
                pass
            except DatabaseError:
                self._jobs.lose(run, why or UNFORESEEN)
                raise
        self._jobs.forget(run.id)

    def _end(
        self, run: Run, state: State, study: bytes | None = None, why: Text | None = None
    ) -> None:
        runs.end(self._jobs.database, run.id, state, study, why, self._jobs.server)

    def _do(self, run: Run) -> None:
        told = self._watched(run, self._jobs.task(run))
        stopped: State | None = None
        if self._jobs.stops(run.id):
            stopped = "cancelled"
        elif self._jobs.closing:
            stopped = "interrupted"
        if told is None:
            why = CRASHED if stopped is None else STOPPED if stopped == "interrupted" else None
            if self._too_heavy and stopped is None:
                why = HEAVY.format(gb=f"{self._jobs.most_bytes / 1e9:.1f}")
            self._finish(run, stopped or "failed", why)
        elif told.what == "failed":
            self._end(run, stopped or "failed", why=told.why)
        else:
            early = STOPPED if stopped == "interrupted" else None
            self._end(run, stopped or "done", told.content, early)
            if stopped is None:
                self._jobs.done(run)

    def _finish(self, run: Run, state: State, why: Text | None) -> None:
        """End a run whose process is lost, with a study of its best plan if it had one."""
        left = results.best(self._jobs.database, run.id)
        if left is None or self._jobs.kinds[run.kind].review is None:
            self._end(run, state, why=why)
            return
        if self._jobs.closing:
            return  # still marked as running: the next server makes its study
        told = self._watched(run, self._jobs.task(run, left), heeding=False)
        if told is not None and told.what == "study":
            self._end(run, state, told.content, why)
        elif not self._jobs.closing:
            self._end(run, state, why=why)

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
        weighed_at, self._too_heavy = began, False
        try:
            pipe.send(task)
            while True:
                while pipe.poll(TURN_S):
                    told: Told = pipe.recv()
                    if told.what in ("study", "failed"):
                        return told
                    self._note(run, told)
                if time.monotonic() - weighed_at > WEIGH_S:
                    weighed_at = time.monotonic()
                    if self._bytes() > self._jobs.most_bytes:
                        self._too_heavy = True
                        self._end_process()
                        return None
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
        """Keep what is told on the way; a database that is busy misses it, the run goes on."""
        database, server = self._jobs.database, self._jobs.server
        try:
            if told.what == "step":
                runs.tell(database, run.id, dict(told.step), server)
            else:
                runs.keep_best(database, run.id, told.content, server)
        except LostRunError:
            raise
        except DatabaseError:
            traceback.print_exc(file=sys.stderr)

    def _ready(self) -> tuple[Pipe, Event]:
        """Return the pipe and brake of a living process."""
        if self._process is None or not self._process.is_alive():
            self._end_process()
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._stop = context.Event()
            given = (theirs, self._stop, self._nicer, self._jobs.kinds)
            self._process = context.Process(target=serve, args=given)
            self._process.start()
            theirs.close()
        assert self._pipe is not None
        assert self._stop is not None
        return self._pipe, self._stop

    def _bytes(self) -> int:
        """Return the memory of the process and of all that it started."""
        process = self._process
        return 0 if process is None or process.pid is None else system.memory(process.pid)

    def _end_process(self) -> None:
        if self._process is None:
            return
        if self._pipe is not None:
            self._pipe.close()
        if self._process.pid is not None:
            system.end(self._process.pid)
        self._process.kill()
        self._process.join()
        self._process = self._pipe = self._stop = None


STOPPED = Text(
    fr="Le serveur s'est arrêté pendant ce calcul. Relancez-le pour aller plus loin.",
    en="The server stopped during this run. Start it again to go further.",
)
AWAY = Text(
    fr="La base de données n'a pas répondu pendant ce calcul. Relancez-le pour aller plus loin.",
    en="The database did not answer during this run. Start it again to go further.",
)
HEAVY = Text(
    fr="Ce calcul prenait plus de {gb} Go de mémoire : il a été arrêté avant de gêner le reste. "
    "Demandez moins de variantes ou d'essais à la fois, ou planifiez chaque secteur à part.",
    en="This run took more than {gb} GB of memory: it was ended before it got in the way of the "
    "rest. Ask for fewer variants or tries at once, or plan each sector apart.",
)
CRASHED = Text(
    fr="Le processus du calcul a disparu, faute de mémoire peut-être. Fermez d'autres programmes, "
    "puis relancez-le.",
    en="The process of this run is gone, for want of memory perhaps. Close other programs, then "
    "start it again.",
)
