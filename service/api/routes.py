"""The API under ``/api``, made of the kinds of runs, and its description."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from service.api import addresses, demo, journal, ledger, lists, problems, scenarios
from service.api.examples import COMMON
from service.api.runs import runs_of
from service.api.studies import studies_of
from service.api.versions import NOW, OLD
from service.asking.kinds import Kinds

ABOUT = """Shared logistics for food aid. Units stand in names (`kg`, `min`, `eur`); times are
those of the clock of the town (`time_zone`); moments are UTC. Errors have one shape (RFC 9457,
`application/problem+json`), in the language of `Accept-Language`: `fr` by default, or `en`.
Under `/api/v1/` only additions are made; the same addresses without a version are old
(`Deprecation`) and answer until 2028 at least. On the computer that serves it nothing is asked;
from elsewhere, and where there are accounts, a program sends its token, which has one role:
`Authorization: Bearer ram_…`, made by `ramasse user token`."""


def api_of(kinds: Kinds) -> APIRouter:
    """Return every address of the API over some kinds of runs."""
    below = APIRouter(prefix="/api", responses=COMMON)
    parts = (
        scenarios.router,
        addresses.router,
        lists.router,
        runs_of(kinds),
        *(studies_of(kind) for kind in kinds.values()),
        ledger.router,
        journal.router,
        demo.router,
    )
    for part in parts:
        below.include_router(part)
    return below


def tags_of(kinds: Kinds) -> Iterator[dict[str, str]]:
    """Yield the parts of the API, each with what it is about."""
    for name, about in (
        ("scenarios", "What the coordinator describes: files, kept in versions."),
        ("addresses", "Where sites are: looked up in the files that were imported."),
        ("runs", "Everything that is computed: asked for, followed, stopped, read."),
        ("lists", "What a town begins from: workbooks to fill in, lists of one's own put there."),
        *((kind.resource, kind.study.__doc__ or "") for kind in kinds.values()),
        ("ledger", "What was promised, received, refused, returned (`ramasse ledger`)."),
        ("journal", "What came in, visit by visit (`ramasse weigh`)."),
        ("demo", "The scenarios that come with it."),
    ):
        yield {"name": name, "description": about}


def describe(app: FastAPI) -> None:
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
                [(problems.Problem, "serialization")], ref_template="#/components/schemas/{model}"
            )
            found["components"]["schemas"].update(shapes["$defs"])
            # what is described is the version; without it, addresses are old
            found["paths"] = {
                path.replace(OLD, NOW, 1): said for path, said in found["paths"].items()
            }
            for unused in ("HTTPValidationError", "ValidationError"):
                found["components"]["schemas"].pop(unused, None)
            app.openapi_schema = found
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]
