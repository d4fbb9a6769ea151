"""Runs as jobs: stored before they start, done by worker processes, stopped, never lost."""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from pydantic import ValidationError

from models.base import Model, Text
from service.asking.asked import Asked, kind_of
from service.asking.given import Given
from service.asking.kind import Kind
from service.asking.kinds import Kinds
from service.asking.telling import AnyFault
from service.asking.whole import UnsoundStudyError
from service.database import Database
from service.database_errors import DatabaseError
from service.runs.held import Held
from service.runs.process import AWAY, STOPPED, Slot
from service.runs.worker import BRIEF_NICER, NICER, Task
from service.sources import Upload
from service.store import results, runs, scenarios
from service.store.runs import LostRunError, Run
from service.store.scenarios import UnknownError
from service.store.servers import BEAT_S, Server, beat, take_over
from service.store.thinning import thin
from service.words.field_faults import FieldFault
from service.workshop import system
from service.workshop.helpers import shared

IDLE_S = 0.5
"""How often the queue is looked at when nothing is known to have come."""


class BadInputError(Exception):
    """What is asked cannot be done: all faults at once, as data."""

    def __init__(self, faults: Sequence[AnyFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(one.text.en for one in self.faults))


class Jobs:
    """The queue of runs of one database, and the processes that do them."""

    def __init__(
        self,
        database: Database,
        url: str,
        kinds: Kinds,
        workers: int = 1,
        place: Server | None = None,
        most_bytes: int | None = None,
        cluster: str | None = None,
    ) -> None:
        """Make the queue; ``start`` begins to work on it.

        Parameters
        ----------
        url
            Of the database: where the ledger is.
        kinds
            What may be asked.
        workers
            Runs done at once; besides, one brief run may be done while they are.
        place
            Of the server that works on it; none where nothing but these jobs ever does.
        most_bytes
            Memory that one run may take; by default its share of this computer's.
        cluster
            Address of the Dask cluster that plans, for kinds that may use one.
        """
        self._most_bytes = system.fair_memory(workers) if most_bytes is None else most_bytes
        self._cluster = cluster
        self._database = database
        self._url = url
        self._kinds = kinds
        self._place = place
        self._wake = threading.Event()
        self._closing = threading.Event()
        self._lost: list[tuple[Run, Text]] = []
        """Runs without a process, to be finished with what they left, and why."""
        self._held = Held()
        self._slots = [Slot(self, tuple(kinds), NICER) for _ in range(workers)]
        if workers:
            self._slots.append(Slot(self, kinds.brief, BRIEF_NICER))
        self._lock = threading.Lock()
        self._asking = threading.Lock()
        self.on_done: Callable[[Run], None] | None = None
        """Told of each run that was done."""
        self._stops: dict[str, int] = {}
        """How often each run was asked to stop."""
        self._pulse = threading.Thread(target=self._beat, daemon=True)

    @property
    def database(self) -> Database:
        """Where runs are stored."""
        return self._database

    @property
    def kinds(self) -> Kinds:
        """What may be asked."""
        return self._kinds

    @property
    def works(self) -> bool:
        """Whether all threads that do runs live, where there are any."""
        return all(slot.alive for slot in self._slots)

    @property
    def server(self) -> str:
        """Whose the runs are."""
        return "" if self._place is None else self._place.name

    def start(self) -> None:
        """Mark what an earlier server left running, then work on what is queued."""
        if self._place is not None:
            self._take_over(self._place)
        else:
            for run in runs.listed(self._database, states=["running"], most=1_000_000):
                self._recover(run)
        thin(self._database)
        for slot in self._slots:
            slot.start()
        if self._place is not None and not self._place.alone:
            self._pulse.start()

    def close(self) -> None:
        """Stop working: what runs gives its best so far, what waits goes on waiting."""
        self._closing.set()
        self._wake.set()
        for slot in self._slots:
            slot.join()
        if self._pulse.ident is not None:
            self._pulse.join()

    def submit(self, asked: Asked, once: bool = False) -> Run:
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
        name = kind_of(type(asked))
        earlier, unknown = self._earlier(asked, version.town)
        faults: list[AnyFault] = [*asked.contradictions(asked.model_dump(mode="json")), *unknown]
        check = wrong_of if upload.light else partial(shared("uploads").do, wrong_of)
        faults += check(self._kinds[name], asked, upload, earlier, self._url)
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
                runs.stop(self._database, name)
                with self._lock:
                    self._stops[name] = self._stops.get(name, 0) + 1
        return runs.run(self._database, name)

    # -- what the slots ask -------------------------------------------------------------------

    @property
    def closing(self) -> bool:
        """Whether no run is begun any more."""
        return self._closing.is_set()

    @property
    def most_bytes(self) -> int:
        """Memory that one run may take."""
        return self._most_bytes

    def stops(self, name: str) -> int:
        """Return how often a run was asked to stop."""
        with self._lock:
            return self._stops.get(name, 0)

    def forget(self, name: str) -> None:
        """Forget what was asked of a run that ended."""
        self._held.let_go(name)
        with self._lock:
            self._stops.pop(name, None)

    def next(self, kinds: Sequence[str]) -> tuple[Run, Text | None] | None:
        """Return what to do next, and why if it was lost and is to be finished; none if nothing."""
        with self._lock:
            lost = next((one for one in self._lost if one[0].kind in kinds), None)
            if lost is not None:
                self._lost.remove(lost)
                return lost
        found = self._held.take(partial(runs.next_queued, self._database, kinds, self.server))
        if found is not None:
            return found, None
        self._wake.wait(IDLE_S)
        self._wake.clear()
        return None

    def done(self, run: Run) -> None:
        """Tell who wants to know that a run was done."""
        if self.on_done is not None:
            self.on_done(runs.run(self._database, run.id))

    def lose(self, run: Run, why: Text) -> None:
        """Have a run finished later with what it left."""
        self._held.hold(run.id)
        with self._lock:
            self._lost.append((run, why))

    def task(self, run: Run, left: bytes | None = None) -> Task:
        """Return all that a process needs for a run."""
        given = runs.asked(self._database, run.id)
        asked = self._kinds[run.kind].asked.model_validate(given)
        earlier = {}
        for field, one in asked.earlier().items():
            content = results.study(self._database, one.run)
            assert content is not None, "checked when it was asked"
            earlier[field] = (runs.run(self._database, one.run).kind, content)
        upload = scenarios.upload(self._database, run.scenario, run.version)
        return Task(run.id, run.kind, given, upload, self._url, earlier, left, self._cluster)

    def _recover(self, run: Run) -> None:
        kind = self._kinds.get(run.kind)
        if (
            kind is not None
            and kind.review is not None
            and results.best(self._database, run.id) is not None
        ):
            self.lose(run, STOPPED)
        else:
            runs.end(self._database, run.id, "interrupted", why=STOPPED, server=self.server)

    def _take_over(self, place: Server) -> None:
        """Have what servers ran that are gone finished with what they left."""
        for name in take_over(self._database, place):
            with suppress(LostRunError):
                self._recover(runs.run(self._database, name))

    def _beat(self) -> None:
        """Tell now and then that this server is there, and hear what others were asked."""
        assert self._place is not None
        while not self._closing.wait(BEAT_S):
            try:
                beat(self._database, self._place)
                self._take_over(self._place)
                self._find_strays()
                asked = runs.stops(self._database, self.server)
            except DatabaseError:
                continue  # away for a while: the slots tell
            except Exception:  # who falls silent loses its runs, whatever it stumbled over
                traceback.print_exc(file=sys.stderr)
                continue
            with self._lock:
                for name, often in asked.items():
                    self._stops[name] = max(often, self._stops.get(name, 0))

    def _find_strays(self) -> None:
        """Have runs finished that are this server's and that no thread of it knows of."""
        for name in self._held.strays(runs.running_of(self._database, self.server)):
            self.lose(runs.run(self._database, name), AWAY)

    def _earlier(self, asked: Asked, town: str) -> tuple[dict[str, Model], list[FieldFault]]:
        """Return what earlier runs hand on by field, and which of them are not such runs."""
        found, faults = {}, []
        for field, one in asked.earlier().items():
            try:
                run = runs.run(self._database, one.run)
                content = results.study(self._database, one.run)
                if run.kind not in one.kinds or run.town != town or content is None:
                    raise UnknownError(NO_STUDY)
                found[field] = self._kinds.handed_on(run.kind, content)
            except (UnknownError, ValidationError, UnsoundStudyError):
                called = [self._kinds[kind].called for kind in one.kinds if kind in self._kinds]
                kinds = Text(
                    fr=" / ".join(one.fr for one in called), en=" / ".join(one.en for one in called)
                )
                values = {"run": one.run, "kinds": kinds, "town": town}
                faults.append(FieldFault(field, NO_STUDY, values))
        return found, faults


def wrong_of(
    kind: Kind, asked: Asked, upload: Upload, earlier: dict[str, Model], url: str
) -> list[AnyFault]:
    """Return all that is wrong with what is asked of an upload, its roads and tables included."""
    return kind.wrong(asked, Given(upload, earlier, database=url))


NO_STUDY = Text(
    fr="{field} : {run} n'est pas un calcul « {kinds} » terminé de {town}. Attendu : "
    "l'identifiant d'un tel calcul. Choisissez-le dans la liste des calculs.",
    en='{field}: {run} is no ended run of kind "{kinds}" of {town}. Expected: the id of such a '
    "run. Choose it in the list of runs.",
)
