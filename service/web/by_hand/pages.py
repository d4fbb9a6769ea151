"""The page on which the study of a run is changed step by step.

All of it works by links and forms: what was changed stands in the address, so that undoing is going
back. Any ended week may be changed, a published one too: what comes of it is a result of its own,
and what the ledger promises stays until it is published anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Response

from models.base import Model
from service.asking.editors import Editor, Looked, Query
from service.asking.kind import Kind
from service.asking.reading import read
from service.asking.telling import AnyFault
from service.runs.queue import BadInputError
from service.store import runs
from service.store.runs import Run
from service.store.scenarios import UnknownError
from service.web.asking import on_page
from service.web.shown_runs import shown
from service.web.visit import UNUSABLE, PageRoute, SentForm, Visit, Visited
from service.web.words import say

by_hand_pages = APIRouter(route_class=PageRoute)


@by_hand_pages.get("/runs/{run}/by-hand")
def by_hand_page(visit: Visited, run: str) -> Response:
    """Show a week with its changes, or make one more and lead to its address."""
    found, _, editor = _run(visit, run)
    params = visit.request.query_params
    asked = {name: params.getlist(name) for name in params}
    looked = _looked(visit, found, editor, asked)
    if looked.leads is not None:
        return visit.go(f"runs/{run}/{editor.tab}?{looked.leads}#choices")
    return _page(visit, found, editor, looked)


@by_hand_pages.post("/runs/{run}/by-hand")
def keep(visit: Visited, sent: SentForm, run: str) -> Response:
    """Ask for the study of a week with its changes: kept as they are, or the rest mended."""
    found, kind, editor = _run(visit, run)
    place = {"kind": kind.name, "scenario": found.scenario, "version": found.version}
    wanted, wrong = read(kind.asked, {**place, editor.field: run, **editor.asks(sent.texts)})
    faults: Sequence[AnyFault] = wrong
    if wanted is not None:
        try:
            made = visit.desk.jobs.submit(wanted, once=True)
        except BadInputError as error:
            faults = error.faults
        else:
            return visit.go(f"runs/{made.id}")
    told = on_page(faults, kind.asked, visit.language, lambda _: "")
    looked = _looked(visit, found, editor, {"edit": sent.texts.get("edit", ())})
    said = " ".join(one.text.in_(visit.language) for one in told)
    return _page(visit, found, editor, Looked(content=looked.content, wrong=said))


def _run(visit: Visit, name: str) -> tuple[Run, Kind, Editor]:
    found = runs.run(visit.desk.database, name)
    kind = visit.desk.kinds.editor_of(found.kind)
    if kind is None or kind.editor is None:
        raise UnknownError(say["not_found_lead"])
    return found, kind, kind.editor


def _looked(visit: Visit, run: Run, editor: Editor, asked: Query) -> Looked:
    def study() -> Model:
        _, content = visit.desk.content(run.id)
        return visit.desk.kinds.handed_on(run.kind, content)

    return editor.look(run.id, study, asked, visit.language)


def _page(visit: Visit, run: Run, editor: Editor, looked: Looked) -> Response:
    return shown(
        visit,
        run,
        editor.template,
        tab=editor.tab,
        status=UNUSABLE if looked.wrong else 200,
        path=f"/{visit.language}/runs/{run.id}/{editor.tab}",
        wrong=looked.wrong,
        ledgered=run.week_of in visit.desk.ledger.weeks(run.town),
        **looked.content,
    )
