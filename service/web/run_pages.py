"""Runs: followed while they go, then read, printed, and carried further."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from functools import partial
from secrets import token_hex
from typing import Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from models.base import Model
from models.dates import full_date
from scenarios import ScenarioError
from service.asking.kind import Kind
from service.asking.progress import line
from service.downloads import attachment, zipped
from service.files import sizes
from service.ledger.publishing import publishing_page
from service.pages.findings import REFUSED
from service.pages.html import ANSWERED, page_body
from service.sources import Upload, check
from service.store import published, runs, scenarios
from service.store.runs import ENDED, Run
from service.store.scenarios import NewerError, UnknownError
from service.web.editing import Opened, opened
from service.web.file_words import purpose
from service.web.rendering import HEADERS
from service.web.shown_runs import shown
from service.web.study_forms import ask_by_form, form_page
from service.web.thing_pages import things_of
from service.web.visit import CONFLICT, PageRoute, SentForm, Visit, Visited
from service.web.what_if.keeping import asked_what_if, kept_as, label_of
from service.web.what_if.pages import what_if_kind
from service.web.what_if.words import what_if_say
from service.web.words import say
from service.workshop.followers import followers

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
        told=[line(step, visit.language) for step in runs.steps(visit.desk.database, run)],
        ended=found.state in ENDED,
        seconds=_seconds(found),
        limit=_limit(visit, found),
    )


@run_pages.post("/runs/{run}/stop")
def stop(visit: Visited, run: str) -> Response:
    """Ask a run to stop."""
    visit.desk.jobs.cancel(run)
    return visit.go(f"runs/{run}", "cancelled")


@run_pages.post("/runs/{run}/longer")
def search_longer(visit: Visited, run: str) -> Response:
    """Ask for the same run again, with twice the search."""
    found = runs.run(visit.desk.database, run)
    longer = visit.desk.kinds[found.kind].asked.model_validate(found.asked).longer()
    if longer is None:
        return visit.refuse([visit.say("search_as_long_as_may_be")], CONFLICT)
    return visit.go(f"runs/{visit.desk.jobs.submit(longer, once=True).id}")


@run_pages.get("/runs/{run}/steps")
async def follow(visit: Visited, request: Request, run: str) -> Response:
    """Tell the steps of a run as they come, as server-sent events."""
    await run_sync(runs.run, visit.desk.database, run, limiter=followers())
    after = request.headers.get("last-event-id", "")
    return StreamingResponse(
        _steps(visit, run, int(after) if after.isdecimal() else 0),
        media_type="text/event-stream",
        headers=HEADERS,
    )


@run_pages.get("/runs/{run}/files")
def files_page(visit: Visited, run: str) -> Response:
    """Show the files of a run."""
    files, found = visit.desk.files(run, visit.language), runs.run(visit.desk.database, run)
    own = visit.desk.kinds[found.kind].explained
    named = [
        (name, purpose(name, visit.language, own), size) for name, size in sizes(files).items()
    ]
    return shown(visit, found, "files.html.j2", tab="files", files=named)


@run_pages.get("/runs/{run}/files.zip")
def all_files(visit: Visited, run: str) -> Response:
    """Return every file of a run as one archive."""
    return attachment(f"ramasse-{run}.zip", zipped(visit.desk.files(run, visit.language)))


@run_pages.get("/runs/{run}/files/{name:path}")
def one_file(visit: Visited, run: str, name: str) -> Response:
    """Return one file of a run."""
    content = visit.desk.files(run, visit.language).get(name)
    if content is None:
        raise UnknownError(say["not_found_lead"])
    return attachment(name, content)


@run_pages.post("/runs/{run}/publish")
def publish(visit: Visited, sent: SentForm, run: str) -> Response:
    """Show what will be written and ask once; then publish: a form sent twice publishes once."""
    found = runs.run(visit.desk.database, run)
    there = published.weeks(visit.desk.database, found.town)
    mine = next((one for one in there if one.week_of == found.week_of), None)
    bring = visit.desk.settles(found)
    if "ledger" in visit.desk.kinds[found.kind].uses and mine is not None and not bring:
        if mine.run == run:
            return visit.go(f"runs/{run}", "published")
        week_of = full_date(found.week_of, visit.language)
        return visit.refuse([visit.say("week_taken", week=week_of, town=found.label)], CONFLICT)
    if not sent.text("sure"):
        split, told = visit.desk.before_publishing(run)
        kept = visit.desk.ledger.kept(split.scenario) if bring else None
        body = page_body(publishing_page(split, told, visit.language, kept), visit.language)
        settling = kept is not None
        key = token_hex(16)
        return shown(visit, found, "publish.html.j2", body=body, key=key, settling=settling)
    settling = bring and found.week_of in visit.desk.ledger.weeks(found.town)
    visit.desk.publish(run, key=sent.key)
    return visit.go(f"runs/{run}", "settled" if settling else "published")


@run_pages.post("/runs/{run}/store")
def store(visit: Visited, run: str) -> Response:
    """Store the scenario file that a run made as the next version; a form sent twice, once."""
    database, found = visit.desk.database, runs.run(visit.desk.database, run)
    makes = visit.desk.kinds[found.kind].stores
    if makes is None:
        raise UnknownError(say["not_found_lead"])
    name, text = makes(visit.desk.study(run))
    last = scenarios.version(database, found.scenario)
    before = scenarios.upload(database, found.scenario, last.number)
    if last.number != found.version:
        if before.content == text.encode():
            return visit.go(f"scenarios/{found.scenario}", "stored")
        told = visit.say("newer", last=last.number, number=found.version)
        return visit.refuse([told], CONFLICT)
    try:
        checked = check(Upload(name, text.encode(), before.beside))
        scenarios.add_version(database, found.scenario, checked, after=last.number)
    except ScenarioError as error:
        return visit.refuse([one.text.in_(visit.language) for one in error.faults])
    except NewerError as error:
        told = visit.say("newer", last=error.last, number=found.version)
        return visit.refuse([told], CONFLICT)
    return visit.go(f"scenarios/{found.scenario}", "stored")


@run_pages.get("/runs/{run}/{tab}")
def tab_page(visit: Visited, run: str, tab: str) -> Response:
    """Show one more view of a result, or the form that starts from it."""
    found = runs.run(visit.desk.database, run)
    asking = _form_of(visit, found, tab)
    if asking is not None:
        return form_page(visit, found, *asking)
    kind = visit.desk.kinds[found.kind]
    shown_tab = next((one for one in kind.tabs if one.name == tab), None)
    if shown_tab is None:
        raise UnknownError(say["not_found_lead"])
    study = visit.desk.study(run)
    if kind.refused(study):
        return visit.refuse([REFUSED.in_(visit.language)], CONFLICT)
    things = things_of(kind, run, visit.language)
    linked = shown_tab.linked
    made = (
        partial(linked, study, visit.language, things)
        if linked
        else partial(shown_tab.body, study, visit.language)
    )
    body = visit.desk.text(run, tab, visit.language, made)
    return shown(visit, found, "tab.html.j2", tab=tab, view=shown_tab, body=body)


@run_pages.post("/runs/{run}/{tab}")
def form_sent(visit: Visited, sent: SentForm, run: str, tab: str) -> Response:
    """Ask for a run by the form that starts from the result of another."""
    found = runs.run(visit.desk.database, run)
    asking = _form_of(visit, found, tab)
    if asking is None:
        raise UnknownError(say["not_found_lead"])
    return ask_by_form(visit, sent, found, *asking)


def _form_of(visit: Visit, run: Run, name: str) -> tuple[Kind, str] | None:
    """Return the kind that is asked for from a run's result, and its field that names the run."""
    found = visit.desk.kinds.from_study_of(run.kind)
    return next(((kind, field) for kind, field in found if kind.name == name), None)


