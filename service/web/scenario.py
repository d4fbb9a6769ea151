"""One scenario: its tables, its runs, its versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Response

from models.base import Text
from scenarios import Fault, ScenarioError
from scenarios.contents import at, things
from scenarios.variants import BASE
from service.downloads import attachment, scenario_file
from service.runs.queue import BadInputError
from service.sources import Form, check
from service.store import runs, scenarios
from service.web.asking import FIELDS, FIRST, asked, controls_for
from service.web.controls import Control, beside
from service.web.editing import Opened, opened, warnings_of
from service.web.home import in_file, uploaded
from service.web.posted import Posted
from service.web.tables import Table, offered
from service.web.visit import UNUSABLE, Number, PageRoute, SentForm, Visit, Visited

scenario_pages = APIRouter(route_class=PageRoute)
LEADS = {
    "allocate": "split_lead",
    "costs": "costs_lead",
    "levers": "levers_lead",
    "warehouse": "warehouse_lead",
}
TITLES = {
    "run": "plan",
    "compare": "compare",
    "allocate": "split",
    "costs": "costs",
    "levers": "levers",
    "trucks": "trucks",
    "warehouse": "warehouse",
}


@scenario_pages.get("/scenarios/{scenario}")
def scenario_page(visit: Visited, scenario: str, version: Number | None = None) -> Response:
    """Show a scenario, the last version by default."""
    return _scenario(visit, opened(visit.desk.database, scenario, version))


@scenario_pages.post("/scenarios/{scenario}/versions")
def store_version(visit: Visited, sent: SentForm, scenario: str) -> Response:
    """Store an uploaded file as the next version."""
    database = visit.desk.database
    try:
        scenarios.add_version(database, scenario, check(uploaded(sent)))
    except ScenarioError as error:
        return _scenario(visit, opened(database, scenario), faults=error.faults)
    return visit.go(f"scenarios/{scenario}", "saved")


@scenario_pages.post("/scenarios/{scenario}/runs")
def ask(visit: Visited, sent: SentForm, scenario: str) -> Response:
    """Ask for a run."""
    kind, number = sent.text("kind"), sent.number("version")
    if kind not in FIELDS or number is None:
        return visit.refuse([visit.say("not_found_lead")])
    wanted, faults = asked(kind, scenario, number, sent.texts, sent.files)
    if wanted is not None:
        try:
            run = visit.desk.jobs.submit(wanted, visit.language, once=True)
        except BadInputError as error:
            faults = [Fault(place="", path="", text=Text(fr=one, en=one)) for one in error.faults]
        else:
            return visit.go(f"runs/{run.id}")
    before = opened(visit.desk.database, scenario, number)
    return _scenario(visit, before, kind, sent.texts, faults)


@scenario_pages.get("/scenarios/{scenario}/versions/{number}/{form}")
def download(visit: Visited, scenario: str, number: Number, form: Form) -> Response:
    """Return the file of a version, in either form."""
    upload = scenarios.upload(visit.desk.database, scenario, number)
    return attachment(*scenario_file(upload, form))


def _scenario(
    visit: Visit,
    here: Opened,
    kind: str = "",
    posted: Posted | None = None,
    faults: Sequence[Fault] = (),
) -> Response:
    database, version = visit.desk.database, here.version
    history = scenarios.history(database, version.scenario)
    default = str(here.content.get("default_variant", BASE))
    kinds = _kinds(here.content)

    def fields(name: str) -> tuple[Control, ...]:
        mine = name == kind
        return controls_for(
            name,
            version,
            default,
            visit.language,
            posted if mine else None,
            faults if mine else (),
        )

    placed, told = beside(faults, fields(kind) if kind else (), visit.language)
    return visit.show(
        "scenario.html.j2",
        title=version.label,
        trail=[(visit.say("home"), "")],
        status=UNUSABLE if faults else 200,
        scenario=version,
        last=history[0].number,
        history=history,
        warnings=warnings_of(here.upload),
        tables=[(one, _count(one, here.content)) for one in offered(here.content)],
        points_file=at(here.content, "warehouse.points_table"),
        kinds=[(name, TITLES[name], LEADS.get(name, ""), fields(name)) for name in kinds],
        first=FIRST,
        opened_kind=kind,
        faults=faults,
        placed=placed if kind else in_file(faults),
        told=told,
        **visit.runs(runs.listed(database, scenario=version.scenario, most=30)),
    )


def _count(table: Table, content: Mapping[str, Any]) -> int:
    found = things(content, table.path)
    return (
        len(found)
        if table.nested is None
        else sum(len(one.get(table.nested) or ()) for one in found)
    )


def _kinds(content: Mapping[str, Any]) -> list[str]:
    """Return the kinds of runs that a scenario has something for, the one it is about first."""
    stored, bookable = isinstance(content.get("warehouse"), Mapping), _bookable(content)
    # a warehouse, or trucks to book, may come without a week of rounds
    rounds = any(content.get(name) for name in ("donors", "deliveries", "errands"))
    weekly = rounds or not (stored or bookable)
    has = {"trucks": bookable, "warehouse": stored}
    return [name for name in FIELDS if has.get(name, weekly)]


def _bookable(content: Mapping[str, Any]) -> bool:
    return bool(things(content, "bookings.trucks") and things(content, "bookings.requests"))
