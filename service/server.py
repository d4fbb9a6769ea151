"""The application: the API under ``/api``, the page beside it, one desk behind both."""

from __future__ import annotations

import asyncio
import sys
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

from service.api import handlers, health
from service.api.front import Front
from service.api.gate import Gate
from service.api.guard import Guard
from service.api.lanes import Lanes
from service.api.log_lines import LogLines
from service.api.routes import ABOUT, api_of, describe, tags_of
from service.api.versions import Versions
from service.asking.kinds import Kinds
from service.backend import Desk
from service.database_errors import DatabaseError
from service.privacy.ages import DAY, age
from service.web.mounting import mount
from service.web.rendering import refusal
from tabular.scratch import sweep


def create_app(
    database_url: str,
    kinds: Kinds,
    *,
    workers: int = 1,
    most_bytes: int | None = None,
    cluster: str | None = None,
    log: bool = False,
    front: Front | None = None,
) -> FastAPI:
    """Return the application over one database.

    Parameters
    ----------
    database_url
        Of the store and the ledger, as SQLAlchemy reads it.
    kinds
        What may be asked.
    workers
        Runs done at once; 0: what is asked for waits for a server that works.
    most_bytes
        Memory that one run may take; by default its share of this computer's.
    cluster
        Address of the Dask cluster that plans, for kinds that may use one.
    log
        Whether a line is written for each request.
    front
        Where it is reached; by default on this computer only.

    Raises
    ------
    DatabaseError
        When the database cannot be opened.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        desk: Desk = app.state.desk
        if workers:
            await run_in_threadpool(sweep)
        await run_in_threadpool(desk.jobs.start)
        closing = asyncio.Event()
        daily = asyncio.create_task(_aged_daily(desk, closing))
        try:
            yield
        finally:
            # what it erases ends first: a connection held meanwhile would stay open
            closing.set()
            try:
                await daily
            finally:
                await run_in_threadpool(desk.close)

    app = FastAPI(
        title="ramasse",
        version="1",
        description=ABOUT,
        lifespan=lifespan,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        openapi_tags=list(tags_of(kinds)),
    )
    app.state.desk = Desk.opened(database_url, kinds, workers, most_bytes, cluster)
    app.include_router(health.router)
    app.include_router(api_of(kinds))
    mount(app)
    handlers.listen(app, refusal)
    reached = front or Front()
    app.state.front = reached
    app.add_middleware(Gate, within=app, front=reached)
    app.add_middleware(Lanes)
    app.add_middleware(Guard, front=reached)
    app.add_middleware(Versions)
    if log:
        app.add_middleware(LogLines)
    describe(app)
    return app


async def _aged_daily(desk: Desk, closing: asyncio.Event) -> None:
    """Erase what is past its age, now and once a day; what the database refuses waits a day."""
    while not closing.is_set():
        try:
            await run_in_threadpool(age, desk.database)
        except DatabaseError as error:
            traceback.print_exception(error, file=sys.stderr)
        with suppress(TimeoutError):
            await asyncio.wait_for(closing.wait(), DAY.total_seconds())
