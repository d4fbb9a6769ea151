"""The process in which runs are done: niced below the server, and gone when the server is."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Literal

from models.base import Text
from service.database_errors import DatabaseError
from service.sources import Upload
from service.workshop import system
from service.workshop.system import Pipe

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event

    from models.plan import Plan
    from service.asking.kinds import Kinds
    from solver.settings import Progress

NICER, BRIEF_NICER = 10, 5
"""How far below the server's priority a run is, and a brief one that someone waits for."""


@dataclass(frozen=True)
class Task:
    """One run to be done."""

    run: str
    kind: str
    asked: Mapping[str, Any]
    upload: Upload
    database: str
    earlier: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    """Kinds and studies, as JSON, of the earlier runs that are asked for, by field."""
    left: bytes | None = None
    """The best plan of a lost run, of which a study is to be made."""
    cluster: str | None = None
    """Address of the Dask cluster that plans, where the kind may use one."""


@dataclass(frozen=True)
class Told:
    """What the process says of a run."""

    what: Literal["step", "best", "study", "failed"]
    step: Mapping[str, Any] = field(default_factory=dict)
    content: bytes = b""
    why: Text | None = None


def serve(pipe: Pipe, stop: Event, nicer: int, kinds: Kinds) -> None:
    """Do the tasks that come through a pipe, one after the other, until it is closed.

    Parameters
    ----------
    stop
        Set while a run is to give its best so far.
    nicer
        How far below the server's priority.
    kinds
        What may be asked.
    """
    _settle(nicer)
    while True:
        try:
            task: Task = pipe.recv()
        except (EOFError, OSError):
            return
        told = _done(task, kinds, pipe, stop)
        with suppress(OSError):
            pipe.send(told)


def _settle(nicer: int) -> None:
    """Leave Ctrl-C to the server, make way for it, and go with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    system.settle(nicer)
    server = multiprocessing.parent_process()
    assert server is not None

    def follow() -> None:
        wait([server.sentinel])
        system.end(os.getpid())

    threading.Thread(target=follow, daemon=True).start()


def _done(task: Task, kinds: Kinds, pipe: Pipe, stop: Event) -> Told:
    from scenarios import ScenarioError
    from service.asking.given import Given
    from service.asking.kind import NoAnswerError
    from service.asking.telling import titled

    kind = kinds[task.kind]
    hush = threading.Lock()

    def say(told: Told) -> None:
        with hush, suppress(OSError):
            pipe.send(told)

    def tell(step: Progress) -> None:
        say(Told("step", step=dict(vars(step))))

    def keep(plan: Plan) -> None:
        say(Told("best", content=plan.model_dump_json().encode()))

    try:
        given = Given(
            task.upload,
            {field: kinds.handed_on(*one) for field, one in task.earlier.items()},
            database=task.database,
            cluster=task.cluster if "cluster" in kind.uses else None,
            tell=tell,
            keep=keep,
            stop=stop,
        )
        asked = kind.asked.model_validate(dict(task.asked))
        if task.left is not None and kind.review is not None:
            study = kind.review(asked, given, task.left)
        else:
            study = kind.work(asked, given)
        return Told("study", content=study.model_dump_json().encode())
    except NoAnswerError as error:
        return Told("failed", why=titled(error.why, kind.asked))
    except ScenarioError as error:
        return Told("failed", why=Text(fr=error.message("fr"), en=error.message("en")))
    except Exception as error:
        return Told("failed", why=_why(error))


def _why(error: Exception) -> Text:
    """Return what ended a run that was not foreseen; the log has more of it."""
    from solver.parallel import ClusterError, LostProcessError

    if isinstance(error, DatabaseError):
        return error.text
    if isinstance(error, ClusterError):
        return CLUSTER.format(why=error)
    if isinstance(error, MemoryError | LostProcessError):
        return MEMORY
    traceback.print_exception(error, file=sys.stderr)
    if isinstance(error, OSError):
        return DISK.format(why=error.strerror or type(error).__name__)
    return UNFORESEEN


DISK = Text(
    fr="Le calcul n'a pas pu lire ou écrire ses fichiers ({why}). Libérez de la place sur le "
    "disque, puis relancez-le.",
    en="The run could not read or write its files ({why}). Make room on the disk, then start it "
    "again.",
)
CLUSTER = Text(
    fr="La grappe de calcul ne répond pas ou a disparu ({why}). Demandez à qui s'en occupe de la "
    "relancer, puis relancez ce calcul.",
    en="The cluster that plans does not answer or went away ({why}). Ask who looks after it to "
    "start it again, then start this run again.",
)
MEMORY = Text(
    fr="La mémoire de cet ordinateur n'a pas suffi. Demandez moins de variantes ou d'essais à la "
    "fois, ou fermez d'autres programmes.",
    en="The memory of this computer was not enough. Ask for fewer variants or tries at once, or "
    "close other programs.",
)
UNFORESEEN = Text(
    fr="Le calcul s'est arrêté sur une erreur imprévue ; le journal du serveur la décrit. "
    "Relancez-le, et signalez-la si elle revient.",
    en="The run stopped on an unforeseen error; the server's log describes it. Start it again, and "
    "report it if it comes back.",
)
