"""A list of one's own, pasted or sent: what each column is taken for, then its rows as answers."""

from __future__ import annotations

import base64
import binascii
import copy
from collections.abc import Mapping
from datetime import date

from fastapi import APIRouter, Response

from models.base import Text
from scenarios.beginning.answers import begun
from scenarios.lists import KINDS, Listed, Taken, listed, roles, taken
from scenarios.naming import ids_of
from scenarios.yaml_text import UnreadableError
from service.store import drafts
from service.web.first_steps.answering import SITES, Answered, named
from service.web.first_steps.sites import located
from service.web.first_steps.steps import step_of
from service.web.form_parts import Control, Option
from service.web.visit import UNUSABLE, PageRoute, Sent, SentForm, Visit, Visited
from service.web.words import say
from tabular import TableError

list_pages = APIRouter(route_class=PageRoute)
SHOWN_ROWS = 8


@list_pages.get("/lists")
def list_page(visit: Visited, kind: str = "stores", draft: str | None = None) -> Response:
    """Ask for a list: of a kind and for a town, where a step led here."""
    return _ask(visit, kind=kind, draft=draft)


@list_pages.post("/lists")
def look(visit: Visited, sent: SentForm) -> Response:
    """Show what each column of a list is taken for, and what is not understood."""
    content, kind = _content(sent), sent.text("kind")
    if kind not in KINDS or not content.strip():
        return _refused(visit, sent, say["list_empty"])
    return _preview(visit, sent, content, kind)


@list_pages.post("/lists/take")
def take(visit: Visited, sent: SentForm) -> Response:
    """Put the rows of a list into the first steps of a town."""
    content, kind = _content(sent), sent.text("kind")
    if kind not in KINDS or not content.strip():
        return _refused(visit, sent, say["list_empty"])
    if sent.texts.get("again"):
        return _preview(visit, sent, content, kind)
    found = drafts.draft(visit.desk.database, sent.text("draft")) if sent.text("draft") else None
    before = dict(found.answers) if found is not None else begun(visit.language, date.today())
    try:
        rows, _ = _read(sent, content, kind, before)
    except (TableError, UnreadableError):
        return _preview(visit, sent, content, kind)
    after = located(with_list(before, kind, rows), {}, visit.language)
    database = visit.desk.database
    if found is None:
        made = drafts.add(database, after)
    else:
        made = drafts.save(database, found.id, after, after=found.number)
    step = step_of(f"{kind}.")
    assert step is not None
    return visit.go(f"first-steps/{made.id}/{step.name}")


def with_list(before: Answered, kind: str, rows: Taken) -> Answered:
    """Return answers with the rows of a list after those that there are."""
    after = copy.deepcopy(before)
    there = named(after, kind)
    taken_ids = {one["id"] for name in {*SITES, kind} for one in named(after, name)}
    labels = [str(one.get("label") or one.get("association") or "") for one in rows.rows]
    ids = ids_of(labels, kind.removesuffix("s"), taken_ids)
    new = [{"id": one, **row} for one, row in zip(ids, rows.rows, strict=True)]
    after[kind] = [*there, *new]
    return after


def _content(sent: Sent) -> bytes:
    files = sent.files.get("file", ())
    if files:
        return files[0][1]
    try:
        return base64.b64decode(sent.text("content"), validate=True) or _pasted(sent).encode()
    except binascii.Error:
        return _pasted(sent).encode()


def _pasted(sent: Sent) -> str:
    return next(iter(sent.texts.get("pasted", ())), "")


def _read(
    sent: Sent, content: bytes, kind: str, answers: Mapping[str, object]
) -> tuple[Taken, tuple[Listed, dict[int, str]]]:
    """Return the rows of a list, and it with what each of its columns is taken for."""
    names = {str(one.get("label")): str(one["id"]) for one in named(answers, "associations")}
    found = listed(content, kind, tuple(names))
    offered = roles(kind)
    chosen = {one.column: one.role for one in found.guesses}
    for one in found.guesses:
        said = sent.texts.get(f"col.{one.column}")
        if said:
            chosen[one.column] = said[0] if said[0] in offered else ""
    return taken(found, chosen, names), (found, chosen)


def _refused(visit: Visit, sent: Sent, fault: Text) -> Response:
    """Ask again for a list that cannot be read; what was chosen and pasted is kept."""
    kind = sent.text("kind")
    return _ask(visit, fault, kind=kind, draft=sent.text("draft"), pasted=_pasted(sent))


def _ask(
    visit: Visit,
    fault: Text | None = None,
    *,
    kind: str,
    draft: str | None,
    pasted: str = "",
) -> Response:
    towns = _towns(visit, draft)
    return visit.show(
        "list.html.j2",
        title=visit.say("list_title"),
        trail=[(visit.say("home"), "")],
        status=200 if fault is None else UNUSABLE,
        fault=None if fault is None else fault.in_(visit.language),
        kinds=[(name, one.title.in_(visit.language)) for name, one in KINDS.items()],
        kind=kind,
        towns=towns,
        # the one that was changed last
        draft=draft if draft is not None else towns[min(1, len(towns) - 1)][0],
        pasted=pasted,
    )


def _towns(visit: Visit, asked: str | None) -> list[tuple[str, str]]:
    """Return a new town, then those being begun, the last changed first, and the one asked for."""
    database = visit.desk.database
    there = drafts.unfinished(database)
    if asked and asked not in {one.id for one in there}:
        there.append(drafts.draft(database, asked))
    unnamed = visit.say("list_unnamed")
    return [("", visit.say("list_new")), *((one.id, one.label or unnamed) for one in there)]


def _preview(visit: Visit, sent: Sent, content: bytes, kind: str) -> Response:
    name = sent.text("draft")
    answers: Mapping[str, object] = drafts.draft(visit.desk.database, name).answers if name else {}
    try:
        rows, (found, chosen) = _read(sent, content, kind, answers)
    except TableError as error:
        return _refused(visit, sent, error.faults[0].text)
    except UnreadableError as error:
        return _refused(visit, sent, error.complaints[-1].text)
    language = visit.language
    offered = roles(kind)
    controls = [
        Control(
            f"col.{one.column}",
            one.title,
            "choice",
            options=(
                # a box left to itself sends what it says, and not nothing
                Option("-", visit.say("list_nothing"), not chosen[one.column]),
                *(
                    Option(role, text.in_(language), chosen[one.column] == role)
                    for role, text in offered.items()
                ),
            ),
            required=True,
            hint=", ".join(one.samples),
        )
        for one in found.guesses
    ]
    shown = [
        [row.cells[one.column] if one.column < len(row.cells) else "" for one in found.guesses]
        for row in found.lines[:SHOWN_ROWS]
    ]
    return visit.show(
        "list_preview.html.j2",
        title=visit.say("list_check"),
        trail=[(visit.say("home"), ""), (visit.say("list_title"), "lists")],
        kind=kind,
        draft=name,
        content=base64.b64encode(content).decode(),
        controls=controls,
        heads=[one.title for one in found.guesses],
        shown=shown,
        count=len(rows.rows),
        total=len(found.lines),
        untaken=[one.in_(language) for one in rows.untaken],
    )