def _result(visit: Visit, run: Run) -> Response:
    study, kind = visit.desk.study(run.id), visit.desk.kinds[run.kind]
    things = things_of(kind, run.id, visit.language)
    answer, _, rest = visit.desk.html(run.id, visit.language, things).partition(ANSWERED)
    steps = kind.steps(study)
    asked = asked_what_if(visit.desk.kinds, run)
    what_if = what_if_kind(visit.desk.kinds)
    here = _opened(visit, run)
    content: Mapping[str, Any] = {} if here is None else here.content
    return shown(
        visit,
        run,
        "result.html.j2",
        tab="",
        answer=answer,
        rest=rest,
        steps=[one for one in steps if one.to != "ask" or one.name in visit.desk.kinds],
        ww=what_if_say.all_in(visit.language),
        keep_as=label_of(asked, visit.language) if asked else "",
        kept_as=kept_as(content, asked) if asked else "",
        what_if=what_if is not None and what_if.applies(content),
        start=asked.get("from") or run.asked.get("variant") or "",
        **_editing(visit, run, study),
        published=run.week_of in visit.desk.ledger.weeks(run.town) and not visit.desk.settles(run),
        last=scenarios.version(visit.desk.database, run.scenario).number
        if here is None
        else here.version.number,
    )


def _editing(visit: Visit, run: Run, study: Model) -> dict[str, Any]:
    """Return the page on which a result is changed step by step, and the steps that it advises."""
    kinds = visit.desk.kinds
    found = kinds.editor_of(run.kind)
    if found is None or found.editor is None:
        return {"editing": None, "offers": ()}
    handed = kinds[run.kind].hands_on(study)
    return {"editing": found.editor, "offers": found.editor.offers(handed, visit.language)}


def _opened(visit: Visit, run: Run) -> Opened | None:
    """Return the last version of a run's scenario; a result is shown without, too."""
    try:
        return opened(visit.desk.database, run.scenario)
    except (ScenarioError, UnicodeDecodeError):
        return None


def _seconds(run: Run) -> int:
    if run.started_at is None:
        return 0
    return int(((run.ended_at or datetime.now(UTC)) - run.started_at).total_seconds())


def _limit(visit: Visit, run: Run) -> float | None:
    """Return how long is searched, where it is by a clock and for a single plan, seconds."""
    kind = visit.desk.kinds[run.kind]
    return kind.asked.model_validate(run.asked).limit_s if kind.whole_limit else None


async def _steps(visit: Visit, run: str, after: int) -> AsyncIterator[str]:
    async for found, steps in visit.desk.followed(run, after, TURN_S):
        for step in steps:
            yield _event("step", {"line": line(step, visit.language)}, step.number)
        if found.state in ENDED:
            yield _event("end", {"state": found.state})
        else:
            yield _event("clock", {"state": found.state, "seconds": _seconds(found)})


def _event(kind: str, data: dict[str, object], number: int | None = None) -> str:
    named = "" if number is None else f"id: {number}\n"
    return f"{named}event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
