"""Databases to test with: SQLite always, PostgreSQL where it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import create_engine, text

from models.events import Call, Down
from models.replan import Replan
from models.tally import Tally
from scenarios import dump
from service import server
from service.asking.given import Given
from service.backend import Desk
from service.database import Database
from service.kinds.registry import KINDS
from service.kinds.replan.kind import Replanned
from service.sources import Upload, check
from service.store import runs, scenarios
from service.store.scenarios import Version
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned


@contextmanager
def fresh(server: str, name: str) -> Iterator[str]:
    """Yield the URL of a new database of a PostgreSQL server."""
    made = f"test_{sha256(name.encode()).hexdigest()[:20]}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"create database {made}"))
    engine.dispose()
    yield server.rsplit("/", 1)[0] + f"/{made}"


def tiny_file(folder: Path | None = None) -> Upload:
    """The tiny town as a file that was sent; also put in a folder, if one is given."""
    content = dump(tiny("hub")).encode()
    if folder is not None:
        (folder / "tiny.yaml").write_bytes(content)
    return Upload("tiny.yaml", content)


def with_tiny(database: Database) -> Version:
    """Store the tiny town."""
    return scenarios.add(database, check(tiny_file()))


def with_packets(database: Database) -> Version:
    """Store the tiny town, its bread counted in packets of half a kg."""
    world = tiny("hub")
    families = [
        one.changed(unit="paquet", kg_per_unit=0.5) if one.id == "bread" else one
        for one in world.families
    ]
    content = dump(world.changed(families=tuple(families))).encode()
    return scenarios.add(database, check(Upload("tiny.yaml", content)))


def replanned() -> Replanned:
    """The planned week after a call in which nothing moved."""
    week = planned()
    answer = Replan(
        call=Call(day="tue", events=(Down(vehicle="car"),)),
        study=week,
        free_days=("tue",),
        standing=(),
        under_way=(),
        tally=Tally(stops=(), doors=(), rounds=()),
        shares=(),
        before_kg=week.totals.usable_kg,
        to_call=(),
    )
    return Replanned(answer=answer, before=week.plan)


def create_app(url: str, *, workers: int = 1) -> FastAPI:
    """The application over every kind of run."""
    return server.create_app(url, KINDS, workers=workers)


def app_over(url: str) -> FastAPI:
    """The application over another database, none of its runs done: one test at a time has it.

    Its routes are made once, which takes most of a second.
    """
    app = _made_once()
    app.state.desk = Desk.opened(url, KINDS, workers=0)
    # what the test before set
    app.state.phones = None
    return app


def do_queued(desk: Desk) -> None:
    """Do in this process, one after the other, the runs that wait where nobody works."""
    while (run := runs.next_queued(desk.database, tuple(desk.kinds))) is not None:
        task, kind = desk.jobs.task(run), desk.kinds[run.kind]
        earlier = {field: desk.kinds.handed_on(*one) for field, one in task.earlier.items()}
        given = Given(task.upload, earlier, database=task.database)
        study = kind.work(kind.asked.model_validate(dict(task.asked)), given)
        runs.end(desk.database, run.id, "done", study.model_dump_json().encode())


@cache
def _made_once() -> FastAPI:
    app = create_app("sqlite://", workers=0)
    app.state.desk.close()
    return app
