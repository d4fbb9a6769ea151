"""Studies by kind: each has its own resource."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from models.base import Text
from service.api.access import AtDesk
from service.api.examples import RUN, example_of, models, refusals, shows
from service.asking.kind import Kind
from service.files import passed_on
from service.store import runs
from service.store.runs import Run
from service.store.scenarios import UnknownError


def studies_of(kind: Kind) -> APIRouter:
    """Return the addresses of one kind of study."""
    name = kind.name
    router = APIRouter(prefix=f"/{kind.resource}", tags=[kind.resource])
    example = example_of(kind, state="done", has_study=True)

    def listed(
        desk: AtDesk,
        scenario: Annotated[str | None, Query(max_length=80, examples=["aubagne"])] = None,
    ) -> list[Run]:
        return runs.listed(desk.database, scenario=scenario, kind=name)

    def found(
        desk: AtDesk,
        run: Annotated[str, Path(max_length=32, description="Id of a run.", examples=[RUN["id"]])],
    ) -> Response:
        one = runs.run(desk.database, run)
        if one.kind != name:
            raise UnknownError(OTHER.format(kind=name, other=one.kind))
        _, content = desk.content(run)
        return Response(passed_on(content.decode()), media_type="application/json")

    router.add_api_route(
        "",
        listed,
        summary=f"Runs of kind {name}",
        description="Return the runs of this kind, the newest first.",
        operation_id=f"{kind.resource}_listed",
        responses=shows([example]),
    )
    router.add_api_route(
        "/{run}",
        found,
        summary=f"The study of a run of kind {name}",
        description=f"Return the study of a run. {(kind.study.__doc__ or '').strip()}",
        operation_id=f"{kind.resource}_found",
        response_class=Response,
        responses=models(kind.study) | refusals(404, 409),
    )
    return router


OTHER = Text(
    fr="Ce calcul est d'une autre sorte ({other}). Attendu : un calcul « {kind} ».",
    en='This run is of another kind ({other}). Expected: a run of kind "{kind}".',
)
