"""Runs: followed while they go, then read, printed, and carried further."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from models.allocation import Allocation
from models.base import Language, Model
from models.booking_study import BookingStudy
from models.study import Study
from service.cli.running import line
from service.downloads import attachment, zipped
from service.kinds.registry import KINDS
from service.kinds.replan.kind import Replanned
from service.store import published, runs, scenarios
from service.store.runs import ENDED, Run, Step
from service.store.scenarios import UnknownError
from service.web.asking import LIMITS_S
from service.web.file_words import purpose
from service.web.rendering import HEADERS
from service.web.visit import CONFLICT, PageRoute, Visit, Visited
from service.web.words import WEB_WORDS
from service.words.labels import full_date
from solver.settings import Progress

run_pages = APIRouter(route_class=PageRoute)
TURN_S = 0.4
"""How often a run that is followed is looked at."""


@run_pages.get("/runs")
def run_list(visit: Visited) -> Response:
    """Show every run, the newest first."""
    return visit.show(
        "runs.html.j2",
        title=visit.say("runs"),
        here="runs",
        **visit.runs(runs.listed(visit.desk.database, most=200)),
    )


@run_pages.get("/runs/{run}")
def run_page(visit: Visited, run: str) -> Response:
    """Show how far a run is, or what it found."""
    found = runs.run(visit.desk.database, run)
    if found.has_study:
        return _result(visit, found)
    return shown(
        visit,
        found,
        "progress.html.j2",
        told=[_line(step, visit.language) for step in runs.steps(visit.desk.database, run)],
        ended=found.state in ENDED,
        seconds=_seconds(found),
        limit=_limit(found),
    )


@run_pages.post("/runs/{run}/stop")
def stop(visit: Visited, run: str) -> Response:
    """Ask a run to stop."""
    visit.desk.jobs.cancel(run)
    return visit.go(f"runs/{run}", "cancelled")


@run_pages.get("/runs/{run}/steps")
async def follow(visit: Visited, request: Request, run: str) -> Response:
    """Tell the steps of a run as they come, as server-sent events."""
    await run_sync(runs.run, visit.desk.database, run)
    after = request.headers.get("last-event-id", "")
    return StreamingResponse(
        _steps(visit, run, int(after) if after.isdecimal() else 0),
        media_type="text/event-stream",
        headers=HEADERS,
    )


@run_pages.get("/runs/{run}/week")
def week_page(visit: Visited, run: str) -> Response:
    """Show the whole week of a run that changed one."""
    from service.kinds.week.page import week_page as page_of
    from service.pages.html import page_body

    found = runs.run(visit.desk.database, run)
    body = page_body(page_of(week(visit, found), visit.language), visit.language)
    return shown(visit, found, "week.html.j2", tab="week", body=body)


@run_pages.get("/runs/{run}/sheets")
def sheets_page(visit: Visited, run: str) -> Response:
    """Show the driver's sheets of a planned week, to be printed."""
    from service.kinds.week.driver_sheets import sheets
    from service.kinds.week.files import SHEETS

    found = runs.run(visit.desk.database, run)
    data = sheets(week(visit, found), visit.language)
    return shown(visit, found, "sheets.html.j2", tab="sheets", data=data, pdf=SHEETS)


@run_pages.get("/runs/{run}/files")
def files_page(visit: Visited, run: str) -> Response:
    """Show the files of a run."""
    files = visit.desk.files(run, visit.language)
    named = [(name, purpose(name, visit.language), len(content)) for name, content in files.items()]
    return shown(
        visit, runs.run(visit.desk.database, run), "files.html.j2", tab="files", files=named
    )


@run_pages.get("/runs/{run}/files.zip")
def all_files(visit: Visited, run: str) -> Response:
    """Return every file of a run as one archive."""
    return attachment(f"ramasse-{run}.zip", zipped(visit.desk.files(run, visit.language)))


@run_pages.get("/runs/{run}/files/{name:path}")
def one_file(visit: Visited, run: str, name: str) -> Response:
    """Return one file of a run."""
    content = visit.desk.files(run, visit.language).get(name)
    if content is None:
        raise UnknownError(WEB_WORDS["not_found_lead"])
    return attachment(name, content)


