"""Runs: asked for, followed, stopped, read."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Body, Header, Path, Query, Response
from fastapi.openapi.models import Example
from fastapi.responses import StreamingResponse
from pydantic import Field

from models.base import Language, Text
from service.api.access import AtDesk
from service.api.examples import (
    EVENTS,
    FILES,
    RUN,
    STEP,
    example_of,
    gives,
    models,
    refusals,
    shows,
)
from service.api.languages import Spoken
from service.asking.kinds import Kinds
from service.asking.progress import line
from service.backend import Desk
from service.downloads import attachment, zipped
from service.files import passed_on
from service.store import runs
from service.store.runs import ENDED, Run, State, Step
from service.store.scenarios import UnknownError
from service.workshop.followers import followers

ANY = "application/octet-stream"
TURN_S = 0.2
"""How often a run that is followed is looked at."""
BEAT_S = 10.0
"""How often a follower is told that nothing happened."""
Id = Annotated[str, Path(max_length=32, description="Id of a run.", examples=[RUN["id"]])]


class StepTold(Step):
    """One step of a run, and how the command tells it."""

    text: str = Field(description="The step as a sentence, in the language asked for.")


def runs_of(kinds: Kinds) -> APIRouter:
    """Return the addresses of runs."""
    router = APIRouter(prefix="/runs", tags=["runs"])
    examples: dict[str, Example] = {
        name: {"summary": kind.asked.__doc__ or name, "value": dict(kind.example)}
        for name, kind in kinds.items()
    }
    run = example_of(next(iter(kinds.values())))

    def run_asked(desk: AtDesk, response: Response, asked: Any) -> Run:
        """Store a run; it is done when its turn comes. Everything wrong is told at once."""
        found = desk.jobs.submit(asked)
        response.headers["Location"] = f"/api/runs/{found.id}"
        return found

    # what may be asked is known only now
    run_asked.__annotations__["asked"] = Annotated[kinds.asked, Body(openapi_examples=examples)]
    router.get("", summary="Runs, the newest first", responses=shows([run]))(runs_listed)
    router.post(
        "", status_code=201, summary="Ask for a run", responses=shows(run, 201) | refusals(404, 429)
    )(run_asked)
    router.get("/{run}", summary="How far a run is", responses=shows(run) | refusals(404))(
        run_found
    )
    router.post(
        "/{run}/cancel",
        summary="Stop a run",
        responses=shows({**run, "state": "cancelled"}) | refusals(404),
    )(run_cancelled)
    router.get("/{run}/steps", summary="What a run told", responses=shows([STEP]) | refusals(404))(
        run_steps
    )
    router.get(
        "/{run}/events",
        summary="Follow a run",
        response_class=StreamingResponse,
        responses=shows(EVENTS, media="text/event-stream") | refusals(404),
    )(run_followed)
    for path, summary, answer, endpoint in (
        ("study", "The study of a run", models(None), run_study),
        ("files/{name:path}", "One file of a run", gives(ANY, "The file."), run_file),
        ("archive", "All files of a run", gives("application/zip", "A ZIP archive."), run_archive),
    ):
        router.get(
            f"/{{run}}/{path}",
            summary=summary,
            response_class=Response,
            responses=answer | refusals(404, 409),
        )(endpoint)
    router.get(
        "/{run}/files",
        summary="The files of a run",
        responses=shows(list(FILES)) | refusals(404, 409),
    )(run_files)
    return router


def runs_listed(
    desk: AtDesk,
    scenario: Annotated[str | None, Query(max_length=80, examples=["aubagne"])] = None,
    kind: Annotated[
        str | None, Query(max_length=20, description="One of those that may be asked for.")
    ] = None,
    state: Annotated[Sequence[State], Query()] = (),
    most: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> list[Run]:
    """Return runs, the newest first."""
    return runs.listed(desk.database, scenario=scenario, kind=kind, states=state, most=most)


def run_found(desk: AtDesk, run: Id) -> Run:
    """Return a run."""
    return runs.run(desk.database, run)


def run_cancelled(desk: AtDesk, run: Id) -> Run:
    """Ask a run to stop: it gives its best so far. Asked twice, it is ended at once."""
    return desk.jobs.cancel(run)


def run_steps(
    desk: AtDesk,
    spoken: Spoken,
    run: Id,
    after: Annotated[int, Query(ge=0, le=2**31 - 1, description="Number of a step.")] = 0,
) -> list[StepTold]:
    """Return what a run told after a step, in order."""
    runs.run(desk.database, run)
    return [told(step, spoken) for step in runs.steps(desk.database, run, after)]


async def run_followed(
    desk: AtDesk,
    spoken: Spoken,
    run: Id,
    last_event_id: Annotated[
        int, Header(ge=0, le=2**31 - 1, description="Steps after that one only.")
    ] = 0,
) -> StreamingResponse:
    """Send what a run tells as it tells it (server-sent events): ``step``…, then ``end``."""
    await run_sync(runs.run, desk.database, run, limiter=followers())
    return StreamingResponse(
        _followed(desk, run, last_event_id, spoken),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def run_study(desk: AtDesk, run: Id) -> Response:
    """Return the study of a run, once it ended."""
    _, content = desk.content(run)
    return Response(passed_on(content.decode()), media_type="application/json")


def run_files(desk: AtDesk, spoken: Spoken, run: Id) -> list[str]:
    """Return the names of the files that the command would write."""
    return sorted(desk.files(run, spoken))


def run_file(
    desk: AtDesk,
    spoken: Spoken,
    run: Id,
    name: Annotated[str, Path(max_length=200, examples=["feuilles-de-route.pdf"])],
) -> Response:
    """Return one of the files that the command would write; only those of its list."""
    files = desk.files(run, spoken)
    if name not in files:
        raise UnknownError(NO_FILE.format(names=", ".join(sorted(files)[:20])))
    return attachment(name, files[name])


def run_archive(desk: AtDesk, spoken: Spoken, run: Id) -> Response:
    """Return all files that the command would write, in one archive."""
    return attachment(f"ramasse-{run}.zip", zipped(desk.files(run, spoken)))


def told(step: Step, language: Language) -> StepTold:
    """Return a step with its sentence."""
    return StepTold(**step.model_dump(), text=line(step, language))


async def _followed(desk: Desk, run: str, after: int, language: Language) -> AsyncIterator[str]:
    """Yield a run's steps as server-sent events, until it ends or the server stops."""
    quiet_s = 0.0
    async for now, steps in desk.followed(run, after, TURN_S):
        for step in steps:
            sent = told(step, language).model_dump_json()
            yield f"id: {step.number}\nevent: step\ndata: {sent}\n\n"
        if now.state in ENDED:
            yield f"event: end\ndata: {json.dumps(_ended(now))}\n\n"
        quiet_s = 0.0 if steps else quiet_s + TURN_S
        if quiet_s >= BEAT_S:
            quiet_s = 0.0
            yield ": \n\n"


def _ended(run: Run) -> dict[str, object]:
    return {"id": run.id, "state": run.state, "has_study": run.has_study}


NO_FILE = Text(
    fr="Ce calcul n'a pas de fichier de ce nom. Attendu : {names}.",
    en="This run has no file of that name. Expected: {names}.",
)
