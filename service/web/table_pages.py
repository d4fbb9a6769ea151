"""The tables of a scenario: rows changed and taken out, things added and changed in full."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Response

from models.fields import titled_of
from scenarios import Fault, ScenarioError
from scenarios.contents import things
from scenarios.workbook.layout import TOP
from service.store.scenarios import NewerError, UnknownError, Version
from service.web.controls import Form
from service.web.editing import Opened, opened, save, with_grid, with_own, with_thing
from service.web.form_parts import Part
from service.web.pins import LOOK_UP, with_choices
from service.web.posted import GONE, Posted
from service.web.tables import TABLES, Table, own_fields
from service.web.visit import CONFLICT, UNUSABLE, Number, PageRoute, Sent, SentForm, Visit, Visited
from service.web.words import say

table_pages = APIRouter(route_class=PageRoute)
ROWS = 40
"""Rows of one page of a table."""


@dataclass(frozen=True)
class Row:
    """One row of a table."""

    name: str
    """What the names of its fields begin with."""
    thing: str
    """Id of the thing that it is, or lies in; empty in the row to fill in."""
    title: str
    number: int
    """Its place in the list within the thing."""
    parts: tuple[Part, ...]
    gone: bool = False


@table_pages.get("/scenarios/{scenario}/own")
def own_page(visit: Visited, scenario: str) -> Response:
    """Show the form of the town's own values and of its rules."""
    here = opened(visit.desk.database, scenario)
    return _own(visit, here, here.content)


@table_pages.post("/scenarios/{scenario}/own")
def save_own(visit: Visited, sent: SentForm, scenario: str) -> Response:
    """Store the town's own values as part of the next version."""
    here = _base(visit, sent, scenario)
    after = with_own(here.content, sent.texts)
    refused = _saved(visit, here, after)
    if isinstance(refused, Version) or refused is None:
        return visit.go(f"scenarios/{scenario}", "saved" if refused else "unchanged")
    faults, status = refused
    return _own(visit, here, after, faults, status)


@table_pages.get("/scenarios/{scenario}/tables/{table}")
def table_page(visit: Visited, scenario: str, table: str, page: Number = 1) -> Response:
    """Show a table."""
    here = opened(visit.desk.database, scenario)
    return _table(visit, here, _known(table), here.content, page)


@table_pages.post("/scenarios/{scenario}/tables/{table}")
def save_table(visit: Visited, sent: SentForm, scenario: str, table: str) -> Response:
    """Store what a table says as the next version."""
    shown = _known(table)
    here = _base(visit, sent, scenario)
    page = sent.number("page") or 1
    after, gone = with_grid(shown, here.content, sent.texts)
    back = f"scenarios/{scenario}/tables/{table}?page={page}"
    refused = _saved(visit, here, after)
    if isinstance(refused, Version) or refused is None:
        return visit.go(back, "saved" if refused else "unchanged")
    faults, status = refused
    # rows taken out stay in sight, still ticked, until they are really out
    kept, _ = with_grid(shown, here.content, _not_gone(sent.texts))
    return _table(visit, here, shown, kept, page, faults, status, gone)


@table_pages.get("/scenarios/{scenario}/tables/{table}/thing")
def thing_page(visit: Visited, scenario: str, table: str, id: str | None = None) -> Response:  # noqa: A002
    """Show all of one thing, or an empty form for a new one."""
    here = opened(visit.desk.database, scenario)
    return _thing(visit, here, _known(table), id, here.content)


@table_pages.post("/scenarios/{scenario}/tables/{table}/thing")
def save_thing(
    visit: Visited,
    sent: SentForm,
    scenario: str,
    table: str,
    id: str | None = None,  # noqa: A002
) -> Response:
    """Store one thing, changed, new or taken out, as part of the next version."""
    shown = _known(table)
    here = _base(visit, sent, scenario)
    if id is not None:
        _find(here.content, shown, id)
    posted, gone = with_choices(sent.texts), bool(sent.texts.get(GONE))
    wanted = sent.text(LOOK_UP)
    if wanted:
        after, name = with_thing(shown, here.content, id, _not_gone(posted))
        return _thing(visit, here, shown, id, after, made=name, gone=gone, look_up=wanted)
    after, name = with_thing(shown, here.content, id, posted)
    refused = _saved(visit, here, after)
    if isinstance(refused, Version) or refused is None:
        done = "saved" if refused else "unchanged"
        return visit.go(f"scenarios/{scenario}/tables/{table}", done)
    faults, status = refused
    content = here.content if gone else after
    return _thing(visit, here, shown, id, content, faults, status, name, gone)


def _known(name: str) -> Table:
    if name not in TABLES:
        raise UnknownError(say["not_found_lead"])
    return TABLES[name]


def _base(visit: Visit, sent: Sent, scenario: str) -> Opened:
    """Return the version that the form was made from."""
    return opened(visit.desk.database, scenario, sent.number("version"))


