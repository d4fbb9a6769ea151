"""The first page: scenarios stored, those that come with the program, and uploads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from fastapi import APIRouter, Response

from scenarios import Fault, ScenarioError, library, variants
from service.downloads import attachment, short_template, template
from service.sources import Upload, check, from_library
from service.store import drafts, scenarios
from service.web.first_steps.words import step_say
from service.web.this_week.towns import towns_of
from service.web.this_week.words import week_say
from service.web.visit import UNUSABLE, PageRoute, Sent, SentForm, Visit, Visited
from service.web.words import say

home_pages = APIRouter(route_class=PageRoute)


@cache
def shipped() -> tuple[tuple[str, str], ...]:
    """Return the name and label of every scenario that comes with the program."""
    return tuple((name, variants(name)[0][1]) for name in library())


@home_pages.get("/")
def home(visit: Visited) -> Response:
    """Show the first page; to who reads no town, what is their own."""
    if visit.session is not None and not visit.session.acting.holds("coordinator", "reader"):
        return visit.go("own")
    return shown_home(visit)


@home_pages.post("/library")
def store_shipped(visit: Visited, sent: SentForm) -> Response:
    """Store a copy of a scenario that comes with the program."""
    try:
        checked = check(from_library(sent.text("name")))
    except ScenarioError as error:
        return shown_home(visit, error.faults, UNUSABLE)
    version = scenarios.add(visit.desk.database, checked)
    return visit.go(f"scenarios/{version.scenario}", "stored")


@home_pages.get("/template.xlsx")
def template_file(visit: Visited) -> Response:
    """Return the whole workbook to be filled in."""
    return attachment(*visit.desk.made.file(visit.language, template, visit.language))


@home_pages.get("/short-template.xlsx")
def short_template_file(visit: Visited) -> Response:
    """Return the short workbook to be filled in."""
    language, today = visit.language, date.today()
    return attachment(*visit.desk.made.file((language, today), short_template, language, today))


def uploaded(sent: Sent) -> Upload:
    """Return the file that a form sent, and those beside it.

    Raises
    ------
    ScenarioError
        No file was chosen.
    """
    files = sent.files.get("file", ())
    if not files:
        raise ScenarioError([Fault(place="", path="file", text=say["no_file"])])
    name, content = files[0]
    return Upload(name, content, dict(sent.files.get("beside", ())))


def in_file(faults: Sequence[Fault]) -> dict[int, str]:
    """Return the page's id of the field beside which faults about the file itself stand."""
    return {n: "file" for n, one in enumerate(faults) if one.path == "file"}


def shown_home(visit: Visit, faults: Sequence[Fault] = (), status: int = 200) -> Response:
    """Return the first page."""
    database = visit.desk.database
    stored = scenarios.latest(database)
    return visit.show(
        "home.html.j2",
        title=visit.say("home" if stored else "home_title"),
        status=status,
        faults=faults,
        placed=in_file(faults),
        fw=step_say.all_in(visit.language),
        drafts=drafts.unfinished(database),
        scenarios=stored,
        towns=towns_of(visit),
        ww=week_say.all_in(visit.language),
        shipped=shipped(),
    )
