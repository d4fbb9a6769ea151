"""``/health`` and ``/ready``: whether the server lives, and whether it can do what it is asked."""

from __future__ import annotations

import shutil
from functools import partial

from anyio import CapacityLimiter, fail_after
from anyio.lowlevel import RunVar
from anyio.to_thread import run_sync
from fastapi import APIRouter, Response
from sqlalchemy import select

from models.base import Model
from service.api.access import AtDesk
from service.api.problems import AGAIN
from service.backend import Desk
from service.database import sqlite_path
from service.database_errors import DatabaseError
from service.store.tables import servers

router = APIRouter(tags=["health"])
LEAST_FREE = 50_000_000
"""Bytes free on the disk of a SQLite file, under which nothing more should be asked."""
WITHIN_S = 3.0
"""Seconds in which the database must answer."""
_one: RunVar[CapacityLimiter] = RunVar("ready")


class State(Model):
    """What is well, by part."""

    state: str
    database: bool
    disk: bool
    runs: bool


@router.get("/health", include_in_schema=False)
async def health() -> dict[str, str]:
    """Tell that the server answers."""
    return {"state": "alive"}


@router.get("/ready", include_in_schema=False)
async def ready(desk: AtDesk, response: Response) -> State:
    """Tell whether the database answers, its disk has room, and runs are begun."""
    found = State(
        state="",
        database=await _answers(desk),
        disk=_has_room(desk),
        runs=desk.jobs.works and not desk.closing.is_set(),
    )
    well = found.database and found.disk and found.runs
    if not well:
        response.status_code = 503
        response.headers.update(AGAIN)
    return found.changed(state="ready" if well else "not ready")


async def _answers(desk: Desk) -> bool:
    try:
        limiter = _one.get()
    except LookupError:
        limiter = CapacityLimiter(2)
        _one.set(limiter)
    try:
        with fail_after(WITHIN_S):
            await run_sync(partial(_ask, desk), limiter=limiter, abandon_on_cancel=True)
    except (DatabaseError, TimeoutError):
        return False
    return True


def _ask(desk: Desk) -> None:
    with desk.database.connect() as connection:
        connection.execute(select(servers.c.name).limit(1))


def _has_room(desk: Desk) -> bool:
    if desk.database.engine.dialect.name != "sqlite":
        return True
    path = sqlite_path(desk.database.engine.url)
    try:
        return path is None or shutil.disk_usage(path.parent).free >= LEAST_FREE
    except OSError:
        return False