def _saved(
    visit: Visit, here: Opened, after: Mapping[str, Any]
) -> Version | tuple[tuple[Fault, ...], int] | None:
    """Return the version stored, none when nothing changed, or why it was not."""
    try:
        return save(visit.desk.database, here, after)
    except NewerError as error:
        text = say["newer"].format(last=error.last, number=here.version.number)
        return (Fault(place="", path="", text=text),), CONFLICT
    except ScenarioError as error:
        return error.faults, UNUSABLE


def _not_gone(posted: Posted) -> dict[str, Sequence[str]]:
    """Return what was sent as if nothing were ticked to be taken out."""
    return {name: texts for name, texts in posted.items() if name.rpartition(".")[2] != GONE}


def _find(content: Mapping[str, Any], table: Table, name: str) -> dict[str, Any]:
    for one in things(content, table.path):
        if one["id"] == name:
            return one
    raise UnknownError(say["not_found_lead"])


def _table(
    visit: Visit,
    here: Opened,
    table: Table,
    content: Mapping[str, Any],
    page: int,
    faults: Sequence[Fault] = (),
    status: int = 200,
    gone: Sequence[str] | set[str] = (),
) -> Response:
    form = Form(content, visit.language, faults, notes=False)
    spots = _spots(content, table)
    pages = max(1, math.ceil(len(spots) / ROWS))
    page = min(max(1, page), pages)
    rows = []
    for n, (thing, number, value, path) in enumerate(spots[ROWS * (page - 1) : ROWS * page]):
        name = f"r{n}"
        parts = form.parts(table.row, value, name, path, table.columns)
        title = str(thing.get("label") or thing["id"])
        rows.append(Row(name, thing["id"], title, number, parts, name in gone))
    if table.nested is not None and page == pages:
        parts = form.parts(table.row, {}, f"r{len(rows)}", "", table.columns)
        rows.append(Row(f"r{len(rows)}", "", visit.say("new_row"), -1, parts))
    title = table.title.in_(visit.language)
    return visit.show(
        "table.html.j2",
        title=f"{title} – {here.version.label}",
        heading=title,
        trail=_trail(visit, here),
        status=status,
        scenario=here.version,
        table=table,
        heads=[_head(visit, table, column) for column in table.columns],
        rows=rows,
        things=[
            (one["id"], str(one.get("label") or one["id"])) for one in things(content, table.path)
        ],
        number=page,
        pages=pages,
        faults=faults,
        newer=status == CONFLICT,
        placed=form.placed,
        told=form.told,
    )


def _spots(
    content: Mapping[str, Any], table: Table
) -> list[tuple[dict[str, Any], int, Mapping[str, Any], str]]:
    """Return, for each row: its thing, its place in the list within, what it says, its path."""
    found: list[tuple[dict[str, Any], int, Mapping[str, Any], str]] = []
    for one in things(content, table.path):
        path = f"{table.path}.{one['id']}"
        if table.nested is None:
            found.append((one, 0, one, path))
            continue
        inner = one.get(table.nested)
        for n, value in enumerate(inner if isinstance(inner, list) else ()):
            if isinstance(value, Mapping):
                found.append((one, n, value, f"{path}.{table.nested}.{n}"))
    return found


def _head(visit: Visit, table: Table, column: str) -> str:
    *around, last = column.split(".")
    holder = table.row
    for step in around:
        holder = holder.keys[step]
    return titled_of(holder.annotation, last).title.in_(visit.language)


def _thing(
    visit: Visit,
    here: Opened,
    table: Table,
    name: str | None,
    content: Mapping[str, Any],
    faults: Sequence[Fault] = (),
    status: int = 200,
    made: str = "",
    gone: bool = False,
    look_up: str = "",
) -> Response:
    value = _find(content, table, name or made) if name or made else {}
    form = Form(content, visit.language, faults, look_up=look_up)
    path = f"{table.path}.{name or made}"
    parts = form.parts(table.place, value, "f", path, table.fields)
    what = table.one.in_(visit.language)
    title = str(value.get("label") or name) if name else visit.say("add", what=what)
    table_title = table.title.in_(visit.language)
    return visit.show(
        "thing.html.j2",
        title=f"{title} – {here.version.label}",
        heading=title,
        trail=[
            *_trail(visit, here),
            (table_title, f"scenarios/{here.version.scenario}/tables/{table.name}"),
        ],
        status=status,
        scenario=here.version,
        table=table,
        thing=name,
        parts=parts,
        faults=faults,
        newer=status == CONFLICT,
        placed=form.placed,
        told=form.told,
        gone=gone,
    )


def _own(
    visit: Visit,
    here: Opened,
    content: Mapping[str, Any],
    faults: Sequence[Fault] = (),
    status: int = 200,
) -> Response:
    form = Form(content, visit.language, faults)
    parts = form.parts(TOP, content, "f", "", own_fields())
    title = visit.say("own_values")
    return visit.show(
        "own.html.j2",
        title=f"{title} – {here.version.label}",
        heading=title,
        trail=_trail(visit, here),
        status=status,
        scenario=here.version,
        parts=parts,
        faults=faults,
        newer=status == CONFLICT,
        placed=form.placed,
        told=form.told,
    )


def _trail(visit: Visit, here: Opened) -> list[tuple[str, str]]:
    return [(visit.say("home"), ""), (here.version.label, f"scenarios/{here.version.scenario}")]
