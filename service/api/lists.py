"""What a town begins from, over HTTP: workbooks to fill in, and lists of one's own put in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Path, Response, UploadFile

from models import words
from models.base import Language, Model, Text
from scenarios import ScenarioError
from scenarios.faults import Complaint, Fault, Mark, ordered
from scenarios.lines import EMPTY
from scenarios.lists import Listed, Taken, listed, roles, taken
from scenarios.yaml_text import UnreadableError
from service.api.examples import LIST_READ, gives, refusals, shows
from service.api.languages import Spoken
from service.downloads import attachment, short_template, template
from tabular import TableError

router = APIRouter(tags=["lists"])

TheList = Annotated[UploadFile, File(description="A list: .csv, .txt or .xlsx.")]
Into = Annotated[
    UploadFile | None,
    File(description="The short workbook whose associations are named; an empty one if absent."),
]
Kind = Annotated[
    Literal["associations", "stores", "vehicles", "crews"],
    Path(description="What it lists.", examples=["stores"]),
]
Size = Annotated[
    Literal["short", "whole"],
    Path(description="Five sheets, the rest assumed; or all that can be said.", examples=["short"]),
]


class ColumnTaken(Model):
    """A column of a list, and what it is taken for."""

    title: str
    meant: str
    """In words; that of nothing where it is not read."""
    samples: tuple[str, ...]


class ListRead(Model):
    """What a list says, before any of it is taken."""

    columns: tuple[ColumnTaken, ...]
    rows: tuple[dict[str, Any], ...]
    """As the short workbook asks for them."""
    untaken: tuple[str, ...]
    """What is not taken, with its line and column."""


@router.get(
    "/workbooks/{size}",
    summary="A workbook to be filled in",
    response_class=Response,
    responses=gives("application/octet-stream", "The workbook."),
)
def workbook_given(spoken: Spoken, size: Size) -> Response:
    """Return an empty workbook, as ``ramasse template`` writes it."""
    made = short_template(spoken, date.today()) if size == "short" else template(spoken)
    return attachment(*made)


@router.post(
    "/lists/{kind}",
    summary="What a list of one's own says",
    responses=shows(LIST_READ) | refusals(413),
)
def list_read(spoken: Spoken, kind: Kind, file: TheList, into: Into = None) -> ListRead:
    """Return what each column is taken for, the rows understood and what is not taken."""
    found, made = _read(kind, file, _book(into, spoken))
    offered = roles(kind)
    return ListRead(
        columns=tuple(
            ColumnTaken(
                title=one.title,
                meant=(offered[one.role] if one.role else words.NOTHING).in_(spoken),
                samples=one.samples,
            )
            for one in found.guesses
        ),
        rows=tuple(made.rows),
        untaken=tuple(one.in_(spoken) for one in made.untaken),
    )


@router.post(
    "/lists/{kind}/workbook",
    summary="A list of one's own put in the short workbook",
    response_class=Response,
    responses=gives("application/octet-stream", "The workbook.") | refusals(413),
)
def list_put(spoken: Spoken, kind: Kind, file: TheList, into: Into = None) -> Response:
    """Return the short workbook with the rows that are understood, all else left as it is."""
    name, content = _book(into, spoken)
    _, made = _read(kind, file, (name, content))
    if not made.rows:
        raise _refused(_name(file), NO_ROW)
    try:
        # workbooks take a while to import
        from scenarios.short.adding import with_rows

        return attachment(name, with_rows(content, name, kind, made.rows, spoken))
    except LookupError as error:
        raise _refused(name, NOT_SHORT.format(sheet=error.args[0])) from error
    except UnreadableError as error:
        raise ScenarioError(ordered(error.complaints)) from error


def _read(kind: str, file: UploadFile, into: tuple[str, bytes]) -> tuple[Listed, Taken]:
    label = _name(file)
    try:
        from scenarios.short.adding import associations_of

        names: Mapping[str, str] = {one: one for one in associations_of(into[1], into[0])}
        found = listed(file.file.read(), kind, tuple(names), label)
    except UnreadableError as error:
        raise ScenarioError(ordered(error.complaints)) from error
    except TableError as error:
        said = (Complaint(Mark(label, one.line), "", one.text) for one in error.faults)
        raise ScenarioError(ordered(said)) from error
    if not found.guesses and not found.faults:
        raise _refused(label, EMPTY)
    return found, taken(found, {one.column: one.role for one in found.guesses}, names)


def _book(into: UploadFile | None, language: Language) -> tuple[str, bytes]:
    """Return the short workbook that rows go into, an empty one where none is given."""
    if into is not None:
        return _name(into), into.file.read()
    return short_template(language, date.today())


def _name(file: UploadFile) -> str:
    return file.filename or "list"


def _refused(label: str, text: Text) -> ScenarioError:
    return ScenarioError([Fault(place=label, path="", text=text)])


NO_ROW = Text(
    fr="Aucune ligne n'est comprise. Attendu : un nom par ligne, sous un titre comme « Nom ». "
    "Ajoutez ce titre.",
    en='No row is understood. Expected: a name a row, under a title such as "Name". Add that '
    "title.",
)
NOT_SHORT = Text(
    fr="Ce n'est pas le classeur court, ou sa feuille « {sheet} » n'est pas entière. Attendu : "
    "celui de /api/workbooks/short. Partez de lui.",
    en='This is not the short workbook, or its sheet "{sheet}" is not whole. Expected: that of '
    "/api/workbooks/short. Begin from it.",
)
