"""The application: the API under ``/api``, the page beside it, one desk behind both."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from service.api import demo, ledger, problems, runs, scenarios, studies
from service.api.examples import COMMON
from service.api.guard import Guard
from service.backend import Desk
from service.kinds.registry import KINDS
from service.web.mounting import mount

TAGS = (
    ("scenarios", "What the coordinator describes: files, kept in versions."),
    ("runs", "Everything that is computed: asked for, followed, stopped, read."),
    *((kind.resource, kind.study.__doc__ or "") for kind in KINDS.values()),
    ("ledger", "What was promised, received, refused, returned (`ramasse ledger`)."),
    ("demo", "The scenarios that come with it."),
)
ABOUT = """Shared logistics for food aid. Units stand in names (`kg`, `min`, `eur`); times are
local (Europe/Paris); moments are UTC. Errors have one shape (RFC 9457,
`application/problem+json`), in the language of `Accept-Language`: `fr` by default, or `en`.
It answers this computer only."""


def create_app(database_url: str, *, workers: int = 1) -> FastAPI:
    """Return the application over one database.

    Parameters
    ----------
    database_url
        Of the store and the ledger, as SQLAlchemy reads it.
    workers
        Runs done at once; 0: what is asked for waits for a server that works.

    Raises
    ------
    DatabaseError
        When the database cannot be opened.
    """
    desk = Desk.opened(database_url, workers)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        del app
        await run_in_threadpool(desk.jobs.start)
        try:
            yield
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
        openapi_tags=[{"name": name, "description": about} for name, about in TAGS],
    )
    app.state.desk = desk
    below = APIRouter(prefix="/api", responses=COMMON)
    for part in (scenarios.router, runs.router, *studies.ROUTERS, ledger.router, demo.router):
        below.include_router(part)
    app.include_router(below)
    mount(app)
    mount(app)
    problems.listen(app)
    app.add_middleware(Guard)
    _describe(app)
    return app


def _describe(app: FastAPI) -> None:
    """Have the description name the one shape of errors."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            found = get_openapi(
                title=app.title,
                version=app.version,
                description=app.description,
                routes=app.routes,
                tags=app.openapi_tags,
            )
            _, shapes = models_json_schema(
                [(problems.Problem, "serialization")],
                ref_template="#/components/schemas/{model}",
            )
            found["components"]["schemas"].update(shapes["$defs"])
            for unused in ("HTTPValidationError", "ValidationError"):
                found["components"]["schemas"].pop(unused, None)
            app.openapi_schema = found
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]