@run_pages.post("/runs/{run}/publish")
def publish(visit: Visited, run: str) -> Response:
    """Publish the week of a split in the ledger; a form sent twice publishes once."""
    from service.api.ledger import publish as publish_week

    found = runs.run(visit.desk.database, run)
    there = published.weeks(visit.desk.database, found.town)
    mine = next((one for one in there if one.week_of == found.week_of), None)
    if found.kind == "allocate" and mine is not None:
        if mine.run == run:
            return visit.go(f"runs/{run}", "published")
        week_of = full_date(found.week_of, visit.language)
        return visit.refuse([visit.say("week_taken", week=week_of, town=found.label)], CONFLICT)
    publish_week(visit.desk, run)
    return visit.go(f"runs/{run}", "published")


def week(visit: Visit, run: Run) -> Study:
    """Return the planned week that a run holds.

    Raises
    ------
    UnknownError
        It holds none.
    """
    found = _rounds(visit.desk.study(run.id))
    if found is None:
        raise UnknownError(WEB_WORDS["not_found_lead"])
    return found


def _rounds(study: Model) -> Study | None:
    if isinstance(study, Replanned):
        return study.study
    return study if isinstance(study, Study) else None


def _result(visit: Visit, run: Run) -> Response:
    from service.kinds.week.deliveries import shares_food
    from service.kinds.week.files import SHEETS

    study = visit.desk.study(run.id)
    rounds = _rounds(study)
    return shown(
        visit,
        run,
        "result.html.j2",
        tab="result",
        body=_body(run, study, visit.language),
        published=_is_published(visit, run, study),
        split=isinstance(study, Allocation),
        shared=rounds is not None and shares_food(rounds),
        pdf=SHEETS,
        has_donors=isinstance(study, BookingStudy) and bool(study.scenario.donors),
        last=scenarios.version(visit.desk.database, run.scenario).number,
    )


def _body(run: Run, study: Model, language: Language) -> str:
    from service.pages.html import page_body

    made = KINDS[run.kind].page
    assert made is not None
    return page_body(made(study, language), language)


def _is_published(visit: Visit, run: Run, study: Model) -> bool:
    return isinstance(study, Allocation) and run.week_of in visit.desk.ledger.weeks(run.town)


def shown(visit: Visit, run: Run, template: str, tab: str = "", **context: Any) -> Response:
    """Return a page about a run, with its title, its tabs and what it comes from."""
    what = visit.say("run_number", what=visit.say(f"kind_{run.kind}"), number=run.number)
    files = run.has_study
    return visit.show(
        template,
        title=f"{what} – {run.label}",
        heading=what,
        here="runs",
        trail=[
            (visit.say("runs"), "runs"),
            (run.label, f"scenarios/{run.scenario}"),
        ],
        run=run,
        tab=tab,
        tabs=files,
        week=files and run.kind in ("run", "replan"),
        labels={one.name: one.label for one in _version(visit, run).variants},
        **context,
    )


def _version(visit: Visit, run: Run) -> scenarios.Version:
    return scenarios.version(visit.desk.database, run.scenario, run.version)


def _line(step: Step, language: Language) -> str:
    told = {name: getattr(step, name) for name in Progress.__dataclass_fields__}
    return line(Progress(**told), language)


def _seconds(run: Run) -> int:
    if run.started_at is None:
        return 0
    return int(((run.ended_at or datetime.now(UTC)) - run.started_at).total_seconds())


def _limit(run: Run) -> float | None:
    """Return how long is searched, where it is by a clock and for a single plan, seconds."""
    asked = KINDS[run.kind].asked.model_validate(run.asked)
    if run.kind not in ("run", "warehouse") or getattr(asked, "iterations", None) is not None:
        return None
    given = getattr(asked, "time_limit_s", None)
    return LIMITS_S[run.kind] if given is None else float(given)


async def _steps(visit: Visit, run: str, after: int) -> AsyncIterator[str]:
    database = visit.desk.database
    while not visit.desk.closing.is_set():
        # the state first: a run that ended meanwhile has told all its steps
        found = await run_sync(runs.run, database, run)
        for step in await run_sync(runs.steps, database, run, after):
            after = step.number
            yield _event("step", {"line": _line(step, visit.language)}, step.number)
        if found.state in ENDED:
            yield _event("end", {"state": found.state})
            return
        yield _event("clock", {"state": found.state, "seconds": _seconds(found)})
        await asyncio.sleep(TURN_S)


def _event(kind: str, data: dict[str, object], number: int | None = None) -> str:
    named = "" if number is None else f"id: {number}\n"
    return f"{named}event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
